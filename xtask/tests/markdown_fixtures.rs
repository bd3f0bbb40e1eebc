//! Pages of test_data/markdown as documents, compared with the outlines beside them.

#[path = "support/outline.rs"]
mod outline;

#[test]
fn pages_read_as_their_outlines_say() {
    outline::check("markdown", xtask::read::read);
}

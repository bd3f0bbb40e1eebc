//! Pages of test_data/html as documents, compared with the outlines beside them.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "these are tests, their helpers too")]

#[path = "support/outline.rs"]
mod outline;

#[test]
fn pages_read_as_their_outlines_say() {
    outline::check("html", xtask::read::read);
}

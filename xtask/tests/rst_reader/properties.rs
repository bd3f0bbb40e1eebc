//! What holds for every page and every document.

use crate::pages::{document, page};
use crate::support::assert_prints;
use proptest::prelude::*;
use xtask::read::grids::write_grids;
use xtask::read::rst::read_rst;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_are_read_and_printed_back(page in page()) {
        assert_prints(read_rst(&page));
    }

    #[test]
    fn any_characters_are_read(page in "\\PC*|(?s).{0,60}") {
        let document = read_rst(&page);
        write_grids("page", &document);
        assert_prints(document);
    }

    #[test]
    fn documents_are_printed_and_read_back(document in document()) {
        assert_prints(document);
    }
}

/// Pages that were read or printed wrongly once.
const SEEDS: &[&str] = &[
    "🌂:`",
    "\u{c4d}\n- ",
    "`word \\ ` word ",
    "``a`` ``a``",
    ".. _`_`:\n\na",
    "- - \\\\\\\\",
    ":ref:`text <label>`:role:`text`",
    "*em* |br| word\n\n.. |br| raw:: html\n\n   <br>",
    ":\u{a0}: value\n\n:\\ : other",
    ": : term\n\n: : other",
    "==  ==\na   b\n\n\n",
    "| a |\n\n   quote\n\n   -- \\",
    "\u{feff}\u{feff}text",
];

#[test]
fn seeds_are_read_and_printed_back() {
    for page in SEEDS {
        assert_prints(read_rst(page));
    }
}

//! Time is linear in the length of a page, whatever is on it.
//!
//! Each page here would take minutes or more if any part of the reader were quadratic; the limit leaves room for a slow
//! and busy machine.

use std::time::{Duration, Instant};
use xtask::read::rst::{print_rst, read_rst};

const LENGTH: usize = 500_000;
const LIMIT: Duration = Duration::from_secs(120);

fn assert_fast(name: &str, page: &str) {
    let start = Instant::now();
    let document = read_rst(page);
    let read = start.elapsed();
    let printed = print_rst(&document);
    assert!(
        start.elapsed() < LIMIT,
        "{name}: {read:?} to read, {:?} with printing {} bytes",
        start.elapsed(),
        printed.len()
    );
}

#[test]
fn repeated_markup_takes_linear_time() {
    let units = [
        "*a ",
        "**a ",
        "`a ",
        "``a ",
        "|a ",
        "_`a ",
        "a_ ",
        "a__ ",
        "[a",
        "[a]_ ",
        ":a",
        ":a:`",
        "`a:",
        "a-",
        "a_-",
        "\\",
        "\\ ",
        "http://a.b ",
        "http://(",
        "`a <b ",
        "`a <b>`_ ",
        "*a**",
        "\"*\"",
        "é",
        "- ",
        "1. ",
        "* * ",
        "-\n",
        "1.\n",
        "#. a\n",
        "-a\n",
        "-a\n\n\n",
        "-a  b\n",
        ":a: b\n",
        "a\n b\n",
        " a\n",
        " a\n\n",
        " -- a\n\n",
        "a::\n\n",
        "| a\n",
        "> a\n",
        "::\n\n> a\n",
        "..\n",
        ".. a\n",
        ".. _a:\n",
        ".. _a:\n\n.. b\n\n",
        ".. _a\n",
        ".. |a| replace:: b\n",
        ".. [1] a\n",
        "__ a\n\n`a`__\n\n",
        ".. note::\n",
        ".. note::\n   a\n",
        ".. a::\n\n   b\n",
        "==  ==\n",
        "==  ==\na   b\n",
        "==  ==\na   b\n==  ==\n\n",
        "+-+\n",
        "+---+\n",
        "+---+\n| a |\n",
        "+---+\n| a |\n+---+\n\n",
        "a\n=\n\n",
        "====\na\n====\n",
        "====\n",
        "a\n\n",
        ".. table:: a\n\n",
        ".. code-block:: a\n   b\n",
        "\t",
        "\u{c}",
        "\r",
        "\0",
        "+-",
        "= ",
        "\n ",
        "-- ",
    ];
    for unit in units {
        assert_fast(unit, &unit.repeat(LENGTH / unit.len()));
    }
}

#[test]
fn nested_blocks_take_linear_time() {
    let steps = 1000;
    let stairs = |mark: &str| (0..steps).map(|depth| format!("{}{mark}\n\n", " ".repeat(depth))).collect::<String>();
    assert_fast("quotes", &stairs("a"));
    assert_fast("definitions", &(0..steps).map(|depth| format!("{}a\n", " ".repeat(depth))).collect::<String>());
    assert_fast("bullets", &(0..steps).map(|depth| format!("{}- a\n\n", "  ".repeat(depth))).collect::<String>());
    assert_fast("notes", &(0..steps).map(|depth| format!("{}.. note::\n\n", "   ".repeat(depth))).collect::<String>());
}

#[test]
fn large_tables_take_linear_time() {
    let row = "| a | b |\n+---+---+\n";
    assert_fast("rows", &format!("+---+---+\n{}", row.repeat(LENGTH / row.len())));
    let tall = "|   | b |\n|   +---+\n";
    let joined = format!("+---+---+\n{}|   | c |\n+---+---+\n", tall.repeat(LENGTH / tall.len()));
    assert_fast("a cell beside many", &joined);
    let wide = "+--".repeat(LENGTH / 20);
    assert_fast("columns", &format!("{wide}+\n{}|\n{wide}+\n", "|a ".repeat(LENGTH / 20)));
    assert_fast("a cell above many", &format!("{wide}+\n|宽{}|\n{wide}+\n", " ".repeat(wide.len() - 3)));
    let knots = format!("{}\n", "+".repeat(700));
    let border = format!("+{}+\n", "-".repeat(698));
    assert_fast("knots", &format!("{border}{}{border}", knots.repeat(700)));
    let lattice = format!("+-{}+\n", "+-".repeat(348));
    assert_fast("lattice", &format!("{border}{}{border}", format!("{lattice}{}\n", "| ".repeat(350)).repeat(350)));
    let top = "= ".repeat(LENGTH / 8);
    assert_fast("columns without text", &format!("{top}\n{}{top}\n\n", "é\n".repeat(LENGTH / 8)));
    let uneven =
        format!(".. list-table::\n\n   * {}\n{}", "- a\n     ".repeat(LENGTH / 30), "   * - b\n".repeat(LENGTH / 30));
    assert_fast("uneven rows", &uneven);
}

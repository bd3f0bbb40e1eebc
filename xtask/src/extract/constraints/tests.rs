//! One page a trap under `test_data/extract/constraints`; beside it what its rows say.

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;

use super::*;
use crate::extract::value_type::extract_type;
use crate::read::{self, Block, BlockKind, Row};

fn render(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// The facts of a row, one a line.
fn show(row: &Row) -> String {
    let [name, ty, description] = row.cells.as_slice() else { panic!("three cells were expected") };
    let BlockKind::Paragraph { text: name } = &name.blocks[0].kind else { panic!("a name was expected") };
    let (name, ty) = (name.to_plain(), extract_type(ty).expr);
    let said = extract_constraints(description, &ValueContext { ty: &ty, name: &name, bare: false });
    let mut text = format!("{name}\n");
    let mut line = |what: &str, value: String| writeln!(text, "    {what}: {value}").unwrap();
    if !said.bounds.is_empty() {
        line("bounds", render(&said.bounds));
    }
    said.default.iter().for_each(|default| line("default", render(default)));
    said.values.iter().for_each(|value| line("value", render(value)));
    said.mentioned.iter().for_each(|value| line("mentioned", render(value)));
    said.unit.iter().for_each(|unit| line("unit", unit.clone()));
    said.deprecated.iter().for_each(|note| line("deprecated", note.clone()));
    for (flag, name) in
        [(said.nullable, "nullable"), (said.read_only, "read only"), (said.conditional_mandatory, "conditional")]
    {
        if flag {
            line("is", name.to_owned());
        }
    }
    said.references.iter().for_each(|reference| line("refers to", format!("{reference:?}")));
    if is_secret(&name, &ty) {
        line("is", "secret".to_owned());
    }
    said.description.iter().for_each(|text| line("says", text.replace('\n', "\n          ")));
    for finding in &said.findings {
        line("lint", format!("{}: {} (expected {})", finding.lint.id(), finding.found, finding.expected));
    }
    text
}

#[test]
fn each_trap_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/extract/constraints");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "html"));
    pages.sort();
    assert!(!pages.is_empty());
    for page in pages {
        let document = read::read(&std::fs::read(&page).unwrap());
        let tables = document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        let text: String = tables.flat_map(|table| &table.rows[table.head..]).map(show).collect();
        expect_file![page.with_extension("txt")].assert_eq(&text);
    }
}

#[test]
fn paragraphs_are_items_without_their_bold_where_the_page_lost_it_and_values_are_announced() {
    let paragraph = |text: &str| Block::paragraph(1, text);
    let values = |opening: &str, bare: bool| {
        let blocks = [opening, "0: The kettle is off.", "1: The kettle boils."].map(paragraph);
        let ty = extract_type(&Cell { blocks: vec![paragraph("Integer")] }).expr;
        let context = ValueContext { ty: &ty, name: "state", bare };
        extract_constraints(&Cell { blocks: blocks.to_vec() }, &context).values.len()
    };
    assert_eq!(values("How it is. The following options are available:", true), 2);
    assert_eq!(values("How it is. The following options are available:", false), 0);
    assert_eq!(values("How it is, for example:", true), 0);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "([A-Z][a-z]{2,9}[.:;]? ?|[0-9,.-]{1,9} ?|[ -~]{0,9}|…|值：){0,30}") {
        for ty in ["String", "Integer", "Array of strings", "Boolean", "Double"] {
            let block = |text: &str| crate::read::Block {
                line: 1,
                labels: Vec::new(),
                kind: BlockKind::Paragraph { text: crate::read::Text::plain(text) },
            };
            let ty = extract_type(&Cell { blocks: vec![block(ty)] }).expr;
            extract_constraints(&Cell { blocks: vec![block(&text)] }, &ValueContext { ty: &ty, name: "x", bare: false });
        }
    }
}

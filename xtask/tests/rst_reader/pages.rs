//! Pages and documents made at random.

use proptest::collection::vec;
use proptest::prelude::*;
use xtask::read::{Block, BlockKind, Cell, Document, Markup, Row, Run, Style, Table, Target, Text};

/// What markup is made of.
const PIECES: &[&str] = &[
    "word",
    "snake_case",
    "a",
    "1.",
    "(b)",
    "iv)",
    "#.",
    "-",
    "*",
    "+",
    "**",
    "*em*",
    "**strong**",
    "``",
    "``code``",
    "`",
    "`text`",
    "`text`_",
    "`text`__",
    "`text <url>`__",
    "name_",
    "name__",
    "_`here`",
    "|",
    "|br|",
    "|name|",
    "[1]_",
    ":ref:`text <label>`",
    ":role:`text`",
    ":field:",
    "::",
    ":",
    ">>>",
    "..",
    ".. note::",
    ".. code-block:: json",
    ".. table:: caption",
    ".. list-table::",
    ".. _label:",
    ".. [1]",
    ".. |name| replace::",
    ".. |br| raw:: html <br>",
    ".. unknown::",
    "__",
    "--",
    "-x",
    "--long=value",
    "/V",
    "====",
    "====  ====",
    "----",
    "+---+",
    "+===+",
    "+---+---+",
    "|   |",
    "| a | b |",
    "\\",
    "\\*",
    "\\ ",
    "http://host/path?a=b",
    "<",
    ">",
    "\"",
    "'",
    "(",
    "\u{2014}",
    "é",
    "e\u{301}",
    "宽",
    "\u{200b}",
    "\u{a0}",
    "\t",
    "\u{c}",
    "\r\n",
    "\u{85}",
    "\0",
    "\u{feff}",
];

/// A page of such pieces.
pub(crate) fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    let between =
        proptest::sample::select(&[" ", " ", " ", "", "\n", "\n", "\n\n", "\n\n", "\n   ", "\n\n   ", "\n  "][..]);
    vec((piece, between), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|part| [part.0, part.1.to_owned()]).collect())
}

/// A document as a reader gives it: white space folded, no empty text.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    let property = (words(), prop_oneof![Just(String::new()), words()]);
    (vec(property, 0..3), vec(block(3), 0..6)).prop_map(|(properties, blocks)| Document {
        markup: Markup::Rst,
        properties,
        blocks,
        faults: Vec::new(),
    })
}

fn word() -> impl Strategy<Value = String> {
    let signs = "[-*`_|:.\\\\<>(){}\\[\\]=+#'\"/!~a1]{1,4}";
    prop_oneof!["[a-z_]{1,6}", signs, proptest::sample::select(PIECES).prop_map(folded), Just("宽é".to_owned())]
        .prop_map(|word| if word.is_empty() { "blank".to_owned() } else { word })
}

fn folded(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn words() -> impl Strategy<Value = String> {
    vec(word(), 1..5).prop_map(|words| words.join(" "))
}

fn target() -> impl Strategy<Value = Option<Target>> {
    let label = words().prop_map(|label| Some(Target::Label(label.to_lowercase())));
    prop_oneof![4 => Just(None), 1 => label, 1 => words().prop_map(|url| Some(Target::Url(url)))]
}

fn run() -> impl Strategy<Value = Run> {
    let style = prop_oneof![3 => Just(Style::Plain), 1 => Just(Style::Emphasis), 1 => Just(Style::Strong), 1 => Just(Style::Code)];
    let broken = vec(words(), 1..3).prop_map(|lines| lines.join("\n"));
    (prop_oneof![6 => words(), 1 => broken], style, target()).prop_map(|(text, style, target)| Run {
        text,
        style,
        target,
    })
}

/// Blanks stand in plain text between styled pieces, or nowhere.
fn text() -> impl Strategy<Value = Text> {
    vec((run(), any::<bool>()), 1..4).prop_map(|runs| {
        let mut text = Text::default();
        for (run, spaced) in runs {
            if spaced && !text.is_empty() {
                text.push(Run { text: " ".to_owned(), ..Run::default() });
            }
            text.push(run);
        }
        text
    })
}

fn code() -> impl Strategy<Value = BlockKind> {
    let line = prop_oneof![words(), words().prop_map(|words| format!("    {words}")), Just(String::new())];
    let text = (words(), vec(line, 0..3), words()).prop_map(|(first, mut lines, last)| {
        lines.insert(0, first);
        lines.push(last);
        lines.join("\n")
    });
    (proptest::option::of("[a-z]{1,5}"), text).prop_map(|(language, text)| BlockKind::Code { language, text })
}

fn block(depth: u32) -> BoxedStrategy<Block> {
    let leaf = prop_oneof![
        4 => text().prop_map(|text| BlockKind::Paragraph { text }),
        1 => (1..14u8, text()).prop_map(|(level, text)| BlockKind::Heading { level, text }),
        1 => code(),
        1 => vec(prop_oneof![3 => text(), 1 => Just(Text::default())], 1..4).prop_map(|lines| BlockKind::Lines { lines }),
    ];
    let kind = if depth == 0 { leaf.boxed() } else { prop_oneof![3 => leaf, 2 => container(depth - 1)].boxed() };
    (vec(words().prop_map(|label| label.to_lowercase()), 0..2), kind)
        .prop_map(|(labels, kind)| Block { line: 0, labels, kind })
        .boxed()
}

fn container(depth: u32) -> impl Strategy<Value = BlockKind> {
    let blocks = || vec(block(depth), 0..3);
    let items = (any::<bool>(), vec(blocks(), 1..4)).prop_map(|(ordered, items)| BlockKind::List { ordered, items });
    let definitions = vec((prop_oneof![Just(Text::default()), text()], blocks()), 1..3);
    let name = prop_oneof![Just("note".to_owned()), Just("warning".to_owned()), words()];
    prop_oneof![
        items,
        definitions.prop_map(|items| BlockKind::Definitions { items }),
        (name, blocks()).prop_map(|(name, blocks)| BlockKind::Note { name, blocks }),
        blocks().prop_map(|blocks| BlockKind::Quote { blocks }),
        table(depth),
    ]
}

fn table(depth: u32) -> impl Strategy<Value = BlockKind> {
    let rows = move |columns| vec(vec(vec(block(depth), 0..2).prop_map(|blocks| Cell { blocks }), columns), 0..4);
    let rows = (0..4_usize).prop_flat_map(rows);
    (proptest::option::of(text()), 0..3usize, rows).prop_map(|(caption, head, rows)| {
        let rows = rows.into_iter().filter(|cells: &Vec<Cell>| !cells.is_empty());
        let rows: Vec<Row> = rows.map(|cells| Row { line: 0, cells }).collect();
        BlockKind::Table(Table { caption, head: head.min(rows.len()), rows })
    })
}

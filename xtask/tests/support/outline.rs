//! A document as lines that a person compares at a glance.

use std::fmt::Write;

use xtask::read::{Block, BlockKind, Cell, Document, Style, Target, Text};

/// The outline: markup, properties, blocks with their lines, and faults.
pub fn outline(document: &Document) -> String {
    let mut out = format!("{:?}\n", document.markup);
    for (key, value) in &document.properties {
        let _ = writeln!(out, "{key} = {value}");
    }
    blocks(&document.blocks, 0, &mut out);
    for fault in &document.faults {
        let _ = writeln!(out, "! {} {:?}: {}", fault.line, fault.kind, fault.found);
    }
    out
}

fn blocks(all: &[Block], depth: usize, out: &mut String) {
    for one in all {
        let indent = "  ".repeat(depth);
        let labels: String = one.labels.iter().map(|label| format!(" <{label}>")).collect();
        let _ = write!(out, "{indent}{}{labels} ", one.line);
        block(&one.kind, depth, out);
    }
}

fn block(kind: &BlockKind, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth + 1);
    match kind {
        BlockKind::Heading { level, text } => {
            let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*level)), words(text));
        }
        BlockKind::Paragraph { text } => {
            let _ = writeln!(out, "{}", words(text));
        }
        BlockKind::List { ordered, items } => {
            out.push_str(if *ordered { "ordered list\n" } else { "list\n" });
            for item in items {
                let _ = writeln!(out, "{indent}-");
                blocks(item, depth + 2, out);
            }
        }
        BlockKind::Definitions { items } => {
            out.push_str("definitions\n");
            for (term, explanation) in items {
                let _ = writeln!(out, "{indent}{}:", words(term));
                blocks(explanation, depth + 2, out);
            }
        }
        BlockKind::Code { language, text } => {
            let language = language.as_deref().unwrap_or_default();
            let _ = writeln!(out, "code {language}\n{indent}{}", text.replace('\n', &format!("\n{indent}")));
        }
        BlockKind::Lines { lines } => {
            let _ = writeln!(out, "{}", lines.iter().map(words).collect::<Vec<_>>().join(" / "));
        }
        BlockKind::Table(table) => {
            let caption = table.caption.as_ref().map(words).unwrap_or_default();
            let _ = writeln!(out, "table {caption}");
            for (number, row) in table.rows.iter().enumerate() {
                let mark = if number < table.head { "=" } else { "|" };
                let cells: Vec<String> = row.cells.iter().map(cell).collect();
                let _ = writeln!(out, "{indent}{} {mark} {}", row.line, cells.join(&format!(" {mark} ")));
            }
        }
        BlockKind::Note { name, blocks: content } => {
            let _ = writeln!(out, "note {name}");
            blocks(content, depth + 1, out);
        }
        BlockKind::Quote { blocks: content } => {
            out.push_str("quote\n");
            blocks(content, depth + 1, out);
        }
    }
}

fn cell(cell: &Cell) -> String {
    cell.blocks.iter().map(in_cell).collect::<Vec<_>>().join(" ¶ ")
}

fn in_cell(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph { text } => words(text),
        BlockKind::List { items, .. } => items
            .iter()
            .map(|item| format!("• {}", item.iter().map(in_cell).collect::<Vec<_>>().join(" ¶ ")))
            .collect::<Vec<_>>()
            .join(" "),
        BlockKind::Code { text, .. } => format!("code {text}"),
        other => {
            let mut out = String::new();
            self::block(other, 0, &mut out);
            out.trim_end().replace('\n', " ⏎ ")
        }
    }
}

/// Text with `**strong**`, `*emphasis*`, `` `code` `` and `[references](to)`.
fn words(text: &Text) -> String {
    let mut out = String::new();
    for run in &text.runs {
        let mark = match run.style {
            Style::Plain => "",
            Style::Emphasis => "*",
            Style::Strong => "**",
            Style::Code => "`",
        };
        let set = format!("{mark}{}{mark}", run.text);
        match &run.target {
            None => out.push_str(&set),
            Some(Target::Label(to)) => {
                let _ = write!(out, "[{set}](#{to})");
            }
            Some(Target::Url(to)) => {
                let _ = write!(out, "[{set}]({to})");
            }
        }
    }
    out.replace('\n', "↵")
}

/// Reads each page of a folder of fixtures and compares it with the outline beside it.
pub fn check(folder: &str, read: impl Fn(&[u8]) -> Document) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data").join(folder);
    let mut pages: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension != "outline"));
    pages.sort();
    assert!(!pages.is_empty(), "no fixtures in {}", folder.display());
    for page in pages {
        let document = read(&std::fs::read(&page).unwrap());
        expect_test::expect_file![page.with_extension("outline")].assert_eq(&outline(&document));
    }
}

//! A document as an outline that a person can check: one line a block, indented by depth.

use std::fmt::Write;
use xtask::read::{Block, BlockKind, Document, Style, Table, Target, Text};

pub(crate) fn outline(document: &Document) -> String {
    let mut out = String::new();
    for (name, value) in &document.properties {
        let _ = writeln!(out, "property {name} = {value}");
    }
    blocks(&document.blocks, 0, &mut out);
    for fault in &document.faults {
        let kind = serde_json::to_string(&fault.kind).unwrap_or_default();
        let _ = writeln!(out, "fault line {}: {}: {}", fault.line, kind.trim_matches('"'), fault.found);
    }
    out
}

fn blocks(blocks: &[Block], depth: usize, out: &mut String) {
    for item in blocks {
        let labels: String = item.labels.iter().map(|label| format!(" #{label}")).collect();
        let start = format!("{}{}{labels}", "  ".repeat(depth), item.line);
        block(&item.kind, &start, depth + 1, out);
    }
}

fn block(kind: &BlockKind, start: &str, depth: usize, out: &mut String) {
    let inner = "  ".repeat(depth);
    let _ = match kind {
        BlockKind::Heading { level, text } => writeln!(out, "{start} heading {level}: {}", show(text)),
        BlockKind::Paragraph { text } => writeln!(out, "{start} {}", show(text)),
        BlockKind::Code { language, text } => {
            let lines: String = text.lines().map(|line| format!("{inner}> {line}\n")).collect();
            write!(out, "{start} code {}\n{lines}", language.as_deref().unwrap_or("-"))
        }
        BlockKind::Lines { lines } => {
            let lines: String = lines.iter().map(|line| format!("{inner}| {}\n", show(line))).collect();
            write!(out, "{start} lines\n{lines}")
        }
        _ => write!(out, "{start} "),
    };
    match kind {
        BlockKind::List { ordered, items } => {
            let _ = writeln!(out, "{}", if *ordered { "numbers" } else { "bullets" });
            for item in items {
                let _ = writeln!(out, "{inner}-");
                blocks(item, depth + 1, out);
            }
        }
        BlockKind::Definitions { items } => {
            let _ = writeln!(out, "definitions");
            for (term, item) in items {
                let _ = writeln!(out, "{inner}{}:", show(term));
                blocks(item, depth + 1, out);
            }
        }
        BlockKind::Note { name, blocks: inside } => {
            let _ = writeln!(out, "note {name}");
            blocks(inside, depth, out);
        }
        BlockKind::Quote { blocks: inside } => {
            let _ = writeln!(out, "quote");
            blocks(inside, depth, out);
        }
        BlockKind::Table(inside) => table(inside, depth, out),
        _ => {}
    }
}

fn table(table: &Table, depth: usize, out: &mut String) {
    let inner = "  ".repeat(depth);
    let caption = table.caption.as_ref().map(show).unwrap_or_default();
    let _ = writeln!(out, "table, head {}, caption {caption:?}", table.head);
    for row in &table.rows {
        let _ = writeln!(out, "{inner}row {}", row.line);
        for cell in &row.cells {
            let _ = writeln!(out, "{inner}  cell");
            blocks(&cell.blocks, depth + 2, out);
        }
    }
}

fn show(text: &Text) -> String {
    let mut out = String::new();
    for run in &text.runs {
        let mark = match run.style {
            Style::Plain => "",
            Style::Emphasis => "/",
            Style::Strong => "*",
            Style::Code => "`",
        };
        let target = match &run.target {
            Some(Target::Label(label)) => format!("<#{label}>"),
            Some(Target::Url(url)) => format!("<{url}>"),
            None => String::new(),
        };
        let _ = write!(out, "[{mark}{}{mark}{target}]", run.text.replace('\n', "\\n"));
    }
    out
}

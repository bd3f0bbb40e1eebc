//! reStructuredText to a [`Document`], as the reference reader (docutils) takes it.
//!
//! Comes in: the text of one page. Goes out: blocks in order, with targets as labels of the block they name, and faults
//! where markup has no meaning. This module knows no API words, reads no other file and resolves no label of another page.
//!
//! | what | module |
//! |---|---|
//! | lines, indentation | `lines` |
//! | what a line begins | `marker`, `enumerator` |
//! | blocks | `body`, `sections`, `lists`, `explicit`, `directive` |
//! | tables | `grid`, `trace`, `simple`, `rows`, with `table` and `ruled`; `drawn` for other readers |
//! | text | `inline`, `links`, `roles`, with `raw` and `fold` |
//! | names inside a page | `names` |
//! | a document as a page again | `print`, `escape` |

mod body;
mod chars;
mod directive;
pub(in crate::read) mod drawn;
mod enumerator;
mod escape;
mod explicit;
mod grid;
mod inline;
mod lines;
mod links;
mod lists;
mod marker;
mod names;
mod print;
mod raw;
mod reader;
mod roles;
mod rows;
mod ruled;
mod sections;
mod simple;
mod table;
mod trace;

use super::{Document, Fault, FaultKind, Markup};
use names::Names;
pub use print::print_rst;
use reader::Reader;

/// Reads a page of reStructuredText.
///
/// Never fails; what cannot be read is kept as code or text and reported in [`Document::faults`]. Time and memory are
/// linear in the length of the page.
pub fn read_rst(text: &str) -> Document {
    let page = super::space::normalize(text);
    let lines = lines::split(&page);
    let undefined = Names::default();
    let mut reader = Reader::new(&undefined);
    let mut blocks = reader.page(&lines);
    // Definitions may stand behind the text that uses them.
    let names = std::mem::take(&mut reader.found);
    let mut reader = if reader.uses_names {
        let mut again = Reader::new(&names);
        blocks = again.page(&lines);
        again
    } else {
        reader
    };
    let mut faults = std::mem::take(&mut reader.faults);
    if !reader.labels.is_empty() {
        let found = format!("the target `{}` names nothing", reader.labels.join("`, `"));
        faults.push(Fault { line: last_line(&lines), kind: FaultKind::MarkupMalformed, found });
    }
    if blocks.is_empty() && reader.properties.is_empty() {
        faults.push(Fault { line: 1, kind: FaultKind::PageEmpty, found: "the page holds no text".to_owned() });
    }
    faults.sort_by_key(|fault| fault.line);
    Document { markup: Markup::Rst, properties: reader.properties, blocks, faults }
}

fn last_line(lines: &[lines::Line<'_>]) -> u32 {
    lines.last().map_or(1, |line| line.number)
}

//! Code, and lines whose breaks matter.

use super::super::space::normalize;
use super::super::{BlockKind, Text};
use super::flow::{Flow, Reader};
use super::inline::Setting;
use super::table::plain_text;
use super::tree::{Place, element, name};

/// Whether an element holds lines, as docutils writes line blocks.
pub(super) fn is_line_block(place: Place<'_>) -> bool {
    element(place).is_some_and(|element| element.classes().any(|class| class == "line-block"))
}

impl Reader<'_> {
    /// The lines of a line block, those of blocks inside of it among them.
    pub(super) fn read_lines(&mut self, place: Place<'_>, line: u32, flow: &mut Flow) {
        let is_line =
            |place: &Place<'_>| element(*place).is_some_and(|element| element.classes().any(|class| class == "line"));
        let mut lines: Vec<Text> = Vec::new();
        for place in place.descendants().filter(is_line) {
            let mut content = Flow::default();
            self.read_children(place, &Setting::default(), &mut content);
            flow.labels.append(&mut content.labels);
            lines.push(content.inline.finish());
        }
        flow.push(line, BlockKind::Lines { lines });
    }
}

/// Code, as `pre` has it; none where there is nothing to see.
pub(super) fn read_code(place: Place<'_>) -> Option<BlockKind> {
    let inner = place.children().find(|child| name(*child) == "code");
    let language = [Some(place), inner].into_iter().flatten().filter_map(element).find_map(|element| {
        let language = |class: &str| class.strip_prefix("language-").or(class.strip_prefix("lang-")).map(str::to_owned);
        element.classes().find_map(language)
    });
    let text = unindent(&normalize(&plain_text(place)));
    (!text.is_empty()).then_some(BlockKind::Code { language, text })
}

/// Without the indentation that all lines share, and blank lines around.
fn unindent(text: &str) -> String {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let text = &text[text[..blank].rfind('\n').map_or(0, |at| at + 1)..];
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    if shared == 0 {
        return text.to_owned();
    }
    text.lines().map(|line| line.get(shared..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

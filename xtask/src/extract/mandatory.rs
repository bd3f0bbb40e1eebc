//! A cell of the column "Mandatory" to what it answers. The first word decides; conditions make it conditional.

use hwc_model::Mandatory;

use crate::lint::{Finding, Lint};
use crate::read::{Block, BlockKind, Cell};
use crate::vocabulary::{self, Cue};

/// What a cell of the column "Mandatory" says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MandatoryReading {
    /// The answer.
    pub mandatory: Mandatory,
    /// The whole wording, where it says more than yes or no.
    pub note: Option<String>,
    /// The cell holds a type: it stands in the wrong column.
    pub swapped: bool,
    /// What is wrong with the cell.
    pub findings: Vec<Finding>,
}

/// What a cell of the column "Mandatory" says.
pub fn extract_mandatory(cell: &Cell) -> MandatoryReading {
    let text = plain(cell);
    if vocabulary::is_nothing(&text) {
        return MandatoryReading::default();
    }
    if let Some(yes) = vocabulary::answer(&text) {
        return MandatoryReading { mandatory: of(yes), ..MandatoryReading::default() };
    }
    let line = cell.blocks.first().map_or(0, |block| block.line);
    if vocabulary::type_word(&text).is_some() {
        let finding = Finding::new(Lint::ColumnsSwapped, line, format!("\"Mandatory\" is `{text}`"), "yes or no")
            .suggest("swap the cells for type and mandatory");
        return MandatoryReading { swapped: true, findings: vec![finding], ..MandatoryReading::default() };
    }
    let mandatory = first_word(&text);
    let finding = Finding::new(Lint::MandatoryConditional, line, format!("\"Mandatory\" is `{text}`"), "yes or no");
    MandatoryReading { mandatory, note: Some(text), swapped: false, findings: vec![finding] }
}

fn of(yes: bool) -> Mandatory {
    if yes { Mandatory::Yes } else { Mandatory::No }
}

/// `No. Needed for …` is a no, `Yes (path parameter)` a yes; `Yes for …` and everything else is conditional.
fn first_word(text: &str) -> Mandatory {
    let end = text.find(|c: char| c.is_whitespace() || ".,;:(（，。".contains(c)).unwrap_or(text.len());
    let goes_on = text[end..].trim_start().starts_with(char::is_alphabetic);
    match vocabulary::answer(&text[..end]) {
        Some(false) => Mandatory::No,
        Some(true) if !goes_on && !vocabulary::has_cue(text, Cue::Condition) => Mandatory::Yes,
        _ => Mandatory::Conditional,
    }
}

fn plain(cell: &Cell) -> String {
    let mut text = String::new();
    push_blocks(&cell.blocks, &mut text);
    text.trim().to_owned()
}

fn push_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph { text: paragraph } | BlockKind::Heading { text: paragraph, .. } => {
                if !text.is_empty() {
                    text.push(' ');
                }
                paragraph.runs.iter().for_each(|run| text.push_str(&run.text));
            }
            BlockKind::List { items, .. } => items.iter().for_each(|blocks| push_blocks(blocks, text)),
            BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => push_blocks(blocks, text),
            _ => {}
        }
    }
}

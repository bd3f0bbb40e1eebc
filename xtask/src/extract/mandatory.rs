//! A cell of the column "Mandatory" to what it answers. The first word decides; conditions make it conditional.

use hwc_model::Mandatory;

use crate::lint::{Finding, Lint};
use crate::read::{BlockKind, Cell};
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

/// `No. Needed for …` is a no; `Yes if …` and everything else is conditional.
fn first_word(text: &str) -> Mandatory {
    let first = text.split(|c: char| c.is_whitespace() || ".,;:(（，。".contains(c)).next().unwrap_or_default();
    match vocabulary::answer(first) {
        Some(false) => Mandatory::No,
        Some(true) if !vocabulary::has_cue(text, Cue::Condition) => Mandatory::Yes,
        _ => Mandatory::Conditional,
    }
}

fn plain(cell: &Cell) -> String {
    let mut text = String::new();
    for block in &cell.blocks {
        if let BlockKind::Paragraph { text: paragraph } | BlockKind::Heading { text: paragraph, .. } = &block.kind {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&paragraph.to_plain());
        }
    }
    text.trim().to_owned()
}

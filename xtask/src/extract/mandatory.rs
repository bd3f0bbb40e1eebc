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
    if let Some(yes) = remarked(&text) {
        return MandatoryReading { mandatory: of(yes), note: Some(text), ..MandatoryReading::default() };
    }
    let mandatory = first_word(&text);
    let finding = Finding::new(Lint::MandatoryConditional, line, format!("\"Mandatory\" is `{text}`"), "yes or no");
    MandatoryReading { mandatory, note: Some(text), swapped: false, findings: vec![finding] }
}

fn of(yes: bool) -> Mandatory {
    if yes { Mandatory::Yes } else { Mandatory::No }
}

/// `No (query parameter)`: an answer, and a remark that sets no condition.
fn remarked(text: &str) -> Option<bool> {
    let (answer, remark) = text.split_once(['(', '（'])?;
    let is_condition = vocabulary::has_cue(remark, Cue::Condition) || vocabulary::has_cue(remark, Cue::Mandatory);
    vocabulary::answer(answer).filter(|_| !is_condition)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;

    fn read(text: &str) -> MandatoryReading {
        let kind = BlockKind::Paragraph { text: Text::plain(text) };
        extract_mandatory(&Cell { blocks: vec![Block { line: 3, labels: Vec::new(), kind }] })
    }

    #[test]
    fn first_word_answers_and_conditions_bind() {
        for (written, expected) in [
            ("Yes", Mandatory::Yes),
            ("是", Mandatory::Yes),
            ("Mandatory", Mandatory::Yes),
            ("no", Mandatory::No),
            ("Optional", Mandatory::No),
            ("否", Mandatory::No),
            ("-", Mandatory::Unstated),
            ("", Mandatory::Unstated),
            ("No. Needed for big things.", Mandatory::No),
            ("No (query parameter)", Mandatory::No),
            ("Yes (in the path)", Mandatory::Yes),
            ("Yes if a tag is there", Mandatory::Conditional),
            ("Yes for signed calls", Mandatory::Conditional),
            ("Conditionally Yes", Mandatory::Conditional),
            ("Mandatory for add, and not for drop", Mandatory::Conditional),
            ("Needed with big things", Mandatory::Conditional),
        ] {
            assert_eq!(read(written).mandatory, expected, "{written}");
        }
    }

    #[test]
    fn wording_that_says_more_is_kept_and_told() {
        let reading = read("Yes if a tag is there");
        assert_eq!(reading.note.as_deref(), Some("Yes if a tag is there"));
        assert_eq!((reading.findings[0].lint, reading.findings[0].line), (Lint::MandatoryConditional, 3));
        assert_eq!(read("Yes").findings, []);
    }

    #[test]
    fn type_in_the_column_is_swapped() {
        let reading = read("Integer");
        assert!(reading.swapped);
        assert_eq!(reading.findings[0].lint, Lint::ColumnsSwapped);
    }
}

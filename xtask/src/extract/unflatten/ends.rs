//! What a site puts before and after a page: the date and buttons above its title, and feedback boxes below its last
//! section.

use crate::read::{Block, BlockKind, Document};
use crate::vocabulary::{self, Section, Term};

use super::{column_of, plain, section_of};

/// Lines before the title among which the date is looked for.
const PROLOGUE: usize = 4;

/// `Updated on 2024-03-07 GMT+08:00` as the property `updated`, `2024-03-07`.
pub(super) fn take_updated(document: &mut Document) {
    let dates = document.blocks.iter().take(PROLOGUE).map(|block| plain(block).as_deref().and_then(date));
    let Some((at, date)) = dates.enumerate().find_map(|(at, date)| Some((at, date?))) else { return };
    document.blocks.remove(at);
    document.properties.push(("updated".into(), date));
}

/// The date that follows words for "updated on".
fn date(text: &str) -> Option<String> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (words, date) = text.split_at(digits);
    let day = date.split_whitespace().next()?;
    vocabulary::find(words).contains(&Term::Updated).then(|| day.to_owned())
}

/// Cuts off the lines before a title that stands directly above the first section: buttons, and a word on who translated
/// the page.
pub(super) fn cut_prologue(blocks: &mut Vec<Block>) {
    // `Description` heads columns too.
    let is_heading = |text: &str| section_of(text) == Some(Section::Function) && column_of(text).is_none();
    let opens = |block: &Block| plain(block).is_some_and(|text| is_heading(&text));
    let Some(function) = blocks.iter().take(PROLOGUE + 1).position(opens) else { return };
    let is_title = |block: &Block| plain(block).is_some_and(|text| !text.ends_with(['.', '。', ':', '：']));
    if let Some(title) = function.checked_sub(1).filter(|&title| is_title(&blocks[title])) {
        blocks.drain(..title);
    }
}

/// Cuts off what follows the last section: from the first line that belongs to the site, where only lines follow.
pub(super) fn cut_footer(blocks: &mut Vec<Block>) {
    let is_content = |block: &Block| match &block.kind {
        BlockKind::Table(_) | BlockKind::Code { .. } => true,
        _ => plain(block).is_some_and(|text| section_of(&text).is_some()),
    };
    let last = blocks.iter().rposition(is_content).map_or(0, |at| at + 1);
    if let Some(footer) = blocks[last..].iter().position(|block| plain(block).as_deref().is_some_and(is_footer)) {
        blocks.truncate(last + footer);
    }
}

fn is_footer(text: &str) -> bool {
    let label = text.split_once([':', '：']).map_or(text, |(label, _)| label);
    vocabulary::find(label).contains(&Term::Footer)
}

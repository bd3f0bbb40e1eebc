//! Lists that flattening took out of cells: their announcements are left, and are reported.

use std::collections::HashSet;

use crate::read::{Block, BlockKind, Cell, Fault, FaultKind};
use crate::vocabulary::{self, Label, Term};

use super::plain;

/// The clause before a colon that announces something has so many words at least; labels such as `Default:` have fewer.
const MIN_WORDS: usize = 4;

/// Sentences are not longer than so many characters.
const MAX_SENTENCE: usize = 600;

/// Reports the cells of tables that announce what does not follow, but for those of which that is known.
pub(super) fn report(blocks: &[Block], faults: &mut Vec<Fault>) {
    let known: HashSet<u32> = faults.iter().map(|fault| fault.line).collect();
    for block in blocks {
        let BlockKind::Table(table) = &block.kind else { continue };
        let cells = table.rows.iter().skip(table.head).filter_map(|row| row.cells.last());
        let unknown = |cell: &&Cell| !cell.blocks.iter().any(|block| known.contains(&block.line));
        faults.extend(cells.filter(unknown).filter_map(lost_list));
    }
}

/// What a cell announces and does not have. Where a list follows, this page kept its lists.
fn lost_list(cell: &Cell) -> Option<Fault> {
    let texts: Option<Vec<(u32, String)>> = cell.blocks.iter().map(|block| Some((block.line, plain(block)?))).collect();
    let texts = texts?;
    let following = texts.iter().skip(1).map(|(_, next)| next.as_str()).chain([""]);
    let (line, words) = texts.iter().zip(following).find_map(|((line, text), next)| {
        let announcement = announcement(text).or_else(|| empty_label(text, next))?;
        Some((*line, announcement))
    })?;
    Some(Fault {
        line,
        kind: FaultKind::FlatteningLost,
        found: format!("nothing follows `{words}`, where a list was lost"),
    })
}

/// The clause before a colon behind which another sentence begins, or the paragraph ends.
fn announcement(text: &str) -> Option<String> {
    text.match_indices([':', '：']).find_map(|(at, colon)| {
        let (before, behind) = (&text[..at], text[at + colon.len()..].trim_start());
        let clause = before.rsplit(['.', '。', ':', '：']).next().unwrap_or(before).trim();
        let breaks_off = behind.is_empty() || begins_sentence(behind);
        (breaks_off && clause.split_whitespace().count() >= MIN_WORDS).then(|| clause.to_owned())
    })
}

/// Some words with a capital, up to a full stop.
fn begins_sentence(text: &str) -> bool {
    let text = text.char_indices().nth(MAX_SENTENCE).map_or(text, |(end, _)| &text[..end]);
    let sentence = text.split_inclusive(". ").next().unwrap_or(text).trim_end();
    let mut words = sentence.split(' ');
    let first = words.next().unwrap_or_default();
    let begins = first.starts_with(char::is_uppercase) && first.chars().skip(1).all(char::is_lowercase);
    begins && sentence.ends_with('.') && words.count() >= MIN_WORDS
}

/// `Range Default Value N/A`: a label directly behind that of the values, which may stand in the next line.
fn empty_label(text: &str, next: &str) -> Option<String> {
    let line = [text, next].join(" ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let is = |phrase: &str, label: Label| vocabulary::find(phrase).contains(&Term::Label(label));
    let is_default =
        |at: usize| (1..=2).filter_map(|count| words.get(at..at + count)).any(|two| is(&two.join(" "), Label::Default));
    let own = text.split_whitespace().count();
    (0..own).find(|&at| is(words[at], Label::Range) && is_default(at + 1)).map(|at| words[at].to_owned())
}

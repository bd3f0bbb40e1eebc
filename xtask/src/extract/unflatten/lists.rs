//! Lists that flattening joined: the bullets of the last cell of a table, and the item behind it that stood a level above.

use crate::read::{Block, BlockKind};
use crate::vocabulary::{self, Section, Word};

use super::words::Words;
use super::{glued, header, names, plain, requests, section_of};

/// What announces a table has at most so many bytes.
const MAX_LEAD: usize = 100;

/// Parts lists before items that are headings, `• Example response`, and takes captions out of items that end in one.
pub(super) fn part(blocks: Vec<Block>) -> Vec<Block> {
    let mut parted = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        match block.kind {
            BlockKind::List { ordered, mut items } => {
                let lead = items.pop_if(|item| announces(item, blocks.as_slice()));
                part_list(block.line, &block.labels, ordered, items, &mut parted);
                push_list(block.line, ordered, lead.into_iter().collect(), &mut parted);
            }
            _ => parted.push(block),
        }
    }
    parted
}

/// Whether an item announces the table behind it, which has no caption: `• Parameters in the volume field`, `• volume`.
fn announces(item: &[Block], behind: &[Block]) -> bool {
    let [block] = item else { return false };
    let is_lead = |text: String| {
        let is_about_a_table = names::is_name(&text) || vocabulary::words(&text).has(Word::Filler);
        !text.ends_with(['.', '。']) && text.len() < MAX_LEAD && is_about_a_table
    };
    plain(block).is_some_and(is_lead) && header::find(behind).is_some_and(|header| !header.captioned)
}

/// The name of which an item announces the table: `• volume`.
pub(super) fn announced_name(blocks: &[Block]) -> Option<String> {
    let BlockKind::List { items, .. } = &blocks.first()?.kind else { return None };
    let [[block]] = items.iter().map(Vec::as_slice).collect::<Vec<_>>()[..] else { return None };
    plain(block).filter(|text| names::is_name(text) && is_lead(blocks))
}

/// Whether a list is an item that announces the table behind it.
pub(super) fn is_lead(blocks: &[Block]) -> bool {
    let Some((first, behind)) = blocks.split_first() else { return false };
    matches!(&first.kind, BlockKind::List { items, .. } if matches!(items.as_slice(), [item] if announces(item, behind)))
}

fn part_list(line: u32, labels: &[String], ordered: bool, items: Vec<Vec<Block>>, to: &mut Vec<Block>) {
    let mut list: Vec<Vec<Block>> = Vec::new();
    let first = to.len();
    for mut item in items {
        if is_section_item(&item) {
            push_list(line, ordered, std::mem::take(&mut list), to);
        }
        let mut behind = heading_behind_code(&item).map(|at| item.split_off(at)).unwrap_or_default();
        behind.splice(0..0, tables_behind(&mut item));
        if !item.is_empty() {
            list.push(item);
        }
        if !behind.is_empty() {
            push_list(line, ordered, std::mem::take(&mut list), to);
            to.extend(behind);
        }
    }
    push_list(line, ordered, list, to);
    if let Some(first) = to.get_mut(first) {
        first.labels = labels.to_vec();
    }
}

/// What belongs to tables behind an item: a caption in its last line, or whole tables that ran together with it, and all
/// that stands in their cells.
fn tables_behind(item: &mut Vec<Block>) -> Vec<Block> {
    if let Some(caption) = item.pop_if(|last| plain(last).is_some_and(|text| header::is_caption(&text))) {
        return vec![caption];
    }
    // An item that is a table as a whole, with the words that announce it, stands for the table.
    if let Some(at) = item.iter().position(glued::is_table) {
        return item.split_off(at).iter().flat_map(glued::part).collect();
    }
    let parted = item.iter().map(glued::part).enumerate().find(|(_, pieces)| pieces.len() > 1);
    let Some((at, pieces)) = parted else { return Vec::new() };
    let cells = item.split_off(at).into_iter().skip(1);
    let mut pieces = pieces.into_iter();
    item.extend(pieces.next());
    pieces.chain(cells).collect()
}

/// Where a heading stands that was glued to the end of an example.
fn heading_behind_code(item: &[Block]) -> Option<usize> {
    let is_code = |block: &Block| matches!(block.kind, BlockKind::Code { .. });
    let is_heading = |block: &Block| plain(block).is_some_and(|text| section_of(&text).is_some());
    item.windows(2).position(|pair| is_code(&pair[0]) && is_heading(&pair[1])).map(|at| at + 1)
}

fn push_list(line: u32, ordered: bool, items: Vec<Vec<Block>>, to: &mut Vec<Block>) {
    let line = items.iter().flatten().next().map_or(line, |first| first.line);
    if !items.is_empty() {
        to.push(Block { line, labels: Vec::new(), kind: BlockKind::List { ordered, items } });
    }
}

/// Whether a block is a list that begins with the heading of a section.
pub(super) fn opens_section(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::List { items, .. } if items.first().is_some_and(|item| is_section_item(item)))
}

/// `Example response`, `Example request 1: with a name`, `Example request GET /kettles`, `Example response HTTP/1.1 200 OK`,
/// `Normal response example`
fn is_section_item(item: &[Block]) -> bool {
    let Some(text) = item.first().and_then(plain) else { return false };
    let title = text.split([':', '：']).next().unwrap_or_default();
    let words = Words::of(title);
    let ends = |&word: &usize| words.get(word).is_some_and(ends_title);
    let title = words.phrase(0, (0..words.len()).find(ends).unwrap_or(words.len()));
    let section = section_of(title);
    matches!(section, Some(Section::Request | Section::Response | Section::RequestExample | Section::ResponseExample))
        || is_title_of_example(title)
}

/// Whether a word is no more of a title: a number, a method, `HTTP/1.1`.
fn ends_title(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit() || c == '/') || requests::is_method(word)
}

/// Whether a title says nothing but that an example of a request or a reply stands below it.
fn is_title_of_example(title: &str) -> bool {
    let words = vocabulary::words(title);
    let is_of_one_side = words.has(Word::Request) != words.has(Word::Response);
    words.has(Word::Example) && is_of_one_side && words.rest.is_empty()
}

//! Pages that document several operations: one document an operation, and one for what belongs to none of them.
//!
//! Comes in as a page; goes out as its parts. An operation has a part where a heading of its own stands above its method
//! and URI, or where a table of operations describes it by the words of a heading. A part ends where the next one begins
//! or where a heading above its own stands. Several operations under one heading are left for `uri` to report.

use std::collections::{HashMap, HashSet};

use super::listed::{self, Listed};
use super::outline::{outline_blocks, section_of};
use super::request_line::RequestLine;
use super::uri::{Uri, extract_uri};
use crate::read::{Block, BlockKind, Document, Fault};
use crate::vocabulary::{self, Section};

/// A page, or one of its operations.
pub(super) struct Part {
    /// What tells it from the other parts of its page; nothing for the page itself.
    pub(super) name: Option<String>,
    /// Its content, its heading being the title.
    pub(super) document: Document,
    /// Its method and URI, where a table states them.
    pub(super) listed: Option<Listed>,
}

/// The parts of a page, in order; the page itself comes first, whatever is left of it.
pub(super) fn part(document: Document) -> Vec<Part> {
    let starts = starts(&document.blocks);
    if starts.is_empty() {
        return vec![Part { name: None, document, listed: None }];
    }
    cut(document, starts)
}

/// A heading of the page.
struct Head<'d> {
    /// Index of its block.
    block: usize,
    /// Index of the block of the next heading.
    end: usize,
    level: u8,
    text: &'d str,
    section: Option<Section>,
}

/// Where a part begins.
struct Start {
    block: usize,
    level: u8,
    listed: Option<Listed>,
}

/// Where the parts of the page begin; nowhere on a page of one operation.
fn starts(blocks: &[Block]) -> Vec<Start> {
    let texts: Vec<String> =
        blocks.iter().map(|block| heading(block).map_or_else(String::new, |(_, text)| text)).collect();
    let heads = heads(blocks, &texts);
    let stated = stated(blocks, &heads);
    if stated.is_empty() {
        return described(blocks, &heads);
    }
    if stated.iter().map(|stated| &stated.request).collect::<HashSet<_>>().len() < 2 {
        return Vec::new();
    }
    let at: Vec<usize> = stated.iter().map(|stated| stated.head).collect();
    let owned = owners(&heads, &at).into_iter().zip(stated);
    let owned = owned.filter_map(|(owner, stated)| Some(start(&heads[owner?], stated.listed)));
    let starts: Vec<Start> = owned.collect();
    if starts.len() < 2 { Vec::new() } else { starts }
}

fn start(head: &Head<'_>, listed: Option<Listed>) -> Start {
    Start { block: head.block, level: head.level, listed }
}

fn heading(block: &Block) -> Option<(u8, String)> {
    match &block.kind {
        BlockKind::Heading { level, text } => Some((*level, text.to_plain())),
        _ => None,
    }
}

fn heads<'d>(blocks: &[Block], texts: &'d [String]) -> Vec<Head<'d>> {
    let mut heads: Vec<Head<'d>> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, .. } = block.kind else { continue };
        if let Some(last) = heads.last_mut() {
            last.end = at;
        }
        let text = texts[at].as_str();
        heads.push(Head { block: at, end: blocks.len(), level, text, section: section_of(text) });
    }
    heads
}

/// A heading below which an operation is stated.
struct Stated {
    head: usize,
    request: RequestLine,
    /// It stands in a table.
    listed: Option<Listed>,
}

/// The headings right below which method and URI stand: those of the section of the URI, and others with a table of them.
fn stated(blocks: &[Block], heads: &[Head<'_>]) -> Vec<Stated> {
    let mut stated = Vec::new();
    let mut end = 0;
    for (at, head) in heads.iter().enumerate().filter(|(_, head)| may_state(head.section)) {
        if head.block < end {
            continue;
        }
        if head.section == Some(Section::Uri) {
            end = end_of_section(heads, at);
            let uri = extract_uri(&outline_blocks(&blocks[head.block..end]), &mut Vec::new());
            stated.extend(uri.and_then(Uri::request).map(|request| Stated { head: at, request, listed: None }));
        } else if let Some(listed) = listed::stated(&blocks[head.block..head.end]) {
            stated.push(Stated { head: at, request: listed.request.clone(), listed: Some(listed) });
        }
    }
    stated
}

fn may_state(section: Option<Section>) -> bool {
    matches!(section, None | Some(Section::Uri | Section::Function))
}

/// Where the section of the URI ends: headings below it that open no section are part of it.
fn end_of_section(heads: &[Head<'_>], at: usize) -> usize {
    let is_below = |head: &&Head<'_>| head.level > heads[at].level && head.section.is_none();
    heads[at + 1..].iter().take_while(is_below).last().map_or(heads[at].end, |last| last.end)
}

/// For the headings that state an operation, those that name it: the nearest above that opens no section. Of operations that
/// stand below one heading, each has the nearest heading beside its own, as far as there are such.
fn owners(heads: &[Head<'_>], stated: &[usize]) -> Vec<Option<usize>> {
    let above = above(heads);
    let mut stated_below: HashMap<Option<usize>, usize> = HashMap::new();
    stated.iter().for_each(|&at| *stated_below.entry(above[at]).or_default() += 1);
    let mut owners = Vec::new();
    let mut after = 0;
    for &at in stated {
        let is_beside = |other: &usize| heads[*other].section.is_none() && heads[*other].level == heads[at].level;
        let beside = (after..at).rev().find(is_beside).filter(|_| stated_below[&above[at]] > 1);
        owners.push(beside.or(above[at]).filter(|owner| *owner >= after));
        after = at + 1;
    }
    owners
}

/// For each heading itself, where it opens no section, else the nearest of a higher level that opens none.
fn above(heads: &[Head<'_>]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut above = Vec::with_capacity(heads.len());
    for (at, head) in heads.iter().enumerate() {
        while open.last().is_some_and(|&last| heads[last].level >= head.level) {
            open.pop();
        }
        if head.section.is_none() {
            open.push(at);
        }
        above.push(open.last().copied());
    }
    above
}

/// The parts whose headings a table of operations has in its rows.
fn described(blocks: &[Block], heads: &[Head<'_>]) -> Vec<Start> {
    let mut rows: HashMap<String, Listed> = HashMap::new();
    for row in listed::listed(&outline_blocks(blocks)) {
        for said in &row.said {
            rows.entry(vocabulary::fold(said)).or_insert_with(|| row.clone());
        }
    }
    let heads = heads.iter().filter(|head| head.section.is_none() && !rows.is_empty());
    let starts: Vec<Start> = heads
        .filter_map(|head| {
            let row = rows.get(&vocabulary::fold(without_number(head.text)))?;
            Some(start(head, Some(row.clone())))
        })
        .collect();
    if starts.len() < 2 { Vec::new() } else { starts }
}

/// Cuts a document where its parts begin and end.
fn cut(document: Document, starts: Vec<Start>) -> Vec<Part> {
    let Document { markup, properties, blocks, faults } = document;
    let part = |name, listed| Part { name, document: Document { markup, ..Document::default() }, listed };
    let mut parts = vec![part(None, None)];
    parts[0].document.properties = properties;
    let mut starts = starts.into_iter().peekable();
    let mut names: HashMap<String, u32> = HashMap::new();
    // The level of the part that blocks belong to; none where they belong to the page.
    let mut top: Option<u8> = None;
    for (at, mut block) in blocks.into_iter().enumerate() {
        if let Some(start) = starts.next_if(|start| start.block == at) {
            top = Some(start.level).filter(|_| at > 0);
            if at == 0 {
                parts[0].listed = start.listed;
            } else {
                raise(&mut block, start.level, 1);
                drop_number(&mut block);
                parts.push(part(Some(name_of(&block, &mut names)), start.listed));
            }
        } else if let BlockKind::Heading { level, .. } = block.kind {
            // What stands behind the operations of a chapter belongs to the page.
            top = top.filter(|&top| level >= top);
            top.into_iter().for_each(|top| raise(&mut block, top, 2));
        }
        let last = parts.len() - 1;
        parts[if top.is_some() { last } else { 0 }].document.blocks.push(block);
    }
    share_out(&mut parts, faults);
    parts
}

/// Raises a heading of a part as if the part were a page of its own.
fn raise(block: &mut Block, top: u8, highest: u8) {
    if let BlockKind::Heading { level, .. } = &mut block.kind {
        *level = (*level + 1).saturating_sub(top).max(highest);
    }
}

/// The heading without its number: `2. Finding things` → `Finding things`.
fn drop_number(block: &mut Block) {
    if let BlockKind::Heading { text, .. } = &mut block.kind
        && let Some(run) = text.runs.first_mut()
        && without_number(&run.text).len() < run.text.len()
    {
        run.text = without_number(&run.text).to_owned();
    }
}

fn without_number(heading: &str) -> &str {
    let words = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if words.starts_with(char::is_whitespace) { words.trim_start() } else { heading }
}

/// What a part is called: the words of its heading, with a number where another part has them too.
fn name_of(block: &Block, names: &mut HashMap<String, u32>) -> String {
    let (_, text) = heading(block).unwrap_or_default();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    // A dot stands in no name, so that no number makes one name of another.
    if *count == 1 { name } else { format!("{name}.{count}") }
}

/// Gives each fault to the part that it stands in.
fn share_out(parts: &mut [Part], faults: Vec<Fault>) {
    for fault in faults {
        let is_above = |part: &Part| part.document.blocks.first().is_some_and(|block| block.line <= fault.line);
        let part = parts.iter().rposition(is_above).unwrap_or(0);
        parts[part].document.faults.push(fault);
    }
}

//! Notes: boxes of a class or a title that says so, and titles that lost their box.

use std::iter::Peekable;

use super::super::BlockKind;
use super::flow::{Flow, Reader, visible_text};
use super::inline::Setting;
use super::tree::{Node, Place, element, name};

impl Reader<'_> {
    /// A note that lost its box and kept its title: what follows up to a blank line, at least one block.
    pub(super) fn read_note_without_box<'t>(
        &mut self,
        title: Place<'t>,
        behind: &mut Peekable<impl Iterator<Item = Place<'t>>>,
        flow: &mut Flow,
    ) {
        flow.flush();
        let line = element(title).map_or(0, |element| element.line);
        let mut content = Flow::default();
        let mut is_block_before = false;
        while let Some(next) =
            behind.next_if(|next| !is_end_of_note(*next, !content.blocks.is_empty(), is_block_before))
        {
            is_block_before = matches!(next.value(), Node::Element(_)) && content.inline.is_empty();
            match next.value() {
                Node::Text(text, _) => content.inline.push(text, &Setting::default()),
                Node::Element(_) if !self.article.is_left_out(next) => {
                    self.read_element(next, &Setting::default(), &mut content);
                }
                _ => {}
            }
        }
        content.flush();
        if !content.blocks.is_empty() {
            let name = note_kind(visible_text(title).trim_matches(|c: char| !c.is_alphanumeric())).unwrap_or("note");
            flow.push(line, BlockKind::Note { name: name.to_owned(), blocks: content.blocks });
        }
    }

    /// A note without its title; without content, only a title shows that it is one.
    pub(super) fn read_note(&mut self, place: Place<'_>, name: &str, line: u32, flow: &mut Flow) {
        let mut content = Flow::default();
        for child in place.children() {
            match child.value() {
                Node::Text(text, _) => content.inline.push(text, &Setting::default()),
                Node::Element(_) if !is_title(child) && !self.article.is_left_out(child) => {
                    self.read_element(child, &Setting::default(), &mut content);
                }
                _ => {}
            }
        }
        content.flush();
        if !content.blocks.is_empty() || place.children().any(is_title) {
            flow.push(line, BlockKind::Note { name: name.to_owned(), blocks: content.blocks });
        }
    }
}

/// The kind of note that an element is, by the class names in use for them; an `admonition` of no such class has its title.
pub(super) fn note_name(place: Place<'_>) -> Option<String> {
    let element = element(place).filter(|element| matches!(element.name(), "div" | "aside" | "section"))?;
    let named = || {
        element.classes().find(|class| *class == "admonition")?;
        let title = place.children().find(|child| is_title(*child)).map(visible_text)?;
        let title = title.trim_end_matches(':').to_owned();
        Some(note_kind(&title).map_or(title, str::to_owned))
    };
    element.classes().find_map(note_kind).map(str::to_owned).or_else(named)
}

/// The title of a note, which is an element of that name.
fn is_title(place: Place<'_>) -> bool {
    element(place).is_some_and(|element| element.classes().any(|class| class.contains("title")))
}

pub(super) fn note_kind(word: &str) -> Option<&'static str> {
    const NAMES: &[&str] = &["note", "caution", "warning", "important", "notice", "tip", "danger", "attention", "hint"];
    NAMES.iter().copied().find(|name| word.eq_ignore_ascii_case(name))
}

pub(super) fn is_note_title(place: Place<'_>) -> bool {
    let element = element(place).filter(|element| element.name() == "span");
    element.is_some_and(|element| element.classes().any(|class| class.eq_ignore_ascii_case("notetitle")))
}

/// Whether a note without a box ends before this: at a heading or a table, and once it has a block, at anything but one
/// line break and another block.
fn is_end_of_note(next: Place<'_>, has_block: bool, is_block_before: bool) -> bool {
    match next.value() {
        Node::Text(text, _) => has_block && (!text.trim().is_empty() || text.matches('\n').count() != 1),
        _ if has_block && is_block_before => true,
        _ => matches!(name(next), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table"),
    }
}

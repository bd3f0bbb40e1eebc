//! Elements to blocks: paragraphs, lists, notes, code, and the ids by which references reach them.

use std::collections::HashSet;
use std::iter::Peekable;

use super::super::{Block, BlockKind, Cell, Fault, FaultKind, Style, Target, Text};
use super::article::Article;
use super::inline::{Inline, Setting};
use super::table::plain_text;
use super::tree::{Node, Place, element, name};

/// Reads elements of an article.
pub(super) struct Reader<'a> {
    article: &'a Article<'a>,
    /// Ids of the page: links to these stay within it, however they are written.
    ids: HashSet<&'a str>,
    faults: Vec<Fault>,
    /// How much text may still be copied to where cells span.
    copies: usize,
    in_cell: bool,
}

/// What was read of an element's content so far.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    inline: Inline,
    /// Line of the text in `inline`.
    line: u32,
    /// Names of the next block.
    labels: Vec<String>,
}

impl Flow {
    fn push(&mut self, line: u32, kind: BlockKind) {
        self.blocks.push(Block { line, labels: std::mem::take(&mut self.labels), kind });
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        if !self.inline.is_empty() {
            let text = std::mem::take(&mut self.inline).finish();
            let line = self.line;
            self.push(line, BlockKind::Paragraph { text });
        }
    }

    fn label(&mut self, label: Option<&str>) {
        let label = label.unwrap_or_default().trim().to_lowercase();
        if !label.is_empty() && !self.labels.contains(&label) {
            self.labels.push(label);
        }
    }

    /// Takes blocks that were read apart; the names before them are names of the first.
    fn extend(&mut self, mut blocks: Vec<Block>) {
        if let Some(first) = blocks.first_mut() {
            self.labels.append(&mut first.labels);
            first.labels = std::mem::take(&mut self.labels);
        }
        self.blocks.append(&mut blocks);
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(article: &'a Article<'a>, length: usize) -> Self {
        let ids = article.root().tree().nodes().filter_map(element).flat_map(|element| {
            let anchor = element.attribute("name").filter(|_| element.name() == "a");
            element.attribute("id").into_iter().chain(anchor)
        });
        Reader { article, ids: ids.collect(), faults: Vec::new(), copies: 4 * length, in_cell: false }
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    pub(super) fn fault(&mut self, line: u32, kind: FaultKind, found: impl Into<String>) {
        self.faults.push(Fault { line, kind, found: found.into() });
    }

    /// The blocks of an element's content.
    pub(super) fn read(&mut self, place: Place<'_>) -> Vec<Block> {
        let mut flow = Flow::default();
        self.read_children(place, &Setting::default(), &mut flow);
        flow.flush();
        flow.blocks
    }

    /// The same in a cell, where ids of paragraphs and items are noise.
    pub(super) fn read_in_cell(&mut self, place: Place<'_>) -> Vec<Block> {
        let outside = std::mem::replace(&mut self.in_cell, true);
        let blocks = self.read(place);
        self.in_cell = outside;
        blocks
    }

    /// A copy of a cell for a place that it covers; empty where copies come to much more than the page.
    pub(super) fn copy(&mut self, cell: &Cell) -> Cell {
        let size = 1 + cell.blocks.iter().map(size).sum::<usize>();
        if size > self.copies {
            return Cell::default();
        }
        self.copies -= size;
        cell.clone()
    }

    fn read_children(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
        let mut children = place.children().peekable();
        while let Some(child) = children.next() {
            match child.value() {
                Node::Text(text, line) => {
                    if flow.inline.is_empty() {
                        let breaks = text.len() - text.trim_start().len();
                        let below = text[breaks..].bytes().filter(|&b| b == b'\n').count();
                        flow.line = line.saturating_sub(u32::try_from(below).unwrap_or(0));
                    }
                    flow.inline.push(text, setting);
                }
                Node::Element(_) if is_note_title(child) => self.read_note_without_box(child, &mut children, flow),
                Node::Element(_) if !self.article.is_left_out(child) => self.read_element(child, setting, flow),
                _ => {}
            }
        }
    }

    /// A note that lost its box and kept its title: what follows up to a blank line, at least one block.
    fn read_note_without_box<'t>(
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

    fn read_element(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
        let Some(element) = element(place) else { return };
        match element.name() {
            "br" => flow.inline.break_line(),
            "a" => self.read_anchor(place, setting, flow),
            name if style(name).is_some() => {
                let style = style(name).unwrap_or_default();
                self.read_children(place, &Setting { style, ..setting.clone() }, flow);
            }
            name if is_inline(name) => self.read_children(place, setting, flow),
            _ => {
                flow.flush();
                if !self.in_cell {
                    flow.label(element.attribute("id"));
                }
                self.read_block(place, setting, flow);
                flow.flush();
            }
        }
    }

    fn read_anchor(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
        let Some(element) = element(place) else { return };
        flow.label(element.attribute("name"));
        flow.label(element.attribute("id"));
        let target = element.attribute("href").and_then(|href| self.target(href));
        let target = target.or_else(|| setting.target.clone());
        self.read_children(place, &Setting { target, ..setting.clone() }, flow);
    }

    fn read_block(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
        let line = element(place).map_or(0, |element| element.line);
        match name(place) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.read_heading(place, line, flow),
            "ul" | "ol" | "menu" | "dir" => self.read_list(place, line, flow),
            "dl" => self.read_definitions(place, line, flow),
            "pre" | "listing" | "xmp" => flow.push(line, code(place)),
            "table" => {
                let blocks = self.read_table(place);
                flow.extend(blocks);
            }
            "blockquote" => {
                let blocks = self.read(place);
                flow.push(line, BlockKind::Quote { blocks });
            }
            _ => match note_name(place) {
                Some(name) => self.read_note(place, name, line, flow),
                None => self.read_children(place, setting, flow),
            },
        }
    }

    /// A heading; in a cell there are no sections, and it is a paragraph in strong type.
    fn read_heading(&mut self, place: Place<'_>, line: u32, flow: &mut Flow) {
        let level = name(place).bytes().last().map_or(1, |digit| digit - b'0');
        let style = if self.in_cell { Style::Strong } else { Style::Plain };
        self.read_children(place, &Setting { style, target: None }, flow);
        let text = std::mem::take(&mut flow.inline).finish();
        match (text.is_empty(), self.in_cell) {
            (true, _) => {}
            (false, true) => flow.push(line, BlockKind::Paragraph { text }),
            (false, false) => flow.push(line, BlockKind::Heading { level, text: Text::plain(text.to_plain()) }),
        }
    }

    /// Items; a list inside a list without an item of its own belongs to the item before it.
    fn read_list(&mut self, place: Place<'_>, line: u32, flow: &mut Flow) {
        let labels = std::mem::take(&mut flow.labels);
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in place.children().filter(|child| !self.article.is_left_out(*child)) {
            let Some(element) = element(child) else { continue };
            let mut item = Flow::default();
            if !self.in_cell {
                item.label(element.attribute("id"));
            }
            match element.name() {
                "ul" | "ol" => self.read_element(child, &Setting::default(), &mut item),
                _ => self.read_children(child, &Setting::default(), &mut item),
            }
            item.flush();
            match items.last_mut() {
                Some(last) if element.name() != "li" => last.append(&mut item.blocks),
                _ if item.blocks.is_empty() => {}
                _ => items.push(item.blocks),
            }
        }
        flow.labels = labels;
        if !items.is_empty() {
            flow.push(line, BlockKind::List { ordered: name(place) == "ol", items });
        }
    }

    fn read_definitions(&mut self, place: Place<'_>, line: u32, flow: &mut Flow) {
        let mut items: Vec<(Text, Vec<Block>)> = Vec::new();
        let parts = place.descendants().filter(|part| matches!(name(*part), "dt" | "dd"));
        let own =
            parts.filter(|part| part.ancestors().find(|above| name(*above) == "dl").is_some_and(|dl| dl == place));
        for part in own {
            if name(part) == "dt" {
                let mut term = Flow::default();
                self.read_children(part, &Setting::default(), &mut term);
                items.push((term.inline.finish(), Vec::new()));
            } else {
                let mut blocks = self.read(part);
                match items.last_mut() {
                    Some((_, explanation)) => explanation.append(&mut blocks),
                    None => items.push((Text::default(), blocks)),
                }
            }
        }
        if !items.is_empty() {
            flow.push(line, BlockKind::Definitions { items });
        }
    }

    /// A note without its title, which is an element of that name.
    fn read_note(&mut self, place: Place<'_>, name: &str, line: u32, flow: &mut Flow) {
        let mut content = Flow::default();
        for child in place.children() {
            let is_title = element(child).is_some_and(|child| child.classes().any(|class| class.contains("title")));
            match child.value() {
                Node::Text(text, _) => content.inline.push(text, &Setting::default()),
                Node::Element(_) if !is_title && !self.article.is_left_out(child) => {
                    self.read_element(child, &Setting::default(), &mut content);
                }
                _ => {}
            }
        }
        content.flush();
        if !content.blocks.is_empty() {
            flow.push(line, BlockKind::Note { name: name.to_owned(), blocks: content.blocks });
        }
    }

    /// `#id` and `page.html#id` are labels; so is an address that ends in an id of this very page.
    fn target(&self, href: &str) -> Option<Target> {
        let href = href.trim();
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        if address.is_empty() || self.ids.contains(fragment) {
            return (!fragment.is_empty()).then(|| Target::Label(fragment.to_lowercase()));
        }
        let scheme = address.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some(scheme) if scheme.eq_ignore_ascii_case("javascript") => None,
            Some(_) => Some(Target::Url(href.to_owned())),
            None if address.starts_with("//") => Some(Target::Url(href.to_owned())),
            None => Some(Target::Label(href.trim_start_matches("./").to_lowercase())),
        }
    }
}

/// The text of an element, as a person sees it.
pub(super) fn visible_text(place: Place<'_>) -> String {
    let mut inline = Inline::default();
    inline.push(&plain_text(place), &Setting::default());
    inline.finish().to_plain()
}

/// About how much text a block holds.
fn size(block: &Block) -> usize {
    let inner = |blocks: &[Block]| blocks.iter().map(size).sum::<usize>();
    let text = |text: &Text| text.runs.iter().map(|run| run.text.len()).sum::<usize>();
    64 + match &block.kind {
        BlockKind::Heading { text: t, .. } | BlockKind::Paragraph { text: t } => text(t),
        BlockKind::List { items, .. } => items.iter().map(|item| inner(item)).sum(),
        BlockKind::Definitions { items } => items.iter().map(|(term, blocks)| text(term) + inner(blocks)).sum(),
        BlockKind::Code { text, .. } => text.len(),
        BlockKind::Lines { lines } => lines.iter().map(text).sum(),
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| 32 + inner(&cell.blocks)).sum()
        }
        BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => inner(blocks),
    }
}

fn style(name: &str) -> Option<Style> {
    match name {
        "b" | "strong" => Some(Style::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => Some(Style::Emphasis),
        "code" | "tt" | "samp" | "kbd" => Some(Style::Code),
        _ => None,
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "font"
            | "u"
            | "s"
            | "sub"
            | "sup"
            | "small"
            | "big"
            | "mark"
            | "abbr"
            | "acronym"
            | "label"
            | "time"
            | "ins"
            | "del"
            | "q"
            | "wbr"
            | "nobr"
            | "img"
            | "bdi"
            | "bdo"
            | "data"
            | "output"
            | "strike"
    )
}

/// The kind of note that an element is, by the class names in use for them.
fn note_name(place: Place<'_>) -> Option<&'static str> {
    let element = element(place).filter(|element| matches!(element.name(), "div" | "aside" | "section"))?;
    element.classes().find_map(note_kind)
}

fn note_kind(word: &str) -> Option<&'static str> {
    const NAMES: &[&str] = &["note", "caution", "warning", "important", "notice", "tip", "danger", "attention", "hint"];
    NAMES.iter().copied().find(|name| word.eq_ignore_ascii_case(name))
}

fn is_note_title(place: Place<'_>) -> bool {
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

fn code(place: Place<'_>) -> BlockKind {
    let inner = place.children().find(|child| name(*child) == "code");
    let language = [Some(place), inner].into_iter().flatten().filter_map(element).find_map(|element| {
        let language = |class: &str| class.strip_prefix("language-").or(class.strip_prefix("lang-")).map(str::to_owned);
        element.classes().find_map(language)
    });
    BlockKind::Code { language, text: unindent(&plain_text(place)) }
}

/// Without the indentation that all lines share, and blank lines around.
fn unindent(text: &str) -> String {
    let text = text.trim_end().trim_start_matches('\n');
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    if shared == 0 {
        return text.to_owned();
    }
    text.lines().map(|line| line.get(shared..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

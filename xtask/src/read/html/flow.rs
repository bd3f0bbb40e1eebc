//! Elements to blocks: paragraphs, headings, lists, and the ids by which references reach them.

use std::collections::HashSet;

use super::super::space::{fold_name, fold_space};
use super::super::{Block, BlockKind, Cell, Fault, FaultKind, Style, Target, Text};
use super::article::Article;
use super::inline::{Inline, Setting};
use super::note::{is_note_title, note_name};
use super::table::{is_stated_table, plain_text};
use super::tree::{Node, Place, element, name};
use super::{caption, code};

/// Reads elements of an article.
pub(super) struct Reader<'a> {
    pub(super) article: &'a Article<'a>,
    /// Ids of the page: links to these stay within it, however they are written.
    ids: HashSet<&'a str>,
    faults: Vec<Fault>,
    /// How much text may still be copied to where cells span.
    copies: usize,
    pub(super) in_cell: bool,
    /// A heading says its level, so that none has to be told by the others.
    pub(super) states_levels: bool,
}

/// What was read of an element's content so far.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) inline: Inline,
    /// Line of the text in `inline`.
    line: u32,
    /// Names of the next block.
    pub(super) labels: Vec<String>,
}

impl Flow {
    pub(super) fn push(&mut self, line: u32, kind: BlockKind) {
        let mut block = Block { line, labels: Vec::new(), kind };
        block.name_first(std::mem::take(&mut self.labels));
        self.blocks.push(block);
    }

    /// Ends the paragraph.
    pub(super) fn flush(&mut self) {
        if !self.inline.is_empty() {
            let text = std::mem::take(&mut self.inline).finish();
            let line = self.line;
            self.push(line, BlockKind::Paragraph { text });
        }
    }

    /// Takes a name of what comes next.
    pub(super) fn label(&mut self, label: Option<&str>) {
        let label = fold_name(label.unwrap_or_default());
        if !label.is_empty() {
            self.labels.push(label);
        }
    }

    /// Takes blocks that were read apart; the names before them are names of the first.
    fn extend(&mut self, mut blocks: Vec<Block>) {
        if let Some(first) = blocks.first_mut() {
            first.name_first(std::mem::take(&mut self.labels));
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
        Reader {
            article,
            ids: ids.collect(),
            faults: Vec::new(),
            copies: 4 * length,
            in_cell: false,
            states_levels: false,
        }
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

    pub(super) fn read_children(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
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

    pub(super) fn read_element(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
        let Some(element) = element(place) else { return };
        match element.name() {
            "br" => flow.inline.break_line(),
            "a" => self.read_anchor(place, setting, flow),
            name if style(name).is_some() => {
                let style = style(name).unwrap_or_default();
                self.read_children(place, &Setting { style, ..setting.clone() }, flow);
            }
            name if is_inline(name) => {
                // Around words it is a handle of the site; alone, it is the place that references lead to.
                flow.label(element.attribute("id").filter(|_| !place.has_children()));
                self.read_children(place, setting, flow);
            }
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
        let leads_outside =
            element.attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "external"));
        let target = element.attribute("href").map(fold_space).and_then(|href| match leads_outside {
            true => Some(Target::Url(href)),
            false => self.target(&href),
        });
        let target = target.or_else(|| setting.target.clone());
        self.read_children(place, &Setting { target, ..setting.clone() }, flow);
    }

    fn read_block(&mut self, place: Place<'_>, setting: &Setting, flow: &mut Flow) {
        let line = element(place).map_or(0, |element| element.line);
        match name(place) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.read_heading(place, line, flow),
            "ul" | "ol" | "menu" | "dir" => self.read_list(place, line, flow),
            "dl" => self.read_definitions(place, line, flow),
            "pre" | "listing" | "xmp" => {
                if let Some(code) = code::read_code(place) {
                    flow.push(line, code);
                }
            }
            "table" => {
                let mut blocks = self.read_table(place);
                if !self.in_cell && !is_stated_table(place) {
                    caption::attach(flow, &mut blocks);
                }
                flow.extend(blocks);
            }
            "blockquote" => {
                let blocks = self.read(place);
                flow.push(line, BlockKind::Quote { blocks });
            }
            _ if code::is_line_block(place) => self.read_lines(place, line, flow),
            _ => match note_name(place) {
                Some(name) => self.read_note(place, &name, line, flow),
                None => self.read_children(place, setting, flow),
            },
        }
    }

    /// A heading; in a cell there are no sections, and it is a paragraph in strong type unless it says its level.
    fn read_heading(&mut self, place: Place<'_>, line: u32, flow: &mut Flow) {
        let stated = element(place).and_then(|element| element.attribute("aria-level")?.trim().parse().ok());
        let stated = stated.filter(|&level: &u8| level > 0);
        let level = stated.unwrap_or_else(|| name(place).bytes().last().map_or(1, |digit| digit - b'0'));
        let is_section = !self.in_cell || stated.is_some();
        let style = if is_section { Style::Plain } else { Style::Strong };
        self.read_children(place, &Setting { style, target: None }, flow);
        let text = std::mem::take(&mut flow.inline).finish();
        self.states_levels |= stated.is_some();
        match (text.is_empty(), is_section) {
            (true, _) => {}
            (false, true) => flow.push(line, BlockKind::Heading { level, text }),
            (false, false) => flow.push(line, BlockKind::Paragraph { text }),
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

    /// `#id` and `page.html#id` are labels; so is an address that ends in an id of this very page.
    fn target(&self, href: &str) -> Option<Target> {
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        if address.is_empty() || self.ids.contains(fragment) {
            return (!fragment.is_empty()).then(|| Target::Label(fold_name(fragment)));
        }
        let scheme = address.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some(scheme) if scheme.eq_ignore_ascii_case("javascript") => None,
            Some(_) => Some(Target::Url(href.to_owned())),
            None if address.starts_with("//") => Some(Target::Url(href.to_owned())),
            None => Some(Target::Label(fold_name(href.trim_start_matches("./")))),
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

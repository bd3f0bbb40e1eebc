//! A document as a stream: every paragraph, code block and table in reading order, each with the section, the lead
//! paragraph and the status label that it stands under. Lists, notes and quotes are opened up on the way.

use crate::read::{Block, BlockKind, Document, Table, Target, Text};
use crate::vocabulary::{self, Column, Section, Word, Words};

use super::facts::ReplyFacts;
use super::failures::is_success;

/// One step of the stream.
#[derive(Clone, Debug)]
pub(super) struct Item<'d> {
    /// Line of the block.
    pub(super) line: u32,
    /// Labels on the block, and on blocks before it that nothing but labels stand for.
    pub(super) labels: Vec<&'d str>,
    /// What stands there.
    pub(super) content: Content<'d>,
    /// Labels that a paragraph leads to.
    pub(super) links: Vec<&'d str>,
    /// What it stands under.
    pub(super) context: Context,
}

/// What a step holds.
#[derive(Clone, Debug)]
pub(super) enum Content<'d> {
    /// The title or the heading of a section, 1 being the title.
    Heading(u8),
    /// A paragraph.
    Paragraph(String),
    /// A code block.
    Code(&'d str),
    /// A table.
    Table(&'d Table),
}

/// What a step stands under.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The section by its heading; `None` before the first one and under unknown headings.
    pub(super) section: Option<Section>,
    /// What a short paragraph (`Request example`, `Response parameters`) says about what follows in the section.
    pub(super) part: Option<Section>,
    /// The last paragraph, where nothing but labels stands between.
    pub(super) lead: Option<String>,
    /// The reply that the last status label announced.
    pub(super) reply: ReplyFacts,
    /// That label stands above another part of the section: `Example response` came after it.
    pub(super) inherited: bool,
    /// Inside a note.
    pub(super) in_note: bool,
    /// After a paragraph that announces an example.
    pub(super) after_example: bool,
    /// The first paragraph of the item of a list that it stands in.
    pub(super) item: Option<String>,
    /// The heading of the section says that it is about a body: `Request Elements`.
    pub(super) of_body: bool,
}

impl Context {
    /// The part where there is one, else the section.
    pub(super) fn place(&self) -> Option<Section> {
        self.part.or(self.section)
    }
}

/// The stream of a document.
pub(super) fn outline(document: &Document) -> Vec<Item<'_>> {
    outline_blocks(&document.blocks)
}

/// The stream of some blocks of a document.
pub(super) fn outline_blocks(blocks: &[Block]) -> Vec<Item<'_>> {
    let mut walk = Walk::default();
    walk.blocks(blocks);
    walk.items
}

#[derive(Default)]
struct Walk<'d> {
    items: Vec<Item<'d>>,
    context: Context,
}

impl<'d> Walk<'d> {
    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'d Block) {
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(block, *level, text.to_plain()),
            BlockKind::Paragraph { text } => self.paragraph(block, text.to_plain()),
            BlockKind::Lines { lines } => {
                let text = lines.iter().map(crate::read::Text::to_plain).collect::<Vec<_>>().join("\n");
                self.paragraph(block, text);
            }
            BlockKind::Code { text, .. } => self.push(block, Content::Code(text)),
            BlockKind::Table(table) => {
                self.push(block, Content::Table(table));
                self.context.lead = None;
            }
            BlockKind::List { items, .. } => {
                self.labels(block);
                for item in items {
                    let first = item.first().and_then(|block| match &block.kind {
                        BlockKind::Paragraph { text } => Some(text.to_plain()),
                        _ => None,
                    });
                    let outside = std::mem::replace(&mut self.context.item, first);
                    self.blocks(item);
                    self.context.item = outside;
                }
            }
            BlockKind::Definitions { items } => {
                self.labels(block);
                for (term, blocks) in items {
                    self.context.lead = Some(term.to_plain());
                    self.blocks(blocks);
                }
            }
            BlockKind::Note { blocks, .. } => {
                self.labels(block);
                let outside = std::mem::replace(&mut self.context.in_note, true);
                self.blocks(blocks);
                self.context.in_note = outside;
            }
            BlockKind::Quote { blocks } => {
                self.labels(block);
                self.blocks(blocks);
            }
        }
    }

    /// Labels on a container belong to the first thing inside it.
    fn labels(&mut self, block: &'d Block) {
        if !block.labels.is_empty() {
            self.push(block, Content::Paragraph(String::new()));
        }
    }

    fn heading(&mut self, block: &'d Block, level: u8, text: String) {
        let section = section_of(&text);
        let about = if section.is_none() && level <= 2 { self.section_by_subject(&text) } else { None };
        let reply = status_heading(&text).map_or_else(|| reply_of(&text), ReplyFacts::Status);
        if level <= 2 || section.is_some() {
            // `Query Parameters` says of a table without a caption what the caption would.
            let lead = about.filter(|_| vocabulary::column(&text).is_none()).map(|_| text.clone());
            let of_body = vocabulary::is_about_a_body(&text);
            self.context = Context { section: section.or(about), lead, reply, of_body, ..Context::default() };
        } else {
            // A deeper heading that is no section of its own names what follows, as a lead paragraph does.
            self.context.lead = Some(text.clone());
            self.context.reply = reply;
            self.context.inherited = false;
        }
        self.push(block, Content::Heading(level));
    }

    /// The section of a heading that says nothing but what its parameters are: `Query Parameters`, `Response Body`.
    fn section_by_subject(&self, text: &str) -> Option<Section> {
        let words = vocabulary::words(text);
        if !words.rest.is_empty() || words.has(Word::Example) {
            return None;
        }
        match (words.has(Word::Request), words.has(Word::Response)) {
            (true, true) => None,
            (_, true) => Some(Section::Response),
            _ if [Word::Path, Word::Uri, Word::Query].into_iter().any(|word| words.has(word)) => Some(Section::Uri),
            (true, _) => Some(Section::Request),
            // Those of the reply follow it.
            _ if words.has(Word::Header) || words.has(Word::Body) => match self.context.section {
                Some(Section::Response) => Some(Section::Response),
                _ => Some(Section::Request),
            },
            // `Parameters` of nothing else are those of the call.
            _ if vocabulary::column(text) == Some(Column::Name) => Some(Section::Request),
            _ => None,
        }
    }

    fn paragraph(&mut self, block: &'d Block, text: String) {
        if let Some(status) = status_label(&text) {
            self.context.reply = ReplyFacts::Status(status);
            self.context.inherited = false;
            self.context.lead = None;
            self.push(block, Content::Paragraph(text));
            return;
        }
        if announces_example(&text) {
            self.context.after_example = true;
        } else if self.ends_example(&text) {
            self.context.part = None;
            self.context.after_example = false;
        }
        if let Some(part) = part_of(&text).or_else(|| self.part_by_reply(&text)) {
            self.context.inherited |= self.context.part.is_some_and(|before| before != part);
            self.context.part = Some(part);
            match (self.context.reply, reply_of(&text)) {
                (_, ReplyFacts::Unstated) => {}
                (ReplyFacts::Status(status), ReplyFacts::Failure) if !is_success(status) => {}
                (ReplyFacts::Status(status), ReplyFacts::Success) if is_success(status) => {}
                (_, reply) => {
                    self.context.reply = reply;
                    self.context.inherited = false;
                }
            }
        }
        self.push(block, Content::Paragraph(text.clone()));
        self.context.lead = Some(text);
    }

    /// The item `Parameter description` of a list of the section, where that of its example stood before it.
    fn ends_example(&self, text: &str) -> bool {
        let is_item = self.context.item.as_deref() == Some(text);
        let is_part_of = matches!(
            (self.context.section, self.context.part),
            (Some(Section::Request), Some(Section::RequestExample))
                | (Some(Section::Response), Some(Section::ResponseExample))
        );
        is_item && is_part_of && matches!(vocabulary::column(text), Some(Column::Name | Column::Description))
    }

    /// `Failure response` opens a reply, among examples an example of one.
    fn part_by_reply(&self, text: &str) -> Option<Section> {
        let words = vocabulary::words(text);
        let tells_reply = words.rest.is_empty()
            && words.has(Word::Response)
            && (words.has(Word::Success) || words.has(Word::Failure));
        let part = match self.context.place() {
            Some(Section::Example | Section::RequestExample | Section::ResponseExample) => Section::ResponseExample,
            _ => Section::Response,
        };
        tells_reply.then_some(part)
    }

    fn push(&mut self, block: &'d Block, content: Content<'d>) {
        let labels = block.labels.iter().map(String::as_str).collect();
        let context = self.context.clone();
        self.items.push(Item { line: block.line, labels, content, links: links_of(block), context });
    }
}

/// The labels that a paragraph leads to.
fn links_of(block: &Block) -> Vec<&str> {
    let texts: &[Text] = match &block.kind {
        BlockKind::Paragraph { text } => std::slice::from_ref(text),
        BlockKind::Lines { lines } => lines,
        _ => &[],
    };
    let targets = texts.iter().flat_map(|text| &text.runs).filter_map(|run| run.target.as_ref());
    targets.filter_map(|target| if let Target::Label(label) = target { Some(label.as_str()) } else { None }).collect()
}

/// The section that a heading opens: by the whole phrase, else by its words.
pub(super) fn section_of(heading: &str) -> Option<Section> {
    vocabulary::section(heading).or_else(|| section_by_words(vocabulary::words(heading)))
}

fn section_by_words(words: Words) -> Option<Section> {
    if words.has(Word::Example) {
        return Some(match (words.has(Word::Request), words.has(Word::Response)) {
            (true, false) => Section::RequestExample,
            (false, true) => Section::ResponseExample,
            _ => Section::Example,
        });
    }
    None
}

/// What a short paragraph opens inside a section: `Request example`, `Response parameters`.
fn part_of(text: &str) -> Option<Section> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return None;
    }
    match vocabulary::section(text) {
        Some(section @ (Section::Request | Section::Response | Section::RequestExample | Section::ResponseExample)) => {
            Some(section)
        }
        _ => match section_by_words(vocabulary::words(text)) {
            Some(section @ (Section::RequestExample | Section::ResponseExample)) => Some(section),
            _ => None,
        },
    }
}

/// Success or failure, where a phrase says so.
fn reply_of(text: &str) -> ReplyFacts {
    let words = vocabulary::words(text);
    if words.has(Word::Failure) {
        ReplyFacts::Failure
    } else if words.has(Word::Success) {
        ReplyFacts::Success
    } else {
        ReplyFacts::Unstated
    }
}

/// The status of a paragraph such as `Status code: 200`, `HTTP status code 200` or `Status code 200: done`.
pub(super) fn status_label(text: &str) -> Option<u16> {
    let (label, rest) = text.split_once([':', '：']).or_else(|| text.trim().rsplit_once(' '))?;
    let (label, status) = if ends_in_status_label(label) { (label, rest) } else { label.trim().rsplit_once(' ')? };
    let digits: String = status.trim().chars().take_while(char::is_ascii_digit).collect();
    let status = digits.parse().ok().filter(|status| (100..600).contains(status));
    status.filter(|_| ends_in_status_label(label))
}

/// `HTTP status code`, or `Failure response HTTP status code`, where a line that told of which reply stood before it.
fn ends_in_status_label(text: &str) -> bool {
    let tells_reply = |text: &str| {
        let words = vocabulary::words(text);
        words.rest.is_empty() && [Word::Success, Word::Failure, Word::Response].into_iter().any(|word| words.has(word))
    };
    let mut parts = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    vocabulary::is_status_label(text)
        || parts.any(|(told, label)| tells_reply(told) && vocabulary::is_status_label(label))
}

/// All statuses of such a paragraph: `Status code: 400/401/403`.
pub(super) fn labelled_statuses(text: &str) -> Vec<u16> {
    let Some((label, rest)) = text.split_once([':', '：']) else { return Vec::new() };
    let status = |part: &str| part.trim().parse().ok().filter(|status| (100..600).contains(status));
    let parts = rest.split(['/', ',', '，', '、']).map(status);
    parts.collect::<Option<Vec<u16>>>().filter(|_| vocabulary::is_status_label(label)).unwrap_or_default()
}

/// The status of a heading such as `200 OK` or `Status code: 200`.
fn status_heading(text: &str) -> Option<u16> {
    let (number, phrase) = text.split_once(' ').unwrap_or((text, ""));
    let told = number.parse().ok().filter(|status| (100..600).contains(status));
    told.filter(|_| phrase.chars().all(|c| c.is_alphabetic() || c.is_whitespace())).or_else(|| status_label(text))
}

/// Whether what follows is an example: `Example:`, `An example of the URI is as follows:`.
fn announces_example(text: &str) -> bool {
    const LONGEST: usize = 160;
    text.len() <= LONGEST && vocabulary::words(text).has(Word::Example)
}

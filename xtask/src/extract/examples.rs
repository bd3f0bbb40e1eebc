//! Examples: which code blocks are requests, which are replies, and what each holds.

use hwc_model::{Example, Source};

use super::example::{ExampleReading, extract_example};
use super::facts::{ExampleFacts, ReplyFacts};
use super::outline::{Content, Context, Item};
use super::request_line::read_request_line;
use crate::lint::Finding;
use crate::vocabulary::{Section, Word, words};

/// The examples of a page.
#[derive(Default)]
pub(super) struct Examples {
    /// Requests, in order.
    pub(super) requests: Vec<ExampleFacts>,
    /// Replies, in order.
    pub(super) responses: Vec<ExampleFacts>,
    /// What is wrong with them.
    pub(super) findings: Vec<Finding>,
    blocks: u32,
    /// Number of requests before those of the section.
    section: usize,
    /// A request line stood in a paragraph: its body may follow in a code block.
    open: bool,
}

/// Reads the code blocks that stand under headings of examples, and those of requests and responses. What is an example of
/// something else stands above the URI, which is at line `uri`, or above the request line of its section.
pub(super) fn extract_examples(items: &[Item<'_>], page: &str, uri: u32) -> Examples {
    let mut examples = Examples::default();
    for item in items {
        match &item.content {
            Content::Heading(_) => {
                examples.open = false;
                examples.section = examples.requests.len();
            }
            Content::Code(_) if item.line < uri && item.context.section == Some(Section::Example) => {
                examples.blocks += 1
            }
            Content::Paragraph(text) => examples.paragraph(item, text, page),
            Content::Code(text) => {
                examples.blocks += 1;
                examples.code(item, text, page);
            }
            Content::Table(_) => {}
        }
    }
    examples
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Request,
    Response,
}

impl Examples {
    fn paragraph(&mut self, item: &Item<'_>, text: &str, page: &str) {
        if item.context.place() != Some(Section::RequestExample) {
            return;
        }
        for line in text.lines() {
            if read_request_line(line).is_some() {
                let reading = extract_example(line);
                self.add(Kind::Request, item, reading, page);
                self.open = true;
            }
        }
    }

    fn code(&mut self, item: &Item<'_>, text: &str, page: &str) {
        let Some(section) = item.context.place() else { return };
        let reading = extract_example(text);
        let Some(kind) = self.kind(section, item, &reading) else { return };
        if kind == Kind::Request && reading.uri.is_some() {
            self.drop_parts();
        }
        if kind == Kind::Request && self.continue_request(&reading, item.line) {
            return;
        }
        self.add(kind, item, reading, page);
    }

    fn kind(&self, section: Section, item: &Item<'_>, reading: &ExampleReading) -> Option<Kind> {
        match section {
            Section::RequestExample => Some(Kind::Request),
            Section::ResponseExample => Some(Kind::Response),
            Section::Example => Some(self.undecided(item, reading)),
            Section::Request if reading.method.is_some() || reading.body.is_some() => Some(Kind::Request),
            Section::Response if reading.body.is_some() => Some(Kind::Response),
            _ => None,
        }
    }

    /// Under a heading for both: a request line decides, else the sentence above, else the order.
    fn undecided(&self, item: &Item<'_>, reading: &ExampleReading) -> Kind {
        if reading.method.is_some() {
            return Kind::Request;
        }
        let lead = words(item.context.lead.as_deref().unwrap_or_default());
        match (lead.has(Word::Request), lead.has(Word::Response)) {
            (true, false) => Kind::Request,
            (false, true) => Kind::Response,
            _ if self.requests.is_empty() => Kind::Request,
            _ => Kind::Response,
        }
    }

    /// Bodies above the first request line of a section are none of a call: they show what a part of it is made of.
    fn drop_parts(&mut self) {
        let is_part = |facts: &ExampleFacts| facts.example.method.is_none() && facts.example.uri.is_none();
        if self.requests[self.section..].iter().all(is_part) {
            self.requests.truncate(self.section);
        }
    }

    /// A body right after a request line belongs to it.
    fn continue_request(&mut self, reading: &ExampleReading, line: u32) -> bool {
        let open = std::mem::take(&mut self.open);
        let Some(last) = self.requests.last_mut().filter(|_| open && reading.method.is_none()) else { return false };
        last.example.body.clone_from(&reading.body);
        last.example.text.clone_from(&reading.text);
        last.example.repaired = reading.repaired;
        last.members = at_block(&reading.members, line);
        last.unread = reading.is_unread();
        self.findings.extend(at_line(&reading.findings, line));
        true
    }

    fn add(&mut self, kind: Kind, item: &Item<'_>, reading: ExampleReading, page: &str) {
        self.findings.extend(at_line(&reading.findings, item.line));
        let unread = reading.is_unread();
        let example = Example {
            title: item.context.lead.clone().filter(|lead| !lead.is_empty()),
            status: match (kind, item.context.reply) {
                (Kind::Response, ReplyFacts::Status(status)) => Some(status),
                _ => None,
            },
            method: reading.method,
            uri: reading.uri,
            headers: reading.headers,
            body: reading.body,
            repaired: reading.repaired,
            text: reading.text,
            source: Source { page: page.to_owned(), table: 0, row: self.blocks },
        };
        let (members, status_line) = (at_block(&reading.members, item.line), reading.status);
        let facts = ExampleFacts { line: item.line, members, unread, status_line, example, ..ExampleFacts::default() };
        match kind {
            Kind::Request => self.requests.push(facts),
            Kind::Response => {
                let Context { reply, inherited: inherits_status, .. } = item.context;
                self.responses.push(ExampleFacts { reply, inherits_status, ..facts });
            }
        }
    }
}

/// Members count lines from the first line of the code, too.
fn at_block(members: &[u32], line: u32) -> Vec<u32> {
    members.iter().map(|member| line + member.saturating_sub(1)).collect()
}

/// Findings count lines from the first line of the code; the block tells where that stands.
fn at_line(findings: &[Finding], line: u32) -> Vec<Finding> {
    findings.iter().map(|finding| Finding { line: line + finding.line.saturating_sub(1), ..finding.clone() }).collect()
}

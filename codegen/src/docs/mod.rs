//! Descriptions of pages → rustdoc.
//!
//! In: plain text, as pages word it, and facts. Out: lines of Markdown that say this text and nothing else: whatever
//! stands on a page, it opens no tag, link, list or code block of its own, and makes rustdoc warn about nothing.

mod facts;
mod markdown;

use hwc_model::Member;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use facts::{bounds, member_facts};
pub(crate) use markdown::{code, inline, is_hidden, one_line};

/// Columns of a doc line, its indentation and `///` aside.
const WIDTH: usize = 100;

/// A doc comment in the making.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// A comment that begins with this Markdown of our own.
    pub(crate) fn new(markdown: &str) -> Self {
        Docs::default().say(markdown)
    }

    /// Adds a paragraph of Markdown of our own; words are kept together in code.
    pub(crate) fn say(mut self, markdown: &str) -> Self {
        self.begin_paragraph();
        self.lines.extend(markdown::wrap(&markdown::tokens(markdown), WIDTH, ""));
        self
    }

    /// Adds a heading of Markdown of our own.
    pub(crate) fn heading(mut self, level: usize, markdown: &str) -> Self {
        self.begin_paragraph();
        self.lines.push(format!("{} {markdown}", "#".repeat(level)));
        self
    }

    /// Adds the text of a page: paragraphs parted by an empty line, list items with a leading `- `.
    pub(crate) fn text(self, text: &str) -> Self {
        self.blocks(markdown::blocks(text))
    }

    fn blocks(mut self, blocks: impl IntoIterator<Item = markdown::Block>) -> Self {
        for block in blocks {
            match block {
                markdown::Block::Paragraph(text) => {
                    self.begin_paragraph();
                    self.lines.extend(markdown::wrap(&markdown::inline_tokens(&text), WIDTH, ""));
                }
                markdown::Block::Item(text) => {
                    if !self.lines.last().is_some_and(|line| line.starts_with("- ") || line.starts_with("  ")) {
                        self.begin_paragraph();
                    }
                    let item = markdown::wrap(&markdown::inline_tokens(&text), WIDTH - 2, "  ");
                    self.lines.extend(
                        item.into_iter()
                            .enumerate()
                            .map(|(at, line)| if at == 0 { format!("- {}", line.trim_start()) } else { line }),
                    );
                }
            }
        }
        self
    }

    /// Adds the text of a page, or, where there is none, Markdown of our own.
    pub(crate) fn text_or(self, text: Option<&str>, markdown: &str) -> Self {
        let before = self.lines.len();
        let docs = self.text(text.unwrap_or_default());
        if docs.lines.len() > before { docs } else { docs.say(markdown) }
    }

    /// Adds what the page says about a member, without the items of a list that name one of `values` each: the
    /// enumeration says them.
    pub(crate) fn description(mut self, member: &Member, values: &[&str], markdown: &str) -> Self {
        let before = self.lines.len();
        let text = member.description.as_deref().unwrap_or_default();
        self = self.blocks(markdown::blocks(text).into_iter().filter(|block| !block.is_item_of(values)));
        if self.lines.len() > before { self } else { self.say(markdown) }
    }

    /// Adds a list of items of Markdown of our own.
    pub(crate) fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.begin_paragraph();
        for item in items {
            let lines = markdown::wrap(&markdown::tokens(&item), WIDTH - 2, "  ");
            self.lines.extend(
                lines.into_iter().enumerate().map(
                    |(at, line)| {
                        if at == 0 { format!("- {}", line.trim_start()) } else { line }
                    },
                ),
            );
        }
        self
    }

    /// Adds facts, if there are any, as a paragraph of their own.
    pub(crate) fn facts(self, facts: &[String]) -> Self {
        if facts.is_empty() { self } else { self.say(&facts.join(" ")) }
    }

    /// Adds a code block.
    pub(crate) fn code_block(mut self, language: &str, code: &str) -> Self {
        self.begin_paragraph();
        self.lines.push(format!("```{language}"));
        self.lines.extend(code.lines().map(str::to_owned));
        self.lines.push("```".to_owned());
        self
    }

    /// The lines.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// As outer attributes.
    pub(crate) fn tokens(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        quote!(#(#[doc = #lines])*)
    }

    /// As text, each line after `prefix`.
    pub(crate) fn comment(&self, prefix: &str) -> String {
        self.lines.iter().map(|line| format!("{prefix} {line}").trim_end().to_owned() + "\n").collect()
    }

    fn begin_paragraph(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

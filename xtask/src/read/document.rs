//! What every reader gives: a page as blocks, tables and text, without its markup.
//!
//! A reader knows markup and no API words. It keeps everything that a person would see, drops what they would not
//! (comments, targets become [`Block::labels`]), and reports what it could not read as a [`Fault`] instead of failing.
//! Lines are 1-based lines of the source and carry no meaning: two documents are the same when they differ in lines only.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// How the page was written.
    pub markup: Markup,
    /// Named facts about the page: `original_name` of RST field lists, `<meta>` of HTML, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<(String, String)>,
    /// The content, in order; sections are not nested but begin with a [`BlockKind::Heading`].
    pub blocks: Vec<Block>,
    /// What could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
}

/// The kinds of markup that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Markup {
    /// reStructuredText.
    #[default]
    Rst,
    /// HTML, whole pages or fragments.
    Html,
    /// Markdown with headings, pipe tables and HTML.
    Markdown,
    /// Text of a flattened page: one cell a paragraph, one pipe row a line, or one cell a line ending in a pipe.
    /// Headings and often captions are plain paragraphs here.
    Text,
}

/// A block with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Line of its first character; for a table, of its first border or row.
    pub line: u32,
    /// Names under which references reach this block: RST targets before it, HTML ids on or before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

impl Block {
    /// Puts names before those of the block, each once.
    pub(crate) fn name_first(&mut self, mut labels: Vec<String>) {
        labels.append(&mut self.labels);
        if labels.len() > 1 {
            let mut met = HashSet::new();
            labels.retain(|label| met.insert(label.clone()));
        }
        self.labels = labels;
    }
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum BlockKind {
    /// The title (level 1) or a section heading (2 and deeper).
    Heading {
        /// 1 for the page title.
        level: u8,
        /// Its text.
        text: Text,
    },
    /// A paragraph. White space inside is folded; a line break that the page forces is `\n`.
    Paragraph {
        /// Its text.
        text: Text,
    },
    /// A list.
    List {
        /// Numbered or lettered.
        ordered: bool,
        /// Items, each a list of blocks.
        items: Vec<Vec<Block>>,
    },
    /// Terms with explanations: RST definition, field and option lists, HTML `dl`.
    Definitions {
        /// Term and explanation.
        items: Vec<(Text, Vec<Block>)>,
    },
    /// Code or other text that is shown as written.
    Code {
        /// Language, where stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The text, without common indentation and without a final line break.
        text: String,
    },
    /// Lines whose breaks matter (RST line block).
    Lines {
        /// The lines.
        lines: Vec<Text>,
    },
    /// A table.
    Table(Table),
    /// A note, caution, warning …
    Note {
        /// `note`, `caution`, `important` …
        name: String,
        /// Its content without its title.
        blocks: Vec<Block>,
    },
    /// Indented content without further meaning.
    Quote {
        /// Its content.
        blocks: Vec<Block>,
    },
}

/// A table as a rectangle: every row has the same number of cells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The caption, `**Table 1** Path Parameters`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// Number of header rows.
    pub head: usize,
    /// All rows, header rows first.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Line of its first text.
    pub line: u32,
    /// Its cells. A cell that spans columns or rows stands in each place that it covers.
    pub cells: Vec<Cell>,
}

/// A cell: a list of blocks, kept so until constraints are extracted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its content.
    pub blocks: Vec<Block>,
}

/// Text with what its markup told: emphasis and references.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text {
    /// Pieces in order; none is empty, and neighbours differ in style or target.
    pub runs: Vec<Run>,
}

/// A piece of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// How they are set.
    #[serde(default, skip_serializing_if = "Style::is_plain")]
    pub style: Style,
    /// Where they lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
}

/// How text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// As it is.
    #[default]
    Plain,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Literal.
    Code,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A label of the documentation, folded to lower case: `:ref:`, `href="#…"`, `href="page.html#…"` (as `page.html#…`).
    Label(String),
    /// An address outside of it.
    Url(String),
}

/// Something that could not be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Where.
    pub line: u32,
    /// Stable name of the kind of fault, `table-malformed`.
    pub kind: FaultKind,
    /// What was found, in one sentence without a full stop.
    pub found: String,
}

/// The kinds of faults that readers report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// The page holds no text.
    PageEmpty,
    /// The page is no text.
    PageBinary,
    /// The bytes are not in the character set that the page states, or in UTF-8 where it states none, and were read in another.
    CharsetGuessed,
    /// The page is larger than any page of documentation.
    PageTooLarge,
    /// A table's borders, columns or rows do not fit together; kept as code.
    TableMalformed,
    /// A table ends with the page, in the middle of a row.
    TableCutOff,
    /// Nesting deeper than any page of documentation; the rest is kept as text.
    NestingTooDeep,
    /// Markup that has no meaning as it stands; kept as text.
    MarkupMalformed,
    /// Flattening the page lost something that could not be told again.
    FlatteningLost,
}

impl Style {
    fn is_plain(&self) -> bool {
        *self == Style::Plain
    }
}

impl Text {
    /// Text in plain style.
    pub fn plain(text: impl Into<String>) -> Text {
        let text = text.into();
        if text.is_empty() { Text::default() } else { Text { runs: vec![Run { text, ..Run::default() }] } }
    }

    /// The characters without style and targets.
    pub fn to_plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there are no characters.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Appends a piece, joined to the last one where style and target are the same.
    pub fn push(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.style == run.style && last.target == run.target => last.text.push_str(&run.text),
            _ => self.runs.push(run),
        }
    }
}

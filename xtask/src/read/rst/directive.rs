//! Directives: `.. name:: argument`, options, content.

use super::body::Body;
use super::chars::fold_name;
use super::lines::{Line, Part, directive_block, join, trimmed};
use super::marker::{Marker, field};
use super::raw::name_end;
use crate::read::{Block, BlockKind, FaultKind};

/// What is done with a directive.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A note with its content.
    Note,
    /// A note that states its name.
    Titled,
    /// Content to be shown as it is.
    Code,
    /// Content in another markup, named by the argument.
    Raw,
    /// Content to be read as if it stood outside.
    Content,
    /// The same, behind its argument.
    Captioned,
    /// An image, of which the words below it are kept.
    Figure,
    /// A heading without a section.
    Rubric,
    /// Facts about the page.
    Meta,
    /// A table with a caption.
    Table,
    /// A table written as a list of lists.
    ListTable,
    /// A table written as comma-separated values.
    CsvTable,
    /// Nothing that a reader of the page would see here.
    Unseen,
}

const KINDS: &[(&str, Kind)] = &[
    ("table", Kind::Table),
    ("list-table", Kind::ListTable),
    ("csv-table", Kind::CsvTable),
    ("attention", Kind::Note),
    ("caution", Kind::Note),
    ("danger", Kind::Note),
    ("error", Kind::Note),
    ("hint", Kind::Note),
    ("important", Kind::Note),
    ("note", Kind::Note),
    ("seealso", Kind::Note),
    ("tip", Kind::Note),
    ("todo", Kind::Note),
    ("warning", Kind::Note),
    ("admonition", Kind::Titled),
    ("deprecated", Kind::Titled),
    ("versionadded", Kind::Titled),
    ("versionchanged", Kind::Titled),
    ("code", Kind::Code),
    ("code-block", Kind::Code),
    ("sourcecode", Kind::Code),
    ("highlight", Kind::Unseen),
    ("math", Kind::Code),
    ("parsed-literal", Kind::Code),
    ("doctest", Kind::Code),
    ("raw", Kind::Raw),
    ("class", Kind::Content),
    ("compound", Kind::Content),
    ("container", Kind::Content),
    ("epigraph", Kind::Content),
    ("highlights", Kind::Content),
    ("hlist", Kind::Content),
    ("only", Kind::Content),
    ("pull-quote", Kind::Content),
    ("tab-set", Kind::Content),
    ("centered", Kind::Captioned),
    ("sidebar", Kind::Captioned),
    ("tab-item", Kind::Captioned),
    ("topic", Kind::Captioned),
    ("figure", Kind::Figure),
    ("rubric", Kind::Rubric),
    ("meta", Kind::Meta),
    ("contents", Kind::Unseen),
    ("default-role", Kind::Unseen),
    ("footer", Kind::Unseen),
    ("header", Kind::Unseen),
    ("image", Kind::Figure),
    ("include", Kind::Unseen),
    ("index", Kind::Unseen),
    ("role", Kind::Unseen),
    ("sectnum", Kind::Unseen),
    ("tabularcolumns", Kind::Unseen),
    ("target-notes", Kind::Unseen),
    ("title", Kind::Unseen),
    ("toctree", Kind::Unseen),
];

/// A directive taken apart.
pub(super) struct Directive<'a> {
    pub(super) name: &'a str,
    /// Line of its first character.
    pub(super) line: u32,
    /// What stands behind the colons, over one line or several.
    pub(super) argument: Vec<Line<'a>>,
    pub(super) options: Vec<Setting<'a>>,
    pub(super) content: Vec<Line<'a>>,
}

/// An option: name and value.
pub(super) type Setting<'a> = (&'a str, String);

impl Directive<'_> {
    /// The value of an option.
    pub(super) fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|option| option.0 == name).map(|option| option.1.as_str())
    }

    pub(super) fn argument(&self) -> String {
        join(&self.argument)
    }
}

impl<'a> Body<'_, '_, '_, 'a> {
    /// A directive on `line`, whose name begins at byte `from`.
    pub(super) fn directive(&mut self, line: Line<'a>, from: usize) -> Option<()> {
        let end = name_end(line.text, from);
        let name = line.text.get(from..end).filter(|name| !name.is_empty())?;
        let rest = &line.text[end..];
        let colons = end + usize::from(rest.starts_with(' '));
        let after =
            line.text[colons..].strip_prefix("::").filter(|after| after.is_empty() || after.starts_with(' '))?;
        let text = colons + 2 + after.bytes().take_while(|&b| b == b' ').count();
        let start = self.at;
        let Part { lines, next } = directive_block(self.lines, start, text);
        self.at = next;
        match KINDS.iter().find(|known| known.0.eq_ignore_ascii_case(name)) {
            Some(&(known, kind)) => {
                let directive = take_apart(known, line.number, lines, kind != Kind::Note);
                match directive.options.iter().find(|option| !is_option(option.0)) {
                    Some(option) => self.no_directive(start, format!("`{}` is no option of `{name}`", option.0)),
                    None => self.run_directive(kind, start, directive),
                }
            }
            None => self.no_directive(start, format!("the directive `{name}` is not known")),
        }
        Some(())
    }

    /// Keeps the lines from `start` on as code.
    fn no_directive(&mut self, start: usize, found: String) {
        let line = self.lines[start].number;
        self.reader.fault(line, FaultKind::MarkupMalformed, found);
        let lines = trimmed(self.lines[start..self.at].to_vec());
        self.push_code(&lines, None);
    }

    fn run_directive(&mut self, kind: Kind, start: usize, mut directive: Directive<'a>) {
        if let Some(name) = directive.option("name") {
            self.reader.label_here(name);
        }
        let line = directive.line;
        match kind {
            Kind::Note => {
                let blocks = self.reader.nested(&directive.content);
                self.push(line, BlockKind::Note { name: directive.name.to_owned(), blocks });
            }
            Kind::Titled => self.titled_note(&directive),
            Kind::Code => self.code(directive),
            // A format is one word; what has more is content that stands too high.
            Kind::Raw if directive.argument().contains(' ') => self.code(directive),
            Kind::Raw => {
                let language = Some(fold_name(&directive.argument())).filter(|name| !name.is_empty());
                self.push_code(&directive.content, language);
            }
            Kind::Content => self.splice(&directive.content),
            Kind::Captioned => {
                self.caption_paragraph(&directive);
                self.splice(&directive.content);
            }
            Kind::Figure => self.splice(&directive.content),
            Kind::Rubric => self.rubric(&directive),
            Kind::Meta => self.meta(&mut directive),
            Kind::Table => self.captioned_table(start, &directive),
            Kind::ListTable => self.list_table(&directive),
            Kind::CsvTable => self.csv_table(&directive),
            Kind::Unseen => {}
        }
    }

    fn titled_note(&mut self, directive: &Directive<'a>) {
        let title = self.reader.text(&directive.argument(), directive.line).to_plain();
        let name = match directive.name {
            "admonition" => title,
            name => format!("{name} {title}"),
        };
        let blocks = self.reader.nested(&directive.content);
        self.push(directive.line, BlockKind::Note { name: name.trim_end().to_owned(), blocks });
    }

    fn code(&mut self, mut directive: Directive<'a>) {
        let stated = directive.argument.first().map(|line| line.text).unwrap_or_default();
        let language = Some(stated).filter(|stated| !stated.is_empty() && !stated.contains(' '));
        directive.argument.drain(..usize::from(language.is_some()).min(directive.argument.len()));
        if !directive.argument.is_empty() {
            // Code right under `code-block::`, where only options may stand.
            self.reader.fault(directive.line, FaultKind::MarkupMalformed, "code without a blank line before it");
            directive.argument.append(&mut directive.content);
            directive.content = directive.argument;
        }
        self.push_code(&directive.content, language.map(str::to_owned));
    }

    /// Content that is read as if it stood outside of its directive.
    fn splice(&mut self, content: &[Line<'a>]) {
        let blocks = self.reader.nested(content);
        self.extend(blocks);
    }

    fn caption_paragraph(&mut self, directive: &Directive<'a>) {
        let text = self.reader.text(&directive.argument(), directive.line);
        self.push_paragraph(directive.line, text);
    }

    /// A heading that begins no section; it stands below the current one unless it says otherwise.
    fn rubric(&mut self, directive: &Directive<'a>) {
        let text = self.reader.text(&directive.argument(), directive.line);
        if text.is_empty() {
            return;
        }
        let stated = directive.option("heading-level").and_then(|level| level.trim().parse().ok());
        let stated = stated.filter(|level| *level > 0);
        let level = stated.unwrap_or_else(|| u8::try_from(self.reader.sections.below()).unwrap_or(u8::MAX));
        self.push(directive.line, BlockKind::Heading { level, text });
    }

    fn meta(&mut self, directive: &mut Directive<'a>) {
        for (name, value) in std::mem::take(&mut directive.options) {
            self.reader.properties.push((name.to_owned(), super::chars::fold_space(&value)));
        }
    }

    /// A table with a caption. Anything beside the table makes it none for the reference reader.
    fn captioned_table(&mut self, start: usize, directive: &Directive<'a>) {
        let caption = Some(self.reader.text(&directive.argument(), directive.line)).filter(|text| !text.is_empty());
        let mut blocks = self.reader.nested(&directive.content);
        let first = directive.content.first().map_or(0, |line| line.number);
        match &mut blocks[..] {
            [Block { line, kind: BlockKind::Table(table), .. }] if *line == first => table.caption = caption,
            _ => {
                self.reader.fault(directive.line, FaultKind::TableMalformed, "a caption without just one table");
                let lines = trimmed(self.lines[start..self.at].to_vec());
                return self.push_code(&lines, None);
            }
        }
        self.extend(blocks);
    }
}

/// Whether notes of this name have a directive of their own.
pub(super) fn is_note(name: &str) -> bool {
    KINDS.contains(&(name, Kind::Note))
}

/// Argument, options and content of a directive, by the blank line between them.
fn take_apart<'a>(name: &'static str, line: u32, mut lines: Vec<Line<'a>>, argued: bool) -> Directive<'a>
where
    'static: 'a,
{
    if lines.first().is_some_and(|first| first.text.is_empty()) {
        lines.remove(0);
    }
    let blank = lines.iter().position(|line| line.text.is_empty()).unwrap_or(lines.len());
    let head = &lines[..blank];
    let fields = head.iter().position(|line| field(line.text).is_some()).unwrap_or(blank);
    let options = options(&head[fields..]);
    let argument = head[..fields].to_vec();
    let rest = lines[blank..].to_vec();
    if argued {
        return Directive { name, line, argument, options, content: trimmed(rest) };
    }
    let content = trimmed(argument.into_iter().chain(rest).collect());
    Directive { name, line, argument: Vec::new(), options, content }
}

/// Whether this may be the name of an option: else what looks like options is text.
fn is_option(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}

/// A field list without markup.
fn options<'a>(lines: &[Line<'a>]) -> Vec<Setting<'a>> {
    let mut options: Vec<Setting<'a>> = Vec::new();
    for line in lines {
        match (field(line.text), options.last_mut()) {
            (Some(Marker::Field { name, end }), _) => options.push((name, line.text[end..].to_owned())),
            (_, Some(last)) => {
                last.1.push('\n');
                last.1.push_str(line.text.trim_start());
            }
            _ => {}
        }
    }
    options
}

//! What is carried along while a page is read.

use super::body::Body;
use super::chars::fold_name;
use super::inline;
use super::lines::Line;
use super::names::{Goal, Names};
use super::raw::unescape;
use super::sections::Sections;
use crate::read::{Block, Fault, FaultKind, Target, Text};

/// Blocks nested deeper than this are kept as code.
pub(super) const DEEPEST: usize = 32;

/// A page being read.
pub(super) struct Reader<'n> {
    names: &'n Names,
    /// What the page defines.
    pub(super) found: Names,
    /// Whether any text depends on what the page defines.
    pub(super) uses_names: bool,
    /// Anonymous references so far.
    anonymous: usize,
    pub(super) faults: Vec<Fault>,
    pub(super) properties: Vec<(String, String)>,
    /// Whether the field list at the start of the page was read.
    pub(super) has_fields: bool,
    /// Targets that wait for the block they name.
    pub(super) labels: Vec<String>,
    pub(super) sections: Sections,
    depth: usize,
    /// Whether blocks were left out because they are nested too deeply.
    pub(super) too_deep: bool,
}

impl<'n> Reader<'n> {
    pub(super) fn new(names: &'n Names) -> Reader<'n> {
        Reader {
            names,
            found: Names::default(),
            uses_names: false,
            anonymous: 0,
            faults: Vec::new(),
            properties: Vec::new(),
            has_fields: false,
            labels: Vec::new(),
            sections: Sections::default(),
            depth: 0,
            too_deep: false,
        }
    }

    /// The blocks of a whole page.
    pub(super) fn page(&mut self, lines: &[Line<'_>]) -> Vec<Block> {
        Body::new(self, lines, true).run()
    }

    /// The blocks of a list item, a cell, a note …
    pub(super) fn nested(&mut self, lines: &[Line<'_>]) -> Vec<Block> {
        if lines.is_empty() {
            return Vec::new();
        }
        if self.depth == DEEPEST {
            self.too_deep = true;
            return Vec::new();
        }
        self.depth += 1;
        let blocks = Body::new(self, lines, false).run();
        self.depth -= 1;
        blocks
    }

    /// The text of a paragraph that starts on `line`.
    pub(super) fn text(&mut self, raw: &str, line: u32) -> Text {
        inline::read(self, raw, line)
    }

    /// Reports what cannot be read.
    pub(super) fn fault(&mut self, line: u32, kind: FaultKind, found: impl Into<String>) {
        self.faults.push(Fault { line, kind, found: found.into() });
    }

    /// What the page defines, for text that depends on it.
    pub(super) fn names_used(&mut self) -> &'n Names {
        self.uses_names = true;
        self.names
    }

    /// Where the next anonymous reference leads.
    pub(super) fn next_anonymous(&mut self) -> Option<Target> {
        self.anonymous += 1;
        self.names_used().anonymous(self.anonymous - 1)
    }

    /// A name for the block that is read or comes next.
    pub(super) fn label_here(&mut self, raw: &str) {
        let name = fold_name(&unescape(raw));
        if !name.is_empty() {
            self.found.targets.insert(name.clone(), Goal::Here);
            self.labels.push(name);
        }
    }

    /// A section's title, which is a name for it too.
    pub(super) fn define_title(&mut self, name: String) {
        self.found.targets.entry(name).or_insert(Goal::Here);
    }

    /// A name for a target.
    pub(super) fn define(&mut self, name: String, target: &Target) {
        let goal = match target {
            Target::Url(url) => Goal::Url(url.clone()),
            Target::Label(label) => Goal::Name(label.clone()),
        };
        self.found.targets.entry(name).or_insert(goal);
    }
}

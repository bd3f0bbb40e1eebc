//! Where in a reply the decoder stands, and who wants to know.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use crate::{Drift, DriftKind, drift::Source};

/// The place of a value: its way from the top, as a list on the stack.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct At<'a> {
    log: Option<&'a Log>,
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

/// One step down.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    /// From nowhere to the top.
    Top,
    /// To a member of an object.
    Member(&'a str),
    /// To an item of a list.
    Item(usize),
}

/// What is noted while one reply is read.
#[derive(Default)]
pub(crate) struct Log {
    drift: RefCell<Vec<Drift>>,
    /// How many of them have their place in the documentation, and whether others have not.
    placed: Cell<usize>,
    is_unplaced: Cell<bool>,
    failed: RefCell<Option<String>>,
}

impl Log {
    /// What differed, and the place where reading had to stop.
    pub(crate) fn into_parts(self) -> (Vec<Drift>, Option<String>) {
        (self.drift.into_inner(), self.failed.into_inner())
    }
}

impl Log {
    #[cold]
    fn place(&self, source: Option<&Source>, field: Option<usize>) {
        let mut drift = self.drift.borrow_mut();
        if let Some(source) = source {
            drift.iter_mut().skip(self.placed.get()).for_each(|drift| drift.place(source, field));
        }
        self.placed.set(drift.len());
        self.is_unplaced.set(false);
    }
}

impl<'a> At<'a> {
    /// The top of a value whose drift nobody asks for.
    pub(crate) fn unwatched() -> Self {
        At { log: None, parent: None, step: Step::Top }
    }

    /// The top of a reply.
    pub(crate) fn top(log: &'a Log) -> Self {
        At { log: Some(log), parent: None, step: Step::Top }
    }

    /// One step further down.
    #[inline]
    pub(crate) fn then(&'a self, step: Step<'a>) -> At<'a> {
        At { log: self.log, parent: Some(self), step }
    }

    /// Notes that the documentation does not list the value here.
    #[cold]
    pub fn unlisted(&self) {
        self.drifts(DriftKind::UnknownValue);
    }

    /// Notes that the value here is not as documented.
    #[cold]
    pub(crate) fn drifts(&self, kind: DriftKind) {
        if let Some(log) = self.log {
            Drift::note(&mut log.drift.borrow_mut(), self.pattern(), kind);
            log.is_unplaced.set(true);
        }
    }

    /// Leads what drifted since the last time to its row: here is a member of an object of this table, in the field of
    /// this number, and what it holds has told.
    #[inline]
    pub(crate) fn place(&self, source: Option<&Source>, field: Option<usize>) {
        if let Some(log) = self.log
            && log.is_unplaced.get()
        {
            log.place(source, field);
        }
    }

    /// Notes that the text here is no JSON; the innermost place counts.
    #[cold]
    pub(crate) fn failed(&self) {
        if let Some(log) = self.log {
            log.failed.borrow_mut().get_or_insert_with(|| self.to_string());
        }
    }

    /// The place with all items of a list taken for one: `instances[].status`.
    fn pattern(&self) -> String {
        let mut path = String::new();
        self.write(&mut path, &mut |_, path| path.push_str("[]"));
        path
    }

    fn write(&self, path: &mut String, item: &mut dyn FnMut(usize, &mut String)) {
        if let Some(parent) = self.parent {
            parent.write(path, item);
        }
        match self.step {
            Step::Top => {}
            Step::Member(name) if path.is_empty() => path.push_str(name),
            Step::Member(name) => path.extend([".", name]),
            Step::Item(index) => item(index, path),
        }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut path = String::new();
        self.write(&mut path, &mut |index, path| path.push_str(&format!("[{index}]")));
        f.write_str(&path)
    }
}

//! Where labels, numbers and names of a service's pages lead.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::extract::{LabelTarget, PageFacts, Passed, Reference, Role, Side, TableFacts, is_structured, last_step};

/// A table of the service: page and position on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TableKey {
    pub(super) page: usize,
    pub(super) table: usize,
}

/// The index of all pages.
pub(super) struct Index<'p> {
    pub(super) pages: &'p [PageFacts],
    /// Labels by the place of their page: the same page saved at two places has the same ones.
    labels: HashMap<(usize, &'p str), (usize, LabelTarget)>,
    /// Pages by their place and file name, for links to a page as a whole; none where two have one name.
    files: HashMap<(usize, String), Option<usize>>,
    places: BTreeSet<usize>,
    numbers: Vec<HashMap<u32, Vec<usize>>>,
    names: Vec<HashMap<String, Vec<usize>>>,
    /// Tables with dotted names by the name before the last dot.
    parts: Vec<HashMap<&'p str, Vec<usize>>>,
    /// The tables of each page that have a label.
    labelled: Vec<HashSet<usize>>,
    /// How many tables of each page stand before the one that is counted as the first.
    uncounted: Vec<usize>,
}

impl<'p> Index<'p> {
    /// Indexes all pages.
    pub(super) fn new(pages: &'p [PageFacts]) -> Index<'p> {
        let uncounted = pages.iter().map(uncounted).collect();
        let (numbers, names, parts) = (Vec::new(), Vec::new(), Vec::new());
        let places = pages.iter().map(|page| page.place).collect();
        let labelled = pages.iter().map(labelled_of).collect();
        let (labels, files) = (HashMap::new(), files_of(pages));
        let mut index = Index { pages, labels, files, places, numbers, names, parts, labelled, uncounted };
        for (number, page) in pages.iter().enumerate() {
            for (label, target) in &page.labels {
                let slot = index.labels.entry((page.place, label.as_str())).or_insert((number, *target));
                if is_weaker(slot.1, *target) {
                    *slot = (number, *target);
                }
            }
            index.numbers.push(numbers_of(page));
            index.names.push(names_of(page));
            index.parts.push(parts_of(page));
        }
        index
    }

    /// The facts of a table.
    pub(super) fn table(&self, key: TableKey) -> &'p TableFacts {
        &self.pages[key.page].tables[key.table]
    }

    /// Where a label on a page leads, if it is one of the service: at the place of the page, else at another.
    pub(super) fn label(&self, label: &str, page: usize) -> Option<(usize, LabelTarget)> {
        let fragment = label.rsplit_once('#').map_or(label, |(_, fragment)| fragment);
        let at = |place: usize| self.labels.get(&(place, label)).or_else(|| self.labels.get(&(place, fragment)));
        let labelled = at(self.pages[page].place).or_else(|| self.places.iter().find_map(|&place| at(place)));
        labelled.copied().or_else(|| self.within_topic(fragment, page)).or_else(|| self.whole_page(label, page))
    }

    /// `topic__table3`: what page `topic` calls `table3`.
    fn within_topic(&self, fragment: &str, from: usize) -> Option<(usize, LabelTarget)> {
        let (topic, own) = fragment.split_once("__")?;
        let (page, _) = *self.labels.get(&(self.pages[from].place, topic))?;
        let (_, target) = self.pages[page].labels.iter().find(|(label, _)| label == own)?;
        Some((page, *target))
    }

    /// All tables of the page that a link without a fragment leads to: `pots.html`.
    fn whole_page(&self, label: &str, from: usize) -> Option<(usize, LabelTarget)> {
        let page = (*self.files.get(&(self.pages[from].place, file_name(label).to_owned()))?)?;
        Some((page, LabelTarget::Section(0, self.pages[page].tables.len())))
    }

    /// The table that a label on a page leads to.
    pub(super) fn labelled_table(&self, label: &str, page: usize) -> Option<TableKey> {
        match self.label(label, page)? {
            (page, LabelTarget::Table(table)) => Some(TableKey { page, table }),
            (_, LabelTarget::Section(..) | LabelTarget::Text) => None,
        }
    }

    /// The table that a reference leads to, as seen from `from`.
    pub(super) fn resolve(&self, reference: &Reference, from: TableKey) -> Option<TableKey> {
        let by_name = || reference.name.as_deref().and_then(|name| self.named(name, from, true));
        let by_label = reference.label.as_deref().and_then(|label| self.labelled_table(label, from.page));
        if by_label == Some(from) {
            // A label that slipped to the table above: the name tells whether the table means itself.
            return by_name().or(by_label);
        }
        let by_label = by_label.map(|table| {
            let own = self.own_copy(reference, table, from);
            own.or_else(|| self.of_other_case(reference, table, from)).unwrap_or(table)
        });
        let is_elsewhere = by_label.is_none()
            && reference.label.as_deref().is_some_and(|label| self.is_of_another_page(label, from.page));
        let number = reference.table.filter(|_| !is_elsewhere);
        by_label.or_else(|| number.and_then(|number| self.numbered(number, from))).or_else(by_name)
    }

    /// Whether a label that leads nowhere is one of a page that is not there: `other__table3`, where those of this page
    /// are `own__…`.
    fn is_of_another_page(&self, label: &str, page: usize) -> bool {
        let stem = |label: &'_ str| {
            label
                .rsplit_once('#')
                .map_or(label, |(_, fragment)| fragment)
                .split_once("__")
                .map(|(stem, _)| stem.to_owned())
        };
        let Some(wanted) = stem(label).filter(|_| self.label(label, page).is_none()) else { return false };
        let mut own = self.pages[page].labels.iter().filter_map(|(label, _)| stem(label)).peekable();
        own.peek().is_some() && own.all(|stem| stem != wanted)
    }

    /// A link that was copied with its page still leads to `Table 5` or `Rule` of the other page: where the own page has
    /// a `Table 5` of the same name, or a `Rule`, that one is meant; so is the only one of the same name to which no
    /// link can lead, as it has no label.
    fn own_copy(&self, reference: &Reference, table: TableKey, from: TableKey) -> Option<TableKey> {
        if table.page == from.page {
            return None;
        }
        let there = &self.table(table).names;
        let is_copy = |own: TableKey| {
            let here = &self.table(own).names;
            !here.is_empty() && here.len() == there.len() && here.iter().zip(there).all(|(a, b)| same_thing(a, b))
        };
        let said = match (reference.table, reference.name.as_deref()) {
            (Some(number), _) => self.numbered(number, from),
            (None, name) => name.and_then(|name| self.named(name, from, false)).filter(|&own| self.may_hold(own, from)),
        };
        said.filter(|&own| is_copy(own)).or_else(|| self.without_label(there.first()?, from, is_copy))
    }

    /// A link called `Obs` that leads to `obs`, whose label both would have: the table whose caption has the very letters,
    /// and no label.
    fn of_other_case(&self, reference: &Reference, table: TableKey, from: TableKey) -> Option<TableKey> {
        let name = reference.name.as_ref().filter(|_| table.page == from.page)?;
        let there = &self.table(table).names;
        let is_other_case = !there.contains(name) && there.iter().any(|other| other.eq_ignore_ascii_case(name));
        let own = self.without_label(name, from, |own| self.table(own).names.contains(name));
        own.filter(|_| is_other_case)
    }

    /// The only table of a name, and of those that fit, to which no label leads.
    fn without_label(&self, name: &str, from: TableKey, fits: impl Fn(TableKey) -> bool) -> Option<TableKey> {
        let page = from.page;
        let candidates = self.names[page].get(&name.to_lowercase())?;
        let keys = candidates.iter().map(|&table| TableKey { page, table });
        let mut free = keys.filter(|&own| {
            let is_open = self.table(own).role == Role::Object && !self.labelled[page].contains(&own.table);
            is_open && self.may_hold(own, from) && fits(own)
        });
        match (free.next(), free.next()) {
            (Some(own), None) => Some(own),
            _ => None,
        }
    }

    /// Whether a table may list the members of a row of another one: it is no other's, and stands on the same side.
    fn may_hold(&self, own: TableKey, from: TableKey) -> bool {
        own != from && self.table(own).side == self.table(from).side
    }

    /// `Table 5` of the page: by caption, or by counting where captions are lost.
    fn numbered(&self, number: u32, from: TableKey) -> Option<TableKey> {
        let tables = &self.pages[from.page].tables;
        let numbers = &self.numbers[from.page];
        let table = match numbers.get(&number) {
            Some(candidates) => self.nearest(candidates, from)?,
            None if numbers.is_empty() || self.pages[from.page].flattened => {
                counted(tables, number, self.uncounted[from.page])?
            }
            None => return None,
        };
        let key = TableKey { page: from.page, table };
        (!tables[table].rows.is_empty()).then_some(key)
    }

    /// The table of the page that describes the named object; `member`: the name is that of a member, so that tables of
    /// its singular or plural fit too.
    pub(super) fn named(&self, name: &str, from: TableKey, member: bool) -> Option<TableKey> {
        self.nearest(&self.candidates(name, from, member), from).map(|table| TableKey { page: from.page, table })
    }

    /// The same for a member that is called like its own table: `disk` in the table of `disk` objects.
    pub(super) fn named_other(&self, name: &str, from: TableKey) -> Option<TableKey> {
        let mut candidates = self.candidates(name, from, true);
        candidates.retain(|&table| table != from.table);
        self.nearest(&candidates, from).map(|table| TableKey { page: from.page, table })
    }

    fn candidates(&self, name: &str, from: TableKey, member: bool) -> Vec<usize> {
        let fold = name.to_lowercase();
        let mut spellings = vec![fold.clone()];
        if member {
            spellings.extend(other_numbers(&fold));
        }
        let names = &self.names[from.page];
        let Some(candidates) = spellings.iter().find_map(|spelling| names.get(spelling)) else { return Vec::new() };
        let own = &self.table(from).names;
        let dotted: Vec<usize> =
            candidates.iter().copied().filter(|&table| self.continues(own, name, from.page, table)).collect();
        if dotted.is_empty() { candidates.clone() } else { dotted }
    }

    /// Tables that are called parts of a table: `roles.links` is the part `links` of `roles`.
    pub(super) fn parts(&self, key: TableKey) -> Vec<(&'p str, TableKey)> {
        let own = self.table(key);
        let parts = own.names.iter().filter_map(|name| self.parts[key.page].get(name.as_str())).flatten();
        let parts = parts.map(|&table| TableKey { page: key.page, table }).filter(|&part| {
            let part = self.table(part);
            (part.side, part.reply) == (own.side, own.reply)
        });
        parts.flat_map(|part| self.table(part).names.iter().map(move |name| (last_step(name), part))).collect()
    }

    /// Whether a table's dotted name is that of the referring table and the member: `roles` and `links` give `roles.links`.
    fn continues(&self, own: &[String], member: &str, page: usize, table: usize) -> bool {
        self.pages[page].tables[table].names.iter().any(|name| {
            name.rsplit_once('.').is_some_and(|(owner, last)| {
                last.eq_ignore_ascii_case(member)
                    && own.iter().any(|own| own == owner || last_step(own) == last_step(owner))
            })
        })
    }

    /// Of several tables the one on the same side and for the same reply, and of these the next one below, else above.
    fn nearest(&self, candidates: &[usize], from: TableKey) -> Option<usize> {
        let here = self.table(from);
        let tables = &self.pages[from.page].tables;
        let rank = |&&table: &&usize| {
            let there = &tables[table];
            let other_side = there.side != here.side && there.side != Side::Unknown && here.side != Side::Unknown;
            (other_side, there.reply != here.reply, table < from.table, table.abs_diff(from.table))
        };
        candidates.iter().min_by_key(rank).copied()
    }
}

/// Whether a label that leads to two places leads to the second one: to a table rather than to a section or to text.
fn is_weaker(have: LabelTarget, other: LabelTarget) -> bool {
    let rank = |target: LabelTarget| match target {
        LabelTarget::Text => 0,
        LabelTarget::Section(..) => 1,
        LabelTarget::Table(_) => 2,
    };
    rank(have) < rank(other)
}

/// How many tables of a flattened page had no caption behind those that kept their number, so that numbers do not count them:
/// as few as let references lead to tables below their own, where they do so more often than if every table counts.
fn uncounted(page: &PageFacts) -> usize {
    if !page.flattened || page.tables.len() > MOST_TABLES {
        return 0;
    }
    let mut references: Vec<(usize, u32)> = Vec::new();
    for (at, table) in page.tables.iter().enumerate() {
        for row in table.rows.iter().filter(|row| is_structured(&row.ty.expr)) {
            let numbers = row.constraints.references.iter().filter(|reference| reference.label.is_none());
            references.extend(numbers.filter_map(|reference| Some((at, reference.table?))));
        }
    }
    references.truncate(MOST_REFERENCES);
    let score = |shift: usize| -> i64 {
        references.iter().map(|&(at, number)| leads_below(&page.tables, at, counted(&page.tables, number, shift))).sum()
    };
    let all = score(0);
    // One reference that leads astray may be that of another page.
    let is_better = |&shift: &usize| score(shift) > all + 1 || all <= 0 && score(shift) > all.max(0);
    (1..page.tables.len().min(MOST_UNCOUNTED))
        .filter(is_better)
        .max_by_key(|&shift| (score(shift), std::cmp::Reverse(shift)))
        .unwrap_or(0)
}

/// A page whose numbers are to be told has so many tables at most.
const MOST_TABLES: usize = 500;

/// So many references of a page tell which tables numbers count.
const MOST_REFERENCES: usize = 2000;

/// So many tables of a page have no caption at most, before those that its rows refer to.
const MOST_UNCOUNTED: usize = 8;

/// Whether a reference leads from a table to one below it on its side, which speaks for it, or to itself, which speaks
/// against it.
fn leads_below(tables: &[TableFacts], from: usize, to: Option<usize>) -> i64 {
    match to {
        Some(to) if to == from => -1,
        Some(to) if to > from && tables[to].side == tables[from].side => 1,
        _ => 0,
    }
}

/// The table without a caption that has a number: counted from the nearest one above that kept its own, else from the first
/// below, else from the first table of the page. Behind the last one that kept its number, `uncounted` tables have none.
fn counted(tables: &[TableFacts], number: u32, uncounted: usize) -> Option<usize> {
    let known = |(position, table): (usize, &TableFacts)| Some((position, table.number? as usize));
    let anchors = || tables.iter().enumerate().filter_map(known);
    let number = number as usize;
    let above = anchors().filter(|&(_, anchor)| anchor < number).max_by_key(|&(_, anchor)| anchor);
    let below = anchors().filter(|&(_, anchor)| anchor > number).min_by_key(|&(_, anchor)| anchor);
    let shift = if below.is_none() { uncounted } else { 0 };
    let position = match above.or(below) {
        Some((position, anchor)) => (position + number + shift).checked_sub(anchor)?,
        None => number.checked_sub(1)? + shift,
    };
    tables.get(position).filter(|table| table.number.is_none()).map(|_| position)
}

fn files_of(pages: &[PageFacts]) -> HashMap<(usize, String), Option<usize>> {
    let mut files = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        let key = (page.place, file_name(&page.path).to_lowercase());
        files.entry(key).and_modify(|page| *page = None).or_insert(Some(number));
    }
    files
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn labelled_of(page: &PageFacts) -> HashSet<usize> {
    let tables = page.labels.iter().filter_map(|(_, target)| match target {
        LabelTarget::Table(table) => Some(*table),
        LabelTarget::Section(..) | LabelTarget::Text => None,
    });
    tables.collect()
}

fn numbers_of(page: &PageFacts) -> HashMap<u32, Vec<usize>> {
    let mut numbers: HashMap<u32, Vec<usize>> = HashMap::new();
    for (position, table) in page.tables.iter().enumerate() {
        if let Some(number) = table.number {
            numbers.entry(number).or_default().push(position);
        }
    }
    numbers
}

fn parts_of(page: &PageFacts) -> HashMap<&str, Vec<usize>> {
    let mut parts: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, table) in page.tables.iter().enumerate().filter(|(_, table)| table.role == Role::Object) {
        if let [name] = table.names.as_slice()
            && let Some((owner, _)) = name.rsplit_once('.')
        {
            parts.entry(owner).or_default().push(position);
        }
    }
    parts
}

fn names_of(page: &PageFacts) -> HashMap<String, Vec<usize>> {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    let is_one = |table: &TableFacts| !table.rows.is_empty() && table.role != Role::Passed(Passed::InProse);
    for (position, table) in page.tables.iter().enumerate().filter(|(_, table)| is_one(table)) {
        for name in &table.names {
            for key in [name.to_lowercase(), last_step(name).to_lowercase()] {
                let positions = names.entry(key).or_default();
                if positions.last() != Some(&position) {
                    positions.push(position);
                }
            }
        }
    }
    names
}

/// Whether two names are one, in the singular or the plural.
pub(super) fn same_thing(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a == b || other_numbers(&a).contains(&b)
}

/// The singular of a plural and the plural of a singular, as names of members are built.
fn other_numbers(name: &str) -> Vec<String> {
    let mut others = vec![format!("{name}s")];
    if let Some(stem) = name.strip_suffix("ies") {
        others.push(format!("{stem}y"));
    }
    if let Some(stem) = name.strip_suffix("es") {
        others.push(stem.to_owned());
    }
    if let Some(stem) = name.strip_suffix('s') {
        others.push(stem.to_owned());
    }
    others
}

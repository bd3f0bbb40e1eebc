//! The search for the reading of an order of tables that has the least against it.
//!
//! Comes in as steps, one a table: whether it is free to be given to a name, and which names it uses. Goes out as the
//! table of each name on which all best readings agree. Names and tables are numbers here.

use std::cmp::Ordering;
use std::collections::HashMap;

/// What speaks against a name that states a type and has no table, and against a table that nothing leads to.
pub(super) const NO_TABLE: u32 = 12;

/// What speaks against a table that does not follow the rules of the order.
const OUT_OF_ORDER: u32 = 6;

/// What speaks against a table that uses its own name.
const USES_ITSELF: u32 = 2;

/// A page has so many tables at most.
pub(super) const MOST_TABLES: usize = 300;

/// So many places are looked at before the search is given up.
const MOST_PLACES: usize = 200_000;

/// So many readings are told apart at most.
const MOST_READINGS: usize = 400;

/// A name that rows use.
pub(super) struct Name {
    /// What speaks against its having no table.
    pub(super) without: u32,
    /// The last step that uses it.
    pub(super) last: usize,
}

/// A table.
pub(super) struct Step {
    /// It may be the table of a name.
    pub(super) is_free: bool,
    /// The names that its rows use, in order.
    pub(super) wants: Vec<usize>,
}

/// Steps and names.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) steps: Vec<Step>,
    pub(super) names: Vec<Name>,
    /// What speaks against a step as the table of a name, by name and step.
    pub(super) misfits: Vec<Vec<u32>>,
}

/// A name whose table is to come, and what was charged for its not having come yet.
#[derive(Clone, Copy)]
struct Due {
    name: usize,
    charged: u32,
}

/// A reading: the step of each name.
type Reading = Vec<Option<usize>>;

struct Search<'w> {
    walk: &'w Walk,
    limit: u32,
    /// The least that was beyond the limit.
    next: u32,
    places: usize,
    taken: Reading,
    found: Vec<Reading>,
}

impl Walk {
    /// What all the best readings agree on.
    pub(super) fn best(&self) -> HashMap<usize, usize> {
        let free = self.steps.iter().filter(|step| step.is_free).count();
        if free == 0 || self.names.is_empty() {
            return HashMap::new();
        }
        let (taken, found) = (vec![None; self.names.len()], Vec::new());
        let mut search = Search { walk: self, limit: 0, next: u32::MAX, places: 0, taken, found };
        // A reading with more against it tells nothing.
        let most = NO_TABLE + NO_TABLE / 4 * free as u32;
        while search.limit <= most {
            search.go(0, &[], 0);
            if search.places > MOST_PLACES || search.found.len() > MOST_READINGS {
                return HashMap::new();
            }
            if !search.found.is_empty() {
                return agreed(&search.found);
            }
            (search.limit, search.next) = (search.next, u32::MAX);
        }
        HashMap::new()
    }
}

fn agreed(readings: &[Reading]) -> HashMap<usize, usize> {
    let Some((first, others)) = readings.split_first() else { return HashMap::new() };
    let told = first.iter().enumerate().filter_map(|(name, &step)| Some((name, step?)));
    told.filter(|&(name, step)| others.iter().all(|other| other[name] == Some(step))).collect()
}

impl Search<'_> {
    /// Goes on from a step, with the names that are due and what speaks against the reading so far.
    fn go(&mut self, at: usize, due: &[Due], against: u32) {
        self.places += 1;
        if self.places > MOST_PLACES || self.found.len() > MOST_READINGS {
            return;
        }
        if against > self.limit {
            self.next = self.next.min(against);
            return;
        }
        let Some(step) = self.walk.steps.get(at) else { return self.end(due, against) };
        if !step.is_free {
            return self.go(at + 1, &self.with_wants(at, &[], due), against);
        }
        let mut skipped = 0;
        for place in 0..due.len() {
            let Due { name, charged } = due[place];
            let early = match self.walk.names[name].last.cmp(&at) {
                Ordering::Less => 0,
                Ordering::Equal => USES_ITSELF,
                Ordering::Greater => OUT_OF_ORDER,
            };
            let late = if charged > 0 { OUT_OF_ORDER.saturating_sub(charged) } else { 0 };
            let cost = skipped + self.walk.misfits[name][at] + early + late;
            self.taken[name] = Some(at);
            self.go(at + 1, &self.with_wants(at, &due[..place], &due[place + 1..]), against + cost);
            self.taken[name] = None;
            skipped += self.charge(at, due[place]);
            if against + skipped > self.limit {
                self.next = self.next.min(against + skipped);
                break;
            }
        }
        self.go(at + 1, &self.with_wants(at, &[], due), against + NO_TABLE);
    }

    /// What speaks against going past a name: nothing where this table or a further one uses it.
    fn charge(&self, at: usize, due: Due) -> u32 {
        let name = &self.walk.names[due.name];
        if name.last >= at { 0 } else { name.without.min(OUT_OF_ORDER).saturating_sub(due.charged) }
    }

    /// What is due behind a step: what had to wait, and then the names that the step uses, before the rest. What is due
    /// behind this table anyway stays there, and what had to wait and is used here comes with the others.
    fn with_wants(&self, at: usize, waiting: &[Due], rest: &[Due]) -> Vec<Due> {
        let wants = &self.walk.steps[at].wants;
        let is_due = |name: usize| rest.iter().any(|due| due.name == name);
        let charged = |due: &Due| Due { charged: due.charged + self.charge(at, *due), ..*due };
        let waiting: Vec<Due> = waiting.iter().map(charged).collect();
        let new = wants
            .iter()
            .filter(|&&name| self.taken[name].is_none() && !is_due(name))
            .map(|&name| waiting.iter().find(|due| due.name == name).copied().unwrap_or(Due { name, charged: 0 }));
        let others = waiting.iter().filter(|due| !wants.contains(&due.name)).copied();
        others.chain(new).chain(rest.iter().copied()).collect()
    }

    fn end(&mut self, due: &[Due], against: u32) {
        let left: u32 = due.iter().map(|due| self.walk.names[due.name].without.saturating_sub(due.charged)).sum();
        let against = against + left;
        if against > self.limit {
            self.next = self.next.min(against);
        } else if against == self.limit {
            self.found.push(self.taken.clone());
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of each name, where table 0 is the root and `uses` tells which names the tables use; `misfit` are names and
    /// tables that do not fit each other.
    fn tables(uses: &[&[usize]], misfits: &[(usize, usize)]) -> Vec<Option<usize>> {
        let count = uses.iter().flat_map(|wants| wants.iter()).max().map_or(0, |name| name + 1);
        let last = |name: usize| uses.iter().rposition(|wants| wants.contains(&name)).unwrap_or(0);
        let walk = Walk {
            steps: uses.iter().enumerate().map(|(at, wants)| Step { is_free: at > 0, wants: wants.to_vec() }).collect(),
            names: (0..count).map(|name| Name { without: NO_TABLE, last: last(name) }).collect(),
            misfits: (0..count)
                .map(|name| (0..uses.len()).map(|step| if misfits.contains(&(name, step)) { 30 } else { 0 }).collect())
                .collect(),
        };
        let best = walk.best();
        (0..count).map(|name| best.get(&name).copied()).collect()
    }

    #[test]
    fn tables_follow_in_the_order_of_the_rows_and_those_inside_before_the_next() {
        assert_eq!(tables(&[&[0, 1], &[], &[]], &[]), [Some(1), Some(2)]);
        assert_eq!(tables(&[&[0, 1], &[2], &[], &[]], &[]), [Some(1), Some(3), Some(2)], "name 2 is inside of name 0");
    }

    #[test]
    fn a_name_without_a_table_is_found_by_what_does_not_fit() {
        assert_eq!(tables(&[&[0, 1], &[]], &[(0, 1)]), [None, Some(1)]);
    }

    #[test]
    fn readings_that_are_as_good_as_each_other_tell_nothing_where_they_differ() {
        assert_eq!(tables(&[&[0, 1], &[]], &[]), [None, None]);
        assert_eq!(tables(&[&[], &[]], &[]), [None; 0]);
    }
}

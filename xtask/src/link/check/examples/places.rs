//! Where tables and rows of the model stand: the model counts them, a person looks for a line.

use std::collections::HashMap;

use hwc_model::Source;

use crate::extract::{PageFacts, TableFacts};

/// The pages by path.
pub(super) struct Places<'p> {
    pages: HashMap<&'p str, &'p PageFacts>,
}

impl<'p> Places<'p> {
    pub(super) fn of(pages: &'p [PageFacts]) -> Places<'p> {
        Places { pages: pages.iter().map(|page| (page.path.as_str(), page)).collect() }
    }

    /// `the table at line 30`, with the page where it is not the one that is looked at.
    pub(super) fn table(&self, source: &Source, here: &str) -> Option<String> {
        let (page, table) = self.nearest(&source.page, source.table, here)?;
        Some(format!("the table at line {}{}", table.line, of_page(page, here)))
    }

    /// `line 32`, with the page where it is not the one that is looked at. `object` is where the object of the row stands.
    pub(super) fn row(&self, source: &Source, object: &Source, here: &str) -> Option<String> {
        let page = if source.page.is_empty() { &object.page } else { &source.page };
        let number = if source.table == 0 { object.table } else { source.table };
        let stated = self.find(page, number)?.rows.iter().find(|row| row.row == source.row)?;
        let (page, table) = self.nearest(page, number, here)?;
        let row = table.rows.iter().find(|row| row.name == stated.name)?;
        Some(format!("line {}{}", row.line, of_page(page, here)))
    }

    /// The table, or the one of the page that is looked at which lists the same: a structure that several pages print is
    /// one in the model, and stands on the first of them.
    fn nearest<'s>(&self, page: &'s str, table: u32, here: &'s str) -> Option<(&'s str, &'p TableFacts)> {
        let stated = self.find(page, table)?;
        let is_same = |other: &&TableFacts| {
            !other.rows.is_empty() && other.rows.iter().map(|row| &row.name).eq(stated.rows.iter().map(|row| &row.name))
        };
        let own = self.pages.get(here).filter(|_| page != here).and_then(|facts| facts.tables.iter().find(is_same));
        Some(own.map_or((page, stated), |own| (here, own)))
    }

    fn find(&self, page: &str, table: u32) -> Option<&'p TableFacts> {
        self.pages.get(page)?.tables.get((table as usize).checked_sub(1)?)
    }
}

fn of_page(page: &str, here: &str) -> String {
    if page == here { String::new() } else { format!(" of {page}") }
}

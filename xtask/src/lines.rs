//! Where on its page a place of the model stands: `Source` to line.
//!
//! The model leaves lines out, because they move whenever a page is reflowed; whoever shows a place to a person wants them.

use std::collections::HashMap;

use hwc_model::Source;

use crate::extract::{PageFacts, TableFacts};

/// Lines of tables and rows, by page.
#[derive(Clone, Debug, Default)]
pub struct Lines(HashMap<String, PageLines>);

#[derive(Clone, Debug)]
struct PageLines {
    /// Line of the operation; the first line where the page documents none.
    page: u32,
    tables: Vec<TableLines>,
    /// Lines of code blocks with an example.
    examples: Vec<(u32, u32)>,
}

#[derive(Clone, Debug)]
struct TableLines {
    table: u32,
    /// Row below the header and its line.
    rows: Vec<(u32, u32)>,
}

impl Lines {
    /// The lines of pages that were read.
    pub fn of(pages: &[PageFacts]) -> Lines {
        Lines(pages.iter().map(|page| (page.path.clone(), PageLines::of(page))).collect())
    }

    /// Adds the lines of other pages.
    pub fn add(&mut self, other: Lines) {
        self.0.extend(other.0);
    }

    /// The line of a place; of the table where the row is not known, nothing where the page is not.
    pub fn line(&self, source: &Source) -> Option<u32> {
        let page = self.0.get(&source.page)?;
        let Some(index) = source.table.checked_sub(1) else {
            return Some(found(&page.examples, source.row).unwrap_or(page.page));
        };
        let table = page.tables.get(index as usize)?;
        Some(found(&table.rows, source.row).unwrap_or(table.table))
    }
}

fn found(lines: &[(u32, u32)], row: u32) -> Option<u32> {
    lines.iter().find(|(number, _)| *number == row).map(|(_, line)| *line)
}

impl PageLines {
    fn of(page: &PageFacts) -> PageLines {
        let operation = page.operation.as_ref();
        let examples =
            operation.into_iter().flat_map(|facts| facts.request_examples.iter().chain(&facts.response_examples));
        PageLines {
            page: operation.map_or(1, |operation| operation.line),
            tables: page.tables.iter().map(TableLines::of).collect(),
            examples: examples.map(|facts| (facts.example.source.row, facts.line)).collect(),
        }
    }
}

impl TableLines {
    fn of(table: &TableFacts) -> TableLines {
        TableLines { table: table.line, rows: (1..).zip(table.row_lines.iter().copied()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract_pages;
    use crate::read::read;

    #[test]
    fn a_row_has_its_line_and_an_unknown_one_that_of_its_table() {
        let page = "\
# Query a thing

## URI

GET /v1/things

| Parameter | Type | Description |
|---|---|---|
| limit | Integer | How many |
| offset | Integer | Where to begin |
";
        let lines = Lines::of(&extract_pages("a.md", read(page.as_bytes())));
        let line = |page: &str, table, row| lines.line(&Source { page: page.into(), table, row });
        assert_eq!(line("a.md", 1, 2), Some(10));
        assert_eq!(line("a.md", 1, 99), line("a.md", 1, 0));
        assert_eq!(line("a.md", 0, 0), Some(5));
        assert_eq!((line("a.md", 7, 1), line("b.md", 1, 1)), (None, None));
    }
}

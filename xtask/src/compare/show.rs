//! A comparison as a person reads it: a paragraph an operation, a line a difference, and a table of sums.

use std::fmt;

use comfy_table::{CellAlignment, TableStyle, presets};

use super::{Class, Comparison, Difference, OperationDifference, Said};

impl fmt::Display for OperationDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = [&self.page_a, &self.page_b].map(|page| page.as_deref().unwrap_or("-"));
        writeln!(f, "{}\n  A: {}\n  B: {}", self.operation, pages[0], pages[1])?;
        let width = self.differences.iter().map(|difference| difference.place.chars().count()).max().unwrap_or(0);
        for difference in &self.differences {
            writeln!(
                f,
                "  {:<9}  {:<width$}  {}",
                difference.class.as_str(),
                difference.place,
                told(difference, pages)
            )?;
        }
        Ok(())
    }
}

/// `A integer (table 3, row 2); B string (table 3, row 2)`.
fn told(difference: &Difference, pages: [&str; 2]) -> String {
    match (&difference.a, &difference.b) {
        (Some(a), Some(b)) => format!("A {}; B {}", fact(a, pages[0]), fact(b, pages[1])),
        (Some(a), None) => format!("only A: {}", fact(a, pages[0])),
        (None, Some(b)) => format!("only B: {}", fact(b, pages[1])),
        (None, None) => String::new(),
    }
}

/// The fact and where it stands; its page where it is another one than that of the operation.
fn fact(said: &Said, page: &str) -> String {
    let mut place = Vec::new();
    if !said.source.page.is_empty() && said.source.page != page {
        place.push(said.source.page.clone());
    }
    for (word, number) in [("table", said.source.table), ("row", said.source.row)] {
        if number > 0 {
            place.push(format!("{word} {number}"));
        }
    }
    let fact = visible(&said.fact);
    if place.is_empty() { fact } else { format!("{fact} ({})", place.join(", ")) }
}

/// Text of a page without what moves the cursor.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Comparison {
    /// The sums, a line a class.
    pub fn table(&self) -> String {
        let mut table = comfy_table::Table::new();
        let style: TableStyle = presets::UTF8_FULL_CONDENSED;
        table.load_style(style).set_header(["class", "equal", "differs", "only A", "only B"]);
        for class in Class::ALL {
            let count = self.count(class);
            let numbers = [count.equal, count.differs, count.only_a, count.only_b];
            let cells = std::iter::once(class.as_str().to_owned()).chain(numbers.map(|number| number.to_string()));
            table.add_row(cells);
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        table.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_model::small;

    #[test]
    fn differences_are_told_by_operation_with_their_rows() {
        let mut b = small();
        b.operations[0].parameters[1].member.ty = hwc_model::Type::Boolean;
        b.types[0].members[0].name = "id".into();
        let comparison = Comparison::of(&small(), &b, false);
        let text: String = comparison.operations.iter().map(OperationDifference::to_string).collect();
        expect_test::expect![[r#"
            POST /v1/{}/things
              A: create-thing.rst
              B: create-thing.rst
              type       query size     A string (table 2, row 1); B boolean (table 2, row 1)
              name       body thing_id  only A: thing_id (table 3, row 1)
              name       body id        only B: id (table 3, row 1)
        "#]]
        .assert_eq(&text);
        let table = comparison.table();
        assert!(table.contains("type") && table.contains("only B"), "{table}");
    }
}

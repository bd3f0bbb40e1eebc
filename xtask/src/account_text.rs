//! The account of what was read, as a person reads it.

use std::collections::BTreeMap;
use std::fmt;

use crate::link::Account;

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} pages, {} of them of an operation", self.pages, self.operation_pages)?;
        writeln!(f, "{} tables with {} rows, {} rows read", self.tables, self.rows, self.rows_read)?;
        write_counts(f, "read as", &self.roles)?;
        write_counts(f, "passed over", &self.passed)?;
        writeln!(f, "\n{:>9} {:>9} {:>9} {:>9}  section", "read", "partly", "not read", "not there")?;
        for (section, sums) in &self.sections {
            let (read, partly, not_read, not_there) = (sums.read, sums.partly, sums.not_read, sums.not_there);
            writeln!(f, "{read:>9} {partly:>9} {not_read:>9} {not_there:>9}  {section}")?;
        }
        let verdict = if self.reconciles() { "the sums add up" } else { "the sums do not add up" };
        writeln!(f, "\n{verdict}")
    }
}

fn write_counts(f: &mut fmt::Formatter<'_>, what: &str, counts: &BTreeMap<&str, usize>) -> fmt::Result {
    for (name, count) in counts {
        writeln!(f, "{count:>9}  {what} {name}")?;
    }
    Ok(())
}

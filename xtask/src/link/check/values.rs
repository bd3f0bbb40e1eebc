//! One property in several tables of a page: whether its lists of values agree.

use std::collections::HashMap;

use hwc_model::Scalar;

use super::scalar_text;
use crate::extract::{PageFacts, Role, RowFacts, Side, TableFacts};
use crate::lint::{Finding, Lint};

/// Properties that request and response of a page list other values for, each told where the shorter list stands.
///
/// Two members of one name may be two properties: only lists that are nearly the same are taken for those of one.
pub(super) fn differing(facts: &PageFacts) -> Vec<Finding> {
    let mut sent: HashMap<&str, Vec<&RowFacts>> = HashMap::new();
    for row in listed(facts, Side::Request) {
        sent.entry(row.name.as_str()).or_default().push(row);
    }
    let mut findings: Vec<Finding> = Vec::new();
    for back in listed(facts, Side::Response) {
        let others = || sent.get(back.name.as_str()).into_iter().flatten();
        // Where one of several agrees, that is the property which comes back.
        if others().any(|row| agree(row, back)) {
            continue;
        }
        let finding = others().filter_map(|row| difference(row, back)).next();
        // A property that three tables of the response have is told once.
        findings.extend(finding.filter(|finding| findings.iter().all(|have| have.line != finding.line)));
    }
    findings
}

fn listed(facts: &PageFacts, side: Side) -> impl Iterator<Item = &RowFacts> {
    let is_read = |table: &&TableFacts| !matches!(table.role, Role::Passed(_));
    let tables = facts.tables.iter().filter(is_read).filter(move |table| table.side == side);
    tables.flat_map(|table| &table.rows).filter(|row| row.constraints.values.len() > 1)
}

fn difference(a: &RowFacts, b: &RowFacts) -> Option<Finding> {
    let (short, long) = if values(a).count() <= values(b).count() { (a, b) } else { (b, a) };
    let has = |row: &RowFacts, value: &Scalar| values(row).any(|have| have == value);
    let mut lacking: Vec<&Scalar> = values(long).filter(|value| !has(short, value)).collect();
    let common = values(long).count() - lacking.len();
    let of_its_own = values(short).count() - common;
    // A query may ask for all of them, and a reply may have none.
    let is_none_or_all = |text: &str| text.eq_ignore_ascii_case("all") || text.eq_ignore_ascii_case("null");
    lacking.retain(|value| !matches!(value, Scalar::Text(text) if is_none_or_all(text)));
    const LARGEST_SHARE: usize = 4;
    if lacking.is_empty() || of_its_own > 0 || lacking.len() * LARGEST_SHARE > values(long).count() {
        return None;
    }
    let names: Vec<String> = lacking.into_iter().map(scalar_text).collect();
    let found = format!("the values of `{}` lack {}, which line {} lists", short.name, names.join(", "), long.line);
    Some(Finding::new(Lint::EnumDiffers, short.line, found, "one list of values for one property"))
}

fn agree(a: &RowFacts, b: &RowFacts) -> bool {
    values(a).count() == values(b).count() && values(a).all(|value| values(b).any(|have| have == value))
}

fn values(row: &RowFacts) -> impl Iterator<Item = &Scalar> {
    row.constraints.values.iter().map(|value| &value.value)
}

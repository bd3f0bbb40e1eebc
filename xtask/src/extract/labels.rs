//! Where the labels of a page lead: to a table, to the tables of a section, or to text.

use super::facts::LabelTarget;
use super::outline::{Content, Item};

/// Labels on headings lead to the tables of their section, those on anything else but tables to the next table before the
/// next heading.
pub(super) fn label_targets(items: &[Item<'_>]) -> Vec<(String, LabelTarget)> {
    let mut targets = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut tables = 0;
    for (at, item) in items.iter().enumerate() {
        if let Content::Heading(level) = item.content {
            targets.extend(waiting.drain(..).map(|label| (label.to_owned(), LabelTarget::Text)));
            if !item.labels.is_empty() {
                let section = LabelTarget::Section(tables, tables + tables_below(&items[at + 1..], level));
                targets.extend(item.labels.iter().map(|label| ((*label).to_owned(), section)));
            }
            continue;
        }
        waiting.extend(&item.labels);
        if let Content::Table(_) = item.content {
            targets.extend(waiting.drain(..).map(|label| (label.to_owned(), LabelTarget::Table(tables))));
            tables += 1;
        }
    }
    targets.extend(waiting.drain(..).map(|label| (label.to_owned(), LabelTarget::Text)));
    targets
}

/// The number of tables before the next heading of a level or one above it.
fn tables_below(items: &[Item<'_>], level: u8) -> usize {
    let is_end = |item: &&Item<'_>| matches!(item.content, Content::Heading(other) if other <= level);
    let section = items.iter().take_while(|item| !is_end(item));
    section.filter(|item| matches!(item.content, Content::Table(_))).count()
}

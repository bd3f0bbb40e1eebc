//! The tables of a page together: what they and the sentences between them tell about each other, and the role of each.
//!
//! In: the stream of a page. Out: its tables in [`PageFacts`]. What one table says by itself is for `readings`.

use std::collections::HashSet;

use super::caption::last_step;
use super::facts::{PageFacts, Role, TableFacts};
use super::labels::label_targets;
use super::lead;
use super::nameless;
use super::outline::{Content, Item};
use super::readings::{Reading, read_table, rows};
use super::referenced::mark_referenced;
use super::roles::{self, Page};
use super::told;
use crate::vocabulary::Section;

/// Reads all tables of a page.
pub(super) fn read_tables(items: &[Item<'_>], facts: &mut PageFacts) {
    let mut readings = Vec::new();
    for item in items {
        if let Content::Table(table) = item.content {
            readings.push(read_table(item, table, readings.len(), facts));
        }
    }
    drop_listed(&mut readings);
    name_rows(&mut readings, facts);
    lead_rows(items, &mut readings);
    mark_referenced(&mut readings, &label_targets(items));
    let structured = roles::structured_names(rows(&readings));
    let named = roles::names_of(rows(&readings));
    let page = Page {
        method: facts.operation.as_ref().and_then(|operation| operation.method),
        has_operation: facts.operation.is_some(),
        structured: &structured,
        named: &named,
        captions_lost: facts.flattened,
    };
    facts.tables = finish(readings, &page);
}

/// Members that a description tells count where no caption names their owner.
fn drop_listed(readings: &mut [Reading]) {
    let names = readings.iter().flat_map(|reading| match reading {
        Reading::Parameters { candidate, .. } => candidate.caption.names.as_slice(),
        Reading::Known(_) => &[],
    });
    let listed: HashSet<String> = names.map(|name| last_step(name).to_lowercase()).collect();
    for reading in readings {
        if let Reading::Parameters { candidate, .. } = reading {
            told::drop_listed(&mut candidate.rows, &listed);
        }
    }
}

/// Sentences below a table lead to the members of its rows: ``For details about the field `a`, see Table 1``.
fn lead_rows(items: &[Item<'_>], readings: &mut [Reading]) {
    let mut tables = 0;
    let mut above = None;
    for item in items {
        match &item.content {
            Content::Heading(_) => above = None,
            Content::Table(_) => {
                above = Some(tables);
                tables += 1;
            }
            Content::Paragraph(text) => {
                let ([label], Some(Reading::Parameters { candidate, .. })) =
                    (item.links.as_slice(), above.and_then(|above| readings.get_mut(above)))
                else {
                    continue;
                };
                lead::lead_row(&mut candidate.rows, text, label);
            }
            Content::Code(_) => {}
        }
    }
}

/// Gives the rows whose names flattening left out the names that the examples show.
fn name_rows(readings: &mut [Reading], facts: &mut PageFacts) {
    if !facts.flattened {
        return;
    }
    let (none, empty) = (Vec::new(), Vec::new());
    let (requests, responses) = facts
        .operation
        .as_ref()
        .map_or((&none, &empty), |operation| (&operation.request_examples, &operation.response_examples));
    for reading in readings {
        let Reading::Parameters { candidate, .. } = reading else { continue };
        let examples = match candidate.context.place() {
            Some(Section::Uri) => &[],
            Some(Section::Request) => requests.as_slice(),
            _ => responses.as_slice(),
        };
        nameless::name_rows(&mut candidate.rows, examples, &mut facts.findings);
    }
}

fn finish(readings: Vec<Reading>, page: &Page<'_>) -> Vec<TableFacts> {
    let mut places = Vec::new();
    let mut candidates = Vec::new();
    let mut tables: Vec<Option<TableFacts>> = Vec::new();
    for reading in readings {
        match reading {
            Reading::Known(table) => tables.push(Some(*table)),
            Reading::Parameters { line, row_lines, candidate } => {
                places.push((tables.len(), line, row_lines));
                candidates.push(*candidate);
                tables.push(None);
            }
        }
    }
    let assigned = roles::assign_roles(&candidates, page);
    for ((place, line, row_lines), (candidate, assigned)) in
        places.into_iter().zip(candidates.into_iter().zip(assigned))
    {
        // Words before `elements` that make no object of the table make no name of it either.
        let is_whole = matches!(assigned.role, Role::Body | Role::Reply) && candidate.caption.names.len() > 1;
        let names = if is_whole && !candidate.referenced { Vec::new() } else { candidate.caption.names };
        tables[place] = Some(TableFacts {
            line,
            number: candidate.caption.number,
            caption: candidate.captioned.then(|| candidate.caption.text.clone()),
            lead: candidate.context.lead,
            role: assigned.role,
            side: assigned.side,
            reply: assigned.reply,
            names,
            rows: candidate.rows,
            row_lines,
            listed: None,
        });
    }
    tables.into_iter().flatten().collect()
}

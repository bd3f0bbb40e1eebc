//! A report for a person at a terminal: grouped, the most urgent first.
//!
//! Colours are always in the text; whoever prints it takes them out where there is no terminal.

use std::fmt::Write;

use codegen::diff::Single;

use super::alike::{Told, told};
use super::groups::{Group, grouped};
use super::wording::{brief_change, one_line, places, shortened, sums, version};
use super::{Entry, Report};

/// Columns of a value: some are lists of hundreds.
const COLUMNS: usize = 160;

/// Descriptions in other words that are told one by one.
const UNFOLDED: usize = 3;

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const GREEN: &str = "\u{1b}[1;32m";
const CYAN: &str = "\u{1b}[1;36m";
const RESET: &str = "\u{1b}[0m";

/// The report as text with colours, at most so many findings; how many are left out is told where they would stand.
pub fn screen(report: &Report, most: Option<usize>) -> String {
    let mut text = String::new();
    let names = format!("{} → {}", one_line(&report.old), one_line(&report.new));
    let _ = writeln!(text, "{BOLD}{names}{RESET}");
    if report.entries.is_empty() {
        let _ = writeln!(text, "nothing differs{}", left_out(report));
        return text;
    }
    let _ = writeln!(text, "{}", sums(report));
    let mut room = most.unwrap_or(usize::MAX);
    for (group, entries) in grouped(&report.entries) {
        let (title, meaning) = (group.title(), group.meaning());
        let _ = writeln!(text, "\n{}{title} ({}){RESET} {DIM}{meaning}{RESET}", colour(group), entries.len());
        let (entries, folded) = folded(entries, most.is_some());
        let told = told(&entries);
        let shown = told.len().min(room);
        told[..shown].iter().for_each(|told| show(&mut text, told));
        room -= shown;
        let left: usize = told[shown..].iter().map(Told::len).sum();
        if left > 0 {
            let _ = writeln!(text, "  {DIM}… {left} not shown; --max-items 0 shows all{RESET}");
        }
        if folded > 0 {
            let told = format!("{folded} descriptions in other words; --max-items 0 shows them");
            let _ = writeln!(text, "  {DIM}{told}{RESET}");
        }
    }
    let _ = writeln!(text, "\n{BOLD}{}{RESET}", one_line(&version(report)));
    text
}

/// What is told one by one, and how many descriptions in other words are told as a number: they would hide the rest.
fn folded(entries: Vec<&Entry>, folds: bool) -> (Vec<&Entry>, usize) {
    let is_wording =
        |entry: &&Entry| entry.rule == Single::DocDescriptionChanged.into() && Group::of(entry) == Group::Documentation;
    let count = entries.iter().filter(|entry| is_wording(entry)).count();
    if !folds || count <= UNFOLDED {
        return (entries, 0);
    }
    (entries.into_iter().filter(|entry| !is_wording(entry)).collect(), count)
}

fn left_out(report: &Report) -> String {
    match report.left_out {
        0 => String::new(),
        count => format!(" in the rules that are looked at; {count} findings left out by --only and --allow"),
    }
}

fn colour(group: Group) -> &'static str {
    match group {
        Group::Broken | Group::Behaviour => RED,
        Group::Code => YELLOW,
        Group::New => GREEN,
        Group::Statement | Group::Documentation => CYAN,
    }
}

fn show(text: &mut String, told: &Told<'_>) {
    let entry = told.entry;
    let _ = writeln!(text, "  {BOLD}{}{RESET}  {DIM}{}{RESET}", one_line(told.subject()), entry.rule.id());
    let mut line = |style: &str, told: String| {
        let _ = writeln!(text, "      {style}{}{RESET}", shortened(&one_line(&told), COLUMNS + 8));
    };
    if let Some(told) = brief_change(entry, COLUMNS) {
        line("", told);
    }
    if let Some(told) = told.rust() {
        line("", told);
    }
    if let Some(told) = told.operations() {
        line("", told);
    }
    if let Some(told) = places(entry) {
        line(DIM, told);
    }
    if let Some(reason) = &entry.accepted {
        line(GREEN, format!("accepted: {reason}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::test_report::{entry, of};

    #[test]
    fn descriptions_in_other_words_are_counted_and_shown_on_demand() {
        let wording = |at: usize| entry("doc-description-changed", &format!("GET /{at}"));
        let report = of((0..5).map(wording).chain([entry("doc-page-moved", "GET /moved")]).collect());
        let brief = screen(&report, Some(50));
        assert!(brief.contains("Documentation only (6)") && brief.contains("GET /moved"), "{brief}");
        assert!(brief.contains("5 descriptions in other words") && !brief.contains("GET /0"), "{brief}");
        let whole = screen(&report, None);
        assert!(whole.contains("GET /0") && !whole.contains("in other words"), "{whole}");
        let few = screen(&of((0..3).map(wording).collect()), Some(50));
        assert!(few.contains("GET /0"), "{few}");
    }
}

//! A report for a person at a terminal: grouped, the most urgent first.
//!
//! Colours are always in the text; whoever prints it takes them out where there is no terminal.

use std::fmt::Write;

use super::groups::{Group, grouped};
use super::wording::{brief_change, one_line, operations, places, rust, shortened, sums, version};
use super::{Entry, Report};

/// Columns of a value: some are lists of hundreds.
const COLUMNS: usize = 160;

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
        let _ = writeln!(
            text,
            "\n{}{} ({}){RESET} {DIM}{}{RESET}",
            colour(group),
            group.title(),
            entries.len(),
            group.meaning()
        );
        let shown = entries.len().min(room);
        entries[..shown].iter().for_each(|entry| show(&mut text, entry));
        room -= shown;
        if entries.len() > shown {
            let _ = writeln!(text, "  {DIM}… {} not shown; --max-items 0 shows all{RESET}", entries.len() - shown);
        }
    }
    let _ = writeln!(text, "\n{BOLD}{}{RESET}", one_line(&version(report)));
    text
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

fn show(text: &mut String, entry: &Entry) {
    let _ = writeln!(text, "  {BOLD}{}{RESET}  {DIM}{}{RESET}", one_line(&entry.subject), entry.rule.id());
    let mut line = |style: &str, told: String| {
        let _ = writeln!(text, "      {style}{}{RESET}", shortened(&one_line(&told), COLUMNS + 8));
    };
    if let Some(told) = brief_change(entry, COLUMNS) {
        line("", told);
    }
    if let Some(told) = rust(entry) {
        line("", told);
    }
    if let Some(told) = operations(entry) {
        line("", told);
    }
    if let Some(told) = places(entry) {
        line(DIM, told);
    }
    if let Some(reason) = &entry.accepted {
        line(GREEN, format!("accepted: {reason}"));
    }
}

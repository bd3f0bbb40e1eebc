//! A report as Markdown: for pull requests, and as entries of a CHANGELOG.
//!
//! Places that show Markdown cut long texts off without a word; here whole findings are left out, and counted.

use super::alike::{Told, told};
use super::groups::{Group, grouped};
use super::wording::{brief_change, count, one_line, places_as, shortened, sums, version};
use super::{Place, Report};

/// Characters of a value.
const COLUMNS: usize = 400;

/// How a report becomes Markdown.
#[derive(Clone, Copy, Debug)]
pub struct Markdown {
    /// Largest size in bytes; GitHub takes comments of up to 65,536 characters.
    pub most: usize,
    /// Level of the headings of the groups.
    pub level: usize,
    /// Whether findings about the documentation only, and places, are told.
    pub everything: bool,
}

impl Default for Markdown {
    fn default() -> Self {
        Markdown { most: 60_000, level: 3, everything: true }
    }
}

impl Markdown {
    /// Entries of a changelog: nothing about places and documentation.
    pub fn of_changelog() -> Markdown {
        Markdown { everything: false, ..Markdown::default() }
    }
}

/// The report with a heading: what was compared, sums, the version, the findings.
pub fn markdown(report: &Report, form: Markdown) -> String {
    let heading = "#".repeat(form.level.saturating_sub(1).max(1));
    let mut text = format!("{heading} {} → {}\n\n", code(&report.old), code(&report.new));
    if report.entries.is_empty() {
        text += "Nothing differs.\n";
        return text;
    }
    text += &format!("{}.\n\n{}.\n", sums(report), sentence(&version(report)));
    let room = form.most.saturating_sub(text.len());
    text += &entries(report, Markdown { most: room, ..form });
    text
}

/// The findings alone, by group; nothing where there is none to tell.
pub fn entries(report: &Report, form: Markdown) -> String {
    let mut text = String::new();
    let mut left_out = 0;
    for (group, entries) in grouped(&report.entries) {
        if group == Group::Documentation && !form.everything {
            continue;
        }
        let mut section = String::new();
        for told in told(&entries) {
            let item = item(&told, form.everything);
            // The line that tells how many are left out has room as well.
            if left_out > 0 || text.len() + section.len() + item.len() + 200 > form.most {
                left_out += told.len();
            } else {
                section += &item;
            }
        }
        if !section.is_empty() {
            let fold = group == Group::Documentation;
            text += &heading(group, entries.len(), form.level, fold);
            text += &section;
            text += if fold { "\n</details>\n" } else { "" };
        }
    }
    if left_out > 0 {
        text += &format!("\n… and {} for which there is no room here.\n", count(left_out, "more finding"));
    }
    text
}

fn heading(group: Group, number: usize, level: usize, fold: bool) -> String {
    if fold {
        return format!("\n<details><summary>{} ({number})</summary>\n\n", group.title());
    }
    format!("\n{} {} ({number})\n\n", "#".repeat(level), group.title())
}

fn item(told: &Told<'_>, with_places: bool) -> String {
    let entry = told.entry;
    let mut text = format!("- {} `{}`", code(told.subject()), entry.rule.id());
    if let Some(told) = brief_change(entry, COLUMNS) {
        text += &format!(": {}", code(&told));
    }
    text.push('\n');
    let mut line = |told: String| text += &format!("  - {told}\n");
    if let Some(item) = told.rust() {
        line(code(&item));
    }
    if let Some(told) = told.operations() {
        line(prose(&told));
    }
    if let Some(told) = places_as(entry, &link).filter(|_| with_places) {
        line(told);
    }
    if let Some(reason) = &entry.accepted {
        line(format!("accepted: {}", prose(reason)));
    }
    text
}

/// A text as code: nothing in it is markup.
fn code(text: &str) -> String {
    let text = one_line(text);
    let text = shortened(text.trim(), COLUMNS + 8);
    if text.is_empty() {
        return "``` ```".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("`{text}`") } else { format!("{fence} {text} {fence}") }
}

/// A place as a link, or as text where none leads there.
fn link(place: &Place, text: &str) -> String {
    match &place.link {
        Some(link) => format!("[{}]({link})", code(text)),
        None => code(text),
    }
}

/// A text as text: what would be markup is escaped, code in backticks stays code.
pub fn prose(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::new();
    for (number, part) in shortened(&text, COLUMNS).split('`').enumerate() {
        if number % 2 == 1 {
            out += &code(part);
        } else {
            out.extend(part.chars().flat_map(escaped));
        }
    }
    out
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    let is_markup = matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~');
    is_markup.then_some('\\').into_iter().chain([c])
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + &prose(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::test_report::{entry, of};

    #[test]
    fn text_of_a_page_is_no_markup() {
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code("<b>\n*x*"), "`<b> *x*`");
        assert_eq!(prose("<b>*x* in `a_b`"), "\\<b\\>\\*x\\* in `a_b`");
    }

    #[test]
    fn a_long_report_keeps_its_size_and_counts_what_it_leaves_out() {
        let report = of((0..500).map(|n| entry("op-removed", &format!("DELETE /v1/things/{n}"))).collect());
        let form = Markdown { most: 2_000, ..Markdown::default() };
        let text = markdown(&report, form);
        assert!(text.len() <= form.most, "{}", text.len());
        let told = text.matches("\n- ").count();
        assert!(told > 5 && text.contains(&format!("… and {} more findings for which", 500 - told)), "{text}");
    }

    #[test]
    fn places_lead_to_their_pages_where_a_link_does() {
        let mut moved = entry("op-removed", "GET /a");
        for place in [&mut moved.old, &mut moved.new] {
            place.as_mut().unwrap().page = "api/a.rst".into();
        }
        let text = markdown(&of(vec![moved.clone()]), Markdown::default());
        assert!(text.contains("\n  - `api/a.rst:7` → `9`\n"), "{text}");
        moved.new.as_mut().unwrap().link = Some("https://example.com/blob/1/api/a.rst#L9".into());
        let text = markdown(&of(vec![moved]), Markdown::default());
        assert!(text.contains("\n  - `api/a.rst:7` → [`9`](https://example.com/blob/1/api/a.rst#L9)\n"), "{text}");
    }

    #[test]
    fn documentation_is_folded_and_the_worst_comes_first() {
        let report =
            of(vec![entry("doc-page-moved", "a.rst"), entry("op-added", "GET /b"), entry("op-removed", "GET /c")]);
        let text = markdown(&report, Markdown::default());
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text}"));
        assert!(at("### Breaking, on the wire and in Rust (1)") < at("### New, wider or deprecated (1)"));
        assert!(at("`GET /b`") < at("<details><summary>Documentation only (1)"));
    }
}

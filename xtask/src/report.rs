//! Findings as a person reads them: what, where, and the row of the page underneath.
//!
//! Comes in as findings of one page with the page's text, goes out as text with colours ([`Report::render`]) or as one JSON
//! object a finding. Whoever prints decides whether colours stay.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::lint::{Finding, Lint, Severity};

/// Lines of a row that are shown; a row of a grid table may have hundreds.
const ROW_LINES: usize = 6;

/// A page whose findings are shown.
pub struct Report<'a> {
    page: &'a str,
    lines: Vec<&'a str>,
    renderer: Renderer,
}

/// A finding as JSON.
#[derive(Serialize)]
struct Line<'a> {
    page: &'a str,
    line: u32,
    lint: Lint,
    severity: &'static str,
    found: &'a str,
    expected: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
}

/// A finding as one line of JSON, without a line break.
pub fn to_json(page: &str, finding: &Finding) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Line {
        page,
        line: finding.line,
        lint: finding.lint,
        severity: finding.lint.severity().as_str(),
        found: &finding.found,
        expected: &finding.expected,
        suggestion: finding.suggestion.as_deref(),
    })
}

/// Columns where nothing tells how many there are.
const COLUMNS: usize = 140;

impl<'a> Report<'a> {
    /// Findings of the page of this name and text will be shown, on a terminal of so many columns.
    pub fn new(page: &'a str, text: &'a str, columns: Option<usize>) -> Report<'a> {
        let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(columns.unwrap_or(COLUMNS));
        Report { page, lines: text.lines().collect(), renderer }
    }

    /// A finding with the row that it is about, coloured.
    pub fn render(&self, finding: &Finding) -> String {
        let level = match finding.lint.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let row = self.row(finding.line);
        let place = format!("{}:{}", self.page, finding.line);
        let mut group = Group::with_title(level.primary_title(&finding.found).id(finding.lint.id()));
        if row.is_empty() {
            group = group.element(annotate_snippets::Origin::path(&place));
        } else {
            let span = marked(&row, &finding.found);
            let snippet = Snippet::source(&row).line_start(finding.line as usize).path(self.page).fold(false);
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(span)));
        }
        if !finding.expected.is_empty() {
            group = group.element(Level::NOTE.with_name("expected").message(&finding.expected));
        }
        if let Some(suggestion) = &finding.suggestion {
            group = group.element(Level::HELP.message(suggestion));
        }
        self.renderer.render(&[group]) + "\n"
    }

    /// The lines of the row that begins at a line: to the next border in a grid table, else that line alone.
    fn row(&self, line: u32) -> String {
        let start = (line as usize).saturating_sub(1).min(self.lines.len());
        let is_grid = |line: &&&str| line.trim_start().starts_with(['|', '+']);
        let is_border = |line: &str| line.trim_start().starts_with('+');
        let begins_with_border = self.lines.get(start).is_some_and(|line| is_border(line));
        let mut row: Vec<&str> = Vec::new();
        for text in self.lines[start..].iter().take(ROW_LINES) {
            if !row.is_empty() && (!is_grid(&text) || is_border(text) && !(begins_with_border && row.len() == 1)) {
                break;
            }
            row.push(text.trim_end());
        }
        row.join("\n")
    }
}

/// What of a row is marked: the first word in backticks that stands there, else its first line.
fn marked(row: &str, found: &str) -> Range<usize> {
    let words = found.split('`').skip(1).step_by(2).filter(|word| !word.is_empty());
    let mut places = words.filter_map(|word| row.find(word).map(|at| at..at + word.len()));
    places.next().unwrap_or_else(|| {
        let first = row.lines().next().unwrap_or_default();
        let start = first.len() - first.trim_start().len();
        start..start + first_cell(&first[start..])
    })
}

/// How much of a border its first cell takes: a border may be wider than any terminal. Other lines are one cell.
fn first_cell(line: &str) -> usize {
    let corners = |corner: char| line.match_indices(corner).nth(1).map(|(at, _)| at + corner.len_utf8());
    match line.chars().next() {
        Some('+') => corners('+').unwrap_or(line.len()),
        Some('=') => line.find(' ').unwrap_or(line.len()),
        _ => line.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "Title\n\n+------+--------+\n| name | type   |\n+======+========+\n| tags | Object |\n|      | of     |\n+------+--------+\n| next | String |\n";

    fn rendered(finding: &Finding) -> String {
        anstream::adapter::strip_str(&Report::new("a/b.rst", PAGE, None).render(finding)).to_string()
    }

    #[test]
    fn a_finding_shows_page_line_row_and_what_to_do() {
        let finding =
            Finding::new(Lint::TypeUnresolved, 6, "`tags` is an object without a table", "a table of members")
                .suggest("name the table in the type column");
        expect_test::expect![[r"
            warning[type-unresolved]: `tags` is an object without a table
             --> a/b.rst:6:3
              |
            6 | | tags | Object |
              |   ^^^^
            7 | |      | of     |
              |
              = expected: a table of members
              = help: name the table in the type column
        "]]
        .assert_eq(&rendered(&finding));
    }

    #[test]
    fn of_a_border_the_first_cell_is_marked() {
        let finding = Finding::new(Lint::TableOrphan, 3, "no row leads to `Table 9`", "a reference");
        assert!(rendered(&finding).contains("\n  | ^^^^^^^^\n"), "{}", rendered(&finding));
    }

    #[test]
    fn a_row_is_cut_where_the_terminal_ends() {
        let page = format!("| tags | {} |\n", "word ".repeat(40));
        let finding = Finding::new(Lint::TypeUnresolved, 1, "`tags`", "a table");
        let widest = |columns| {
            let text = Report::new("p.rst", &page, Some(columns)).render(&finding);
            let text = anstream::adapter::strip_str(&text).to_string();
            text.lines().map(str::len).max().unwrap()
        };
        assert!(widest(60) <= 60 && widest(100) > 60 && widest(100) <= 100, "{} {}", widest(60), widest(100));
    }

    #[test]
    fn a_line_beyond_the_page_is_told_without_a_row() {
        let text = rendered(&Finding::new(Lint::PageEmpty, 99, "no text", "a page"));
        assert!(text.contains("a/b.rst:99") && text.contains("error[page-empty]: no text"), "{text}");
    }

    #[test]
    fn characters_that_move_the_cursor_are_not_printed() {
        let page = "a \u{202e}reversed\u{1b}[31m\0 row";
        let finding = Finding::new(Lint::TypeUnknown, 1, "type `\u{202e}\u{1b}[2J`", "a type");
        let text = Report::new("x.txt", page, None).render(&finding);
        assert!(!text.contains('\u{202e}') && !text.contains('\0') && !text.contains("\u{1b}[2J"), "{text:?}");
    }

    #[test]
    fn json_has_one_object_a_finding() {
        let finding = Finding::new(Lint::PageEmpty, 1, "a \"quoted\" word\n", "text");
        let json = to_json("p.rst", &finding).unwrap();
        assert!(!json.contains('\n'));
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["lint"], "page-empty");
        assert_eq!(value["severity"], "error");
    }
}

//! Tables that Markdown does not know, as tools write them when a cell has more than one line, and where they stand.
//!
//! | table | written by |
//! |---|---|
//! | `+-----+` grids; columns under `-----  ---`, a line a row or rows apart, with `: Caption` below | pandoc |
//! | rows of pipes whose cells go on over lines | turndown, html2text |
//!
//! Come in as the lines of a page, go out as ranges of it and cells of Markdown.

use std::ops::Range;

use super::super::rst::drawn::{Drawn, DrawnRow, grid, row_of_columns};
use super::spread;

/// A table, and what it is made of.
#[derive(Debug)]
pub(super) struct Found {
    /// Its lines.
    pub(super) lines: Range<usize>,
    pub(super) caption: Option<String>,
    pub(super) table: Drawn,
}

/// A table of columns has no more lines: its end is looked for.
const MOST_LINES: usize = 4_000;

/// Code is indented by so many blanks.
const CODE_INDENT: usize = 4;

/// The table that begins at a line, which an item of a list may hold.
pub(super) fn find(lines: &[&str], at: usize, in_item: bool) -> Option<Found> {
    let line = lines.get(at)?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    let before = at.checked_sub(1).map_or("", |before| lines[before]);
    // A table begins where none is: else each row of one that is none would be looked at.
    if indent >= CODE_INDENT && !in_item || before.trim_start().starts_with(['+', '|']) {
        return None;
    }
    let rest = &lines[at..lines.len().min(at + MOST_LINES)];
    let (length, mut table) = match line.trim_start().as_bytes().first()? {
        b'+' => read_grid(&lines[at..], indent),
        b'|' => spread::read(&lines[at..], indent),
        _ if line.contains('|') => spread::read_without_edges(&lines[at..]),
        _ if before.trim().is_empty() => read_columns(rest),
        _ => read_lines(rest, &columns_under(rest)?),
    }?;
    join_names(&mut table);
    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| join_addresses(&mut cell.text));
    let (behind, caption) = caption(&lines[at + length..]);
    Some(Found { lines: at..at + length + behind, caption, table })
}

/// Puts names together that are longer than their column is wide: the last of their lines fills it.
fn join_names(table: &mut Drawn) {
    let names = || table.rows.iter().filter_map(|row| row.cells.first());
    let width = names().flat_map(|cell| cell.text.lines()).map(str::len).max().unwrap_or(0);
    let is_broken = |text: &str| {
        let lines = || text.lines().skip(1);
        let is_whole = lines().any(str::is_empty) || text.contains([' ', ',', '-']);
        lines().any(|line| line.len() == width) && !is_whole
    };
    for cell in table.rows.iter_mut().filter_map(|row| row.cells.first_mut()) {
        if is_broken(&cell.text) {
            cell.text = cell.text.replace('\n', "");
        }
    }
}

/// Puts the addresses of links together, which are broken where a column is narrow.
fn join_addresses(text: &mut String) {
    const OPEN: &str = "](";
    let mut at = 0;
    while let Some(open) = text[at..].find(OPEN).map(|open| at + open + OPEN.len()) {
        let Some(end) = text[open..].find(')').map(|end| open + end) else { return };
        let address: String = text[open..end].chars().filter(|c| *c != '\n').collect();
        at = open + address.len();
        if !address.contains(' ') {
            text.replace_range(open..end, &address);
        }
    }
}

/// `: Caption` or `Table: Caption` behind blank lines, and how many lines those are.
fn caption(behind: &[&str]) -> (usize, Option<String>) {
    let blank = behind.iter().take_while(|line| line.trim().is_empty()).count();
    let rest = &behind[blank..];
    let start = rest.first().map(|line| line.trim_start()).unwrap_or_default();
    let Some(first) = start.strip_prefix("Table: ").or_else(|| start.strip_prefix(": ")) else { return (0, None) };
    let more = rest[1..].iter().take_while(|line| !line.trim().is_empty());
    let words: Vec<&str> = std::iter::once(first).chain(more.copied()).map(str::trim).collect();
    (blank + words.len(), Some(words.join(" ")))
}

fn read_grid(lines: &[&str], indent: usize) -> Option<(usize, Drawn)> {
    let inside = |line: &&str| line.get(indent..).is_some_and(|line| line.starts_with(['+', '|']));
    let length = lines.iter().take_while(|line| inside(line)).count();
    if length < 3 || !lines[0].trim().bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':')) {
        return None;
    }
    let plain: Vec<String> = lines[..length].iter().map(|line| without_alignment(&line[indent..])).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    Some((length, grid(&plain)?))
}

/// A border without the colons that tell how a column is set.
fn without_alignment(line: &str) -> String {
    let is_border =
        line.starts_with('+') && line.trim_end().bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'));
    match is_border {
        true if line.contains('=') => line.replace(':', "="),
        true => line.replace(':', "-"),
        false => line.to_owned(),
    }
}

/// A table of columns: a line of dashes above all of it, or a head above dashes a column.
fn read_columns(lines: &[&str]) -> Option<(usize, Drawn)> {
    const MOST_HEAD_LINES: usize = 12;
    let first = ruler(lines[0]);
    let head_lines = lines.iter().skip(1).take(MOST_HEAD_LINES).take_while(|line| !line.trim().is_empty());
    let under_head = head_lines.take_while(|line| ruler(line).is_none_or(|columns| columns.len() < 2)).count() + 1;
    let under_head = Some(under_head)
        .filter(|&at| lines.get(at).and_then(|line| ruler(line)).is_some_and(|columns| columns.len() > 1));
    match (first, under_head) {
        (Some(all), Some(head)) if all.len() == 1 => read_apart(lines, 1..head),
        (Some(columns), _) if columns.len() > 1 => read_headless(lines, &columns),
        (None, Some(1)) => read_lines(lines, &columns_under(lines)?),
        _ => None,
    }
}

/// Rows apart from each other, up to a line of dashes as long as the first one.
fn read_apart(lines: &[&str], head: Range<usize>) -> Option<(usize, Drawn)> {
    let columns = ruler(lines[head.end])?;
    let end = (head.end + 1..lines.len()).find(|&at| lines[at].trim_end() == lines[0].trim_end())?;
    let mut table = Drawn { head: 1, rows: vec![row(lines, head.clone(), &columns)] };
    push_apart(lines, head.end + 1..end, &columns, &mut table);
    Some((end + 1, table))
}

fn push_apart(lines: &[&str], body: Range<usize>, columns: &[usize], table: &mut Drawn) {
    let mut start = body.start;
    for at in body.clone() {
        if lines[at].trim().is_empty() {
            table.rows.extend((start < at).then(|| row(lines, start..at, columns)));
            start = at + 1;
        }
    }
    table.rows.extend((start < body.end).then(|| row(lines, start..body.end, columns)));
}

/// A row a line, up to a blank one.
fn read_lines(lines: &[&str], columns: &[usize]) -> Option<(usize, Drawn)> {
    let end = 2 + lines[2..].iter().take_while(|line| !line.trim().is_empty()).count();
    let mut table = Drawn { head: 1, rows: vec![row(lines, 0..1, columns)] };
    table.rows.extend((2..end).map(|at| row(lines, at..at + 1, columns)));
    (end > 2).then_some((end, table))
}

/// Rows without a head between two lines of dashes a column.
fn read_headless(lines: &[&str], columns: &[usize]) -> Option<(usize, Drawn)> {
    let end = (1..lines.len()).find(|&at| ruler(lines[at]).is_some_and(|found| found == columns))?;
    let mut table = Drawn::default();
    if lines[1..end].iter().any(|line| line.trim().is_empty()) {
        push_apart(lines, 1..end, columns, &mut table);
    } else {
        table.rows.extend((1..end).map(|at| row(lines, at..at + 1, columns)));
    }
    (!table.rows.is_empty()).then_some((end + 1, table))
}

/// The columns under a line whose words begin where the columns do, or stand in them.
fn columns_under(lines: &[&str]) -> Option<Vec<usize>> {
    let columns = ruler(lines.get(1)?).filter(|columns| columns.len() > 1)?;
    let names = row_of_columns(&lines[..1], &columns);
    let before = lines[0].get(..columns[0])?;
    (before.trim().is_empty() && names.iter().all(|name| !name.text.is_empty())).then_some(columns)
}

fn row(lines: &[&str], range: Range<usize>, columns: &[usize]) -> DrawnRow {
    DrawnRow { line: range.start, cells: row_of_columns(&lines[range], columns) }
}

/// Where the columns under `----  ---` begin.
fn ruler(line: &str) -> Option<Vec<usize>> {
    const SHORTEST: usize = 3;
    let line = line.trim_end();
    let is_ruler = line.trim_start().len() >= SHORTEST && line.bytes().all(|byte| matches!(byte, b'-' | b' '));
    let begins = |at: &usize| line.as_bytes()[*at] == b'-' && (*at == 0 || line.as_bytes()[at - 1] == b' ');
    is_ruler.then(|| (0..line.len()).filter(begins).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of a table, each row in a line, with its caption.
    fn cells(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let found = find(&lines, 0, false).expect("a table");
        let row =
            |row: &DrawnRow| row.cells.iter().map(|cell| cell.text.replace('\n', "~")).collect::<Vec<_>>().join("/");
        found.caption.iter().cloned().chain(found.table.rows.iter().map(row)).collect()
    }

    #[test]
    fn a_row_is_a_line_under_columns() {
        let text = "  Name   Type\n  ------ --------\n  cup    String\n  lid    Integer\n\n  : **Table 1** Cups\n";
        assert_eq!(cells(text), ["**Table 1** Cups", "Name/Type", "cup/String", "lid/Integer"]);
    }

    #[test]
    fn rows_stand_apart_between_lines() {
        let text = "  -------------------\n  Name   Kind\n         of it\n  ------ ------------\n  cup    first\n\n         second\n\n  lid    A lid.\n  -------------------\n";
        assert_eq!(cells(text), ["Name/Kind~of it", "cup/first", "/second", "lid/A lid."]);
    }

    #[test]
    fn columns_may_have_no_head() {
        assert_eq!(cells("  ----- ----\n  cup   A\n  lid   B\n  ----- ----\n"), ["cup/A", "lid/B"]);
    }

    #[test]
    fn a_grid_says_how_its_columns_are_set() {
        let text = "+------+-----+\n| Name | a   |\n+:=====+:===:+\n| cup  | - x |\n|      | - y |\n+------+-----+\n";
        assert_eq!(cells(text), ["Name/a", "cup/- x~- y"]);
    }

    #[test]
    fn names_and_addresses_that_are_broken_are_put_together() {
        let text = "+------+-----+\n| Name | a   |\n+======+=====+\n| c    | [x  |\n| up_b | y]( |\n|      | #a  |\n|      | b)  |\n+------+-----+\n";
        assert_eq!(cells(text), ["Name/a", "cup_b/[x~y](#ab)"]);
    }

    #[test]
    fn dashes_alone_draw_no_table() {
        for text in ["---\ntitle: Cups\n---\n", "Cups\n----\n\nWords.\n", "---\n\nWords\n\n---\n", "-- a\n"] {
            let lines: Vec<&str> = text.lines().collect();
            assert!(find(&lines, 0, false).is_none(), "{text}");
        }
    }
}

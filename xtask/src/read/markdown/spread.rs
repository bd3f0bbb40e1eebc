//! Rows of pipes whose cells go on over lines, as turndown writes cells that hold paragraphs:
//!
//! ```text
//! |
//! Name
//!
//!  |
//!
//! Type
//!
//!  |
//! | :-- | :-- |
//! ```
//!
//! and rows with pipes between cells only, whose last cells go on, as html2text writes them.
//!
//! The line under the head tells the columns. A row ends with the pipe behind its last cell.

use super::super::rst::drawn::{Drawn, DrawnCell, DrawnRow};
use super::is_separator;

/// A row does not go on over more lines.
const MOST_LINES: usize = 400;

/// The table at the first line, and its length in lines; none where each row is a line, for that is Markdown.
pub(super) fn read(lines: &[&str], indent: usize) -> Option<(usize, Drawn)> {
    // A head that stands in one line has the line of its columns right behind.
    let first = lines.first()?;
    if !opens(first) && !is_separator(lines.get(1)?) {
        return None;
    }
    let under_head = lines.iter().take(MOST_LINES).position(|line| is_separator(line)).filter(|&at| at > 0)?;
    let columns = lines[under_head].trim().trim_matches('|').split('|').count();
    let (length, head) = row(lines, indent, columns)?;
    if lines[length..under_head].iter().any(|line| !line.trim().is_empty()) {
        return None;
    }
    let mut table = Drawn { head: 1, rows: vec![DrawnRow { line: 0, cells: head }] };
    let (mut end, mut spread) = (under_head + 1, length > 1);
    loop {
        let blank = lines[end..].iter().take_while(|line| line.trim().is_empty()).count();
        let at = end + blank;
        let follows = lines.get(at).is_some_and(|line| match blank {
            0 => cut(line, indent).starts_with('|'),
            _ => opens(line),
        });
        let Some((length, cells)) = follows.then(|| row(&lines[at..], indent, columns)).flatten() else { break };
        if lines.get(at + length).is_some_and(|next| is_separator(next)) {
            break;
        }
        spread |= length > 1;
        table.rows.push(DrawnRow { line: at, cells });
        end = at + length;
    }
    (spread && table.rows.len() > 1).then_some((end, table))
}

/// The table at the first line whose rows have pipes between their cells only, as html2text writes them, and whose last cells
/// go on in items below; none where each row is a line.
pub(super) fn read_without_edges(lines: &[&str]) -> Option<(usize, Drawn)> {
    let separator = lines.get(1).filter(|line| is_separator(line) && line.starts_with('-'))?;
    let columns = separator.trim().split('|').count();
    let mut table = Drawn { head: 1, rows: vec![DrawnRow { line: 0, cells: loose_cells(lines[0], columns)? }] };
    let mut spread = false;
    let mut end = 2;
    while let Some(line) = lines.get(end).filter(|line| !line.trim().is_empty()) {
        if lines.get(end + 1).is_some_and(|next| is_separator(next)) {
            break;
        }
        let is_item = line.starts_with(' ') && line.trim_start().starts_with(['*', '-', '1']);
        let cell = table.rows[1..].last_mut().and_then(|row| row.cells.last_mut());
        match (cell.filter(|_| is_item), loose_cells(line, columns)) {
            (Some(cell), _) => {
                cell.text.push_str(&format!("\n\n{}", line.trim()));
                spread = true;
            }
            (None, Some(cells)) => table.rows.push(DrawnRow { line: end, cells }),
            (None, None) => break,
        }
        end += 1;
    }
    spread.then_some((end, table))
}

fn loose_cells(line: &str, columns: usize) -> Option<Vec<DrawnCell>> {
    let cells: Vec<DrawnCell> = line.split('|').map(|cell| DrawnCell::new(cell.trim().to_owned())).collect();
    (cells.len() == columns && !line.starts_with('|')).then_some(cells)
}

/// Whether nothing but a pipe stands in a line.
fn opens(line: &str) -> bool {
    line.trim() == "|"
}

/// The cells of the row that begins at the first line, and its length in lines: a pipe before and one behind each. Where
/// that fits none, the text has pipes of its own, and those at the ends of lines count.
fn row(lines: &[&str], indent: usize, columns: usize) -> Option<(usize, Vec<DrawnCell>)> {
    cells(lines, indent, columns, false).or_else(|| cells(lines, indent, columns, true))
}

fn cells(lines: &[&str], indent: usize, columns: usize, at_ends: bool) -> Option<(usize, Vec<DrawnCell>)> {
    let mut cells = Vec::with_capacity(columns);
    let mut cell = String::new();
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        let line = cut(line, indent);
        if at > 0 && (is_separator(line) || line.starts_with(['|', '#'])) {
            return None;
        }
        let mut rest = if at == 0 { line.strip_prefix('|')? } else { line };
        while let Some(pipe) = pipe(rest, at_ends) {
            cell.push_str(&rest[..pipe]);
            cells.push(DrawnCell::new(trimmed(&std::mem::take(&mut cell))));
            rest = &rest[pipe + 1..];
            if cells.len() == columns {
                return rest.trim().is_empty().then_some((at + 1, cells));
            }
        }
        cell.push_str(rest);
        cell.push('\n');
    }
    None
}

/// A line without the blanks that an item indents it by.
fn cut(line: &str, indent: usize) -> &str {
    let blanks = line.len() - line.trim_start_matches(' ').len();
    &line[blanks.min(indent)..]
}

/// The first pipe that is no part of the text.
fn pipe(text: &str, at_end: bool) -> Option<usize> {
    let ends = |at: usize| !at_end || text[at + 1..].trim().is_empty();
    memchr::memchr_iter(b'|', text.as_bytes()).find(|&at| !text[..at].ends_with('\\') && ends(at))
}

/// A cell without blank lines around, and its lines without the blanks that they all begin with.
fn trimmed(cell: &str) -> String {
    let lines: Vec<&str> = cell.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let (length, table) = read(&lines, 0).expect("a table");
        assert_eq!(length, lines.len());
        let text = |row: &DrawnRow| row.cells.iter().map(|cell| cell.text.replace('\n', "~")).collect::<Vec<_>>();
        table.rows.iter().map(|row| text(row).join("/")).collect()
    }

    const HEAD: &str = "|\nName\n\n |\n\nKind\n\n |\n| :-- | :-- |\n";

    #[test]
    fn cells_go_on_to_their_pipe() {
        let text = format!("{HEAD}|\n\ncup\n\n |\n\nOne:\n\n*   a\n    b\n\n |\n|\n\nlid\n\n |  |");
        assert_eq!(rows(&text), ["Name/Kind", "cup/One:~~*   a~    b", "lid/"]);
    }

    #[test]
    fn one_row_may_go_on_where_the_others_do_not() {
        let text = "| a | b |\n|---|---|\n| c | d |\n| e | f:\n*   g\n    \n\n |\n| h | i |";
        assert_eq!(rows(text), ["a/b", "c/d", "e/f:~*   g", "h/i"]);
    }

    #[test]
    fn cells_go_on_in_items() {
        let lines = ["a | b", "---|---", "x | one:", "    * p", "    * q  ", "y | two", "c | d", "---|---"];
        let (length, table) = read_without_edges(&lines).expect("a table");
        let last: Vec<&str> = table.rows.iter().map(|row| row.cells[1].text.as_str()).collect();
        assert_eq!((length, last), (6, vec!["b", "one:\n\n* p\n\n* q", "two"]));
        assert!(read_without_edges(&lines[6..]).is_none());
    }

    #[test]
    fn a_pipe_in_the_text_ends_no_cell() {
        assert_eq!(rows(&format!("{HEAD}|\ncup\n\n |\n\na | b or c\n\n |")), ["Name/Kind", "cup/a | b or c"]);
    }

    #[test]
    fn a_row_a_line_is_left_to_markdown() {
        for text in [
            "| a | b |\n|---|---|\n| c | d |\n",
            "| a | b |\n|---|---|\n| c | d\n\nx\n\n| e | f |\n",
            "| a | b |\n| c | d |\n",
            "|\n\nWords\n\n",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert!(read(&lines, 0).is_none(), "{text}");
        }
    }
}

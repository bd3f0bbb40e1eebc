//! Grid tables: cells between lines of `-`, `|` and `+`.
//!
//! A border that runs across the whole table is crossed by no cell, so a table is a sequence of bands. In most bands
//! the columns of the border above run straight down to the border below; only where they do not, cells are traced.

use super::body::Body;
use super::lines::Line;
use super::marker::is_grid_border;
use super::ruled::{Ruled, block};
use super::table::{Layout, Malformed, Slot};
use super::trace::trace;
use crate::read::FaultKind;

/// A cell by the lines and columns of its borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) bottom: usize,
    pub(super) right: usize,
}

/// What is known of a table's cells.
pub(super) struct Frames {
    pub(super) cells: Vec<Frame>,
    /// By line: whether rows meet there.
    pub(super) rows: Vec<bool>,
    /// By column of text: whether columns meet there.
    pub(super) columns: Vec<bool>,
}

impl<'a> Body<'_, '_, '_, 'a> {
    pub(super) fn grid_table(&mut self) {
        let rest = &self.lines[self.at..];
        let inside = |line: &Line<'_>| line.text.starts_with(['+', '|']);
        let block = &rest[..rest.iter().position(|line| !inside(line)).unwrap_or(rest.len())];
        let Some(bottom) = bottom_border(block) else {
            self.at += block.len();
            return self.push_table(block, Err(Malformed::cut_off("a table without a bottom border")));
        };
        let (lines, after) = block.split_at(bottom + 1);
        self.at += lines.len();
        self.push_table(lines, read(lines));
        if let Some(line) = after.first() {
            self.reader.fault(line.number, FaultKind::TableCutOff, "rows behind the last border of a table");
        }
    }
}

/// The last border of a block whose first line is one; the second line can be none.
fn bottom_border(block: &[Line<'_>]) -> Option<usize> {
    let last = block.len().checked_sub(1)?;
    let is_border = |at: usize| is_grid_border(block[at].text);
    if is_border(last) { Some(last) } else { (2..last).rev().find(|&at| is_border(at)) }
}

/// Finds the cells of a table whose first and last line are borders.
pub(super) fn read<'a>(lines: &[Line<'a>]) -> Result<Layout<'a>, Malformed> {
    let mut ruled: Vec<Ruled<'a>> = lines.iter().map(|line| Ruled::new(*line)).collect();
    let width = ruled[0].width();
    if ruled.iter().any(|line| line.width() != width || !line.line.text.ends_with(['+', '|'])) {
        return Err(Malformed::table("the right border is not straight"));
    }
    let head = head_border(lines)?;
    if let Some(at) = head {
        ruled[at].double = true;
    }
    let frames = frames(&ruled, width)?;
    Ok(lay_out(&ruled, &frames, head))
}

/// The border under the head, which is written with `=`.
fn head_border(lines: &[Line<'_>]) -> Result<Option<usize>, Malformed> {
    let mut double = lines.iter().enumerate().filter(|(_, line)| is_double_border(line.text));
    match (double.next(), double.next()) {
        (None, _) => Ok(None),
        (Some((at, _)), None) if at > 0 && at + 1 < lines.len() => Ok(Some(at)),
        (Some(_), None) => Err(Malformed::table("the head's border is the first or last line")),
        (Some(_), Some(_)) => Err(Malformed::table("more than one border under the head")),
    }
}

fn is_double_border(line: &str) -> bool {
    let bytes = line.as_bytes();
    line.starts_with("+=") && line.ends_with("=+") && bytes.len() > 4 && bytes.iter().all(|b| matches!(b, b'+' | b'='))
}

/// All cells, band by band.
fn frames(lines: &[Ruled<'_>], width: usize) -> Result<Frames, Malformed> {
    let mut frames = Frames { cells: Vec::new(), rows: vec![false; lines.len()], columns: vec![false; width] };
    frames.rows[0] = true;
    frames.columns[0] = true;
    let borders = lines.iter().enumerate().filter(|(_, line)| line.double || is_full_border(line.line.text));
    let mut top: Option<usize> = None;
    let mut joints = Vec::new();
    for (bottom, border) in borders {
        if let Some(top) = top {
            let straight = is_straight(&lines[top..=bottom], &joints);
            if straight { frames.add_row(top, bottom, &joints) } else { trace(lines, top, bottom, &mut frames)? }
        }
        if top.is_none_or(|top| lines[top].line.text != border.line.text) {
            joints = memchr::memchr_iter(b'+', border.line.text.as_bytes()).collect();
            joints.iter().for_each(|&joint| frames.columns[joint] = true);
        }
        top = Some(bottom);
    }
    Ok(frames)
}

impl Frames {
    /// A row of cells between all joints of its border.
    fn add_row(&mut self, top: usize, bottom: usize, joints: &[usize]) {
        let cells = joints.windows(2).map(|pair| Frame { top, left: pair[0], bottom, right: pair[1] });
        self.cells.extend(cells);
        self.rows[bottom] = true;
    }
}

/// A border from edge to edge.
fn is_full_border(line: &str) -> bool {
    line.starts_with("+-") && is_grid_border(line)
}

/// Whether the columns of the first line run straight down to the last.
fn is_straight(band: &[Ruled<'_>], joints: &[usize]) -> bool {
    let Some((bottom, lines)) = band.split_last() else { return false };
    let meets = |line: &Ruled<'_>, mark: u8| joints.iter().all(|&joint| line.at(joint) == Some(mark));
    lines[1..].iter().all(|line| meets(line, b'|')) && meets(bottom, b'+')
}

/// Puts the cells into rows and columns.
fn lay_out<'a>(lines: &[Ruled<'a>], frames: &Frames, head: Option<usize>) -> Layout<'a> {
    let (row_of, rows) = number(&frames.rows);
    let (column_of, columns) = number(&frames.columns);
    let slot = |frame: &Frame| Slot {
        row: row_of[frame.top],
        column: column_of[frame.left],
        rows: row_of[frame.bottom] - row_of[frame.top],
        columns: column_of[frame.right] - column_of[frame.left],
        lines: block(&lines[frame.top + 1..frame.bottom], frame.left + 1, frame.right),
    };
    Layout {
        head: head.map_or(0, |at| row_of[at]),
        columns: columns.len().saturating_sub(1),
        rows: rows.iter().take(rows.len().saturating_sub(1)).map(|&at| lines[at].line.number + 1).collect(),
        slots: frames.cells.iter().map(slot).collect(),
    }
}

/// The number of each boundary, and where the boundaries are.
fn number(marks: &[bool]) -> (Vec<usize>, Vec<usize>) {
    let mut places = Vec::new();
    let numbers = marks.iter().enumerate().map(|(at, &mark)| {
        if mark {
            places.push(at);
        }
        places.len().saturating_sub(1)
    });
    (numbers.collect(), places)
}

//! Cells of a band whose columns do not run straight, as where cells span rows or columns.
//!
//! Each cell is found as the reference reader finds it: from its upper left corner along the top to the first column
//! that leads down to a border which leads back. What corners are left to try is kept in reading order.

use super::grid::{Frame, Frames};
use super::ruled::Ruled;
use super::table::Malformed;
use std::collections::BTreeSet;

/// How often each character may be looked at: far more than in any table that is meant.
const MOST_LOOKS: usize = 64;

struct Tracer<'s, 'a> {
    lines: &'s [Ruled<'a>],
    bottom: usize,
    right: usize,
    looks: usize,
}

/// Adds the cells between the borders at `top` and `bottom`.
pub(super) fn trace(lines: &[Ruled<'_>], top: usize, bottom: usize, frames: &mut Frames) -> Result<(), Malformed> {
    let right = frames.columns.len() - 1;
    let looks = MOST_LOOKS * (bottom - top + 1) * (right + 1) + 4096;
    let mut tracer = Tracer { lines, bottom, right, looks };
    // By column of text: the line down to which cells are found.
    let mut done = vec![top; right];
    let mut corners = BTreeSet::from([(top, 0)]);
    while let Some((top, left)) = corners.pop_first() {
        if top == bottom || left == right || top < done[left] {
            continue;
        }
        let Some(frame) = tracer.cell(top, left)? else { continue };
        if done[left..frame.right].iter().any(|&done| done != top) {
            return Err(Malformed::table("cells overlap"));
        }
        done[left..frame.right].fill(frame.bottom);
        tracer.note(frame, frames);
        corners.extend([(top, frame.right), (frame.bottom, left)]);
    }
    if done.iter().any(|&done| done != bottom) {
        return Err(Malformed::table("borders do not meet"));
    }
    Ok(())
}

impl Tracer<'_, '_> {
    fn at(&mut self, line: usize, column: usize) -> Result<u8, Malformed> {
        self.looks = self.looks.checked_sub(1).ok_or(Malformed::table("borders are too tangled"))?;
        Ok(self.lines[line].at(column).unwrap_or(b' '))
    }

    /// The cell whose upper left corner this is.
    fn cell(&mut self, top: usize, left: usize) -> Result<Option<Frame>, Malformed> {
        for right in left + 1..=self.right {
            match self.at(top, right)? {
                b'+' => {
                    if let Some(bottom) = self.down(top, left, right)? {
                        return Ok(Some(Frame { top, left, bottom, right }));
                    }
                }
                b'-' => {}
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The border under the cell, where it leads back to the corner.
    fn down(&mut self, top: usize, left: usize, right: usize) -> Result<Option<usize>, Malformed> {
        for line in top + 1..=self.bottom {
            match self.at(line, right)? {
                b'+' => {
                    if self.back(line, left, right)? && self.up(top, left, line)? {
                        return Ok(Some(line));
                    }
                }
                b'|' => {}
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    fn back(&mut self, line: usize, left: usize, right: usize) -> Result<bool, Malformed> {
        for column in (left + 1..right).rev() {
            if !matches!(self.at(line, column)?, b'+' | b'-') {
                return Ok(false);
            }
        }
        Ok(self.at(line, left)? == b'+')
    }

    fn up(&mut self, top: usize, left: usize, bottom: usize) -> Result<bool, Malformed> {
        for line in (top + 1..bottom).rev() {
            if !matches!(self.at(line, left)?, b'+' | b'|') {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Adds the cell, and every joint of its borders as a place where rows or columns meet.
    fn note(&self, frame: Frame, frames: &mut Frames) {
        let joint = |line: usize, column: usize| self.lines[line].at(column) == Some(b'+');
        for column in frame.left + 1..=frame.right {
            frames.columns[column] |= joint(frame.top, column) || (column < frame.right && joint(frame.bottom, column));
        }
        for line in frame.top + 1..=frame.bottom {
            frames.rows[line] |= joint(line, frame.right) || (line < frame.bottom && joint(line, frame.left));
        }
        frames.cells.push(frame);
    }
}

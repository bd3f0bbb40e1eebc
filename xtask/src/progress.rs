//! How far a run is, on a terminal; nothing in a pipe.

use indicatif::{ProgressBar, ProgressStyle};

/// A count of pages that grows, drawn on the standard error output while it is a terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that is full after `total` pages.
    pub fn of_pages(total: usize) -> Progress {
        let bar = ProgressBar::new(total as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} pages {msg}") {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// One more page is done.
    pub fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

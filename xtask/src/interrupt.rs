//! Ctrl-C and the like: the program ends at once, but never between the first and the last rename of a swap.
//!
//! Where there are no Unix signals the program simply ends, and the journal puts the tree right on the next run.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Exit code of a run that a signal ended.
pub const EXIT_CODE: u8 = 130;

/// Whether the tree has been changed by this run.
static SWAPPED: Mutex<bool> = Mutex::new(false);

/// Holds a signal back while the tree is neither the old nor the new one.
pub struct Held(MutexGuard<'static, bool>);

/// Begins a part of the program that is not interrupted.
pub fn hold() -> Held {
    Held(SWAPPED.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Held {
    /// The tree is the new one.
    pub fn swapped(mut self) {
        *self.0 = true;
    }
}

/// From now on a signal ends the program with a word about the state of the tree.
///
/// A file size limit becomes an error of the write instead of the end of the program.
#[cfg(unix)]
pub fn install() -> std::io::Result<()> {
    use std::sync::{Arc, atomic::AtomicBool};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};

    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            let swapped = SWAPPED.lock().unwrap_or_else(PoisonError::into_inner);
            let state = if *swapped { "complete and new" } else { "as it was" };
            eprintln!("interrupted: the tree is {state}");
            std::process::exit(i32::from(EXIT_CODE));
        }
    });
    Ok(())
}

/// There are no signals to wait for.
#[cfg(not(unix))]
pub fn install() -> std::io::Result<()> {
    Ok(())
}

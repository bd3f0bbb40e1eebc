//! By how much the services' clock differs from ours, as far as their replies have told.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::{clock, response::Raw};

/// Seconds by which the services' clock is ahead of ours.
#[derive(Default)]
pub(super) struct Skew(AtomicI64);

/// Services accept signatures of the last 15 minutes; a clock that is only a little off is left alone.
const TOLERATED: u64 = 60;

impl Skew {
    /// What time it is for the services.
    pub(super) fn time(&self) -> u64 {
        clock::now().saturating_add_signed(self.0.load(Ordering::Relaxed))
    }

    /// Takes over the service's clock where it differs by more than a signature is worth; tells whether it did.
    pub(super) fn learn(&self, reply: &Raw) -> bool {
        let Some(date) = reply.date() else { return false };
        let differs = date.abs_diff(self.time()) > TOLERATED;
        if differs {
            self.0.store(date.wrapping_sub(clock::now()) as i64, Ordering::Relaxed);
        }
        differs
    }
}

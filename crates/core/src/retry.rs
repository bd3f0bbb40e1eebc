//! When a failed attempt is repeated, and how long it waits.
//!
//! In: what failed, and whether the request may be sent twice. Out: a pause, or nothing. It sends nothing itself.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use crate::{Error, Method, platform};

/// How failed attempts are repeated: on by default, up to three times, after growing pauses of random length.
///
/// Repeated is what the service refused for now (429), what failed on its side (5xx), and what broke or took too long
/// on the way; and only a request that may be sent twice, which is one with `GET`, `HEAD`, `PUT`, `DELETE` or
/// `OPTIONS`, or one of which [`CallOptions::repeatable`](crate::CallOptions::repeatable) says so. A request for which
/// there was no connection has not been sent, and is repeated whatever it is.
///
/// ```
/// use std::time::Duration;
///
/// use hwc_core::Retry;
///
/// let patient = Retry::new().attempts(8).attempt_timeout(Duration::from_secs(20));
/// let never = Retry::none();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    attempt_timeout: Option<Duration>,
}

impl Default for Retry {
    fn default() -> Self {
        Retry {
            attempts: 4,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(20),
            attempt_timeout: None,
        }
    }
}

impl Retry {
    /// What counts where nothing is said.
    pub fn new() -> Self {
        Retry::default()
    }

    /// Each request is sent once.
    pub fn none() -> Self {
        Retry::default().attempts(1)
    }

    /// How often a request is sent at most, the first time included.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The longest the first pause may be; each one after may be twice as long as the one before.
    #[must_use]
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// The longest any pause may be.
    #[must_use]
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// How long one attempt may take; without it, only the time limit of the whole call counts.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    pub(crate) fn limit(&self) -> Option<Duration> {
        self.attempt_timeout
    }

    /// The pause before the next attempt, if there is to be one after so many.
    pub(crate) fn pause(&self, made: u32, error: &Error, repeatable: bool, budget: &Budget) -> Option<Duration> {
        if made >= self.attempts || !error.is_retryable() || !(repeatable || error.was_not_sent()) || !budget.take() {
            return None;
        }
        let longest = self.first_pause.saturating_mul(1 << (made - 1).min(16)).min(self.longest_pause);
        // Full jitter, so that those who failed together do not come back together.
        Some(error.retry_after().unwrap_or_else(|| longest.mul_f64(platform::random())))
    }
}

/// Whether a request with this method may be sent twice.
pub(crate) fn is_repeatable(method: Method) -> bool {
    !matches!(method, Method::Post | Method::Patch)
}

/// How many repetitions all calls of a configuration have left together. A service that is down altogether is not asked
/// four times as much.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

const FULL: u32 = 500;
const PRICE: u32 = 5;

impl Default for Budget {
    fn default() -> Self {
        Budget(AtomicU32::new(FULL))
    }
}

impl Budget {
    fn take(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(PRICE)).is_ok()
    }

    /// A call that succeeded gives back what its repetitions took, and a little more.
    pub(crate) fn give_back(&self, attempts: u32) {
        let gain = 1 + PRICE * attempts.saturating_sub(1);
        let add = |left: u32| (left < FULL).then(|| (left + gain).min(FULL));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken() -> Error {
        Error::timeout("no reply")
    }

    #[test]
    fn pauses_are_random_and_grow_to_a_limit() {
        let (retry, budget) = (Retry::new().attempts(99), Budget::default());
        let pauses: Vec<_> = (1..=20).map(|made| retry.pause(made, &broken(), true, &budget).unwrap()).collect();
        assert!(pauses[0] <= Duration::from_millis(500) && pauses[1] <= Duration::from_secs(1), "{pauses:?}");
        assert!(pauses.iter().all(|pause| *pause <= Duration::from_secs(20)), "{pauses:?}");
        assert!(pauses.iter().any(|pause| *pause > Duration::from_secs(1)), "{pauses:?}");
        assert_ne!(pauses[10], pauses[11]);
    }

    #[test]
    fn attempts_are_counted_and_some_requests_have_one_only() {
        let budget = Budget::default();
        assert!(Retry::new().pause(3, &broken(), true, &budget).is_some());
        assert!(Retry::new().pause(4, &broken(), true, &budget).is_none());
        assert!(Retry::none().pause(1, &broken(), true, &budget).is_none());
        assert!(Retry::new().pause(1, &broken(), false, &budget).is_none());
        assert!(Retry::new().pause(1, &Error::usage("wrong"), true, &budget).is_none());
    }

    #[test]
    fn the_budget_runs_out_and_fills_up_with_successes() {
        let (retry, budget) = (Retry::new(), Budget::default());
        let granted = (0..1000).filter(|_| retry.pause(1, &broken(), true, &budget).is_some()).count();
        assert_eq!(granted, 100);
        (0..5).for_each(|_| budget.give_back(1));
        assert!(retry.pause(1, &broken(), true, &budget).is_some());
        assert!(retry.pause(1, &broken(), true, &budget).is_none());
        (0..9999).for_each(|_| budget.give_back(3));
        assert_eq!(budget.0.into_inner(), FULL);
    }
}

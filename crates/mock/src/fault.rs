//! Faults on demand: what may go wrong between a client and a cloud, said beforehand.

use std::collections::VecDeque;
use std::time::Duration;

use crate::{Reply, id};

mod text;

pub use text::UnknownFault;

/// Something that goes wrong with one of the next requests, once unless said otherwise.
///
/// ```
/// use hwc_mock::Fault;
/// use std::time::Duration;
///
/// let busy = Fault::status(429).retry_after(1);
/// let broken = Fault::cut().on("GET /v2/{}/apigw/instances");
/// let rough_road = Fault::status(503).every(10);
/// let weather = Fault::cut().chance(0.1);
/// let sleepy = Fault::slow(Duration::from_millis(50)).times(3);
/// # drop((busy, broken, rough_road, weather, sleepy));
/// ```
#[derive(Clone, Debug)]
pub struct Fault {
    effect: Effect,
    headers: Vec<(String, String)>,
    operation: Option<String>,
    pace: Pace,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    Status(u16),
    Reply(Reply),
    Cut,
    CutBody,
    Truncated,
    Slow(Duration),
    Delay(Duration),
}

/// How often.
#[derive(Clone, Copy, Debug)]
enum Pace {
    Times(u32),
    Every { nth: u32, seen: u32 },
    Chance(f64),
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Fault { effect, headers: Vec::new(), operation: None, pace: Pace::Times(1) }
    }

    /// The service answers this status, with its documented error body.
    pub fn status(status: u16) -> Self {
        Fault::new(Effect::Status(status))
    }

    /// The service answers this.
    pub fn reply(reply: Reply) -> Self {
        Fault::new(Effect::Reply(reply))
    }

    /// The connection is closed without an answer.
    pub fn cut() -> Self {
        Fault::new(Effect::Cut)
    }

    /// The connection is closed in the middle of the body.
    pub fn cut_body() -> Self {
        Fault::new(Effect::CutBody)
    }

    /// The reply is complete as far as HTTP can tell, but its body is only the first half of what it should be.
    pub fn truncated() -> Self {
        Fault::new(Effect::Truncated)
    }

    /// The body comes in eight pieces with a pause before each.
    pub fn slow(pause: Duration) -> Self {
        Fault::new(Effect::Slow(pause))
    }

    /// The reply is right, but late.
    pub fn delay(time: Duration) -> Self {
        Fault::new(Effect::Delay(time))
    }

    /// Adds a header `Retry-After` in seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.header("Retry-After", &seconds.to_string())
    }

    /// Adds a header to the reply.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Hits only one operation, told by its key (`POST /v2/{}/apigw/instances`) or its id (`CreateInstanceV2`).
    /// `POST /v3/auth/tokens` is the key of the mock's own token endpoint.
    #[must_use]
    pub fn on(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }

    /// Happens this many times, one after another.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.pace = Pace::Times(times);
        self
    }

    /// Happens with this probability at every request, for ever. Which requests it hits depends on
    /// [`Mock::seed`](crate::Mock::seed) only, and on their order.
    #[must_use]
    pub fn chance(mut self, probability: f64) -> Self {
        self.pace = Pace::Chance(probability);
        self
    }

    /// Happens at every n-th request, for ever.
    #[must_use]
    pub fn every(mut self, nth: u32) -> Self {
        self.pace = Pace::Every { nth: nth.max(1), seen: 0 };
        self
    }

    /// Whether the fault happens at this request, to an operation with these names; counts the request.
    fn strikes(&mut self, names: &[&str], random: &mut u64) -> bool {
        if self.operation.as_deref().is_some_and(|wanted| !names.contains(&wanted)) {
            return false;
        }
        match &mut self.pace {
            Pace::Times(0) => false,
            Pace::Times(left) => {
                *left -= 1;
                true
            }
            Pace::Every { nth, seen } => {
                *seen = (*seen + 1) % *nth;
                *seen == 0
            }
            Pace::Chance(probability) => {
                *random = random.wrapping_add(1);
                id::fraction(*random) < *probability
            }
        }
    }

    fn is_spent(&self) -> bool {
        matches!(self.pace, Pace::Times(0))
    }
}

/// What a fault does to one request.
#[derive(Clone, Debug)]
pub(crate) struct Strike {
    pub(crate) effect: Effect,
    pub(crate) headers: Vec<(String, String)>,
}

/// The faults to come, in the order in which they were said.
#[derive(Debug, Default)]
pub(crate) struct Script {
    faults: VecDeque<Fault>,
    /// Where the row of random numbers is.
    random: u64,
}

impl Script {
    pub(crate) fn seeded(seed: u64) -> Self {
        Script { random: seed << 32, ..Script::default() }
    }

    pub(crate) fn add(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.extend(faults);
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
    }

    /// The first fault that happens at this request.
    pub(crate) fn next(&mut self, names: &[&str]) -> Option<Strike> {
        let at = self.faults.iter_mut().position(|fault| fault.strikes(names, &mut self.random))?;
        let fault = &self.faults[at];
        let strike = Strike { effect: fault.effect.clone(), headers: fault.headers.clone() };
        if fault.is_spent() {
            self.faults.remove(at);
        }
        Some(strike)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(script: &mut Script, names: &[&str], requests: usize) -> Vec<u16> {
        let mut next = || match script.next(names) {
            Some(Strike { effect: Effect::Status(status), .. }) => status,
            _ => 0,
        };
        (0..requests).map(|_| next()).collect()
    }

    #[test]
    fn faults_happen_in_order_as_often_as_said() {
        let mut script = Script::default();
        script.add([Fault::status(429).times(2), Fault::status(500)]);
        assert_eq!(statuses(&mut script, &[], 4), [429, 429, 500, 0]);
    }

    #[test]
    fn every_nth_request_fails_for_ever() {
        let mut script = Script::default();
        script.add([Fault::status(503).every(3)]);
        assert_eq!(statuses(&mut script, &[], 7), [0, 0, 503, 0, 0, 503, 0]);
    }

    #[test]
    fn chance_hits_about_as_many_as_said_and_the_same_ones_for_the_same_seed() {
        let hits = |seed: u64| {
            let mut script = Script::seeded(seed);
            script.add([Fault::status(503).chance(0.1)]);
            statuses(&mut script, &[], 10_000)
        };
        let count = hits(1).iter().filter(|status| **status == 503).count();
        assert!((900..1100).contains(&count), "{count}");
        assert_eq!(hits(1), hits(1));
        assert_ne!(hits(1), hits(2));
    }

    #[test]
    fn fault_of_one_operation_lets_others_pass() {
        let mut script = Script::default();
        script.add([Fault::status(500).on("ListKilns")]);
        assert_eq!(statuses(&mut script, &["GET /v1/{}", "ShowKiln"], 1), [0]);
        assert_eq!(statuses(&mut script, &["GET /v1", "ListKilns"], 2), [500, 0]);
    }
}

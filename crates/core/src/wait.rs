//! Waiting for what takes its time: asking again and again until it is done.
//!
//! In: how to ask, and how to read the answer. Out: the last answer. It knows no job and no state of any service.

use std::{fmt, time::Duration};

use crate::{
    Call, Error, Reply, Response, clock,
    platform::{self, Instant},
};

/// How far something has come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// It is done.
    Done,
    /// It goes on; what it says about itself.
    Running(String),
    /// It has failed; why.
    Failed(String),
}

/// How to wait: first often, then less and less, and not for ever.
///
/// ```no_run
/// use hwc_core::{Call, Error, Progress, Value, Wait};
///
/// # fn show_gateway() -> Call<Value> { unimplemented!() }
/// # async fn example() -> Result<(), Error> {
/// let gateway = Wait::new()
///     .on_progress(|state| println!("{state} …"))
///     .until(show_gateway, |gateway| match gateway["status"].as_str() {
///         Some("Running") => Progress::Done,
///         Some("CreateFail") => Progress::Failed("it could not be made".into()),
///         state => Progress::Running(state.unwrap_or_default().into()),
///     })
///     .await?;
/// # Ok(())
/// # }
/// ```
pub struct Wait {
    first_pause: Duration,
    longest_pause: Duration,
    limit: Duration,
    on_progress: Option<Tell>,
}

type Tell = Box<dyn FnMut(&str) + Send>;

impl Default for Wait {
    fn default() -> Self {
        Wait {
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            limit: Duration::from_secs(30 * 60),
            on_progress: None,
        }
    }
}

impl Wait {
    /// What counts where nothing is said: pauses of 1 s to 30 s, half an hour in all.
    pub fn new() -> Self {
        Wait::default()
    }

    /// The pause after the first answer; each one after is half as long again.
    #[must_use]
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// The longest a pause may be.
    #[must_use]
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// How long to wait in all.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// What to do with each answer that says it is not done.
    #[must_use]
    pub fn on_progress(mut self, tell: impl FnMut(&str) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(tell));
        self
    }

    pub(crate) fn begin(self) -> Waiting {
        Waiting::new(self)
    }

    /// Asks until the answer says that it is done.
    ///
    /// # Errors
    /// A call failed, the answer says that it has failed, or the time is up.
    pub async fn until<T: Reply>(
        self,
        mut ask: impl FnMut() -> Call<T>,
        judge: impl Fn(&T) -> Progress,
    ) -> Result<Response<T>, Error> {
        let mut waiting = Waiting::new(self);
        loop {
            let answer = ask().await?;
            match judge(&answer) {
                Progress::Done => return Ok(answer),
                Progress::Failed(reason) => return Err(Error::failed(reason)),
                Progress::Running(state) => waiting.pause(&state).await?,
            }
        }
    }

    /// Asks until the answer is that there is no such thing.
    ///
    /// # Errors
    /// A call failed in another way, or the time is up.
    pub async fn until_gone<T: Reply>(self, mut ask: impl FnMut() -> Call<T>) -> Result<(), Error> {
        let mut waiting = Waiting::new(self);
        loop {
            match ask().await {
                Ok(_) => waiting.pause("still there").await?,
                Err(error) if error.is_not_found() => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }
}

/// A wait that has begun.
pub(crate) struct Waiting {
    wait: Wait,
    end: Option<Instant>,
    pause: Duration,
}

impl Waiting {
    fn new(wait: Wait) -> Self {
        Waiting { end: clock::end_of(wait.limit), pause: wait.first_pause, wait }
    }

    /// Tells the state, and waits before the next question.
    pub(crate) async fn pause(&mut self, state: &str) -> Result<(), Error> {
        if let Some(tell) = &mut self.wait.on_progress {
            tell(state);
        }
        if clock::is_over(self.end, self.pause) {
            let limit = self.wait.limit;
            return Err(Error::timeout(format!("not done within {limit:?}; last state: {state}")));
        }
        platform::sleep(self.pause).await;
        self.pause = self.pause.mul_f64(1.5).min(self.wait.longest_pause);
        Ok(())
    }
}

impl fmt::Debug for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("first_pause", &self.first_pause)
            .field("longest_pause", &self.longest_pause)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

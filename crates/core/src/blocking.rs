//! Calls for programs without an async runtime, with the feature `blocking`.
//!
//! There is no second client: what a builder gives is the same, and where an async program writes `.await`, another one
//! writes `.blocking()`.
//!
//! ```no_run
//! # use hwc_core::{Call, Error, Items, Page, Value, Wait, Progress};
//! # fn list_gateways<T>() -> Items<T> where T: Page { unimplemented!() }
//! # fn show_gateway() -> Call<Value> { unimplemented!() }
//! # fn example<T: Page>() -> Result<(), Error> {
//! let gateway = show_gateway().blocking()?;
//! for item in list_gateways::<T>().blocking() {
//!     let item = item?;
//! }
//! // Whatever else can be awaited:
//! let running = Wait::new().until(show_gateway, |gateway| Progress::Running(gateway.to_string()));
//! hwc_core::blocking::wait(running)?;
//! # Ok(())
//! # }
//! ```
//!
//! The thread that calls does the work; one more, for the whole process, watches connections and clocks. Tokens are
//! shared with calls that are awaited, connections are not. In an async
//! runtime a blocking call would stall all its other tasks, so that it is refused with an error: await it there, or make
//! it on a thread of its own. A thread of tokio's `spawn_blocking` belongs to the runtime too; there
//! `tokio::runtime::Handle::current().block_on(call)` does it.

use std::{
    cell::Cell,
    fmt,
    future::{IntoFuture, poll_fn},
    pin::Pin,
    sync::OnceLock,
};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::{Call, Error, Items, Page, Pages, Reply, Response};

/// Waits for whatever else can be awaited.
///
/// # Errors
/// Those of what is waited for; or the thread belongs to an async runtime.
pub fn wait<T>(work: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    let runtime = runtime()?;
    WAITING.set(true);
    let _end = End;
    runtime.block_on(work.into_future())
}

thread_local! {
    static WAITING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread waits: a connection belongs to the runtime in which it was made, and one that a program's own
/// runtime watches would stand still with it.
pub(crate) fn is_waiting() -> bool {
    WAITING.get()
}

/// Ends the waiting, also of what panics.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        WAITING.set(false);
    }
}

impl<T: Reply> Call<T> {
    /// Sends the request and waits for the reply, without an async runtime, see [`blocking`](crate::blocking).
    ///
    /// # Errors
    /// Those of the call; or the thread belongs to an async runtime.
    pub fn blocking(self) -> Result<Response<T>, Error> {
        wait(self)
    }
}

impl<T: Page> Pages<T> {
    /// The pages one after the other, without an async runtime, see [`blocking`](crate::blocking).
    pub fn blocking(self) -> Blocking<Self> {
        Blocking { stream: Some(self) }
    }
}

impl<T: Page> Items<T> {
    /// The items one after the other, without an async runtime, see [`blocking`](crate::blocking).
    pub fn blocking(self) -> Blocking<Self> {
        Blocking { stream: Some(self) }
    }
}

/// A list that is waited for item by item. An error ends it.
#[must_use = "nothing is fetched before it is asked for"]
pub struct Blocking<S> {
    stream: Option<S>,
}

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for Blocking<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        let next = wait(async { poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await.transpose() });
        if !matches!(next, Ok(Some(_))) {
            self.stream = None;
        }
        next.transpose()
    }
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").field("stream", &self.stream).finish()
    }
}

/// The one runtime of all blocking calls: connections outlive the call that made them, and so must who watches them.
fn runtime() -> Result<&'static Runtime, Error> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(Error::usage(
            "a blocking call on a thread of an async runtime would stall it: await the call, \
             or make it on a thread of its own",
        ));
    }
    let begin = || Builder::new_multi_thread().worker_threads(1).thread_name("hwc-blocking").enable_all().build();
    let runtime = RUNTIME.get_or_init(|| begin().map_err(|error| error.to_string()));
    runtime.as_ref().map_err(|error| Error::usage(format!("no thread for blocking calls: {error}")))
}

//! What was given out for a while, for as many callers as there are: fetched once, renewed before it ends.

use std::{
    future::Future,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use crate::Error;

/// Something that was given out for a while.
pub(super) struct Lease<T> {
    pub(super) value: T,
    /// When it was asked for. Measured from here, so that a wrong clock does no harm.
    pub(super) issued: Instant,
    pub(super) lifetime: Duration,
}

/// The place of one lease.
pub(super) struct Slot<T> {
    current: RwLock<State<T>>,
    /// Held by the one caller that fetches.
    fetching: tokio::sync::Mutex<()>,
}

/// What the last fetch gave, and how many there have been.
struct State<T> {
    lease: Option<Arc<Lease<T>>>,
    failed: Option<Error>,
    fetches: u64,
}

/// A lease is renewed when it has less than this left, or a tenth of its time.
const MARGIN: Duration = Duration::from_secs(300);

impl<T> Lease<T> {
    fn is_fresh(&self) -> bool {
        let margin = MARGIN.min(self.lifetime / 10);
        Instant::now() + margin < self.issued + self.lifetime
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        let current = RwLock::new(State { lease: None, failed: None, fetches: 0 });
        Slot { current, fetching: tokio::sync::Mutex::default() }
    }
}

impl<T> Slot<T> {
    /// What is valid, fetched if there is nothing or it is about to end.
    pub(super) async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Result<Arc<Lease<T>>, Error>
    where
        F: Future<Output = Result<Lease<T>, Error>>,
    {
        self.get_if(Lease::is_fresh, fetch).await
    }

    /// Another one than what was refused; fetched unless somebody else has done so.
    pub(super) async fn replace<F>(
        &self,
        is_refused: impl Fn(&T) -> bool,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<Lease<T>>, Error>
    where
        F: Future<Output = Result<Lease<T>, Error>>,
    {
        self.get_if(|lease| !is_refused(&lease.value), fetch).await
    }

    async fn get_if<F>(
        &self,
        serves: impl Fn(&Lease<T>) -> bool,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<Lease<T>>, Error>
    where
        F: Future<Output = Result<Lease<T>, Error>>,
    {
        let (lease, _, fetches) = self.state();
        if let Some(lease) = lease.filter(|lease| serves(lease)) {
            return Ok(lease);
        }
        let _only_one = self.fetching.lock().await;
        let (lease, failed, fetches_now) = self.state();
        if let Some(lease) = lease.filter(|lease| serves(lease)) {
            return Ok(lease);
        }
        // Who waited for a fetch that failed shares its error: a thousand callers do not ask a thousand times.
        if let Some(error) = failed.filter(|_| fetches_now != fetches) {
            return Err(error);
        }
        let fetched = fetch().await.map(Arc::new);
        self.keep(&fetched);
        fetched
    }

    fn keep(&self, fetched: &Result<Arc<Lease<T>>, Error>) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.fetches += 1;
        current.failed = fetched.as_ref().err().cloned();
        if let Ok(lease) = fetched {
            current.lease = Some(lease.clone());
        }
    }

    fn state(&self) -> (Option<Arc<Lease<T>>>, Option<Error>, u64) {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        (current.lease.clone(), current.failed.clone(), current.fetches)
    }
}

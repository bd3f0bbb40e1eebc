//! What was given out for a while, for as many callers as there are: fetched once, renewed before it ends.

use std::{
    future::Future,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use crate::{Error, platform::Instant};

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
        self.is_valid_for(MARGIN.min(self.lifetime / 10))
    }

    fn is_valid(&self) -> bool {
        self.is_valid_for(Duration::ZERO)
    }

    fn is_valid_for(&self, time: Duration) -> bool {
        self.issued.checked_add(self.lifetime).is_none_or(|end| Instant::now() + time < end)
    }
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        State { lease: self.lease.clone(), failed: self.failed.clone(), fetches: self.fetches }
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        let current = RwLock::new(State { lease: None, failed: None, fetches: 0 });
        Slot { current, fetching: tokio::sync::Mutex::default() }
    }
}

impl<T> Slot<T> {
    /// What is valid, fetched if there is nothing or it is about to end. While one caller renews what is about to end,
    /// the others go on with it; and so does everybody where it cannot be renewed yet.
    pub(super) async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Result<Arc<Lease<T>>, Error>
    where
        F: Future<Output = Result<Lease<T>, Error>>,
    {
        let before = self.state();
        let known = match before.lease {
            Some(lease) if lease.is_fresh() => return Ok(lease),
            known => known.filter(|lease| lease.is_valid()),
        };
        let _only_one = match (&known, self.fetching.try_lock()) {
            (_, Ok(lock)) => lock,
            (Some(lease), Err(_)) => return Ok(lease.clone()),
            (None, Err(_)) => self.fetching.lock().await,
        };
        let fetched = self.fetch_unless(before.fetches, Lease::is_fresh, fetch).await;
        match (fetched, known) {
            (Err(_), Some(lease)) => Ok(lease),
            (fetched, _) => fetched,
        }
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
        let fetches = self.state().fetches;
        let _only_one = self.fetching.lock().await;
        self.fetch_unless(fetches, |lease| !is_refused(&lease.value), fetch).await
    }

    /// What was fetched last, if anything was.
    pub(super) fn now(&self) -> Option<Arc<Lease<T>>> {
        self.state().lease
    }

    /// Fetches unless somebody did so while we waited; only for the one caller that may.
    async fn fetch_unless<F>(
        &self,
        fetches: u64,
        serves: impl Fn(&Lease<T>) -> bool,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<Lease<T>>, Error>
    where
        F: Future<Output = Result<Lease<T>, Error>>,
    {
        let now = self.state();
        if let Some(lease) = now.lease.filter(|lease| serves(lease)) {
            return Ok(lease);
        }
        // Who waited for a fetch that failed shares its error: a thousand callers do not ask a thousand times.
        if let Some(error) = now.failed.filter(|_| now.fetches != fetches) {
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

    fn state(&self) -> State<T> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use super::*;

    /// A lease of 1000 s that has these left; nothing on a machine that has not run for so long.
    fn with_left(value: u8, seconds: u64) -> Option<Lease<u8>> {
        let issued = Instant::now().checked_sub(Duration::from_secs(1000 - seconds))?;
        Some(Lease { value, issued, lifetime: Duration::from_secs(1000) })
    }

    fn failed() -> Result<Lease<u8>, Error> {
        Err(Error::timeout("no"))
    }

    #[tokio::test]
    async fn what_is_about_to_end_is_renewed_and_serves_where_it_cannot_be() {
        let (Some(old), Some(new)) = (with_left(1, 50), with_left(2, 900)) else { return };
        let slot = Slot::default();
        assert_eq!(slot.get(|| ready(Ok(old))).await.unwrap().value, 1);
        assert_eq!(slot.get(|| ready(failed())).await.unwrap().value, 1, "still valid");
        assert_eq!(slot.get(|| ready(Ok(new))).await.unwrap().value, 2);
        assert_eq!(slot.get(|| ready(failed())).await.unwrap().value, 2, "not asked for");
    }

    #[tokio::test]
    async fn nobody_waits_for_the_renewal_of_what_is_still_valid() {
        let Some(old) = with_left(1, 50) else { return };
        let slot = Slot::default();
        slot.get(|| ready(Ok(old))).await.unwrap();
        let renewing = slot.fetching.try_lock().unwrap();
        assert_eq!(slot.get(|| ready(failed())).await.unwrap().value, 1);
        drop(renewing);
    }

    #[tokio::test]
    async fn what_has_ended_serves_no_more() {
        let Some(old) = with_left(1, 0) else { return };
        let slot = Slot::default();
        slot.get(|| ready(Ok(old))).await.unwrap();
        assert!(slot.get(|| ready(failed())).await.is_err());
    }

    #[test]
    fn a_lease_without_end_never_ends() {
        let lease = Lease { value: (), issued: Instant::now(), lifetime: Duration::MAX };
        assert!(lease.is_fresh());
    }
}

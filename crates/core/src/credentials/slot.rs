//! One token, for as many callers as there are: fetched once, renewed before it ends.

use std::{
    future::Future,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use super::issue::Token;
use crate::{Error, Secret};

/// The place of one token.
#[derive(Default)]
pub(crate) struct Slot {
    current: RwLock<State>,
    /// Held by the one caller that fetches.
    fetching: tokio::sync::Mutex<()>,
}

/// What the last fetch gave, and how many there have been.
#[derive(Clone, Default)]
struct State {
    token: Option<Arc<Token>>,
    failed: Option<Error>,
    fetches: u64,
}

/// A token is renewed when it has less than this left, or a tenth of its time.
const MARGIN: Duration = Duration::from_secs(300);

impl Slot {
    /// The token, fetched if there is none or it is about to end.
    pub(crate) async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Result<Arc<Token>, Error>
    where
        F: Future<Output = Result<Token, Error>>,
    {
        self.get_if(|token| token.is_fresh(), fetch).await
    }

    /// Another token than the one that was refused; fetched unless somebody else has done so.
    pub(crate) async fn replace<F>(&self, refused: &Secret, fetch: impl FnOnce() -> F) -> Result<Arc<Token>, Error>
    where
        F: Future<Output = Result<Token, Error>>,
    {
        self.get_if(|token| token.value != *refused, fetch).await
    }

    async fn get_if<F>(&self, serves: impl Fn(&Token) -> bool, fetch: impl FnOnce() -> F) -> Result<Arc<Token>, Error>
    where
        F: Future<Output = Result<Token, Error>>,
    {
        let before = self.state();
        if let Some(token) = before.token.filter(|token| serves(token)) {
            return Ok(token);
        }
        let _only_one = self.fetching.lock().await;
        let state = self.state();
        if let Some(token) = state.token.filter(|token| serves(token)) {
            return Ok(token);
        }
        // Who waited for a fetch that failed shares its error: a thousand callers do not ask a thousand times.
        if let Some(error) = state.failed.filter(|_| state.fetches != before.fetches) {
            return Err(error);
        }
        let fetched = fetch().await.map(Arc::new);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.fetches += 1;
        current.failed = fetched.as_ref().err().cloned();
        if let Ok(token) = &fetched {
            current.token = Some(token.clone());
        }
        fetched
    }

    fn state(&self) -> State {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Token {
    /// Measured from when it was given out, so that a wrong clock does no harm.
    fn is_fresh(&self) -> bool {
        let margin = MARGIN.min(self.lifetime / 10);
        Instant::now() + margin < self.issued + self.lifetime
    }
}

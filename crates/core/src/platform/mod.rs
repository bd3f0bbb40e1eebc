//! What differs where there is a browser in place of a system: who makes connections, whether their work may move between
//! threads, how bodies come and go, what time it is, and where chance comes from.
//!
//! Both sides have the same names; nothing else of this crate asks where it runs.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
mod tls;

#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{
    Body, Instant, MaybeSend, SystemTime, UNIX_EPOCH, Work, check, client, is_connect, next_door, random, sleep,
    streamed, timeout,
};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::{
    Body, Instant, MaybeSend, SystemTime, UNIX_EPOCH, Work, check, client, is_connect, next_door, random, sleep,
    streamed, timeout,
};

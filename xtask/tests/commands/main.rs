//! The program as it is called: in small repositories of its own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests, their helpers too")]

mod bad_input;
mod compare;
mod diff;
#[cfg(unix)]
mod interrupted;
mod laws;
mod page;
mod repository;
mod update;

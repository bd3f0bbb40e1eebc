//! The mock, seen over its socket.

mod credentials;
mod faults;
mod replies;
mod state;
mod support;

//! What a program is told about its calls, with the feature `tracing`: a span for each call, an event for each attempt
//! and for each place where a reply drifts. Neither headers nor bodies are told, and nothing of the request but its
//! operation.
//!
//! Without the feature, all of this is nothing.

use std::time::Duration;

use crate::{Draft, Drift, Error, Operation, response::Raw};

/// The span of a call around its work.
#[cfg(feature = "tracing")]
pub(crate) fn call<F: Future>(draft: &Draft, work: F) -> impl Future<Output = F::Output> + use<F> {
    use tracing::Instrument;

    let (service, operation) = (draft.client().service().name(), draft.operation());
    work.instrument(tracing::debug_span!(
        "call",
        service,
        operation = operation.name(),
        method = operation.method().as_str(),
        path = operation.path(),
    ))
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn call<F: Future>(_: &Draft, work: F) -> F {
    work
}

/// One attempt, and what came of it.
#[cfg(feature = "tracing")]
pub(crate) fn attempt(operation: &'static Operation, number: u32, took: Duration, result: &Result<Raw, Error>) {
    let (status, request_id) = match result {
        Ok(raw) => (Some(raw.status), raw.request_id()),
        Err(error) => (error.status(), error.request_id()),
    };
    let operation = operation.name();
    let milliseconds = took.as_secs_f64() * 1e3;
    match result {
        Ok(_) => tracing::debug!(operation, attempt = number, status, request_id, milliseconds, "succeeded"),
        Err(error) => {
            let (kind, code) = (tracing::field::debug(error.kind()), error.code());
            tracing::debug!(operation, attempt = number, status, request_id, milliseconds, kind, code, "failed");
        }
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn attempt(_: &'static Operation, _: u32, _: Duration, _: &Result<Raw, Error>) {}

/// Where a reply differs from its documentation.
#[cfg(feature = "tracing")]
pub(crate) fn drift(operation: &'static Operation, drift: &[Drift]) {
    for Drift { path, kind, count } in drift {
        tracing::debug!(operation = operation.name(), path, kind = %kind, count, "the reply drifts");
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn drift(_: &'static Operation, _: &[Drift]) {}

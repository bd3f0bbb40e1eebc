//! What a program is told about its calls, with the feature `tracing`: a span for each call and each attempt, and an
//! event for what came of an attempt and for each place where a reply drifts; another span for what is exchanged to get
//! hold of credentials. Headers are never told, bodies only where somebody asked for them, with what looks like a secret
//! masked; and nothing else of the request but its operation.
//!
//! Without the feature, all of this is nothing; with it and without anybody who listens, nearly so.

use crate::{Draft, Drift, Operation};
#[cfg(feature = "tracing")]
use crate::{Error, response::Answer};

/// The span of a call around its work.
#[cfg(feature = "tracing")]
pub(crate) async fn call<T: Answer>(draft: &Draft, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    use tracing::{Instrument, field::Empty};

    let (service, operation) = (draft.client().service().name(), draft.operation());
    let span = tracing::debug_span!(
        "call",
        service,
        operation = operation.name(),
        method = operation.method().as_str(),
        path = operation.path(),
        status = Empty,
        request_id = Empty,
        milliseconds = Empty,
    );
    if span.is_disabled() {
        return work.await;
    }
    let begun = crate::platform::Instant::now();
    let result = work.instrument(span.clone()).await;
    record(&span, begun, &result);
    result
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn call<F: Future>(_: &Draft, work: F) -> F {
    work
}

/// What is known of a reply only when it is there.
#[cfg(feature = "tracing")]
fn record(span: &tracing::Span, begun: crate::platform::Instant, result: &Result<impl Answer, Error>) {
    let (status, request_id) = match result {
        Ok(answer) => (Some(answer.status()), answer.request_id()),
        Err(error) => (error.status(), error.request_id()),
    };
    span.record("status", status);
    span.record("request_id", request_id);
    // Of whole microseconds, so that no more digits are told than were measured.
    span.record("milliseconds", begun.elapsed().as_micros() as f64 / 1e3);
}

/// The span of an attempt around its work, and in it an event for what came of it.
#[cfg(feature = "tracing")]
pub(crate) async fn attempt<T: Answer>(
    operation: &'static Operation,
    number: u32,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    use tracing::{Instrument, field::Empty};

    let span = tracing::debug_span!(
        "attempt",
        operation = operation.name(),
        attempt = number,
        status = Empty,
        request_id = Empty,
        milliseconds = Empty,
    );
    if span.is_disabled() {
        return work.await;
    }
    let begun = crate::platform::Instant::now();
    let result = work.instrument(span.clone()).await;
    record(&span, begun, &result);
    span.in_scope(|| match &result {
        Ok(answer) => tracing::debug!(attempt = number, status = answer.status(), "succeeded"),
        Err(error) => {
            let (kind, code) = (tracing::field::debug(error.kind()), error.code());
            tracing::debug!(attempt = number, status = error.status(), kind, code, "failed");
        }
    });
    result
}

/// The span of a question for credentials, or for where something is, around its work.
#[cfg(feature = "tracing")]
pub(crate) async fn exchange<T: Answer>(
    operation: &'static Operation,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    use tracing::{Instrument, field::Empty};

    let span = tracing::debug_span!(
        "exchange",
        operation = operation.name(),
        method = operation.method().as_str(),
        path = operation.path(),
        status = Empty,
        request_id = Empty,
        milliseconds = Empty,
    );
    let begun = crate::platform::Instant::now();
    let result = work.instrument(span.clone()).await;
    record(&span, begun, &result);
    result
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn exchange<F: Future>(_: &'static Operation, work: F) -> F {
    work
}

/// A body, where somebody asked for bodies and listens.
#[cfg(feature = "tracing")]
pub(crate) fn body(is_asked: bool, of: &'static str, body: impl FnOnce() -> Option<String>) {
    if is_asked
        && tracing::enabled!(tracing::Level::TRACE)
        && let Some(body) = body()
    {
        tracing::trace!(of, body, "the body");
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn body(_: bool, _: &'static str, _: impl FnOnce() -> Option<String>) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn attempt<F: Future>(_: &'static Operation, _: u32, work: F) -> F {
    work
}

/// Where a reply differs from its documentation.
#[cfg(feature = "tracing")]
pub(crate) fn drift(operation: &'static Operation, drift: &[Drift]) {
    for Drift { path, kind, count, page, table, row } in drift {
        tracing::debug!(operation = operation.name(), path, kind = %kind, count, page, table, row, "the reply drifts");
    }
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn drift(_: &'static Operation, _: &[Drift]) {}

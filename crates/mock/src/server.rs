//! HTTP: a thread of its own with a runtime of its own, so that any program can talk to the mock, async or not.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::thread::JoinHandle;

use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::answer::{Answers, Outcome};
use crate::delivery::Delivery;
use crate::fault::Effect;
use crate::log::Request;
use crate::reply::Reply;

/// A server that runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(listener: TcpListener, answers: Arc<Answers>, threads: usize) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let runtime = runtime(threads)?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("hwc-mock".to_owned()).spawn(move || {
            runtime.spawn(accept(listener, answers));
            // The sender never sends: dropping it is what ends the wait, and with the runtime all connections.
            let _ = runtime.block_on(stopped);
            runtime.shutdown_background();
        })?;
        Ok(Server { stop: Some(stop), thread: Some(thread) })
    }

    /// Waits for ever.
    pub(crate) fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn runtime(threads: usize) -> io::Result<Runtime> {
    match threads {
        0 | 1 => Builder::new_current_thread().enable_all().build(),
        threads => Builder::new_multi_thread().worker_threads(threads).enable_all().build(),
    }
}

async fn accept(listener: TcpListener, answers: Arc<Answers>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    loop {
        // What fails here is one connection; the next may be better.
        if let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(serve(stream, Arc::clone(&answers)));
        }
    }
}

async fn serve(stream: TcpStream, answers: Arc<Answers>) {
    let service = service_fn(|request| respond(request, &answers));
    // An error here is a client that went away, or a connection that a script cut.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(request: hyper::Request<Incoming>, answers: &Answers) -> io::Result<hyper::Response<Delivery>> {
    let (head, body) = request.into_parts();
    let body = read(body).await.map_err(io::Error::other)?;
    let id = answers.next_id();
    let Outcome { reply, effect } = answers.answer(Request::new(head.method, head.uri, head.headers, body, id.clone()));
    let Some(reply) = reply else { return Err(io::ErrorKind::ConnectionAborted.into()) };
    if let Some(Effect::Delay(time)) = effect {
        tokio::time::sleep(time).await;
    }
    let mut response = response(&reply, effect.as_ref());
    let clock = answers.settings.clock;
    let date = (clock.ahead != 0).then(|| httpdate::fmt_http_date(clock.now()));
    for (name, value) in [("x-request-id", Some(id)), ("date", date)] {
        if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

async fn read(mut body: Incoming) -> Result<Bytes, hyper::Error> {
    let mut first = Bytes::new();
    let mut all = Vec::new();
    while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let Ok(data) = frame?.into_data() else { continue };
        match (first.is_empty(), all.is_empty()) {
            (true, true) => first = data,
            (false, true) => all.extend([&first[..], &data[..]].concat()),
            _ => all.extend_from_slice(&data),
        }
    }
    Ok(if all.is_empty() { first } else { all.into() })
}

fn response(reply: &Reply, effect: Option<&Effect>) -> hyper::Response<Delivery> {
    let body = match effect {
        Some(Effect::Slow(pause)) => Delivery::slow(&reply.body, *pause),
        Some(Effect::CutBody) => Delivery::cut(&reply.body),
        Some(Effect::Truncated) => Delivery::whole(reply.body.slice(..reply.body.len() / 2)),
        _ => Delivery::whole(reply.body.clone()),
    };
    let mut response = hyper::Response::new(body);
    *response.status_mut() = hyper::StatusCode::from_u16(reply.status).unwrap_or_default();
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

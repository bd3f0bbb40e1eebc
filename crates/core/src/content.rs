//! What is sent as a file: bytes at once, or one after the other.

use std::{
    collections::VecDeque,
    fmt, io,
    path::PathBuf,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};

use crate::platform;

type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// Begins the stream of one attempt, and tells how long it is, if that is known.
type Begin = dyn Fn() -> io::Result<(Option<u64>, Chunks)> + Send + Sync;

/// The body of a request that takes a file.
///
/// Whatever becomes [`Bytes`] becomes content. What is too long for memory is a stream, which is made anew for each
/// attempt, so that a call with it can be repeated as any other:
///
/// ```
/// # use hwc_core::Content;
/// let text: Content = "short".into();
/// let file = Content::file("backup.tar");
/// # let _ = (text, file);
/// ```
///
/// In a form, a file has a name, too: that of the file, or the one that [`Content::named`] gives it.
///
/// Requests with a stream are signed without it, for a signature comes first.
#[derive(Clone)]
pub struct Content {
    kind: Kind,
    name: Option<Arc<str>>,
}

#[derive(Clone)]
enum Kind {
    Bytes(Bytes),
    Stream(Option<u64>, Arc<Begin>),
}

/// How much of a file is read at once.
const CHUNK: usize = 64 * 1024;

impl Content {
    /// A stream of so many bytes, if that is known; made by the function once for each attempt.
    pub fn stream<S>(length: Option<u64>, make: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let begin = move || -> io::Result<(Option<u64>, Chunks)> { Ok((length, Box::pin(make()))) };
        Content::of(Kind::Stream(length, Arc::new(begin)))
    }

    /// A file, opened once for each attempt and read bit by bit.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| Arc::from(name.to_string_lossy()));
        let open = move || {
            let file = std::fs::File::open(&path)?;
            let length = file.metadata()?.len();
            let chunks: Chunks = Box::pin(Reading { file, left: length });
            Ok((Some(length), chunks))
        };
        Content { name, ..Content::of(Kind::Stream(None, Arc::new(open))) }
    }

    /// The same, with the name that a form tells for it.
    #[must_use]
    pub fn named(mut self, name: impl AsRef<str>) -> Self {
        self.name = Some(Arc::from(name.as_ref()));
        self
    }

    fn of(kind: Kind) -> Self {
        Content { kind, name: None }
    }

    /// One after the other; bytes only, if all of them are.
    pub(crate) fn joined(parts: Vec<Content>) -> Self {
        if let Some(all) = parts.iter().map(|part| part.bytes().map(|bytes| &bytes[..])).collect::<Option<Vec<_>>>() {
            return Content::from(all.concat());
        }
        let begin = move || {
            let begun = parts.iter().map(Content::begin).collect::<io::Result<Vec<_>>>()?;
            let length = begun.iter().map(|(length, _)| *length).sum();
            let chunks: Chunks = Box::pin(Joined(begun.into_iter().map(|(_, chunks)| chunks).collect()));
            Ok((length, chunks))
        };
        Content::of(Kind::Stream(None, Arc::new(begin)))
    }

    /// The name that a form tells for it.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The bytes, unless it is a stream.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        if let Kind::Bytes(bytes) = &self.kind { Some(bytes) } else { None }
    }

    fn begin(&self) -> io::Result<(Option<u64>, Chunks)> {
        match &self.kind {
            Kind::Bytes(bytes) => Ok((Some(bytes.len() as u64), Box::pin(Whole(Some(bytes.clone()))))),
            Kind::Stream(_, make) => make(),
        }
    }

    /// The body of one attempt.
    pub(crate) fn body(&self) -> io::Result<reqwest::Body> {
        match &self.kind {
            Kind::Bytes(bytes) => Ok(bytes.clone().into()),
            Kind::Stream(..) => {
                let (left, chunks) = self.begin()?;
                platform::streamed(Sending { chunks: Mutex::new(chunks), left })
            }
        }
    }
}

impl<T: Into<Bytes>> From<T> for Content {
    fn from(bytes: T) -> Self {
        Content::of(Kind::Bytes(bytes.into()))
    }
}

/// Without what is in it.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Bytes(bytes) => write!(f, "{} bytes", bytes.len())?,
            Kind::Stream(Some(length), _) => write!(f, "a stream of {length} bytes")?,
            Kind::Stream(None, _) => f.write_str("a stream")?,
        }
        self.name.as_ref().map_or(Ok(()), |name| write!(f, " named {name:?}"))
    }
}

/// A file being read. It is on this machine: the time between two chunks goes to the network.
struct Reading {
    file: std::fs::File,
    /// A file that grows meanwhile is sent as long as it was.
    left: u64,
}

impl Stream for Reading {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = usize::try_from(self.left).map_or(CHUNK, |left| left.min(CHUNK));
        if length == 0 {
            return Poll::Ready(None);
        }
        let mut chunk = vec![0; length];
        Poll::Ready(Some(io::Read::read_exact(&mut self.file, &mut chunk).map(|()| {
            self.left -= length as u64;
            Bytes::from(chunk)
        })))
    }
}

/// Bytes as a stream of one chunk.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// Streams one after the other.
struct Joined(VecDeque<Chunks>);

impl Stream for Joined {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(first.as_mut().poll_next(context)) {
                None => drop(self.0.pop_front()),
                chunk => return Poll::Ready(chunk),
            }
        }
        Poll::Ready(None)
    }
}

/// A stream on its way.
struct Sending {
    /// Never locked: it makes the stream one that can be looked at from several threads, which nobody does.
    chunks: Mutex<Chunks>,
    left: Option<u64>,
}

impl Body for Sending {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(context));
        if let (Some(Ok(chunk)), Some(left)) = (&chunk, &mut self.left) {
            *left = left.saturating_sub(chunk.len() as u64);
        }
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

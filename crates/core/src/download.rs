//! A reply whose body comes bit by bit.

use std::fmt;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::{Call, Error, Operation, platform::Body, response, transport};

/// A file on its way: what came before it, and its content one chunk after the other.
///
/// ```no_run
/// use std::io::Write;
///
/// # fn download_file() -> hwc_core::Call<hwc_core::Bytes> { unimplemented!() }
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let mut file = std::fs::File::create("backup.tar")?;
/// let mut download = download_file().download().await?;
/// while let Some(chunk) = download.chunk().await? {
///     file.write_all(&chunk)?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct Download {
    operation: &'static Operation,
    status: u16,
    headers: HeaderMap,
    body: Body,
}

impl Call<Bytes> {
    /// Sends the request, and gives the file as it comes instead of as a whole. The time limit of the call ends with
    /// the first byte.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn download(self) -> Result<Download, Error> {
        let draft = self.into_draft().ok_or_else(|| Error::usage("the call is on its way already"))?;
        transport::open(draft).await
    }
}

impl Download {
    pub(crate) fn new(operation: &'static Operation, mut reply: reqwest::Response) -> Self {
        let (status, headers) = (reply.status().as_u16(), std::mem::take(reply.headers_mut()));
        Download { operation, status, headers, body: Body::new(reply) }
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id under which the service's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        response::request_id(self.headers())
    }

    /// How long the rest of the content is, if the service says it.
    pub fn length(&self) -> Option<u64> {
        self.body.length()
    }

    /// The next bytes; nothing after the last ones.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.body.chunk().await.map_err(|error| error.of(self.operation))
    }
}

/// Without headers: one may be a token.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}

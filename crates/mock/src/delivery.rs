//! A body on its way: whole, in slow pieces, or cut off in the middle.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

const PIECES: usize = 8;

/// A body on its way.
#[derive(Debug)]
pub(crate) struct Delivery {
    pieces: VecDeque<Bytes>,
    left: u64,
    pause: Option<Duration>,
    sleep: Option<Pin<Box<Sleep>>>,
    /// What was handed over is on its way, so that the connection may be cut.
    is_sent: bool,
}

impl Delivery {
    /// All at once.
    pub(crate) fn whole(body: Bytes) -> Self {
        let left = body.len() as u64;
        Delivery {
            pieces: VecDeque::from_iter((left > 0).then_some(body)),
            left,
            pause: None,
            sleep: None,
            is_sent: false,
        }
    }

    /// In pieces, with a pause before each.
    pub(crate) fn slow(body: &Bytes, pause: Duration) -> Self {
        let size = body.len().div_ceil(PIECES).max(1);
        let pieces = body.chunks(size).map(|piece| body.slice_ref(piece)).collect();
        Delivery { pieces, left: body.len() as u64, pause: Some(pause), sleep: None, is_sent: false }
    }

    /// The first half of what is announced.
    pub(crate) fn cut(body: &Bytes) -> Self {
        let half = body.slice(..body.len() / 2);
        // One byte more is announced than there is, so that even an empty body is cut off.
        Delivery { left: body.len() as u64 + 1, ..Delivery::whole(half) }
    }

    fn poll_pause(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(pause) = self.pause.filter(|_| !self.pieces.is_empty()) else { return Poll::Ready(()) };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep(pause)));
        ready!(sleep.as_mut().poll(cx));
        self.sleep = None;
        Poll::Ready(())
    }
}

impl Body for Delivery {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        ready!(self.poll_pause(cx));
        let is_cut = self.pieces.is_empty() && self.left > 0;
        if is_cut && !std::mem::replace(&mut self.is_sent, true) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(match self.pieces.pop_front() {
            Some(piece) => {
                self.left -= piece.len() as u64;
                Some(Ok(Frame::data(piece)))
            }
            None if self.left > 0 => Some(Err(io::ErrorKind::ConnectionAborted.into())),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

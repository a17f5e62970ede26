//! A connection that gives up on a peer that is silent, sends its head too slowly, or does not read.
//!
//! HTTP libraries time one thing at most; here the stream itself is timed, and told by [`Phase`] what it is in.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};

/// How long a peer may take.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two requests.
    pub idle: Duration,
    /// For the head of a request, from its first byte.
    pub head: Duration,
    /// Without taking a byte of an answer.
    pub write: Duration,
}

/// What a connection is in: waiting for a head, or answering.
#[derive(Debug, Default)]
pub struct Phase {
    answering: AtomicBool,
    answered: AtomicU32,
    head_was_slow: AtomicBool,
}

impl Phase {
    /// A head has arrived; until the returned guard is dropped, reads are not timed here.
    #[must_use]
    pub fn begin(self: &Arc<Self>) -> Answering {
        self.answering.store(true, Ordering::Release);
        Answering(Arc::clone(self))
    }

    /// True if the connection ended because a head came too slowly.
    #[must_use]
    pub fn head_was_slow(&self) -> bool {
        self.head_was_slow.load(Ordering::Acquire)
    }
}

/// Held while a request is answered.
#[derive(Debug)]
pub struct Answering(Arc<Phase>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.answered.fetch_add(1, Ordering::AcqRel);
        self.0.answering.store(false, Ordering::Release);
    }
}

/// A timer whose deadline moves without being registered anew each time.
#[derive(Debug, Default)]
struct Deadline {
    due: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    /// Sets the deadline if none is set.
    fn arm(&mut self, time: Duration) {
        if self.due.is_none() {
            self.due = Some(Instant::now() + time);
        }
    }

    fn disarm(&mut self) {
        self.due = None;
    }

    fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(due) = self.due else { return false };
        loop {
            if Instant::now() >= due {
                return true;
            }
            let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(due)));
            // A timer that is due earlier wakes us in time to look again; one that is due later would be late.
            if timer.deadline() > due || timer.is_elapsed() {
                timer.as_mut().reset(due);
            }
            if timer.as_mut().poll(cx).is_pending() {
                return false;
            }
        }
    }
}

/// A stream held to a [`Pace`].
#[derive(Debug)]
pub struct Paced {
    stream: TcpStream,
    pace: Pace,
    phase: Arc<Phase>,
    answered: u32,
    idle: Deadline,
    head: Deadline,
    write: Deadline,
}

impl Paced {
    /// Holds `stream` to `pace`.
    #[must_use]
    pub fn new(stream: TcpStream, pace: Pace, phase: Arc<Phase>) -> Self {
        let [idle, head, write] = [(); 3].map(|()| Deadline::default());
        Self { stream, pace, phase, answered: 0, idle, head, write }
    }

    /// The stream itself.
    #[must_use]
    pub fn into_inner(self) -> TcpStream {
        self.stream
    }

    /// What a read that found nothing means.
    fn nothing_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.phase.answering.load(Ordering::Acquire) {
            return Poll::Pending;
        }
        if self.head.due.is_some() {
            if self.head.is_over(cx) {
                self.phase.head_was_slow.store(true, Ordering::Release);
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            return Poll::Pending;
        }
        self.idle.arm(self.pace.idle);
        // The end of the stream: between two requests that is a quiet good-bye.
        if self.idle.is_over(cx) { Poll::Ready(Ok(())) } else { Poll::Pending }
    }

    fn written<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.write.disarm();
            return result;
        }
        self.write.arm(self.pace.write);
        if self.write.is_over(cx) { Poll::Ready(Err(io::ErrorKind::TimedOut.into())) } else { Poll::Pending }
    }
}

impl AsyncRead for Paced {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let paced = self.get_mut();
        let answered = paced.phase.answered.load(Ordering::Acquire);
        if answered != paced.answered {
            paced.answered = answered;
            paced.idle.disarm();
            paced.head.disarm();
        }
        let before = buffer.filled().len();
        match Pin::new(&mut paced.stream).poll_read(cx, buffer) {
            Poll::Pending => paced.nothing_read(cx),
            Poll::Ready(result) => {
                let is_head =
                    buffer.filled().len() > before && !paced.phase.answering.load(Ordering::Acquire);
                if is_head {
                    paced.head.arm(paced.pace.head);
                }
                Poll::Ready(result)
            }
        }
    }
}

impl AsyncWrite for Paced {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let paced = self.get_mut();
        let result = Pin::new(&mut paced.stream).poll_write(cx, bytes);
        paced.written(cx, result)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let paced = self.get_mut();
        ready!(Pin::new(&mut paced.stream).poll_flush(cx))?;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let paced = self.get_mut();
        let result = Pin::new(&mut paced.stream).poll_shutdown(cx);
        paced.written(cx, result)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let paced = self.get_mut();
        let result = Pin::new(&mut paced.stream).poll_write_vectored(cx, slices);
        paced.written(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

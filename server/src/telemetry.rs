//! The log: one line an event, on stderr, as text or JSON.
//!
//! What a request says is never in it: no value, no name, no number, no operator, no case, no panic message (which may
//! quote a string that was sliced). A slow reader of the log loses lines, which are counted; it never stops a check.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::limits;
use crate::settings::LogForm;

/// How long the end of the process waits for a slow reader of the log.
const LAST_LINES: Duration = Duration::from_secs(1);

/// The log of this process. When it is dropped, what was logged before is written.
#[derive(Debug)]
#[must_use = "the last lines are lost if the log is dropped before the end"]
pub struct Log {
    queue: SyncSender<Queued>,
}

/// Starts the log of this process. A second call changes nothing.
pub fn start(form: LogForm, dropped: Counter) -> Log {
    let lines = Lines::start(dropped);
    let log = Log { queue: lines.queue.clone() };
    // Other crates' events may quote what they read; only our own are written.
    let ours = Targets::new().with_target("watchpost_server", Level::INFO);
    let registry = tracing_subscriber::registry().with(ours);
    let started = match form {
        LogForm::Json => registry
            .with(
                tracing_subscriber::fmt::layer()
                    .json()
                    .flatten_event(true)
                    .with_current_span(false)
                    .with_span_list(false)
                    .with_writer(lines),
            )
            .try_init(),
        LogForm::Text => {
            registry.with(tracing_subscriber::fmt::layer().with_ansi(false).with_writer(lines)).try_init()
        }
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(tell_panic));
    }
    log
}

impl Drop for Log {
    fn drop(&mut self) {
        let (written, all_written) = sync_channel(1);
        // A full queue or a dead writer: nothing more can be done for the last lines.
        if self.queue.try_send(Queued::Tell(written)).is_ok() {
            let _ = all_written.recv_timeout(LAST_LINES);
        }
    }
}

/// Tells where a panic was, not what it said.
fn tell_panic(panic: &std::panic::PanicHookInfo<'_>) {
    match panic.location() {
        Some(place) => {
            tracing::error!(
                file = place.file(),
                line = place.line(),
                column = place.column(),
                "a bug: panic"
            );
        }
        None => tracing::error!("a bug: panic"),
    }
}

/// What waits to be written.
enum Queued {
    Line(Vec<u8>),
    /// Tells whoever waits that all before it is written.
    Tell(SyncSender<()>),
}

/// Hands lines to a thread that writes them.
#[derive(Clone, Debug)]
struct Lines {
    queue: SyncSender<Queued>,
    dropped: Counter,
}

impl Lines {
    fn start(dropped: Counter) -> Self {
        let (queue, queued) = sync_channel(limits::LOG_LINES);
        let thread = std::thread::Builder::new().name("log".to_owned());
        // Without a thread the receiver is gone, and every line is counted as dropped.
        let _ = thread.spawn(move || write(&queued));
        Self { queue, dropped }
    }
}

fn write(queued: &Receiver<Queued>) {
    let mut stderr = io::stderr();
    while let Ok(next) = queued.recv() {
        match next {
            Queued::Line(line) => {
                // A closed stderr leaves nobody to tell.
                if stderr.write_all(&line).is_err() {
                    break;
                }
            }
            Queued::Tell(waiting) => {
                let _ = waiting.try_send(());
            }
        }
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line;

    fn make_writer(&'a self) -> Line {
        Line { bytes: Vec::with_capacity(256), lines: self.clone() }
    }
}

/// One line, handed on when it is whole.
struct Line {
    bytes: Vec<u8>,
    lines: Lines,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let line = std::mem::take(&mut self.bytes);
        if !line.is_empty() && self.lines.queue.try_send(Queued::Line(line)).is_err() {
            self.lines.dropped.inc();
        }
    }
}

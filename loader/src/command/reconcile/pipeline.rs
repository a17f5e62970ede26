//! Reads, asks and writes at the same time: one thread reads rows, each core asks, the caller writes in input order.
//!
//! Memory is bounded: a chunk of rows is read only when one of a fixed number of permits is free, and a permit comes
//! back when its chunk is written.

use std::collections::BTreeMap;
use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use indicatif::ProgressBar;

use super::answered::{Answering, RunCounts, add};
use super::asked::{Asked, RowReader};
use crate::exit::{Exit, Failure};
use crate::limits;
use crate::source::{Source, SourceError};

/// Rows that are asked together.
struct Chunk {
    turn: u64,
    rows: Vec<Asked>,
}

/// Their result.
struct Answered {
    turn: u64,
    lines: Vec<u8>,
    counts: RunCounts,
}

/// Answers every row of `source`, adding to `counts` what has been written.
///
/// # Errors
/// [`Failure`] if the source cannot be read to its end or `out` cannot be written; `counts` then tells how far
/// it came.
pub(super) fn run(
    source: &mut Source,
    reader: &RowReader<'_>,
    answering: Answering<'_>,
    out: &mut dyn Write,
    bar: &ProgressBar,
    counts: &mut RunCounts,
) -> Result<(), Failure> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let (permit, permits) = channel();
    for _ in 0..cores * limits::CHUNKS_PER_CORE {
        // The receiver lives in this function.
        let _ = permit.send(());
    }
    let (chunks_in, chunks_out) = channel::<Chunk>();
    let (answers_in, answers_out) = channel();
    let chunks_out = Mutex::new(chunks_out);
    thread::scope(|scope| {
        for _ in 0..cores {
            let (chunks, answers) = (&chunks_out, answers_in.clone());
            scope.spawn(move || ask_chunks(chunks, answering, &answers));
        }
        drop(answers_in);
        let progress = source.progress();
        let reading = scope.spawn(move || read_chunks(source, reader, &permits, &chunks_in));
        let written =
            write_in_order(&answers_out, &permit, out, counts, || bar.set_position(progress.bytes()));
        // Whoever still waits for a permit or for room must see that nobody listens.
        drop((permit, answers_out));
        let read = reading.join().map_err(|_| Failure::new(Exit::Bug, "the reader of rows gave up"))?;
        written?;
        Ok(read?)
    })
}

fn read_chunks(
    source: &mut Source,
    reader: &RowReader<'_>,
    permits: &Receiver<()>,
    chunks: &Sender<Chunk>,
) -> Result<(), SourceError> {
    let mut number = 0;
    for turn in 0.. {
        if permits.recv().is_err() {
            return Ok(());
        }
        let mut rows = Vec::with_capacity(limits::CHUNK_ROWS);
        let mut end = Ok(false);
        let mut bytes = 0;
        while rows.len() < limits::CHUNK_ROWS && bytes < limits::CHUNK_BYTES {
            match source.next_row() {
                Ok(Some(raw)) => {
                    number += 1;
                    rows.push(reader.read(number, raw));
                    bytes += source.row_bytes();
                }
                Ok(None) => end = Ok(true),
                Err(error) => end = Err(error),
            }
            if !matches!(end, Ok(false)) {
                break;
            }
        }
        // The rows before an error are answered.
        if chunks.send(Chunk { turn, rows }).is_err() || end? {
            return Ok(());
        }
    }
    Ok(())
}

fn ask_chunks(
    chunks: &Mutex<Receiver<Chunk>>,
    answering: Answering<'_>,
    answers: &Sender<Result<Answered, Failure>>,
) {
    loop {
        let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Chunk { turn, rows }) = next else { return };
        let (mut lines, mut counts) = (Vec::new(), RunCounts::default());
        let answered =
            rows.into_iter().try_for_each(|asked| answering.answer(asked, &mut counts, &mut lines));
        let answered = answered.map(|()| Answered { turn, lines, counts }).map_err(|error| {
            Failure::new(Exit::Bug, format!("an answer cannot be written as JSON: {error}"))
        });
        if answers.send(answered).is_err() {
            return;
        }
    }
}

fn write_in_order(
    answers: &Receiver<Result<Answered, Failure>>,
    permit: &Sender<()>,
    out: &mut dyn Write,
    counts: &mut RunCounts,
    on_written: impl Fn(),
) -> Result<(), Failure> {
    let mut waiting = BTreeMap::new();
    let mut turn = 0;
    for answered in answers {
        let answered = answered?;
        waiting.insert(answered.turn, answered);
        while let Some(next) = waiting.remove(&turn) {
            out.write_all(&next.lines).map_err(|error| Failure::writing("results", &error))?;
            add(counts, &next.counts);
            turn += 1;
            let _ = permit.send(());
            on_written();
        }
    }
    // A worker that gave up has left a gap.
    if waiting.is_empty() { Ok(()) } else { Err(Failure::new(Exit::Bug, "some rows were not answered")) }
}

//! Reads rows and turns them into records at the same time: one thread reads and parts the rows, others read them into
//! records, and the caller takes these in the order of the rows.
//!
//! Chunks go round the threads in turn, so the order needs no sorting. Memory is bounded: every channel holds few
//! chunks, and who is faster waits.

use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use watchpost_engine::record::parse::{Row, has_unknown_code};

use super::kind::ListRecord;
use crate::exit::{Exit, Failure};
use crate::limits;
use crate::source::{Chunk, ListSource, NotUsed, RowRefusal, RowShape, Source, SourceError};

/// A row that was read.
pub(super) struct ReadRow<R> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// How many rows of the source it is.
    pub rows: u64,
    /// Its record, or why there is none.
    pub record: Result<R, NotUsed>,
    /// True if values of it could not be read and were let go, as the mapping says.
    pub has_unread_value: bool,
    /// True if a code of the record stands in no table.
    pub has_unknown_code: bool,
}

/// Reads every row of `source` and hands it to `take`, in the order of the rows.
///
/// # Errors
/// [`Failure`] of `take`, or of the source once the rows before it were taken.
pub(super) fn for_each_row<R: ListRecord>(
    source: &mut ListSource,
    mut take: impl FnMut(ReadRow<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(limits::BUILD_THREADS);
    let (source, shape) = source.parts();
    thread::scope(|scope| {
        let (mut chunks, mut rows, mut parsing) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..threads {
            let (chunk_in, chunks_out) = sync_channel(limits::BUILD_CHUNKS_WAITING);
            let (rows_in, rows_out) = sync_channel(limits::BUILD_CHUNKS_WAITING);
            parsing.push(scope.spawn(move || parse_chunks::<R>(shape, &chunks_out, &rows_in)));
            chunks.push(chunk_in);
            rows.push(rows_out);
        }
        let reading = scope.spawn(move || read_chunks(source, &chunks));
        let taken = take_in_order(&rows, &mut take);
        // Whoever still has rows must see that nobody listens.
        drop(rows);
        let gave_up = |_| Failure::new(Exit::Bug, "a thread that reads rows gave up");
        for thread in parsing {
            thread.join().map_err(gave_up)?;
        }
        let read = reading.join().map_err(gave_up)?;
        taken?;
        Ok(read?)
    })
}

fn read_chunks(source: &mut Source, threads: &[SyncSender<Chunk>]) -> Result<(), SourceError> {
    let mut next = Chunk::default();
    for thread in threads.iter().cycle() {
        let mut chunk = next;
        let may_go_on = source.read_chunk(&mut chunk);
        next = chunk.room_for_another();
        if (!chunk.is_empty() && thread.send(chunk).is_err()) || !may_go_on? {
            break;
        }
    }
    Ok(())
}

fn parse_chunks<R: ListRecord>(
    shape: &RowShape,
    chunks: &Receiver<Chunk>,
    rows: &SyncSender<Vec<ReadRow<R>>>,
) {
    for chunk in chunks {
        let mut read = Vec::with_capacity(chunk.len());
        chunk.for_each(|raw| {
            let row = shape.row(raw);
            let (line, rows, has_unread_value) = (row.line, row.rows, row.unread > 0);
            let parse = |row: Row<'_>| R::parse(&row).map_err(|refusal| RowRefusal::Record(refusal).into());
            let record = row.row.and_then(parse);
            let has_unknown_code = record.as_ref().is_ok_and(has_unknown_code);
            read.push(ReadRow { line, rows, record, has_unread_value, has_unknown_code });
        });
        if rows.send(read).is_err() {
            return;
        }
    }
}

/// The first thread that has no more tells the end: chunks went round in turn.
fn take_in_order<R>(
    threads: &[Receiver<Vec<ReadRow<R>>>],
    take: &mut impl FnMut(ReadRow<R>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for thread in threads.iter().cycle() {
        let Ok(rows) = thread.recv() else { break };
        rows.into_iter().try_for_each(&mut *take)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use watchpost_engine::list::List;
    use watchpost_engine::record::DocumentRecord;

    use super::for_each_row;
    use crate::exit::{Exit, Failure};
    use crate::limits;
    use crate::source::{Format, ListSource, Place};

    /// More chunks than any number of threads takes at once; every hundredth row is refused.
    const ROWS: u64 = 40 * limits::BUILD_CHUNK_ROWS as u64;

    fn rows() -> String {
        let row = |at: u64| {
            let status = if at.is_multiple_of(100) { "broken" } else { "lost" };
            format!("R-{at},UTO,A{at:07},{status}\n")
        };
        ["record_id,owner,number,status\n".to_owned()].into_iter().chain((0..ROWS).map(row)).collect()
    }

    /// The line of each row, and the record id of those that are records.
    type Taken = Vec<(u64, Option<String>)>;

    /// What was taken, at most `most` rows, and how it ended.
    fn read(path: &Path, text: &str, most: usize) -> (Taken, Result<(), Failure>) {
        std::fs::write(path, text).unwrap();
        let format = Format::of_name(path).unwrap();
        let mut source =
            ListSource::open(&Place::File(path.to_owned()), format, List::Documents, None, Vec::new())
                .unwrap();
        let mut taken = Vec::new();
        let ended = for_each_row::<DocumentRecord>(&mut source, |row| {
            if taken.len() == most {
                return Err(Failure::new(Exit::Bug, "enough"));
            }
            taken.push((row.line, row.record.ok().map(|record| record.listing.record_id)));
            Ok(())
        });
        (taken, ended)
    }

    #[test]
    fn rows_are_taken_in_their_order_and_those_before_an_error_are_taken_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let expected: Vec<(u64, Option<String>)> =
            (0..ROWS).map(|at| (at + 2, (!at.is_multiple_of(100)).then(|| format!("R-{at}")))).collect();
        let (taken, ended) = read(&path, &rows(), usize::MAX);
        assert!(ended.is_ok());
        assert_eq!(taken, expected);
        let (taken, ended) = read(&path, &(rows() + "R-X,UTO,\"A1,lost\nR-Y,UTO,A2,lost\n"), usize::MAX);
        assert!(ended.is_err());
        assert_eq!(taken, expected);
    }

    #[test]
    fn a_failure_of_who_takes_the_rows_ends_all_threads() {
        let folder = tempfile::tempdir().unwrap();
        let (taken, ended) = read(&folder.path().join("list.csv"), &rows(), 3);
        assert_eq!(taken.len(), 3);
        assert!(ended.is_err());
    }
}

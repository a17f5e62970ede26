//! Small generations for the tests of the store.

use std::io::Write;

use jiff::Timestamp;
use watchpost_engine::list::List;
use watchpost_engine::store::{Disk, ListEntry, ManifestDraft, SegmentRef, StoreError, Writer};

/// A segment of these bytes; the store does not care what they are.
pub(crate) fn write_segment<D: Disk>(writer: &Writer<D>, bytes: &[u8]) -> Result<SegmentRef, StoreError> {
    let mut segment = writer.new_segment()?;
    let written = segment.write_all(bytes);
    written.map_err(|error| StoreError::from_write(error, writer.store().path()))?;
    segment.finish(1)
}

/// Lists with one segment each, of the given second.
pub(crate) fn draft(second: i64, segments: &[(List, SegmentRef)]) -> ManifestDraft {
    let entry = |segment| ListEntry { as_of: time(second), segments: vec![segment], sources: Vec::new() };
    ManifestDraft {
        created: time(second),
        for_country: None,
        lists: segments.iter().map(|(list, segment)| (*list, entry(*segment))).collect(),
        probes: Vec::new(),
    }
}

/// Some moment, `second` seconds on.
pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

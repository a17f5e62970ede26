//! Searching one list for one part of a subject.

pub(super) mod documents;
pub(super) mod persons;
pub(super) mod vehicles;

use zerocopy::little_endian::U32;

/// The rows of a run that may be graded: all, or, of a longer run, those equal as written first. Rows stand in
/// order of their identifier; `is_before` tells whether that of a row comes before the one asked.
fn granted_of(rows: &[U32], granted: usize, is_before: impl Fn(u64) -> bool) -> &[U32] {
    let from = if granted < rows.len() { rows.partition_point(|row| is_before(row.get().into())) } else { 0 };
    let rows = &rows[from..];
    &rows[..granted.min(rows.len())]
}

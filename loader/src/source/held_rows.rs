//! Rows of a CSV file that are held in memory and found by a key: those of a joined file, and those to be grouped.
//!
//! Memory is bounded by [`limits::HELD_BYTES`]; a file that needs more is refused whole, never read in part.

use std::sync::atomic::{AtomicBool, Ordering};

use super::csv::CsvRow;
use super::{BadRow, CellRows, Cells, Content, KeyColumn, RawRow, Source, SourceError};
use crate::limits;

/// Rows in the order of their key, and of one key in the order of the file.
pub struct HeldRows {
    name: String,
    columns: Vec<String>,
    width: usize,
    text: Vec<u8>,
    /// Where the cells end, each counted from its row's first byte; `width` for each row.
    ends: Vec<usize>,
    rows: Vec<Held>,
    bad: Vec<(u64, BadRow)>,
    key: usize,
}

struct Held {
    line: u64,
    /// Its first byte.
    start: usize,
    /// Its place in the file, from 0.
    place: usize,
    /// Whether it was asked for.
    is_used: AtomicBool,
}

/// What became of the rows of a joined file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldCounts {
    /// Rows in it.
    pub rows: u64,
    /// Rows that cannot be read.
    pub refused: u64,
    /// Rows that were joined to a row of the list.
    pub joined: u64,
}

/// Bytes that a row takes beside its text.
const ROW_OVERHEAD: usize = size_of::<Held>();

impl HeldRows {
    /// Reads every row of `source`. `columns` are its names, `key` the column by which rows are found.
    ///
    /// # Errors
    /// [`SourceError`] if it cannot be read, has no such column, or has too much to be held.
    pub fn read(source: &mut Source, columns: &[String], key: &KeyColumn) -> Result<Self, SourceError> {
        let mut held = Self::without_rows(source.name(), columns, key)?;
        while let Some(row) = source.next_cells()? {
            held.add(&row)?;
        }
        let mut rows = std::mem::take(&mut held.rows);
        rows.sort_by(|a, b| held.key_of(a).cmp(held.key_of(b)));
        held.rows = rows;
        Ok(held)
    }

    /// No rows of a file that has these columns.
    ///
    /// # Errors
    /// [`SourceError`] if the file has no such key.
    pub fn without_rows(name: &str, columns: &[String], key: &KeyColumn) -> Result<Self, SourceError> {
        Ok(Self {
            name: name.to_owned(),
            columns: columns.to_vec(),
            width: 0,
            text: Vec::new(),
            ends: Vec::new(),
            rows: Vec::new(),
            bad: Vec::new(),
            key: key.cell(columns, name)?,
        })
    }

    fn add(&mut self, row: &CsvRow<'_>) -> Result<(), SourceError> {
        let readable =
            row.content.and_then(|(bytes, ends)| super::csv::cells(bytes, ends).map(|_| (bytes, ends)));
        match readable {
            Err(bad) => self.bad.push((row.line, bad)),
            Ok((bytes, ends)) => {
                let (start, place) = (self.text.len(), self.rows.len());
                self.width = ends.len();
                self.text.extend_from_slice(bytes);
                self.ends.extend_from_slice(ends);
                self.rows.push(Held { line: row.line, start, place, is_used: AtomicBool::new(false) });
            }
        }
        let rows = (self.rows.len() + self.bad.len()) * ROW_OVERHEAD;
        if self.text.len() + self.ends.len() * size_of::<usize>() + rows > limits::HELD_BYTES {
            return Err(SourceError::TooLargeToHold { name: self.name.clone() });
        }
        Ok(())
    }

    /// The source's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of its columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Rows that cannot be read, with their lines.
    #[must_use]
    pub fn bad(&self) -> &[(u64, BadRow)] {
        &self.bad
    }

    /// The rows that have this key, in the order of the file. They count as used from now on.
    pub fn of_key<'a>(&'a self, key: &str) -> impl Iterator<Item = Cells<'a>> + use<'a> {
        let key = key.trim().as_bytes();
        let first = self.rows.partition_point(|row| self.key_of(row) < key);
        let rows = self.rows.get(first..).unwrap_or_default();
        let count = rows.iter().take_while(|row| !key.is_empty() && self.key_of(row) == key).count();
        rows.iter().take(count).filter_map(|row| {
            row.is_used.store(true, Ordering::Relaxed);
            self.cells(row)
        })
    }

    /// What became of the rows, once every row of the list was read.
    #[must_use]
    pub fn counts(&self) -> HeldCounts {
        let joined = self.rows.iter().filter(|row| row.is_used.load(Ordering::Relaxed)).count();
        let refused = self.bad.len() as u64;
        HeldCounts { rows: self.rows.len() as u64 + refused, refused, joined: joined as u64 }
    }

    /// Every key with its rows, in the order of the file by their first rows. Rows without a key stand alone.
    pub(super) fn into_groups(self) -> Groups {
        let mut groups: Vec<Group> = Vec::new();
        for (row, at) in self.rows.iter().zip(0..) {
            match groups.last_mut() {
                Some(last)
                    if !self.key_of(row).is_empty()
                        && self
                            .rows
                            .get(last.first)
                            .is_some_and(|first| self.key_of(first) == self.key_of(row)) =>
                {
                    last.rows += 1;
                }
                _ => groups.push(Group { line: row.line, first: at, rows: 1, bad: None }),
            }
        }
        let bad =
            self.bad.iter().map(|(line, bad)| Group { line: *line, first: 0, rows: 1, bad: Some(*bad) });
        groups.extend(bad);
        groups.sort_by_key(|group| group.line);
        Groups { held: self, groups: groups.into_iter(), text: Vec::new(), ends: Vec::new() }
    }

    fn bytes(&self, row: &Held) -> (&[u8], &[usize]) {
        let ends = self.ends.get(row.place * self.width..(row.place + 1) * self.width).unwrap_or_default();
        let length = ends.last().copied().unwrap_or_default();
        (self.text.get(row.start..row.start + length).unwrap_or_default(), ends)
    }

    fn cells<'a>(&'a self, row: &Held) -> Option<Cells<'a>> {
        let (bytes, ends) = self.bytes(row);
        super::csv::cells(bytes, ends).ok()
    }

    fn key_of(&self, row: &Held) -> &[u8] {
        let (bytes, ends) = self.bytes(row);
        let start = self.key.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
        let end = ends.get(self.key).copied().unwrap_or(start);
        bytes.get(start..end).unwrap_or_default().trim_ascii()
    }
}

/// Rows of one key.
struct Group {
    /// The line of the first of them.
    line: u64,
    /// The place of the first in the order of keys.
    first: usize,
    rows: usize,
    bad: Option<BadRow>,
}

/// Groups on their way.
pub(super) struct Groups {
    held: HeldRows,
    groups: std::vec::IntoIter<Group>,
    text: Vec<u8>,
    ends: Vec<usize>,
}

/// One group: the cells of its rows one behind the other, and where each ends.
pub(super) struct GroupedRow<'a> {
    pub line: u64,
    pub rows: u64,
    pub width: usize,
    pub content: Result<(&'a [u8], &'a [usize]), BadRow>,
}

impl<'a> GroupedRow<'a> {
    /// As a row.
    pub(super) fn row(self) -> RawRow<'a> {
        let Self { line, rows, width, content } = self;
        let content = content.and_then(|(text, ends)| group_cells(text, ends, width));
        RawRow { line, rows, content }
    }
}

/// The cells of grouped rows, if their bytes are text.
pub(super) fn group_cells<'a>(
    text: &'a [u8],
    ends: &'a [usize],
    width: usize,
) -> Result<Content<'a>, BadRow> {
    super::csv::cells(text, ends).map(|cells| Content::Rows(CellRows::new(cells, width)))
}

impl Groups {
    /// Bytes of the group that was told last.
    pub(super) const fn row_bytes(&self) -> usize {
        self.text.len()
    }

    /// The next group; `None` at the end.
    pub(super) fn next_group(&mut self) -> Option<GroupedRow<'_>> {
        let Group { line, first, rows, bad } = self.groups.next()?;
        self.text.clear();
        self.ends.clear();
        let mut content = bad.map_or(Ok(()), Err);
        if content.is_ok() {
            for row in self.held.rows.get(first..first + rows).unwrap_or_default() {
                let (bytes, ends) = self.held.bytes(row);
                let before = self.text.len();
                if rows > limits::GROUP_ROWS || before + bytes.len() > limits::ROW_BYTES {
                    content = Err(BadRow::TooLong);
                    break;
                }
                self.ends.extend(ends.iter().map(|end| before + end));
                self.text.extend_from_slice(bytes);
            }
        }
        let content = content.map(|()| (self.text.as_slice(), self.ends.as_slice()));
        Some(GroupedRow { line, rows: rows as u64, width: self.held.width, content })
    }
}

#[cfg(test)]
mod tests {
    use super::{HeldCounts, HeldRows};
    use crate::source::{
        BadRow, Compression, Content, Format, KeyColumn, Kind, Place, Reading, Source, SourceError,
    };

    const CSV: Format = Format { kind: Kind::Csv, compression: Compression::None };

    const ROWS: &str = "name,key\nb,2\na, 1\nc,2\nd\ne,\nf,10\ng,\nh,2\n";

    fn source(rows: &str, reading: &Reading) -> (tempfile::TempDir, Source) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("held.csv");
        std::fs::write(&path, rows).unwrap();
        let source = Source::open(&Place::File(path), CSV, reading).unwrap();
        (folder, source)
    }

    fn held(column: &str) -> Result<HeldRows, SourceError> {
        let (_folder, mut source) = source(ROWS, &Reading::default());
        let columns = source.header().unwrap().to_vec();
        HeldRows::read(&mut source, &columns, &KeyColumn::Name(column.to_owned()))
    }

    #[test]
    fn rows_are_found_by_their_key_in_the_order_of_the_file_and_counted() {
        let rows = held("key").unwrap();
        let names = |key: &str| rows.of_key(key).map(|cells| cells.get(0).unwrap()).collect::<Vec<_>>();
        assert_eq!(names("1"), ["a"]);
        assert_eq!(names(" 2 "), ["b", "c", "h"]);
        assert!(names("3").is_empty() && names("").is_empty(), "no key is no key");
        assert_eq!(rows.counts(), HeldCounts { rows: 8, refused: 1, joined: 4 });
        assert_eq!(rows.bad(), [(5, BadRow::CellCount { found: 1, expected: 2 })]);
    }

    #[test]
    fn a_key_that_the_file_does_not_have_is_an_error() {
        assert!(matches!(held("other"), Err(SourceError::MissingColumn { .. })));
    }

    #[test]
    fn rows_of_one_key_are_one_and_rows_without_a_key_stand_alone() {
        let group_by = Some(KeyColumn::Name("key".to_owned()));
        let (_folder, mut source) = source(ROWS, &Reading { group_by, ..Reading::default() });
        let mut groups = Vec::new();
        while let Some(row) = source.next_row().unwrap() {
            let names: Result<Vec<String>, BadRow> = row.content.map(|content| match content {
                Content::Rows(rows) => rows.iter().map(|row| row.get(0).unwrap().to_owned()).collect(),
                Content::Cells(_) | Content::Object(_) => Vec::new(),
            });
            groups.push((row.line, row.rows, names.map(|names| names.concat()).ok()));
        }
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            groups,
            [
                (2, 3, text("bch")),
                (3, 1, text("a")),
                (5, 1, None),
                (6, 1, text("e")),
                (7, 1, text("f")),
                (8, 1, text("g"))
            ]
        );
    }
}

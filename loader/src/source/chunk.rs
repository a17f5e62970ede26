//! Rows as they stand in their source, many together: what the thread that reads hands to those that understand.

use super::csv::{CsvRow, cells};
use super::held_rows::{GroupedRow, group_cells};
use super::json_lines::{JsonLine, parse};
use super::xml::XmlRow;
use super::{BadRow, Content, Object, RawRow, Rows, Source, SourceError};
use crate::limits;

/// Rows that are handed on together, not yet read as text.
#[derive(Default)]
pub struct Chunk {
    rows: Vec<ChunkRow>,
    /// What stands in the rows, one behind the other.
    bytes: Vec<u8>,
    /// Where the cells of CSV rows end, each counted from its row's first byte.
    ends: Vec<usize>,
    /// Bytes of the objects that were read already.
    held: usize,
}

struct ChunkRow {
    line: u64,
    rows: u64,
    content: Result<Form, BadRow>,
}

/// What stands in a row, and how much of the chunk it is.
enum Form {
    /// Bytes and cells.
    Cells { bytes: usize, cells: usize },
    /// Bytes and cells of rows that were put together, so many cells in each.
    Group { bytes: usize, cells: usize, width: usize },
    /// The bytes of a line that holds a JSON object.
    Line { bytes: usize },
    /// An object that was read already.
    Object(Object),
}

impl Chunk {
    /// An empty chunk with room for as much as this one has.
    #[must_use]
    pub fn room_for_another(&self) -> Self {
        Self {
            rows: Vec::with_capacity(self.rows.len()),
            bytes: Vec::with_capacity(self.bytes.len()),
            ends: Vec::with_capacity(self.ends.len()),
            held: 0,
        }
    }

    fn add_cells(&mut self, row: &CsvRow<'_>) {
        let content = row.content.map(|(bytes, ends)| {
            self.bytes.extend_from_slice(bytes);
            self.ends.extend_from_slice(ends);
            Form::Cells { bytes: bytes.len(), cells: ends.len() }
        });
        self.rows.push(ChunkRow { line: row.line, rows: 1, content });
    }

    fn add_group(&mut self, group: &GroupedRow<'_>) {
        let content = group.content.map(|(bytes, ends)| {
            self.bytes.extend_from_slice(bytes);
            self.ends.extend_from_slice(ends);
            Form::Group { bytes: bytes.len(), cells: ends.len(), width: group.width }
        });
        self.rows.push(ChunkRow { line: group.line, rows: group.rows, content });
    }

    fn add_line(&mut self, row: &JsonLine<'_>) {
        let content = row.content.map(|bytes| {
            self.bytes.extend_from_slice(bytes);
            Form::Line { bytes: bytes.len() }
        });
        self.rows.push(ChunkRow { line: row.line, rows: 1, content });
    }

    fn add_object(&mut self, row: XmlRow) {
        self.held += row.bytes;
        self.rows.push(ChunkRow { line: row.line, rows: 1, content: row.content.map(Form::Object) });
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without any row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reads each row in its turn.
    pub fn for_each(&self, mut take: impl FnMut(RawRow<'_>)) {
        let (mut bytes, mut ends) = (self.bytes.as_slice(), self.ends.as_slice());
        for row in &self.rows {
            let parsed;
            let content = match &row.content {
                Err(bad) => Err(*bad),
                Ok(Form::Cells { bytes: own, cells: count }) => {
                    cells(first(&mut bytes, *own), first(&mut ends, *count)).map(Content::Cells)
                }
                Ok(Form::Group { bytes: own, cells: count, width }) => {
                    group_cells(first(&mut bytes, *own), first(&mut ends, *count), *width)
                }
                Ok(Form::Object(object)) => Ok(Content::Object(object)),
                Ok(Form::Line { bytes: own }) => match parse(first(&mut bytes, *own)) {
                    Ok(object) => {
                        parsed = object;
                        Ok(Content::Object(&parsed))
                    }
                    Err(bad) => Err(bad),
                },
            };
            take(RawRow { line: row.line, rows: row.rows, content });
        }
    }

    /// True if no more rows are to be added.
    const fn is_full(&self) -> bool {
        self.rows.len() >= limits::BUILD_CHUNK_ROWS
            || self.bytes.len() + self.held >= limits::BUILD_CHUNK_BYTES
    }
}

/// Takes the first of the rest.
fn first<'a, T>(rest: &mut &'a [T], count: usize) -> &'a [T] {
    let (own, behind) = rest.split_at(count);
    *rest = behind;
    own
}

impl Source {
    /// Reads rows until the chunk is full or the source ends; true if more may come. The rows before an error are in
    /// the chunk.
    ///
    /// # Errors
    /// [`SourceError`] if the rest cannot be read.
    pub fn read_chunk(&mut self, chunk: &mut Chunk) -> Result<bool, SourceError> {
        self.group()?;
        while !chunk.is_full() {
            let name = &self.name;
            match &mut self.rows {
                Rows::Csv(rows) => match rows.next_bytes(name)? {
                    Some(row) => chunk.add_cells(&row),
                    None => return Ok(false),
                },
                Rows::JsonLines(rows) => {
                    match rows.next_line().map_err(|source| SourceError::read(name, source))? {
                        Some(row) => chunk.add_line(&row),
                        None => return Ok(false),
                    }
                }
                Rows::Xml(rows) => match rows.next_object(name)? {
                    Some(row) => chunk.add_object(row),
                    None => return Ok(false),
                },
                Rows::Grouped(groups) => match groups.next_group() {
                    Some(group) => chunk.add_group(&group),
                    None => return Ok(false),
                },
                // `group` has put them together.
                Rows::ToGroup(..) => return Ok(false),
            }
        }
        Ok(true)
    }
}

//! Rows as they stand in their source, many together: what the thread that reads hands to those that understand.

use super::csv::{CsvRow, cells};
use super::json_lines::{JsonLine, parse};
use super::{BadRow, Content, RawRow, Rows, Source, SourceError};
use crate::limits;

/// Rows that are handed on together, not yet read as text.
#[derive(Default)]
pub struct Chunk {
    rows: Vec<ChunkRow>,
    /// What stands in the rows, one behind the other.
    bytes: Vec<u8>,
    /// Where the cells of CSV rows end, each counted from its row's first byte.
    ends: Vec<usize>,
}

struct ChunkRow {
    line: u64,
    content: Result<(), BadRow>,
    bytes: usize,
    /// Its cells in `ends`; `None` for a line that holds a JSON object.
    cells: Option<usize>,
}

impl Chunk {
    /// An empty chunk with room for as much as this one has.
    #[must_use]
    pub fn room_for_another(&self) -> Self {
        Self {
            rows: Vec::with_capacity(self.rows.len()),
            bytes: Vec::with_capacity(self.bytes.len()),
            ends: Vec::with_capacity(self.ends.len()),
        }
    }

    fn add(&mut self, line: u64, bad: BadRow) {
        self.rows.push(ChunkRow { line, content: Err(bad), bytes: 0, cells: None });
    }

    fn add_cells(&mut self, row: &CsvRow<'_>) {
        match row.content {
            Err(bad) => self.add(row.line, bad),
            Ok((bytes, ends)) => {
                self.bytes.extend_from_slice(bytes);
                self.ends.extend_from_slice(ends);
                let (bytes, cells) = (bytes.len(), Some(ends.len()));
                self.rows.push(ChunkRow { line: row.line, content: Ok(()), bytes, cells });
            }
        }
    }

    fn add_line(&mut self, row: &JsonLine<'_>) {
        match row.content {
            Err(bad) => self.add(row.line, bad),
            Ok(bytes) => {
                self.bytes.extend_from_slice(bytes);
                self.rows.push(ChunkRow { line: row.line, content: Ok(()), bytes: bytes.len(), cells: None });
            }
        }
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
            let (own, behind) = bytes.split_at(row.bytes);
            bytes = behind;
            let object;
            let content = match (row.content, row.cells) {
                (Err(bad), _) => Err(bad),
                (Ok(()), Some(count)) => {
                    let (own_ends, behind) = ends.split_at(count);
                    ends = behind;
                    cells(own, own_ends).map(Content::Cells)
                }
                (Ok(()), None) => match parse(own) {
                    Ok(parsed) => {
                        object = parsed;
                        Ok(Content::Object(&object))
                    }
                    Err(bad) => Err(bad),
                },
            };
            take(RawRow { line: row.line, content });
        }
    }
}

impl Source {
    /// Reads rows until the chunk is full or the source ends; true if more may come. The rows before an error are in
    /// the chunk.
    ///
    /// # Errors
    /// [`SourceError`] if the rest cannot be read.
    pub fn read_chunk(&mut self, chunk: &mut Chunk) -> Result<bool, SourceError> {
        while chunk.rows.len() < limits::BUILD_CHUNK_ROWS && chunk.bytes.len() < limits::BUILD_CHUNK_BYTES {
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
            }
        }
        Ok(true)
    }
}

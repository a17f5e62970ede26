//! JSON Lines: one object a line.

use std::io::{self, BufRead};

use super::object::{REPEATED, TOO_MANY};
use super::{BadRow, Content, Object, RawRow};
use crate::limits;

/// The rows of a JSON Lines file.
pub struct JsonRows {
    input: Box<dyn BufRead + Send>,
    line: u64,
    text: Vec<u8>,
    object: Object,
}

/// A line before it is read as an object.
pub(super) struct JsonLine<'a> {
    pub line: u64,
    pub content: Result<&'a [u8], BadRow>,
}

impl JsonRows {
    pub(super) fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input, line: 0, text: Vec::new(), object: Object::default() }
    }

    /// Bytes of the row that was read last.
    pub(super) const fn row_bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn next_row(&mut self) -> io::Result<Option<RawRow<'_>>> {
        let Some(JsonLine { line, content }) = self.next_line()? else { return Ok(None) };
        let parsed = content.and_then(parse);
        let content = parsed.map(|object| {
            self.object = object;
            Content::Object(&self.object)
        });
        Ok(Some(RawRow { line, rows: 1, content }))
    }

    /// The next line that is not empty.
    pub(super) fn next_line(&mut self) -> io::Result<Option<JsonLine<'_>>> {
        loop {
            let Some(is_too_long) = self.read_line()? else { return Ok(None) };
            if is_too_long {
                return Ok(Some(JsonLine { line: self.line, content: Err(BadRow::TooLong) }));
            }
            if !self.text.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(JsonLine { line: self.line, content: Ok(&self.text) }));
            }
        }
    }

    /// Reads the next line into `text`; `None` at the end, true if it is over the limit and was skipped.
    fn read_line(&mut self) -> io::Result<Option<bool>> {
        self.text.clear();
        let mut is_too_long = false;
        let mut is_any = false;
        loop {
            let input = self.input.fill_buf()?;
            if input.is_empty() {
                self.line += u64::from(is_any);
                return Ok(is_any.then_some(is_too_long));
            }
            is_any = true;
            let end = input.iter().position(|byte| *byte == b'\n');
            let part = &input[..end.unwrap_or(input.len())];
            is_too_long |= self.text.len() + part.len() > limits::ROW_BYTES;
            if !is_too_long {
                self.text.extend_from_slice(part);
            }
            let length = part.len() + usize::from(end.is_some());
            self.input.consume(length);
            if end.is_some() {
                self.line += 1;
                return Ok(Some(is_too_long));
            }
        }
    }
}

/// Reads a line as an object.
pub(super) fn parse(line: &[u8]) -> Result<Object, BadRow> {
    let text = std::str::from_utf8(line).map_err(|_| BadRow::NotUtf8)?;
    serde_json::from_str(text).map_err(|error| {
        // The reader's own message may repeat a value, so only the place is told.
        let said = if error.is_data() { error.to_string() } else { String::new() };
        if said.starts_with(REPEATED) {
            BadRow::RepeatedKey
        } else if said.starts_with(TOO_MANY) {
            BadRow::TooLong
        } else {
            BadRow::NotAnObject { column: error.column() }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::JsonRows;
    use crate::limits;
    use crate::source::{BadRow, Content};
    use std::io::{BufReader, Cursor};

    fn read(bytes: &[u8]) -> Vec<(u64, Result<usize, BadRow>)> {
        let mut rows = JsonRows::new(Box::new(BufReader::with_capacity(7, Cursor::new(bytes.to_vec()))));
        let mut read = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            let keys = row.content.map(|content| match content {
                Content::Object(object) => object.iter().count(),
                Content::Cells(_) | Content::Rows(_) => 0,
            });
            read.push((row.line, keys));
        }
        read
    }

    #[test]
    fn every_line_is_told_with_its_number() {
        let bytes = b"{\"a\":1,\"b\":2}\r\n\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":\"\xff\"}\n{\"a\":\n{}";
        let read = read(bytes);
        assert_eq!(read[0], (1, Ok(2)));
        assert!(matches!(read[1], (3, Err(BadRow::NotAnObject { .. }))));
        assert_eq!(read[2], (4, Err(BadRow::RepeatedKey)));
        assert_eq!(read[3], (5, Err(BadRow::NotUtf8)));
        assert!(matches!(read[4], (6, Err(BadRow::NotAnObject { .. }))));
        assert_eq!(read[5], (7, Ok(0)));
        assert_eq!(read.len(), 6);
    }

    /// A megabyte of short keys, each compared with all before it, took eleven seconds.
    #[test]
    fn a_row_of_very_many_keys_is_refused_and_the_next_one_is_read() {
        let object = |keys: usize| {
            let keys: Vec<String> = (0..keys).map(|key| format!("\"{key}\":0")).collect();
            format!("{{{}}}\n", keys.join(","))
        };
        let rows =
            [object(limits::ROW_KEYS), object(limits::ROW_KEYS + 1), object(100_000), object(1)].concat();
        let too_long = Err(BadRow::TooLong);
        assert_eq!(
            read(rows.as_bytes()),
            [(1, Ok(limits::ROW_KEYS)), (2, too_long), (3, too_long), (4, Ok(1))]
        );
    }

    #[test]
    fn a_line_over_the_limit_is_told_and_the_next_one_is_read() {
        let long = format!("{{\"a\":\"{}\"}}\n{{}}", "x".repeat(limits::ROW_BYTES));
        assert_eq!(read(long.as_bytes()), [(1, Err(BadRow::TooLong)), (2, Ok(0))]);
    }
}

//! CSV, row by row, with two bounds that a general reader does not give: a row has a longest length, and a quote
//! that is never closed is an error of the whole file, since it swallows rows.

use std::io::{self, BufRead};

use csv_core::ReadRecordResult;

use super::error::SourceError;
use super::{BadRow, Cells, Content, RawRow};
use crate::limits;

/// Whether a CSV file opens with a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// The first line names the columns.
    Names,
    /// The first line is a row.
    None,
}

/// How a CSV file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvShape {
    /// The sign between cells.
    pub delimiter: u8,
    /// Whether it opens with a header.
    pub header: Header,
    /// Lines before the header or the first row that say something else.
    pub skip_lines: u64,
    /// How many cells a row has; told by the header or the first row if not here.
    pub cells: Option<usize>,
    /// Whether each line stands in quotes as a whole.
    pub quoted_lines: bool,
}

impl Default for CsvShape {
    /// The lists' own format.
    fn default() -> Self {
        Self { delimiter: b',', header: Header::Names, skip_lines: 0, cells: None, quoted_lines: false }
    }
}

/// The rows of a CSV file.
pub struct CsvRows {
    input: Box<dyn BufRead + Send>,
    parser: csv_core::Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    header: Option<Vec<String>>,
    cells: Option<usize>,
    row_bytes: usize,
}

/// Where a row stands in the buffers.
struct Span {
    line: u64,
    lines: u64,
    bytes: usize,
    cells: usize,
    is_too_long: bool,
    is_unclosed: bool,
}

/// A row whose bytes were parted and not yet read as text.
pub(super) struct CsvRow<'a> {
    pub line: u64,
    /// All cells one behind the other, and where each ends.
    pub content: Result<(&'a [u8], &'a [usize]), BadRow>,
}

/// The cells of a row, if its bytes are text.
pub(super) fn cells<'a>(text: &'a [u8], ends: &'a [usize]) -> Result<Cells<'a>, BadRow> {
    std::str::from_utf8(text).ok().and_then(|text| Cells::new(text, ends)).ok_or(BadRow::NotUtf8)
}

impl CsvRows {
    pub(super) fn new(
        mut input: Box<dyn BufRead + Send>,
        shape: &CsvShape,
        name: &str,
    ) -> Result<Self, SourceError> {
        let mut parser = csv_core::ReaderBuilder::new().delimiter(shape.delimiter).build();
        let mut skipped = 0;
        while skipped < shape.skip_lines {
            if !skip_line(&mut input).map_err(|source| SourceError::read(name, source))? {
                break;
            }
            skipped += 1;
        }
        parser.set_line(skipped + 1);
        let mut rows = Self {
            input,
            parser,
            text: vec![0; 4_096],
            ends: vec![0; 64],
            header: None,
            cells: shape.cells,
            row_bytes: 0,
        };
        if shape.header == Header::Names {
            rows.read_header(name)?;
        }
        Ok(rows)
    }

    pub(super) fn header(&self) -> Option<&[String]> {
        self.header.as_deref()
    }

    /// Bytes of the row that was read last.
    pub(super) const fn row_bytes(&self) -> usize {
        self.row_bytes
    }

    fn read_header(&mut self, name: &str) -> Result<(), SourceError> {
        let row = self.next_row(name)?.ok_or_else(|| SourceError::NoHeader { name: name.to_owned() })?;
        let Ok(Content::Cells(cells)) = row.content else {
            return Err(SourceError::HeaderUnreadable { name: name.to_owned() });
        };
        let names: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        self.cells = Some(names.len());
        self.header = Some(names);
        Ok(())
    }

    pub(super) fn next_row(&mut self, name: &str) -> Result<Option<RawRow<'_>>, SourceError> {
        let Some(CsvRow { line, content }) = self.next_bytes(name)? else { return Ok(None) };
        let content = content.and_then(|(text, ends)| cells(text, ends)).map(Content::Cells);
        Ok(Some(RawRow { line, rows: 1, content }))
    }

    /// The next row before its bytes are read as text.
    pub(super) fn next_bytes(&mut self, name: &str) -> Result<Option<CsvRow<'_>>, SourceError> {
        let Some(span) = self.read_span().map_err(|source| SourceError::read(name, source))? else {
            return Ok(None);
        };
        if self.is_end_sign(&span).map_err(|source| SourceError::read(name, source))? {
            return Ok(None);
        }
        self.row_bytes = span.bytes;
        let expected = *self.cells.get_or_insert(span.cells);
        let does_not_fit = span.is_too_long || span.cells != expected;
        if span.is_unclosed || (span.lines > 1 && does_not_fit) {
            return Err(SourceError::UnclosedQuote {
                name: name.to_owned(),
                line: span.line,
                lines: span.lines,
            });
        }
        let content = if span.is_too_long {
            Err(BadRow::TooLong)
        } else if span.cells != expected {
            Err(BadRow::CellCount { found: span.cells, expected })
        } else {
            Ok((&self.text[..span.bytes], &self.ends[..span.cells]))
        };
        Ok(Some(CsvRow { line: span.line, content }))
    }

    /// True if the row is the sign 0x1A at the very end, left by programs that mark the end of a file so.
    fn is_end_sign(&mut self, span: &Span) -> io::Result<bool> {
        let is_sign = span.cells == 1 && self.text[..span.bytes] == [0x1a];
        Ok(is_sign && self.input.fill_buf()?.is_empty())
    }

    fn read_span(&mut self) -> io::Result<Option<Span>> {
        self.skip_line_ends()?;
        let line = self.parser.line();
        let (mut bytes, mut cells) = (0, 0);
        let mut is_too_long = false;
        let mut at_end = AtEnd::No;
        let is_unclosed = loop {
            let input = self.input.fill_buf()?;
            if input.is_empty() && at_end == AtEnd::No {
                at_end = AtEnd::LineFeed;
            }
            // At the end a line feed closes the last row, unless a quote is open; nothing at all closes that too.
            let given = match at_end {
                AtEnd::No => input,
                AtEnd::LineFeed => b"\n",
                AtEnd::Nothing => b"",
            };
            let (result, read, written, ended) =
                self.parser.read_record(given, &mut self.text[bytes..], &mut self.ends[cells..]);
            if at_end == AtEnd::No {
                self.input.consume(read);
            }
            bytes += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty if at_end == AtEnd::LineFeed => at_end = AtEnd::Nothing,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.text.len() < limits::ROW_BYTES => {
                    self.text.resize(self.text.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < limits::ROW_CELLS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                // What is over the limit is read on into the same place, to find the row's end.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    is_too_long = true;
                    (bytes, cells) = (0, 0);
                }
                ReadRecordResult::Record => break at_end == AtEnd::Nothing,
                ReadRecordResult::End => return Ok(None),
            }
        };
        let lines = (self.parser.line() - line).max(1);
        Ok(Some(Span { line, lines, bytes, cells, is_too_long, is_unclosed }))
    }

    /// Empty lines are no rows; the parser would skip them too, but not tell on which line the row begins.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            let input = self.input.fill_buf()?;
            let length = input.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let feeds = input[..length].iter().filter(|byte| **byte == b'\n').count();
            let is_all = length == input.len() && length > 0;
            self.input.consume(length);
            self.parser.set_line(self.parser.line() + feeds as u64);
            if !is_all {
                return Ok(());
            }
        }
    }
}

/// What the parser is given once the input is used up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtEnd {
    No,
    LineFeed,
    Nothing,
}

/// False at the end of the input.
fn skip_line(input: &mut Box<dyn BufRead + Send>) -> io::Result<bool> {
    loop {
        let bytes = input.fill_buf()?;
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(bytes.len(), |end| end + 1);
        let is_at_end = bytes.is_empty();
        input.consume(length);
        if is_at_end || end.is_some() {
            return Ok(!is_at_end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CsvRows, CsvShape, Header};
    use crate::limits;
    use crate::source::{BadRow, Content, SourceError};
    use std::io::{BufReader, Cursor};

    const PLAIN: CsvShape =
        CsvShape { delimiter: b',', header: Header::None, skip_lines: 0, cells: None, quoted_lines: false };

    type Read = Vec<(u64, Result<Vec<String>, BadRow>)>;

    /// Reads through a buffer of `room` bytes, so that rows are met cut at every place.
    fn read_by(room: usize, bytes: &[u8], shape: &CsvShape) -> Result<Read, SourceError> {
        let input = BufReader::with_capacity(room, Cursor::new(bytes.to_vec()));
        let mut rows = CsvRows::new(Box::new(input), shape, "list.csv")?;
        let mut read = Vec::new();
        while let Some(row) = rows.next_row("list.csv")? {
            let content = row.content.map(|content| match content {
                Content::Cells(cells) => cells.iter().map(str::to_owned).collect(),
                Content::Object(_) | Content::Rows(_) => Vec::new(),
            });
            read.push((row.line, content));
        }
        Ok(read)
    }

    #[track_caller]
    fn check(bytes: &[u8], shape: &CsvShape, expected: &[(u64, &[&str])]) {
        for room in [1, 2, 3, 7, 4_096] {
            let read = read_by(room, bytes, shape).unwrap();
            let told: Vec<(u64, Vec<&str>)> = read
                .iter()
                .map(|(line, cells)| (*line, cells.as_ref().unwrap().iter().map(String::as_str).collect()))
                .collect();
            let expected: Vec<(u64, Vec<&str>)> =
                expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
            assert_eq!(told, expected, "read {room} bytes at a time");
        }
    }

    #[test]
    fn a_row_is_told_with_the_line_on_which_it_begins() {
        check(
            b"\na,b\r\n\r\n\"c\nc\",\"d\"\"\"\n,\ne,f",
            &PLAIN,
            &[(2, &["a", "b"]), (4, &["c\nc", "d\""]), (6, &["", ""]), (7, &["e", "f"])],
        );
        let semicolon = CsvShape { delimiter: b';', skip_lines: 2, header: Header::Names, ..PLAIN };
        check(b"Last Updated,02/04/2014\n\nx;y\n1;2\n", &semicolon, &[(4, &["1", "2"])]);
        check(b"", &PLAIN, &[]);
        check(b"\n\n", &PLAIN, &[]);
    }

    #[test]
    fn a_row_of_another_width_or_not_utf8_is_told_and_the_next_one_is_read() {
        for room in [1, 5, 4_096] {
            let read = read_by(room, b"a,b\nc\n\xff,d\ne,f,g\nh,i\n", &PLAIN).unwrap();
            let bad: Vec<Option<BadRow>> = read.iter().map(|(_, cells)| cells.clone().err()).collect();
            let width = |found| Some(BadRow::CellCount { found, expected: 2 });
            assert_eq!(bad, [None, width(1), Some(BadRow::NotUtf8), width(3), None]);
        }
        let split_sign = read_by(64, b"a,b\n\xc3,\xa9\n", &PLAIN).unwrap();
        assert_eq!(split_sign[1].1, Err(BadRow::NotUtf8), "a sign must not be put together from two cells");
    }

    #[test]
    fn a_quote_that_is_not_closed_is_an_error_and_swallows_nothing() {
        for bytes in [&b"a,b\nc,\"d\ne,f\n"[..], b"a,b\n\"", b"a,b\nc,\"d\ne,f\ng,h\",i\nj,k\n"] {
            for room in [1, 4_096] {
                let error = read_by(room, bytes, &PLAIN).unwrap_err();
                assert!(matches!(error, SourceError::UnclosedQuote { line: 2, .. }), "{error}");
            }
        }
    }

    #[test]
    fn a_row_over_the_limit_is_told_and_the_next_one_is_read() {
        let long = "x".repeat(limits::ROW_BYTES + 10);
        for rows in
            [format!("a,b\n{long},c\nd,e\n"), format!("a,b\nc,{long}\nd,e"), format!("a,b\nd,e\n{long},c")]
        {
            let read = read_by(4_096, rows.as_bytes(), &PLAIN).unwrap();
            assert_eq!(read.len(), 3);
            assert_eq!(read.iter().filter(|(_, cells)| *cells == Err(BadRow::TooLong)).count(), 1);
        }
        let wide = ",".repeat(limits::ROW_CELLS + 10);
        let read = read_by(4_096, format!("a,b\n{wide}\nd,e\n").as_bytes(), &PLAIN).unwrap();
        assert_eq!(read[1].1, Err(BadRow::TooLong));
        assert_eq!(read[2].0, 3);
    }

    #[test]
    fn a_mapping_that_skips_more_lines_than_there_are_ends_with_the_file() {
        check(b"a,b\nc,d\n", &CsvShape { skip_lines: u64::MAX, ..PLAIN }, &[]);
        check(b"a,b\nc,d\ne,f", &CsvShape { skip_lines: 2, ..PLAIN }, &[(3, &["e", "f"])]);
    }

    #[test]
    fn the_sign_that_ends_a_file_is_no_row() {
        check(b"a,b\r\nc,d\r\n\x1a", &PLAIN, &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check(b"a,b\n\x1a\n", &PLAIN, &[(1, &["a", "b"])]);
        let read = read_by(64, b"a,b\n\x1a\nc,d\n", &PLAIN).unwrap();
        assert_eq!(read[1].1, Err(BadRow::CellCount { found: 1, expected: 2 }), "it ends nothing there");
    }

    #[test]
    fn a_file_without_a_header_line_is_refused() {
        let error = read_by(64, b"\n", &CsvShape::default()).unwrap_err();
        assert!(matches!(error, SourceError::NoHeader { .. }));
    }
}

//! Lines that stand in quotes as a whole, as a spreadsheet leaves them that took each line for one cell: `"a;b"` is
//! the line `a;b`.

use std::io::{self, BufRead, Read};

use crate::limits;

/// The same lines without their outer quotes, the doubled quotes in them single, and the tabs and spaces at their
/// ends gone. A line that does not stand in quotes stays as it is.
pub(super) struct QuotedLines<R> {
    inner: R,
    line: Vec<u8>,
    given: usize,
}

impl<R: BufRead> QuotedLines<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, line: Vec::new(), given: 0 }
    }

    fn next_line(&mut self) -> io::Result<()> {
        self.line.clear();
        self.given = 0;
        let most = limits::ROW_BYTES as u64;
        let length = self.inner.by_ref().take(most).read_until(b'\n', &mut self.line)?;
        if length as u64 == most && !self.line.ends_with(b"\n") {
            let said = format!("a line is longer than {most} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, said));
        }
        if let Some(inside) = inside(&self.line) {
            self.line = inside;
        }
        Ok(())
    }
}

/// What stands between the quotes.
fn inside(line: &[u8]) -> Option<Vec<u8>> {
    let inside = line.trim_ascii_end().strip_prefix(b"\"")?.strip_suffix(b"\"")?.trim_ascii_end();
    let mut single = Vec::with_capacity(inside.len() + 1);
    let mut bytes = inside.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        single.push(byte);
        if byte == b'"' {
            bytes.next_if_eq(&b'"');
        }
    }
    single.push(b'\n');
    Some(single)
}

impl<R: BufRead> Read for QuotedLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.line.len() {
            self.next_line()?;
        }
        let waiting = self.line.get(self.given..).unwrap_or_default();
        let length = waiting.len().min(buffer.len());
        buffer[..length].copy_from_slice(&waiting[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::QuotedLines;
    use crate::limits;
    use std::io::Read;

    fn read(text: &str) -> std::io::Result<String> {
        let mut read = String::new();
        QuotedLines::new(text.as_bytes()).read_to_string(&mut read).map(|_| read)
    }

    #[test]
    fn the_outer_quotes_and_what_the_spreadsheet_added_go() {
        assert_eq!(
            read("\"a;b\t\t\"\r\n\"c;\"\"d;e\"\"\"\nf;\"g\"\n\"\"").unwrap(),
            "a;b\nc;\"d;e\"\nf;\"g\"\n\n"
        );
        assert_eq!(read("").unwrap(), "");
    }

    #[test]
    fn a_line_that_never_ends_is_refused() {
        assert!(read(&"x".repeat(limits::ROW_BYTES + 1)).is_err());
    }
}

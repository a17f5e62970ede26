//! Cuts the bytes of a batch into lines, each bounded. A line over the limit is told once and not kept.

use axum::body::Bytes;

/// One line of a batch.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes without the line feed; `None` if there were more than the limit.
    pub bytes: Option<Vec<u8>>,
    /// The limit.
    pub limit: usize,
}

impl Line {
    /// True for a line that asks nothing and is passed over.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.bytes.as_ref().is_some_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace))
    }
}

/// Lines from frames, however they are cut.
#[derive(Debug)]
pub struct Lines {
    limit: usize,
    number: u64,
    begun: Vec<u8>,
    frame: Bytes,
    /// The rest of a line that was told as too long is passed over.
    skipping: bool,
}

impl Lines {
    /// Lines of at most `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, number: 0, begun: Vec::new(), frame: Bytes::new(), skipping: false }
    }

    /// Adds a frame, once `next_line` has given all that was there before.
    pub fn push(&mut self, frame: Bytes) {
        self.frame = frame;
    }

    /// The next whole line, or one that is already too long.
    pub fn next_line(&mut self) -> Option<Line> {
        loop {
            let end = self.frame.iter().position(|&byte| byte == b'\n');
            let part = self.frame.split_to(end.unwrap_or(self.frame.len()));
            if end.is_some() {
                let _line_feed = self.frame.split_to(1);
            }
            if self.skipping {
                self.skipping = end.is_none();
                if self.skipping {
                    return None;
                }
                continue;
            }
            if self.begun.len() + part.len() > self.limit {
                self.begun = Vec::new();
                self.skipping = end.is_none();
                return Some(self.line(None));
            }
            self.begun.extend_from_slice(&part);
            end?;
            let bytes = std::mem::take(&mut self.begun);
            return Some(self.line(Some(bytes)));
        }
    }

    /// The last line, if no line feed ended it.
    pub fn last_line(&mut self) -> Option<Line> {
        if self.begun.is_empty() {
            return None;
        }
        let bytes = std::mem::take(&mut self.begun);
        Some(self.line(Some(bytes)))
    }

    fn line(&mut self, bytes: Option<Vec<u8>>) -> Line {
        self.number += 1;
        Line { number: self.number, bytes, limit: self.limit }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::Lines;

    /// Numbers and texts; a line over the limit is `None`.
    fn cut(text: &str, frame: usize) -> Vec<(u64, Option<String>)> {
        let mut lines = Lines::new(5);
        let mut found = Vec::new();
        for part in text.as_bytes().chunks(frame) {
            lines.push(Bytes::copy_from_slice(part));
            while let Some(line) = lines.next_line() {
                found.push(line);
            }
        }
        found.extend(lines.last_line());
        found
            .into_iter()
            .map(|line| (line.number, line.bytes.map(|bytes| String::from_utf8(bytes).unwrap())))
            .collect()
    }

    #[test]
    fn lines_do_not_depend_on_how_frames_are_cut() {
        let text = "one\n\n12345\n123456\nfour\n1234567890\nend";
        let whole = cut(text, text.len());
        let told = |number, line: &str| (number, Some(line.to_owned()));
        assert_eq!(
            whole,
            [
                told(1, "one"),
                told(2, ""),
                told(3, "12345"),
                (4, None),
                told(5, "four"),
                (6, None),
                told(7, "end")
            ]
        );
        for frame in 1..text.len() {
            assert_eq!(cut(text, frame), whole, "frames of {frame}");
        }
    }

    #[test]
    fn an_endless_line_is_told_once_and_not_kept() {
        let mut lines = Lines::new(5);
        for _ in 0..100 {
            lines.push(Bytes::from_static(b"12345678"));
            while lines.next_line().is_some() {}
        }
        assert_eq!(lines.number, 1);
        assert!(lines.begun.is_empty() && lines.last_line().is_none());
    }
}

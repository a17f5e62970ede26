//! From a text as readers, keyboards and files give it to the signs of a zone.
//!
//! Line breaks, white space and case are the reader's; everything else must be a sign of the MRZ.
//! Nothing is repaired here, and nothing is allocated.

use super::format::{Format, Layout};
use super::unreadable::Unreadable;

/// Signs of the largest format, three lines of 30.
const MOST_SIGNS: usize = 90;
/// Lines whose lengths are compared with the format's.
const MOST_ROWS: usize = 3;

/// The signs of a zone: as many as its format has, each A-Z, 0-9 or `<`.
pub(super) struct Zone {
    signs: [u8; MOST_SIGNS],
    format: Format,
}

/// What white space inside a line stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WhiteSpace {
    /// For nothing: it separates lines or groups of signs.
    Nothing,
    /// For a filler, once that around the line is dropped.
    FillerInside,
    /// For a filler, wherever it stands.
    Filler,
}

impl Zone {
    /// The zone that `lines` hold. Each item may hold several lines of the MRZ, or all of them.
    pub(super) fn gather<'a>(
        lines: impl Iterator<Item = &'a str>,
        white_space: WhiteSpace,
    ) -> Result<Self, Unreadable> {
        let mut gathered = Gathered::default();
        for text in lines {
            if !gathered.add_plain_line(text) {
                at_line_breaks(text).for_each(|line| gathered.add_line(line, white_space));
            }
        }
        gathered.into_zone()
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    pub(super) fn layout(&self) -> &'static Layout {
        self.format.layout()
    }

    pub(super) fn signs(&self) -> &[u8] {
        let layout = self.layout();
        &self.signs[..layout.rows * layout.width]
    }
}

/// The lines of a text. Some readers type a line break as a backslash and a letter.
fn at_line_breaks(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .flat_map(|line| line.split("\\r"))
        .flat_map(|line| line.split("\\n"))
}

struct Gathered {
    signs: [u8; MOST_SIGNS],
    /// All signs, those beyond the buffer too.
    count: usize,
    lines: usize,
    line_lengths: [usize; MOST_ROWS],
    /// The first sign that no MRZ has: its line and column in the text, and its place among all signs.
    stranger: Option<(usize, usize, usize)>,
}

impl Default for Gathered {
    fn default() -> Self {
        Self { signs: [0; MOST_SIGNS], count: 0, lines: 0, line_lengths: [0; MOST_ROWS], stranger: None }
    }
}

/// The sign of the MRZ that a byte stands for, 0 if none: what nearly every reader sends needs no more than this.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        let sign = byte.to_ascii_uppercase();
        if sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'<' {
            signs[byte as usize] = sign;
        }
        byte += 1;
    }
    signs
};

impl Gathered {
    /// Adds a line that holds signs of the MRZ alone; false, and no change, if it does not or has no room.
    fn add_plain_line(&mut self, line: &str) -> bool {
        let Some(room) = self.signs.get_mut(self.count..self.count + line.len()) else { return false };
        if line.is_empty() || line.bytes().any(|byte| SIGNS[usize::from(byte)] == 0) {
            return false;
        }
        for (place, byte) in room.iter_mut().zip(line.bytes()) {
            *place = SIGNS[usize::from(byte)];
        }
        self.lines += 1;
        self.count += line.len();
        if let Some(length) = self.line_lengths.get_mut(self.lines - 1) {
            *length = line.len();
        }
        true
    }

    fn add_line(&mut self, line: &str, white_space: WhiteSpace) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return;
        }
        self.lines += 1;
        let line = if white_space == WhiteSpace::Filler { line } else { trimmed };
        let start = self.count;
        for sign in line.chars() {
            if !sign.is_whitespace() {
                self.add_sign(sign, start);
            } else if white_space != WhiteSpace::Nothing {
                self.add_sign('<', start);
            }
        }
        if let Some(length) = self.line_lengths.get_mut(self.lines - 1) {
            *length = self.count - start;
        }
    }

    fn add_sign(&mut self, sign: char, line_start: usize) {
        let byte = match sign.to_ascii_uppercase() {
            sign @ ('A'..='Z' | '0'..='9' | '<') => u8::try_from(sign).unwrap_or(b'<'),
            _ => {
                self.stranger.get_or_insert((self.lines, self.count - line_start + 1, self.count));
                b'<'
            }
        };
        if let Some(place) = self.signs.get_mut(self.count) {
            *place = byte;
        }
        self.count += 1;
    }

    fn into_zone(self) -> Result<Zone, Unreadable> {
        let format = Format::of(self.count, self.signs[0]);
        if let Some((line, column, place)) = self.stranger {
            return Err(format.map_or(Unreadable::Sign { line, column }, |format| {
                let width = format.layout().width;
                Unreadable::Sign { line: place / width + 1, column: place % width + 1 }
            }));
        }
        let format = format.ok_or(Unreadable::Length { signs: self.count })?;
        let Layout { rows, width, .. } = *format.layout();
        // One joined string, or more lines than any format has (something else has wrapped them), have no
        // lengths to hold to.
        if (2..=MOST_ROWS).contains(&self.lines) {
            if self.lines != rows {
                return Err(Unreadable::Lines { signs: self.count, lines: self.lines, expected: rows });
            }
            let wrong = self.line_lengths[..rows].iter().position(|&length| length != width);
            if let Some(row) = wrong {
                return Err(Unreadable::LineLength {
                    line: row + 1,
                    signs: self.line_lengths[row],
                    expected: width,
                });
            }
        }
        Ok(Zone { signs: self.signs, format })
    }
}

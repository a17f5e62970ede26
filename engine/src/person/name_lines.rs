//! A table of names in a text: one name a line in rising order, what is known of it behind a space.
//!
//! Read while the program is compiled, so that a look-up allocates nothing and reads no file. It must never be made
//! from anything a stranger can write: a line out of order stops the build.

/// Letters of a name that stand in its key; names that begin alike are told apart by their whole text.
const KEY_LETTERS: usize = 8;

/// The lines of a text, found by halving.
pub(super) struct NameLines<const LINES: usize> {
    text: &'static str,
    /// The first letters of each line's name, so that their order is the order of the names.
    keys: [u64; LINES],
    starts: [u32; LINES],
}

/// How many lines there are; each ends with a line feed.
pub(super) const fn count_lines(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut lines, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            lines += 1;
        }
        at += 1;
    }
    lines
}

impl<const LINES: usize> NameLines<LINES> {
    /// Reads a text of exactly `LINES` lines.
    pub(super) const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut table = Self { text, keys: [0; LINES], starts: [0; LINES] };
        let (mut line, mut at) = (0, 0);
        while line < LINES {
            #[expect(clippy::cast_possible_truncation, reason = "these texts have less than 100 kB")]
            {
                table.starts[line] = at as u32;
            }
            let mut letters = 0;
            while at < bytes.len() && bytes[at] != b' ' && bytes[at] != b'\n' {
                if letters < KEY_LETTERS {
                    table.keys[line] |= (bytes[at] as u64) << (56 - 8 * letters);
                }
                letters += 1;
                at += 1;
            }
            assert!(line == 0 || table.keys[line - 1] <= table.keys[line], "the names must rise");
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            at += 1;
            line += 1;
        }
        assert!(at == bytes.len(), "the number of lines must be that of the text");
        table
    }

    /// The line of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let key = key(name.as_bytes());
        let first = self.keys.partition_point(|&other| other < key);
        let alike = self.keys.get(first..)?.iter().take_while(|&&other| other == key).count();
        (first..first + alike).find(|&line| self.name(line) == name)
    }

    /// The name of a line; empty behind the last.
    pub(super) fn name(&self, line: usize) -> &'static str {
        let text = self.line(line);
        text.split_once(' ').map_or(text, |(name, _)| name)
    }

    /// Where the first byte behind the name of a line stands in the text, for reading while compiling.
    pub(super) const fn behind_name(&self, line: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.starts[line] as usize;
        while bytes[at] != b' ' && bytes[at] != b'\n' {
            at += 1;
        }
        at
    }

    /// As [`NameLines::find`], for the name that stands at `from..to` of the same text, while compiling.
    pub(super) const fn find_within(&self, from: usize, to: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut key = 0;
        let mut letter = 0;
        while letter < KEY_LETTERS && from + letter < to {
            key |= (bytes[from + letter] as u64) << (56 - 8 * letter);
            letter += 1;
        }
        let (mut low, mut high) = (0, LINES);
        while low < high {
            let middle = low.midpoint(high);
            if self.keys[middle] < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while low < LINES && self.keys[low] == key {
            let start = self.starts[low] as usize;
            let length = self.behind_name(low) - start;
            let mut same = 0;
            while same < length && from + same < to && bytes[start + same] == bytes[from + same] {
                same += 1;
            }
            if same == length && from + same == to {
                return Some(low);
            }
            low += 1;
        }
        None
    }

    fn line(&self, line: usize) -> &'static str {
        let start = self.starts.get(line).map_or(self.text.len(), |&start| start as usize);
        let end = self.starts.get(line + 1).map_or(self.text.len(), |&next| next as usize);
        self.text.get(start..end).unwrap_or_default().trim_ascii_end()
    }
}

fn key(name: &[u8]) -> u64 {
    let mut letters = [0; KEY_LETTERS];
    for (place, &letter) in letters.iter_mut().zip(name) {
        *place = letter;
    }
    u64::from_be_bytes(letters)
}

#[cfg(test)]
mod tests {
    use super::{NameLines, count_lines};

    const TEXT: &str = "AL ALEXANDER\nALEXANDER 7\nALEXANDERS\nALEXANDRA 8\n";
    const TABLE: NameLines<{ count_lines(TEXT) }> = NameLines::new(TEXT);

    #[test]
    fn names_that_begin_alike_are_told_apart() {
        let lines = ["AL", "ALEXANDER", "ALEXANDERS", "ALEXANDRA"];
        for (line, name) in lines.into_iter().enumerate() {
            assert_eq!(TABLE.find(name), Some(line), "{name}");
            assert_eq!(TABLE.name(line), name);
        }
        for stranger in ["", "A", "ALE", "ALEXANDE", "ALEXANDRO", "ZOE", "ALEXANDERSSON", "AL ALEXANDER"] {
            assert_eq!(TABLE.find(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn a_name_within_the_text_is_found_while_compiling() {
        const FOUND: Option<usize> = TABLE.find_within(3, 12);
        const SHORTER: Option<usize> = TABLE.find_within(3, 11);
        assert_eq!((FOUND, SHORTER), (Some(1), None));
    }
}

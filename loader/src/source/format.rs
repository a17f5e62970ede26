//! Which format a source has: told by its name, or by an option.

use std::path::Path;
use std::str::FromStr;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Comma-separated values (RFC 4180), UTF-8, with a header.
    Csv,
    /// One JSON object a line, UTF-8.
    JsonLines,
    /// XML; a mapping says which of its elements are rows.
    Xml,
}

/// How the bytes are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
}

/// Kind and compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// How rows are written.
    pub kind: Kind,
    /// How the bytes are compressed.
    pub compression: Compression,
}

/// The text names no format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the format is not known: csv, jsonl or xml is needed, perhaps with .gz or .zst behind it")]
pub struct FormatUnknown;

impl Compression {
    /// The compression that a file's name tells.
    #[must_use]
    pub fn of_name(path: &Path) -> Self {
        split_compression(&lower_name(path)).1
    }
}

impl Format {
    /// The format that a file's name tells.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = lower_name(path);
        let (rest, compression) = split_compression(&name);
        let (_, ending) = rest.rsplit_once('.')?;
        Some(Self { kind: kind_of(ending)?, compression })
    }
}

impl FromStr for Format {
    type Err = FormatUnknown;

    fn from_str(text: &str) -> Result<Self, FormatUnknown> {
        let text = text.to_ascii_lowercase();
        let (rest, compression) = split_compression(&text);
        Ok(Self { kind: kind_of(rest).ok_or(FormatUnknown)?, compression })
    }
}

fn lower_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn split_compression(text: &str) -> (&str, Compression) {
    match text.rsplit_once('.') {
        Some((rest, "gz")) => (rest, Compression::Gzip),
        Some((rest, "zst")) => (rest, Compression::Zstd),
        _ => (text, Compression::None),
    }
}

fn kind_of(ending: &str) -> Option<Kind> {
    match ending {
        "csv" => Some(Kind::Csv),
        "jsonl" | "ndjson" => Some(Kind::JsonLines),
        "xml" => Some(Kind::Xml),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Compression, Format, FormatUnknown, Kind};
    use std::path::Path;

    #[test]
    fn the_name_tells_kind_and_compression() {
        let of =
            |name: &str| Format::of_name(Path::new(name)).map(|format| (format.kind, format.compression));
        assert_eq!(of("a/sltd.csv"), Some((Kind::Csv, Compression::None)));
        assert_eq!(of("a.b.CSV.GZ"), Some((Kind::Csv, Compression::Gzip)));
        assert_eq!(of("persons.jsonl.zst"), Some((Kind::JsonLines, Compression::Zstd)));
        assert_eq!(of("persons.ndjson"), Some((Kind::JsonLines, Compression::None)));
        assert_eq!(of("list.xml.gz"), Some((Kind::Xml, Compression::Gzip)));
        for name in ["-", "csv", "list.txt", "list.gz", "list.csv.bz2", ""] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn an_option_is_spelled_like_the_end_of_a_name() {
        assert_eq!("jsonl.gz".parse(), Ok(Format { kind: Kind::JsonLines, compression: Compression::Gzip }));
        assert_eq!("xlsx".parse::<Format>(), Err(FormatUnknown));
        assert_eq!(".csv".parse::<Format>(), Err(FormatUnknown));
    }
}

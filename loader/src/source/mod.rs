//! Sources: files (or stdin) read row by row, whatever their form and compression.
//!
//! Memory stays bounded by one row. A file that ends too early is an error, never a short list. Rows are handed
//! out as they stand; what they mean is told by [`own_format`] or a mapping.

mod bom;
mod cells;
mod chunk;
mod compression;
mod csv;
mod digest;
mod error;
mod format;
mod json_lines;
mod list_source;
mod object;
pub mod own_format;
mod row_refusal;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use watchpost_engine::store::Sha256Name;

pub use cells::Cells;
pub use chunk::Chunk;
pub use csv::{CsvRows, CsvShape, Header};
pub use digest::DigestProgress;
pub use error::SourceError;
pub use format::{Compression, Format, FormatUnknown, Kind};
pub use json_lines::JsonRows;
pub use list_source::{ListRow, ListSource, RowShape};
pub use object::Object;
pub(crate) use row_refusal::shown_name;
pub use row_refusal::{BadRow, RowRefusal};

use crate::limits;
use digest::Digesting;

/// Where rows come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// Standard input, written `-`.
    Stdin,
}

impl Place {
    /// The place that an option names.
    #[must_use]
    pub fn new(text: &Path) -> Self {
        if text.as_os_str() == "-" { Self::Stdin } else { Self::File(text.to_owned()) }
    }

    /// The name without its folders, for messages, the manifest and the quarantine.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// True if `path` is this very file, under whatever name: writing there would destroy what is read.
    #[must_use]
    pub fn is_file(&self, path: &Path) -> bool {
        let Self::File(own) = self else { return false };
        match (own.metadata(), path.metadata()) {
            (Ok(own), Ok(other)) => (own.dev(), own.ino()) == (other.dev(), other.ino()),
            _ => false,
        }
    }

    fn open(&self) -> Result<Box<dyn Read + Send>, SourceError> {
        match self {
            Self::File(path) => match File::open(path) {
                Ok(file) => Ok(Box::new(file)),
                Err(source) => Err(SourceError::Open { name: self.name(), source }),
            },
            Self::Stdin => Ok(Box::new(std::io::stdin())),
        }
    }
}

/// A row as it stands in its source.
pub struct RawRow<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// What stands there, or why it cannot be read.
    pub content: Result<Content<'a>, BadRow>,
}

/// What stands in a row.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// The cells of a CSV row.
    Cells(Cells<'a>),
    /// A JSON object.
    Object(&'a Object),
}

enum Rows {
    Csv(Box<CsvRows>),
    JsonLines(JsonRows),
}

/// A source that is being read.
pub struct Source {
    name: String,
    rows: Rows,
    progress: DigestProgress,
}

impl Source {
    /// Opens `place`. For CSV the header is read as `shape` says.
    ///
    /// # Errors
    /// [`SourceError`] if it cannot be opened, or its first bytes are not of that format.
    pub fn open(place: &Place, format: Format, shape: &CsvShape) -> Result<Self, SourceError> {
        let name = place.name();
        let (raw, progress) = Digesting::new(place.open()?);
        let told = |source| SourceError::read(&name, source);
        let plain = compression::decoder(raw, format.compression).map_err(told)?;
        let input: Box<dyn BufRead + Send> =
            Box::new(BufReader::with_capacity(limits::READ_BYTES, bom::without_bom(plain).map_err(told)?));
        let rows = match format.kind {
            Kind::Csv => Rows::Csv(Box::new(CsvRows::new(input, shape, &name)?)),
            Kind::JsonLines => Rows::JsonLines(JsonRows::new(input)),
        };
        Ok(Self { name, rows, progress })
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// [`SourceError`] if the rest cannot be read.
    pub fn next_row(&mut self) -> Result<Option<RawRow<'_>>, SourceError> {
        match &mut self.rows {
            Rows::Csv(rows) => rows.next_row(&self.name),
            Rows::JsonLines(rows) => rows.next_row().map_err(|source| SourceError::read(&self.name, source)),
        }
    }

    /// Bytes of the row that was read last.
    #[must_use]
    pub const fn row_bytes(&self) -> usize {
        match &self.rows {
            Rows::Csv(rows) => rows.row_bytes(),
            Rows::JsonLines(rows) => rows.row_bytes(),
        }
    }

    /// The names in the CSV header; `None` without a header, or for JSON Lines.
    #[must_use]
    pub fn header(&self) -> Option<&[String]> {
        match &self.rows {
            Rows::Csv(rows) => rows.header(),
            Rows::JsonLines(_) => None,
        }
    }

    /// The source's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes were read, to be asked while the source is read.
    #[must_use]
    pub fn progress(&self) -> DigestProgress {
        self.progress.clone()
    }

    /// The SHA-256 of all bytes of the source, once its last row was read.
    #[must_use]
    pub fn sha256(self) -> Sha256Name {
        self.progress.sha256()
    }
}

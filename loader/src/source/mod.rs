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
mod encoding;
mod error;
mod format;
mod held_rows;
mod json_lines;
mod key_column;
mod list_source;
mod metered;
mod object;
pub mod own_format;
mod quoted_lines;
mod reading;
mod row_refusal;
mod xml;
mod xml_row;

use std::fs::File;
use std::io::{BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use watchpost_engine::store::Sha256Name;

pub use cells::{CellRows, Cells};
pub use chunk::Chunk;
pub use csv::{CsvRows, CsvShape, Header};
pub use digest::DigestProgress;
pub use encoding::Encoding;
pub use error::SourceError;
pub use format::{Compression, Format, FormatUnknown, Kind};
pub use held_rows::{HeldCounts, HeldRows};
pub use json_lines::JsonRows;
pub use key_column::KeyColumn;
pub(crate) use key_column::cell_of;
pub use list_source::{ListRow, ListSource, RowShape};
pub use object::Object;
pub use reading::Reading;
pub(crate) use row_refusal::shown_name;
pub use row_refusal::{BadRow, NotUsed, RowRefusal};
pub use xml::{XmlRows, XmlShape};

use crate::limits;
use csv::CsvRow;
use digest::Digesting;
use encoding::FromWindows1252;
use held_rows::{GroupedRow, Groups};
use quoted_lines::QuotedLines;

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
    /// How many rows of the source it is: more than one if rows of one key were put together.
    pub rows: u64,
    /// What stands there, or why it cannot be read.
    pub content: Result<Content<'a>, BadRow>,
}

/// What stands in a row.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// The cells of a CSV row.
    Cells(Cells<'a>),
    /// The cells of CSV rows that have one key.
    Rows(CellRows<'a>),
    /// A JSON object, or an XML element with what stands in it.
    Object(&'a Object),
}

enum Rows {
    Csv(Box<CsvRows>),
    /// CSV rows that are to be grouped by a column, before the first of them is asked for.
    ToGroup(Box<CsvRows>, KeyColumn),
    Grouped(Box<Groups>),
    JsonLines(JsonRows),
    Xml(Box<XmlRows>),
}

/// A source that is being read.
pub struct Source {
    name: String,
    rows: Rows,
    progress: DigestProgress,
}

impl Source {
    /// Opens `place`. For CSV the header is read as `reading` says.
    ///
    /// # Errors
    /// [`SourceError`] if it cannot be opened, or its first bytes are not of that format.
    pub fn open(place: &Place, format: Format, reading: &Reading) -> Result<Self, SourceError> {
        let name = place.name();
        let (raw, progress) = Digesting::new(place.open()?);
        let told = |source| SourceError::read(&name, source);
        let plain = compression::decoder(raw, format.compression).map_err(told)?;
        let mut input: Box<dyn Read + Send> = Box::new(bom::without_bom(plain).map_err(told)?);
        if reading.encoding == Encoding::Windows1252 {
            input = Box::new(FromWindows1252::new(input));
        }
        if format.kind == Kind::Csv && reading.csv.quoted_lines {
            input = Box::new(QuotedLines::new(buffered(input)));
        }
        let input = Box::new(buffered(input));
        let rows = match format.kind {
            Kind::Csv => {
                let rows = Box::new(CsvRows::new(input, &reading.csv, &name)?);
                match &reading.group_by {
                    Some(column) => Rows::ToGroup(rows, column.clone()),
                    None => Rows::Csv(rows),
                }
            }
            Kind::JsonLines => Rows::JsonLines(JsonRows::new(input)),
            Kind::Xml => Rows::Xml(Box::new(XmlRows::new(input, &reading.xml, reading.encoding))),
        };
        Ok(Self { name, rows, progress })
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// [`SourceError`] if the rest cannot be read.
    pub fn next_row(&mut self) -> Result<Option<RawRow<'_>>, SourceError> {
        self.group()?;
        let name = &self.name;
        match &mut self.rows {
            Rows::Csv(rows) => rows.next_row(name),
            Rows::JsonLines(rows) => rows.next_row().map_err(|source| SourceError::read(name, source)),
            Rows::Xml(rows) => rows.next_row(name),
            Rows::Grouped(groups) => Ok(groups.next_group().map(GroupedRow::row)),
            Rows::ToGroup(..) => Ok(None),
        }
    }

    /// The next CSV row as its bytes; `None` at the end, and for what is no CSV file.
    fn next_cells(&mut self) -> Result<Option<CsvRow<'_>>, SourceError> {
        match &mut self.rows {
            Rows::Csv(rows) | Rows::ToGroup(rows, _) => rows.next_bytes(&self.name),
            Rows::Grouped(_) | Rows::JsonLines(_) | Rows::Xml(_) => Ok(None),
        }
    }

    /// Puts the rows of one key together, if that is to be done: every row is read for that.
    fn group(&mut self) -> Result<(), SourceError> {
        if let Rows::ToGroup(rows, column) = &self.rows {
            let (columns, column) = (rows.header().unwrap_or_default().to_vec(), column.clone());
            let held = HeldRows::read(self, &columns, &column)?;
            self.rows = Rows::Grouped(Box::new(held.into_groups()));
        }
        Ok(())
    }

    /// Bytes of the row that was read last.
    #[must_use]
    pub const fn row_bytes(&self) -> usize {
        match &self.rows {
            Rows::Csv(rows) | Rows::ToGroup(rows, _) => rows.row_bytes(),
            Rows::JsonLines(rows) => rows.row_bytes(),
            Rows::Xml(rows) => rows.row_bytes(),
            Rows::Grouped(groups) => groups.row_bytes(),
        }
    }

    /// The names in the CSV header; `None` without a header, or for JSON Lines and XML.
    #[must_use]
    pub fn header(&self) -> Option<&[String]> {
        match &self.rows {
            Rows::Csv(rows) | Rows::ToGroup(rows, _) => rows.header(),
            Rows::JsonLines(_) | Rows::Xml(_) | Rows::Grouped(_) => None,
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

fn buffered(input: Box<dyn Read + Send>) -> BufReader<Box<dyn Read + Send>> {
    BufReader::with_capacity(limits::READ_BYTES, input)
}

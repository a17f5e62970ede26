//! What makes a whole source unusable.

use std::io;

/// A source cannot be used, whatever its rows are.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It cannot be opened.
    #[error("cannot open {name}: {source}; check the path and the rights")]
    Open {
        /// The source's name.
        name: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// It ends in the middle of a compressed stream.
    #[error("{name} ends before its compressed stream does, so rows are missing; fetch it again")]
    Truncated {
        /// The source's name.
        name: String,
    },
    /// It cannot be read to its end, or its compression is damaged.
    #[error("cannot read {name}: {source}; check the file and its format, or fetch it again")]
    Read {
        /// The source's name.
        name: String,
        /// What the system or the decoder said.
        source: io::Error,
    },
    /// A quote is opened and never closed, so that rows would be swallowed.
    #[error(
        "{name}: the row that begins on line {line} runs over {lines} lines and does not fit: a quote is opened and not closed; mend the line"
    )]
    UnclosedQuote {
        /// The source's name.
        name: String,
        /// The line on which the row begins.
        line: u64,
        /// How many lines it takes.
        lines: u64,
    },
    /// It should open with a header, and there is none.
    #[error("{name} has no header: its first line must name the columns")]
    NoHeader {
        /// The source's name.
        name: String,
    },
    /// The first line is no header of the list. Its cells are not told: it may be a row.
    #[error(
        "{name}: the first line names no column of the list `{list}`; it must be a header with commas between the columns, which are {columns}; for a list in another shape (other names, another sign than the comma, no header) give a --mapping"
    )]
    NotTheHeader {
        /// The source's name.
        name: String,
        /// The list.
        list: watchpost_engine::list::List,
        /// The columns that the list has.
        columns: String,
    },
    /// The header cannot be read as text.
    #[error(
        "{name}: the header is not UTF-8 or is too long; write the file in UTF-8, or tell how it is compressed: by its name, as .csv.gz, or --format csv.gz"
    )]
    HeaderUnreadable {
        /// The source's name.
        name: String,
    },
    /// The header names a column that the list does not have.
    #[error(
        "{name}: the header names `{column}`, which is no column of the list `{list}`; its columns are {columns}; for a list in another shape give a --mapping"
    )]
    UnknownColumn {
        /// The source's name.
        name: String,
        /// The column.
        column: String,
        /// The list.
        list: watchpost_engine::list::List,
        /// The columns that the list has.
        columns: String,
    },
    /// The header names a column twice.
    #[error("{name}: the header names `{column}` twice; leave one out")]
    RepeatedColumn {
        /// The source's name.
        name: String,
        /// The column.
        column: String,
    },
    /// It is not well-formed XML.
    #[error("{name} is not well-formed XML near line {line}; fetch it again, or look at that line")]
    NotXml {
        /// The source's name.
        name: String,
        /// Where the reader gave up.
        line: u64,
    },
    /// It is XML, and no mapping says which of its elements are rows.
    #[error("{name} is XML, which has no form of its own here; give a --mapping that says what its rows are")]
    XmlUnmapped {
        /// The source's name.
        name: String,
    },
    /// It has a document type, which may define entities.
    #[error(
        "{name} has a document type (<!DOCTYPE ..>), which is not read: it can make a small file a huge one"
    )]
    DocumentType {
        /// The source's name.
        name: String,
    },
    /// It says that it is in an encoding that the mapping does not name.
    #[error(
        "{name} says that it is in {encoding}; give the mapping `format.encoding`, or write the file in UTF-8"
    )]
    Encoding {
        /// The source's name.
        name: String,
        /// The encoding that it names.
        encoding: String,
    },
    /// It has a part that the mapping does not know.
    #[error(
        "{name}, line {line}: the mapping names no element {path}; what stands in it must not be lost: add it to `records`, or to `pass_over`"
    )]
    UnknownElement {
        /// The source's name.
        name: String,
        /// The line of its tag.
        line: u64,
        /// The element's path.
        path: String,
    },
    /// Text stands outside the rows.
    #[error(
        "{name}, line {line}: text stands outside the elements that are rows; the file is of another shape"
    )]
    TextOutside {
        /// The source's name.
        name: String,
        /// Its line.
        line: u64,
    },
    /// Rows that must be held in memory do not fit.
    #[error(
        "{name}: its rows take more than {} MiB, and they must be held together to be joined or grouped; part the file",
        crate::limits::HELD_BYTES >> 20
    )]
    TooLargeToHold {
        /// The source's name.
        name: String,
    },
    /// The header lacks a column that a mapping reads.
    #[error(
        "{name}: the header has no column `{column}`, which the mapping reads; the file is of another shape"
    )]
    MissingColumn {
        /// The source's name.
        name: String,
        /// The column.
        column: String,
    },
}

impl SourceError {
    pub(super) fn read(name: &str, source: io::Error) -> Self {
        let name = name.to_owned();
        match source.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated { name },
            _ => Self::Read { name, source },
        }
    }

    /// True if the operating system refused, rather than the file being wrong.
    #[must_use]
    pub fn is_refused_by_system(&self) -> bool {
        match self {
            Self::Open { source, .. } | Self::Read { source, .. } => {
                source.kind() == io::ErrorKind::PermissionDenied
                    || source.raw_os_error().is_some_and(is_disk_fault)
            }
            _ => false,
        }
    }
}

/// EIO and ENXIO: the disk, not the file.
const fn is_disk_fault(code: i32) -> bool {
    matches!(code, 5 | 6)
}

//! How the bytes of a source are to be read, beside its kind and compression.

use super::encoding::Encoding;
use super::{CsvShape, KeyColumn, XmlShape};

/// How the bytes of a source are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The shape of a CSV file.
    pub csv: CsvShape,
    /// The shape of an XML file.
    pub xml: XmlShape,
    /// How text is encoded.
    pub encoding: Encoding,
    /// The column whose rows of one value belong together (CSV).
    pub group_by: Option<KeyColumn>,
}

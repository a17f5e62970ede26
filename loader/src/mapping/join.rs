//! A second file whose rows belong to rows of the list, by a key that both have.

use super::feed::Feed;
use crate::source::{KeyColumn, Reading};

/// How a file is joined.
#[derive(Clone, Debug)]
pub struct Join {
    /// What the mapping calls it, and `--joined NAME=F` too.
    pub(super) name: String,
    /// What gives the key of a row of the list.
    pub(super) key: Feed,
    /// The column of the file that holds the key.
    pub(super) column: KeyColumn,
    /// How the file is read.
    pub(super) reading: Reading,
    /// Names of its cells, if it has no header.
    pub(super) cell_names: Option<Vec<String>>,
}

impl Join {
    /// What the mapping calls the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the file is read.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The names of its columns: those of its header, or those that the mapping gives.
    #[must_use]
    pub fn columns<'a>(&'a self, header: Option<&'a [String]>) -> &'a [String] {
        header.or(self.cell_names.as_deref()).unwrap_or_default()
    }

    /// The column that holds the key in the file.
    #[must_use]
    pub const fn key_column(&self) -> &KeyColumn {
        &self.column
    }
}

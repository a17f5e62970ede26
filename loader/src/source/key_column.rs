//! The column of a CSV file that holds a key, and columns found by their names.

use super::SourceError;

/// The column of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyColumn {
    /// By number, from 0.
    Number(usize),
    /// By name.
    Name(String),
}

impl KeyColumn {
    /// The cell of the column in a file with these columns.
    ///
    /// # Errors
    /// [`SourceError`] if the file has no such column, or has it twice.
    pub fn cell(&self, columns: &[String], file: &str) -> Result<usize, SourceError> {
        match self {
            Self::Number(cell) => Ok(*cell),
            Self::Name(name) => cell_of(columns, name, file),
        }
    }
}

/// The place of the one column of that name.
pub(crate) fn cell_of(names: &[String], column: &str, file: &str) -> Result<usize, SourceError> {
    let mut cells = names.iter().zip(0..).filter(|(found, _)| *found == column).map(|(_, cell)| cell);
    let (name, column) = (file.to_owned(), column.to_owned());
    match (cells.next(), cells.next()) {
        (Some(cell), None) => Ok(cell),
        (None, _) => Err(SourceError::MissingColumn { name, column }),
        (Some(_), Some(_)) => Err(SourceError::RepeatedColumn { name, column }),
    }
}

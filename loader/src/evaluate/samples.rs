//! The folder of samples that is measured on: where each file is, and its rows by column.
//!
//! Nothing here is a list to decide by, and no row of it is ever printed.

use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::source::{Content, Format, Place, Reading, Source};

/// The folder, as its own page describes it.
#[derive(Clone, Debug)]
pub struct Samples {
    folder: PathBuf,
}

impl Samples {
    /// A folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// A file in it.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Hands the cells of `columns` of each row to `take`, in that order.
    ///
    /// # Errors
    /// [`Failure`] if the file cannot be read, lacks a column or has a row that cannot be read: a figure from a part of
    /// the rows would be another figure.
    pub fn rows<const N: usize>(
        &self,
        name: &str,
        columns: [&str; N],
        mut take: impl FnMut([&str; N]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let place = Place::File(self.path(name));
        let format = Format::of_name(Path::new(name))
            .ok_or_else(|| Failure::input(format!("{name}: its format is not known from its name")))?;
        let mut source = Source::open(&place, format, &Reading::default())?;
        let header = source.header().unwrap_or_default().to_vec();
        let mut places = [0; N];
        for (place, column) in places.iter_mut().zip(columns) {
            *place = header.iter().position(|named| named == column).ok_or_else(|| {
                Failure::input(format!(
                    "{name}: there is no column `{column}`; --samples needs the folder of samples"
                ))
            })?;
        }
        while let Some(row) = source.next_row()? {
            let line = row.line;
            let cells = match row.content {
                Ok(Content::Cells(cells)) => cells,
                Ok(Content::Object(_) | Content::Rows(_)) => {
                    return Err(Failure::input(format!("{name}: CSV is needed")));
                }
                Err(bad) => return Err(Failure::input(format!("{name}, line {line}: {bad}"))),
            };
            take(places.map(|place| cells.get(place).unwrap_or_default()))?;
        }
        Ok(())
    }
}

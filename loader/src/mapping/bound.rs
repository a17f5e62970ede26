//! A mapping bound to the header of one source.

use watchpost_engine::record::parse::{Row, Separator};

use super::error::MappingRefusal;
use super::template::Place;
use super::{Field, Mapping};
use crate::source::{Content, Kind, RowRefusal, SourceError};

/// Reads the rows of one source.
pub struct BoundMapping {
    fields: Vec<Field>,
}

impl Mapping {
    /// Binds column names to the cells of a source with this header.
    ///
    /// # Errors
    /// [`SourceError::MissingColumn`] if a name that is read is not there, [`SourceError::RepeatedColumn`] if it
    /// is there twice.
    pub fn bind(&self, header: Option<&[String]>, name: &str) -> Result<BoundMapping, SourceError> {
        let mut fields = self.fields.clone();
        if self.kind == Kind::Csv {
            let names = header.or(self.cell_names.as_deref()).unwrap_or_default();
            for place in fields.iter_mut().flat_map(|field| field.origin.places_mut()) {
                if let Place::Name(column) = place {
                    *place = Place::Cell(cell_of(names, column, name)?);
                }
            }
        }
        Ok(BoundMapping { fields })
    }
}

fn cell_of(names: &[String], column: &str, name: &str) -> Result<usize, SourceError> {
    let mut cells = names.iter().zip(0..).filter(|(found, _)| *found == column).map(|(_, cell)| cell);
    let (name, column) = (name.to_owned(), column.to_owned());
    match (cells.next(), cells.next()) {
        (Some(cell), None) => Ok(cell),
        (None, _) => Err(SourceError::MissingColumn { name, column }),
        (Some(_), Some(_)) => Err(SourceError::RepeatedColumn { name, column }),
    }
}

impl BoundMapping {
    /// The row's values by our columns.
    ///
    /// # Errors
    /// [`RowRefusal::Mapping`] if a value cannot be translated or is no text.
    pub fn row<'a>(&'a self, content: Content<'a>) -> Result<Row<'a>, RowRefusal> {
        let mut row = Row::new(Separator::None);
        for field in &self.fields {
            let refused = |reason| MappingRefusal { field: field.column, reason };
            let value = field.origin.value(content, |text| field.change.is_null(text)).map_err(refused)?;
            row.set(field.column, field.change.apply(value).map_err(refused)?);
        }
        Ok(row)
    }
}

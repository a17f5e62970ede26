//! A source of one list: rows by our columns, read by the lists' own format or through a mapping.

use watchpost_engine::list::List;
use watchpost_engine::record::parse::Row;
use watchpost_engine::store::Sha256Name;

use super::own_format::OwnFormat;
use super::{CsvShape, DigestProgress, Format, Place, RawRow, RowRefusal, Source, SourceError};
use crate::mapping::{BoundMapping, Mapping};

/// A source of one list that is being read.
pub struct ListSource {
    source: Source,
    shape: RowShape,
}

/// How the rows of a source become rows of a list.
pub struct RowShape(Shape);

enum Shape {
    Own(OwnFormat),
    Mapped(BoundMapping),
}

/// A row of a list.
pub struct ListRow<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its values, or why it is refused.
    pub row: Result<Row<'a>, RowRefusal>,
}

impl ListSource {
    /// Opens a source of `list`.
    ///
    /// # Errors
    /// [`SourceError`] if it cannot be opened, or its header is not one of this list or mapping.
    pub fn open(
        place: &Place,
        format: Format,
        list: List,
        mapping: Option<&Mapping>,
    ) -> Result<Self, SourceError> {
        let own = CsvShape::default();
        let source = Source::open(place, format, mapping.map_or(&own, Mapping::csv))?;
        let (header, name) = (source.header(), source.name());
        let shape = match mapping {
            Some(mapping) => Shape::Mapped(mapping.bind(header, name)?),
            None => Shape::Own(OwnFormat::new(list, header, name)?),
        };
        Ok(Self { source, shape: RowShape(shape) })
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// [`SourceError`] if the rest cannot be read.
    pub fn next_row(&mut self) -> Result<Option<ListRow<'_>>, SourceError> {
        Ok(self.source.next_row()?.map(|raw| self.shape.row(raw)))
    }

    /// What reads and what understands, for threads of their own.
    pub const fn parts(&mut self) -> (&mut Source, &RowShape) {
        (&mut self.source, &self.shape)
    }

    /// The source's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// How far it was read.
    #[must_use]
    pub fn progress(&self) -> DigestProgress {
        self.source.progress()
    }

    /// The SHA-256 of all its bytes, once the last row was read.
    #[must_use]
    pub fn sha256(self) -> Sha256Name {
        self.source.sha256()
    }
}

impl RowShape {
    /// A row of the list from a row of the source.
    #[must_use]
    pub fn row<'a>(&'a self, raw: RawRow<'a>) -> ListRow<'a> {
        let row = raw.content.map_err(RowRefusal::Bad).and_then(|content| match &self.0 {
            Shape::Own(format) => format.row(content),
            Shape::Mapped(mapping) => mapping.row(content),
        });
        ListRow { line: raw.line, row }
    }
}

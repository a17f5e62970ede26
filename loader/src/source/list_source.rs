//! A source of one list: rows by our columns, read by the lists' own format or through a mapping.

use watchpost_engine::list::List;
use watchpost_engine::record::parse::Row;
use watchpost_engine::store::Sha256Name;

use super::own_format::OwnFormat;
use super::{
    DigestProgress, Format, HeldRows, Kind, NotUsed, Place, RawRow, Reading, RowRefusal, Source, SourceError,
};
use crate::mapping::{BoundMapping, MappedRow, Mapping};

/// A source of one list that is being read.
pub struct ListSource {
    source: Source,
    shape: RowShape,
}

/// How the rows of a source become rows of a list.
pub struct RowShape(Shape);

enum Shape {
    Own(OwnFormat),
    Mapped(Box<BoundMapping>),
}

/// A row of a list.
pub struct ListRow<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// How many rows of the source it is: more than one if rows of one key were put together.
    pub rows: u64,
    /// Its values, or why it is not used.
    pub row: Result<Row<'a>, NotUsed>,
    /// How many of its values the mapping let go, since they could not be read.
    pub unread: u64,
}

impl ListSource {
    /// Opens a source of `list`. `joined` are the rows of the files that the mapping joins, in its order.
    ///
    /// # Errors
    /// [`SourceError`] if it cannot be opened, or its header is not one of this list or mapping.
    pub fn open(
        place: &Place,
        format: Format,
        list: List,
        mapping: Option<&Mapping>,
        joined: Vec<HeldRows>,
    ) -> Result<Self, SourceError> {
        let own = Reading::default();
        let source = Source::open(place, format, mapping.map_or(&own, Mapping::reading))?;
        let (header, name) = (source.header(), source.name());
        let shape = match mapping {
            Some(mapping) => Shape::Mapped(Box::new(mapping.bind(header, name, joined)?)),
            None if format.kind == Kind::Xml => {
                return Err(SourceError::XmlUnmapped { name: name.to_owned() });
            }
            None => Shape::Own(OwnFormat::new(list, header, name)?),
        };
        Ok(Self { source, shape: RowShape(shape) })
    }

    /// The rows of the joined files, once the last row of the list was read.
    pub fn joined(&self) -> impl Iterator<Item = &HeldRows> {
        let mapping = match &self.shape.0 {
            Shape::Mapped(mapping) => Some(mapping),
            Shape::Own(_) => None,
        };
        mapping.into_iter().flat_map(|mapping| mapping.joined())
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
        let RawRow { line, rows, content } = raw;
        let read =
            content.map_err(|bad| NotUsed::from(RowRefusal::Bad(bad))).and_then(|content| match &self.0 {
                Shape::Own(format) => {
                    format.row(content).map(|row| MappedRow { row, unread: 0 }).map_err(NotUsed::from)
                }
                Shape::Mapped(mapping) => mapping.row(content),
            });
        match read {
            Ok(MappedRow { row, unread }) => ListRow { line, rows, row: Ok(row), unread },
            Err(not_used) => ListRow { line, rows, row: Err(not_used), unread: 0 },
        }
    }
}

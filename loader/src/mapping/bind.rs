//! Binds the names of columns in a mapping to the cells of one source and of the files that are joined to it.

use super::each::Each;
use super::feed::Feed;
use super::origin::Origin;
use super::place::Place;
use super::{BoundMapping, Mapping};
use crate::source::{HeldRows, Kind, SourceError, cell_of};

/// The names of the columns of one file, and the file's own for messages.
#[derive(Clone, Copy)]
struct Columns<'a> {
    names: &'a [String],
    file: &'a str,
}

/// The columns of a source, unless its rows are trees, and of each file that is joined to it.
struct Files<'a> {
    own: Option<Columns<'a>>,
    joined: Vec<Columns<'a>>,
}

impl Mapping {
    /// Binds the mapping to a source with this header, and to the rows of the files that are joined to it.
    ///
    /// # Errors
    /// [`SourceError::MissingColumn`] if a name that is read is not there, [`SourceError::RepeatedColumn`] if it
    /// is there twice.
    pub fn bind(
        &self,
        header: Option<&[String]>,
        name: &str,
        joined: Vec<HeldRows>,
    ) -> Result<BoundMapping, SourceError> {
        let names = header.or(self.cell_names.as_deref()).unwrap_or_default();
        let files = Files {
            own: (self.kind == Kind::Csv).then_some(Columns { names, file: name }),
            joined: joined.iter().map(|rows| Columns { names: rows.columns(), file: rows.name() }).collect(),
        };
        let mut rules = self.rules.clone();
        for field in &mut rules.fields {
            field.feeds.iter_mut().try_for_each(|feed| files.bind_feed(feed))?;
        }
        for rule in &mut rules.names {
            let (each, feeds) = rule.parts_mut();
            files.bind(each, feeds)?;
        }
        for rule in &mut rules.documents {
            let (each, feeds) = rule.parts_mut();
            files.bind(each, feeds)?;
        }
        for condition in &mut rules.leave_out {
            files.bind_feed(&mut condition.feed)?;
        }
        let mut keys: Vec<Feed> = self.joins.iter().map(|join| join.key.clone()).collect();
        keys.iter_mut().try_for_each(|key| files.bind_feed(key))?;
        Ok(BoundMapping { rules, joins: keys.into_iter().zip(joined).collect() })
    }
}

impl Files<'_> {
    fn bind_feed(&self, feed: &mut Feed) -> Result<(), SourceError> {
        let Feed { each, origin, .. } = feed;
        self.bind_origins(each.as_mut(), std::iter::once(origin))
    }

    fn bind<'f>(
        &self,
        each: Option<&mut Each>,
        feeds: impl IntoIterator<Item = &'f mut Feed>,
    ) -> Result<(), SourceError> {
        self.bind_origins(each, feeds.into_iter().map(|feed| &mut feed.origin))
    }

    fn bind_origins<'f>(
        &self,
        each: Option<&mut Each>,
        origins: impl Iterator<Item = &'f mut Origin>,
    ) -> Result<(), SourceError> {
        let columns = match each {
            None | Some(Each::Grouped) => self.own,
            Some(Each::Joined(place)) => self.joined.get(*place).copied(),
            Some(Each::Pointer(_)) => None,
            Some(Each::Matches { place, .. }) => {
                if let Some(own) = self.own {
                    own.bind(place)?;
                }
                None
            }
        };
        let Some(columns) = columns else { return Ok(()) };
        for origin in origins {
            origin.places_mut().try_for_each(|place| columns.bind(place))?;
        }
        Ok(())
    }
}

impl Columns<'_> {
    fn bind(self, place: &mut Place) -> Result<(), SourceError> {
        if let Place::Name(column) = place {
            *place = Place::Cell(self.cell(column)?);
        }
        Ok(())
    }

    fn cell(self, column: &str) -> Result<usize, SourceError> {
        cell_of(self.names, column, self.file)
    }
}

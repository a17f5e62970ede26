//! What a list is built from: its files, how each is written, and what is joined to it.

use jiff::Timestamp;
use watchpost_engine::list::List;
use watchpost_engine::store::Sha256Name;

use crate::exit::Failure;
use crate::mapping::{Join, Mapping};
use crate::source::{Compression, Format, HeldRows, Kind, ListSource, Place, Source, SourceError};

/// One source of a list.
pub struct ListInput {
    /// Where it is.
    pub place: Place,
    /// How it is written.
    pub format: Format,
    /// How it is mapped, if it is not in the lists' own format.
    pub mapping: Option<Mapping>,
    /// The files that the mapping joins to it, in the mapping's order.
    pub joined: Vec<Place>,
}

/// A file that was joined, beside its rows.
pub(super) struct JoinedSource {
    /// Its name.
    pub(super) name: String,
    /// The SHA-256 of its bytes.
    pub(super) sha256: Sha256Name,
}

impl ListInput {
    /// Opens the source and reads its header, if it is a file that can be read twice.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be a source of `list`.
    pub fn try_open(&self, list: List) -> Result<(), Failure> {
        let Place::File(path) = &self.place else { return Ok(()) };
        // What is read from a pipe here would be missing later.
        if path.metadata().is_ok_and(|file| !file.is_file()) {
            return Ok(());
        }
        let mut joined = Vec::new();
        for (join, place) in self.joins() {
            let (source, columns) = open_joined(join, place)?;
            joined.push(HeldRows::without_rows(source.name(), &columns, join.key_column())?);
        }
        ListSource::open(&self.place, self.format, list, self.mapping.as_ref(), joined)?;
        Ok(())
    }

    /// When the oldest of its files was last changed; `None` for stdin.
    ///
    /// # Errors
    /// [`Failure`] if the file cannot be looked at.
    pub fn modified(&self) -> Result<Option<Timestamp>, Failure> {
        let times = self.places().map(modified).collect::<Result<Vec<_>, _>>()?;
        Ok(times.into_iter().flatten().min())
    }

    /// Opens the source, and reads what is joined to it.
    pub(super) fn open(&self, list: List) -> Result<(ListSource, Vec<JoinedSource>), Failure> {
        let (mut joined, mut sources) = (Vec::new(), Vec::new());
        for (join, place) in self.joins() {
            let (mut source, columns) = open_joined(join, place)?;
            joined.push(HeldRows::read(&mut source, &columns, join.key_column())?);
            sources.push(JoinedSource { name: source.name().to_owned(), sha256: source.sha256() });
        }
        let source = ListSource::open(&self.place, self.format, list, self.mapping.as_ref(), joined)?;
        Ok((source, sources))
    }

    /// Every file that is read.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.joined)
    }

    fn joins(&self) -> impl Iterator<Item = (&Join, &Place)> {
        self.mapping.iter().flat_map(Mapping::joins).zip(&self.joined)
    }
}

/// A file to be joined, with the names of its columns.
fn open_joined(join: &Join, place: &Place) -> Result<(Source, Vec<String>), SourceError> {
    let compression = match place {
        Place::File(path) => Compression::of_name(path),
        Place::Stdin => Compression::None,
    };
    let source = Source::open(place, Format { kind: Kind::Csv, compression }, join.reading())?;
    let columns = join.columns(source.header()).to_vec();
    Ok((source, columns))
}

/// When a file was last changed; `None` for stdin.
fn modified(place: &Place) -> Result<Option<Timestamp>, Failure> {
    let Place::File(path) = place else { return Ok(None) };
    let look = |source| SourceError::Open { name: place.name(), source };
    let modified = path.metadata().and_then(|file| file.modified()).map_err(look)?;
    Timestamp::try_from(modified)
        .map(Some)
        .map_err(|_| Failure::usage(format!("{}: its time of change is no time; give --as-of", place.name())))
}

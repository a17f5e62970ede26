//! Builds a segment of persons, with the parts of their names and the documents named on them.

use std::io::Write;

use super::keyed::{BesideRows, IndexSections, KeyedSegmentBuilder, RecordKey};
use super::{BuildOptions, BuiltSegment, Duplicate, RowPosition};
use crate::document::issuer::IssuerCode;
use crate::index::parts::writer::{PartIndexWriter, PendingNames};
use crate::list::List;
use crate::person::name::Name;
use crate::record::PersonRecord;
use crate::segment::error::WriteError;
use crate::segment::layout::SectionKind;
use crate::segment::sections::SectionWriter;

const INDEXES: &[IndexSections] = &[IndexSections {
    index: SectionKind::NamedDocumentIndex,
    runs: SectionKind::NamedDocumentRuns,
    shapes: true,
}];

/// A segment of persons while rows come.
pub struct PersonSegmentBuilder {
    keyed: KeyedSegmentBuilder,
    parts: PartIndexWriter,
}

impl PersonSegmentBuilder {
    /// An empty segment.
    #[must_use]
    pub fn new(options: BuildOptions<'_>) -> Self {
        let half = BuildOptions { memory: options.memory / 2, ..options };
        Self {
            keyed: KeyedSegmentBuilder::new(List::Persons, INDEXES, half),
            parts: PartIndexWriter::new(options.work_folder, options.memory / 2),
        }
    }

    /// Adds a record. A name that cannot be read (the parser of rows requires one that can) is kept to be shown.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written.
    pub fn push(&mut self, record: &PersonRecord, position: RowPosition) -> Result<(), WriteError> {
        let stored = self.keyed.dictionary.encode_person(record);
        let names: Vec<Name> = record.readable_names().map(|(_, name)| name).collect();
        let beside = PendingNames::of(&names, &record.birth_dates, record.sex, record.may_ask_protection())
            .to_bytes()?;
        let number_keys: Vec<_> = record.documents.iter().map(|document| document.number.key()).collect();
        let keys: Vec<RecordKey<'_>> = record
            .documents
            .iter()
            .zip(&number_keys)
            .map(|(document, key)| RecordKey {
                index: 0,
                key: key.as_bytes(),
                written: document.number.as_str(),
                issuer: Some(document.issuer.as_ref().map_or("", IssuerCode::as_str)),
            })
            .collect();
        self.keyed.push(&record.listing, &keys, &stored, &beside, position)
    }

    /// Writes the segment to `out`, which the caller syncs. Tells each duplicate.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish(
        self,
        out: impl Write,
        on_duplicate: &mut dyn FnMut(Duplicate),
    ) -> Result<BuiltSegment, WriteError> {
        self.keyed.finish(out, on_duplicate, self.parts)
    }
}

/// The parts of names are the persons' own sections.
impl BesideRows for PartIndexWriter {
    fn row(&mut self, row: u32, beside: &[u8]) -> Result<(), WriteError> {
        self.push(row, beside)
    }

    fn write<W: Write>(self, out: &mut SectionWriter<W>) -> Result<(), WriteError> {
        self.finish(out)
    }
}

//! Builds a segment of persons, with the documents named on them.

use std::io::Write;

use super::keyed::{IndexSections, KeyedSegmentBuilder, RecordKey};
use super::{BuildOptions, BuiltSegment, Duplicate, RowPosition};
use crate::document::issuer::IssuerCode;
use crate::list::List;
use crate::person::name::name_keys;
use crate::record::PersonRecord;
use crate::segment::error::WriteError;
use crate::segment::layout::SectionKind;

const INDEXES: &[IndexSections] = &[
    IndexSections { index: SectionKind::NameIndex, runs: SectionKind::NameRuns, shapes: false },
    IndexSections {
        index: SectionKind::NamedDocumentIndex,
        runs: SectionKind::NamedDocumentRuns,
        shapes: true,
    },
];

/// A segment of persons while rows come.
pub struct PersonSegmentBuilder(KeyedSegmentBuilder);

impl PersonSegmentBuilder {
    /// An empty segment.
    #[must_use]
    pub fn new(options: BuildOptions<'_>) -> Self {
        Self(KeyedSegmentBuilder::new(List::Persons, INDEXES, options))
    }

    /// Adds a record. A name that gives no key (the parser of rows requires one that does) is kept to be shown.
    ///
    /// # Errors
    /// What the system says when a working file cannot be written.
    pub fn push(&mut self, record: &PersonRecord, position: RowPosition) -> Result<(), WriteError> {
        let stored = self.0.dictionary.encode_person(record);
        let names: Vec<_> = record.names.iter().filter_map(|name| name_keys(name.parts()).ok()).collect();
        let number_keys: Vec<_> = record.documents.iter().map(|document| document.number.key()).collect();
        let mut keys: Vec<RecordKey<'_>> = names
            .iter()
            .flat_map(|keys| keys.iter())
            .map(|key| RecordKey { index: 0, key: key.as_bytes(), written: "", issuer: None })
            .collect();
        keys.extend(record.documents.iter().zip(&number_keys).map(|(document, key)| RecordKey {
            index: 1,
            key: key.as_bytes(),
            written: document.number.as_str(),
            issuer: Some(document.issuer.as_ref().map_or("", IssuerCode::as_str)),
        }));
        self.0.push(&record.listing, &keys, &stored, position)
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
        self.0.finish(out, on_duplicate, |_| Ok(()))
    }
}

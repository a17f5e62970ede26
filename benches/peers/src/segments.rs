//! Sizes, opening and building of segments.

use std::fs;

use anyhow::{Context, Result};
use watchpost_benches::list_rows::document_record;
use watchpost_benches::store::{self, SEED, Sizes};
use watchpost_engine::generation::Generation;
use watchpost_engine::list::List;
use watchpost_engine::record::DocumentRecord;
use watchpost_engine::segment::build::{BuildOptions, DocumentSegmentBuilder, RowPosition};
use watchpost_engine::segment::documents::DocumentSegment;
use watchpost_engine::segment::layout::SectionKind;
use watchpost_engine::segment::reader::Sections;
use watchpost_engine::store::Store;
use watchpost_testdata::documents::documents;
use xxhash_rust::xxh3::xxh3_128;

use crate::documents::told;
use crate::figure::{Figure, Target};
use crate::timing::{Rounds, count, in_turn, seconds};

/// Rows of a build.
const BUILT_ROWS: u64 = 1_000_000;

/// Bytes on disk. Exact, so one round.
///
/// # Errors
/// If the store lacks a list.
pub fn sizes_on_disk(sizes: Sizes, generation: &Generation) -> Result<Vec<Figure>> {
    let documents = generation.documents().context("the store has no documents")?;
    let of = told(sizes.documents);
    let index = section_bytes(documents.sections(), SectionKind::NumberIndex);
    let exact = |what: String, bytes: u64, among: u64, target| Figure {
        what,
        unit: "bytes",
        ours: Rounds::exact(whole(bytes) / whole(among)),
        spread: None,
        peer: None,
        target,
    };
    let keys = documents.index().keys();
    // In small lists the heads of sections and the dictionary weigh more than the records.
    let held = |target| if sizes.documents == 10_000_000 { target } else { Target::Open };
    let mut figures = vec![
        exact(format!("index and filter, documents, a key, {of}"), index, keys, held(Target::AtMost(9.0))),
        exact(
            format!("everything on disk, documents, a record, {of}"),
            documents.sections().bytes(),
            documents.records(),
            held(Target::AtMost(40.0)),
        ),
    ];
    for (list, sections) in generation.sections().filter(|(list, _)| *list != List::Documents) {
        let records = generation.records(list);
        let what = format!("everything on disk, {list}, a record, {} k", records / 1_000);
        figures.push(exact(what, sections.bytes(), records, Target::Open));
    }
    Ok(figures)
}

fn section_bytes(sections: &Sections, kind: SectionKind) -> u64 {
    sections.sizes().find(|(found, _)| *found == kind).map_or(0, |(_, bytes)| bytes)
}

/// Opening of the documents' segment with every byte checked, beside XXH3 over the same bytes in memory.
///
/// # Errors
/// What the engine says.
pub fn opening(sizes: Sizes) -> Result<Vec<Figure>> {
    let store = Store::open(&store::kept_folder(sizes)?)?;
    let manifest = store.manifest(&store.current()?)?;
    let entry = manifest.lists.get(&List::Documents).context("the store has no documents")?;
    let segment = entry.segments.first().context("the list has no segment")?;
    let path = store.segment_path(&segment.sha256);
    let bytes = fs::read(&path)?;
    let open = || seconds(|| anyhow::Ok(DocumentSegment::open(Sections::open(&path, List::Documents)?)?));
    let (ours, peer) = in_turn(open, || seconds(|| anyhow::Ok(xxh3_128(&bytes))))?;
    let target = if sizes.documents == 10_000_000 { Target::AtMost(300.0) } else { Target::Open };
    Ok(vec![Figure {
        what: format!("open and verify, documents, {}, in the page cache", told(sizes.documents)),
        unit: "ms",
        ours: ours.times(1e3),
        spread: None,
        peer: Some(("XXH3 of the bytes in memory", peer.times(1e3))),
        target,
    }])
}

/// Records, ready in memory, to a whole segment on disk.
///
/// # Errors
/// What the engine says.
pub fn building() -> Result<Vec<Figure>> {
    let options = Sizes::of_documents(BUILT_ROWS).lists().documents;
    let records: Vec<DocumentRecord> =
        documents(SEED, &options, BUILT_ROWS).map(|made| document_record(&made)).collect::<Result<_, _>>()?;
    let mut rounds = [0.0; 3];
    for round in &mut rounds {
        *round = count(records.len()) / seconds(|| build(&records))? / 1e6;
    }
    Ok(vec![Figure {
        what: "segment built from records in memory, documents, one thread and its sorter".to_owned(),
        unit: "M rows/s",
        ours: Rounds::of(rounds),
        spread: None,
        peer: None,
        target: Target::Open,
    }])
}

fn build(records: &[DocumentRecord]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let options = BuildOptions { work_folder: folder.path(), memory: 256 << 20 };
    let mut builder = DocumentSegmentBuilder::new(options);
    for (line, record) in (1..).zip(records) {
        builder.push(record, RowPosition { file: 0, line })?;
    }
    let out = std::io::BufWriter::with_capacity(1 << 20, fs::File::create(folder.path().join("segment"))?);
    builder.finish(out, &mut |_| ())?;
    Ok(())
}

fn whole(number: u64) -> f64 {
    count(usize::try_from(number).unwrap_or(usize::MAX))
}

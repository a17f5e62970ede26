//! Sizes, opening and building of segments.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use watchpost_benches::list_rows::document_record;
use watchpost_benches::store::{SEED, Sizes};
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

/// Records of the list for which sizes and the time of opening are set.
const HELD: u64 = 10_000_000;

/// Records of the largest list known.
const LARGEST: u64 = 140_000_000;

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
    let exact = |what: String, bytes: u64, among: u64| {
        Figure::new(what, "bytes", Rounds::exact(whole(bytes) / whole(among)))
    };
    // In small lists the heads of sections and the dictionary weigh more than the records.
    let held = sizes.documents >= HELD;
    let mut figures =
        vec![
            exact(format!("index and filter, documents, a key, {of}"), index, documents.index().keys())
                .held_if(held, Target::AtMost(9.0), Target::AtMost(7.5)),
            exact(
                format!("everything on disk, documents, a record, {of}"),
                documents.sections().bytes(),
                documents.records(),
            )
            .held_if(held, Target::AtMost(40.0), Target::AtMost(28.0)),
        ];
    for (list, sections) in generation.sections().filter(|(list, _)| *list != List::Documents) {
        let records = generation.records(list);
        let what = format!("everything on disk, {list}, a record, {} k", records / 1_000);
        let goal = if list == List::Persons { Target::AtMost(400.0) } else { Target::Open };
        figures.push(exact(what, sections.bytes(), records).held(Target::Open, goal));
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
pub fn opening(sizes: Sizes, folder: &Path) -> Result<Vec<Figure>> {
    let store = Store::open(folder)?;
    let manifest = store.manifest(&store.current()?)?;
    let entry = manifest.lists.get(&List::Documents).context("the store has no documents")?;
    let segment = entry.segments.first().context("the list has no segment")?;
    let path = store.segment_path(&segment.sha256);
    let bytes = fs::read(&path)?;
    let open = || seconds(|| anyhow::Ok(DocumentSegment::open(Sections::open(&path, List::Documents)?)?));
    let (ours, peer) = in_turn(open, || seconds(|| anyhow::Ok(xxh3_128(&bytes))))?;
    let (target, goal) = match sizes.documents {
        HELD => (Target::AtMost(300.0), Target::AtMost(100.0)),
        LARGEST.. => (Target::Open, Target::AtMost(1_000.0)),
        _ => (Target::Open, Target::Open),
    };
    Ok(vec![
        Figure::new(
            format!("open and verify, documents, {}, in the page cache", told(sizes.documents)),
            "ms",
            ours.times(1e3),
        )
        .beside("XXH3 of the bytes in memory", peer.times(1e3))
        .held(target, goal)
        .at("open and verify, documents", sizes.documents),
    ])
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
    Ok(vec![Figure::new(
        "segment built from records in memory, documents, one thread and its sorter",
        "M rows/s",
        Rounds::of(rounds),
    )])
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

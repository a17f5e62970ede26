//! A million ranges of stolen blanks that overlap, and ten thousand that nest.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, Result};
use watchpost_benches::list_rows::document_record;
use watchpost_benches::questions::QUESTION_SEED;
use watchpost_benches::store::{SEED, Sizes};
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::limits::ROWS_GRADED;
use watchpost_engine::list::List;
use watchpost_engine::record::{DocumentRecord, DocumentStatus};
use watchpost_engine::segment::build::{BuildOptions, DocumentSegmentBuilder, RowPosition};
use watchpost_engine::segment::documents::DocumentSegment;
use watchpost_engine::segment::layout::SectionKind;
use watchpost_engine::segment::reader::Sections;
use watchpost_testdata::documents::documents;
use watchpost_testdata::rng::{Rng, Stream};

use crate::figure::Figure;
use crate::timing::{Rounds, count, mean, seconds, spread, thrice};

/// Ranges of the list.
const RANGES: u64 = 1_000_000;

/// Ranges that all hold one number.
const NESTED: u64 = 10_000;

/// Questions of a round.
const QUESTIONS: usize = 100_000;

/// Letters that stand for themselves, in front of eight digits.
const LETTERS: [char; 16] = ['A', 'C', 'E', 'F', 'H', 'J', 'K', 'M', 'N', 'P', 'R', 'T', 'U', 'V', 'X', 'Y'];

/// Numbers behind each letter.
const SERIES: u64 = 100_000_000;

/// Building, size, opening and questions.
///
/// # Errors
/// What the engine says.
pub fn figures() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("segment");
    let records = overlapping()?;
    let mut rounds = [0.0; 3];
    for round in &mut rounds {
        *round = seconds(|| build(&records, &path))?;
    }
    let built = Rounds::of(rounds);
    for round in &mut rounds {
        *round = seconds(|| open(&path))? * 1e3;
    }
    let opened = Rounds::of(rounds);
    let segment = open(&path)?;
    let of_index = [SectionKind::RangeGroups, SectionKind::RangeEnds, SectionKind::RangeGate];
    let sizes = segment.sections().sizes().filter(|(kind, _)| of_index.contains(kind));
    let bytes = count(usize::try_from(sizes.map(|(_, bytes)| bytes).sum::<u64>())?);
    let mut figures = vec![
        Figure::new("ranges of blanks, 1 M: segment built from records in memory", "s", built),
        Figure::new(
            "ranges of blanks, 1 M: their index, a range",
            "bytes",
            Rounds::exact(bytes / count(records.len())),
        ),
        Figure::new("ranges of blanks, 1 M: opened, every pair and the gate checked", "ms", opened),
    ];
    figures.extend(questions(&segment));
    figures.push(nested()?);
    Ok(figures)
}

fn questions(segment: &DocumentSegment) -> Vec<Figure> {
    let mut rng = Rng::for_row(QUESTION_SEED, Stream::Documents, 2);
    let mut asked = || number(&format!("{}{:08}", rng.pick(&LETTERS), rng.below(SERIES)));
    let numbers: Vec<DocumentNumber> = (0..QUESTIONS * 4).filter_map(|_| asked().ok()).collect();
    let find = |number: &DocumentNumber| segment.find(&number.key()).is_empty();
    let (absent, covered): (Vec<_>, Vec<_>) = numbers.into_iter().partition(find);
    let read = |number: &DocumentNumber| read(segment, number);
    vec![
        Figure::new(
            "number beside 1 M ranges of blanks that overlap, of their shape: to \"none\"",
            "ns",
            thrice(|| mean(&absent, find)),
        )
        .spread(spread(&absent, find)),
        Figure::new(
            "number in one or more of 1 M ranges of blanks that overlap: to the records",
            "ns",
            thrice(|| mean(&covered, read)),
        )
        .spread(spread(&covered, read)),
    ]
}

/// A number that more ranges hold than a look-up grades.
fn nested() -> Result<Figure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("segment");
    let ends = |at: u64| (format!("U{at:08}"), format!("U{:08}", SERIES - 1 - at));
    build(&records((0..NESTED).map(ends))?, &path)?;
    let segment = open(&path)?;
    let asked: Vec<DocumentNumber> =
        (0..200).map(|at| number(&format!("U5{at:07}"))).collect::<Result<_>>()?;
    let read = |number: &DocumentNumber| read(&segment, number);
    Ok(Figure::new(
        format!("number in 10,000 ranges of blanks that nest: to the {ROWS_GRADED} records that are graded"),
        "ns",
        thrice(|| mean(&asked, read)),
    )
    .spread(spread(&asked, read)))
}

fn read(segment: &DocumentSegment, number: &DocumentNumber) -> usize {
    let key = number.key();
    let run = segment.find(&key);
    let mut records = 0;
    let read = segment.read(&run, number, &key, None, ROWS_GRADED, |record| {
        records += usize::from(black_box(record).is_ok());
    });
    if read.is_ok() { records } else { 0 }
}

/// Ranges of up to three thousand numbers, of which every number is in one and a half on average.
fn overlapping() -> Result<Vec<DocumentRecord>> {
    let mut rng = Rng::for_row(SEED, Stream::Documents, 3);
    let ends = (0..RANGES).map(|_| {
        let letter = *rng.pick(&LETTERS);
        let width = 1 + rng.below(5_000);
        let first = rng.below(SERIES - width);
        (format!("{letter}{first:08}"), format!("{letter}{:08}", first + width))
    });
    records(ends)
}

fn records(ends: impl Iterator<Item = (String, String)>) -> Result<Vec<DocumentRecord>> {
    let options = Sizes::of_documents(1).lists().documents;
    let made = documents(SEED, &options, 1).next().context("the generator makes a row")?;
    let like = document_record(&made)?;
    let record = |(at, (first, last)): (usize, (String, String))| {
        let mut record = like.clone();
        record.listing.record_id = format!("SLTD-{at:07}");
        record.number = number(&first)?;
        record.number_to = Some(number(&last)?);
        record.status = DocumentStatus::StolenBlank;
        Ok(record)
    };
    ends.enumerate().map(record).collect()
}

fn number(text: &str) -> Result<DocumentNumber> {
    DocumentNumber::parse(text).context("a number")
}

fn build(records: &[DocumentRecord], path: &Path) -> Result<()> {
    let work = path.parent().context("a folder")?;
    let mut builder = DocumentSegmentBuilder::new(BuildOptions { work_folder: work, memory: 256 << 20 });
    for (line, record) in (1..).zip(records) {
        builder.push(record, RowPosition { file: 0, line })?;
    }
    let out = std::io::BufWriter::with_capacity(1 << 20, fs::File::create(path)?);
    builder.finish(out, &mut |_| ())?;
    Ok(())
}

fn open(path: &Path) -> Result<DocumentSegment> {
    Ok(DocumentSegment::open(Sections::open(path, List::Documents)?)?)
}

//! Look-ups in `documents` beside the bare structures they are made of, over the same keys.

use std::ops::ControlFlow;

use anyhow::{Context, Result};
use fst::{Map, MapBuilder};
use watchpost_benches::questions::{self, ListedDocument};
use watchpost_benches::store::{Sizes, conditions};
use watchpost_engine::check::check;
use watchpost_engine::date::Date;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::generation::Generation;
use watchpost_engine::index::key_hash;
use watchpost_engine::limits::ROWS_GRADED;
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::segment::documents::DocumentSegment;
use xorf::{BinaryFuse8, Filter};

use crate::figure::{Figure, Target};
use crate::timing::{Rounds, in_turn, mean, spread};

/// Questions of a round.
const QUESTIONS: usize = 1_000_000;

/// Misses and hits in one store.
///
/// # Errors
/// What the engine or a peer says.
pub fn figures(sizes: Sizes, generation: &Generation) -> Result<Vec<Figure>> {
    let documents = generation.documents().context("the store has no documents")?;
    let mut figures = misses(sizes, documents)?;
    figures.extend(hits(sizes, generation, documents)?);
    Ok(figures)
}

fn misses(sizes: Sizes, documents: &DocumentSegment) -> Result<Vec<Figure>> {
    let today = Date::of(conditions()?.now);
    let numbers = questions::missed_numbers(QUESTIONS, today);
    let keyed: Vec<_> = numbers.iter().map(DocumentNumber::key).collect();
    let hashes: Vec<u64> = keyed.iter().map(|key| key_hash(key.as_bytes())).collect();
    let filter = bare_filter(documents)?;
    let find = |number: &DocumentNumber| documents.find(&number.key()).is_empty();
    let (ours, probe) =
        in_turn(|| anyhow::Ok(mean(&numbers, find)), || Ok(mean(&hashes, |hash| filter.contains(hash))))?;
    let (hashed, _) =
        in_turn(|| anyhow::Ok(mean(&keyed, |key| filter.contains(&key_hash(key.as_bytes())))), || Ok(0.0))?;
    let of = told(sizes.documents);
    let target = if sizes.documents == 10_000_000 { Target::TimesPeer(3.0) } else { Target::Open };
    Ok(vec![
        Figure {
            what: format!("document miss, {of}: from the canonical number to \"none\""),
            unit: "ns",
            ours,
            spread: Some(spread(&numbers, find)),
            peer: Some(("bare fuse probe of a ready hash", probe)),
            target,
        },
        Figure {
            what: format!("the same beside the probe of a key still to be hashed, {of}"),
            unit: "ns",
            ours,
            spread: None,
            peer: Some(("bare fuse probe of a ready key", hashed)),
            target: Target::Open,
        },
    ])
}

fn hits(sizes: Sizes, generation: &Generation, documents: &DocumentSegment) -> Result<Vec<Figure>> {
    let listed: Vec<DocumentNumber> = questions::listed_documents(sizes, QUESTIONS)?
        .into_iter()
        .map(|ListedDocument { number, .. }| number)
        .collect();
    let keys: Vec<_> = listed.iter().map(DocumentNumber::key).collect();
    let map = bare_fst(documents)?;
    let read = |number: &DocumentNumber| {
        let key = number.key();
        let run = documents.find(&key);
        let mut records = 0_usize;
        let read = documents.read(&run, number, &key, None, ROWS_GRADED, |record| {
            records += usize::from(std::hint::black_box(record).is_ok());
        });
        (read.is_ok(), records)
    };
    let look_up = |key: &watchpost_engine::key::Key| map.get(key.as_bytes());
    let (ours, peer) = in_turn(|| anyhow::Ok(mean(&listed, read)), || Ok(mean(&keys, look_up)))?;
    let of = told(sizes.documents);
    let is_held = sizes.documents == 10_000_000;
    let mut figures = vec![Figure {
        what: format!("document hit, exact, {of}: from the canonical number to the record"),
        unit: "ns",
        ours,
        spread: Some(spread(&listed, read)),
        peer: Some(("bare `fst::Map` look-up", peer)),
        target: if is_held { Target::TimesPeer(2.0) } else { Target::Open },
    }];
    let asked = questions::listed_document_checks(sizes, QUESTIONS / 10)?;
    let mut conditions = conditions()?;
    conditions.lists = ListSet::default().with(List::Documents);
    let answer = |question: &_| check(generation, question, &conditions, String::new()).is_ok();
    let checks = Rounds::of([mean(&asked, answer), mean(&asked, answer), mean(&asked, answer)]);
    figures.push(Figure {
        what: format!("the same as a whole check, typed, with grade, reasons and answer, {of}"),
        unit: "ns",
        ours: checks,
        spread: Some(spread(&asked, answer)),
        peer: Some(("bare `fst::Map` look-up", peer)),
        target: Target::Open,
    });
    let in_ranges = questions::numbers_in_ranges(sizes, QUESTIONS / 10)?;
    figures.push(Figure {
        what: format!("document hit in a range of blanks, {of}"),
        unit: "ns",
        ours: Rounds::of([mean(&in_ranges, read), mean(&in_ranges, read), mean(&in_ranges, read)]),
        spread: Some(spread(&in_ranges, read)),
        peer: None,
        target: Target::Open,
    });
    Ok(figures)
}

/// A filter of the segment's keys, in one piece.
fn bare_filter(documents: &DocumentSegment) -> Result<BinaryFuse8> {
    let mut hashes = Vec::new();
    let _: ControlFlow<()> = documents.index().for_each(|key, _| {
        hashes.push(key_hash(key));
        ControlFlow::Continue(())
    });
    BinaryFuse8::try_from(&hashes).map_err(anyhow::Error::msg)
}

/// An FST of the segment's keys, in one piece.
fn bare_fst(documents: &DocumentSegment) -> Result<Map<Vec<u8>>> {
    let mut builder = MapBuilder::memory();
    let walk = documents.index().for_each(|key, value| match builder.insert(key, value) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    });
    if let ControlFlow::Break(error) = walk {
        return Err(error.into());
    }
    Ok(builder.into_map())
}

/// A number of records as one says it.
#[must_use]
pub fn told(records: u64) -> String {
    if records >= 1_000_000 { format!("{} M", records / 1_000_000) } else { format!("{} k", records / 1_000) }
}

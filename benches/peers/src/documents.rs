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
use crate::timing::{Rounds, in_turn, mean, spread, thrice};

/// Questions of a round.
const QUESTIONS: usize = 1_000_000;

/// Records of the list for which targets and goals are set.
const HELD: u64 = 10_000_000;

/// The largest list whose keys the peers hold too; beyond it they would need more memory than many machines have.
const PEERS_UP_TO: u64 = 20_000_000;

/// Misses and hits in one store. The probe of the filter is handed on: the largest list is held against it.
///
/// # Errors
/// What the engine or a peer says.
pub fn figures(sizes: Sizes, generation: &Generation, probe: &mut Option<Rounds>) -> Result<Vec<Figure>> {
    let documents = generation.documents().context("the store has no documents")?;
    let mut figures = misses(sizes, documents, probe)?;
    figures.extend(hits(sizes, documents)?);
    figures.extend(whole_checks(sizes, generation)?);
    Ok(figures)
}

fn misses(sizes: Sizes, documents: &DocumentSegment, held_probe: &mut Option<Rounds>) -> Result<Vec<Figure>> {
    let today = Date::of(conditions()?.now);
    let numbers = questions::missed_numbers(QUESTIONS, today);
    let find = |number: &DocumentNumber| documents.find(&number.key()).is_empty();
    let of = told(sizes.documents);
    let figure = |ours: Rounds| {
        Figure::new(format!("document miss, {of}: from the canonical number to \"none\""), "ns", ours)
            .spread(spread(&numbers, find))
            .at("document miss", sizes.documents)
    };
    if sizes.documents > PEERS_UP_TO {
        let miss = figure(thrice(|| mean(&numbers, find)));
        return Ok(vec![match *held_probe {
            Some(probe) => miss
                .beside("bare fuse probe of a ready hash, 10 M", probe)
                .held(Target::TimesPeer(6.0), Target::TimesPeer(3.0)),
            None => miss,
        }]);
    }
    let keyed: Vec<_> = numbers.iter().map(DocumentNumber::key).collect();
    let hashes: Vec<u64> = keyed.iter().map(|key| key_hash(key.as_bytes())).collect();
    let filter = bare_filter(documents)?;
    let (ours, probe) =
        in_turn(|| anyhow::Ok(mean(&numbers, find)), || Ok(mean(&hashes, |hash| filter.contains(hash))))?;
    let hashed = thrice(|| mean(&keyed, |key| filter.contains(&key_hash(key.as_bytes()))));
    if sizes.documents == HELD {
        *held_probe = Some(probe);
    }
    Ok(vec![
        figure(ours).beside("bare fuse probe of a ready hash", probe).held_if(
            sizes.documents == HELD,
            Target::TimesPeer(3.0),
            Target::TimesPeer(1.5),
        ),
        Figure::new(format!("the same beside the probe of a key still to be hashed, {of}"), "ns", ours)
            .beside("bare fuse probe of a ready key", hashed),
    ])
}

fn hits(sizes: Sizes, documents: &DocumentSegment) -> Result<Vec<Figure>> {
    let listed: Vec<DocumentNumber> = questions::listed_documents(sizes, QUESTIONS)?
        .into_iter()
        .map(|ListedDocument { number, .. }| number)
        .collect();
    let read = |number: &DocumentNumber| {
        let key = number.key();
        let run = documents.find(&key);
        let mut records = 0_usize;
        let read = documents.read(&run, number, &key, None, ROWS_GRADED, |record| {
            records += usize::from(std::hint::black_box(record).is_ok());
        });
        (read.is_ok(), records)
    };
    let of = told(sizes.documents);
    let figure = |ours: Rounds| {
        Figure::new(format!("document hit, exact, {of}: from the canonical number to the record"), "ns", ours)
            .spread(spread(&listed, read))
            .at("document hit, exact", sizes.documents)
    };
    let mut figures = Vec::new();
    if sizes.documents > PEERS_UP_TO {
        figures.push(figure(thrice(|| mean(&listed, read))));
    } else {
        let keys: Vec<_> = listed.iter().map(DocumentNumber::key).collect();
        let map = bare_fst(documents)?;
        let look_up = |key: &watchpost_engine::key::Key| map.get(key.as_bytes());
        let (ours, peer) = in_turn(|| anyhow::Ok(mean(&listed, read)), || Ok(mean(&keys, look_up)))?;
        figures.push(figure(ours).beside("bare `fst::Map` look-up", peer).held_if(
            sizes.documents == HELD,
            Target::TimesPeer(2.0),
            Target::TimesPeer(1.2),
        ));
    }
    let (right, alike): (Vec<_>, Vec<_>) = questions::look_alikes(&listed).into_iter().unzip();
    let (ours, exact) = in_turn(|| anyhow::Ok(mean(&alike, read)), || Ok(mean(&right, read)))?;
    figures.push(
        Figure::new(format!("document hit by a look-alike number, {of}"), "ns", ours)
            .spread(spread(&alike, read))
            .beside("exact hit on the same records", exact)
            .held(Target::TimesPeer(1.0), Target::TimesPeer(1.0))
            .at("document hit, look-alike", sizes.documents),
    );
    let in_ranges = questions::numbers_in_ranges(sizes, QUESTIONS / 10)?;
    figures.push(
        Figure::new(
            format!("document hit in a range of blanks, {of}"),
            "ns",
            thrice(|| mean(&in_ranges, read)),
        )
        .spread(spread(&in_ranges, read))
        .at("document hit, in a range", sizes.documents),
    );
    Ok(figures)
}

/// Listed documents asked as an officer types them, right and with a look-alike.
fn whole_checks(sizes: Sizes, generation: &Generation) -> Result<Vec<Figure>> {
    let mut conditions = conditions()?;
    conditions.lists = ListSet::default().with(List::Documents);
    let answer = |question: &_| check(generation, question, &conditions, String::new()).is_ok();
    let asked = questions::listed_document_checks(sizes, QUESTIONS / 10)?;
    let alike = questions::look_alike_checks(sizes, QUESTIONS / 10)?;
    let (by_look_alike, right) = in_turn(|| anyhow::Ok(mean(&alike, answer)), || Ok(mean(&asked, answer)))?;
    let of = told(sizes.documents);
    Ok(vec![
        Figure::new(
            format!("whole check of a listed document, typed: grade, reasons and answer, {of}"),
            "ns",
            right,
        )
        .spread(spread(&asked, answer))
        .at("whole check of a listed document", sizes.documents),
        Figure::new(format!("the same by a look-alike number, {of}"), "ns", by_look_alike)
            .spread(spread(&alike, answer))
            .beside("the same, typed right", right),
    ])
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

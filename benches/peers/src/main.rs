//! Measures the engine and the server beside their peers, and writes docs/performance.md and its plot.
//!
//! `--sizes 10000,1000000` takes other stores, `--only look-ups` one part; what was measured of the others before is kept.
//! `--large-store FOLDER --large-documents N` adds a store that the loader built from the generator's list of N rows.

mod bare_axum;
mod documents;
mod driver;
mod figure;
mod fuzzy_terms;
mod http;
mod loader;
mod memory;
mod page;
mod passports;
mod persons;
mod plot;
mod programs;
mod ranges;
mod saved;
mod segments;
mod timing;
mod vehicles;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use watchpost_benches::store::{self, Sizes};

use crate::timing::Rounds;

/// The stores of the page, by their documents.
const DOCUMENTS: [u64; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// The parts of the page, as `--only` names them.
const PARTS: [&str; 6] = ["look-ups", "ranges", "checks", "persons", "segments", "server"];

/// Persons that the generator ties notices to, unless told otherwise.
const LOADED_PERSONS: u64 = 2_000;

/// What is measured.
struct Order {
    /// The stores, by their documents.
    sizes: Vec<u64>,
    /// The parts.
    parts: Vec<&'static str>,
    /// A store of documents that the loader built, and its rows.
    large: Option<(PathBuf, u64)>,
}

impl Order {
    fn read(arguments: &[&str]) -> Result<Self> {
        let mut order = Self { sizes: DOCUMENTS.to_vec(), parts: PARTS.to_vec(), large: None };
        let (mut folder, mut rows) = (None, None);
        for pair in arguments.chunks(2) {
            match *pair {
                ["--sizes", sizes] => {
                    let sizes = sizes.split(',').map(str::parse).collect::<Result<_, _>>();
                    order.sizes = sizes.context("--sizes takes numbers, as 10000,1000000")?;
                }
                ["--only", part] if PARTS.contains(&part) => {
                    order.parts = PARTS.into_iter().filter(|known| *known == part).collect();
                }
                ["--large-store", path] => folder = Some(PathBuf::from(path)),
                ["--large-documents", number] => rows = Some(number.parse().context("a number of rows")?),
                _ => bail!(
                    "usage: watchpost-peers [--sizes DOCUMENTS,..] [--only {}] [--large-store FOLDER --large-documents ROWS]",
                    PARTS.join("|")
                ),
            }
        }
        order.large = match (folder, rows) {
            (Some(folder), Some(rows)) => Some((folder, rows)),
            (None, None) => None,
            _ => bail!("--large-store and --large-documents go together"),
        };
        Ok(order)
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // The peer of the server, which this program starts itself.
    if let ["--bare-axum", address, answer_bytes] = arguments.as_slice() {
        return bare_axum::serve(address, answer_bytes);
    }
    let order = Order::read(&arguments)?;
    measure(&order)?;
    let parts = saved::all()?;
    // A page that lacks sizes or parts would pass for the whole.
    match lacking(&parts) {
        Some(name) => {
            let mut out = std::io::stderr().lock();
            Ok(writeln!(out, "the page is not written: {name} was never measured here")?)
        }
        None => page::write(&parts),
    }
}

/// A part of the page that was never measured.
fn lacking(parts: &[saved::Part]) -> Option<String> {
    let of_sizes = ["look-ups", "vehicles", "checks", "sizes", "memory"];
    let named = of_sizes.into_iter().flat_map(|part| DOCUMENTS.map(|size| format!("{part}-{size}")));
    let others = ["reading", "persons", "loader", "http"].map(str::to_owned);
    named.chain(others).find(|name| !parts.iter().any(|part| part.name == *name))
}

/// Sections of the page.
const LOOK_UPS: usize = 0;
const CHECKS: usize = 1;
const VEHICLES: usize = 2;
const SEGMENTS: usize = 3;
const SERVER: usize = 4;
const PERSONS: usize = 5;

/// Measures the parts, shows each figure as soon as it is there, and keeps it.
fn measure(order: &Order) -> Result<()> {
    let wanted = |part: &str| order.parts.contains(&part);
    let mut probe: Option<Rounds> = None;
    if wanted("checks") {
        done("reading".to_owned(), CHECKS, 0, &passports::reading()?)?;
    }
    let of_stores = wanted("look-ups") || wanted("checks") || wanted("segments");
    for &documents in order.sizes.iter().filter(|_| of_stores) {
        let sizes = Sizes::of_documents(documents);
        let generation = store::kept(sizes)?;
        generation.warm();
        let named = |part: &str| format!("{part}-{documents}");
        if wanted("look-ups") {
            let figures = documents::figures(sizes, &generation, &mut probe)?;
            done(named("look-ups"), LOOK_UPS, documents, &figures)?;
            done(named("vehicles"), VEHICLES, documents, &vehicles::figures(sizes, &generation)?)?;
        }
        if wanted("checks") {
            done(named("checks"), CHECKS, documents, &passports::checks(sizes, &generation)?)?;
        }
        if wanted("segments") {
            let mut figures = segments::sizes_on_disk(sizes, &generation)?;
            figures.extend(segments::opening(sizes, &store::kept_folder(sizes)?)?);
            done(named("sizes"), SEGMENTS, documents, &figures)?;
        }
    }
    if let Some((folder, rows)) = &order.large {
        let sizes = Sizes { documents: *rows, vehicles: 0, persons: LOADED_PERSONS, production_runs: 0 };
        let generation = store::open(folder)?;
        generation.warm();
        let figures = documents::figures(sizes, &generation, &mut probe)?;
        done(format!("look-ups-{rows}"), LOOK_UPS, *rows, &figures)?;
        let mut figures = segments::sizes_on_disk(sizes, &generation)?;
        figures.extend(segments::opening(sizes, folder)?);
        done(format!("sizes-{rows}"), SEGMENTS, *rows, &figures)?;
    }
    if wanted("ranges") {
        done("ranges".to_owned(), LOOK_UPS, u64::MAX, &ranges::figures()?)?;
    }
    if wanted("persons") {
        done("persons".to_owned(), PERSONS, 0, &persons::figures()?)?;
    }
    if wanted("segments") {
        let mut figures = segments::building()?;
        figures.extend(loader::figures()?);
        done("loader".to_owned(), SEGMENTS, u64::MAX, &figures)?;
    }
    if wanted("server") {
        done("http".to_owned(), SERVER, 0, &http::figures(Sizes::of_documents(1_000_000))?)?;
        for &documents in &order.sizes {
            let figures = memory::of_server(Sizes::of_documents(documents))?;
            done(format!("memory-{documents}"), SERVER, documents, &figures)?;
        }
    }
    Ok(())
}

fn done(name: String, section: usize, order: u64, figures: &[figure::Figure]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for figure in figures {
        writeln!(out, "{}", figure.row())?;
    }
    saved::keep(name, section, order, figures)
}

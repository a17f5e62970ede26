//! Measures the engine and the server beside their peers in one run, and writes docs/performance.md and its plot.
//!
//! `--sizes 10000,1000000` takes other stores, `--only look-ups` one part: the page is then only shown, not written.
//! `--large-store FOLDER --large-documents N` adds a store that the loader built from the generator's list of N rows.

mod bare_axum;
mod documents;
mod driver;
mod figure;
mod http;
mod loader;
mod memory;
mod page;
mod passports;
mod plot;
mod programs;
mod segments;
mod timing;
mod vehicles;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use page::Section;
use watchpost_benches::store::{self, Sizes};

use crate::timing::Rounds;

/// The stores of the page, by their documents.
const DOCUMENTS: [u64; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// The parts of the page, as `--only` names them.
const PARTS: [&str; 4] = ["look-ups", "checks", "segments", "server"];

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
    /// Whether all that the page holds is measured.
    fn is_whole(&self) -> bool {
        self.sizes == DOCUMENTS && self.parts == PARTS
    }

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
    let sections = measure(&order)?;
    if order.is_whole() { page::write(&sections) } else { Ok(()) }
}

/// Measures the parts and shows each figure as soon as it is there.
fn measure(order: &Order) -> Result<Vec<Section>> {
    let mut sections = page::empty();
    let wanted = |part: &str| order.parts.contains(&part);
    let [look_ups, checks, vehicles, segments, server] = &mut sections;
    let mut probe: Option<Rounds> = None;
    if wanted("checks") {
        shown(checks, passports::reading()?)?;
    }
    let of_stores = wanted("look-ups") || wanted("checks") || wanted("segments");
    for &documents in order.sizes.iter().filter(|_| of_stores) {
        let sizes = Sizes::of_documents(documents);
        let generation = store::kept(sizes)?;
        generation.warm();
        if wanted("look-ups") {
            shown(look_ups, documents::figures(sizes, &generation, &mut probe)?)?;
            shown(vehicles, vehicles::figures(sizes, &generation)?)?;
        }
        if wanted("checks") {
            shown(checks, passports::checks(sizes, &generation)?)?;
        }
        if wanted("segments") {
            shown(segments, segments::sizes_on_disk(sizes, &generation)?)?;
            shown(segments, segments::opening(sizes, &store::kept_folder(sizes)?)?)?;
        }
    }
    if let Some((folder, rows)) = &order.large {
        let sizes = Sizes { documents: *rows, vehicles: 0, persons: LOADED_PERSONS, production_runs: 0 };
        let generation = store::open(folder)?;
        generation.warm();
        shown(look_ups, documents::figures(sizes, &generation, &mut probe)?)?;
        shown(segments, segments::sizes_on_disk(sizes, &generation)?)?;
        shown(segments, segments::opening(sizes, folder)?)?;
    }
    if wanted("segments") {
        shown(segments, segments::building()?)?;
        shown(segments, loader::figures()?)?;
    }
    if wanted("server") {
        shown(server, http::figures(Sizes::of_documents(1_000_000))?)?;
        for &documents in &order.sizes {
            shown(server, memory::of_server(Sizes::of_documents(documents))?)?;
        }
    }
    Ok(sections.into())
}

fn shown(section: &mut Section, figures: Vec<figure::Figure>) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for figure in &figures {
        writeln!(out, "{}", figure.row())?;
    }
    section.figures.extend(figures);
    Ok(())
}

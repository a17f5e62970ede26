//! Measures the engine and the server beside their peers in one run, and writes docs/performance.md.
//!
//! `--sizes 10000,1000000` takes other stores; the page is then not written, only shown.

mod bare_axum;
mod documents;
mod driver;
mod figure;
mod http;
mod loader;
mod page;
mod passports;
mod programs;
mod segments;
mod timing;

use std::io::Write;

use anyhow::{Context, Result, bail};
use page::Section;
use watchpost_benches::store::{self, Sizes};

/// The stores of the page, by their documents.
const DOCUMENTS: [u64; 3] = [10_000, 1_000_000, 10_000_000];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Option<Vec<u64>> = match arguments.as_slice() {
        [] => None,
        [option, sizes] if option == "--sizes" => Some(
            sizes.split(',').map(str::parse).collect::<Result<_, _>>().context("--sizes 10000,1000000")?,
        ),
        // The peer of the server, which this program starts itself.
        [option, address, answer_bytes] if option == "--bare-axum" => {
            return bare_axum::serve(address, answer_bytes);
        }
        _ => bail!("usage: watchpost-peers [--sizes DOCUMENTS,..]"),
    };
    let sections = measure(sizes.as_deref().unwrap_or(&DOCUMENTS))?;
    let mut out = std::io::stdout().lock();
    for figure in sections.iter().flat_map(|section| &section.figures) {
        writeln!(out, "{}", figure.row())?;
    }
    if sizes.is_none() {
        page::write(&sections)?;
    }
    Ok(())
}

fn measure(stores: &[u64]) -> Result<Vec<Section>> {
    let mut look_ups = Vec::new();
    let mut checks = passports::reading()?;
    let mut on_disk = segments::building()?;
    for &documents in stores {
        let sizes = Sizes::of_documents(documents);
        tell(&format!("store of {documents} documents"))?;
        let generation = store::kept(sizes)?;
        generation.warm();
        look_ups.extend(documents::figures(sizes, &generation)?);
        checks.extend(passports::checks(sizes, &generation)?);
        on_disk.extend(segments::sizes_on_disk(sizes, &generation)?);
        on_disk.extend(segments::opening(sizes)?);
    }
    tell("loader")?;
    on_disk.extend(loader::figures()?);
    tell("server")?;
    let over_http = http::figures(Sizes::of_documents(1_000_000))?;
    Ok(vec![
        Section {
            heading: "Look-ups of documents",
            note: "One thread. The peers hold the same keys, in one piece, in memory.",
            figures: look_ups,
        },
        Section {
            heading: "Reading and whole checks",
            note: "One thread; from the question as a struct to the answer as a struct, without JSON.",
            figures: checks,
        },
        Section {
            heading: "Segments and the loader",
            note: "Sizes are exact. The loader runs as a program, on both processors.",
            figures: on_disk,
        },
        Section {
            heading: "Server",
            note: "The server alone on one processor, the driver on the other; connections are kept; 1 M documents.",
            figures: over_http,
        },
    ])
}

fn tell(what: &str) -> Result<()> {
    writeln!(std::io::stderr(), "{what}")?;
    Ok(())
}

//! Measures the engine and the server beside their peers in one run, and writes docs/performance.md.
//!
//! `--sizes 10000,1000000` takes other stores, `--only look-ups` one part: the page is then only shown, not written.

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

/// The parts of the page, as `--only` names them.
const PARTS: [&str; 4] = ["look-ups", "checks", "segments", "server"];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (mut stores, mut parts) = (DOCUMENTS.to_vec(), PARTS.to_vec());
    match arguments.as_slice() {
        // The peer of the server, which this program starts itself.
        ["--bare-axum", address, answer_bytes] => return bare_axum::serve(address, answer_bytes),
        pairs => {
            for pair in pairs.chunks(2) {
                match pair {
                    ["--sizes", sizes] => {
                        let sizes = sizes.split(',').map(str::parse).collect::<Result<_, _>>();
                        stores = sizes.context("--sizes takes numbers, as 10000,1000000")?;
                    }
                    ["--only", part] if PARTS.contains(part) => parts = vec![part],
                    _ => bail!("usage: watchpost-peers [--sizes DOCUMENTS,..] [--only {}]", PARTS.join("|")),
                }
            }
        }
    }
    let sections = measure(&stores, &parts)?;
    if arguments.is_empty() { page::write(&sections) } else { Ok(()) }
}

/// Measures the parts and shows each figure as soon as it is there.
fn measure(stores: &[u64], parts: &[&str]) -> Result<Vec<Section>> {
    let mut sections = page::empty();
    let wanted = |part: &str| parts.contains(&part);
    let [look_ups, checks, segments, server] = &mut sections;
    if wanted("checks") {
        shown(checks, passports::reading()?)?;
    }
    for &documents in stores {
        if !(wanted("look-ups") || wanted("checks") || wanted("segments")) {
            break;
        }
        let sizes = Sizes::of_documents(documents);
        let generation = store::kept(sizes)?;
        generation.warm();
        if wanted("look-ups") {
            shown(look_ups, documents::figures(sizes, &generation)?)?;
        }
        if wanted("checks") {
            shown(checks, passports::checks(sizes, &generation)?)?;
        }
        if wanted("segments") {
            shown(segments, segments::sizes_on_disk(sizes, &generation)?)?;
            shown(segments, segments::opening(sizes)?)?;
        }
    }
    if wanted("segments") {
        shown(segments, segments::building()?)?;
        shown(segments, loader::figures()?)?;
    }
    if wanted("server") {
        shown(server, http::figures(Sizes::of_documents(1_000_000))?)?;
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

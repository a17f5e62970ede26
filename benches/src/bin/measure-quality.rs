//! Measures how much of what is listed is found, and how often the innocent are stopped; writes
//! docs/quality-documents.md.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;
use watchpost_benches::quality::clean::CleanChecks;
use watchpost_benches::quality::page::{Measured, clean_row, page, recall_row};
use watchpost_benches::quality::recall::Recall;
use watchpost_benches::quality::typing_rules::coverage;
use watchpost_benches::quality::{Asked, clean, recall};
use watchpost_benches::store::{self, SEED, Sizes, conditions};
use watchpost_engine::generation::Generation;
use watchpost_engine::list::List;
use watchpost_testdata::crossings::Lists;

/// Asks listed records with slips, and clean documents and vehicles, in lists of growing size.
///
/// Without options, or with more questions, the page is replaced; with `--only` or `--dry-run` it is only shown.
#[derive(Parser)]
struct Options {
    /// Documents of the list in which slips are asked, the largest of the run.
    #[arg(long, default_value_t = 10_000_000)]
    documents: u64,
    /// Vehicles of that list; a fifth of the documents by default.
    #[arg(long)]
    vehicles: Option<u64>,
    /// Smaller lists, by their documents, for the law of growth.
    #[arg(long, value_delimiter = ',', default_value = "10000,1000000")]
    smaller: Vec<u64>,
    /// Questions of each kind of slip.
    #[arg(long, default_value_t = 20_000)]
    questions: u64,
    /// Clean checks of each way, in each list.
    #[arg(long, default_value_t = 1_000_000)]
    clean: u64,
    /// One list alone.
    #[arg(long, value_parser = ["documents", "vehicles"])]
    only: Option<String>,
    /// A store that the loader built from `watchpost-testdata documents --rows N --seed 1`, asked besides.
    #[arg(long, requires = "large_documents")]
    large_store: Option<PathBuf>,
    /// The rows N of that store.
    #[arg(long)]
    large_documents: Option<u64>,
    /// Shows the figures and leaves the page as it is.
    #[arg(long)]
    dry_run: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let wanted = |list: &str| options.only.as_deref().is_none_or(|only| only == list);
    let mut measured = Vec::new();
    if wanted("documents") {
        measured.push(documents(&options)?);
    }
    if wanted("vehicles") {
        measured.push(vehicles(&options)?);
    }
    let text = page(&origin()?, &measured);
    if options.dry_run || options.only.is_some() {
        return Ok(std::io::stdout().lock().write_all(text.as_bytes())?);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/quality-documents.md");
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}

impl Options {
    fn largest(&self) -> Sizes {
        let sizes = Sizes::of_documents(self.documents);
        self.vehicles.map_or(sizes, |vehicles| sizes.with_vehicles(vehicles))
    }

    /// The lists of the run, the smallest first.
    fn sizes(&self) -> Vec<Sizes> {
        let smaller = self.smaller.iter().filter(|documents| **documents < self.documents);
        smaller.map(|documents| Sizes::of_documents(*documents)).chain([self.largest()]).collect()
    }
}

fn documents(options: &Options) -> Result<Measured> {
    let mut measured = Measured {
        heading: "Documents",
        records: options.documents,
        recall: Vec::new(),
        clean: Vec::new(),
        coverage: Vec::new(),
        told_at: 140_000_000,
        note: "Nineteen in twenty records know the issuer; one in 2,000 is a range of blanks. A list is asked together with the documents \
               named on 51,000 person records (1,500 in the smallest).",
    };
    for sizes in options.sizes() {
        let generation = opened(sizes)?;
        let asked = Asked::new(&generation, List::Documents, conditions()?);
        measured.clean.push(clean::documents(&asked, options.clean, show_clean));
        measured.coverage.push(coverage(&generation, generation.records(List::Documents)));
        if sizes == options.largest() {
            measured.recall = recall::of_documents(&asked, &sizes.lists(), options.questions, show_recall);
        }
    }
    if let (Some(folder), Some(rows)) = (&options.large_store, options.large_documents) {
        let generation = store::open(folder)?;
        generation.warm();
        let asked = Asked::new(&generation, List::Documents, conditions()?);
        measured.clean.push(clean::documents(&asked, options.clean, show_clean));
        measured.coverage.push(coverage(&generation, generation.records(List::Documents)));
        let lists = Lists::new(SEED, rows, 0, LOADED_PERSONS);
        measured.records = rows;
        measured.recall = recall::of_documents(&asked, &lists, options.questions, show_recall);
    }
    Ok(measured)
}

/// Persons that `watchpost-testdata documents` ties notices to, unless told otherwise.
const LOADED_PERSONS: u64 = 2_000;

fn vehicles(options: &Options) -> Result<Measured> {
    let mut measured = Measured {
        heading: "Vehicles",
        records: options.largest().vehicles,
        recall: Vec::new(),
        clean: Vec::new(),
        coverage: Vec::new(),
        told_at: 7_100_000,
        note: "VINs of 17 signs come from production runs of 10,000 with the same first eleven signs, 50 of each run listed: one in 200, as \
               among the vehicles on the road. A clean VIN is any other of such a run, so that neighbours of stolen cars drive too. The law is \
               told for 7.1 million records, the largest number published for stolen vehicles. Engine numbers carry no make: equal ones of \
               different vehicles count as false alarms.",
    };
    for sizes in options.sizes() {
        let generation = opened(sizes)?;
        let asked = Asked::new(&generation, List::Vehicles, conditions()?);
        let lists = sizes.lists();
        measured.clean.push(clean::vehicles(&asked, &lists, options.clean, show_clean));
        if sizes == options.largest() {
            measured.recall = recall::of_vehicles(&asked, &lists, options.questions, show_recall);
        }
    }
    Ok(measured)
}

fn opened(sizes: Sizes) -> Result<Generation> {
    let begun = Instant::now();
    let generation = store::kept(sizes)?;
    generation.warm();
    show(&format!(
        "{} documents, {} vehicles: open after {:.0?}",
        sizes.documents,
        sizes.vehicles,
        begun.elapsed()
    ));
    Ok(generation)
}

/// Progress. A closed standard error must not stop the run.
fn show(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn show_clean(run: &CleanChecks) {
    show(&clean_row(run));
}

fn show_recall(kind: &Recall) {
    show(&recall_row(kind));
}

/// Date and commit. Speed is no matter here, so the machine is none either.
fn origin() -> Result<String> {
    let now = jiff::Timestamp::now().to_string();
    let today = now.split('T').next().unwrap_or_default();
    let commit = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output().context("asking git")?;
    Ok(format!("Measured on {today}, commit {}.", String::from_utf8_lossy(&commit.stdout).trim()))
}

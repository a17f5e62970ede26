//! Measures how much of what is listed is found, and how often the innocent are stopped; writes
//! docs/quality-documents.md.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;
use watchpost_benches::quality::clean::CleanChecks;
use watchpost_benches::quality::page::{Measured, clean_row, page, recall_row};
use watchpost_benches::quality::recall::Recall;
use watchpost_benches::quality::saved::Run;
use watchpost_benches::quality::typing_rules::coverage;
use watchpost_benches::quality::{Asked, clean, recall, saved};
use watchpost_benches::store::{self, SEED, Sizes, conditions};
use watchpost_engine::generation::Generation;
use watchpost_engine::list::List;
use watchpost_testdata::crossings::Lists;

/// Asks listed records with slips, and clean documents and vehicles, in lists of growing size.
///
/// What is measured is kept by list and size, and the page is written from all that is kept; with `--dry-run` the
/// figures are only shown.
#[derive(Parser)]
struct Options {
    /// Documents of the list in which slips are asked, the largest of the run.
    #[arg(long, default_value_t = 10_000_000)]
    documents: u64,
    /// Vehicles of that list; a fifth of the documents by default.
    #[arg(long)]
    vehicles: Option<u64>,
    /// Smaller lists, by their documents, for the law of growth; 0 for none.
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
    /// In place of these lists of documents, a store that the loader built from `watchpost-testdata documents --rows N
    /// --seed 1`.
    #[arg(long, requires = "large_documents")]
    large_store: Option<PathBuf>,
    /// The rows N of that store.
    #[arg(long)]
    large_documents: Option<u64>,
    /// Shows the figures, keeps nothing and leaves the page as it is.
    #[arg(long)]
    dry_run: bool,
    /// Measures nothing: writes the page from what is kept.
    #[arg(long, conflicts_with = "dry_run")]
    only_page: bool,
}

/// Persons that `watchpost-testdata documents` ties notices to, unless told otherwise.
const LOADED_PERSONS: u64 = 2_000;

fn main() -> Result<()> {
    let options = Options::parse();
    // Told before anything is measured: the checkout may move on meanwhile.
    let commit = saved::commit()?;
    if options.only_page {
        return write_page();
    }
    if let (Some(folder), Some(rows)) = (&options.large_store, options.large_documents) {
        large_documents(&options, folder, rows, &commit)?;
    } else {
        for sizes in options.sizes() {
            of_sizes(&options, sizes, &commit)?;
        }
    }
    if options.dry_run { Ok(()) } else { write_page() }
}

fn write_page() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/quality-documents.md");
    fs::write(&path, page(&kept()?)).with_context(|| format!("writing {}", path.display()))
}

impl Options {
    fn largest(&self) -> Sizes {
        let sizes = Sizes::of_documents(self.documents);
        self.vehicles.map_or(sizes, |vehicles| sizes.with_vehicles(vehicles))
    }

    /// The lists of the run, the smallest first.
    fn sizes(&self) -> Vec<Sizes> {
        let smaller = self.smaller.iter().filter(|documents| (1..self.documents).contains(*documents));
        smaller.map(|documents| Sizes::of_documents(*documents)).chain([self.largest()]).collect()
    }

    fn wants(&self, list: List) -> bool {
        self.only.as_deref().is_none_or(|only| only == list.as_str())
    }

    fn keep(&self, list: List, run: &Run) -> Result<()> {
        if self.dry_run { Ok(()) } else { saved::keep(list, run) }
    }
}

fn of_sizes(options: &Options, sizes: Sizes, commit: &str) -> Result<()> {
    let generation = opened(sizes)?;
    let lists = sizes.lists();
    // Slips are asked of the largest list alone: in a smaller one more is forgiven, never less.
    let questions = if sizes == options.largest() { options.questions } else { 0 };
    if options.wants(List::Documents) {
        let asked = Asked::new(&generation, List::Documents, conditions()?);
        options.keep(List::Documents, &of_documents(options, &asked, &lists, questions, commit))?;
    }
    if options.wants(List::Vehicles) {
        let asked = Asked::new(&generation, List::Vehicles, conditions()?);
        let clean = clean::vehicles(&asked, &lists, options.clean, show_clean);
        let recall = if questions > 0 {
            recall::of_vehicles(&asked, &lists, questions, show_recall)
        } else {
            Vec::new()
        };
        let run = Run::new(generation.records(List::Vehicles), commit, recall, clean, None);
        options.keep(List::Vehicles, &run)?;
    }
    Ok(())
}

fn of_documents(options: &Options, asked: &Asked<'_>, lists: &Lists, questions: u64, commit: &str) -> Run {
    let records = asked.generation.records(List::Documents);
    let clean = clean::documents(asked, options.clean, show_clean);
    let recall =
        if questions > 0 { recall::of_documents(asked, lists, questions, show_recall) } else { Vec::new() };
    Run::new(records, commit, recall, clean, Some(coverage(asked.generation, records)))
}

fn large_documents(options: &Options, folder: &Path, rows: u64, commit: &str) -> Result<()> {
    let generation = store::open(folder)?;
    generation.warm();
    let asked = Asked::new(&generation, List::Documents, conditions()?);
    let lists = Lists::new(SEED, rows, 0, LOADED_PERSONS);
    options.keep(List::Documents, &of_documents(options, &asked, &lists, options.questions, commit))
}

/// All that is kept, with what is to be known about it.
fn kept() -> Result<Vec<Measured>> {
    Ok(vec![
        Measured {
            heading: "Documents",
            runs: saved::all(List::Documents)?,
            told_at: 140_000_000,
            note: "Nineteen in twenty records know the issuer; one in 2,000 is a range of blanks. A list is asked together with the documents \
                   named on 51,000 person records (1,500 in the smallest; none in the largest, which the loader built alone).",
        },
        Measured {
            heading: "Vehicles",
            runs: saved::all(List::Vehicles)?,
            told_at: 7_100_000,
            note: "VINs of 17 signs come from production runs of 10,000 with the same first eleven signs, 50 of each run listed: one in 200, as \
                   among the vehicles on the road. A clean VIN is any other of such a run, so that neighbours of stolen cars drive too. The \
                   law is told for 7.1 million records, the largest number published for stolen vehicles. Engine numbers carry no make: \
                   equal ones of different vehicles count as false alarms.",
        },
    ])
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

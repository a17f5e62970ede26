//! `reconcile`: every row of a manifest, fleet or register against the generation in force.

mod answered;
mod asked;
mod columns;
mod pipeline;

use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::wire::ReconcileSummary;

use super::opened::{Asking, in_force, lies_in_store};
use crate::exit::{Exit, Failure};
use crate::source::{Format, Kind, Place, Reading, Source};
use crate::terminal::{Terminal, grouped, table};
use answered::{Answering, RunCounts};
pub(crate) use asked::{Asked, RowReader};
use columns::Renamed;
pub(crate) use columns::fields_of;

/// Results hold what was found on persons: for the owner alone.
const OWNER_ONLY: u32 = 0o600;

/// Ask every row of a manifest, fleet or register
///
/// Reads CSV with a header or JSON Lines. Columns: ref, mrz, document_number, document_issuer, document_type, name, or
/// surname and given, birth_date, sex, nationality, birth_place, vin, plate, plate_country, engine_number, make, model,
/// year, colour. Others are carried through as `input`. In vin and plate `?` is one unread sign and `*` any run; several
/// plates are parted by `|`. Writes JSON Lines in input order: one for each row that is
/// not clear, and a summary last. Without the summary the run was cut off. A table of counts goes to stderr.
#[derive(Args)]
#[command(after_long_help = "\
Exits with 1 if some row is a hit or a potential hit, 0 if all were searched and nothing found, 7 if not all rows could \
be checked.

Examples:
  watchpost-loader reconcile --store S --input passengers.csv --output found.jsonl
  watchpost-loader reconcile --store S --input fleet.jsonl.gz --all --lists vehicles
  watchpost-loader reconcile --store S --input list.csv --map passport=document_number --map state=document_issuer")]
pub(super) struct Reconcile {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// The rows: CSV or JSON Lines, plain or .gz or .zst; `-` is stdin
    #[arg(long, value_name = "F")]
    input: PathBuf,
    /// Format of the input, where its name does not tell: csv or jsonl, perhaps with .gz or .zst
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Where the results go; stdout by default
    #[arg(long, value_name = "F")]
    output: Option<PathBuf>,
    /// Write clear rows too
    #[arg(long)]
    all: bool,
    /// Read a column of the input as another; may be given several times
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<Renamed>,
    #[command(flatten)]
    asking: Asking,
}

#[derive(Serialize)]
struct LastLine {
    summary: ReconcileSummary,
}

impl Reconcile {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let place = Place::new(&self.input);
        let format = self.format.or_else(|| Format::of_name(&self.input)).ok_or_else(|| {
            Failure::usage("the format of the input is not known from its name; give --format csv or jsonl, perhaps with .gz or .zst")
        })?;
        if format.kind == Kind::Xml {
            return Err(Failure::usage("a table in XML cannot be read; give CSV or JSON Lines"));
        }
        if self.output.as_deref().is_some_and(|output| lies_in_store(output, &self.store)) {
            return Err(Failure::usage("--output names a file in the store's folder; name one elsewhere"));
        }
        if self.output.as_deref().is_some_and(|output| place.is_file(output)) {
            return Err(Failure::usage("--output names the file that is read, and would destroy it"));
        }
        let mut source = Source::open(&place, format, &Reading::default())?;
        let header = source.header().unwrap_or_default().to_vec();
        let fields = if header.is_empty() { Vec::new() } else { fields_of(&header, &self.map)? };
        let reader = RowReader { header: header.into_iter().zip(fields).collect(), renamed: &self.map };
        let generation = in_force(&self.store, Verify::Checksums)?;
        let cleared = self.asking.cleared()?;
        let conditions = self.asking.conditions(Timestamp::now(), cleared.as_ref());
        tell_absent_lists(&generation, conditions.lists, terminal);
        let mut counts = RunCounts::default();
        counts.summary.generation = generation.number();
        let mut out = open_output(self.output.as_deref())?;

        let bytes = std::fs::metadata(&self.input).ok().map(|file| file.len());
        let bar = terminal.progress("reconcile", bytes);
        let answering = Answering { generation: &generation, conditions: &conditions, all: self.all };
        let run = pipeline::run(&mut source, &reader, answering, &mut out, &bar, &mut counts);
        bar.finish_and_clear();
        let finished = run.and_then(|()| finish(&mut out, counts.summary));
        match finished {
            Ok(()) => {
                tell_counts(&counts, terminal);
                Ok(exit_of(&counts.summary))
            }
            // Rows are missing from what was read of the results, so it is never "all checked".
            Err(Failure::ClosedPipe) => {
                Ok(if exit_of(&counts.summary) == Exit::Found { Exit::Found } else { Exit::NotChecked })
            }
            Err(failure) => Err(failure),
        }
    }
}

/// Without such a list nearly every row is not checked, and the counts alone would not say why.
fn tell_absent_lists(generation: &Generation, asked: ListSet, terminal: Terminal) {
    let absent: Vec<&str> =
        asked.iter().filter(|list| !generation.lists().contains_key(list)).map(List::as_str).collect();
    if !absent.is_empty() {
        terminal.note(format!(
            "the store has no list of {}: what asks it is not checked (list-absent). --lists names the lists to ask",
            absent.join(", ")
        ));
    }
}

fn open_output(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    let Some(path) = path else { return Ok(Box::new(BufWriter::new(std::io::stdout()))) };
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(OWNER_ONLY).open(path);
    Ok(Box::new(BufWriter::new(file.map_err(|error| Failure::writing("the output", &error))?)))
}

fn finish(out: &mut dyn Write, summary: ReconcileSummary) -> Result<(), Failure> {
    let line =
        serde_json::to_string(&LastLine { summary }).map_err(|error| Failure::new(Exit::Bug, error))?;
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|error| Failure::writing("results", &error))
}

fn tell_counts(counts: &RunCounts, terminal: Terminal) {
    let RunCounts { summary: counts, clear_with_problems, withdrawn } = counts;
    let mut rows =
        table(&["rows", "hits", "potential hits", "no hits", "not checked", "errors", "generation"]);
    rows.add_row([
        grouped(counts.rows),
        grouped(counts.hits),
        grouped(counts.potential_hits),
        grouped(counts.no_hits),
        grouped(counts.not_checked),
        grouped(counts.errors),
        counts.generation.to_string(),
    ]);
    terminal.note(rows);
    if *withdrawn > 0 {
        terminal.note(format!("{} hits on persons were taken out by clearances", grouped(*withdrawn)));
    }
    if *clear_with_problems > 0 {
        terminal.note(format!(
            "{} clear rows have problems (a value that could not be read and counts as unknown, a code that no table knows, a name that may be cut): --all writes them",
            grouped(*clear_with_problems)
        ));
    }
}

const fn exit_of(counts: &ReconcileSummary) -> Exit {
    if counts.hits > 0 || counts.potential_hits > 0 {
        Exit::Found
    } else if counts.not_checked > 0 || counts.errors > 0 {
        Exit::NotChecked
    } else {
        Exit::Done
    }
}

//! `watchpost-testdata`: writes seeded lists and crossings. A thin shell over the library; exit codes as in
//! docs/contract.md section 2 (0 done, 2 usage, 6 input or output).

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use watchpost_testdata::committed::committed_files;
use watchpost_testdata::crossings::{Crossing, CrossingOptions, Lists, PUBLISHED_HIT_RATE, crossings};
use watchpost_testdata::documents::documents;
use watchpost_testdata::persons::persons;
use watchpost_testdata::population::population;
use watchpost_testdata::question::Subject;
use watchpost_testdata::row::{Format, ListRow, write_list};
use watchpost_testdata::share::Share;
use watchpost_testdata::vehicles::vehicles;

/// Writes synthetic lists and crossings with known answers. Same seed and options, same bytes.
#[derive(Parser)]
#[command(version, name = "watchpost-testdata")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a list of documents.
    Documents(ListArgs),
    /// Writes a list of vehicles.
    Vehicles(ListArgs),
    /// Writes a list of persons.
    Persons(ListArgs),
    /// Writes a list of persons whose names are as frequent as real ones, for measuring a million.
    Population(Target),
    /// Writes checks at a border: JSON Lines for /v1/check/batch, CSV for `reconcile`.
    Crossings(CrossingArgs),
    /// Writes the committed files anew.
    Regenerate {
        /// The folder testdata of the repository.
        #[arg(long, default_value = "testdata")]
        into: PathBuf,
    },
}

#[derive(Args)]
struct Target {
    /// How many rows or checks.
    #[arg(long)]
    rows: u64,
    /// The seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// csv or jsonl.
    #[arg(long, default_value = "csv")]
    format: Format,
    /// Where to write; standard output without it.
    #[arg(long)]
    output: Option<PathBuf>,
    /// No progress on standard error.
    #[arg(long)]
    quiet: bool,
}

#[derive(Args)]
struct Shares {
    /// Documents that are a range of blanks.
    #[arg(long, default_value = "1/2000")]
    ranges: Share,
    /// Documents whose issuer is unknown.
    #[arg(long, default_value = "1/20")]
    without_issuer: Share,
    /// Documents tied to a notice.
    #[arg(long, default_value = "1/100")]
    notices: Share,
    /// Records that have expired.
    #[arg(long, default_value = "1/50")]
    expired: Share,
    /// Drill records.
    #[arg(long, default_value = "1/500")]
    exercise: Share,
    /// Records with an action of their own.
    #[arg(long, default_value = "1/200")]
    own_action: Share,
    /// Records withheld from some country; such a list needs `build --for`.
    #[arg(long, default_value = "0")]
    withheld: Share,
    /// Persons in the list of the same seed: notice documents belong to them.
    #[arg(long, default_value_t = 2_000)]
    listed_persons: u64,
}

#[derive(Args)]
struct ListArgs {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    shares: Shares,
}

#[derive(Args)]
struct CrossingArgs {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    shares: Shares,
    /// Subjects with a planted hit.
    #[arg(long, default_value_t = PUBLISHED_HIT_RATE)]
    hit_rate: Share,
    /// Documents in the list of the same seed.
    #[arg(long, default_value_t = 2_000)]
    listed_documents: u64,
    /// Vehicles in the list of the same seed.
    #[arg(long, default_value_t = 2_000)]
    listed_vehicles: u64,
    /// Where to write the answer key, as JSON Lines.
    #[arg(long)]
    key: Option<PathBuf>,
}

impl Shares {
    fn lists(&self, seed: u64, document_rows: u64, vehicle_rows: u64) -> Lists {
        let mut lists = Lists::new(seed, document_rows, vehicle_rows, self.listed_persons);
        let head = &mut lists.documents.head;
        (head.expired, head.exercise) = (self.expired, self.exercise);
        (head.own_action, head.withheld) = (self.own_action, self.withheld);
        let head = *head;
        (lists.documents.ranges, lists.documents.notices) = (self.ranges, self.notices);
        lists.documents.without_issuer = self.without_issuer;
        lists.documents.person_options.head = head;
        (lists.persons.head, lists.vehicles.head) = (head, head);
        lists
    }
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has what it wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do if standard error is closed too.
            let _ = writeln!(io::stderr(), "watchpost-testdata: {error}");
            ExitCode::from(6)
        }
    }
}

fn run(command: &Command) -> io::Result<()> {
    match command {
        Command::Documents(args) => {
            let (target, lists) = (&args.target, args.shares.lists(args.target.seed, 0, 0));
            write_rows(target, documents(target.seed, &lists.documents, target.rows))
        }
        Command::Vehicles(args) => {
            let (target, lists) = (&args.target, args.shares.lists(args.target.seed, 0, 0));
            write_rows(target, vehicles(target.seed, &lists.vehicles, target.rows))
        }
        Command::Persons(args) => {
            let (target, lists) = (&args.target, args.shares.lists(args.target.seed, 0, 0));
            write_rows(target, persons(target.seed, &lists.persons, target.rows))
        }
        Command::Population(target) => write_rows(target, population(target.seed, target.rows)),
        Command::Crossings(args) => write_crossings(args),
        Command::Regenerate { into } => regenerate(into),
    }
}

fn open(path: Option<&Path>) -> io::Result<Box<dyn Write>> {
    let named =
        |error: io::Error, path: &Path| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    Ok(match path {
        Some(path) => {
            Box::new(BufWriter::with_capacity(1 << 20, File::create(path).map_err(|e| named(e, path))?))
        }
        None => Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
    })
}

/// Tells every million rows on standard error.
struct Progress {
    done: u64,
    of: u64,
    quiet: bool,
}

const TELL_EVERY: u64 = 1_000_000;

impl Progress {
    fn new(target: &Target) -> Self {
        Self { done: 0, of: target.rows, quiet: target.quiet }
    }

    fn step(&mut self) {
        self.done += 1;
        if !self.quiet && self.done.is_multiple_of(TELL_EVERY) {
            // A closed standard error must not stop the rows.
            let _ = writeln!(io::stderr(), "{} of {} rows", self.done, self.of);
        }
    }
}

fn write_rows<R: ListRow>(target: &Target, rows: impl Iterator<Item = R>) -> io::Result<()> {
    let mut out = open(target.output.as_deref())?;
    let mut progress = Progress::new(target);
    write_list(target.format, rows.inspect(|_| progress.step()), &mut out)?;
    out.flush()
}

fn write_crossings(args: &CrossingArgs) -> io::Result<()> {
    let target = &args.target;
    let lists = args.shares.lists(target.seed, args.listed_documents, args.listed_vehicles);
    let options = CrossingOptions::new(lists).with_hit_rate(args.hit_rate);
    let mut out = open(target.output.as_deref())?;
    let mut key = args.key.as_deref().map(|path| open(Some(path))).transpose()?;
    let mut progress = Progress::new(target);
    let (mut lines, mut key_lines) = (String::new(), String::new());
    if target.format == Format::Csv {
        Subject::push_csv_header(&mut lines);
    }
    for made in crossings(target.seed, &options, target.rows) {
        push_check(&made, target.format, &mut lines);
        out.write_all(lines.as_bytes())?;
        lines.clear();
        if let Some(key) = &mut key {
            made.push_key(&mut key_lines);
            key.write_all(key_lines.as_bytes())?;
            key_lines.clear();
        }
        progress.step();
    }
    // The header of a file without rows.
    out.write_all(lines.as_bytes())?;
    key.map_or(Ok(()), |mut key| key.flush())?;
    out.flush()
}

fn push_check(made: &Crossing, format: Format, lines: &mut String) {
    match format {
        Format::Csv => {
            for subject in &made.check.subjects {
                subject.push_csv(lines);
            }
        }
        Format::JsonLines => {
            made.check.push_json(lines);
            lines.push('\n');
        }
    }
}

fn regenerate(into: &Path) -> io::Result<()> {
    for (path, bytes) in committed_files()? {
        let path = into.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, bytes)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    }
    Ok(())
}

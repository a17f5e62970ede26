//! `evaluate`: measures this program against samples, and writes what was measured.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use super::opened::lies_in_store;
use crate::evaluate::measured::{GoalRow, Measured};
use crate::evaluate::page::{Run, page};
use crate::evaluate::run::{Part, Settings, measure};
use crate::evaluate::samples::Samples;
use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, table};

/// Measure this program against samples
#[derive(Args)]
pub(super) struct Evaluate {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Persons(Persons),
}

/// Measure how well persons are matched
///
/// Asks labelled pairs of names, made-up examples, names in two scripts, and 25,000 made-up travellers against published
/// lists. Prints every figure as JSON Lines (the goals as a table on a terminal), and writes the page with --report. Its
/// stores are made anew in --work. The figures are repeatable: nothing is drawn that is not seeded.
#[derive(Args)]
#[command(after_long_help = "\
Exits with 0 whatever was measured: whether a goal is met stands in the figures.

Examples:
  watchpost-loader evaluate persons --samples SAMPLES
  watchpost-loader evaluate persons --samples SAMPLES --report docs/quality-persons.md --peer benches/peers/logic_v2/run.sh
  watchpost-loader evaluate persons --samples SAMPLES --only pairs,examples --details out
  watchpost-loader evaluate persons --samples SAMPLES --only travellers | jq -r 'select(.goal)'")]
struct Persons {
    /// The folder of samples, as its own page describes it
    #[arg(long, value_name = "DIR")]
    samples: PathBuf,
    /// Write the page here; needs all parts
    #[arg(long, value_name = "F", conflicts_with = "only")]
    report: Option<PathBuf>,
    /// Measure these parts alone
    #[arg(long, value_name = "PART,..", value_delimiter = ',')]
    only: Vec<PartName>,
    /// A command that scores pairs of names, run on the same pairs: JSON Lines {"a":..,"b":..} in, one number a line out
    #[arg(long, value_name = "COMMAND")]
    peer: Option<String>,
    /// The commit that is measured, to be told on the page
    #[arg(long, value_name = "C", requires = "report")]
    commit: Option<String>,
    /// The folder of the mapping files
    #[arg(long, value_name = "DIR", default_value = "loader/mappings")]
    mappings: PathBuf,
    /// Where the stores are made
    #[arg(long, value_name = "DIR", default_value = "target/evaluate-persons")]
    work: PathBuf,
    /// Write each traveller's hits and each score of the half that is tuned on here, with the names of the samples
    #[arg(long, value_name = "DIR")]
    details: Option<PathBuf>,
}

/// A part of the evaluation.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PartName {
    /// Labelled pairs of names
    Pairs,
    /// Made-up examples
    Examples,
    /// Names in two scripts
    Scripts,
    /// Travellers against published lists
    Travellers,
}

/// One line of the result.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Line<'a, T: Serialize> {
    /// A goal.
    Goal(&'a GoalRow),
    /// A part.
    #[serde(untagged)]
    Part {
        /// Its name.
        part: &'static str,
        /// Its figures.
        figures: &'a T,
    },
}

impl Evaluate {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        match self.what {
            What::Persons(persons) => persons.run(terminal),
        }
    }
}

impl Persons {
    fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        if self.report.as_deref().is_some_and(|report| lies_in_store(report, &self.work)) {
            return Err(Failure::usage("--report names a file in the folder of --work; name one elsewhere"));
        }
        let now = Timestamp::now();
        let samples = Samples::new(&self.samples);
        let settings = Settings {
            samples: &samples,
            mappings: &self.mappings,
            work: &self.work,
            peer: self.peer.as_deref(),
            details: self.details.as_deref(),
            now,
            terminal,
        };
        let parts: Vec<Part> = self.only.iter().map(|name| name.part()).collect();
        let parts = if parts.is_empty() { Part::ALL.to_vec() } else { parts };
        let measured = measure(&settings, &parts)?;
        if let Some(report) = &self.report {
            write_page(report, &measured, &self.told(now))?;
        }
        print(&measured, terminal)?;
        Ok(Exit::Done)
    }

    fn told(&self, now: Timestamp) -> Run {
        Run {
            day: now.strftime("%Y-%m-%d").to_string(),
            program: match &self.commit {
                Some(commit) => format!("watchpost-loader {}, commit {commit}", env!("CARGO_PKG_VERSION")),
                None => format!("watchpost-loader {}", env!("CARGO_PKG_VERSION")),
            },
            peer: self.peer.clone(),
        }
    }
}

impl PartName {
    const fn part(self) -> Part {
        match self {
            Self::Pairs => Part::Pairs,
            Self::Examples => Part::Examples,
            Self::Scripts => Part::Scripts,
            Self::Travellers => Part::Travellers,
        }
    }
}

fn write_page(path: &Path, measured: &Measured, run: &Run) -> Result<(), Failure> {
    std::fs::write(path, page(measured, run)).map_err(|error| Failure::writing("the page", &error))
}

fn print(measured: &Measured, terminal: Terminal) -> Result<(), Failure> {
    if terminal.is_for_people() {
        let mut rows = table(&["what", "measured", "goal", ""]);
        for row in measured.goals() {
            let share =
                row.share.map_or_else(String::new, |share| format!(", {} of {}", share.count, share.of));
            let value = row.value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}{share}"));
            let verdict = row.verdict.map_or_else(String::new, |verdict| format!("{verdict:?}"));
            rows.add_row([row.of, value, format!("{:?}", row.goal), verdict]);
        }
        return terminal.text(&rows.to_string());
    }
    for goal in measured.goals() {
        terminal.json(&Line::<()>::Goal(&goal))?;
    }
    if let Some(figures) = &measured.pairs {
        terminal.json(&Line::Part { part: "pairs", figures })?;
    }
    for figures in measured.examples.iter().flatten() {
        terminal.json(&Line::Part { part: "examples", figures })?;
    }
    for figures in measured.scripts.iter().flatten() {
        terminal.json(&Line::Part { part: "scripts", figures })?;
    }
    if let Some(figures) = &measured.travellers {
        terminal.json(&Line::Part { part: "travellers", figures })?;
    }
    Ok(())
}

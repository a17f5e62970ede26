//! `clear list`: what stands in the file of clearances, and what of it still holds.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::cleared::{Clearance, ClearedFile};
use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::record::RecordVersion;
use watchpost_engine::wire::Grade;

use crate::command::opened::in_force;
use crate::exit::{Exit, Failure};
use crate::terminal::{Terminal, printable, table};

/// Show the clearances: record, reason, who signed, until when
///
/// The travellers are not shown: the file does not hold them. With --store, a clearance whose record has changed or is
/// gone is told. Prints a table on a terminal, one line of JSON for each clearance otherwise.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader clear list --cleared F --store S
  watchpost-loader clear list --cleared F --json | jq 'select(.state != \"in-force\") | .id'")]
pub(super) struct List {
    /// The file of clearances
    #[arg(long, value_name = "F")]
    cleared: PathBuf,
    /// The store's folder, to compare the records
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
}

/// Whether a clearance holds, as far as its record tells.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    InForce,
    Expired,
    RecordChanged,
    RecordAbsent,
}

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    state: State,
    owner: IssuerCode,
    record_id: &'a str,
    record_version: RecordVersion,
    grade: Grade,
    score: Option<f64>,
    reason: &'a str,
    by: &'a str,
    second: &'a str,
    created: Timestamp,
    expires_on: Date,
}

impl List {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let file = ClearedFile::read(&self.cleared)?;
        let generation = self.store.map(|store| in_force(&store, Verify::Checksums)).transpose()?;
        let today = Date::of(Timestamp::now());
        let lines = file.clearances().iter().map(|clearance| {
            state_of(clearance, generation.as_ref(), today).map(|state| line_of(clearance, state))
        });
        if !terminal.is_for_people() {
            for line in lines {
                terminal.json(&line?)?;
            }
            return Ok(Exit::Done);
        }
        let mut rows = table(&["id", "state", "record", "reason", "by", "second", "through"]);
        for line in lines {
            let line = line?;
            rows.add_row([
                line.id.clone(),
                line.state.told().to_owned(),
                format!("{}/{}", line.owner, printable(line.record_id)),
                printable(line.reason),
                printable(line.by),
                printable(line.second),
                line.expires_on.to_string(),
            ]);
        }
        terminal.text(&rows.to_string())?;
        Ok(Exit::Done)
    }
}

impl State {
    const fn told(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Expired => "expired",
            Self::RecordChanged => "record changed",
            Self::RecordAbsent => "record absent",
        }
    }
}

fn state_of(clearance: &Clearance, generation: Option<&Generation>, today: Date) -> Result<State, Failure> {
    if clearance.expires_on < today {
        return Ok(State::Expired);
    }
    let Some(generation) = generation else { return Ok(State::InForce) };
    let record = generation.persons().map(|persons| persons.by_identity(&clearance.identity())).transpose();
    let record = record.map_err(|_| {
        Failure::new(Exit::Damaged, "a record of the list persons cannot be read; verify the store")
    })?;
    Ok(match record.flatten() {
        None => State::RecordAbsent,
        Some(record) if RecordVersion::of(&record) != clearance.record_version => State::RecordChanged,
        Some(_) => State::InForce,
    })
}

fn line_of(clearance: &Clearance, state: State) -> Line<'_> {
    Line {
        id: clearance.id(),
        state,
        owner: clearance.owner,
        record_id: &clearance.record_id,
        record_version: clearance.record_version,
        grade: clearance.grade,
        score: clearance.score,
        reason: &clearance.reason,
        by: &clearance.by,
        second: &clearance.second,
        created: clearance.created,
        expires_on: clearance.expires_on,
    }
}

//! Compiles one list: every row of every source becomes a record of the segment, or is counted as what it is.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::list::List;
use watchpost_engine::record::{DocumentRecord, PersonRecord, VehicleRecord};
use watchpost_engine::segment::build::{BuildOptions, RowPosition};
use watchpost_engine::segment::wmi_makers::WmiTable;
use watchpost_engine::store::{RealDisk, SegmentRef, Sha256Name, Source as ManifestSource, Writer};

use super::candidates::{Candidate, Candidates};
use super::duplicates::Duplicates;
use super::input::{JoinedSource, ListInput};
use super::kind::ListRecord;
use super::left_out::LeftOut;
use super::pipeline::{ReadRow, for_each_row};
use super::quarantine::Quarantine;
use crate::exit::Failure;
use crate::limits;
use crate::mapping::Mapping;
use crate::source::{HeldCounts, HeldRows, NotUsed, Place, RowRefusal};
use crate::terminal::{Terminal, grouped};
use crate::terms::MaxRefused;

/// What holds for all lists of a build.
pub struct Settings {
    /// When the build began.
    pub now: Timestamp,
    /// For whom it is built.
    pub for_country: Option<IssuerCode>,
    /// How many rows of a list may be refused.
    pub max_refused: MaxRefused,
    /// Memory for the build, in bytes.
    pub memory: usize,
    /// Where working files go.
    pub work_folder: PathBuf,
    /// Makers by their identifier, carried in the segment of vehicles.
    pub wmi_table: Option<WmiTable>,
}

/// What became of rows. `rows` is the sum of the next six.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows read.
    pub rows: u64,
    /// Records in the segment.
    pub records: u64,
    /// Rows that could not be used.
    pub refused: u64,
    /// Rows equal in every field to one before.
    pub repeated: u64,
    /// Rows that the country of the build may not hold.
    pub withheld: u64,
    /// Rows that are none of this list, as the mapping says.
    pub left_out: u64,
    /// Rows that became a part of another row's record.
    pub joined: u64,
    /// Records with a value that could not be read and was let go, as the mapping says.
    pub unread_values: u64,
    /// Records with a code of a country or organisation that no table knows.
    pub unknown_codes: u64,
}

impl Counts {
    /// Adds what became of the rows of one source; records and repeated rows are known at the end alone.
    fn add(&mut self, source: &Self) {
        self.rows += source.rows;
        self.refused += source.refused;
        self.withheld += source.withheld;
        self.left_out += source.left_out;
        self.joined += source.joined;
        self.unread_values += source.unread_values;
        self.unknown_codes += source.unknown_codes;
    }

    /// A source as the manifest names it.
    const fn of_manifest(&self, name: String, sha256: Sha256Name, licence: Option<String>) -> ManifestSource {
        ManifestSource {
            name,
            sha256,
            rows: self.rows,
            refused: self.refused,
            repeated: self.repeated,
            withheld: self.withheld,
            left_out: self.left_out,
            joined: self.joined,
            licence,
        }
    }
}

/// A list, compiled.
pub struct Compiled {
    /// Its segment, in the store and not yet in force.
    pub segment: SegmentRef,
    /// What it was compiled from.
    pub sources: Vec<ManifestSource>,
    /// What became of its rows.
    pub counts: Counts,
    /// Records to make probes of.
    pub(super) candidates: Vec<Candidate>,
}

/// Compiles `list` from its sources into a new segment of the store.
///
/// # Errors
/// [`Failure`]: a source that cannot be read, too many refused rows, no accepted row, a restricted list without
/// a country, or a store that cannot be written. Nothing has come into force then.
pub fn compile(
    list: List,
    inputs: &[ListInput],
    settings: &Settings,
    writer: &Writer<RealDisk>,
    quarantine: &mut Quarantine,
    terminal: Terminal,
) -> Result<Compiled, Failure> {
    let run = Run { inputs, settings, terminal };
    quarantine.begin_list();
    match list {
        List::Documents => run.compile::<DocumentRecord>(writer, quarantine),
        List::Vehicles => run.compile::<VehicleRecord>(writer, quarantine),
        List::Persons => run.compile::<PersonRecord>(writer, quarantine),
    }
}

struct Run<'a> {
    inputs: &'a [ListInput],
    settings: &'a Settings,
    terminal: Terminal,
}

/// What has been gathered while rows go by.
struct Gathered<R: ListRecord> {
    builder: R::Builder,
    sources: Vec<ManifestSource>,
    /// Files that were joined to sources.
    joined: Vec<ManifestSource>,
    counts: Counts,
    candidates: Candidates,
}

impl Run<'_> {
    fn compile<R: ListRecord>(
        &self,
        writer: &Writer<RealDisk>,
        quarantine: &mut Quarantine,
    ) -> Result<Compiled, Failure> {
        let memory = self.settings.memory - self.settings.memory / limits::BUILD_MEMORY_BESIDE_SORTING;
        let options = BuildOptions { work_folder: &self.settings.work_folder, memory };
        let mut gathered = Gathered::<R> {
            builder: R::builder(options, self.settings),
            sources: Vec::new(),
            joined: Vec::new(),
            counts: Counts::default(),
            candidates: Candidates::default(),
        };
        for (input, file) in self.inputs.iter().zip(0_u16..) {
            let read = self.read_source(input, file, &mut gathered, quarantine);
            // What was refused so far helps to find out why the source cannot be read.
            quarantine.flush()?;
            read?;
        }
        self.terminal.note(format!("{}: sorting {} rows", R::LIST, grouped(gathered.counts.rows)));
        let Gathered { builder, mut sources, joined, mut counts, candidates } = gathered;

        let mut segment = writer.new_segment()?;
        let mut duplicates = Duplicates::new(&mut sources, quarantine, candidates.positions());
        let built = R::finish(builder, &mut segment, &mut |duplicate| duplicates.tell(duplicate))?;
        let left_out = duplicates.finish()?;
        // Behind all others: rows are known by the place of their source.
        sources.extend(joined);
        counts.records = built.records;
        counts.repeated = built.repeated;
        counts.refused += built.conflicting;
        quarantine.flush()?;
        self.accept(R::LIST, &counts, quarantine)?;
        Ok(Compiled {
            segment: segment.finish(built.records)?,
            sources,
            counts,
            candidates: candidates.chosen(|position| left_out.contains(&position)),
        })
    }

    fn read_source<R: ListRecord>(
        &self,
        input: &ListInput,
        file: u16,
        gathered: &mut Gathered<R>,
        quarantine: &mut Quarantine,
    ) -> Result<(), Failure> {
        let (mut source, joined) = input.open(R::LIST)?;
        let name = source.name().to_owned();
        let bytes = match &input.place {
            Place::File(path) => path.metadata().ok().map(|file| file.len()),
            Place::Stdin => None,
        };
        let bar = self.terminal.progress(&format!("{} {name}", R::LIST), bytes);
        let progress = source.progress();
        let today = Date::of(self.settings.now);
        let mut of_source = Counts::default();
        let mut left_out = LeftOut::new(input.mapping.as_ref());
        let mut last = None;
        let read = for_each_row::<R>(&mut source, |row| {
            let ReadRow { line, rows, record, has_unread_value, has_unknown_code } = row;
            of_source.rows += rows;
            if of_source.rows.is_multiple_of(limits::ROWS_BETWEEN_PROGRESS) {
                bar.set_position(progress.bytes());
                bar.set_message(format!("{} rows", grouped(of_source.rows)));
            }
            let position = RowPosition { file, line };
            match record {
                Err(NotUsed::Refused(refusal)) => {
                    of_source.refused += rows;
                    quarantine.add(&name, line, rows, &refusal)?;
                }
                Err(NotUsed::LeftOut(condition)) => {
                    of_source.left_out += rows;
                    left_out.add(condition, rows);
                }
                Ok(record) if self.is_withheld(&record, &name, line)? => of_source.withheld += rows,
                Ok(record) => {
                    of_source.joined += rows - 1;
                    of_source.unread_values += u64::from(has_unread_value);
                    of_source.unknown_codes += u64::from(has_unknown_code);
                    record.push(&mut gathered.builder, position)?;
                    gathered.candidates.offer(|| candidate(&record, position, today));
                    last = Some((record, position));
                }
            }
            Ok(())
        });
        read?;
        bar.finish_and_clear();
        if let Some((record, position)) = &last {
            gathered.candidates.offer_last(|| candidate(record, *position, today));
        }
        left_out.tell(R::LIST, &name, self.terminal);
        if last.is_none() && of_source.withheld == 0 {
            // Beside other files of the list nothing else would tell that one was cut off or never fetched.
            self.terminal.note(format!(
                "{}: NO RECORD comes from {name} ({} rows): if it should give some, fetch it anew and build again",
                R::LIST,
                grouped(of_source.rows)
            ));
        }
        let licence = input.mapping.as_ref().and_then(Mapping::licence).map(str::to_owned);
        for (rows, JoinedSource { name, sha256 }) in source.joined().zip(joined) {
            self.take_joined(rows, name, sha256, licence.clone(), gathered, quarantine)?;
        }
        gathered.counts.add(&of_source);
        gathered.sources.push(of_source.of_manifest(name, source.sha256(), licence));
        Ok(())
    }

    /// Counts the rows of a joined file: those that no row of the list asked for are left out.
    fn take_joined<R: ListRecord>(
        &self,
        rows: &HeldRows,
        name: String,
        sha256: Sha256Name,
        licence: Option<String>,
        gathered: &mut Gathered<R>,
        quarantine: &mut Quarantine,
    ) -> Result<(), Failure> {
        for (line, bad) in rows.bad() {
            quarantine.add(&name, *line, 1, &RowRefusal::Bad(*bad))?;
        }
        let HeldCounts { rows, refused, joined } = rows.counts();
        let left_out = rows - refused - joined;
        if left_out > 0 {
            self.terminal.note(format!(
                "{}: {} rows of {name} left out: no row of the list that is kept has their key",
                R::LIST,
                grouped(left_out)
            ));
        }
        let counts = Counts { rows, refused, joined, left_out, ..Counts::default() };
        gathered.counts.add(&counts);
        gathered.joined.push(counts.of_manifest(name, sha256, licence));
        Ok(())
    }

    /// True if the country of the build may not hold the record.
    fn is_withheld<R: ListRecord>(&self, record: &R, file: &str, line: u64) -> Result<bool, Failure> {
        let listing = record.listing();
        match self.settings.for_country {
            Some(country) => Ok(!listing.may_be_held_by(country)),
            None if listing.is_restricted() => Err(Failure::usage(format!(
                "{file}, line {line}: `only_for` or `withheld_from` is filled, so the build must know for whom it is; give --for COUNTRY"
            ))),
            None => Ok(false),
        }
    }

    fn accept(&self, list: List, counts: &Counts, quarantine: &Quarantine) -> Result<(), Failure> {
        let look = match quarantine.path() {
            Some(path) => format!("see {}", path.display()),
            None => "see the reasons with --quarantine FILE".to_owned(),
        };
        let look = match quarantine.first() {
            Some(first) => format!("the first is {first}; {look}"),
            None => look,
        };
        let (rows, refused) = (grouped(counts.rows), grouped(counts.refused));
        if counts.records == 0 {
            return Err(Failure::input(format!(
                "{list}: not one of {rows} rows is accepted ({refused} refused, {} withheld, {} left out), so this is no list; {look}, or take the list out with --drop {list}",
                grouped(counts.withheld),
                grouped(counts.left_out)
            )));
        }
        if self.settings.max_refused.is_passed_by(counts.refused, counts.rows) {
            return Err(Failure::input(format!(
                "{list}: {refused} of {rows} rows are refused, more than --max-refused allows; {look}"
            )));
        }
        Ok(())
    }
}

fn candidate<R: ListRecord>(record: &R, position: RowPosition, today: Date) -> Option<Candidate> {
    let question = record.question(today)?;
    Some(Candidate { position, identity: record.listing().identity(), question })
}

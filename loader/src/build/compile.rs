//! Compiles one list: every row of every source becomes a record of the segment, or is counted as what it is.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;
use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::list::List;
use watchpost_engine::record::{DocumentRecord, PersonRecord, VehicleRecord};
use watchpost_engine::segment::build::{BuildOptions, Duplicate, DuplicateKind, RowPosition};
use watchpost_engine::segment::wmi_makers::WmiTable;
use watchpost_engine::store::{RealDisk, SegmentRef, Source as ManifestSource, Writer};

use super::candidates::{Candidate, Candidates};
use super::kind::ListRecord;
use super::pipeline::{ReadRow, for_each_row};
use super::quarantine::Quarantine;
use crate::exit::Failure;
use crate::limits;
use crate::mapping::Mapping;
use crate::source::{Format, ListSource, Place, RowRefusal};
use crate::terminal::{Terminal, grouped};
use crate::terms::MaxRefused;

/// One source of a list.
pub struct ListInput {
    /// Where it is.
    pub place: Place,
    /// How it is written.
    pub format: Format,
    /// How it is mapped, if it is not in the lists' own format.
    pub mapping: Option<Mapping>,
}

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

/// What became of rows. `rows` is the sum of the next four.
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
    /// Records with a code of a country or organisation that no table knows.
    pub unknown_codes: u64,
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
        let Gathered { builder, mut sources, mut counts, candidates } = gathered;

        let mut segment = writer.new_segment()?;
        let mut duplicates = Duplicates::new(&mut sources, quarantine, candidates.positions());
        let built = R::finish(builder, &mut segment, &mut |duplicate| duplicates.tell(duplicate))?;
        let left_out = duplicates.finish()?;
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
        let mut source = ListSource::open(&input.place, input.format, R::LIST, input.mapping.as_ref())?;
        let name = source.name().to_owned();
        let bytes = match &input.place {
            Place::File(path) => path.metadata().ok().map(|file| file.len()),
            Place::Stdin => None,
        };
        let bar = self.terminal.progress(&format!("{} {name}", R::LIST), bytes);
        let progress = source.progress();
        let today = Date::of(self.settings.now);
        let mut of_source = Counts::default();
        let mut last = None;
        let read = for_each_row::<R>(&mut source, |ReadRow { line, record, has_unknown_code }| {
            of_source.rows += 1;
            if of_source.rows.is_multiple_of(limits::ROWS_BETWEEN_PROGRESS) {
                bar.set_position(progress.bytes());
                bar.set_message(format!("{} rows", grouped(of_source.rows)));
            }
            let position = RowPosition { file, line };
            match record {
                Err(refusal) => {
                    of_source.refused += 1;
                    quarantine.add(&name, line, &refusal)?;
                }
                Ok(record) if self.is_withheld(&record, &name, line)? => of_source.withheld += 1,
                Ok(record) => {
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
        gathered.sources.push(ManifestSource {
            name,
            sha256: source.sha256(),
            rows: of_source.rows,
            refused: of_source.refused,
            repeated: 0,
            withheld: of_source.withheld,
            licence: input.mapping.as_ref().and_then(Mapping::licence).map(str::to_owned),
        });
        let counts = &mut gathered.counts;
        counts.rows += of_source.rows;
        counts.refused += of_source.refused;
        counts.withheld += of_source.withheld;
        counts.unknown_codes += of_source.unknown_codes;
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
                "{list}: not one of {rows} rows is accepted ({refused} refused, {} withheld), so this is no list; {look}, or take the list out with --drop {list}",
                grouped(counts.withheld)
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

/// Takes what the builder tells of duplicates, which it does without a way to fail.
struct Duplicates<'a> {
    sources: &'a mut [ManifestSource],
    quarantine: &'a mut Quarantine,
    /// Rows that matter further on; all rows of a hostile list would not fit in memory.
    watched: Vec<RowPosition>,
    /// Those of them that are not in the segment.
    left_out: Vec<RowPosition>,
    failure: Option<Failure>,
}

impl<'a> Duplicates<'a> {
    const fn new(
        sources: &'a mut [ManifestSource],
        quarantine: &'a mut Quarantine,
        watched: Vec<RowPosition>,
    ) -> Self {
        Self { sources, quarantine, watched, left_out: Vec::new(), failure: None }
    }

    fn tell(&mut self, duplicate: Duplicate) {
        let RowPosition { file, line } = duplicate.position;
        let first = self.sources.get(usize::from(duplicate.first.file)).map(|source| source.name.clone());
        let Some(source) = self.sources.get_mut(usize::from(file)) else { return };
        match duplicate.kind {
            DuplicateKind::Repeated => source.repeated += 1,
            DuplicateKind::Conflicting => {
                source.refused += 1;
                let first = first.unwrap_or_default();
                let refusal = RowRefusal::Conflicting { file: first, line: duplicate.first.line };
                if let Err(failure) = self.quarantine.add(&source.name, line, &refusal) {
                    self.failure.get_or_insert(failure);
                }
                if self.watched.contains(&duplicate.position) {
                    self.left_out.push(duplicate.position);
                }
            }
        }
    }

    fn finish(self) -> Result<Vec<RowPosition>, Failure> {
        self.failure.map_or(Ok(self.left_out), Err)
    }
}

impl ListInput {
    /// Opens the source and reads its header, if it is a file that can be read twice.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be a source of `list`.
    pub fn try_open(&self, list: List) -> Result<(), Failure> {
        let Place::File(path) = &self.place else { return Ok(()) };
        // What is read from a pipe here would be missing later.
        if path.metadata().is_ok_and(|file| !file.is_file()) {
            return Ok(());
        }
        ListSource::open(&self.place, self.format, list, self.mapping.as_ref())?;
        Ok(())
    }

    /// When the source was last changed; `None` for stdin.
    ///
    /// # Errors
    /// [`Failure`] if the file cannot be looked at.
    pub fn modified(&self) -> Result<Option<Timestamp>, Failure> {
        let Place::File(path) = &self.place else { return Ok(None) };
        let look = |source| crate::source::SourceError::Open { name: self.place.name(), source };
        let modified = path.metadata().and_then(|file| file.modified()).map_err(look)?;
        Timestamp::try_from(modified).map(Some).map_err(|_| {
            Failure::usage(format!("{}: its time of change is no time; give --as-of", self.place.name()))
        })
    }
}

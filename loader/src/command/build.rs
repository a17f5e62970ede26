//! `build`: compiles lists and brings them into force as one generation.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{ArgMatches, Args};
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde::Serialize;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::store::{
    ListEntry, MANIFEST_VERSION, Manifest, ManifestDraft, Probe, RealDisk, StoreError, Writer,
};

use super::build_order;
use super::opened::lies_in_store;
use crate::build::{
    Compiled, Counts, ListInput, Quarantine, Settings, compile, keep_probes, make_probes, read_wmi_table,
};
use crate::exit::{Exit, Failure};
use crate::limits;
use crate::source::Format;
use crate::terminal::{Terminal, grouped, table};
use crate::terms::{AsOf, JoinedFile, MaxRefused, MaxShrink, parse_memory};

/// Compile lists and bring them into force as one generation
///
/// Every named list is compiled anew from its files; a list that is not named keeps its content and its age. Rows
/// that cannot be used are counted, and written with line number and reason to --quarantine. Nothing comes into
/// force unless everything went well, and until the new generation, opened from the written files, answers its
/// probe questions.
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader build --store S --documents sltd.csv.gz --vehicles smv.csv --persons notices.jsonl
  watchpost-loader build --store S --vehicles nz.csv --mapping loader/mappings/nz-stolen-vehicles.toml
  watchpost-loader build --store S --persons sdn.csv --mapping loader/mappings/ofac-sdn.toml --joined alt=alt.csv
  export | watchpost-loader build --store S --documents - --format csv --quarantine refused.jsonl
  watchpost-loader build --store S --persons p.jsonl --for UTO --as-of persons=2026-11-24T08:00:00Z
  watchpost-loader build --store S --vehicles smv.csv --wmi wmi.csv.gz
  watchpost-loader build --store S --drop vehicles")]
pub(super) struct Build {
    /// The store's folder; made if it is not there
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// Travel documents: a CSV or JSON Lines file, plain or .gz or .zst; `-` is stdin; several are put together
    #[arg(long, value_name = "F")]
    documents: Vec<PathBuf>,
    /// Vehicles, as --documents
    #[arg(long, value_name = "F")]
    vehicles: Vec<PathBuf>,
    /// Persons, as --documents
    #[arg(long, value_name = "F")]
    persons: Vec<PathBuf>,
    /// How to read the list option before it, if it comes in another shape
    #[arg(long, value_name = "M.toml")]
    mapping: Vec<PathBuf>,
    /// A file that the mapping of the list option before it joins to the list, by the name that the mapping has for it
    #[arg(long, value_name = "NAME=F")]
    joined: Vec<JoinedFile>,
    /// Format of the list option before it, where its name does not tell: csv, jsonl or xml, perhaps with .gz or .zst
    #[arg(long, value_name = "FORMAT")]
    format: Vec<Format>,
    /// A table of makers for --vehicles: CSV with the columns wmi and maker (or manufacturer), plain or .gz or .zst
    #[arg(long, value_name = "F", requires = "vehicles")]
    wmi: Option<PathBuf>,
    /// Take a list out of the store
    #[arg(long, value_name = "LIST")]
    drop: Vec<List>,
    /// Leave out the records that this country may not hold
    #[arg(long = "for", value_name = "COUNTRY")]
    for_country: Option<String>,
    /// When the source was complete; by default the oldest modification time of its files, or now for stdin
    #[arg(long, value_name = "[LIST=]TIME")]
    as_of: Vec<AsOf>,
    /// Write refused rows here: file, line, reason
    #[arg(long, value_name = "F")]
    quarantine: Option<PathBuf>,
    /// Refuse the build if more rows of a list are refused: a number (50) or a share (2%)
    #[arg(long, value_name = "N|P%", default_value = "1%")]
    max_refused: MaxRefused,
    /// Refuse the build if a list loses more records against the generation in force
    #[arg(long, value_name = "P%", default_value = "10%")]
    max_shrink: MaxShrink,
    /// Memory for the build; what does not fit goes to working files in the store
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = parse_memory)]
    memory: usize,
}

#[derive(Serialize)]
struct Report {
    generation: u64,
    lists: Vec<ListReport>,
}

#[derive(Serialize)]
struct ListReport {
    list: List,
    built: bool,
    as_of: Timestamp,
    records: u64,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
}

impl Build {
    pub(super) fn run(self, matches: Option<&ArgMatches>, terminal: Terminal) -> Result<Exit, Failure> {
        let now = whole_second(Timestamp::now());
        let lists = matches.map(build_order::inputs).transpose()?.unwrap_or_default();
        self.check_usage(&lists)?;
        let for_country = self.for_country.as_deref().map(parse_country).transpose()?;
        let as_of = self.as_of(&lists, now)?;
        // A wrong header is told at once, and not after the lists before it were compiled.
        for (list, inputs) in &lists {
            inputs.iter().try_for_each(|input| input.try_open(*list))?;
        }
        let wmi_table = self.wmi.as_deref().map(|path| read_wmi_table(path, terminal)).transpose()?;
        let mut quarantine = Quarantine::create(self.quarantine.as_deref())?;

        let mut writer = Writer::open(&self.store, RealDisk)?;
        let before = in_force(&writer)?;
        let carried = self.carried(&lists, before.as_ref())?;
        let for_country = audience(for_country, before.as_ref(), &carried)?;
        let settings = Settings {
            now,
            for_country,
            max_refused: self.max_refused,
            memory: self.memory,
            work_folder: writer.work_folder()?,
            wmi_table,
        };

        let mut compiled = BTreeMap::new();
        let mut entries = carried.clone();
        for (list, inputs) in &lists {
            let built = compile(*list, inputs, &settings, &writer, &mut quarantine, terminal)?;
            self.check_shrink(*list, before.as_ref(), &built)?;
            tell_unknown_codes(*list, &built, terminal);
            tell_unread_values(*list, &built, terminal);
            let time = as_of.get(list).copied().unwrap_or(now);
            let entry =
                ListEntry { as_of: time, segments: vec![built.segment], sources: built.sources.clone() };
            entries.insert(*list, entry);
            compiled.insert(*list, built);
        }

        let draft = ManifestDraft {
            created: now,
            for_country: for_country.map(|country| country.as_str().to_owned()),
            lists: entries,
            probes: Vec::new(),
        };
        let probes = self.probes(&writer, &draft, before.as_ref(), &compiled, terminal)?;
        let manifest = writer.publish(ManifestDraft { probes, ..draft })?;
        report(&manifest, &compiled, terminal)?;
        Ok(Exit::Done)
    }

    fn check_usage(&self, lists: &[(List, Vec<ListInput>)]) -> Result<(), Failure> {
        if lists.is_empty() && self.drop.is_empty() {
            return Err(Failure::usage(
                "nothing to build: give --documents, --vehicles, --persons or --drop",
            ));
        }
        if self.quarantine.as_deref().is_some_and(|quarantine| lies_in_store(quarantine, &self.store)) {
            return Err(Failure::usage(
                "--quarantine names a file in the store's folder; name one elsewhere",
            ));
        }
        let inputs = || lists.iter().flat_map(|(_, inputs)| inputs);
        if let Some(quarantine) = &self.quarantine
            && inputs().flat_map(ListInput::places).any(|place| place.is_file(quarantine))
        {
            return Err(Failure::usage(
                "--quarantine names a file that is read as a list, and would destroy it",
            ));
        }
        match lists.iter().find(|(list, _)| self.drop.contains(list)) {
            Some((list, _)) => Err(Failure::usage(format!("--{list} and --drop {list} exclude one another"))),
            None => Ok(()),
        }
    }

    /// When each list's source was complete.
    fn as_of(
        &self,
        lists: &[(List, Vec<ListInput>)],
        now: Timestamp,
    ) -> Result<BTreeMap<List, Timestamp>, Failure> {
        for given in &self.as_of {
            if let Some(list) = given.list.filter(|list| lists.iter().all(|(named, _)| named != list)) {
                return Err(Failure::usage(format!("--as-of {list}=..: the list is not in this build")));
            }
            if self.as_of.iter().filter(|other| other.list == given.list).count() > 1 {
                return Err(Failure::usage("--as-of is given twice for the same lists; give it once"));
            }
        }
        let mut times = BTreeMap::new();
        for (list, inputs) in lists {
            let of = |wanted| self.as_of.iter().find(|given| given.list == wanted).map(|given| given.time);
            let time = match of(Some(*list)).or_else(|| of(None)) {
                Some(time) => time,
                None => oldest(inputs)?.map_or(now, whole_second),
            };
            if time.duration_since(now) > limits::AS_OF_AHEAD {
                return Err(Failure::usage(format!(
                    "{list}: its time {time} is more than {} minutes ahead of this machine's clock ({now}); set the clock, or give the right --as-of",
                    limits::AS_OF_AHEAD.as_mins()
                )));
            }
            times.insert(*list, time);
        }
        Ok(times)
    }

    /// The lists that stay as they are.
    fn carried(
        &self,
        lists: &[(List, Vec<ListInput>)],
        before: Option<&Manifest>,
    ) -> Result<BTreeMap<List, ListEntry>, Failure> {
        let mut carried = before.map(|manifest| manifest.lists.clone()).unwrap_or_default();
        for list in &self.drop {
            if carried.remove(list).is_none() {
                return Err(Failure::usage(format!("--drop {list}: the store has no such list")));
            }
        }
        carried.retain(|list, _| lists.iter().all(|(built, _)| built != list));
        Ok(carried)
    }

    fn check_shrink(&self, list: List, before: Option<&Manifest>, built: &Compiled) -> Result<(), Failure> {
        let entry = before.and_then(|manifest| manifest.lists.get(&list));
        let Some(entry) = entry else { return Ok(()) };
        let records = entry.segments.iter().map(|segment| segment.records).sum();
        if !self.max_shrink.is_passed_by(records, built.counts.records) {
            return Ok(());
        }
        Err(Failure::input(format!(
            "{list}: {} records where the generation in force has {}, a loss that --max-shrink does not allow; compare the source with the last one, and give a larger --max-shrink only if the list really shrank",
            grouped(built.counts.records),
            grouped(records)
        )))
    }

    /// Opens the new generation from its files, before it is in force, and asks what it must answer.
    fn probes(
        &self,
        writer: &Writer<RealDisk>,
        draft: &ManifestDraft,
        before: Option<&Manifest>,
        compiled: &BTreeMap<List, Compiled>,
        terminal: Terminal,
    ) -> Result<Vec<Probe>, Failure> {
        let provisional = Manifest {
            version: MANIFEST_VERSION,
            number: before.map_or(1, |manifest| manifest.number + 1),
            created: draft.created,
            parent: None,
            rolled_back_to: None,
            for_country: draft.for_country.clone(),
            lists: draft.lists.clone(),
            probes: Vec::new(),
            signatures: Vec::new(),
        };
        let generation = Generation::open_manifest(writer.store(), provisional, Verify::Checksums)?;
        let kept: ListSet = draft.lists.keys().copied().filter(|list| !compiled.contains_key(list)).collect();
        let of_before = before.map(|manifest| manifest.probes.as_slice()).unwrap_or_default();
        let (mut probes, lost) = keep_probes(&generation, of_before, kept);
        if lost > 0 {
            terminal.note(format!(
                "{lost} probe questions of lists that were not built anew have other answers now and are left out"
            ));
        }
        for (list, built) in compiled {
            probes.extend(make_probes(&generation, *list, built, draft.created)?);
        }
        Ok(probes)
    }
}

fn in_force(writer: &Writer<RealDisk>) -> Result<Option<Manifest>, StoreError> {
    match writer.store().current() {
        Ok(current) => writer.store().manifest(&current).map(Some),
        Err(StoreError::Empty { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn parse_country(text: &str) -> Result<IssuerCode, Failure> {
    IssuerCode::parse(text)
        .filter(IssuerCode::is_known)
        .ok_or_else(|| Failure::usage("--for needs the code of a country, as UTO (ISO 3166-1 or Doc 9303-3)"))
}

/// For whom the generation is: lists that stay were built for someone already.
fn audience(
    given: Option<IssuerCode>,
    before: Option<&Manifest>,
    carried: &BTreeMap<List, ListEntry>,
) -> Result<Option<IssuerCode>, Failure> {
    let of_before = before.and_then(|manifest| manifest.for_country.as_deref()).and_then(IssuerCode::parse);
    let of_carried = if carried.is_empty() { None } else { of_before };
    match (given, of_carried) {
        (Some(given), Some(other)) if given != other => Err(Failure::usage(format!(
            "the lists that are not built anew are for {other}, and --for says {given}; name all lists, or build into another store"
        ))),
        (given, of_carried) => Ok(given.or(of_carried)),
    }
}

/// Ages are told in seconds; a list is never made to look younger than it is.
fn whole_second(time: Timestamp) -> Timestamp {
    time.round(TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor)).unwrap_or(time)
}

fn oldest(inputs: &[ListInput]) -> Result<Option<Timestamp>, Failure> {
    let times = inputs.iter().map(ListInput::modified).collect::<Result<Vec<_>, _>>()?;
    Ok(times.into_iter().flatten().min())
}

fn tell_unknown_codes(list: List, built: &Compiled, terminal: Terminal) {
    if built.counts.unknown_codes > 0 {
        terminal.note(format!(
            "{list}: {} records have a code of a country or organisation that no table knows (unknown-issuer-code); they are kept and searched",
            grouped(built.counts.unknown_codes)
        ));
    }
}

fn tell_unread_values(list: List, built: &Compiled, terminal: Terminal) {
    if built.counts.unread_values > 0 {
        terminal.note(format!(
            "{list}: {} records have a value that could not be read and is not in them, as their mapping says",
            grouped(built.counts.unread_values)
        ));
    }
}

fn report(
    manifest: &Manifest,
    compiled: &BTreeMap<List, Compiled>,
    terminal: Terminal,
) -> Result<(), Failure> {
    let lists: Vec<ListReport> = manifest
        .lists
        .iter()
        .map(|(list, entry)| ListReport {
            list: *list,
            built: compiled.contains_key(list),
            as_of: entry.as_of,
            records: entry.segments.iter().map(|segment| segment.records).sum(),
            bytes: entry.segments.iter().map(|segment| segment.bytes).sum(),
            counts: compiled.get(list).map(|built| built.counts),
        })
        .collect();
    if !terminal.is_for_people() {
        return terminal.json(&Report { generation: manifest.number, lists });
    }
    let mut rows = table(&[
        "list", "rows", "records", "refused", "repeated", "withheld", "left out", "joined", "bytes", "as of",
    ]);
    for list in lists {
        let count = |of: fn(&Counts) -> u64| {
            list.counts.as_ref().map_or("kept".to_owned(), |counts| grouped(of(counts)))
        };
        rows.add_row([
            list.list.to_string(),
            count(|counts| counts.rows),
            grouped(list.records),
            count(|counts| counts.refused),
            count(|counts| counts.repeated),
            count(|counts| counts.withheld),
            count(|counts| counts.left_out),
            count(|counts| counts.joined),
            grouped(list.bytes),
            list.as_of.to_string(),
        ]);
    }
    terminal.text(&format!("generation {} is in force\n{rows}", manifest.number))
}

//! `clear add`: signs off one pair.

use std::path::PathBuf;

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use watchpost_engine::check::{Conditions, check, protects, traveller};
use watchpost_engine::cleared::Clearance;
use watchpost_engine::date::Date;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::{List, ListSet};
use watchpost_engine::record::{Identity, PersonRecord, RecordVersion};
use watchpost_engine::wire::{Answer, Grade, Hit, PersonPart, Purpose, Question, QuestionSubject};

use super::signed_file::SignedFile;
use crate::command::check::{OPERATOR, mrz_text, name_asked, parse_document, several};
use crate::command::opened::{in_force, lies_in_store};
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Sign that a traveller is not the person of a record
///
/// The traveller is told by the zone of the document, or by document, name and birth date. The generation in force is
/// asked: the record must answer this traveller now, and how well it does is what is signed off. A pair that is cleared
/// already is cleared anew. The file is made if there is none; it holds the traveller as a salted hash only.
#[derive(Args)]
#[command(after_long_help = "\
Exits with 2 if one person signs twice or the day is too late, 3 if the record is not there, does not answer this
traveller, is another version than --record-version, or protects someone, or if the traveller is not known beyond doubt.

Examples:
  watchpost-loader clear add --cleared F --store S --record UTO/N-1 --by u-1193 --second u-2044 \\
      --mrz 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<' --mrz 'L898902C36UTO7408122F1204159ZE184226B<<<<<10' \\
      --reason 'fingerprints compared with the owner of the record'
  watchpost-loader clear add --cleared F --store S --record UTO/N-1 --by u-1193 --second u-2044 \\
      --document UTO/L898902C3 --name 'ERIKSSON, ANNA MARIA' --born 1974-08-12 --reason 'height differs by 20 cm'")]
pub(super) struct Add {
    /// The file of clearances
    #[arg(long, value_name = "F")]
    cleared: PathBuf,
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// The machine readable zone of the traveller's document: whole, or one option a line
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, required_unless_present = "document", conflicts_with_all = ["document", "name", "born", "sex", "nationality"])]
    mrz: Vec<String>,
    /// The traveller's document, where its zone cannot be read
    #[arg(
        long,
        value_name = "ISSUER/NUMBER",
        allow_hyphen_values = true,
        requires = "name",
        requires = "born"
    )]
    document: Option<String>,
    /// The traveller's name: surname and given names with a comma between, or the whole name in any order
    #[arg(long, value_name = "\"SURNAME, GIVEN\"", allow_hyphen_values = true)]
    name: Option<String>,
    /// The traveller's full birth date
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    /// The traveller's sex: M, F or X
    #[arg(long, value_name = "X")]
    sex: Option<String>,
    /// The traveller's nationality; may be given several times
    #[arg(long, value_name = "X")]
    nationality: Vec<String>,
    /// The record: who answers for it, and its number
    #[arg(long, value_name = "OWNER/RECORD_ID")]
    record: String,
    /// The version of the record that was compared, `record_version` of the hit; without it, the one in force
    #[arg(long, value_name = "VERSION")]
    record_version: Option<RecordVersion>,
    /// Why they are two persons
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Who decides it
    #[arg(long, value_name = "WHO")]
    by: String,
    /// Who approves it: another person
    #[arg(long, value_name = "WHO")]
    second: String,
    /// The last day on which it holds; by default the document's expiry as its zone tells it, and two years at most
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    id: String,
    owner: IssuerCode,
    record_id: &'a str,
    record_version: RecordVersion,
    grade: Grade,
    score: Option<f64>,
    expires_on: Date,
    /// An earlier clearance of the same pair is gone.
    replaced: bool,
}

impl Add {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        if lies_in_store(&self.cleared, &self.store) {
            return Err(Failure::usage("--cleared names a file in the store's folder; name one elsewhere"));
        }
        let now = Timestamp::now();
        let subject = self.subject()?;
        let identity = self.identity()?;
        let generation = in_force(&self.store, Verify::Checksums)?;
        self.compare_version(&record_of(&generation, &identity)?)?;
        let answer = ask(&generation, &subject, now)?;
        let hit = hit_on(&answer, &identity)?;
        let expires_on = self.last_day(&answer, Date::of(now))?;
        let mut file = SignedFile::take(&self.cleared, true)?;
        let traveller = traveller(&subject, Date::of(now), file.content.salt()).ok_or_else(|| {
            Failure::input(
                "the traveller is not known beyond doubt: a zone needs all its check digits to agree, a document its issuer, and the birth date its day",
            )
        })?;
        let (record_version, score) = evidence_of(hit)?;
        let clearance = Clearance {
            traveller,
            owner: identity.owner,
            record_id: identity.record_id,
            record_version,
            grade: hit.grade,
            score,
            reason: self.reason,
            by: self.by,
            second: self.second,
            created: now,
            expires_on,
        };
        let replaced = file.content.add(clearance.clone())?;
        file.write()?;
        tell(&clearance, replaced, terminal)?;
        Ok(Exit::Done)
    }

    fn subject(&self) -> Result<QuestionSubject, Failure> {
        let person = self.name.as_deref().map(|name| PersonPart {
            birth_date: self.born.clone(),
            sex: self.sex.clone(),
            nationalities: several(&self.nationality),
            ..name_asked(name)
        });
        Ok(QuestionSubject {
            mrz: mrz_text(&self.mrz),
            document: self.document.as_deref().map(parse_document).transpose()?,
            person,
            ..QuestionSubject::default()
        })
    }

    fn identity(&self) -> Result<Identity, Failure> {
        let parts = self.record.split_once('/');
        let (owner, record_id) = parts.ok_or_else(|| Failure::usage("--record needs OWNER/RECORD_ID"))?;
        let owner = IssuerCode::parse(owner).ok_or_else(|| {
            Failure::usage("--record names no owner that can be read; give OWNER/RECORD_ID")
        })?;
        Ok(Identity { owner, record_id: record_id.to_owned() })
    }

    fn compare_version(&self, record: &PersonRecord) -> Result<(), Failure> {
        let found = RecordVersion::of(record);
        match self.record_version {
            Some(compared) if compared != found => Err(Failure::input(format!(
                "the record is version {found} by now, not {compared}: it has changed since it was compared; compare it again"
            ))),
            _ => Ok(()),
        }
    }

    /// The last day: as asked, or the latest that is allowed.
    fn last_day(&self, answer: &Answer, today: Date) -> Result<Date, Failure> {
        let mrz = answer.subjects.first().and_then(|subject| subject.mrz.as_ref());
        let of_document = mrz.and_then(|mrz| mrz.expires_on).unwrap_or(Date::LAST);
        if of_document < today {
            return Err(Failure::input(format!(
                "the document expired on {of_document}, and a clearance ends with it; clear the traveller with the new one"
            )));
        }
        let latest = Clearance::last_day(today).min(of_document);
        let Some(asked) = &self.expires else { return Ok(latest) };
        let asked = Date::parse(asked).map_err(|error| Failure::usage(format!("--expires: {error}")))?;
        if asked > latest || asked < today {
            return Err(Failure::usage(format!("--expires must lie between {today} and {latest}")));
        }
        Ok(asked)
    }
}

fn record_of(generation: &Generation, identity: &Identity) -> Result<PersonRecord, Failure> {
    let found = generation.persons().map(|persons| persons.by_identity(identity)).transpose();
    let found = found.map_err(|_| {
        Failure::new(Exit::Damaged, "a record of the list persons cannot be read; verify the store")
    })?;
    found.flatten().ok_or_else(|| {
        Failure::input(
            "no person record of that owner and number is in the generation in force; see --record",
        )
    })
}

/// How the generation answers the traveller, whatever its age: what is signed off is the record, not the moment.
fn ask(generation: &Generation, subject: &QuestionSubject, now: Timestamp) -> Result<Answer, Failure> {
    let question = Question {
        purpose: Purpose::Test,
        operator: OPERATOR.to_owned(),
        case: None,
        lists: None,
        subjects: vec![subject.clone()],
    };
    let conditions = Conditions {
        lists: ListSet::EMPTY.with(List::Persons),
        stale_after: SignedDuration::MAX,
        lease: SignedDuration::MAX,
        ..Conditions::at(now)
    };
    Ok(check(generation, &question, &conditions, String::new())?)
}

fn hit_on<'a>(answer: &'a Answer, identity: &Identity) -> Result<&'a Hit, Failure> {
    let lists = answer.subjects.iter().flat_map(|subject| &subject.lists);
    let mut hits = lists.filter(|of| of.list == List::Persons).flat_map(|of| &of.hits);
    hits.find(|hit| hit.owner == identity.owner && hit.record_id == identity.record_id).ok_or_else(|| {
        Failure::input("the record does not answer this traveller, so there is nothing to clear; check both")
    })
}

/// The version and the score that are signed off, unless the record is one that nobody is cleared of.
fn evidence_of(hit: &Hit) -> Result<(RecordVersion, Option<f64>), Failure> {
    match (&hit.record, &hit.person) {
        (watchpost_engine::wire::Record::Person(record), Some(evidence)) => {
            if protects(hit.action, record) {
                return Err(Failure::input(
                    "the record is of who is missing, a victim or to be protected, and nobody is cleared of it: a miss would cost more than a stop",
                ));
            }
            Ok((evidence.record_version, evidence.score))
        }
        _ => Err(Failure::new(Exit::Bug, "a hit on persons that is on no person; please report it")),
    }
}

fn tell(clearance: &Clearance, replaced: bool, terminal: Terminal) -> Result<(), Failure> {
    let report = Report {
        id: clearance.id(),
        owner: clearance.owner,
        record_id: &clearance.record_id,
        record_version: clearance.record_version,
        grade: clearance.grade,
        score: clearance.score,
        expires_on: clearance.expires_on,
        replaced,
    };
    if terminal.is_for_people() {
        let again = if replaced { "anew " } else { "" };
        terminal.text(&format!("cleared {again}as {}, through {}", report.id, report.expires_on))
    } else {
        terminal.json(&report)
    }
}

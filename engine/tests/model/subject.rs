//! One subject: which lists its parts ask, and what each finds by reading every row.

use std::collections::{BTreeMap, BTreeSet};

use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::list::List;
use watchpost_engine::person::name::Name;
use watchpost_engine::person::sex::Sex;

use super::answer::{Circumstances, State, identity, records, state, strongest};
use super::births::Born;
use super::chance;
use super::found::Found;
use super::grades::{self, DocumentText, Grade};
use super::holder::document_asked;
use super::misread::digit_agrees;
use super::mistyped;
use super::persons;
use super::question::{AskedCheck, AskedPerson, AskedSubject, AskedVehicle, Zone, check_digit, with_digits};
use super::signs::{written, written_by_shape};
use super::told::{ToldHit, ToldList, ToldSubject};
use super::{actions, clues, vehicles};
use crate::lists::ListRow;
use crate::store::Lists;

/// What all subjects of a check share.
pub(crate) struct Asking<'a> {
    pub lists: &'a Lists,
    pub question: &'a AskedCheck,
    pub circumstances: &'a Circumstances,
}

/// The answer of a subject, and what it shows to the check as a whole.
pub(crate) struct Answered {
    pub told: ToldSubject,
    /// Shown or not.
    pub all_hits: Vec<ToldHit>,
    pub shows_minor: bool,
    /// Number as written, and issuer.
    pub documents: Vec<(String, Option<String>)>,
    /// Identity of a range, and the number that lies in it.
    pub ranges: Vec<((String, String), String)>,
    /// Facts about its vehicle.
    pub clues: BTreeSet<clues::Clue>,
    /// Plate as written, its country, and the chassis number folded.
    pub plates_of_vins: Vec<(String, Option<String>, String)>,
}

/// A subject while its parts are asked.
pub(crate) struct Search<'a> {
    pub(crate) asking: &'a Asking<'a>,
    found: BTreeMap<List, Found>,
    pub(crate) problems: BTreeSet<String>,
    part_unasked: bool,
    shows_minor: bool,
    documents: Vec<(String, Option<String>)>,
    ranges: Vec<((String, String), String)>,
    clues: BTreeSet<clues::Clue>,
    plates_of_vins: Vec<(String, Option<String>, String)>,
}

impl Asking<'_> {
    pub(crate) fn answer(&self, subject: &AskedSubject) -> Answered {
        let mut search = Search {
            asking: self,
            found: BTreeMap::new(),
            problems: BTreeSet::new(),
            part_unasked: false,
            shows_minor: false,
            documents: Vec::new(),
            ranges: Vec::new(),
            clues: BTreeSet::new(),
            plates_of_vins: Vec::new(),
        };
        if let Some(zone) = &subject.zone {
            search.zone(zone);
        }
        if let Some(document) = &subject.document {
            search.part(&[List::Documents]);
            let text = DocumentText {
                number: document.number.clone(),
                issuer: document.issuer.clone(),
                kind: document.kind.clone(),
                ..DocumentText::default()
            };
            let births = subject.person.as_ref().map(births_of).unwrap_or_default();
            search.document(&text, &births, None);
        }
        if let Some(person) = &subject.person {
            search.person_part(person, subject.document.as_ref());
        }
        if let Some(vehicle) = &subject.vehicle {
            search.vehicle(vehicle);
        }
        search.finish()
    }

    fn may_ask(&self, list: List) -> bool {
        self.circumstances.lists.contains(&list)
            && self.question.lists.as_ref().is_none_or(|lists| lists.contains(&list))
    }

    pub(crate) fn state(&self, list: List) -> State {
        state(self.lists, list, self.circumstances)
    }

    pub(crate) fn answers(&self, row: &ListRow) -> bool {
        row.get("expires_on").is_none_or(|last| last >= self.circumstances.today().as_str())
    }

    pub(crate) fn hit(&self, row: &ListRow, grade: Grade, action: String, status: &str) -> ToldHit {
        let (owner, record_id) = identity(row);
        ToldHit {
            owner: owner.to_owned(),
            record_id: record_id.to_owned(),
            grade: grade.as_str().to_owned(),
            action,
            status: status.to_owned(),
            exercise: row.get("exercise") == Some("true"),
            past_review: row.get("review_on").is_some_and(|due| due < self.circumstances.today().as_str()),
            notice: None,
            score: None,
        }
    }
}

pub(crate) fn births_of(person: &AskedPerson) -> Vec<Born> {
    let all = person.birth_date.iter().chain(person.birth_dates.iter().flatten());
    all.filter_map(|text| Born::read(text)).collect()
}

pub(crate) fn filled(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl Search<'_> {
    /// A part that asks these lists.
    pub(crate) fn part(&mut self, lists: &[List]) {
        if !lists.iter().any(|list| self.asking.may_ask(*list)) {
            self.part_unasked = true;
            self.problems.insert("list-not-asked".to_owned());
        }
    }

    pub(crate) fn list(&mut self, list: List) -> Option<&mut Found> {
        let state = self.asking.state(list);
        self.asking.may_ask(list).then(|| {
            self.found.entry(list).or_insert_with(|| Found {
                incomplete: !state.is_searched,
                problems: state.problem.into_iter().map(str::to_owned).collect(),
                hits: BTreeMap::new(),
            })
        })
    }

    pub(crate) fn unreadable(&mut self, list: List, problem: &str) {
        self.problems.insert(problem.to_owned());
        if let Some(found) = self.list(list) {
            found.not_searched(problem);
        }
    }

    pub(crate) fn see_births(&mut self, births: &[Born]) {
        let today = self.asking.circumstances.today();
        self.shows_minor |= births.iter().any(|born| born.is_minor(&today));
    }

    fn zone(&mut self, zone: &Zone) {
        self.part(&[List::Documents, List::Persons]);
        let Zone::Passport {
            number,
            issuer,
            kind,
            surname,
            given,
            born,
            digit,
            birth_misread,
            nationality,
            spoilt,
        } = zone
        else {
            self.unreadable(List::Documents, "mrz-unreadable");
            self.unreadable(List::Persons, "mrz-unreadable");
            return;
        };
        let today = self.asking.circumstances.today();
        let births = if *birth_misread { Vec::new() } else { Born::of_zone(born, &today) };
        self.see_births(&births);
        let number_misread = digit.to_digit(10) != Some(check_digit(&format!("{number:<<9}")));
        if number_misread {
            self.problems.insert("check-digit-number".to_owned());
        }
        let issuer_forced = spoilt.issuer && with_digits(issuer) != *issuer;
        let text = DocumentText {
            number: number.clone(),
            issuer: (!issuer_forced).then(|| issuer.clone()),
            forced_issuer: issuer_forced.then(|| issuer.clone()),
            kind: Some(kind.clone()),
            doubted: number_misread,
            number_to: None,
        };
        self.document(&text, &births, Some(*digit));
        if kind.starts_with('V') {
            let issuer = (!nationality.starts_with("XX")).then(|| nationality.clone());
            let passport = DocumentText {
                issuer,
                forced_issuer: None,
                kind: Some("P".to_owned()),
                doubted: true,
                ..text
            };
            self.same_document(&passport, &births, Some(*digit));
        }
        if number_misread
            && !number.is_empty()
            && let Some(found) = self.found_nothing(List::Documents)
        {
            found.not_searched("check-digit-number");
        }
        // A zone that begins with fillers has lost the first of its two identifiers.
        let texts =
            if surname.is_empty() { [given.as_str(), ""] } else { [surname.as_str(), given.as_str()] };
        let [surname_text, given_text] = texts.map(|text| text.replace('<', " "));
        // A field without a filler at its end may have had no room for the rest.
        let may_be_cut = surname.len() + 2 + given.len() == 39;
        let name = Name::read(&surname_text, &given_text).map(|name| name.that_may_be_cut(may_be_cut));
        self.person(
            name.map(|name| persons::Asked {
                name,
                births: births.iter().map(|born| born.as_birth_date()).collect(),
                sex: Some(Sex::Female),
                nationalities: IssuerCode::parse(nationality).into_iter().collect(),
                birth_place: None,
                document: document_asked(number, (!issuer_forced).then_some(issuer), Some(kind)),
            }),
            &births,
        );
        if *birth_misread && self.found_nothing(List::Persons).is_some() {
            self.unreadable(List::Persons, "birth-date-unreadable");
        }
        if spoilt.name && with_digits(surname) != *surname && self.found_nothing(List::Persons).is_some() {
            self.unreadable(List::Persons, "name-unreadable");
        }
    }

    /// The list, if it was asked for a number that can be read and has found nothing.
    pub(crate) fn found_nothing(&mut self, list: List) -> Option<&mut Found> {
        self.found.get_mut(&list).filter(|found| found.hits.is_empty())
    }

    /// Asks a document; `digit` is that of a zone's number, whose reader may have seen another.
    fn document(&mut self, asked: &DocumentText, births: &[Born], digit: Option<char>) {
        let number = written(&asked.number);
        if number.is_empty() {
            self.unreadable(List::Documents, "number-unreadable");
            return;
        }
        if vehicles::is_pattern(&asked.number) {
            self.unreadable(List::Documents, "number-unreadable");
        }
        self.documents.push((number, asked.issuer.clone()));
        self.same_document(asked, births, digit);
    }

    /// Asks a document that is no further one.
    fn same_document(&mut self, asked: &DocumentText, births: &[Born], digit: Option<char>) {
        let number = written(&asked.number);
        if number.is_empty() {
            return;
        }
        let asking = self.asking;
        let Some(found) = self.list(List::Documents) else { return };
        let mut ranges = Vec::new();
        let as_read = |listed: &DocumentText| {
            grades::document(asked, listed, &|of| chance::of_number(asking.lists, &asked.number, of))
        };
        // Typed, or read with a digit that says that it is wrong.
        let may_be_mistyped = digit.is_none_or(|digit| !digit_agrees(&number, digit));
        let otherwise = |listed: &DocumentText| {
            let misread = digit.and_then(|digit| grades::misread(asking.lists, asked, digit, listed));
            let mistyped = may_be_mistyped && mistyped::answers(asking.lists, asked, listed);
            misread.or(mistyped.then_some(Grade::Possible))
        };
        let mut is_met = false;
        let is_searched = asking.state(List::Documents).is_searched;
        let rows = if is_searched { records(asking.lists, List::Documents) } else { Vec::new() };
        for row in &rows {
            let Some(grade) = asking.document_row(row, &as_read, births, found) else { continue };
            is_met |= grade == Grade::Exact;
            if row.get("number_to").is_some() {
                let (owner, record_id) = identity(row);
                ranges.push(((owner.to_owned(), record_id.to_owned()), number.clone()));
                assert!(grade <= Grade::Possible);
            }
        }
        let persons = asking.state(List::Persons);
        if persons.is_searched {
            is_met |= asking.named_documents(&as_read, births, found) == Some(Grade::Exact);
        } else if asking.lists.0.contains_key(&List::Persons) {
            found.not_searched(persons.problem.unwrap());
        }
        // A number that is met as it is stands for itself, unless it is doubted.
        if !is_met || asked.doubted {
            for row in &rows {
                asking.document_row(row, &otherwise, births, found);
            }
            if persons.is_searched {
                asking.named_documents(&otherwise, births, found);
            }
        }
        self.ranges.extend(ranges);
    }

    fn vehicle(&mut self, vehicle: &AskedVehicle) {
        self.part(&[List::Vehicles]);
        let plates = vehicle.plates.as_deref().unwrap_or_default();
        let (vin, engine) = (filled(vehicle.vin.as_ref()), filled(vehicle.engine_number.as_ref()));
        // One that is empty counts as absent beside another.
        if vehicle.vin.is_some() && vin.is_none() && engine.is_none() && plates.is_empty() {
            self.unreadable(List::Vehicles, "vin-unreadable");
        }
        if engine.is_some_and(vehicles::is_pattern) {
            self.unreadable(List::Vehicles, "engine-number-unreadable");
        }
        if vehicle.engine_number.is_some() && engine.is_none() && vin.is_none() && plates.is_empty() {
            self.unreadable(List::Vehicles, "engine-number-unreadable");
        }
        let too_wide = |text: &str, known| vehicles::is_too_wide(text, known);
        if vin.is_some_and(|vin| too_wide(vin, 4)) || plates.iter().any(|(number, _)| too_wide(number, 3)) {
            self.unreadable(List::Vehicles, "pattern-too-wide");
        }
        self.clues.extend(clues::of_question(vehicle));
        self.plates_of_vins.extend(clues::plates_of_vin(vehicle));
        let mut clues = BTreeSet::new();
        let listed = vehicles::Listed::of(&records(self.asking.lists, List::Vehicles));
        let empty_plate = plates.iter().any(|(number, _)| written_by_shape(number).is_empty());
        let no_plate = vehicle.plates.is_some() && plates.is_empty();
        if empty_plate || (no_plate && vehicle.vin.is_none() && vehicle.engine_number.is_none()) {
            self.unreadable(List::Vehicles, "plate-unreadable");
        }
        let asking = self.asking;
        let Some(found) = self.list(List::Vehicles) else { return };
        if !asking.state(List::Vehicles).is_searched {
            return;
        }
        for row in records(asking.lists, List::Vehicles).into_iter().filter(|row| asking.answers(row)) {
            if let Some(met) = vehicles::meet(vehicle, row, &listed) {
                let action = actions::capped(actions::vehicle(row, met.by_plate), met.grade, "inquiry");
                let hit = asking.hit(row, met.grade, action, row.get("status").unwrap());
                found.hit(List::Vehicles, met.grade, hit);
                clues.extend(clues::of_row(vehicle, row, &met));
            }
        }
        self.clues.extend(clues);
    }

    fn finish(self) -> Answered {
        let mut all_hits = Vec::new();
        let mut lists = Vec::new();
        let mut complete = !self.part_unasked;
        for (list, found) in self.found {
            complete &= !found.incomplete;
            all_hits.extend(found.hits.values().map(|(_, hit)| hit.clone()));
            let as_of = self.asking.lists.0.get(&list).map(|(as_of, _)| as_of.to_string());
            lists.push(told(list, found, as_of));
        }
        let of_hits: Vec<String> = all_hits.iter().map(|hit| hit.action.clone()).collect();
        let (action, actions) = actions::sum(&of_hits, complete);
        let unasked = self.part_unasked.then_some("not_checked");
        let outcome = strongest(lists.iter().map(|list| list.outcome.as_str()).chain(unasked)).to_owned();
        let told = ToldSubject { outcome, complete, action, actions, problems: self.problems, lists };
        let Self { shows_minor, documents, ranges, clues, plates_of_vins, .. } = self;
        Answered { told, all_hits, shows_minor, documents, ranges, clues, plates_of_vins }
    }
}

fn told(list: List, found: Found, as_of: Option<String>) -> ToldList {
    let total = found.hits.len();
    let best = found.hits.values().map(|(grade, _)| *grade).min();
    let outcome = match best {
        Some(Grade::Exact | Grade::Probable) => "hit",
        Some(Grade::Possible) => "potential_hit",
        None if found.incomplete => "not_checked",
        None => "no_hit",
    };
    let mut hits: Vec<(Grade, ToldHit)> = found.hits.into_values().collect();
    hits.sort_by(|(a_grade, a), (b_grade, b)| {
        let order = |grade: &Grade, hit: &ToldHit| {
            (actions::strength(&hit.action), *grade, std::cmp::Reverse(hit.score))
        };
        let by_strength = order(a_grade, a).cmp(&order(b_grade, b));
        by_strength.then_with(|| (&a.owner, &a.record_id).cmp(&(&b.owner, &b.record_id)))
    });
    ToldList {
        list: list.as_str().to_owned(),
        outcome: outcome.to_owned(),
        as_of,
        total: total as u64,
        truncated: total > 32,
        problems: found.problems,
        hits: hits.into_iter().take(32).map(|(_, hit)| hit).collect(),
    }
}

pub(crate) fn notice_of(row: &ListRow) -> (String, String, Option<String>) {
    let (owner, record_id) = identity(row);
    (owner.to_owned(), record_id.to_owned(), row.get("notice").map(str::to_owned))
}

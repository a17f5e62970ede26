//! One subject: reads its parts, asks the lists that each part asks, and sums up.
//!
//! All parts are asked and none overrides another. What cannot be read is `not_checked`, never `no_hit`.

use super::chance::Chances;
use super::gathering::Gathering;
use super::grading::document::{AskedDocument, VisitOther};
use super::group::Observed;
use super::mistyped::{self, Typed};
use super::search::{documents, persons, vehicles};
use super::verdict::Verdict;
use super::{Context, cleared, clues, reading};
use crate::document::issuer::IssuerCode;
use crate::document::mrz::{Field, Mrz};
use crate::list::List;
use crate::person::birth_date::BirthDate;
use crate::person::name::Name;
use crate::person::sex::Sex;
use crate::wire::{
    DocumentPart, MrzReading, MrzText, Outcome, PersonPart, Problem, ProblemCode, QuestionSubject,
    SubjectAnswer, VehiclePart, VehicleReading,
};

/// Answers one subject; what it showed of itself and its verdict go to the whole of the check.
pub(super) fn answer(
    context: &Context<'_>,
    asked: &QuestionSubject,
    reference: String,
) -> (SubjectAnswer, Observed, Verdict) {
    let mut search = SubjectSearch::new(context, asked);
    let mrz = asked.mrz.as_ref().and_then(|mrz| search.ask_mrz(mrz));
    let document =
        asked.document.as_ref().and_then(|document| search.ask_document(document, asked.person.as_ref()));
    if let Some(person) = &asked.person {
        search.ask_person(person, document.as_ref());
    }
    if let Some(vehicle) = &asked.vehicle {
        search.ask_vehicle(vehicle);
    }
    search.finish(reference, mrz)
}

/// What is known of a person beside the name.
struct Holder<'q> {
    births: &'q [BirthDate],
    sex: Option<Sex>,
    nationalities: &'q [IssuerCode],
    birth_place: Option<&'q str>,
    document: Option<&'q AskedDocument>,
}

struct SubjectSearch<'c> {
    context: &'c Context<'c>,
    asked: &'c QuestionSubject,
    /// One for each list, once some part has asked it.
    lists: [Option<Gathering>; List::ALL.len()],
    problems: Vec<Problem>,
    observed: Observed,
    vehicle: Option<VehicleReading>,
    /// A part was left with no list to ask.
    part_unasked: bool,
}

impl<'c> SubjectSearch<'c> {
    fn new(context: &'c Context<'c>, asked: &'c QuestionSubject) -> Self {
        Self {
            context,
            asked,
            lists: [const { None }; List::ALL.len()],
            problems: Vec::new(),
            observed: Observed::default(),
            vehicle: None,
            part_unasked: false,
        }
    }

    /// What the list has found so far; `None` if this check does not ask it.
    fn list(&mut self, list: List) -> Option<&mut Gathering> {
        if !self.context.lists.contains(list) {
            return None;
        }
        let context = self.context;
        let gathering = self.lists[list as usize]
            .get_or_insert_with(|| Gathering::new(list, context.generation.as_of(list), context.state(list)));
        Some(gathering)
    }

    /// Tells that a part has none of its lists to ask.
    fn require_any(&mut self, part: &str, lists: &[List]) -> bool {
        let any = lists.iter().any(|list| self.context.lists.contains(*list));
        if !any {
            self.part_unasked = true;
            self.tell(Problem::new(
                ProblemCode::ListNotAsked,
                part,
                format!("the lists asked leave nothing for `{part}`; ask {}", names(lists)),
            ));
        }
        any
    }

    fn tell(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Tells of a part that a list could not be searched for.
    fn unreadable(&mut self, list: List, problem: &Problem) {
        self.tell(problem.clone());
        if let Some(found) = self.list(list) {
            found.not_searched(problem.clone());
        }
    }

    fn ask_mrz(&mut self, text: &MrzText) -> Option<MrzReading> {
        self.require_any("mrz", &[List::Documents, List::Persons]);
        let mrz = match reading::read_mrz(text, self.context.today) {
            Ok(mrz) => mrz,
            Err(problem) => {
                self.unreadable(List::Documents, &problem);
                self.unreadable(List::Persons, &problem);
                return None;
            }
        };
        for problem in reading::mrz_problems(&mrz) {
            self.tell(problem);
        }
        let births = mrz.searched_birth_dates();
        self.observe_births(births);
        let document = self.ask_document_of(&mrz, births);
        let nationality = mrz.nationality();
        self.search_person(
            reading::name_of_mrz(&mrz),
            &Holder {
                births,
                sex: mrz.sex(),
                nationalities: nationality.as_slice(),
                birth_place: None,
                document: document.as_ref(),
            },
        );
        if births.is_empty() && mrz.faults().iter().any(|fault| fault.field == Field::BirthDate) {
            self.birth_date_is_unread("mrz");
        }
        // Like a number whose digit failed: what is found is found, and nothing found is not checked.
        if mrz.name_is_forced() && self.list(List::Persons).is_some_and(|found| !found.has_hits()) {
            self.unreadable(List::Persons, &reading::forced_name());
        }
        Some(reading::tell_mrz(&mrz))
    }

    /// Asks the document of a zone, and what else its number may be.
    fn ask_document_of(&mut self, mrz: &Mrz, births: &[BirthDate]) -> Option<AskedDocument> {
        let document = match reading::document_of_mrz(mrz) {
            Ok(document) => document,
            Err(problem) => {
                self.unreadable(List::Documents, &problem);
                return None;
            }
        };
        self.observed.documents.push((document.number, document.issuer));
        let chances = Chances::of(self.context.generation);
        let passport = reading::passport_of_visa(mrz, &document);
        for document in [Some(document), passport].into_iter().flatten() {
            let other_numbers =
                |visit: &mut VisitOther<'_>| mistyped::of_zone(mrz, &document, chances, visit);
            self.search_document(&documents::Asked { document, births, other_numbers: &other_numbers });
        }
        if mrz.document_number_check_failed()
            && let Some(found) = self.list(List::Documents)
            && !found.has_hits()
        {
            found.not_searched(Problem::new(
                ProblemCode::CheckDigitNumber,
                "mrz",
                "the document number was misread: its check digit does not agree; read it again or type it",
            ));
        }
        Some(document)
    }

    fn ask_document(&mut self, part: &DocumentPart, holder: Option<&PersonPart>) -> Option<AskedDocument> {
        self.require_any("document", &[List::Documents]);
        // The holder's birth date may decide the action of a notice; its problems are told with the person.
        let births = holder.map(|holder| reading::births(holder, &mut Vec::new())).unwrap_or_default();
        let at = (ProblemCode::NumberUnreadable, "document.number");
        let open_signs = reading::open_signs(&part.number, at);
        match reading::read_document(part, &mut self.problems) {
            Ok(document) => {
                self.observed.documents.push((document.number, document.issuer));
                let chances = Chances::of(self.context.generation);
                let other_numbers = |visit: &mut VisitOther<'_>| {
                    if let Some(typed) = Typed::read(&document, chances) {
                        typed.other_numbers(visit);
                    }
                };
                let asked = documents::Asked { document, births: &births, other_numbers: &other_numbers };
                self.search_document(&asked);
                if let Some(problem) = open_signs {
                    self.unreadable(List::Documents, &problem);
                }
                Some(document)
            }
            Err(problem) => {
                self.unreadable(List::Documents, &problem);
                None
            }
        }
    }

    fn search_document(&mut self, asked: &documents::Asked<'_>) {
        let context = self.context;
        let Some(found) = self.list(List::Documents) else { return };
        let ranges = documents::search(context, asked, found);
        self.observed.ranges.extend(ranges.into_iter().map(|range| (range, asked.document.number)));
    }

    /// Without a birth date only rare names are found: where a date was there and could not be read, nothing found is not
    /// checked.
    fn birth_date_is_unread(&mut self, part: &str) {
        if self.list(List::Persons).is_some_and(|found| !found.has_hits()) {
            self.unreadable(List::Persons, &reading::unread_birth_date(part));
        }
    }

    fn ask_person(&mut self, part: &PersonPart, document: Option<&AskedDocument>) {
        self.require_any("person", &[List::Persons]);
        let told = self.problems.len();
        let births = reading::births(part, &mut self.problems);
        let is_unread = self.problems.len() > told;
        let nationalities = reading::nationalities(part, &mut self.problems);
        let holder = Holder {
            births: &births,
            sex: reading::sex(part, &mut self.problems),
            nationalities: &nationalities,
            birth_place: reading::birth_place(part),
            document,
        };
        self.observe_births(&births);
        let mut is_read_whole = true;
        for name in reading::names_asked(part) {
            is_read_whole &= name.as_ref().is_ok_and(Name::is_read_whole);
            self.search_person(name, &holder);
        }
        // As with the name of a zone: what is found is found, and nothing found is not checked.
        if !is_read_whole
            && self.list(List::Persons).is_some_and(|found| found.complete() && !found.has_hits())
        {
            self.unreadable(List::Persons, &reading::name_read_in_part("person"));
        }
        if is_unread {
            self.birth_date_is_unread("person.birth_date");
        }
    }

    fn search_person(&mut self, name: Result<Name, Problem>, holder: &Holder<'_>) {
        let context = self.context;
        match name {
            Ok(name) => {
                if let Some(found) = self.list(List::Persons) {
                    let Holder { births, sex, nationalities, birth_place, document } = *holder;
                    let asked =
                        persons::Asked { name: &name, births, sex, nationalities, birth_place, document };
                    persons::search(context, &asked, found);
                }
            }
            Err(problem) => self.unreadable(List::Persons, &problem),
        }
    }

    fn ask_vehicle(&mut self, part: &VehiclePart) {
        self.require_any("vehicle", &[List::Vehicles]);
        let mut unreadable = Vec::new();
        let asked = reading::read_vehicle(part, &mut self.problems, &mut unreadable);
        for problem in &unreadable {
            self.unreadable(List::Vehicles, problem);
        }
        let context = self.context;
        if let Some(found) = self.list(List::Vehicles) {
            let clues = vehicles::search(context, &asked, found);
            self.observed.clues.extend(clues);
        }
        let segment = context.generation.vehicles();
        self.observed.clues.extend(clues::of_question(&asked, segment, context.today));
        self.observed.plates_of_vins.extend(clues::plates_of_vin(&asked));
        self.vehicle = reading::tell_vehicle(&asked, segment, context.today);
    }

    fn observe_births(&mut self, births: &[BirthDate]) {
        self.observed.minor |= births.iter().any(|birth| birth.is_minor_on(self.context.today));
    }

    fn finish(self, reference: String, mrz: Option<MrzReading>) -> (SubjectAnswer, Observed, Verdict) {
        let mut verdict = Verdict::default();
        let mut lists = Vec::with_capacity(2);
        for mut found in self.lists.into_iter().flatten() {
            found.settle();
            cleared::withdraw(self.context, self.asked, &mut found);
            verdict.add_list(&found);
            lists.push(found.into_answer());
        }
        if self.part_unasked {
            verdict.add_unchecked();
        }
        let (action, actions) = verdict.actions();
        let outcome: Outcome = verdict.outcome();
        let answer = SubjectAnswer {
            reference,
            outcome,
            complete: verdict.complete(),
            action,
            actions,
            problems: self.problems,
            mrz,
            vehicle: self.vehicle,
            lists,
        };
        (answer, self.observed, verdict)
    }
}

fn names(lists: &[List]) -> String {
    lists.iter().map(|list| list.as_str()).collect::<Vec<_>>().join(" or ")
}

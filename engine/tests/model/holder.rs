//! The persons of a subject: what is asked of them, and the records that answer.

use watchpost_engine::document::document_type::DocumentType;
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::list::List;
use watchpost_engine::person::name::{Name, NameUnreadable};
use watchpost_engine::person::sex::Sex;
use watchpost_engine::record::PersonRecord;

use super::actions;
use super::answer::records;
use super::births::Born;
use super::persons::{self, Parts};
use super::question::{AskedDocument, AskedPerson};
use super::signs::written;
use super::subject::{Search, births_of, filled, notice_of};
use super::told::hundredths;

impl Search<'_> {
    pub(crate) fn person_part(&mut self, person: &AskedPerson, document: Option<&AskedDocument>) {
        self.part(&[List::Persons]);
        let births = births_of(person);
        let all = person.birth_date.iter().chain(person.birth_dates.iter().flatten());
        let is_unread = all.filter_map(|text| filled(Some(text))).any(|text| Born::read(text).is_none());
        if is_unread {
            self.problems.insert("birth-date-unreadable".to_owned());
        }
        self.see_births(&births);
        let in_parts = [filled(person.surname.as_ref()), filled(person.given.as_ref())];
        let whole = filled(person.name.as_ref());
        let codes = person.nationality.iter().chain(person.nationalities.iter().flatten());
        let nationalities: Vec<IssuerCode> = codes.filter_map(|code| IssuerCode::parse(code)).collect();
        let mut names = Vec::new();
        if in_parts != [None, None] || whole.is_none() {
            let [surname, given] = in_parts.map(Option::unwrap_or_default);
            names.push(Name::read(surname, given).map(|name| name.that_may_be_cut(fills(surname, given))));
        }
        names.extend(whole.map(|whole| {
            let (first, rest) = whole.split_once(' ').unwrap_or((whole, ""));
            Name::whole(whole).map(|name| name.that_may_be_cut(fills(first, rest)))
        }));
        for name in names {
            self.person(
                name.map(|name| persons::Asked {
                    name,
                    births: births.iter().map(|born| born.as_birth_date()).collect(),
                    sex: filled(person.sex.as_ref()).and_then(Sex::parse),
                    nationalities: nationalities.clone(),
                    birth_place: filled(person.birth_place.as_ref()).map(str::to_owned),
                    document: document.and_then(|asked| {
                        document_asked(&asked.number, asked.issuer.as_ref(), asked.kind.as_ref())
                    }),
                }),
                &births,
            );
        }
        if is_unread && self.found_nothing(List::Persons).is_some() {
            self.unreadable(List::Persons, "birth-date-unreadable");
        }
    }

    pub(crate) fn person(&mut self, asked: Result<persons::Asked, NameUnreadable>, births: &[Born]) {
        let Ok(asked) = asked else {
            self.unreadable(List::Persons, "name-unreadable");
            return;
        };
        let asking = self.asking;
        let Some(found) = self.list(List::Persons) else { return };
        if !asking.state(List::Persons).is_searched {
            return;
        }
        let rows = records(asking.lists, List::Persons);
        let read: Vec<PersonRecord> = rows.iter().map(|row| row.person()).collect();
        let parts = Parts::of(&read);
        let sets = parts.sets(&asked.name);
        for (row, record) in rows.into_iter().zip(&read).filter(|(row, _)| asking.answers(row)) {
            let action = actions::person(row, births, &asking.circumstances.today());
            if let Some((grade, score)) = persons::grade(&parts, &sets, read.len(), record, &asked, &action) {
                let action = actions::capped(action, grade, "inquiry");
                let mut hit = asking.hit(row, grade, action, row.get("status").unwrap_or("unknown"));
                hit.notice = Some(notice_of(row));
                hit.score = Some(hundredths(score.value()));
                found.hit(List::Persons, grade, hit);
            }
        }
    }
}

/// A document as evidence on a person; none if its number cannot be read.
pub(crate) fn document_asked(
    number: &str,
    issuer: Option<&String>,
    kind: Option<&String>,
) -> Option<(String, Option<IssuerCode>, Option<DocumentType>)> {
    let issuer = issuer.and_then(|issuer| IssuerCode::parse(issuer));
    let kind = kind.and_then(|kind| DocumentType::parse(kind));
    (!written(number).is_empty()).then(|| (number.to_owned(), issuer, kind))
}

/// As long as the name field of some zone.
fn fills(surname: &str, given: &str) -> bool {
    [30, 31, 39].contains(&(surname.chars().count() + given.chars().count() + 2))
}

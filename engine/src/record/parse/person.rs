//! A row of the list `persons`.

use std::borrow::Cow;

use super::fields::bounded;
use super::listing::parse_listing;
use super::{Column, Refusal, Row};
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::document::number::DocumentNumber;
use crate::limits;
use crate::person::birth_date::BirthDate;
use crate::person::name::NameUnreadable;
use crate::person::sex::Sex;
use crate::record::{NameKind, NamedDocument, Notice, PersonName, PersonRecord, PersonStatus};

/// Reads a person.
///
/// # Errors
/// [`Refusal`]: the column and the reason.
pub fn parse_person(row: &Row<'_>) -> Result<PersonRecord, Refusal> {
    let listing = parse_listing(row)?;
    let column = Column::Notice;
    let notice = row.word(column, Notice::parse)?.ok_or(Refusal::Missing { column })?;
    if notice == Notice::Alert && listing.action.is_none() {
        return Err(Refusal::AlertWithoutAction);
    }
    let column = Column::BirthDates;
    let birth_date = |text: &str| BirthDate::parse(text).map_err(|_| Refusal::NotABirthDate { column });
    Ok(PersonRecord {
        listing,
        notice,
        names: parse_names(row)?,
        birth_dates: row.each(column, birth_date)?,
        sex: row.word(Column::Sex, Sex::parse)?,
        nationalities: row.codes(Column::Nationalities)?,
        birth_place: row.kept(Column::BirthPlace)?,
        birth_country: row.code(Column::BirthCountry)?,
        documents: row
            .each(Column::Documents, |text| named_document(text).ok_or(Refusal::NotANamedDocument))?,
        offences: parse_offences(row)?,
        status: row.word(Column::Status, PersonStatus::parse)?,
        minor: row.flag(Column::Minor)?,
        identity_confirmed: row.flag(Column::IdentityConfirmed)?,
    })
}

/// What the person is sought for: several offences are told as one text.
fn parse_offences(row: &Row<'_>) -> Result<Option<String>, Refusal> {
    let offences = row.each(Column::Offences, |text| Ok(text.to_owned()))?.join("; ");
    Ok(bounded(Column::Offences, &offences)?.map(str::to_owned))
}

/// All names of the row; at least one of them must give a key.
fn parse_names(row: &Row<'_>) -> Result<Vec<PersonName>, Refusal> {
    let mut names = Vec::new();
    let parts = [row.kept(Column::Surname)?, row.kept(Column::Given)?, row.kept(Column::Whole)?];
    add_name(&mut names, parts, NameKind::Primary);
    for name in row.names() {
        let column = Column::Names;
        let kind = match part(&name.kind)? {
            Some(word) => NameKind::parse(&word).ok_or(Refusal::NotAWord { column })?,
            None => NameKind::Primary,
        };
        add_name(&mut names, [part(&name.surname)?, part(&name.given)?, part(&name.whole)?], kind);
    }
    for alias in row.each(Column::Aliases, |text| Ok(text.to_owned()))? {
        add_name(&mut names, [None, None, Some(alias)], NameKind::Alias);
    }
    if names.is_empty() {
        return Err(Refusal::Missing { column: Column::Names });
    }
    if names.len() > limits::RECORD_VALUES {
        return Err(Refusal::TooMany { column: Column::Names, max: limits::RECORD_VALUES });
    }
    let mut unreadable = NameUnreadable::NoLetters;
    let is_readable = |name: &PersonName| name.read().map_err(|reason| unreadable = reason).is_ok();
    if names.iter().any(is_readable) { Ok(names) } else { Err(Refusal::NoReadableName(unreadable)) }
}

fn part(text: &Option<Cow<'_, str>>) -> Result<Option<String>, Refusal> {
    let text = text.as_deref().unwrap_or_default();
    Ok(bounded(Column::Names, text)?.map(str::to_owned))
}

/// A name in parts and the whole name are two names: all parts together would agree with no traveller's.
fn add_name(names: &mut Vec<PersonName>, parts: [Option<String>; 3], kind: NameKind) {
    let [surname, given, whole] = parts;
    if surname.is_some() || given.is_some() {
        names.push(PersonName { surname, given, whole: None, kind });
    }
    if whole.is_some() {
        names.push(PersonName { surname: None, given: None, whole, kind });
    }
}

/// Reads `ISSUER/NUMBER[/TYPE]`. The number may itself contain `/`, so only a last part of one or two letters
/// is a type (contract, section 3).
fn named_document(text: &str) -> Option<NamedDocument> {
    let (issuer, rest) = text.split_once('/')?;
    let (number, document_type) = match rest.rsplit_once('/') {
        Some((number, last)) => match DocumentType::parse_letters(last) {
            Some(document_type) => (number, Some(document_type)),
            None => (rest, None),
        },
        None => (rest, None),
    };
    let issuer = match issuer.trim() {
        "-" => None,
        code => Some(IssuerCode::parse(code)?),
    };
    Some(NamedDocument { issuer, number: DocumentNumber::parse(number).ok()?, document_type })
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Refusal, Row, RowName, Separator};
    use super::{named_document, parse_person};
    use crate::person::name::NameUnreadable;
    use crate::record::{NameKind, PersonRecord};

    fn row<'a>(values: &[(Column, &'a str)]) -> Row<'a> {
        let mut row = Row::new(Separator::Bar);
        let identity = [(Column::RecordId, "P-1"), (Column::Owner, "UTO"), (Column::Notice, "red")];
        for (column, text) in identity.iter().chain(values) {
            row.set_text(*column, *text);
        }
        row
    }

    fn read(values: &[(Column, &str)]) -> Result<PersonRecord, Refusal> {
        parse_person(&row(values))
    }

    const NAME: (Column, &str) = (Column::Surname, "ERIKSSON");

    #[test]
    fn several_values_stand_in_one_cell() {
        let record = read(&[
            NAME,
            (Column::Given, "ANNA MARIA"),
            (Column::Aliases, "Anna Ericsson|  |A. Eriksdottir"),
            (Column::BirthDates, "1974-08-12|1974|1975-01"),
            (Column::Nationalities, "UTO|D"),
            (Column::Documents, "UTO/L898902C3/P|-/92/664"),
            (Column::Offences, "smuggling|theft, grave"),
            (Column::Minor, "0"),
        ])
        .unwrap();
        assert_eq!(record.names.len(), 3);
        assert_eq!(record.names[0].kind, NameKind::Primary);
        assert_eq!(record.names[2].kind, NameKind::Alias);
        assert_eq!(record.birth_dates.len(), 3);
        assert_eq!(record.nationalities[1].as_str(), "DEU");
        assert_eq!(record.documents.len(), 2);
        assert_eq!(record.offences.as_deref(), Some("smuggling; theft, grave"));
        assert_eq!(record.minor, Some(false));
        assert_eq!(record.identity_confirmed, None);
    }

    #[test]
    fn a_number_may_contain_a_slash_and_only_letters_are_a_type() {
        #[track_caller]
        fn check(text: &str, issuer: Option<&str>, number: &str, document_type: Option<&str>) {
            let document = named_document(text).unwrap();
            assert_eq!(document.issuer.map(|code| code.as_str().to_owned()).as_deref(), issuer);
            assert_eq!(document.number.as_str(), number);
            assert_eq!(document.document_type.map(|code| code.as_str().to_owned()).as_deref(), document_type);
        }
        check("UTO/L898902C3", Some("UTO"), "L898902C3", None);
        check("uto/L898902C3/pd", Some("UTO"), "L898902C3", Some("PD"));
        check("-/92/664", None, "92664", None);
        check("EGY/92/664/P", Some("EGY"), "92664", Some("P"));
        check("EGY/92/ABC", Some("EGY"), "92ABC", None);
        for text in ["L898902C3", "UTO/", "UTO//P", "?/123", "/123"] {
            assert!(named_document(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_person_needs_one_name_that_can_be_searched() {
        assert_eq!(read(&[]).unwrap_err(), Refusal::Missing { column: Column::Names });
        let unreadable = Refusal::NoReadableName(NameUnreadable::NoLetters);
        assert_eq!(read(&[(Column::Whole, "12345")]).unwrap_err(), unreadable);
        let record = read(&[(Column::Whole, "12345"), (Column::Aliases, "Anna")]).unwrap();
        assert_eq!(record.names.len(), 2, "what was listed is kept");
    }

    #[test]
    fn a_name_in_parts_and_the_whole_name_are_two_names() {
        let mut row = row(&[]);
        row.add_name(RowName {
            surname: Some("Eriksson".into()),
            given: Some("".into()),
            whole: Some("Eriksson Anna".into()),
            kind: Some("birth".into()),
        });
        let names = parse_person(&row).unwrap().names;
        assert_eq!(names.len(), 2);
        assert!(names.iter().all(|name| name.kind == NameKind::Birth));
        assert_eq!(names[0].given, None);
        row.add_name(RowName { whole: Some("A".into()), kind: Some("nick".into()), ..RowName::default() });
        assert_eq!(parse_person(&row).unwrap_err(), Refusal::NotAWord { column: Column::Names });
    }

    #[test]
    fn an_alert_says_what_it_asks_for() {
        let alert = (Column::Notice, "alert");
        assert_eq!(read(&[NAME, alert]).unwrap_err(), Refusal::AlertWithoutAction);
        assert!(read(&[NAME, alert, (Column::Action, "discreet")]).is_ok());
    }

    #[test]
    fn an_impossible_birth_date_is_refused() {
        let refusal = read(&[NAME, (Column::BirthDates, "1974|1974-02-30")]).unwrap_err();
        assert_eq!(refusal, Refusal::NotABirthDate { column: Column::BirthDates });
    }
}

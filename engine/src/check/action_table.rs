//! What a record asks the officer to do: the table of default actions, and what a `possible` hit may raise
//! (contract, section 4, "Actions").

use crate::date::Date;
use crate::list::List;
use crate::person::birth_date::BirthDate;
use crate::record::{
    Action, DocumentStatus, Notice, PersonRecord, PersonStatus, VehicleRecord, VehicleStatus,
};
use crate::wire::Grade;

/// The default action of a document. One tied to a notice has that of its person record, and `inquiry` where
/// that record is not in the generation.
pub(super) fn of_document(status: DocumentStatus, of_person: Option<Action>) -> Action {
    match status {
        DocumentStatus::StolenBlank | DocumentStatus::Fraudulent => Action::SeizeDocument,
        DocumentStatus::Stolen | DocumentStatus::Lost | DocumentStatus::Revoked | DocumentStatus::Invalid => {
            Action::VerifyDocument
        }
        DocumentStatus::Notice => of_person.unwrap_or(Action::Inquiry),
    }
}

/// The action of a vehicle, given whether its plate was met.
pub(super) fn of_vehicle(record: &VehicleRecord, met_by_plate: bool) -> Action {
    record.listing.action.unwrap_or(match record.status {
        VehicleStatus::Part => Action::Inquiry,
        VehicleStatus::PlateStolen if !met_by_plate => Action::Inquiry,
        _ => Action::StopVehicle,
    })
}

/// The action of a person, given the birth dates of the question.
pub(super) fn of_person(record: &PersonRecord, asked_births: &[BirthDate], today: Date) -> Action {
    let missing = record.notice == Notice::Yellow || record.status == Some(PersonStatus::Missing);
    let default = || match record.notice {
        _ if record.status == Some(PersonStatus::Victim) => Action::Protect,
        _ if missing && is_minor(record, asked_births, today) != Some(false) => Action::Protect,
        Notice::Red => Action::Arrest,
        Notice::Yellow | Notice::Blue => Action::Locate,
        Notice::Green | Notice::Orange => Action::Warn,
        // An alert without its required action is refused by the loader.
        Notice::Diffusion | Notice::Un | Notice::Black | Notice::Purple | Notice::Alert => Action::Inquiry,
    };
    record.listing.action.unwrap_or_else(default)
}

/// Whether the person is a minor, `None` if nothing tells: by the record's birth dates at their youngest, then
/// by its word, then by the question's birth dates.
fn is_minor(record: &PersonRecord, asked_births: &[BirthDate], today: Date) -> Option<bool> {
    let by_births = |births: &[BirthDate]| {
        (!births.is_empty()).then(|| births.iter().any(|birth| birth.is_minor_on(today)))
    };
    by_births(&record.birth_dates).or(record.minor).or_else(|| by_births(asked_births))
}

/// The action after the cap of a grade: a `possible` hit raises at most `verify-document` or `inquiry`, while
/// `protect` and `discreet` keep theirs.
pub(super) fn capped(action: Action, grade: Grade, list: List) -> Action {
    let most = match list {
        List::Documents => Action::VerifyDocument,
        List::Vehicles | List::Persons => Action::Inquiry,
    };
    match action {
        Action::Protect | Action::Discreet => action,
        _ if grade == Grade::Possible => action.max(most),
        _ => action,
    }
}

#[cfg(test)]
mod tests {
    use super::{capped, of_document, of_person};
    use crate::date::Date;
    use crate::document::issuer::IssuerCode;
    use crate::list::List;
    use crate::person::birth_date::BirthDate;
    use crate::record::{Action, DocumentStatus, Listing, Notice, PersonRecord, PersonStatus};
    use crate::wire::Grade;

    fn person(notice: Notice, status: Option<PersonStatus>, born: Option<&str>) -> PersonRecord {
        let listing = Listing::new(IssuerCode::parse("UTO").unwrap(), "P-1".to_owned());
        let birth_dates = born.map(|born| BirthDate::parse(born).unwrap()).into_iter().collect();
        PersonRecord { birth_dates, status, ..PersonRecord::new(listing, notice) }
    }

    fn today() -> Date {
        Date::parse("2026-11-24").unwrap()
    }

    #[test]
    fn each_document_status_has_its_row() {
        for (status, action) in [
            (DocumentStatus::StolenBlank, Action::SeizeDocument),
            (DocumentStatus::Fraudulent, Action::SeizeDocument),
            (DocumentStatus::Stolen, Action::VerifyDocument),
            (DocumentStatus::Lost, Action::VerifyDocument),
            (DocumentStatus::Revoked, Action::VerifyDocument),
            (DocumentStatus::Invalid, Action::VerifyDocument),
            (DocumentStatus::Notice, Action::Inquiry),
        ] {
            assert_eq!(of_document(status, None), action, "{status}");
        }
        assert_eq!(of_document(DocumentStatus::Notice, Some(Action::Arrest)), Action::Arrest);
    }

    #[test]
    fn each_notice_has_its_row() {
        for (notice, action) in [
            (Notice::Red, Action::Arrest),
            (Notice::Yellow, Action::Locate),
            (Notice::Blue, Action::Locate),
            (Notice::Green, Action::Warn),
            (Notice::Orange, Action::Warn),
            (Notice::Diffusion, Action::Inquiry),
            (Notice::Un, Action::Inquiry),
            (Notice::Black, Action::Inquiry),
            (Notice::Purple, Action::Inquiry),
        ] {
            assert_eq!(of_person(&person(notice, None, Some("1980")), &[], today()), action, "{notice}");
        }
    }

    #[test]
    fn a_victim_is_protected_whatever_the_notice() {
        let victim = person(Notice::Red, Some(PersonStatus::Victim), Some("1980"));
        assert_eq!(of_person(&victim, &[], today()), Action::Protect);
    }

    #[test]
    fn a_missing_person_is_protected_if_a_minor_or_of_unknown_age() {
        let asked = BirthDate::parse("1980-01-01").unwrap();
        let missing = |born| person(Notice::Yellow, None, born);
        assert_eq!(of_person(&missing(Some("2012-03-05")), &[], today()), Action::Protect);
        assert_eq!(of_person(&missing(Some("2008")), &[asked], today()), Action::Protect);
        assert_eq!(of_person(&missing(None), &[], today()), Action::Protect);
        assert_eq!(of_person(&missing(None), &[asked], today()), Action::Locate);
        let told = PersonRecord { minor: Some(false), ..missing(None) };
        assert_eq!(of_person(&told, &[], today()), Action::Locate);
        let by_status = person(Notice::Diffusion, Some(PersonStatus::Missing), Some("2015"));
        assert_eq!(of_person(&by_status, &[], today()), Action::Protect);
    }

    #[test]
    fn a_possible_hit_raises_no_more_than_its_list_allows() {
        for (list, action, expected) in [
            (List::Documents, Action::SeizeDocument, Action::VerifyDocument),
            (List::Documents, Action::Arrest, Action::VerifyDocument),
            (List::Documents, Action::Inquiry, Action::Inquiry),
            (List::Persons, Action::Arrest, Action::Inquiry),
            (List::Persons, Action::VerifyDocument, Action::Inquiry),
            (List::Vehicles, Action::StopVehicle, Action::Inquiry),
            (List::Persons, Action::Protect, Action::Protect),
            (List::Persons, Action::Discreet, Action::Discreet),
            (List::Persons, Action::None, Action::None),
        ] {
            assert_eq!(capped(action, Grade::Possible, list), expected, "{list} {action}");
            assert_eq!(capped(action, Grade::Probable, list), action);
        }
    }
}

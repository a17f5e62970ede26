//! The grade of a person whose name parts all agree: by birth date, never `exact`.

use super::reason;
use crate::person::birth_date::{Agreement, BirthDate};
use crate::record::PersonRecord;
use crate::wire::{Grade, Reason, ReasonField, Rule};

/// The grade of a birth date and its reason, or `None` if it contradicts.
pub(in crate::check) fn grade_births(asked: &[BirthDate], record: &PersonRecord) -> Option<(Grade, Reason)> {
    let pairs = asked.iter().flat_map(|asked| {
        record.birth_dates.iter().map(move |listed| (rank(asked.compare(*listed)), *asked, *listed))
    });
    let text = |births: &[BirthDate]| births.first().map(ToString::to_string);
    match pairs.min_by_key(|(rank, ..)| *rank) {
        None => {
            let (asked, listed) = (text(asked), text(&record.birth_dates));
            let missing = reason(ReasonField::BirthDate, asked.as_deref(), listed.as_deref(), Rule::Missing);
            Some((Grade::Possible, missing))
        }
        Some((rank, asked, listed)) => {
            let (grade, rule) = match rank {
                0 => (Grade::Probable, Rule::Exact),
                1 => (Grade::Possible, Rule::PartlyKnown),
                2 => (Grade::Possible, Rule::DayMonthSwapped),
                _ => return None,
            };
            let (asked, listed) = (asked.to_string(), listed.to_string());
            Some((grade, reason(ReasonField::BirthDate, Some(&asked), Some(&listed), rule)))
        }
    }
}

/// The order in which the best pair of birth dates is chosen.
const fn rank(agreement: Agreement) -> u8 {
    match agreement {
        Agreement::Equal => 0,
        Agreement::Partial => 1,
        Agreement::Swapped => 2,
        Agreement::Contradicts => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::grade_births;
    use crate::document::issuer::IssuerCode;
    use crate::person::birth_date::BirthDate;
    use crate::record::{Listing, Notice, PersonRecord};
    use crate::wire::Grade;

    fn births(dates: &str) -> Vec<BirthDate> {
        dates.split_whitespace().map(|date| BirthDate::parse(date).unwrap()).collect()
    }

    #[track_caller]
    fn check(asked: &str, listed: &str, expected: Option<Grade>) {
        let record = PersonRecord {
            listing: Listing::new(IssuerCode::parse("UTO").unwrap(), "P-1".to_owned()),
            notice: Notice::Red,
            names: Vec::new(),
            birth_dates: births(listed),
            sex: None,
            nationalities: Vec::new(),
            birth_place: None,
            birth_country: None,
            documents: Vec::new(),
            offences: None,
            status: None,
            minor: None,
            identity_confirmed: None,
        };
        assert_eq!(grade_births(&births(asked), &record).map(|(grade, _)| grade), expected);
    }

    #[test]
    fn each_row_of_the_table_holds() {
        check("1974-08-12", "1974-08-12", Some(Grade::Probable));
        check("1974", "1974-08-12", Some(Grade::Possible));
        check("1974-08", "1974", Some(Grade::Possible));
        check("", "1974-08-12", Some(Grade::Possible));
        check("1974-08-12", "", Some(Grade::Possible));
        check("1974-12-08", "1974-08-12", Some(Grade::Possible));
        check("1975-08-12", "1974-08-12", None);
        check("1975", "1974-08-12", None);
    }

    #[test]
    fn the_best_pair_counts_and_only_all_pairs_contradict() {
        check("1912-03-05 2012-03-05", "1974 2012-03-05", Some(Grade::Probable));
        check("1974-08-12", "1975 1976 1974", Some(Grade::Possible));
        check("1974-08-12", "1975 1976", None);
    }
}

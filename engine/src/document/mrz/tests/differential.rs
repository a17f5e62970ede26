//! The crate `mrz` writes zones from random fields and reads them; this reader must see the same fields.
//!
//! Known differences, each kept out of the comparison or translated:
//! - It keeps `D` as `D`; here it is `DEU`.
//! - It takes one century for a date of birth; here both are kept, and its own must be among them.
//! - It applies the rule for long numbers to passports too; Doc 9303-4 has none, so passports and visas get
//!   at most nine signs here.
//! - Without `<<` it takes the first part of a name as the surname and the rest as given names; Doc 9303-3
//!   section 4.6 puts a name without a secondary identifier whole into the primary one, as is done here.
//! - It leaves the filler out of a long number's sum; here both sums are accepted.

use mrz::{Date, MrvAFields, MrvBFields, MrzData, MrzDate, Td1Fields, Td2Fields, Td3Fields};
use proptest::prelude::*;

use super::today;
use crate::document::issuer::IssuerCode;
use crate::document::mrz::Mrz;

/// The fields of one document, without the number's length rule.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) issuer: String,
    pub(super) nationality: String,
    pub(super) number: String,
    pub(super) surname: String,
    pub(super) given: String,
    pub(super) born: Date,
    pub(super) expires: Date,
    pub(super) sex: mrz::Sex,
    pub(super) optional: String,
}

fn date(years: std::ops::Range<i32>) -> impl Strategy<Value = Date> {
    (years, 1_u32..=12, 1_u32..=28).prop_map(|(year, month, day)| Date::new(year, month, day))
}

pub(super) fn fields(number: &'static str) -> impl Strategy<Value = Fields> {
    let name = "[A-Z]{1,12}( [A-Z]{1,8}){0,2}";
    let given = "([A-Z]{1,10}( [A-Z]{1,8}){0,2})?";
    let sex = prop_oneof![Just(mrz::Sex::Female), Just(mrz::Sex::Male), Just(mrz::Sex::Unspecified)];
    (
        ("[A-Z]{3}|D", "[A-Z]{3}|D"),
        number,
        (name, given),
        date(1930..2026),
        date(2000..2100),
        sex,
        "[A-Z0-9]{0,6}",
    )
        .prop_map(|((issuer, nationality), number, (surname, given), born, expires, sex, optional)| {
            Fields { issuer, nationality, number, surname, given, born, expires, sex, optional }
        })
}

fn agree(zone: &str, theirs: &MrzData) -> Result<(), TestCaseError> {
    let ours = Mrz::parse(zone, today()).map_err(|unreadable| TestCaseError::fail(unreadable.to_string()))?;
    prop_assert!(theirs.checksum_consistent());
    prop_assert!(ours.checks_passed(), "{:?}", ours.faults());
    prop_assert_eq!(ours.number(), theirs.full_document_number());
    prop_assert_eq!(ours.issuer(), IssuerCode::parse(&theirs.issuing_country));
    prop_assert_eq!(ours.nationality(), IssuerCode::parse(&theirs.nationality));
    prop_assert_eq!(
        ours.document_type().map(|code| code.as_str().to_owned()),
        Some(theirs.document_type.clone())
    );
    if ours.given().is_empty() {
        let whole = format!("{} {}", theirs.surname, theirs.given_names);
        prop_assert_eq!(ours.surname(), whole.trim());
    } else {
        prop_assert_eq!(ours.surname(), &theirs.surname);
        prop_assert_eq!(ours.given(), &theirs.given_names);
    }
    prop_assert_eq!(ours.expiry().map(|date| date.to_string()), Some(theirs.date_of_expiry.to_string()));
    let born = theirs.date_of_birth.to_string();
    prop_assert!(ours.birth_dates().iter().any(|date| date.to_string()[2..] == born[2..]));
    let sex = theirs.sex.zone_char().to_string();
    prop_assert_eq!(ours.sex(), crate::person::sex::Sex::parse(&sex));
    let optional =
        [&theirs.optional_data_1, &theirs.optional_data_2].map(|part| part.clone().unwrap_or_default());
    let optional = optional.join(" ");
    prop_assert_eq!(ours.optional(), optional.trim());
    Ok(())
}

proptest! {
    #[test]
    fn td3_is_read_as_another_reader_reads_it(f in fields("[A-Z0-9]{1,9}")) {
        let zone = mrz::format_td3(&Td3Fields {
            document_code: "P".into(),
            issuing_country: f.issuer,
            document_number: f.number,
            surname: f.surname,
            given_names: f.given,
            nationality: f.nationality,
            date_of_birth: MrzDate::Calendar(f.born),
            sex: f.sex,
            date_of_expiry: MrzDate::Calendar(f.expires),
            personal_number: Some(f.optional),
        });
        let lines: Vec<&str> = zone.lines().collect();
        agree(&zone, &mrz::parse_td3(lines[0], lines[1]).unwrap())?;
    }

    #[test]
    fn td2_is_read_as_another_reader_reads_it(f in fields("[A-Z0-9]{1,14}")) {
        let optional = if f.number.len() > 9 { None } else { Some(f.optional) };
        let zone = mrz::format_td2(&Td2Fields {
            document_code: "I".into(),
            issuing_country: f.issuer,
            document_number: f.number,
            surname: f.surname,
            given_names: f.given,
            nationality: f.nationality,
            date_of_birth: MrzDate::Calendar(f.born),
            sex: f.sex,
            date_of_expiry: MrzDate::Calendar(f.expires),
            optional_data: optional,
        });
        let lines: Vec<&str> = zone.lines().collect();
        agree(&zone, &mrz::parse_td2(lines[0], lines[1]).unwrap())?;
    }

    #[test]
    fn td1_is_read_as_another_reader_reads_it(f in fields("[A-Z0-9]{1,22}")) {
        let zone = mrz::format_td1(&Td1Fields {
            document_code: "ID".into(),
            issuing_country: f.issuer,
            document_number: f.number,
            optional_data_1: None,
            surname: f.surname,
            given_names: f.given,
            nationality: f.nationality,
            date_of_birth: MrzDate::Calendar(f.born),
            sex: f.sex,
            date_of_expiry: MrzDate::Calendar(f.expires),
            optional_data_2: Some(f.optional),
        });
        let lines: Vec<&str> = zone.lines().collect();
        agree(&zone, &mrz::parse_td1(lines[0], lines[1], lines[2]).unwrap())?;
    }

    #[test]
    fn mrv_a_is_read_as_another_reader_reads_it(f in fields("[A-Z0-9]{1,9}")) {
        let zone = mrz::format_mrv_a(&MrvAFields {
            document_code: "V".into(),
            issuing_country: f.issuer,
            document_number: f.number,
            surname: f.surname,
            given_names: f.given,
            nationality: f.nationality,
            date_of_birth: MrzDate::Calendar(f.born),
            sex: f.sex,
            date_of_expiry: MrzDate::Calendar(f.expires),
            optional_data: Some(f.optional),
        });
        let lines: Vec<&str> = zone.lines().collect();
        agree(&zone, &mrz::parse_mrv_a(lines[0], lines[1]).unwrap())?;
    }

    #[test]
    fn mrv_b_is_read_as_another_reader_reads_it(f in fields("[A-Z0-9]{1,9}")) {
        let zone = mrz::format_mrv_b(&MrvBFields {
            document_code: "V".into(),
            issuing_country: f.issuer,
            document_number: f.number,
            surname: f.surname,
            given_names: f.given,
            nationality: f.nationality,
            date_of_birth: MrzDate::Calendar(f.born),
            sex: f.sex,
            date_of_expiry: MrzDate::Calendar(f.expires),
            optional_data: Some(f.optional),
        });
        let lines: Vec<&str> = zone.lines().collect();
        agree(&zone, &mrz::parse_mrv_b(lines[0], lines[1]).unwrap())?;
    }
}

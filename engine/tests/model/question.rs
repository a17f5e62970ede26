//! A question as the model sees it, and as it is asked of the engine.

use serde_json::{Value, json};
use watchpost_engine::list::List;

#[derive(Clone, Debug)]
pub(crate) struct AskedCheck {
    pub lists: Option<Vec<List>>,
    pub subjects: Vec<AskedSubject>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct AskedSubject {
    pub zone: Option<Zone>,
    pub document: Option<AskedDocument>,
    pub person: Option<AskedPerson>,
    pub vehicle: Option<AskedVehicle>,
}

#[derive(Clone, Debug)]
pub(crate) struct AskedDocument {
    pub number: String,
    pub issuer: Option<String>,
    pub kind: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct AskedPerson {
    pub name: Option<String>,
    pub surname: Option<String>,
    pub given: Option<String>,
    pub birth_date: Option<String>,
    pub birth_dates: Option<Vec<String>>,
    pub sex: Option<String>,
    pub nationality: Option<String>,
    pub nationalities: Option<Vec<String>>,
    pub birth_place: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct AskedVehicle {
    pub vin: Option<String>,
    pub engine_number: Option<String>,
    /// Number and country.
    pub plates: Option<Vec<(String, Option<String>)>>,
    pub make: Option<String>,
    pub model: Option<String>,
    pub year: Option<u16>,
}

/// The zone of a passport or, with a code that opens with `V`, of a visa; or one that cannot be read.
#[derive(Clone, Debug)]
pub(crate) enum Zone {
    Cut,
    Passport {
        number: String,
        issuer: String,
        kind: String,
        surname: String,
        given: String,
        /// Six signs.
        born: String,
        /// The sign in the place of the number's check digit.
        digit: char,
        birth_misread: bool,
        nationality: String,
        /// Read with the sign that it looks like in place of one that its field can hold.
        spoilt: Spoilt,
    },
}

/// Which fields of a zone hold signs that they cannot hold.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spoilt {
    pub issuer: bool,
    pub name: bool,
    pub born: bool,
}

/// The digits that letters of a code or name are read as.
pub(crate) fn with_digits(letters: &str) -> String {
    letters.replace('O', "0").replace('B', "8").replace('Z', "2")
}

/// The letters that digits of a date are read as.
pub(crate) fn with_letters(digits: &str) -> String {
    digits.replace('0', "O").replace('1', "I").replace('8', "B")
}

impl AskedCheck {
    pub(crate) fn to_json(&self) -> Value {
        let subjects: Vec<Value> = self.subjects.iter().map(AskedSubject::to_json).collect();
        let mut question = json!({ "subjects": subjects });
        if let Some(lists) = &self.lists {
            question["lists"] = json!(lists);
        }
        question
    }
}

impl AskedSubject {
    fn to_json(&self) -> Value {
        let mut subject = json!({});
        if let Some(zone) = &self.zone {
            subject["mrz"] = json!(zone.lines());
        }
        if let Some(AskedDocument { number, issuer, kind }) = &self.document {
            subject["document"] = json!({"number": number, "issuer": issuer, "type": kind});
        }
        if let Some(person) = &self.person {
            subject["person"] = person.to_json();
        }
        if let Some(AskedVehicle { vin, engine_number, plates, make, model, year }) = &self.vehicle {
            let plates = plates.as_ref().map(|plates| {
                plates
                    .iter()
                    .map(|(number, country)| json!({"number": number, "country": country}))
                    .collect::<Vec<Value>>()
            });
            subject["vehicle"] = json!({"vin": vin, "engine_number": engine_number, "plates": plates,
                "make": make, "model": model, "year": year});
        }
        subject
    }
}

impl AskedPerson {
    fn to_json(&self) -> Value {
        let Self { name, surname, given, birth_date, birth_dates, .. } = self;
        let Self { sex, nationality, nationalities, birth_place, .. } = self;
        json!({"name": name, "surname": surname, "given": given, "birth_date": birth_date,
            "birth_dates": birth_dates, "sex": sex, "nationality": nationality, "nationalities": nationalities,
            "birth_place": birth_place})
    }
}

impl Zone {
    fn lines(&self) -> [String; 2] {
        let Self::Passport { number, issuer, kind, surname, given, born, .. } = self else {
            return ["P<UTO".to_owned(), String::new()];
        };
        let Self::Passport { digit: number_digit, birth_misread, nationality, spoilt, .. } = self else {
            unreachable!()
        };
        let issuer = if spoilt.issuer { with_digits(issuer) } else { issuer.clone() };
        let surname = if spoilt.name { with_digits(surname) } else { surname.clone() };
        let first = format!("{kind:<<2}{issuer:<<3}{surname}<<{given}");
        let digit = |signs: &str, misread: bool| (check_digit(signs) + u32::from(misread)) % 10;
        let number = format!("{number:<<9}");
        let birth_digit = digit(born, *birth_misread);
        let born = if spoilt.born { with_letters(born) } else { born.clone() };
        let expiry = "320415";
        let head = format!(
            "{number}{number_digit}{nationality:<<3}{born}{birth_digit}F{expiry}{}",
            digit(expiry, false)
        );
        let optional = "<".repeat(14) + "0";
        let composite = [&head[..10], &head[13..20], &head[21..28], &optional].concat();
        [format!("{first:<<44}"), format!("{head}{optional}{}", digit(&composite, false))]
    }
}

/// Doc 9303-3 section 4.9.
pub(crate) fn check_digit(signs: &str) -> u32 {
    let value = |sign: char| match sign {
        '<' => 0,
        sign => sign.to_digit(36).unwrap(),
    };
    signs.chars().zip([7, 3, 1].into_iter().cycle()).map(|(sign, weight)| value(sign) * weight).sum::<u32>()
        % 10
}

//! The specimens, and what is read of them.

use std::path::PathBuf;

use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::{Format, Mrz, Unreadable};

use super::layout::Field;

pub(crate) struct Specimen {
    pub name: String,
    pub lines: Vec<String>,
    /// The lines joined.
    pub text: String,
    pub format: Format,
    pub reading: Reading,
    pub is_clean: bool,
}

/// The fields as they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    kind: String,
    issuer: String,
    number: String,
    name: [String; 2],
    nationality: String,
    pub births: Vec<String>,
    sex: String,
    expiry: String,
    optional: String,
}

impl Reading {
    /// The fields in which two readings differ.
    pub(crate) fn differing(&self, other: &Self) -> Vec<Field> {
        let fields = [
            (Field::DocumentType, self.kind == other.kind),
            (Field::Issuer, self.issuer == other.issuer),
            (Field::Number, self.number == other.number),
            (Field::Name, self.name == other.name),
            (Field::Nationality, self.nationality == other.nationality),
            (Field::BirthDate, self.births == other.births),
            (Field::Sex, self.sex == other.sex),
            (Field::Expiry, self.expiry == other.expiry),
            (Field::Optional, self.optional == other.optional),
        ];
        fields.into_iter().filter(|(_, same)| !same).map(|(field, _)| field).collect()
    }
}

pub(crate) fn read(text: &str) -> Result<Mrz, Unreadable> {
    Mrz::parse(text, Date::parse("2026-11-24").unwrap())
}

pub(crate) fn reading(mrz: &Mrz) -> Reading {
    let text = |value: Option<String>| value.unwrap_or_default();
    Reading {
        kind: text(mrz.document_type().map(|kind| kind.to_string())),
        issuer: text(mrz.issuer().map(|issuer| issuer.to_string())),
        number: mrz.number().to_owned(),
        name: [mrz.surname().to_owned(), mrz.given().to_owned()],
        nationality: text(mrz.nationality().map(|nationality| nationality.to_string())),
        births: mrz.birth_dates().iter().map(ToString::to_string).collect(),
        sex: text(mrz.sex().map(|sex| sex.as_str().to_owned())),
        expiry: text(mrz.expiry().map(|expiry| expiry.to_string())),
        optional: mrz.optional().to_owned(),
    }
}

/// All committed specimens.
pub(crate) fn corpus() -> Vec<Specimen> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../testdata/specimens/mrz.csv");
    let mut rows = csv::Reader::from_path(file).unwrap();
    let specimens: Vec<Specimen> = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            let lines: Vec<String> =
                (2..5).map(|at| row[at].to_owned()).filter(|line| !line.is_empty()).collect();
            let text = lines.concat();
            let mrz = read(&text).unwrap();
            let name = row[0].to_owned();
            let (format, reading, is_clean) = (mrz.format(), reading(&mrz), mrz.checks_passed());
            Specimen { name, lines, text, format, reading, is_clean }
        })
        .collect();
    assert!(specimens.len() >= 45, "{}", specimens.len());
    specimens
}

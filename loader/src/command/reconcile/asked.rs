//! From a row to a question (contract, section 2): a document needs a number, a person a name, a vehicle a VIN, plate
//! or engine number; an MRZ asks by itself; other columns qualify.

use serde_json::{Map, Value as Json};
use watchpost_engine::wire::{
    DocumentPart, MrzText, PersonPart, PlatePart, Problem, ProblemCode, Purpose, Question, QuestionSubject,
    VehiclePart,
};

use super::columns::{Field, Renamed, field_of};
use crate::source::{Content, RawRow};

/// Parts several values of one cell, as in the lists (contract, section 3).
const SEPARATOR: char = '|';

/// Who asks, where the command line does not tell one user from another.
const OPERATOR: &str = "watchpost-loader";

/// A row with what it asks.
pub(crate) struct Asked {
    /// Its number, from 1, without the header.
    pub(crate) row: u64,
    /// Its own reference, or its number.
    pub(crate) reference: String,
    /// The question, or why there is none.
    pub(crate) question: Result<Question, Problem>,
    /// The columns that ask nothing.
    pub(crate) input: Map<String, Json>,
}

/// How the rows of a file are read.
pub(crate) struct RowReader<'a> {
    /// The CSV header and the field of each of its cells; empty for JSON Lines.
    pub(crate) header: Vec<(String, Option<Field>)>,
    /// `--map`.
    pub(crate) renamed: &'a [Renamed],
}

/// The texts of a row by field.
#[derive(Default)]
struct Fields {
    texts: [Option<String>; Field::COUNT],
    mrz_lines: Option<Vec<String>>,
}

impl RowReader<'_> {
    /// Reads one row.
    pub(crate) fn read(&self, row: u64, raw: RawRow<'_>) -> Asked {
        let mut input = Map::new();
        let mut fields = Fields::default();
        let read = match raw.content {
            Err(bad) => Err(unparsable(None, bad.to_string())),
            Ok(content) => self.fill(content, &mut fields, &mut input),
        };
        let reference = fields.take(Field::Ref).unwrap_or_else(|| row.to_string());
        let question = read.and_then(|()| fields.question());
        Asked { row, reference, question, input }
    }

    fn fill(
        &self,
        content: Content<'_>,
        fields: &mut Fields,
        input: &mut Map<String, Json>,
    ) -> Result<(), Problem> {
        match content {
            Content::Cells(cells) => {
                for ((column, field), text) in self.header.iter().zip(cells.iter()) {
                    match field {
                        Some(field) => fields.set(*field, text),
                        None => drop(input.insert(column.clone(), Json::from(text))),
                    }
                }
                Ok(())
            }
            // Rows are grouped by a mapping alone.
            Content::Rows(_) => Ok(()),
            Content::Object(object) => {
                let mut read = Ok(());
                for (key, value) in object.iter() {
                    match field_of(key, self.renamed) {
                        // All of the row is carried through, whatever is wrong with one key.
                        Some(field) => read = read.and(fields.set_json(field, value)),
                        None => drop(input.insert(key.to_owned(), value.clone())),
                    }
                }
                read
            }
        }
    }
}

impl Fields {
    fn set(&mut self, field: Field, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.texts[field as usize] = Some(text.to_owned());
        }
    }

    fn set_json(&mut self, field: Field, value: &Json) -> Result<(), Problem> {
        let lines_feed_it = field == Field::Mrz && self.mrz_lines.is_some();
        if lines_feed_it || self.texts[field as usize].is_some() {
            return Err(unparsable(Some(field), "two keys of the row feed this field".to_owned()));
        }
        match value {
            Json::Null => {}
            Json::String(text) => self.set(field, text),
            // One with a point or of twenty digits has lost its spelling: another number would be asked.
            Json::Number(number) if !number.is_f64() => self.set(field, &number.to_string()),
            Json::Array(lines) if field == Field::Mrz => {
                let lines: Option<Vec<String>> =
                    lines.iter().map(|line| line.as_str().map(str::to_owned)).collect();
                self.mrz_lines = Some(lines.ok_or_else(|| not_text(field))?);
            }
            Json::Number(_) | Json::Bool(_) | Json::Array(_) | Json::Object(_) => {
                return Err(not_text(field));
            }
        }
        Ok(())
    }

    const fn take(&mut self, field: Field) -> Option<String> {
        self.texts[field as usize].take()
    }

    fn question(mut self) -> Result<Question, Problem> {
        let mrz = match self.mrz_lines.take() {
            Some(lines) => Some(MrzText::Lines(lines)),
            None => self.take(Field::Mrz).map(MrzText::Whole),
        };
        let subject = QuestionSubject {
            reference: None,
            mrz,
            document: self.document()?,
            person: self.person(),
            vehicle: self.vehicle()?,
        };
        let asks_nothing = subject.mrz.is_none()
            && subject.document.is_none()
            && subject.person.is_none()
            && subject.vehicle.is_none();
        if asks_nothing {
            return Err(Problem {
                code: ProblemCode::NothingAsked,
                field: None,
                text: "the row asks nothing: fill mrz, document_number, a name, vin, plate or engine_number"
                    .to_owned(),
                line: None,
                column: None,
            });
        }
        Ok(Question {
            purpose: Purpose::Batch,
            operator: OPERATOR.to_owned(),
            case: None,
            lists: None,
            subjects: vec![subject],
        })
    }

    /// A number of which a row has one. Two of them in one cell would be read as a third.
    fn take_number(&mut self, field: Field) -> Result<Option<String>, Problem> {
        let number = self.take(field);
        if number.as_ref().is_some_and(|number| number.contains(SEPARATOR)) {
            let text = "`|` parts several values, and this column takes one: give each a row of its own";
            return Err(unparsable(Some(field), text.to_owned()));
        }
        Ok(number)
    }

    fn document(&mut self) -> Result<Option<DocumentPart>, Problem> {
        let Some(number) = self.take_number(Field::DocumentNumber)? else { return Ok(None) };
        let (issuer, document_type) = (self.take(Field::DocumentIssuer), self.take(Field::DocumentType));
        Ok(Some(DocumentPart { number, issuer, document_type }))
    }

    fn person(&mut self) -> Option<PersonPart> {
        let (name, surname, given) =
            (self.take(Field::Name), self.take(Field::Surname), self.take(Field::Given));
        if name.is_none() && surname.is_none() && given.is_none() {
            return None;
        }
        Some(PersonPart {
            name,
            surname,
            given,
            birth_date: self.take(Field::BirthDate),
            sex: self.take(Field::Sex),
            nationality: self.take(Field::Nationality),
            birth_place: self.take(Field::BirthPlace),
            ..PersonPart::default()
        })
    }

    fn vehicle(&mut self) -> Result<Option<VehiclePart>, Problem> {
        let (vin, plate) = (self.take_number(Field::Vin)?, self.take(Field::Plate));
        let engine_number = self.take_number(Field::EngineNumber)?;
        if vin.is_none() && plate.is_none() && engine_number.is_none() {
            return Ok(None);
        }
        let year = self.take(Field::Year).map(|text| {
            text.parse().map_err(|_| unparsable(Some(Field::Year), "not a year of four digits".to_owned()))
        });
        let country = self.take(Field::PlateCountry);
        Ok(Some(VehiclePart {
            vin,
            plates: plate.map(|plate| plates(&plate, country.as_deref())).transpose()?,
            engine_number,
            make: self.take(Field::Make),
            model: self.take(Field::Model),
            year: year.transpose()?,
            colour: self.take(Field::Colour),
        }))
    }
}

/// The plates of one cell; one country is that of all, else each has its own.
fn plates(numbers: &str, countries: Option<&str>) -> Result<Vec<PlatePart>, Problem> {
    let numbers: Vec<&str> = numbers.split(SEPARATOR).collect();
    let mut countries: Vec<&str> = countries.into_iter().flat_map(|text| text.split(SEPARATOR)).collect();
    if let [only] = *countries.as_slice() {
        countries = vec![only; numbers.len()];
    }
    if !countries.is_empty() && countries.len() != numbers.len() {
        let text =
            format!("{} plates and {} countries: one for all, or one each", numbers.len(), countries.len());
        return Err(unparsable(Some(Field::PlateCountry), text));
    }
    let country = |at: usize| countries.get(at).map(|country| (*country).to_owned());
    let plate =
        |(at, number): (usize, &&str)| PlatePart { number: (*number).to_owned(), country: country(at) };
    Ok(numbers.iter().enumerate().map(plate).collect())
}

fn unparsable(field: Option<Field>, text: String) -> Problem {
    Problem {
        code: ProblemCode::Unparsable,
        field: field.map(|field| field.as_str().to_owned()),
        text,
        line: None,
        column: None,
    }
}

fn not_text(field: Field) -> Problem {
    unparsable(Some(field), "the JSON value is no text".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Asked, RowReader};
    use crate::source::{Content, Object, RawRow};
    use watchpost_engine::wire::{MrzText, ProblemCode};

    fn ask(line: &str) -> Asked {
        let object: Object = serde_json::from_str(line).unwrap();
        let reader = RowReader {
            header: Vec::new(),
            renamed: &["pass=document_number".parse().unwrap(), "zone=mrz".parse().unwrap()],
        };
        reader.read(7, RawRow { line: 8, rows: 1, content: Ok(Content::Object(&object)) })
    }

    #[test]
    fn a_part_is_asked_only_with_what_finds_it() {
        let asked = ask(
            r#"{"birth_date":"1974","sex":"F","document_issuer":"UTO","plate_country":"UTO","pass":"X1"}"#,
        );
        let question = asked.question.unwrap();
        let subject = &question.subjects[0];
        assert!(subject.person.is_none() && subject.vehicle.is_none() && subject.mrz.is_none());
        assert_eq!(subject.document.as_ref().unwrap().issuer.as_deref(), Some("UTO"));
        assert_eq!(asked.reference, "7");
        let question = ask(r#"{"mrz":["A","B"],"given":"ANNA","engine_number":"E1"}"#).question.unwrap();
        let subject = &question.subjects[0];
        assert!(matches!(&subject.mrz, Some(MrzText::Lines(lines)) if lines.len() == 2));
        assert!(subject.person.is_some() && subject.vehicle.is_some());
    }

    #[test]
    fn several_plates_of_a_cell_are_asked_each_and_two_numbers_are_never_read_as_a_third() {
        let plates = |line: &str| {
            let question = ask(line).question.unwrap();
            let plates = question.subjects[0].vehicle.as_ref().unwrap().plates.clone().unwrap();
            plates.into_iter().map(|plate| (plate.number, plate.country)).collect::<Vec<_>>()
        };
        let one = |number: &str, country: Option<&str>| (number.to_owned(), country.map(str::to_owned));
        assert_eq!(plates(r#"{"plate":"A 1|B 2"}"#), [one("A 1", None), one("B 2", None)]);
        let of_one = [one("A 1", Some("DEU")), one("B 2", Some("DEU"))];
        assert_eq!(plates(r#"{"plate":"A 1|B 2","plate_country":"DEU"}"#), of_one);
        let of_two = [one("A 1", Some("DEU")), one("B 2", Some("ITA"))];
        assert_eq!(plates(r#"{"plate":"A 1|B 2","plate_country":"DEU|ITA"}"#), of_two);
        for line in [
            r#"{"plate":"A 1|B 2|C 3","plate_country":"DEU|ITA"}"#,
            r#"{"document_number":"X1|X2"}"#,
            r#"{"vin":"JZA80-1|JZA80-2"}"#,
            r#"{"engine_number":"E1|E2"}"#,
        ] {
            assert_eq!(ask(line).question.unwrap_err().code, ProblemCode::Unparsable, "{line}");
        }
    }

    #[test]
    fn a_name_in_parts_does_not_silence_the_whole_name() {
        let question = ask(r#"{"name":"SOMEONE ELSE","surname":"ERIKSSON"}"#).question.unwrap();
        let person = question.subjects[0].person.as_ref().unwrap();
        assert_eq!(
            (person.name.as_deref(), person.surname.as_deref()),
            (Some("SOMEONE ELSE"), Some("ERIKSSON"))
        );
    }

    #[test]
    fn a_row_that_asks_nothing_or_cannot_be_read_says_so_and_is_carried_through() {
        for (line, code) in [
            (r#"{"ref":"r","seat":"1A","birth_date":"1974","name":" "}"#, ProblemCode::NothingAsked),
            (r#"{"ref":"r","seat":"1A","vin":"ABCD","year":"old"}"#, ProblemCode::Unparsable),
            (r#"{"ref":"r","seat":"1A","vin":["ABCD"]}"#, ProblemCode::Unparsable),
            (r#"{"ref":"r","seat":"1A","pass":"X1","document_number":"X2"}"#, ProblemCode::Unparsable),
            (r#"{"mrz":[1],"ref":"r","seat":"1A"}"#, ProblemCode::Unparsable),
            (r#"{"mrz":["A","B"],"zone":"C","ref":"r","seat":"1A"}"#, ProblemCode::Unparsable),
        ] {
            let asked = ask(line);
            assert_eq!(asked.question.err().unwrap().code, code, "{line}");
            assert_eq!((asked.reference.as_str(), asked.input.len()), ("r", 1), "{line}");
        }
    }
}

//! `check`: one question from the command line.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use jiff::Timestamp;
use watchpost_engine::check;
use watchpost_engine::document::document_type::DocumentType;
use watchpost_engine::generation::Verify;
use watchpost_engine::wire::{
    Answer, DocumentPart, MrzText, Outcome, PersonPart, PlatePart, Purpose, Question, QuestionSubject,
    VehiclePart,
};

use super::check_table;
use super::opened::{Asking, in_force};
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Who asks, where the command line does not tell one user from another.
pub(super) const OPERATOR: &str = "watchpost-loader";

/// Ask the generation in force one question
///
/// All that is given is one subject, and all of it is asked. Prints the answer of the contract (section 5): a table
/// on a terminal, with the evidence of each hit on a person for (+) and against (-), one line of JSON otherwise. Its
/// purpose is `test`: checks of record are asked of the server, which knows who asks. Mind that other users of this machine may see the arguments while the command runs.
#[derive(Args)]
#[command(after_long_help = "\
Exits with 1 for a hit or a potential hit, 0 if all was searched and nothing found, 7 if not all could be checked.

Examples:
  watchpost-loader check --store S --document UTO/L898902C3/P
  watchpost-loader check --store S --document -/L898902C3 --lists documents
  watchpost-loader check --store S --mrz 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<' \\
                                   --mrz 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
  watchpost-loader check --store S --name 'ERIKSSON, ANNA MARIA' --born 1974-08-12
  watchpost-loader check --store S --name 'Анна Эрикссон' --born 1974 --sex F --nationality UTO
  watchpost-loader check --store S --plate FRA/AB-123-CD --vin 1M8GDM9AXKP042788
  watchpost-loader check --store S --vin KP042788                the last eight signs
  watchpost-loader check --store S --vin '1M8GDM??XKP04*'        ? one unread sign, * any run of signs
  watchpost-loader check --store S --plate 'DEU/KA-?? 77*'")]
pub(super) struct Check {
    /// The store's folder
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// A machine readable zone: whole, or one option a line
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    mrz: Vec<String>,
    /// A travel document; `-` for an unknown issuer
    #[arg(long, value_name = "ISSUER/NUMBER[/TYPE]", allow_hyphen_values = true)]
    document: Option<String>,
    /// A chassis number, or its last eight signs; `?` is one unread sign, `*` any run of signs
    #[arg(long, value_name = "V", allow_hyphen_values = true)]
    vin: Option<String>,
    /// A plate, perhaps with its country, and with `?` and `*` as in --vin; may be given several times
    #[arg(long, value_name = "[COUNTRY/]P", allow_hyphen_values = true)]
    plate: Vec<String>,
    /// An engine number
    #[arg(long, value_name = "E", allow_hyphen_values = true)]
    engine_number: Option<String>,
    /// A person: surname and given names with a comma between, or the whole name in any order
    #[arg(long, value_name = "\"SURNAME, GIVEN\"", allow_hyphen_values = true)]
    name: Option<String>,
    /// The person's birth date, perhaps partly known (1974, 1974-08); may be given several times
    #[arg(long, value_name = "DATE")]
    born: Vec<String>,
    /// The person's sex: M, F or X
    #[arg(long, value_name = "X")]
    sex: Option<String>,
    /// The person's nationality; may be given several times
    #[arg(long, value_name = "X")]
    nationality: Vec<String>,
    /// Where the person was born
    #[arg(long, value_name = "PLACE")]
    birth_place: Option<String>,
    /// The vehicle's maker
    #[arg(long, value_name = "MAKE")]
    make: Option<String>,
    /// The vehicle's model
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
    /// The vehicle's year of manufacture or model
    #[arg(long, value_name = "YEAR")]
    year: Option<u16>,
    /// The vehicle's colour
    #[arg(long, value_name = "COLOUR")]
    colour: Option<String>,
    #[command(flatten)]
    asking: Asking,
}

impl Check {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let question = self.question()?;
        let generation = in_force(&self.store, Verify::Checksums)?;
        let cleared = self.asking.cleared()?;
        let now = Timestamp::now();
        let begun = Instant::now();
        let check_id = format!("cli-{}-{}", now.as_microsecond(), std::process::id());
        let mut answer =
            check::check(&generation, &question, &self.asking.conditions(now, cleared.as_ref()), check_id)?;
        answer.took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        let printed = if terminal.is_for_people() {
            terminal.text(&check_table::of(&answer))
        } else {
            terminal.json(&answer)
        };
        match printed {
            // Whoever closed the pipe still learns the outcome from the exit code.
            Ok(()) | Err(Failure::ClosedPipe) => Ok(exit_of(&answer)),
            Err(failure) => Err(failure),
        }
    }

    fn question(&self) -> Result<Question, Failure> {
        let subject = QuestionSubject {
            reference: None,
            mrz: mrz_text(&self.mrz),
            document: self.document.as_deref().map(parse_document).transpose()?,
            person: self.person()?,
            vehicle: self.vehicle()?,
        };
        if subject.mrz.is_none()
            && subject.document.is_none()
            && subject.person.is_none()
            && subject.vehicle.is_none()
        {
            return Err(Failure::input(
                "nothing is asked: give --mrz, --document, --name, --vin, --plate or --engine-number",
            ));
        }
        Ok(Question {
            purpose: Purpose::Test,
            operator: OPERATOR.to_owned(),
            case: None,
            lists: None,
            subjects: vec![subject],
        })
    }

    fn person(&self) -> Result<Option<PersonPart>, Failure> {
        let Some(name) = &self.name else {
            let qualifies = !self.born.is_empty()
                || !self.nationality.is_empty()
                || self.sex.is_some()
                || self.birth_place.is_some();
            return if qualifies {
                Err(Failure::input(
                    "--born, --sex, --nationality and --birth-place describe a person; give --name",
                ))
            } else {
                Ok(None)
            };
        };
        Ok(Some(PersonPart {
            birth_dates: several(&self.born),
            sex: self.sex.clone(),
            nationalities: several(&self.nationality),
            birth_place: self.birth_place.clone(),
            ..name_asked(name)
        }))
    }

    fn vehicle(&self) -> Result<Option<VehiclePart>, Failure> {
        if self.vin.is_none() && self.plate.is_empty() && self.engine_number.is_none() {
            let qualifies =
                self.make.is_some() || self.model.is_some() || self.year.is_some() || self.colour.is_some();
            return if qualifies {
                Err(Failure::input(
                    "--make, --model, --year and --colour describe a vehicle; give --vin, --plate or --engine-number",
                ))
            } else {
                Ok(None)
            };
        }
        let plates: Vec<PlatePart> = self.plate.iter().map(|text| parse_plate(text)).collect();
        Ok(Some(VehiclePart {
            vin: self.vin.clone(),
            plates: (!plates.is_empty()).then_some(plates),
            engine_number: self.engine_number.clone(),
            make: self.make.clone(),
            model: self.model.clone(),
            year: self.year,
            colour: self.colour.clone(),
        }))
    }
}

/// A zone: whole, or its lines.
pub(super) fn mrz_text(lines: &[String]) -> Option<MrzText> {
    match lines {
        [] => None,
        [whole] => Some(MrzText::Whole(whole.clone())),
        lines => Some(MrzText::Lines(lines.to_vec())),
    }
}

/// A person of this name: surname and given names with a comma between, or whole.
pub(super) fn name_asked(name: &str) -> PersonPart {
    match name.split_once(',') {
        Some((surname, given)) => PersonPart {
            surname: Some(surname.trim().to_owned()),
            given: Some(given.trim().to_owned()),
            ..PersonPart::default()
        },
        None => PersonPart { name: Some(name.to_owned()), ..PersonPart::default() },
    }
}

pub(super) fn several(values: &[String]) -> Option<Vec<String>> {
    (!values.is_empty()).then(|| values.to_vec())
}

/// Reads `ISSUER/NUMBER[/TYPE]`, as lists spell it: only a last part of one or two letters is a type.
pub(super) fn parse_document(text: &str) -> Result<DocumentPart, Failure> {
    let (issuer, rest) = text.split_once('/').ok_or_else(|| {
        Failure::input("--document needs ISSUER/NUMBER, or -/NUMBER where the issuer is not known")
    })?;
    let (number, document_type) = match rest.rsplit_once('/') {
        Some((number, last)) if DocumentType::parse_letters(last).is_some() => {
            (number, Some(last.to_owned()))
        }
        _ => (rest, None),
    };
    let issuer = (issuer.trim() != "-").then(|| issuer.to_owned());
    Ok(DocumentPart { number: number.to_owned(), issuer, document_type })
}

fn parse_plate(text: &str) -> PlatePart {
    match text.split_once('/') {
        Some((country, number)) => PlatePart { number: number.to_owned(), country: Some(country.to_owned()) },
        None => PlatePart { number: text.to_owned(), country: None },
    }
}

fn exit_of(answer: &Answer) -> Exit {
    match answer.outcome {
        Outcome::Hit | Outcome::PotentialHit => Exit::Found,
        Outcome::NoHit if answer.complete => Exit::Done,
        Outcome::NoHit | Outcome::NotChecked => Exit::NotChecked,
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_document, parse_plate};

    #[test]
    fn a_document_is_spelled_as_in_lists() {
        let part = parse_document("UTO/92/664/P").unwrap();
        assert_eq!((part.issuer.as_deref(), part.number.as_str()), (Some("UTO"), "92/664"));
        assert_eq!(part.document_type.as_deref(), Some("P"));
        let part = parse_document("-/92/664").unwrap();
        assert_eq!((part.issuer, part.number.as_str(), part.document_type), (None, "92/664", None));
        assert!(parse_document("L898902C3").is_err());
    }

    #[test]
    fn a_plate_may_have_its_country() {
        assert_eq!(parse_plate("FRA/AB-123").country.as_deref(), Some("FRA"));
        assert_eq!(parse_plate("AB-123").country, None);
    }
}

//! Made-up person records, questions about a person, and the answer about one record.

use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::record::{Listing, Notice, PersonName, PersonRecord};
use watchpost_engine::wire::{Answer, Hit, PersonPart, Purpose, Question, QuestionSubject};

use super::draw::Draw;
use crate::exit::{Exit, Failure};

/// Who asks.
const OPERATOR: &str = "watchpost-loader evaluate";

/// A record of this number and these names, and nothing else.
///
/// # Errors
/// [`Failure`] never, but by a bug.
pub fn record(record_id: &str, names: Vec<PersonName>) -> Result<PersonRecord, Failure> {
    // UTO, Utopia, is the country of specimens (Doc 9303-3 section 5).
    let owner = IssuerCode::parse("UTO").ok_or_else(|| Failure::new(Exit::Bug, "UTO is no code"))?;
    let listing = Listing::new(owner, record_id.to_owned());
    Ok(PersonRecord { names, ..PersonRecord::new(listing, Notice::Blue) })
}

/// A day between 1940 and 2005. The 29th and later are left out, so that every day exists.
///
/// # Errors
/// [`Failure`] never, but by a bug.
pub fn drawn_birth(draw: &mut Draw) -> Result<BirthDate, Failure> {
    let drawn = |draw: &mut Draw, first: u16, count: usize| {
        first + u16::try_from(draw.below(count)).unwrap_or_default()
    };
    let (year, month, day) = (drawn(draw, 1940, 66), drawn(draw, 1, 12), drawn(draw, 1, 28));
    let text = format!("{year}-{month:02}-{day:02}");
    BirthDate::parse(&text).map_err(|error| Failure::new(Exit::Bug, error))
}

/// A question about one person.
#[must_use]
pub fn question(person: PersonPart) -> Question {
    Question {
        purpose: Purpose::Test,
        operator: OPERATOR.to_owned(),
        case: None,
        lists: None,
        subjects: vec![QuestionSubject { person: Some(person), ..QuestionSubject::default() }],
    }
}

/// The hit on a record, if it is among those shown.
#[must_use]
pub fn hit_on<'a>(answer: &'a Answer, record_id: &str) -> Option<&'a Hit> {
    let lists = answer.subjects.iter().flat_map(|subject| &subject.lists);
    lists.flat_map(|list| &list.hits).find(|hit| hit.record_id == record_id)
}

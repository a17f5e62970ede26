//! For which numbers the rules for typed documents may be used, worked out from the contract's text and the list's
//! own table of shapes.
//!
//! A goal that holds "where the rule allows it" is measured on these questions alone; which share of numbers they
//! are is told beside it.

use serde::{Deserialize, Serialize};
use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::generation::Generation;
use watchpost_engine::index::shapes::{Density, ShapeTable};
use watchpost_engine::limits;
use watchpost_engine::number_shape::NumberShape;
use watchpost_engine::segment::documents::DocumentSegment;
use watchpost_engine::segment::persons::PersonSegment;
use watchpost_testdata::question::Document;
use watchpost_testdata::rng::{Rng, Stream};
use watchpost_testdata::slips::clean::CleanDocument;
use watchpost_testdata::slips::documents::DocumentSlip;

/// Ten digits, and the letters that folding leaves (contract, section 4).
const DIGITS: u64 = 10;
const LETTERS: u64 = 17;

/// Documents drawn for the shares.
const DRAWN: usize = 50_000;

/// What a rule tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypingRule {
    /// The issuer's code in front.
    IssuerPrefix,
    /// Zeros in front.
    LeadingZeros,
    /// Two neighbours swapped.
    SwappedPair,
    /// One sign wrong.
    WrongSign,
}

impl TypingRule {
    /// All of them, as they are told.
    pub const ALL: [Self; 4] = [Self::IssuerPrefix, Self::LeadingZeros, Self::SwappedPair, Self::WrongSign];

    /// The word of the contract.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::IssuerPrefix => "issuer-prefix",
            Self::LeadingZeros => "leading-zeros",
            Self::SwappedPair => "swapped-pair",
            Self::WrongSign => "wrong-sign",
        }
    }

    /// The rule that forgives a slip; `None` for slips that need none of these.
    #[must_use]
    pub const fn forgiving(slip: DocumentSlip) -> Option<Self> {
        match slip {
            DocumentSlip::TypedIssuerInFront => Some(Self::IssuerPrefix),
            DocumentSlip::TypedLeadingZerosLost => Some(Self::LeadingZeros),
            DocumentSlip::TypedSwappedPair => Some(Self::SwappedPair),
            DocumentSlip::TypedOneMisread
            | DocumentSlip::TypedWrongSign
            | DocumentSlip::TypedNeighbouringKey => Some(Self::WrongSign),
            _ => None,
        }
    }

    /// Whether it may be used where `typed` is typed for `meant`. A look-alike needs no rule.
    #[must_use]
    pub fn is_allowed(self, generation: &Generation, issuer: &str, typed: &str, meant: &str) -> bool {
        let number = |text: &str| DocumentNumber::parse(text).ok();
        let (Some(issuer), Some(typed), Some(meant)) =
            (IssuerCode::parse(issuer), number(typed), number(meant))
        else {
            return false;
        };
        if typed.key() == meant.key() {
            return true;
        }
        let (asked, other) = (NumberShape::of(&typed.key()), NumberShape::of(&meant.key()));
        let chance: f64 = tables(generation)
            .map(|table| self.chance(table.density(Some(issuer), other), asked, other))
            .sum();
        if chance < limits::CHANCE_OF_POSSIBLE || asked == other {
            return chance < limits::CHANCE_OF_POSSIBLE;
        }
        // The rule of three, for a shape that the issuer's listed numbers do not have.
        let is_met = tables(generation).any(|table| table.density(Some(issuer), asked) != Density::NONE);
        let listed: u64 = tables(generation).map(|table| table.numbers_of(issuer)).sum();
        let share = if is_met { 1.0 } else { (3.0 / listed.max(1) as f64).min(1.0) };
        chance * share < limits::CHANCE_OF_POSSIBLE
    }

    fn chance(self, density: Density, asked: NumberShape, other: NumberShape) -> f64 {
        match self {
            Self::IssuerPrefix => density.chance(1),
            Self::LeadingZeros => density.chance(2 * limits::LEADING_ZEROS as u64),
            Self::SwappedPair => density.chance_of_singles(u64::from(other.length())),
            Self::WrongSign => {
                let differing = asked.letters() ^ other.letters();
                let is_tried = |at: &u8| differing == 0 || differing >> at & 1 == 1;
                let signs = |at: u8| if other.letters() >> at & 1 == 1 { LETTERS } else { DIGITS };
                density.chance_of_singles((0..other.length()).filter(is_tried).map(signs).sum())
            }
        }
    }
}

fn tables(generation: &Generation) -> impl Iterator<Item = &ShapeTable> {
    let named = generation.persons().map(PersonSegment::shapes);
    generation.documents().map(DocumentSegment::shapes).into_iter().chain(named)
}

/// What share of numbers a rule covers in one list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Coverage {
    /// Records of the list.
    pub records: u64,
    /// The share of numbers for each of [`COVERED`], in hundredths.
    pub shares: Vec<f64>,
}

/// What [`coverage`] tells of.
pub const COVERED: [&str; 6] = [
    "issuer-prefix",
    "leading-zeros",
    "swapped-pair",
    "wrong-sign",
    "a missing issuer is `probable`",
    "another issuer is `possible`",
];

/// The share of numbers, typed by travellers, for which each rule may be used.
#[must_use]
pub fn coverage(generation: &Generation, records: u64) -> Coverage {
    let mut rng = Rng::for_row(5, Stream::Documents, 0);
    let held: Vec<Document> = (0..DRAWN).map(|_| CleanDocument::Typed.question(&mut rng).1).collect();
    let share = |is_covered: &dyn Fn(&Document) -> bool| {
        held.iter().filter(|held| is_covered(held)).count() as f64 * 100.0 / held.len() as f64
    };
    let mut shares: Vec<f64> =
        TypingRule::ALL.into_iter().map(|rule| share(&|held| is_covered(rule, generation, held))).collect();
    for most in [limits::CHANCE_OF_PROBABLE, limits::CHANCE_OF_POSSIBLE] {
        shares.push(share(&|held| {
            DocumentNumber::parse(&held.number).is_ok_and(|number| {
                let shape = NumberShape::of(&number.key());
                tables(generation).map(|table| table.density(None, shape).chance(1)).sum::<f64>() < most
            })
        }));
    }
    Coverage { records, shares }
}

/// Whether a rule may be used where a number is typed for another of its own shape.
fn is_covered(rule: TypingRule, generation: &Generation, held: &Document) -> bool {
    let (Some(issuer), Ok(number)) = (IssuerCode::parse(held.issuer), DocumentNumber::parse(&held.number))
    else {
        return false;
    };
    let shape = NumberShape::of(&number.key());
    let chance: f64 =
        tables(generation).map(|table| rule.chance(table.density(Some(issuer), shape), shape, shape)).sum();
    chance < limits::CHANCE_OF_POSSIBLE
}

//! Why a record answers: the closed lists of fields and rules, and one reason.

use serde::Serialize;

use crate::words::closed_list;

closed_list! {
    /// The field that a reason speaks of.
    ReasonField {
        /// The travel document's number.
        Number = "number",
        /// The issuing State or organisation.
        Issuer = "issuer",
        /// The document code.
        Type = "type",
        /// The chassis number.
        Vin = "vin",
        /// The plate.
        Plate = "plate",
        /// The plate's country.
        PlateCountry = "plate_country",
        /// The engine number.
        EngineNumber = "engine_number",
        /// The maker.
        Make = "make",
        /// The model.
        Model = "model",
        /// The year of manufacture or model.
        Year = "year",
        /// The person's name, where it is not parted.
        Name = "name",
        /// The surname.
        Surname = "surname",
        /// The given names.
        Given = "given",
        /// The sex.
        Sex = "sex",
        /// A nationality.
        Nationality = "nationality",
        /// The birth place.
        BirthPlace = "birth_place",
        /// A document named on the person record.
        Document = "document",
        /// The person's birth date.
        BirthDate = "birth_date",
    }
}

closed_list! {
    /// The rule by which a field agrees, half agrees or speaks against a record.
    Rule {
        /// Equal as written.
        Exact = "exact",
        /// Equal only when signs taken for one another count as one.
        Folded = "folded",
        /// Inside a listed range of blanks.
        InRange = "in-range",
        /// Inside a listed range of blanks only when folded.
        InRangeFolded = "in-range-folded",
        /// Another code of the same family.
        Family = "family",
        /// Missing in the question, in the record, or in both.
        Missing = "missing",
        /// Two different values.
        Differs = "differs",
        /// The same class of document.
        SameClass = "same-class",
        /// The known parts of two dates agree.
        PartlyKnown = "partly-known",
        /// Day and month stand the other way round.
        DayMonthSwapped = "day-month-swapped",
        /// Equal once signs that readers take for one another are put back; `changes` tells which.
        Misread = "misread",
        /// Equal once two neighbours change places.
        SwappedPair = "swapped-pair",
        /// Equal but for one sign.
        WrongSign = "wrong-sign",
        /// Equal without the issuer's code in front, or with it.
        IssuerPrefix = "issuer-prefix",
        /// Equal but for zeros in front.
        LeadingZeros = "leading-zeros",
        /// Equal once a sign that its field cannot hold is read as the one it looks like.
        ForcedSign = "forced-sign",
        /// The last eight signs of the chassis number are equal.
        LastEight = "last-eight",
        /// Fits the pattern asked.
        Wildcard = "wildcard",
        /// Equal by another spelling of a letter, as umlauts with two.
        Spelling = "spelling",
        /// Equal once the country's shape of plates tells letters from digits.
        CountryShape = "country-shape",
        /// Equal but for the ending of the other gender.
        GenderEnding = "gender-ending",
        /// Equal once parts are joined or parted.
        Joined = "joined",
        /// The same name by another system of romanisation.
        Romanisation = "romanisation",
        /// One is a short form of the other.
        Nickname = "nickname",
        /// The consonants are equal.
        Consonants = "consonants",
        /// Equal but for two signs.
        TwoSigns = "two-signs",
        /// One is the beginning of the other, which the zone's end may have cut.
        Cut = "cut",
        /// One is the initial of the other.
        Initial = "initial",
        /// Surname and given name have changed places.
        NamesSwapped = "names-swapped",
        /// Particles stand on one side alone; they tell nothing.
        Particle = "particle",
        /// One digit of day or month differs.
        DigitOff = "digit-off",
        /// Day and month are equal, and the year is one off.
        YearOff = "year-off",
        /// The years are at most three apart, and a side knows no more.
        YearNear = "year-near",
        /// Equal once a date of another calendar is converted.
        Calendar = "calendar",
    }
}

/// One piece of evidence for or against a hit.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The field it speaks of.
    pub field: ReasonField,
    /// What was asked, as written.
    pub asked: Option<String>,
    /// What the record has, as written.
    pub record: Option<String>,
    /// The rule.
    pub rule: Rule,
    /// Which signs differ, for what was taken as misread or mistyped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SignChange>,
    /// Natural-log odds that the reason adds; only on person hits that carry a score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

/// One sign that was asked as another than the record has.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignChange {
    /// Its place in what was asked, from 1.
    pub at: u8,
    /// The sign as asked.
    pub asked: char,
    /// The sign as taken.
    pub taken: char,
}

impl SignChange {
    /// The change at a place counted from 0.
    pub(crate) fn at_place(place: usize, asked: char, taken: char) -> Self {
        // No identifier has 255 signs (`limits::KEY_BYTES`).
        Self { at: u8::try_from(place + 1).unwrap_or(u8::MAX), asked, taken }
    }
}

/// Shows field and rule alone: the rest is part of who or what was asked.
impl std::fmt::Debug for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reason({} {})", self.field.as_str(), self.rule.as_str())
    }
}

/// Shows the place alone: the signs are part of an identifier.
impl std::fmt::Debug for SignChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignChange(at {})", self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, ReasonField, Rule, SignChange};

    #[test]
    fn debug_output_does_not_show_the_number() {
        let reason = Reason {
            field: ReasonField::Number,
            asked: Some("L898902C3".to_owned()),
            record: Some("L898902C4".to_owned()),
            rule: Rule::WrongSign,
            changes: vec![SignChange::at_place(8, '3', '4')],
            weight: None,
        };
        assert_eq!(
            format!("{reason:?} {:?}", reason.changes),
            "Reason(number wrong-sign) [SignChange(at 9)]"
        );
    }
}

//! The grade of a document: the weakest of number, issuer and type.

use super::reason;
use super::signs::differences;
use crate::check::chance::Tries;
use crate::document::blank_range::{BlankRange, Inside};
use crate::document::document_type::DocumentType;
use crate::document::issuer::{IssuerCode, IssuerRelation};
use crate::document::number::DocumentNumber;
use crate::limits;
use crate::wire::{Grade, Reason, ReasonField, Rule, SignChange};

/// The chance that a clean number of the shape asked is listed by accident: of one issuer, or of any.
pub(in crate::check) type ChanceOf<'c> = dyn Fn(Option<IssuerCode>) -> f64 + 'c;

/// A document as it was asked.
#[derive(Clone, Copy)]
pub(in crate::check) struct AskedDocument {
    /// Its number.
    pub number: DocumentNumber,
    /// Its issuer, if known.
    pub issuer: Option<IssuerCode>,
    /// Its type, if known.
    pub document_type: Option<DocumentType>,
    /// Its issuer where the zone's code holds signs that no code can, each read as the letter of its shape. The
    /// issuer counts as missing unless the record has this one.
    pub forced_issuer: Option<IssuerCode>,
    /// The number may well be another's: its check digit failed, or it stands on a visa and is asked as a passport's.
    pub is_doubted: bool,
}

/// Another number that the document asked may have: what was misread or mistyped put right.
pub(in crate::check) struct OtherNumber<'n> {
    /// The number.
    pub number: DocumentNumber,
    /// How it came from the number asked.
    pub rule: Rule,
    /// Which signs differ, at their places in the number asked.
    pub changes: &'n [SignChange],
    /// What the rule may meet by accident, where that decides whether it is used.
    pub gate: Option<Gate>,
}

/// Under which chance a number is looked up.
#[derive(Clone, Copy)]
pub(in crate::check) struct Gate {
    /// The issuer of the number asked.
    pub issuer: IssuerCode,
    /// The numbers that the rule tries.
    pub tries: Tries,
}

impl OtherNumber<'_> {
    /// True if only numbers listed one by one answer it: the neighbours of a stolen range are clean, and each is one sign
    /// away from it.
    pub(in crate::check) const fn leaves_out_ranges(&self) -> bool {
        matches!(self.rule, Rule::SwappedPair | Rule::WrongSign)
    }
}

/// What takes each other number.
pub(in crate::check) type VisitOther<'v> = dyn FnMut(&OtherNumber<'_>) + 'v;

/// A listed document, whatever kind of record it stands on.
#[derive(Clone, Copy)]
pub(in crate::check) struct ListedDocument {
    /// Its number, or the first of a range.
    pub number: DocumentNumber,
    /// The last number of a range of blanks.
    pub number_to: Option<DocumentNumber>,
    /// Its issuer, if known.
    pub issuer: Option<IssuerCode>,
    /// Its type, if known.
    pub document_type: Option<DocumentType>,
}

/// The grade and its reasons, or `None` if the record does not answer. `chance` is asked only where
/// it decides.
pub(in crate::check) fn grade(
    asked: &AskedDocument,
    listed: &ListedDocument,
    chance: &ChanceOf<'_>,
) -> Option<(Grade, Vec<Reason>)> {
    let (by_number, number_rule) = grade_number(&asked.number, listed)?;
    let as_written = by_number == Grade::Exact;
    // A misread number is listed by accident more often than a listed one is read with a wrong digit.
    let is_doubtful = asked.is_doubted && chance(listed.issuer) >= limits::CHANCE_OF_PROBABLE;
    let by_number = if is_doubtful { Grade::Possible } else { by_number };
    let (by_issuer, issuer_rule) = grade_issuer(asked, listed.issuer, as_written, chance)?;
    let (class_differs, reasons) = reasons(asked, listed, (number_rule, &[]), issuer_rule);
    // An issuer numbers its passports and its cards apart: the same number may stand on both.
    let by_type = match class_differs {
        false => Grade::Exact,
        true if chance(listed.issuer) < limits::CHANCE_OF_PROBABLE => Grade::Probable,
        true => Grade::Possible,
    };
    Some((by_number.max(by_issuer).max(by_type), reasons))
}

/// The grade of a record that has another number than the one asked, at most `possible`: the number must be as
/// written, and the issuer must agree, be of the family, or be missing on either side; for what was mistyped sign by
/// sign it must agree.
pub(in crate::check) fn grade_other(
    asked: &AskedDocument,
    other: &OtherNumber<'_>,
    listed: &ListedDocument,
) -> Option<(Grade, Vec<Reason>)> {
    let is_sign_by_sign = other.leaves_out_ranges();
    if is_sign_by_sign && listed.number_to.is_some() {
        return None;
    }
    let wrong_sign;
    let changes = if other.rule == Rule::WrongSign {
        // A person record may name several documents; only the one looked up is meant.
        if other.number.key() != listed.number.key() {
            return None;
        }
        wrong_sign = [the_wrong_sign(&asked.number, &listed.number)?];
        &wrong_sign
    } else {
        grade_number(&other.number, listed).filter(|(by_number, _)| *by_number == Grade::Exact)?;
        other.changes
    };
    // A grade by the issuer below `possible` does not count.
    let (_, issuer_rule) = grade_issuer(asked, listed.issuer, false, &|_| 1.0)?;
    if issuer_rule == Rule::Differs || (is_sign_by_sign && issuer_rule != Rule::Exact) {
        return None;
    }
    let (_, reasons) = reasons(asked, listed, (other.rule, changes), issuer_rule);
    Some((Grade::Possible, reasons))
}

/// The one sign in which two numbers of one length differ as written.
fn the_wrong_sign(asked: &DocumentNumber, listed: &DocumentNumber) -> Option<SignChange> {
    let differences = differences(asked.as_str(), listed.as_str())?;
    let [only] = differences.as_slice() else { return None };
    Some(only.told())
}

/// Whether the classes of document differ, and the reasons, the number's first.
fn reasons(
    asked: &AskedDocument,
    listed: &ListedDocument,
    (number_rule, changes): (Rule, &[SignChange]),
    issuer_rule: Rule,
) -> (bool, Vec<Reason>) {
    let mut reasons = Vec::with_capacity(3);
    let range;
    let listed_number = match &listed.number_to {
        Some(last) => {
            range = format!("{}-{}", listed.number.as_str(), last.as_str());
            range.as_str()
        }
        None => listed.number.as_str(),
    };
    let number = reason(ReasonField::Number, Some(asked.number.as_str()), Some(listed_number), number_rule);
    reasons.push(Reason { changes: changes.to_vec(), ..number });
    let by_forced = (issuer_rule == Rule::ForcedSign).then_some(asked.forced_issuer).flatten();
    let asked_issuer = asked.issuer.or(by_forced);
    let issuers = [&asked_issuer, &listed.issuer].map(|issuer| issuer.as_ref().map(IssuerCode::as_str));
    reasons.push(reason(ReasonField::Issuer, issuers[0], issuers[1], issuer_rule));
    let class_differs = match (&asked.document_type, &listed.document_type) {
        (Some(asked), Some(listed)) if !asked.class().agrees_with(listed.class()) => {
            let words = (Some(asked.as_str()), Some(listed.as_str()));
            reasons.push(reason(ReasonField::Type, words.0, words.1, Rule::Differs));
            true
        }
        _ => false,
    };
    (class_differs, reasons)
}

fn grade_number(asked: &DocumentNumber, listed: &ListedDocument) -> Option<(Grade, Rule)> {
    if let Some(last) = listed.number_to {
        let range = BlankRange::new(listed.number, last).ok()?;
        return match range.locate(asked)? {
            Inside::AsWritten => Some((Grade::Exact, Rule::InRange)),
            Inside::Folded => Some((Grade::Possible, Rule::InRangeFolded)),
        };
    }
    if *asked == listed.number {
        Some((Grade::Exact, Rule::Exact))
    } else if asked.key() == listed.number.key() {
        Some((Grade::Possible, Rule::Folded))
    } else {
        None
    }
}

fn grade_issuer(
    asked: &AskedDocument,
    listed: Option<IssuerCode>,
    as_written: bool,
    chance: &ChanceOf<'_>,
) -> Option<(Grade, Rule)> {
    let forced = asked.forced_issuer.filter(|_| asked.issuer.is_none());
    if forced.is_some() && forced == listed {
        return Some((Grade::Probable, Rule::ForcedSign));
    }
    let (Some(asked), Some(listed)) = (asked.issuer, listed) else {
        let is_seldom_met = chance(None) < limits::CHANCE_OF_PROBABLE;
        let grade = if is_seldom_met { Grade::Probable } else { Grade::Possible };
        return Some((grade, Rule::Missing));
    };
    match asked.relation(listed) {
        IssuerRelation::Same => Some((Grade::Exact, Rule::Exact)),
        IssuerRelation::Family => Some((Grade::Probable, Rule::Family)),
        // Stolen blanks are personalised with another country's code; a number of a crowded shape, or a misread one,
        // would only meet strangers.
        IssuerRelation::Other if as_written && chance(None) < limits::CHANCE_OF_POSSIBLE => {
            Some((Grade::Possible, Rule::Differs))
        }
        // A code that no table knows, or a country's name in its place, may stand for the very same issuer: it must
        // not turn a listed number into a "no hit".
        IssuerRelation::Other if !asked.is_known() || !listed.is_known() => {
            Some((Grade::Possible, Rule::Differs))
        }
        IssuerRelation::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AskedDocument, ListedDocument, grade};
    use crate::document::document_type::DocumentType;
    use crate::document::issuer::IssuerCode;
    use crate::document::number::DocumentNumber;
    use crate::wire::Grade;

    /// `NUMBER/ISSUER/TYPE`, with `-` for what is not known.
    fn parts(text: &str) -> (Vec<DocumentNumber>, Option<IssuerCode>, Option<DocumentType>) {
        let mut parts = text.split('/');
        let numbers = parts.next().unwrap().split("..").map(|n| DocumentNumber::parse(n).unwrap()).collect();
        let issuer = parts.next().filter(|part| *part != "-").and_then(IssuerCode::parse);
        (numbers, issuer, parts.next().and_then(DocumentType::parse))
    }

    /// A number that a clean traveller hardly ever has.
    const SELDOM: f64 = 1e-9;
    /// One that a clean traveller has now and then.
    const AT_TIMES: f64 = 2e-6;
    /// One of a crowded shape.
    const OFTEN: f64 = 1e-2;

    fn check(asked: &str, listed: &str, expected: Option<Grade>) {
        check_at(SELDOM, asked, listed, expected);
    }

    #[track_caller]
    fn check_at(chance: f64, asked: &str, listed: &str, expected: Option<Grade>) {
        let (number, issuer, document_type) = parts(asked);
        let asked = AskedDocument {
            number: number[0],
            issuer,
            document_type,
            forced_issuer: None,
            is_doubted: false,
        };
        let (number, issuer, document_type) = parts(listed);
        let listed =
            ListedDocument { number: number[0], number_to: number.get(1).copied(), issuer, document_type };
        assert_eq!(grade(&asked, &listed, &|_| chance).map(|(grade, _)| grade), expected);
    }

    #[test]
    fn number_as_written_is_exact_and_folded_is_possible() {
        check("L898902C3/UTO/P", "L898902C3/UTO/P", Some(Grade::Exact));
        check("L898902C3/UTO/P", "l898 902-c3/UTO/P", Some(Grade::Exact));
        check("L8989O2C3/UTO/P", "L898902C3/UTO/P", Some(Grade::Possible));
        check("L898902C4/UTO/P", "L898902C3/UTO/P", None);
        check("0123/UTO/P", "123/UTO/P", None);
    }

    #[test]
    fn inside_a_range_counts_as_written_or_folded() {
        check("AB150/UTO/P", "AB100..AB199/UTO/P", Some(Grade::Exact));
        check("AB199/UTO/P", "AB100..AB199/UTO/P", Some(Grade::Exact));
        check("AB200/UTO/P", "AB100..AB199/UTO/P", None);
        check("A815O/UTO/P", "AB100..AB199/UTO/P", Some(Grade::Possible));
    }

    #[test]
    fn issuer_families_are_probable_and_one_issuer_has_several_spellings() {
        check("AB1/D/P", "AB1/DEU/P", Some(Grade::Exact));
        check("AB1/GBD/P", "AB1/GBR/P", Some(Grade::Probable));
        check("AB1/ROM/P", "AB1/ROU/P", Some(Grade::Probable));
        check("AB1/XKX/P", "AB1/RKS/P", Some(Grade::Probable));
    }

    #[test]
    fn a_missing_issuer_is_probable_only_with_a_number_that_is_hardly_ever_met_by_accident() {
        for (asked, listed) in [("L898902C3/-/P", "L898902C3/UTO/P"), ("L898902C3/UTO/P", "L898902C3/-/P")] {
            check_at(SELDOM, asked, listed, Some(Grade::Probable));
            check_at(AT_TIMES, asked, listed, Some(Grade::Possible));
            check_at(OFTEN, asked, listed, Some(Grade::Possible));
        }
    }

    #[test]
    fn another_issuer_is_possible_only_as_written_and_with_a_number_seldom_met_by_accident() {
        for (asked, listed) in [("L898902C3/FRA/P", "L898902C3/UTO/P"), ("AB150/FRA/P", "AB100..AB199/UTO/P")]
        {
            check_at(SELDOM, asked, listed, Some(Grade::Possible));
            check_at(AT_TIMES, asked, listed, Some(Grade::Possible));
            check_at(OFTEN, asked, listed, None);
        }
        check("L8989O2C3/FRA/P", "L898902C3/UTO/P", None);
    }

    #[test]
    fn a_code_in_no_table_is_possible_whatever_the_number() {
        for chance in [SELDOM, OFTEN] {
            check_at(chance, "123456789/QZX/P", "123456789/UTO/P", Some(Grade::Possible));
            check_at(chance, "123456789/UTO/P", "123456789/Utopia/P", Some(Grade::Possible));
            check_at(chance, "L8989O2C3/Utopia/P", "L898902C3/UTO/P", Some(Grade::Possible));
            check_at(chance, "L898902C4/Utopia/P", "L898902C3/UTO/P", None);
        }
    }

    #[test]
    fn a_doubted_number_is_exact_only_where_it_is_hardly_ever_listed_by_accident() {
        let (number, issuer, document_type) = parts("L898902C3/UTO/P");
        let asked =
            AskedDocument { number: number[0], issuer, document_type, forced_issuer: None, is_doubted: true };
        let listed = ListedDocument { number: number[0], number_to: None, issuer, document_type };
        for (chance, expected) in
            [(SELDOM, Grade::Exact), (AT_TIMES, Grade::Possible), (OFTEN, Grade::Possible)]
        {
            assert_eq!(grade(&asked, &listed, &|_| chance).map(|(grade, _)| grade), Some(expected));
        }
    }

    #[test]
    fn another_class_of_document_is_probable_where_its_number_hardly_ever_stands_on_two() {
        check_at(SELDOM, "AB1/UTO/V", "AB1/UTO/P", Some(Grade::Probable));
        check_at(AT_TIMES, "AB1/UTO/V", "AB1/UTO/P", Some(Grade::Possible));
        check_at(OFTEN, "AB1/UTO/V", "AB1/UTO/P", Some(Grade::Possible));
    }

    #[test]
    fn another_class_of_document_is_probable_and_an_unknown_one_agrees() {
        check("AB1/UTO/PP", "AB1/UTO/P", Some(Grade::Exact));
        check("AB1/UTO/V", "AB1/UTO/P", Some(Grade::Probable));
        check("AB1/UTO/ID", "AB1/UTO/AC", Some(Grade::Exact));
        check("AB1/UTO/X", "AB1/UTO/P", Some(Grade::Exact));
        check("AB1/UTO", "AB1/UTO/P", Some(Grade::Exact));
        check("AB1/GBD/V", "AB1/GBR/P", Some(Grade::Probable));
    }
}

//! The table of grades.

use super::chance;
use super::misread::may_be;
use super::signs::{are_family, folded, issuer, stands_in_a_table, type_class, written};
use crate::store::Lists;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    Exact,
    Probable,
    Possible,
}

impl Grade {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Probable => "probable",
            Self::Possible => "possible",
        }
    }
}

/// A document asked or listed, its texts as given.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocumentText {
    pub number: String,
    pub number_to: Option<String>,
    pub issuer: Option<String>,
    /// The issuer of a zone whose code was read with digits.
    pub forced_issuer: Option<String>,
    /// The number may well be another's: its digit failed, or it is a visa's asked as a passport's.
    pub doubted: bool,
    pub kind: Option<String>,
}

/// The weakest of number, issuer and type; none is no hit. `chance` is that of the asked number to be listed by accident, of
/// an issuer or of any.
pub(crate) fn document(
    asked: &DocumentText,
    listed: &DocumentText,
    chance: &dyn Fn(Option<&str>) -> f64,
) -> Option<Grade> {
    let number = written(&asked.number);
    let by_number = number_grade(&number, listed)?;
    let by_issuer = issuer_grade(asked, listed, by_number, chance(None))?;
    let class = |of: &DocumentText| of.kind.as_deref().and_then(type_class);
    let is_doubtful = asked.doubted && chance(listed.issuer.as_deref()) >= 1e-6;
    let by_number = if is_doubtful { Grade::Possible } else { by_number };
    let by_type = match (class(asked), class(listed)) {
        (Some(a), Some(b)) if a != b && chance(listed.issuer.as_deref()) < 1e-6 => Grade::Probable,
        (Some(a), Some(b)) if a != b => Grade::Possible,
        _ => Grade::Exact,
    };
    Some(by_number.max(by_issuer).max(by_type))
}

/// Possible where the zone's reader may have seen the record's number, or one of its range, in place of the one read.
pub(crate) fn misread(
    lists: &Lists,
    asked: &DocumentText,
    digit: char,
    listed: &DocumentText,
) -> Option<Grade> {
    let code = |of: &DocumentText| of.issuer.as_deref().and_then(issuer);
    let issuers_agree = match (code(asked), code(listed)) {
        (Some(a), Some(b)) => a == b || are_family(&a, &b),
        _ => true,
    };
    let read = written(&asked.number);
    let of = code(asked);
    let is_seldom = |other: &str| {
        of.as_deref().is_some_and(|of| chance::of_mistyped(lists, of, &read, other, (32.0, true)) < 1e-5)
    };
    let is_read = all_numbers(listed)
        .iter()
        .any(|number| may_be(&read, digit, number, &|| is_seldom(&read) && is_seldom(number)));
    (issuers_agree && is_read).then_some(Grade::Possible)
}

/// The number, or every one of a range.
pub(crate) fn all_numbers(listed: &DocumentText) -> Vec<String> {
    let first = written(&listed.number);
    let Some(last) = listed.number_to.as_deref().map(written) else { return vec![first] };
    let prefix = first.trim_end_matches(|sign: char| sign.is_ascii_digit()).to_owned();
    let width = first.len() - prefix.len();
    let tail = |text: &str| text[prefix.len()..].parse::<u64>().unwrap();
    (tail(&first)..=tail(&last)).map(|tail| format!("{prefix}{tail:0width$}")).collect()
}

fn number_grade(number: &str, listed: &DocumentText) -> Option<Grade> {
    let first = written(&listed.number);
    let Some(last) = listed.number_to.as_deref().map(written) else {
        return match () {
            () if number == first => Some(Grade::Exact),
            () if folded(number) == folded(&first) => Some(Grade::Possible),
            () => None,
        };
    };
    if lies_between(number, &first, &last) {
        Some(Grade::Exact)
    } else if lies_between(&folded(number), &folded(&first), &folded(&last)) {
        Some(Grade::Possible)
    } else {
        None
    }
}

/// Same length, same prefix, digits at the end that lie between those of the ends.
fn lies_between(number: &str, first: &str, last: &str) -> bool {
    if number.len() != first.len() {
        return false;
    }
    let prefix = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    let tail = |text: &str| text[prefix..].parse::<u64>();
    if prefix == first.len() {
        return number == first;
    }
    let (Ok(asked), Ok(from), Ok(to)) = (tail(number), tail(first), tail(last)) else { return false };
    number[..prefix] == first[..prefix] && (from..=to).contains(&asked)
}

fn issuer_grade(asked: &DocumentText, listed: &DocumentText, by_number: Grade, chance: f64) -> Option<Grade> {
    let code = |of: &DocumentText| of.issuer.as_deref().and_then(issuer);
    if asked.forced_issuer.is_some() && asked.forced_issuer.as_deref().and_then(issuer) == code(listed) {
        return Some(Grade::Probable);
    }
    match (code(asked), code(listed)) {
        (Some(a), Some(b)) if a == b => Some(Grade::Exact),
        (Some(a), Some(b)) if are_family(&a, &b) => Some(Grade::Probable),
        (Some(a), Some(b)) => {
            let may_be_the_same = !stands_in_a_table(&a) || !stands_in_a_table(&b);
            (may_be_the_same || (chance < 1e-5 && by_number == Grade::Exact)).then_some(Grade::Possible)
        }
        _ if chance < 1e-6 => Some(Grade::Probable),
        _ => Some(Grade::Possible),
    }
}

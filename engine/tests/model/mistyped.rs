//! Whether a typed number may stand for a listed one, told by comparing the two.

use super::chance;
use super::grades::{DocumentText, all_numbers};
use super::signs::{are_family, folded, issuer, written};
use crate::store::Lists;

/// Codes that the random lists use, and their two letters.
const TWO_LETTERS: &[(&str, &str)] =
    &[("GBR", "GB"), ("DEU", "DE"), ("ROU", "RO"), ("FRA", "FR"), ("UTO", "")];

/// True if a record answers as mistyped.
pub(crate) fn answers(lists: &Lists, asked: &DocumentText, listed: &DocumentText) -> bool {
    let typed = written(&asked.number);
    let code = |of: &DocumentText| of.issuer.as_deref().and_then(issuer);
    let in_front =
        typed.get(..3).and_then(issuer).filter(|code| TWO_LETTERS.iter().any(|(three, _)| three == code));
    let Some(of) = code(asked).or(in_front).filter(|_| typed.is_ascii()) else { return false };
    let agree = code(asked).is_some() && code(asked) == code(listed);
    let may_agree = match (code(asked), code(listed)) {
        (Some(a), Some(b)) => a == b || are_family(&a, &b),
        _ => true,
    };
    let is_seldom = |other: &str, tries: usize, ranges: bool| {
        let tries = f64::from(u32::try_from(tries).unwrap());
        chance::of_mistyped(lists, &of, &typed, other, (tries, ranges)) < 1e-5
    };
    let is_single = listed.number_to.is_none();
    all_numbers(listed).iter().any(|number| {
        let prefixed = || {
            let is_told = code(asked).is_some();
            let two = TWO_LETTERS.iter().find(|(three, _)| *three == of).map(|(_, two)| *two);
            let two = two.filter(|code| is_told && !code.is_empty());
            [Some(of.as_str()), two].into_iter().flatten().any(|code| {
                (is_told && *number == format!("{code}{typed}"))
                    || (typed == format!("{code}{number}") && number.len() >= 5)
            })
        };
        let zeros = || {
            (1..=3)
                .map(|zeros| "0".repeat(zeros))
                .any(|zeros| *number == format!("{zeros}{typed}") || typed == format!("{zeros}{number}"))
        };
        (may_agree && prefixed() && is_seldom(number, 1, true))
            || (may_agree && code(asked).is_some() && zeros() && is_seldom(number, 6, true))
            || (agree && is_single && is_swapped(&typed, number) && is_seldom(number, typed.len(), false))
            || (agree
                && is_single
                && wrong_sign(&typed, number).is_some_and(|tries| is_seldom(number, tries, false)))
    })
}

/// True if two neighbours changed places, and nothing else.
fn is_swapped(typed: &str, listed: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), listed.chars().collect());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    a.len() == b.len() && matches!(differing[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

/// How many numbers are tried, if the two differ in one sign.
fn wrong_sign(typed: &str, listed: &str) -> Option<usize> {
    const DIGITS: &str = "0123456789";
    const LETTERS: &str = "ACEFHJKMNPRTUVWXY";
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), listed.chars().collect());
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    let [at] = differing[..] else { return None };
    let (shape, asked): (Vec<char>, Vec<char>) =
        (folded(listed).chars().collect(), folded(typed).chars().collect());
    let is_told_apart = shape[at] != asked[at] && (DIGITS.contains(shape[at]) || LETTERS.contains(shape[at]));
    if a.len() != b.len() || !is_told_apart {
        return None;
    }
    let signs = |sign: char| if DIGITS.contains(sign) { 10 } else { 17 };
    if DIGITS.contains(shape[at]) == DIGITS.contains(asked[at]) {
        Some(shape.iter().map(|sign| signs(*sign)).sum())
    } else {
        Some(signs(shape[at]))
    }
}

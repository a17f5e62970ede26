//! How a chassis number answers another.

use super::asked::AskedNumber;
use super::circumstances::Circumstances;
use crate::check::grading::reason;
use crate::check::grading::signs::{Difference, differences};
use crate::limits;
use crate::vehicle::Vin;
use crate::vehicle::vin::{CHECK_DIGIT_PLACE, CheckDigit, LAST_SIGNS, RUN_SIGNS, VIN_SIGNS};
use crate::wire::{Grade, Reason, ReasonField, Rule};

/// What else speaks for or against a record.
#[derive(Clone, Copy, Default)]
pub(super) struct Evidence {
    /// The make agrees.
    pub make: bool,
    /// A plate or the engine number agrees.
    pub other_number: bool,
    /// The question has a plate and so has the record, and they do not agree.
    pub contradicted: bool,
}

/// The grade and its reason, or `None` if the numbers have nothing in common.
pub(super) fn grade_vin(
    asked: &AskedNumber<Vin>,
    listed: &Vin,
    evidence: Evidence,
    circumstances: &Circumstances<'_>,
) -> Option<(Grade, Reason)> {
    let told = |asked: &str, rule, changes: Vec<Difference>| {
        let mut reason = reason(ReasonField::Vin, Some(asked), Some(listed.as_str()), rule);
        reason.changes = changes.iter().map(Difference::told).collect();
        reason
    };
    let asked = match asked {
        AskedNumber::Known(asked) => asked,
        AskedNumber::Pattern(pattern) => {
            let fits = pattern.fits(&listed.key());
            return fits.then(|| (Grade::Possible, told(pattern.as_str(), Rule::Wildcard, Vec::new())));
        }
    };
    if asked == listed {
        // Short numbers are not one vehicle's own: makers count from 1.
        let is_its_own = asked.is_whole()
            || evidence.make
            || circumstances.chance_of_chassis(&asked.key()) < limits::CHANCE_OF_PROBABLE;
        let grade = if is_its_own { Grade::Exact } else { Grade::Possible };
        return Some((grade, told(asked.as_str(), Rule::Exact, Vec::new())));
    }
    if let Some(changes) = differences(asked.as_str(), listed.as_str()) {
        let rule = if asked.is_whole() && listed.is_whole() && asked.forced() == listed.forced() {
            Some((Grade::Exact, Rule::ForcedSign))
        } else if changes.iter().all(Difference::is_folded) {
            let is_likely = asked.is_whole()
                || evidence.make
                || circumstances.chance_of_chassis(&asked.key()) < limits::CHANCE_OF_POSSIBLE;
            is_likely.then_some((Grade::Possible, Rule::Folded))
        } else if asked.is_whole() && listed.is_whole() {
            read_wrongly(asked, listed, evidence, circumstances).map(|rule| (Grade::Possible, rule))
        } else {
            None
        };
        return rule.map(|(grade, rule)| (grade, told(asked.as_str(), rule, changes)));
    }
    has_last_eight(asked, listed)
        .then(|| (Grade::Possible, told(asked.as_str(), Rule::LastEight, Vec::new())))
}

/// Eight signs are the end of a whole number (NCIC's rule).
fn has_last_eight(asked: &Vin, listed: &Vin) -> bool {
    let (asked, listed) = (asked.key(), listed.key());
    asked.as_bytes().len() == LAST_SIGNS
        && listed.as_bytes().len() == VIN_SIGNS
        && listed.as_bytes().ends_with(asked.as_bytes())
}

/// By which wrong reading of its signs one whole number may be the other.
fn read_wrongly(
    asked: &Vin,
    listed: &Vin,
    evidence: Evidence,
    circumstances: &Circumstances<'_>,
) -> Option<Rule> {
    let (asked, listed) = (asked.forced(), listed.forced());
    let changes = differences(asked.as_str(), listed.as_str())?;
    let agrees = |vin: &Vin| vin.asks_for_check_digit() && vin.check_digit() == CheckDigit::Valid;
    let (confirmed, listed_agrees) = (agrees(&asked), agrees(&listed));
    if changes.iter().all(Difference::is_misread) {
        // The next vehicles of one run have numbers of their own: digits for digits there are no sign of misreading.
        let may_be_the_next = changes.iter().all(is_digit_of_serial);
        let is_told = asked.asks_for_check_digit() && !confirmed;
        let may_be_forgiven = is_told
            || !may_be_the_next
            || evidence.other_number
            || !(evidence.contradicted || circumstances.has_neighbours(&asked));
        let found = match (changes.len(), confirmed) {
            (1, true) => true,
            // A digit that agrees would have told of one wrong sign, and of most pairs.
            (2, true) => listed_agrees && (!may_be_the_next || evidence.other_number),
            (1 | 2, false) => may_be_forgiven,
            _ => false,
        };
        return found.then_some(Rule::Misread);
    }
    // What the law binds to a digit that fails was surely read or typed wrongly.
    let surely_wrong = asked.asks_for_check_digit() && !confirmed && listed_agrees;
    match changes.as_slice() {
        _ if !surely_wrong => None,
        [_] => Some(Rule::WrongSign),
        [left, right] if are_swapped(left, right) => Some(Rule::SwappedPair),
        _ => None,
    }
}

/// A digit for a digit where numbers of one run differ.
fn is_digit_of_serial(change: &Difference) -> bool {
    debug_assert!(change.at < VIN_SIGNS, "only whole numbers are compared");
    (change.at >= RUN_SIGNS || change.at == CHECK_DIGIT_PLACE)
        && change.asked.is_ascii_digit()
        && change.listed.is_ascii_digit()
}

/// True if two neighbours changed places.
fn are_swapped(left: &Difference, right: &Difference) -> bool {
    right.at == left.at + 1 && left.asked == right.listed && right.asked == left.listed
}

#[cfg(test)]
mod tests {
    use super::{AskedNumber, Circumstances, Evidence, grade_vin};
    use crate::vehicle::{Pattern, Vin};
    use crate::wire::{Grade, Rule};

    fn graded(asked: &str, listed: &str, contradicted: bool) -> Option<(Grade, Rule, usize)> {
        let asked = match Pattern::parse(asked, 4) {
            Some(pattern) => AskedNumber::Pattern(pattern.unwrap()),
            None => AskedNumber::Known(Vin::parse(asked).unwrap()),
        };
        let found = {
            let evidence = Evidence { contradicted, ..Evidence::default() };
            grade_vin(&asked, &Vin::parse(listed).unwrap(), evidence, &Circumstances::of(None))
        };
        found.map(|(grade, reason)| (grade, reason.rule, reason.changes.len()))
    }

    #[track_caller]
    fn check(asked: &str, listed: &str, expected: Option<(Grade, Rule, usize)>) {
        assert_eq!(graded(asked, listed, false), expected, "{asked} {listed}");
    }

    #[test]
    fn letters_that_no_number_has_are_certainly_digits() {
        check("IM8GDM9AXKPO42788", "1M8GDM9AXKP042788", Some((Grade::Exact, Rule::ForcedSign, 2)));
        check("1M8GDM9AXKP042788", "1M8GDM9AXKPQ42788", Some((Grade::Exact, Rule::ForcedSign, 1)));
        check("QI1234", "011234", Some((Grade::Possible, Rule::Folded, 2)));
        check("1M8GDM9AXKPD42788", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::Folded, 1)));
    }

    #[test]
    fn one_and_two_misread_signs_are_possible_and_three_are_not() {
        check("WVWZZZ1JZXW000001", "WVWZZZ7JZXW000001", Some((Grade::Possible, Rule::Misread, 1)));
        check("WVWZZZ1JZXW000001", "WVVZZZ7JZXW000001", None);
        check("WVWZZZ1JZXW000003", "WMWZZZ7JZXW000003", None);
        check("WVWZZZ1JZXW000003", "WVWZZZ7JZXW000008", Some((Grade::Possible, Rule::Misread, 2)));
        check("WVWZZZ1JZXW001003", "WVWZZZ7JZXW007008", None);
    }

    #[test]
    fn the_next_vehicle_of_one_run_is_another_vehicle() {
        // A reading that its digit confirms, and a neighbour whose digit agrees as well.
        let (asked, listed) = ("1M8GDM9A1KP042753", "1M8GDM9A7KP042758");
        let [asked, listed] = [asked, listed].map(|vin| {
            let digits = "0123456789X".chars();
            let with = |digit| format!("{}{digit}{}", &vin[..8], &vin[9..]);
            let valid = |vin: &String| {
                crate::vehicle::vin::check_digit(vin.as_bytes()) == crate::vehicle::vin::CheckDigit::Valid
            };
            digits.map(with).find(valid).unwrap()
        });
        assert_eq!(graded(&asked, &listed, false), None, "{asked} {listed}");
        // Where no digit tells, a plate does.
        let (asked, listed) = ("WVWZZZ1JZXW000303", "WVWZZZ1JZXW000808");
        assert_eq!(graded(asked, listed, false), Some((Grade::Possible, Rule::Misread, 2)));
        assert_eq!(graded(asked, listed, true), None);
    }

    #[test]
    fn a_digit_that_fails_forgives_one_wrong_sign_or_a_swapped_pair() {
        check("1M8GDM9AXKP042782", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::WrongSign, 1)));
        check("1M8GDM9AXKP047288", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::SwappedPair, 2)));
        check("1M8GDM9AXKP042755", "1M8GDM9AXKP042788", None);
        check("WVWZZZ1JZXW000002", "WVWZZZ1JZXW000001", None);
    }

    #[test]
    fn eight_signs_are_the_end_of_a_longer_number() {
        check("KP042788", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::LastEight, 0)));
        check("KPO427B8", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::LastEight, 0)));
        check("P042788", "1M8GDM9AXKP042788", None);
        check("2M8GDM9AXKP042788", "KP042788", None);
    }

    #[test]
    fn open_signs_are_any() {
        check("1M8GDM??XKP042788", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::Wildcard, 0)));
        check("1M8*788", "1M8GDM9AXKP042788", Some((Grade::Possible, Rule::Wildcard, 0)));
        check("1M8*789", "1M8GDM9AXKP042788", None);
    }
}

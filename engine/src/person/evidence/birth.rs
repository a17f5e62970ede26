//! What two dates of birth tell of each other.
//!
//! A date of 1 January or 1 July is how registers write "some time that year": it counts as the year alone.

use super::weight::{self, Weight};
use crate::person::birth_date::BirthDate;
use crate::person::calendar::in_our_calendar;
use crate::wire::Rule;

/// How many years two dates may lie apart and still speak of one person.
pub const YEARS_APART: u16 = 3;

/// What a pair of dates tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BirthEvidence {
    /// For or against.
    pub weight: Weight,
    /// By which rule.
    pub rule: Rule,
    /// Both are known in full and are the same day, or day and month changed places: without this no hit is `probable`.
    pub is_full: bool,
}

/// What the best pair of the dates of two sides tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Births {
    /// A side has none.
    Missing,
    /// The best pair: the date asked, the date listed, and what they tell.
    Pair(BirthDate, BirthDate, BirthEvidence),
    /// No pair can be one person.
    Contradict,
}

/// Compares each date of one side with each of the other.
#[must_use]
pub fn compare(asked: &[BirthDate], listed: &[BirthDate]) -> Births {
    if asked.is_empty() || listed.is_empty() {
        return Births::Missing;
    }
    let pairs = asked.iter().flat_map(|asked| listed.iter().map(move |listed| (*asked, *listed)));
    pairs
        .filter_map(|(asked, listed)| Some((asked, listed, weigh(asked, listed)?)))
        .max_by_key(|(.., evidence)| (evidence.weight, evidence.is_full))
        .map_or(Births::Contradict, |(asked, listed, evidence)| Births::Pair(asked, listed, evidence))
}

/// True if a full date of one side is one of the other, be it one that stands for the year alone: who has the same name
/// and the same date printed is not told from the person by that.
#[must_use]
pub fn is_same_day(asked: &[BirthDate], listed: &[BirthDate]) -> bool {
    asked.iter().any(|date| date.is_full() && listed.contains(date))
}

/// What two dates tell, or `None` if they cannot be one person's.
#[must_use]
pub fn weigh(asked: BirthDate, listed: BirthDate) -> Option<BirthEvidence> {
    if let Some(evidence) = weigh_as_written(asked, listed) {
        return Some(evidence);
    }
    let [asked_too, listed_too] = [asked, listed].map(in_our_calendar);
    let pair = match (asked_too, listed_too) {
        (Some(asked), None) => (asked, listed),
        (None, Some(listed)) => (asked, listed),
        _ => return None,
    };
    let evidence = weigh_as_written(pair.0, pair.1)?;
    Some(BirthEvidence {
        weight: evidence.weight + weight::BIRTH_CALENDAR,
        rule: Rule::Calendar,
        is_full: evidence.is_full,
    })
}

fn weigh_as_written(asked: BirthDate, listed: BirthDate) -> Option<BirthEvidence> {
    let told = |weight, rule, is_full| Some(BirthEvidence { weight, rule, is_full });
    let years = asked.year().abs_diff(listed.year());
    let ([asked_month, listed_month], [asked_day, listed_day]) =
        ([asked.month(), listed.month()], [asked.day(), listed.day()]);
    if !asked.is_full() || !listed.is_full() || is_dummy(asked) || is_dummy(listed) {
        let both = |a: Option<u8>, b: Option<u8>| a.is_some() && a == b;
        let differ = |a: Option<u8>, b: Option<u8>| a.is_some() && b.is_some() && a != b;
        let dummy = is_dummy(asked) || is_dummy(listed);
        let known_differ = !dummy && (differ(asked_month, listed_month) || differ(asked_day, listed_day));
        return match years {
            0 if known_differ => None,
            0 if !dummy && both(asked_month, listed_month) => {
                told(weight::BIRTH_MONTH, Rule::PartlyKnown, false)
            }
            0 => told(weight::BIRTH_YEAR, Rule::PartlyKnown, false),
            1 => told(weight::BIRTH_NEAR_1, Rule::YearNear, false),
            _ if years <= YEARS_APART => told(weight::BIRTH_NEAR_3, Rule::YearNear, false),
            _ => None,
        };
    }
    let same_day = asked_month == listed_month && asked_day == listed_day;
    let swapped = asked_month == listed_day && asked_day == listed_month;
    match years {
        0 if same_day => told(weight::BIRTH_EQUAL, Rule::Exact, true),
        0 if swapped => told(weight::BIRTH_SWAPPED, Rule::DayMonthSwapped, true),
        0 if asked_month == listed_month && one_digit_off(asked_day, listed_day)
            || asked_day == listed_day && one_digit_off(asked_month, listed_month) =>
        {
            told(weight::BIRTH_DIGIT_OFF, Rule::DigitOff, false)
        }
        1 if same_day => told(weight::BIRTH_YEAR_OFF, Rule::YearOff, false),
        _ if years <= YEARS_APART => told(weight::BIRTH_DIFFERS, Rule::Differs, false),
        _ => None,
    }
}

/// True for the days that stand for an unknown one.
#[must_use]
pub fn is_dummy(date: BirthDate) -> bool {
    matches!((date.month(), date.day()), (Some(1 | 7), Some(1)))
}

/// True if two numbers of two digits differ in one of these.
fn one_digit_off(a: Option<u8>, b: Option<u8>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    (a / 10 == b / 10) != (a % 10 == b % 10)
}

#[cfg(test)]
mod tests {
    use super::{Births, compare, weigh};
    use crate::person::birth_date::BirthDate;
    use crate::wire::Rule;

    fn born(text: &str) -> BirthDate {
        BirthDate::parse(text).unwrap()
    }

    #[track_caller]
    fn check(asked: &str, listed: &str, rule: Option<(Rule, bool)>) {
        for (a, b) in [(asked, listed), (listed, asked)] {
            let found = weigh(born(a), born(b)).map(|evidence| (evidence.rule, evidence.is_full));
            assert_eq!(found, rule, "{a} {b}");
        }
    }

    #[test]
    fn each_row_of_the_table_holds() {
        check("1974-08-12", "1974-08-12", Some((Rule::Exact, true)));
        check("1974-12-08", "1974-08-12", Some((Rule::DayMonthSwapped, true)));
        check("1974-08-12", "1974-08-13", Some((Rule::DigitOff, false)));
        check("1974-08-12", "1974-08-22", Some((Rule::DigitOff, false)));
        check("1974-08-12", "1974-08-21", Some((Rule::Differs, false)));
        check("1974-08-12", "1975-08-12", Some((Rule::YearOff, false)));
        check("1974-08-12", "1976-08-12", Some((Rule::Differs, false)));
        check("1974-08-12", "1978-08-12", None);
        check("1974", "1974-08-12", Some((Rule::PartlyKnown, false)));
        check("1974-08", "1974-08-12", Some((Rule::PartlyKnown, false)));
        check("1974-09", "1974-08-12", None);
        check("1975", "1974-08-12", Some((Rule::YearNear, false)));
        check("1977", "1974-08-12", Some((Rule::YearNear, false)));
        check("1978", "1974-08-12", None);
    }

    #[test]
    fn first_days_of_january_and_july_stand_for_the_year() {
        check("1974-01-01", "1974-01-01", Some((Rule::PartlyKnown, false)));
        check("1974-07-01", "1974-08-12", Some((Rule::PartlyKnown, false)));
        check("1975-01-01", "1974-08-12", Some((Rule::YearNear, false)));
    }

    #[test]
    fn the_same_first_of_january_is_the_same_day() {
        let same = |asked, listed| super::is_same_day(&[born(asked)], &[born("1950"), born(listed)]);
        assert!(same("1974-01-01", "1974-01-01"));
        assert!(!same("1974-01-01", "1974-07-01"));
        assert!(!same("1974", "1974"), "a year is no day");
    }

    #[test]
    fn dates_of_other_calendars_meet_ours() {
        check("2567-08-12", "2024-08-12", Some((Rule::Calendar, true)));
        check("2517", "1974-08-12", Some((Rule::Calendar, false)));
        check("1394", "1974-08-12", Some((Rule::Calendar, false)));
    }

    #[test]
    fn the_best_pair_counts_and_only_all_pairs_contradict() {
        let dates = |texts: &[&str]| texts.iter().map(|text| born(text)).collect::<Vec<_>>();
        let best = compare(&dates(&["1912-03-05", "2012-03-05"]), &dates(&["1974", "2012-03-05"]));
        assert!(matches!(best, Births::Pair(_, _, evidence) if evidence.rule == Rule::Exact));
        assert_eq!(compare(&dates(&["1974-08-12"]), &dates(&["1985", "1986"])), Births::Contradict);
        assert_eq!(compare(&[], &dates(&["1985"])), Births::Missing);
    }
}

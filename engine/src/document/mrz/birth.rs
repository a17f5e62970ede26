//! The century of a date of birth, which the MRZ does not tell.

use crate::date::Date;
use crate::person::birth_date::BirthDate;

/// The dates that a date of birth in an MRZ can mean.
#[derive(Clone, Copy)]
pub(super) enum BirthDates {
    None,
    One([BirthDate; 1]),
    /// The younger first.
    Two([BirthDate; 2]),
}

impl BirthDates {
    pub(super) fn as_slice(&self) -> &[BirthDate] {
        match self {
            Self::None => &[],
            Self::One(date) => date,
            Self::Two(dates) => dates,
        }
    }
}

/// The dates that year, month and day can mean. A month or day without its year tells no age and no date.
pub(super) fn of_parts([year, month, day]: [Option<u8>; 3], now: Date) -> BirthDates {
    year.map_or(BirthDates::None, |year| readings(year, month, day, now))
}

/// Both centuries where both are possible at `now`: a year up to this one is of this century or of the last.
///
/// A date that lies ahead is of the last century. One day ahead is allowed for: `now` is a day in UTC, and
/// a child may be born where it is tomorrow already.
fn readings(two_digit_year: u8, month: Option<u8>, day: Option<u8>, now: Date) -> BirthDates {
    let this_century = now.year() / 100 * 100;
    let read = |century: u16| BirthDate::new(century + u16::from(two_digit_year), month, day);
    let tomorrow = now.days() + 1;
    let younger = read(this_century).filter(|born| born.earliest().days() <= tomorrow);
    let older = read(this_century.saturating_sub(100));
    match (younger, older) {
        (Some(younger), Some(older)) => BirthDates::Two([younger, older]),
        (Some(only), None) | (None, Some(only)) => BirthDates::One([only]),
        (None, None) => BirthDates::None,
    }
}

#[cfg(test)]
mod tests {
    use super::readings;
    use crate::date::Date;

    fn read(year: u8, month: Option<u8>, day: Option<u8>) -> Vec<String> {
        let now = Date::parse("2026-11-24").unwrap();
        readings(year, month, day, now).as_slice().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn both_centuries_are_kept_where_both_are_possible() {
        assert_eq!(read(12, Some(3), Some(5)), ["2012-03-05", "1912-03-05"]);
        assert_eq!(read(74, Some(8), Some(12)), ["1974-08-12"]);
        assert_eq!(read(26, None, None), ["2026", "1926"]);
        assert_eq!(read(27, None, None), ["1927"]);
    }

    #[test]
    fn date_ahead_of_the_question_is_of_the_last_century() {
        assert_eq!(read(26, Some(11), Some(25)), ["2026-11-25", "1926-11-25"], "it is tomorrow in Tonga");
        assert_eq!(read(26, Some(11), Some(26)), ["1926-11-26"]);
        assert_eq!(read(26, Some(12), None), ["1926-12"]);
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(read(0, Some(2), Some(29)), ["2000-02-29"]);
        assert_eq!(read(23, Some(2), Some(29)), [""; 0]);
        assert_eq!(read(74, Some(13), Some(1)), [""; 0]);
        assert_eq!(read(74, Some(0), None), [""; 0]);
    }
}

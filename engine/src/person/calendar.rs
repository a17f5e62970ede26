//! Years of other calendars that papers and lists carry: Buddhist and Hijri. Other dates are left alone.
//!
//! No year is read in two ways: nobody alive was born before 1500 or after 2400 by ours.

use super::birth_date::BirthDate;

/// The Buddhist era of Thailand is 543 years ahead of ours.
const BUDDHIST_YEARS_AHEAD: u16 = 543;

/// The first year that is taken for a Buddhist one: 1857 of ours.
const BUDDHIST_FIRST: u16 = 2400;

/// Years that are taken for those of the Hijra: 1882 to 2077 of ours.
const HIJRI: std::ops::RangeInclusive<u16> = 1300..=1500;

/// The date in our calendar, if its year is of another one.
#[must_use]
pub fn in_our_calendar(date: BirthDate) -> Option<BirthDate> {
    if date.year() >= BUDDHIST_FIRST {
        return BirthDate::new(date.year() - BUDDHIST_YEARS_AHEAD, date.month(), date.day());
    }
    HIJRI.contains(&date.year()).then(|| of_hijri(date)).flatten()
}

/// By the tabular calendar of 30 years with 11 leap days. The sighted moon may differ by a day or two, so what is
/// told of a full date is its month at most.
fn of_hijri(date: BirthDate) -> Option<BirthDate> {
    let year = i64::from(date.year());
    // The middle of the year or month stands for a part that is not known.
    let (month, day) = match (date.month(), date.day()) {
        (Some(month), Some(day)) => (i64::from(month), i64::from(day)),
        (Some(month), None) => (i64::from(month), 15),
        (None, _) => (7, 1),
    };
    // Days since the first of the era, which is 16 July 622 (Julian), day 227,015 of our era.
    let day_of_our_era =
        (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + day + 227_014;
    let (year, month) = year_and_month(day_of_our_era)?;
    match (date.month(), date.day()) {
        (Some(_), Some(_)) => BirthDate::new(year, Some(month), None),
        _ => BirthDate::new(year, None, None),
    }
}

/// Year and month of a day counted from 1 January of the year 1.
fn year_and_month(day: i64) -> Option<(u16, u8)> {
    // Days from 1 January of the year 1 to 1 January 1970.
    let since_1970 = i32::try_from(day - 719_163).ok()?;
    let date = crate::date::Date::from_days(since_1970)?;
    Some((date.year(), date.month()))
}

#[cfg(test)]
mod tests {
    use super::in_our_calendar;
    use crate::person::birth_date::BirthDate;

    #[track_caller]
    fn check(written: &str, ours: Option<&str>) {
        let read = in_our_calendar(BirthDate::parse(written).unwrap());
        assert_eq!(read.map(|date| date.to_string()).as_deref(), ours, "{written}");
    }

    #[test]
    fn buddhist_years_are_543_ahead() {
        check("2567-08-12", Some("2024-08-12"));
        check("2517", Some("1974"));
    }

    #[test]
    fn hijri_dates_are_read_to_the_month() {
        // 1 Muharram 1400 was 20 or 21 November 1979; 1 Ramadan 1420 was 9 December 1999.
        check("1400-01-01", Some("1979-11"));
        check("1420-09-01", Some("1999-12"));
        check("1394", Some("1974"));
    }

    #[test]
    fn our_own_years_are_left_alone() {
        check("1974-08-12", None);
        check("1899", None);
        check("2024", None);
    }
}

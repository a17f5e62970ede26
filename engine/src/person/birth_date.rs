//! A date of birth as far as it is known: a year at least, perhaps a month, perhaps a day.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::calendar::in_our_calendar;
use crate::date::{Date, two_digits};

const AGE_OF_MAJORITY: u16 = 18;

/// A date of birth whose month and day may be unknown (Doc 9303-3 section 4.7).
///
/// Only dates that some day fits can be built: there is no 30 February and no month 13.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The text is no date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date of birth: 1974, 1974-08 or 1974-08-12 is needed, and the day must exist")]
pub struct BirthDateUnreadable;

/// How two dates of birth stand to each other (contract section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Both are known in full and are the same day.
    Equal,
    /// At least one is known in part, and the parts that both have are equal.
    Partial,
    /// Both are known in full and differ only by day and month having changed places.
    Swapped,
    /// A part that both have differs.
    Contradicts,
}

impl BirthDate {
    /// The date with these parts; `None` if no day fits them. A day may be known without its month.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        // December stands in for an unknown month: it has every day that a month can have.
        Date::new(year, month.unwrap_or(12), day.unwrap_or(1))?;
        Some(Self { year, month, day })
    }

    /// Reads `1974`, `1974-08` or `1974-08-12`.
    ///
    /// # Errors
    ///
    /// [`BirthDateUnreadable`] for another shape, or a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, BirthDateUnreadable> {
        let (year, month, day) = match *text.as_bytes() {
            [y1, y2, y3, y4] => (year_of(y1, y2, y3, y4), None, None),
            [y1, y2, y3, y4, b'-', m1, m2] => {
                (year_of(y1, y2, y3, y4), Some(two_digits(m1, m2).ok_or(BirthDateUnreadable)?), None)
            }
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => (
                year_of(y1, y2, y3, y4),
                Some(two_digits(m1, m2).ok_or(BirthDateUnreadable)?),
                Some(two_digits(d1, d2).ok_or(BirthDateUnreadable)?),
            ),
            _ => return Err(BirthDateUnreadable),
        };
        year.and_then(|year| Self::new(year, month, day)).ok_or(BirthDateUnreadable)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it is known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it is known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// True if year, month and day are known.
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.month.is_some() && self.day.is_some()
    }

    /// The latest day that the date can mean.
    #[must_use]
    pub fn youngest(self) -> Date {
        let month = self.month.unwrap_or(12);
        let latest_day = self.day.map_or(1..=31, |day| day..=day);
        // `new` let in only dates that some day fits.
        latest_day.rev().find_map(|day| Date::new(self.year, month, day)).unwrap_or(Date::LAST)
    }

    /// The earliest day that the date can mean.
    #[must_use]
    pub fn earliest(self) -> Date {
        let month = self.month.unwrap_or(1);
        // January has every day of a month, so only a date that no day fits would fall back.
        Date::new(self.year, month, self.day.unwrap_or(1)).unwrap_or(Date::FIRST)
    }

    /// True if a person born on the latest day that the date can mean is under 18 on `day`; a Buddhist or Hijri year is
    /// read in our calendar.
    ///
    /// Who was born on 29 February comes of age on 1 March where there is no such day: where the law of
    /// countries differs, the reading that protects longer is taken.
    #[must_use]
    pub fn is_minor_on(self, day: Date) -> bool {
        let born = in_our_calendar(self).unwrap_or(self).youngest();
        let year = born.year() + AGE_OF_MAJORITY;
        let eighteenth_birthday =
            Date::new(year, born.month(), born.day()).or_else(|| Date::new(year, 3, 1)).unwrap_or(Date::LAST);
        day < eighteenth_birthday
    }

    /// How this date and another stand to each other.
    #[must_use]
    pub fn compare(self, other: Self) -> Agreement {
        if self.is_full() && other.is_full() {
            return if self == other {
                Agreement::Equal
            } else if self.year == other.year && self.month == other.day && self.day == other.month {
                Agreement::Swapped
            } else {
                Agreement::Contradicts
            };
        }
        let agree = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        if self.year == other.year && agree(self.month, other.month) && agree(self.day, other.day) {
            Agreement::Partial
        } else {
            Agreement::Contradicts
        }
    }
}

fn year_of(y1: u8, y2: u8, y3: u8, y4: u8) -> Option<u16> {
    Some(u16::from(two_digits(y1, y2)?) * 100 + u16::from(two_digits(y3, y4)?))
}

/// ISO form up to the first unknown part: a day without its month is not shown.
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Hides the date: it is personal data and must not reach a log through `{:?}`.
impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_full() { "BirthDate(full)" } else { "BirthDate(partial)" })
    }
}

impl Serialize for BirthDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BirthDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Agreement, BirthDate};
    use crate::date::Date;

    fn born(text: &str) -> BirthDate {
        BirthDate::parse(text).unwrap()
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn partial_and_full_dates_are_read_and_written_alike() {
        for text in ["1974", "1974-08", "1974-08-12", "2000-02-29"] {
            assert_eq!(born(text).to_string(), text);
        }
        for text in
            ["", "74", "1974-13", "1974-00", "1974-8", "1974-02-30", "1900-02-29", "1974-08-12 ", "0000"]
        {
            assert!(BirthDate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn partial_date_is_read_at_its_youngest() {
        assert_eq!(born("1974").youngest(), day("1974-12-31"));
        assert_eq!(born("1974-02").youngest(), day("1974-02-28"));
        assert_eq!(born("2012-02").youngest(), day("2012-02-29"));
        let day_without_month = BirthDate::new(1974, None, Some(5)).unwrap();
        assert_eq!(day_without_month.youngest(), day("1974-12-05"));
        assert_eq!(day_without_month.earliest(), day("1974-01-05"));
    }

    #[test]
    fn a_person_is_a_minor_until_the_eighteenth_birthday() {
        assert!(born("2008-11-25").is_minor_on(day("2026-11-24")));
        assert!(!born("2008-11-24").is_minor_on(day("2026-11-24")));
        assert!(born("2008").is_minor_on(day("2026-11-24")), "might be born in December");
        assert!(!born("2007").is_minor_on(day("2026-11-24")));
        assert!(born("2008-02-29").is_minor_on(day("2026-02-28")));
        assert!(!born("2008-02-29").is_minor_on(day("2026-03-01")));
        assert!(born("9999-12-31").is_minor_on(day("2026-03-01")));
    }

    #[test]
    fn minors_of_other_calendars_are_minors_and_adults_are_none() {
        // 5 Jumada I 1440 was in January 2019; 1394 began in January 1974.
        assert!(born("1440-05-05").is_minor_on(day("2026-11-24")));
        assert!(!born("1394-07").is_minor_on(day("2026-11-24")));
        assert!(born("2562-01-11").is_minor_on(day("2026-11-24")));
        assert!(!born("2517-08-12").is_minor_on(day("2026-11-24")));
    }

    #[test]
    fn dates_are_compared_by_the_parts_that_both_have() {
        for (a, b, agreement) in [
            ("1974-08-12", "1974-08-12", Agreement::Equal),
            ("1974-08-12", "1974-12-08", Agreement::Swapped),
            ("1974-08-12", "1975-12-08", Agreement::Contradicts),
            ("1974-08-12", "1974-08-13", Agreement::Contradicts),
            ("1974-08-12", "1974-08", Agreement::Partial),
            ("1974-08-12", "1974", Agreement::Partial),
            ("1974-08", "1974-08", Agreement::Partial),
            ("1974-08", "1974-09", Agreement::Contradicts),
            ("1974", "1975-08-12", Agreement::Contradicts),
        ] {
            assert_eq!(born(a).compare(born(b)), agreement, "{a} {b}");
            assert_eq!(born(b).compare(born(a)), agreement, "{b} {a}");
        }
        let day_without_month = BirthDate::new(1974, None, Some(5)).unwrap();
        assert_eq!(day_without_month.compare(born("1974-08-05")), Agreement::Partial);
        assert_eq!(day_without_month.compare(born("1974-08-12")), Agreement::Contradicts);
    }

    #[test]
    fn debug_output_does_not_show_the_date() {
        assert!(!format!("{:?}", born("1974-08-12")).contains("1974"));
    }
}

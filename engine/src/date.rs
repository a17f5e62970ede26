//! A day in the calendar, without a time and without a zone.
//!
//! The engine has no clock: which day it is comes from the question.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil};
use serde::{Deserialize, Serialize};

const SECONDS_PER_DAY: i64 = 86_400;
const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// A day of the Gregorian calendar in the years 1000 to 9999.
///
/// Ordered by time. Four bytes: the days since 1970-01-01, negative before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// The text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date: a day that exists is needed, as 2026-11-24, in the years 1000 to 9999")]
pub struct DateUnreadable;

impl Date {
    /// 1000-01-01, the first day that can be told.
    pub const FIRST: Self = Self(-354_285);
    /// 9999-12-31, the last day that can be told.
    pub const LAST: Self = Self(2_932_896);

    /// The day of this year, month (1 to 12) and day of month; `None` if there is no such day.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let year = i16::try_from(year).ok()?;
        let civil = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let days = civil.duration_since(EPOCH).as_secs() / SECONDS_PER_DAY;
        Self::from_days(i32::try_from(days).ok()?)
    }

    /// Reads `2026-11-24`: four, two and two digits, nothing else.
    ///
    /// # Errors
    ///
    /// [`DateUnreadable`] for another shape, or a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, DateUnreadable> {
        match *text.as_bytes() {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
                let year = two_digits(y1, y2).zip(two_digits(y3, y4));
                let month_and_day = two_digits(m1, m2).zip(two_digits(d1, d2));
                year.zip(month_and_day)
                    .and_then(|((hundreds, ones), (month, day))| {
                        Self::new(u16::from(hundreds) * 100 + u16::from(ones), month, day)
                    })
                    .ok_or(DateUnreadable)
            }
            _ => Err(DateUnreadable),
        }
    }

    /// The day that it was in UTC at `moment`; the first or last day if the moment lies outside them.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let days = moment.as_second().div_euclid(SECONDS_PER_DAY);
        i32::try_from(days).map_or(Self::LAST, |days| Self(days.clamp(Self::FIRST.0, Self::LAST.0)))
    }

    /// The day `days` after 1970-01-01; `None` outside the years 1000 to 9999.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&days).then_some(Self(days))
    }

    /// Days since 1970-01-01, negative before.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The year, 1000 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        u16::try_from(self.civil().year()).unwrap_or_default()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.civil().month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.civil().day().unsigned_abs()
    }

    fn civil(self) -> civil::Date {
        // Every value lies between FIRST and LAST, so the sum is always in the range of the calendar.
        EPOCH.checked_add(SignedDuration::from_hours(i64::from(self.0) * 24)).unwrap_or(EPOCH)
    }
}

/// The number that two ASCII digits write.
pub(crate) fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.civil();
        write!(f, "{:04}-{:02}-{:02}", civil.year(), civil.month(), civil.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;
    use proptest::prelude::*;

    #[test]
    fn iso_dates_are_read_and_written_alike() {
        for text in ["1970-01-01", "2026-11-24", "2000-02-29", "1000-01-01", "9999-12-31", "1899-12-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Date::parse("1970-01-01").unwrap().days(), 0);
        assert_eq!(Date::parse("1000-01-01").unwrap(), Date::FIRST);
        assert_eq!(Date::parse("9999-12-31").unwrap(), Date::LAST);
    }

    #[test]
    fn days_that_do_not_exist_and_other_shapes_are_refused() {
        for text in [
            "",
            "2026",
            "2026-02-30",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "0999-12-31",
            "2026-11-24T00:00",
            "20261124",
            "+026-11-24",
            "２０26-11-24",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn day_of_a_moment_is_the_day_in_utc() {
        let day = |text: &str| Date::of(text.parse().unwrap()).to_string();
        assert_eq!(day("2026-11-24T23:59:59.999Z"), "2026-11-24");
        assert_eq!(day("2026-11-24T23:59:59-01:00"), "2026-11-25");
        assert_eq!(day("1969-12-31T23:59:59Z"), "1969-12-31");
        assert_eq!(Date::of(jiff::Timestamp::MIN), Date::FIRST);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,12}|[0-9-]{8,11}") {
            if let Ok(date) = Date::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
            }
        }

        #[test]
        fn parts_and_days_tell_the_same_day(days in Date::FIRST.0..=Date::LAST.0) {
            let date = Date::from_days(days).unwrap();
            prop_assert_eq!(Date::new(date.year(), date.month(), date.day()), Some(date));
        }
    }
}

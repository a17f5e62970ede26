//! How a source writes dates: `%d %b %Y`, `%Y/%m/%d`, `%Y`, ... in the words of strptime.

use std::borrow::Cow;

use jiff::fmt::strtime;
use watchpost_engine::date::Date;
use watchpost_engine::record::parse::Value;

use crate::limits;

/// How dates are written in a column.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    /// The forms, tried in turn.
    pub(super) forms: Vec<DateForm>,
    /// What stands between the first and the last date of a span.
    pub(super) until: Vec<String>,
    /// The day on which the text is an age in years, if it is one.
    pub(super) age_on: Option<Date>,
}

impl Dates {
    /// The dates that a text tells; of a span, every year that it touches. `None` if no form fits, or a span is
    /// longer than [`limits::SPAN_YEARS`].
    pub(super) fn read(&self, text: &str) -> Option<Value<'static>> {
        if let Some(day) = self.age_on
            && let Ok(age) = text.parse::<u16>()
        {
            return years_of_age(age, day);
        }
        if let Some(date) = self.date(text) {
            return Some(Value::One(Cow::Owned(date)));
        }
        self.until.iter().find_map(|until| {
            let (first, last) = text.split_once(until.as_str())?;
            let (first, last) = (self.year(first)?, self.year(last)?);
            let years = last.checked_sub(first)?;
            let year = |year: u16| Cow::Owned(format!("{year:04}"));
            (years < limits::SPAN_YEARS).then(|| Value::Several((first..=last).map(year).collect()))
        })
    }

    fn date(&self, text: &str) -> Option<String> {
        self.forms.iter().find_map(|form| form.read(text))
    }

    fn year(&self, text: &str) -> Option<u16> {
        self.date(text.trim())?.get(..4)?.parse().ok()
    }
}

/// Who is of that age on a day was born in that year less the age, or in the year before. A higher age than
/// [`limits::MOST_AGE`] is none.
fn years_of_age(age: u16, day: Date) -> Option<Value<'static>> {
    let last = day.year().checked_sub(age).filter(|_| age <= limits::MOST_AGE)?;
    let years = [last.checked_sub(1)?, last].map(|year| Cow::Owned(format!("{year:04}")));
    Some(Value::Several(years.to_vec()))
}

/// One way to write a date. A form with a year alone, or with year and month, gives a partial date.
#[derive(Clone, Debug)]
pub(super) struct DateForm(String);

impl DateForm {
    pub(super) fn new(form: &str) -> Result<Self, String> {
        // A form that cannot be read at all would refuse every row.
        if form.contains("%Y") || form.contains("%y") || form.contains("%F") || form.contains("%D") {
            Ok(Self(form.to_owned()))
        } else {
            Err("a date form needs a year, as in `%Y-%m-%d`, `%d/%m/%Y` or `%Y`".to_owned())
        }
    }

    /// The date in ISO form as far as it is known, or `None` if the text is written otherwise or names a day that no
    /// calendar has.
    pub(super) fn read(&self, text: &str) -> Option<String> {
        let parts = strtime::parse(&self.0, text).ok()?;
        let year = parts.year().filter(|year| (1000..=9999).contains(year))?;
        let number = |part: Option<i8>| part.and_then(|part| u8::try_from(part).ok());
        Some(match (number(parts.month()), number(parts.day())) {
            (Some(month), Some(day)) => {
                Date::new(u16::try_from(year).ok()?, month, day)?;
                format!("{year:04}-{month:02}-{day:02}")
            }
            (Some(month), None) => format!("{year:04}-{month:02}"),
            (None, _) => format!("{year:04}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, DateForm, Dates};
    use watchpost_engine::record::parse::Value;

    #[test]
    fn a_date_is_read_as_far_as_it_is_known() {
        for (form, text, expected) in [
            ("%Y/%m/%d", "1982/09/28", Some("1982-09-28")),
            ("%d %b %Y", "07 Oct 1954", Some("1954-10-07")),
            ("%b %Y", "Oct 1954", Some("1954-10")),
            ("%Y", "1954", Some("1954")),
            ("%d/%m/%Y", "31/12/2021", Some("2021-12-31")),
            ("%d/%m/%y", "5/11/21", Some("2021-11-05")),
            ("%Y", "1954-10", None),
            ("%Y/%m/%d", "1982/13/28", None),
            ("%d/%m/%Y", "29/02/1969", None),
            ("00/00/%Y", "00/00/1955", Some("1955")),
            ("00/%m/%Y", "00/10/1955", Some("1955-10")),
            ("%Y-01-01", "1955-01-01", Some("1955")),
            ("%Y-01-01", "1955-01-02", None),
            ("%B %d, %Y", "January 9, 1979", Some("1979-01-09")),
            ("%Y", "", None),
        ] {
            assert_eq!(DateForm::new(form).unwrap().read(text).as_deref(), expected, "{form} {text}");
        }
        assert!(DateForm::new("%d/%m").is_err());
    }

    #[test]
    fn a_span_is_every_year_that_it_touches() {
        let forms = ["%d %b %Y", "%b %Y", "%Y"].map(|form| DateForm::new(form).unwrap()).to_vec();
        let dates = Dates { forms, until: vec![" to ".to_owned(), "-".to_owned()], age_on: None };
        let read = |text: &str| match dates.read(text) {
            None => Vec::new(),
            Some(Value::Several(years)) => years.into_iter().map(String::from).collect(),
            Some(Value::One(date)) => vec![date.into_owned()],
            Some(Value::Absent) => panic!("a date that is read is there"),
        };
        assert_eq!(read("1954 to 1956"), ["1954", "1955", "1956"]);
        assert_eq!(read("01 Nov 1960 to 28 Feb 1961"), ["1960", "1961"]);
        assert_eq!(read("Jan 1954 to Mar 1954"), ["1954"]);
        assert_eq!(read("1954-1955"), ["1954", "1955"]);
        assert_eq!(read("Oct 1954"), ["1954-10"]);
        for text in ["1956 to 1954", "1954 to", "1900 to 2000", "to", "1954 and 1956"] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_age_tells_two_years() {
        let day = Date::parse("2020-01-15").ok();
        let dates = Dates { forms: Vec::new(), until: Vec::new(), age_on: day };
        match dates.read("24") {
            Some(Value::Several(years)) => assert_eq!(years, ["1995", "1996"]),
            _ => panic!("an age is read"),
        }
        for text in ["", "-1", "131", "x", "24 years"] {
            assert!(dates.read(text).is_none(), "{text}");
        }
    }
}

//! How a source writes dates: `%d %b %Y`, `%Y/%m/%d`, `%Y`, ... in the words of strptime.

use jiff::fmt::strtime;

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

    /// The date in ISO form as far as it is known, or `None` if the text is written otherwise.
    pub(super) fn read(&self, text: &str) -> Option<String> {
        let parts = strtime::parse(&self.0, text).ok()?;
        let year = parts.year().filter(|year| (1000..=9999).contains(year))?;
        Some(match (parts.month(), parts.day()) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            (None, _) => format!("{year:04}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DateForm;

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
            ("%Y", "", None),
        ] {
            assert_eq!(DateForm::new(form).unwrap().read(text).as_deref(), expected, "{form} {text}");
        }
        assert!(DateForm::new("%d/%m").is_err());
    }
}

//! Birth dates, partly known or in full, and who is a minor.

use watchpost_engine::person::birth_date::BirthDate;
use watchpost_engine::person::calendar::in_our_calendar;

/// Year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Born {
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
}

const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn last_day(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if month == 2 && !leap { 28 } else { DAYS[month as usize - 1] }
}

impl Born {
    /// Reads `1974`, `1974-08` or `1974-08-12`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse().ok());
        let (year, month, day) = (parts.next()??, parts.next(), parts.next());
        let born = Self { year, month: month.flatten(), day: day.flatten() };
        let whole =
            parts.next().is_none() && month.is_none_or(|m| m.is_some()) && day.is_none_or(|d| d.is_some());
        (whole && born.exists()).then_some(born)
    }

    fn exists(self) -> bool {
        self.month.is_none_or(|month| {
            (1..=12).contains(&month)
                && self.day.is_none_or(|day| (1..=last_day(self.year, month)).contains(&day))
        })
    }

    /// The six signs of a zone: both centuries, but for what lies ahead of today.
    pub(crate) fn of_zone(signs: &str, today: &str) -> Vec<Self> {
        let part = |at: usize| signs[at..at + 2].parse::<u32>().ok();
        let Some(year) = part(0) else { return Vec::new() };
        let century: u32 = today[..2].parse().unwrap();
        [century, century - 1]
            .into_iter()
            .map(|century| Self { year: century * 100 + year, month: part(2), day: part(4) })
            .filter(|born| born.exists() && born.earliest().as_str() <= today)
            .collect()
    }

    fn earliest(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Under 18 on a day, read at the youngest.
    pub(crate) fn is_minor(self, today: &str) -> bool {
        let Self { year, month, day } = self.in_our_calendar();
        let month = month.unwrap_or(12);
        let day = day.unwrap_or_else(|| last_day(year, month));
        today < format!("{:04}-{month:02}-{day:02}", year + 18).as_str()
    }

    fn in_our_calendar(self) -> Self {
        let part = |part: Option<u8>| part.map(u32::from);
        in_our_calendar(self.as_birth_date()).map_or(self, |ours| Self {
            year: u32::from(ours.year()),
            month: part(ours.month()),
            day: part(ours.day()),
        })
    }

    /// The same date in the library's type.
    pub(crate) fn as_birth_date(self) -> BirthDate {
        let part = |part: Option<u32>| part.map(|part| u8::try_from(part).unwrap());
        BirthDate::new(u16::try_from(self.year).unwrap(), part(self.month), part(self.day)).unwrap()
    }
}

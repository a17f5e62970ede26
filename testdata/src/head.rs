//! The columns that every list has (docs/contract.md section 3), and how often they are filled in unusual ways.

use crate::day::{Day, FIRST_FUTURE_YEAR, LAST_EXPIRED_YEAR, PRESENT_YEAR};
use crate::rng::Rng;
use crate::share::Share;

/// The columns that every list begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Unique within its owner.
    pub record_id: String,
    /// The country or organisation that answers for the record, alpha-3.
    pub owner: &'static str,
    /// When the record was made.
    pub reported_on: Option<Day>,
    /// When the owner must look at it again.
    pub review_on: Option<Day>,
    /// The last day of the record.
    pub expires_on: Option<Day>,
    /// The countries that alone may hold it.
    pub only_for: Vec<String>,
    /// The countries that may not hold it.
    pub withheld_from: Vec<String>,
    /// The record's own action; empty where the default is meant.
    pub action: &'static str,
    /// What must be read first.
    pub caution: &'static str,
    /// Whom to ask before anything is done.
    pub contact: String,
    /// Free text.
    pub note: &'static str,
    /// A drill record.
    pub exercise: bool,
}

impl Head {
    /// True where the record had ended before [`PRESENT_YEAR`]; such a record is as if absent.
    pub fn has_expired(&self) -> bool {
        self.expires_on.is_some_and(|day| day.year < PRESENT_YEAR)
    }
}

/// How often the columns of [`Head`] are filled in unusual ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadShares {
    /// Records that have expired.
    pub expired: Share,
    /// Drill records.
    pub exercise: Share,
    /// Records with an action of their own.
    pub own_action: Share,
    /// Records that some countries may not hold. A list with such records needs `build --for`.
    pub withheld: Share,
}

impl Default for HeadShares {
    fn default() -> Self {
        Self {
            expired: Share::one_in(50),
            exercise: Share::one_in(500),
            own_action: Share::one_in(200),
            withheld: Share::NONE,
        }
    }
}

impl HeadShares {
    /// Draws the columns of a row.
    pub(crate) fn draw(&self, rng: &mut Rng, record_id: String, owner: &'static str) -> Head {
        let expired = rng.chance(self.expired);
        let reported_on =
            Day::within(rng, 2005, if expired { LAST_EXPIRED_YEAR - 3 } else { PRESENT_YEAR - 1 });
        let mut head = Head { record_id, owner, reported_on: Some(reported_on), ..Head::default() };
        if expired {
            let years = u16::from(rng.small_between(1, 3));
            head.expires_on = Some(reported_on.plus_years(years));
        } else if rng.one_in(10) {
            head.expires_on = Some(Day::within(rng, FIRST_FUTURE_YEAR, FIRST_FUTURE_YEAR + 10));
        }
        if rng.one_in(4) {
            head.review_on = Some(reported_on.plus_years(u16::from(rng.small_between(3, 40))));
        }
        head.exercise = rng.chance(self.exercise);
        if rng.chance(self.own_action) {
            head.action = rng.pick::<&str>(&["discreet", "specific", "inquiry", "verify-document", "locate"]);
        }
        if rng.chance(self.withheld) {
            head.withheld_from.push((*rng.pick(&["CHE", "NOR", "GBR"])).to_owned());
        }
        if rng.one_in(8) {
            head.contact = format!("ncb@{}.example", owner.to_ascii_lowercase());
        }
        if rng.one_in(60) {
            head.caution = rng
                .pick::<&str>(&["Do not arrest on this record alone.", "May be armed, approach with care."]);
        }
        if rng.one_in(40) {
            head.note =
                rng.pick::<&str>(&["Reported \"by post\", copy on file", "Seen twice; see file 12, page 3"]);
        }
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn records_are_expired_for_good_or_in_force_for_decades() {
        let shares = HeadShares { expired: Share::one_in(3), ..HeadShares::default() };
        let mut rng = Rng::for_row(1, Stream::Documents, 0);
        for _ in 0..500 {
            let head = shares.draw(&mut rng, "A-1".to_owned(), "UTO");
            let Some(day) = head.expires_on else { continue };
            assert!(day.year <= LAST_EXPIRED_YEAR || day.year >= FIRST_FUTURE_YEAR, "{day}");
            assert_eq!(head.has_expired(), day.year <= LAST_EXPIRED_YEAR);
        }
    }

    #[test]
    fn a_withheld_record_is_only_made_when_asked_for() {
        let mut rng = Rng::for_row(1, Stream::Documents, 0);
        let withheld = |shares: HeadShares, rng: &mut Rng| {
            (0..50).filter(|_| !shares.draw(rng, "A-1".to_owned(), "UTO").withheld_from.is_empty()).count()
        };
        assert_eq!(withheld(HeadShares::default(), &mut rng), 0);
        assert_eq!(withheld(HeadShares { withheld: Share::ALL, ..HeadShares::default() }, &mut rng), 50);
    }
}

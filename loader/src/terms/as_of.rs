//! `--as-of [LIST=]TIME`.

use std::str::FromStr;

use jiff::Timestamp;
use watchpost_engine::list::List;

/// When the source of a list, or of all lists of a build, was complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The list; none: all lists of the build that have none of their own.
    pub list: Option<List>,
    /// The moment.
    pub time: Timestamp,
}

impl FromStr for AsOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (list, time) = match text.split_once('=') {
            Some((list, time)) => (Some(list.parse().map_err(|error| format!("{error}"))?), time),
            None => (None, text),
        };
        let time =
            time.parse().map_err(|_| "a time with its zone is needed, as 2026-11-24T08:00:00Z".to_owned())?;
        Ok(Self { list, time })
    }
}

#[cfg(test)]
mod tests {
    use super::AsOf;
    use watchpost_engine::list::List;

    #[test]
    fn a_time_is_for_one_list_or_for_all() {
        let all: AsOf = "2026-11-24T08:00:00Z".parse().unwrap();
        assert_eq!(all.list, None);
        let one: AsOf = "persons=2026-11-24T09:00:00+01:00".parse().unwrap();
        assert_eq!((one.list, one.time), (Some(List::Persons), all.time));
        for text in ["2026-11-24", "yesterday", "person=2026-11-24T08:00:00Z", ""] {
            assert!(text.parse::<AsOf>().is_err(), "{text}");
        }
    }
}

//! Who scores pairs of names: the plainest comparison there is, and the engine's own matcher.

use std::collections::BTreeSet;

use crate::evaluate::plain;

/// Scores names alone.
pub trait NameMatcher {
    /// What it is called on the page.
    fn name(&self) -> String;

    /// How sure it is that `listed` is a name of who is asked as `asked`; the higher the surer. `None` where it would
    /// not show the pair at all.
    fn score(&self, asked: &str, listed: &str) -> Option<f64>;
}

/// The share of parts that both names have, without any knowledge of names: what is gained over it is knowledge.
pub struct EqualParts;

impl NameMatcher for EqualParts {
    fn name(&self) -> String {
        "equal parts alone (of all parts of both names, the share that both have)".to_owned()
    }

    fn score(&self, asked: &str, listed: &str) -> Option<f64> {
        let (asked, listed) = (plain::parts(asked), plain::parts(listed));
        let all: BTreeSet<&String> = asked.union(&listed).collect();
        let both = asked.intersection(&listed).count();
        (both > 0).then(|| both as f64 / all.len() as f64)
    }
}

/// Surname and given names of `SURNAME, Given`; no surname where the name is not parted.
#[must_use]
pub fn parted(name: &str) -> (Option<&str>, &str) {
    match name.split_once(',') {
        Some((surname, given)) => (Some(surname.trim()), given.trim()),
        None => (None, name.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::{EqualParts, NameMatcher, parted};

    #[test]
    fn equal_parts_are_counted_of_all_parts() {
        assert_eq!(EqualParts.score("ERIKSSON, Anna Maria", "Maria Eriksson"), Some(2.0 / 3.0));
        assert_eq!(EqualParts.score("ERIKSSON", "Ericsson"), None);
    }

    #[test]
    fn a_name_with_a_comma_is_parted_there() {
        assert_eq!(parted("ERIKSSON, Anna Maria"), (Some("ERIKSSON"), "Anna Maria"));
        assert_eq!(parted(" Anna Eriksson "), (None, "Anna Eriksson"));
    }
}

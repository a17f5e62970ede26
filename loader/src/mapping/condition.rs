//! Which rows of a source are none of this list, and why: they are counted apart, never dropped in silence.

use regex::Regex;

use super::bound::RowParts;
use super::error::MappingReason;
use super::feed::Feed;
use super::origin::texts;

/// A condition under which a row is left out.
#[derive(Clone, Debug)]
pub(super) struct LeaveOut {
    /// The value that decides.
    pub(super) feed: Feed,
    /// What it is held against.
    pub(super) test: Test,
    /// Why such rows are left out, for the operator.
    pub(super) reason: String,
}

/// What a value is held against. A row without a value has the empty text.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// Left out if every value is one of these.
    Is(Vec<String>),
    /// Left out if no value is one of these.
    IsNot(Vec<String>),
    /// Left out if every value has a match.
    Matches(Regex),
}

impl LeaveOut {
    /// True if the row is left out. Where grouped rows differ, one that stays keeps them all.
    pub(super) fn holds(&self, row: &RowParts<'_>) -> Result<bool, MappingReason> {
        let value = self.feed.of_row(row, &mut 0)?;
        let mut values: Vec<&str> = texts(&value).collect();
        if values.is_empty() {
            values.push("");
        }
        let is_one_of = |words: &[String], value: &str| words.iter().any(|word| word == value);
        Ok(match &self.test {
            Test::Is(words) => values.iter().all(|value| is_one_of(words, value)),
            Test::IsNot(words) => !values.iter().any(|value| is_one_of(words, value)),
            Test::Matches(pattern) => values.iter().all(|value| pattern.is_match(value)),
        })
    }
}

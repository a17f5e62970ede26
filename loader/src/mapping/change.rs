//! What is done with a value on its way: null words, erasing, pattern, split, translation, countries, dates, in this
//! order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use regex::Regex;
use watchpost_engine::record::parse::Value;

use super::country_names;
use super::date_form::Dates;
use super::error::MappingReason;
use super::feed::{push, value_of};

/// What a translation does with a value that its table does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// The row is refused.
    Refuse,
    /// The value stays.
    Keep,
    /// It becomes this.
    Text(String),
}

/// The steps for one column.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// Words that mean "nothing".
    pub(super) null: Vec<String>,
    /// What is taken away from the text, wherever it stands.
    pub(super) erase: Option<Regex>,
    /// What to take out of the text: its group `value`.
    pub(super) pattern: Option<Regex>,
    /// Whether every match of the pattern is a value, or the first alone.
    pub(super) all_matches: bool,
    /// What stands between several values in one text.
    pub(super) split: Option<Regex>,
    /// Values and what they become.
    pub(super) translate: BTreeMap<String, String>,
    /// And all others.
    pub(super) otherwise: Otherwise,
    /// Whether names of countries become codes.
    pub(super) countries: bool,
    /// How dates are written; none: as they are.
    pub(super) dates: Option<Dates>,
    /// Whether a value that cannot be read is let go, or refuses the row.
    pub(super) lets_go: bool,
}

impl Change {
    /// True if the trimmed text means "nothing".
    pub(super) fn is_null(&self, text: &str) -> bool {
        text.is_empty() || self.null.iter().any(|word| word == text)
    }

    /// The value as the column is to have it.
    ///
    /// `unread` counts values that are let go. What is told twice is one value.
    pub(super) fn apply<'a>(
        &'a self,
        value: Value<'a>,
        unread: &mut u64,
    ) -> Result<Value<'a>, MappingReason> {
        let mut changed = Changed { values: Vec::new(), unread };
        match value {
            Value::Absent => {}
            Value::One(text) => self.apply_to(text, &mut changed)?,
            Value::Several(texts) => {
                for text in texts {
                    self.apply_to(text, &mut changed)?;
                }
            }
        }
        Ok(value_of(changed.values))
    }

    fn apply_to<'a>(
        &'a self,
        text: Cow<'a, str>,
        changed: &mut Changed<'a, '_>,
    ) -> Result<(), MappingReason> {
        if self.is_null(text.trim()) {
            return Ok(());
        }
        let text = match self.erase.as_ref().map(|pattern| pattern.replace_all(&text, "")) {
            Some(Cow::Owned(rest)) => Cow::Owned(rest),
            Some(Cow::Borrowed(_)) | None => text,
        };
        if self.pattern.is_none() && self.split.is_none() {
            return self.finish(text, changed);
        }
        let taken: Vec<&str> = match &self.pattern {
            None => vec![&text],
            Some(pattern) => pattern
                .captures_iter(&text)
                .filter_map(|captures| captures.name("value"))
                .map(|group| group.as_str())
                .take(if self.all_matches { usize::MAX } else { 1 })
                .collect(),
        };
        for part in taken {
            match &self.split {
                None => self.finish(Cow::Owned(part.to_owned()), changed)?,
                Some(between) => between
                    .split(part)
                    .try_for_each(|one| self.finish(Cow::Owned(one.to_owned()), changed))?,
            }
        }
        Ok(())
    }

    fn finish<'a>(&'a self, text: Cow<'a, str>, changed: &mut Changed<'a, '_>) -> Result<(), MappingReason> {
        let text = trimmed(text);
        if self.is_null(&text) {
            return Ok(());
        }
        match self.read(text) {
            Ok(value) => push(&mut changed.values, value),
            Err(_) if self.lets_go => *changed.unread += 1,
            Err(reason) => return Err(reason),
        }
        Ok(())
    }

    fn read<'a>(&'a self, text: Cow<'a, str>) -> Result<Value<'a>, MappingReason> {
        let text = self.translated(text)?;
        if text.is_empty() {
            return Ok(Value::Absent);
        }
        if self.countries {
            let code = country_names::code_of(&text).ok_or(MappingReason::NoCountry)?;
            return Ok(Value::One(Cow::Owned(code)));
        }
        match &self.dates {
            None => Ok(Value::One(text)),
            Some(dates) => dates.read(&text).ok_or(MappingReason::NoDateForm),
        }
    }

    fn translated<'a>(&'a self, text: Cow<'a, str>) -> Result<Cow<'a, str>, MappingReason> {
        if self.translate.is_empty() {
            return Ok(text);
        }
        match (self.translate.get(text.as_ref()), &self.otherwise) {
            (Some(becomes), _) | (None, Otherwise::Text(becomes)) => Ok(Cow::Borrowed(becomes)),
            (None, Otherwise::Keep) => Ok(text),
            (None, Otherwise::Refuse) => Err(MappingReason::NoTranslation),
        }
    }
}

/// Values on their way.
struct Changed<'a, 'u> {
    values: Vec<Cow<'a, str>>,
    unread: &'u mut u64,
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

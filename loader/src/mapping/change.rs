//! What is done with a value on its way: null words, pattern, split, translation, date forms, in this order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use regex::Regex;
use watchpost_engine::record::parse::Value;

use super::date_form::DateForm;
use super::error::MappingReason;

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
    /// What to take out of the text: its group `value`.
    pub(super) pattern: Option<Regex>,
    /// Whether every match of the pattern is a value, or the first alone.
    pub(super) all_matches: bool,
    /// What stands between several values in one text.
    pub(super) split: Option<String>,
    /// Values and what they become.
    pub(super) translate: BTreeMap<String, String>,
    /// And all others.
    pub(super) otherwise: Otherwise,
    /// How dates are written; none: as they are.
    pub(super) dates: Vec<DateForm>,
}

impl Change {
    /// True if the trimmed text means "nothing".
    pub(super) fn is_null(&self, text: &str) -> bool {
        text.is_empty() || self.null.iter().any(|word| word == text)
    }

    /// The value as the column is to have it.
    pub(super) fn apply<'a>(&'a self, value: Value<'a>) -> Result<Value<'a>, MappingReason> {
        let mut changed = Vec::new();
        match value {
            Value::Absent => {}
            Value::One(text) => self.apply_to(text, &mut changed)?,
            Value::Several(texts) => {
                for text in texts {
                    self.apply_to(text, &mut changed)?;
                }
            }
        }
        Ok(match changed.len() {
            0 => Value::Absent,
            1 => changed.pop().map_or(Value::Absent, Value::One),
            _ => Value::Several(changed),
        })
    }

    fn apply_to<'a>(
        &'a self,
        text: Cow<'a, str>,
        changed: &mut Vec<Cow<'a, str>>,
    ) -> Result<(), MappingReason> {
        if self.is_null(text.trim()) {
            return Ok(());
        }
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
                Some(between) => part
                    .split(between.as_str())
                    .try_for_each(|one| self.finish(Cow::Owned(one.to_owned()), changed))?,
            }
        }
        Ok(())
    }

    fn finish<'a>(
        &'a self,
        text: Cow<'a, str>,
        changed: &mut Vec<Cow<'a, str>>,
    ) -> Result<(), MappingReason> {
        let text = trimmed(text);
        if self.is_null(&text) {
            return Ok(());
        }
        let text = self.translated(text)?;
        if text.is_empty() {
            return Ok(());
        }
        let text = if self.dates.is_empty() {
            text
        } else {
            let read = self.dates.iter().find_map(|form| form.read(&text));
            Cow::Owned(read.ok_or(MappingReason::NoDateForm)?)
        };
        changed.push(text);
        Ok(())
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

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

//! What feeds a column or a part of a name: where the value comes from, and what is done with it on the way.

use std::borrow::Cow;

use watchpost_engine::record::parse::Value;

use super::bound::RowParts;
use super::change::Change;
use super::each::{Each, Element, Found};
use super::error::MappingReason;
use super::origin::Origin;
use crate::limits;

/// One source of values.
#[derive(Clone, Debug)]
pub(super) struct Feed {
    /// What it is told again for; nothing: once for the row.
    pub(super) each: Option<Each>,
    /// Where the value comes from.
    pub(super) origin: Origin,
    /// Whether the first value alone is taken.
    pub(super) first: bool,
    /// What is done with it.
    pub(super) change: Change,
}

impl Feed {
    /// The values of a row. `unread` counts those that the mapping lets go.
    pub(super) fn of_row<'a>(
        &'a self,
        row: &RowParts<'a>,
        unread: &mut u64,
    ) -> Result<Value<'a>, MappingReason> {
        let Some(each) = &self.each else { return self.of(Element::Row(row.content), unread) };
        let mut all = Vec::new();
        for found in each.found(row)? {
            match found {
                Found::There(element) => push(&mut all, self.of(element, unread)?),
                Found::Made(made) => push(&mut all, owned(self.of(Element::Tree(&made), unread)?)),
            }
        }
        Ok(self.taken(value_of(all)))
    }

    /// The values of one element.
    pub(super) fn of<'e>(
        &'e self,
        element: Element<'e>,
        unread: &mut u64,
    ) -> Result<Value<'e>, MappingReason> {
        let value = self.origin.value(element, |text| self.change.is_null(text))?;
        Ok(self.taken(self.change.apply(value, unread)?))
    }

    fn taken<'v>(&self, value: Value<'v>) -> Value<'v> {
        match value {
            Value::Several(texts) if self.first => texts.into_iter().next().map_or(Value::Absent, Value::One),
            value => value,
        }
    }
}

/// Adds the texts of a value that are not there yet: what is told twice is one value.
pub(super) fn push<'a>(all: &mut Vec<Cow<'a, str>>, value: Value<'a>) {
    let mut add = |text: Cow<'a, str>| {
        if all.len() < limits::VALUES_GATHERED && !all.contains(&text) {
            all.push(text);
        }
    };
    match value {
        Value::Absent => {}
        Value::One(text) => add(text),
        Value::Several(texts) => texts.into_iter().for_each(add),
    }
}

/// Texts as a value.
pub(super) fn value_of(mut texts: Vec<Cow<'_, str>>) -> Value<'_> {
    match texts.len() {
        0 => Value::Absent,
        1 => texts.pop().map_or(Value::Absent, Value::One),
        _ => Value::Several(texts),
    }
}

/// The value, borrowing from nothing.
pub(super) fn owned(value: Value<'_>) -> Value<'static> {
    let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    match value {
        Value::Absent => Value::Absent,
        Value::One(text) => Value::One(own(text)),
        Value::Several(texts) => Value::Several(texts.into_iter().map(own).collect()),
    }
}

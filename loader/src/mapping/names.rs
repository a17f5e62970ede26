//! Names put together of parts: surname, given names or the whole, and of what kind the name is.

use std::borrow::Cow;

use watchpost_engine::record::NameKind;
use watchpost_engine::record::parse::{Row, RowName, Value};

use super::bound::RowParts;
use super::each::{Each, Element, Found};
use super::error::MappingReason;
use super::feed::Feed;
use crate::limits;

/// How names are found in a row.
#[derive(Clone, Debug)]
pub(super) struct NameRule {
    /// What they are told again for.
    pub(super) each: Option<Each>,
    /// The surname.
    pub(super) surname: Option<Feed>,
    /// The given names.
    pub(super) given: Option<Feed>,
    /// The whole name.
    pub(super) whole: Option<Feed>,
    /// What kind it is; `primary` if this is absent or gives nothing.
    pub(super) kind: Option<Feed>,
}

impl NameRule {
    /// What it is told again for, and every feed, to bind their places.
    pub(super) fn parts_mut(&mut self) -> (Option<&mut Each>, impl Iterator<Item = &mut Feed>) {
        let Self { each, surname, given, whole, kind } = self;
        (each.as_mut(), [surname, given, whole, kind].into_iter().flatten())
    }

    /// Adds the names of a row. An element without any part is no name.
    pub(super) fn add<'a>(
        &'a self,
        row: &RowParts<'a>,
        names: &mut Vec<RowName<'a>>,
        unread: &mut u64,
    ) -> Result<(), MappingReason> {
        let Some(each) = &self.each else {
            return self.of(Element::Row(row.content), unread, |name| add(names, name));
        };
        for found in each.found(row)? {
            match found {
                Found::There(element) => self.of(element, unread, |name| add(names, name))?,
                Found::Made(made) => {
                    self.of(Element::Tree(&made), unread, |name| add(names, owned_name(name)))?;
                }
            }
        }
        Ok(())
    }

    fn of<'e>(
        &'e self,
        element: Element<'e>,
        unread: &mut u64,
        mut add: impl FnMut(RowName<'e>),
    ) -> Result<(), MappingReason> {
        let mut value = |feed: &'e Option<Feed>| match feed {
            Some(feed) => feed.of(element, unread),
            None => Ok(Value::Absent),
        };
        let kind = single(value(&self.kind)?)?;
        let (surname, given, whole) = (value(&self.surname)?, value(&self.given)?, value(&self.whole)?);
        match (surname, given, whole) {
            (Value::Absent, Value::Absent, Value::Absent) => {}
            // A list of whole names: each is one.
            (Value::Absent, Value::Absent, Value::Several(wholes)) => {
                for whole in wholes {
                    add(RowName { whole: Some(whole), kind: kind.clone(), ..RowName::default() });
                }
            }
            (surname, given, whole) => {
                let (surname, given, whole) = (single(surname)?, single(given)?, single(whole)?);
                add(RowName { surname, given, whole, kind });
            }
        }
        Ok(())
    }
}

fn single(value: Value<'_>) -> Result<Option<Cow<'_, str>>, MappingReason> {
    match value {
        Value::Absent => Ok(None),
        Value::One(text) => Ok(Some(text)),
        Value::Several(_) => Err(MappingReason::SeveralParts),
    }
}

/// Adds a name that is not there yet. Of two that are equal, the kind of the first stays, but a primary name is one.
fn add<'a>(names: &mut Vec<RowName<'a>>, name: RowName<'a>) {
    if names.len() == limits::VALUES_GATHERED {
        return;
    }
    let known = names.iter_mut().find(|known| {
        known.surname == name.surname && known.given == name.given && known.whole == name.whole
    });
    match known {
        Some(known) if is_primary(&name) => known.kind = name.kind,
        Some(_) => {}
        None => names.push(name),
    }
}

fn is_primary(name: &RowName<'_>) -> bool {
    name.kind.as_deref().is_none_or(|kind| NameKind::parse(kind) == Some(NameKind::Primary))
}

fn owned_name(name: RowName<'_>) -> RowName<'static> {
    let own = |text: Option<Cow<'_, str>>| text.map(|text| Cow::Owned(text.into_owned()));
    RowName {
        surname: own(name.surname),
        given: own(name.given),
        whole: own(name.whole),
        kind: own(name.kind),
    }
}

/// Puts the names into the row, the primary ones first.
pub(super) fn into_row<'a>(mut names: Vec<RowName<'a>>, row: &mut Row<'a>) {
    names.sort_by_key(|name| !is_primary(name));
    names.into_iter().for_each(|name| row.add_name(name));
}

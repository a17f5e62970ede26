//! For what a field, a name or a document is told again and again: elements of a list, joined rows, matches.

use regex::Regex;
use serde_json::{Map, Value as Json};

use super::bound::RowParts;
use super::error::MappingReason;
use super::origin::texts;
use super::place::{Place, Pointer};
use crate::source::{Cells, Content};

/// What places are read from.
#[derive(Clone, Copy)]
pub(super) enum Element<'a> {
    /// A row of the source or of a joined file.
    Row(Content<'a>),
    /// A part of a tree.
    Tree(&'a Json),
}

/// What is gone through, one element after the other.
#[derive(Clone, Debug)]
pub(super) enum Each {
    /// The values that a pointer leads to.
    Pointer(Pointer),
    /// The rows of a joined file that have the row's key, by the join's place.
    Joined(usize),
    /// The rows that were grouped.
    Grouped,
    /// Every match of a pattern; its named groups are the values.
    Matches {
        /// Where the text stands.
        place: Place,
        /// What is looked for in it.
        pattern: Regex,
    },
}

/// An element of a row, or one made of a match.
pub(super) enum Found<'a> {
    /// It stands in the row.
    There(Element<'a>),
    /// It was made.
    Made(Json),
}

impl Each {
    /// Every element, in the order of the row.
    pub(super) fn found<'a>(&self, row: &RowParts<'a>) -> Result<Vec<Found<'a>>, MappingReason> {
        let element = Element::Row(row.content);
        Ok(match self {
            Self::Pointer(pointer) => pointer
                .elements(element)
                .into_iter()
                .map(|value| Found::There(Element::Tree(value)))
                .collect(),
            Self::Joined(place) => row.joined.get(*place).into_iter().flatten().copied().map(there).collect(),
            Self::Grouped => match row.content {
                Content::Rows(rows) => rows.iter().map(there).collect(),
                Content::Cells(_) | Content::Object(_) => Vec::new(),
            },
            Self::Matches { place, pattern } => {
                let value = place.value(element)?;
                texts(&value).flat_map(|text| matches(pattern, text)).map(Found::Made).collect()
            }
        })
    }
}

fn there(cells: Cells<'_>) -> Found<'_> {
    Found::There(Element::Row(Content::Cells(cells)))
}

/// The named groups of every match. A row has no more matches than bytes, so this is bounded by the row.
fn matches(pattern: &Regex, text: &str) -> Vec<Json> {
    let groups = |captures: regex::Captures<'_>| {
        let named = pattern.capture_names().flatten();
        let filled = named.filter_map(|name| {
            captures.name(name).map(|group| (name.to_owned(), Json::String(group.as_str().to_owned())))
        });
        Json::Object(filled.collect::<Map<String, Json>>())
    };
    pattern.captures_iter(text).map(groups).collect()
}

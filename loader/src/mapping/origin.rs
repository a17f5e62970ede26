//! Where a value comes from.

use std::borrow::Cow;

use watchpost_engine::record::parse::Value;

use super::each::Element;
use super::error::MappingReason;
use super::place::Place;
use super::template::{Piece, Template};
use crate::limits;

/// What feeds a column.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// Always the same text.
    Constant(String),
    /// One value of the row.
    Place(Place),
    /// Several values of the row, put together.
    Template(Template),
}

impl Origin {
    /// Every place that is read.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let (one, pieces) = match self {
            Self::Constant(_) => (None, None),
            Self::Place(place) => (Some(place), None),
            Self::Template(Template(pieces)) => (None, Some(pieces)),
        };
        let in_template = pieces.into_iter().flatten().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Place(place) => Some(place),
        });
        one.into_iter().chain(in_template)
    }

    /// The value in this element. `is_null` tells which texts mean "nothing".
    pub(super) fn value<'a>(
        &'a self,
        element: Element<'a>,
        is_null: impl Fn(&str) -> bool,
    ) -> Result<Value<'a>, MappingReason> {
        match self {
            Self::Constant(text) => Ok(Value::One(Cow::Borrowed(text))),
            Self::Place(place) => place.value(element),
            Self::Template(Template(pieces)) => {
                let mut filled = String::new();
                let mut is_any = false;
                let mut has_gap = false;
                for piece in pieces {
                    match piece {
                        // Around a value that is not there, two spaces are one.
                        Piece::Text(text) if has_gap => {
                            filled.push_str(text.strip_prefix(' ').unwrap_or(text));
                        }
                        Piece::Text(text) => filled.push_str(text),
                        Piece::Place(place) => {
                            let value = place.value(element)?;
                            let before = filled.len();
                            for text in texts(&value).map(str::trim).filter(|text| !is_null(text)) {
                                is_any = true;
                                filled.push_str(text);
                            }
                            has_gap = filled.len() == before && (filled.is_empty() || filled.ends_with(' '));
                        }
                    }
                    // A value may stand in a template as often as a mapping file has room for.
                    if filled.len() > limits::ROW_BYTES {
                        return Err(MappingReason::TooLong);
                    }
                }
                // A template of nothing but its own text would give every such row the same value.
                Ok(if is_any { Value::One(Cow::Owned(filled)) } else { Value::Absent })
            }
        }
    }
}

/// The texts of a value.
pub(super) fn texts<'v>(value: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    let (one, several) = match value {
        Value::Absent => (None, None),
        Value::One(text) => (Some(text), None),
        Value::Several(texts) => (None, Some(texts)),
    };
    one.into_iter().chain(several.into_iter().flatten()).map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::{Element, MappingReason, Origin, Template};
    use crate::limits;
    use crate::mapping::place::Shape;
    use crate::source::{Content, Object};

    #[test]
    fn a_template_that_multiplies_a_row_is_refused_before_it_fills_the_memory() {
        let object: Object =
            serde_json::from_str(&format!(r#"{{"a":"{}"}}"#, "x".repeat(limits::ROW_BYTES / 4))).unwrap();
        let value = |times: usize| {
            let template = Template::new(&"{a}".repeat(times), Shape::Tree).unwrap();
            let element = Element::Row(Content::Object(&object));
            Origin::Template(template).value(element, |_| false).map(|_| ())
        };
        assert_eq!(value(4), Ok(()));
        assert_eq!(value(5), Err(MappingReason::TooLong));
        assert_eq!(value(100_000), Err(MappingReason::TooLong));
    }
}

//! Where a value comes from.

use std::borrow::Cow;

use watchpost_engine::record::parse::Value;

use super::error::MappingReason;
use super::template::{Piece, Place, Template};
use crate::limits;
use crate::source::Content;
use crate::source::own_format::value_of;

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

    /// The value in this row. `is_null` tells which texts mean "nothing".
    pub(super) fn value<'a>(
        &'a self,
        content: Content<'a>,
        is_null: impl Fn(&str) -> bool,
    ) -> Result<Value<'a>, MappingReason> {
        match self {
            Self::Constant(text) => Ok(Value::One(Cow::Borrowed(text))),
            Self::Place(place) => place.value(content),
            Self::Template(Template(pieces)) => {
                let mut filled = String::new();
                let mut is_any = false;
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => filled.push_str(text),
                        Piece::Place(place) => {
                            let value = place.value(content)?;
                            for text in texts(&value).map(str::trim).filter(|text| !is_null(text)) {
                                is_any = true;
                                filled.push_str(text);
                            }
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

impl Place {
    fn value<'a>(&self, content: Content<'a>) -> Result<Value<'a>, MappingReason> {
        let json = match (self, content) {
            (Self::Cell(place), Content::Cells(cells)) => {
                return Ok(cells.get(*place).map_or(Value::Absent, |text| Value::One(Cow::Borrowed(text))));
            }
            (Self::Name(name), Content::Object(object)) => object.get(name),
            (Self::Pointer(pointer), Content::Object(object)) => object.pointer(pointer),
            // A mapping is bound to its source's kind before a row is read.
            (Self::Cell(_), Content::Object(_)) | (Self::Name(_) | Self::Pointer(_), Content::Cells(_)) => {
                None
            }
        };
        json.map_or(Ok(Value::Absent), |json| value_of(json).ok_or(MappingReason::NotText))
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
    use super::{MappingReason, Origin, Template};
    use crate::limits;
    use crate::source::{Content, Kind, Object};

    #[test]
    fn a_template_that_multiplies_a_row_is_refused_before_it_fills_the_memory() {
        let object: Object =
            serde_json::from_str(&format!(r#"{{"a":"{}"}}"#, "x".repeat(limits::ROW_BYTES / 4))).unwrap();
        let value = |times: usize| {
            let template = Template::new(&"{a}".repeat(times), Kind::JsonLines).unwrap();
            Origin::Template(template).value(Content::Object(&object), |_| false).map(|_| ())
        };
        assert_eq!(value(4), Ok(()));
        assert_eq!(value(5), Err(MappingReason::TooLong));
        assert_eq!(value(100_000), Err(MappingReason::TooLong));
    }
}

//! Where in a row, or in a part of it, a value stands.

use std::borrow::Cow;

use serde_json::Value as Json;
use watchpost_engine::record::parse::Value;

use super::each::Element;
use super::error::MappingReason;
use crate::source::own_format::value_of;
use crate::source::{CellRows, Cells, Content, Kind, Object};

/// How places are written: by what the row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Cells, by number or name.
    Cells,
    /// A tree of keys and elements, by name or pointer.
    Tree,
    /// The named groups of a pattern.
    Groups,
}

impl From<Kind> for Shape {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Csv => Self::Cells,
            Kind::JsonLines | Kind::Xml => Self::Tree,
        }
    }
}

/// Where in a row a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The cell of that number, from 0.
    Cell(usize),
    /// The CSV column, JSON key, child element or group of that name.
    Name(String),
    /// What a pointer leads to.
    Pointer(Pointer),
}

/// A JSON pointer (RFC 6901) in which `*` stands for every value of a list, and for the value itself where there
/// is no list: in XML an element that stands once is no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pointer(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    All,
}

impl Place {
    /// The column of that number, from 1.
    pub(super) fn number(number: usize, shape: Shape) -> Result<Self, String> {
        match (shape, number.checked_sub(1)) {
            (Shape::Cells, Some(place)) => Ok(Self::Cell(place)),
            (Shape::Cells, None) => Err("columns are numbered from 1".to_owned()),
            (Shape::Tree | Shape::Groups, _) => {
                Err("a column number is for csv; elsewhere give the name".to_owned())
            }
        }
    }

    pub(super) fn pointer(text: &str, shape: Shape) -> Result<Self, String> {
        if shape != Shape::Tree {
            return Err("a pointer is for jsonl and xml; in csv give the column".to_owned());
        }
        Pointer::new(text).map(Self::Pointer)
    }

    /// `plate`, `1` or `/names/0` between braces.
    pub(super) fn parse(text: &str, shape: Shape) -> Result<Self, String> {
        if text.is_empty() {
            return Err("`{}` in `template` names no value".to_owned());
        }
        if shape == Shape::Tree && text.starts_with('/') {
            return Self::pointer(text, shape);
        }
        match text.parse() {
            Ok(number) if shape == Shape::Cells => Self::number(number, shape),
            _ => Ok(Self::Name(text.to_owned())),
        }
    }

    /// What stands there.
    pub(super) fn value<'a>(&self, element: Element<'a>) -> Result<Value<'a>, MappingReason> {
        match (self, element) {
            (Self::Cell(place), Element::Row(Content::Cells(cells))) => Ok(cell(cells, *place)),
            (Self::Cell(place), Element::Row(Content::Rows(rows))) => Ok(cells_of(rows, *place)),
            (Self::Name(name), Element::Row(Content::Object(object))) => one(object.get(name)),
            (Self::Name(name), Element::Tree(value)) => one(value.get(name)),
            (Self::Pointer(pointer), Element::Row(Content::Object(object))) => {
                several(&pointer.in_object(object))
            }
            (Self::Pointer(pointer), Element::Tree(value)) => several(&pointer.in_value(value)),
            // A mapping is bound to its source's kind before a row is read.
            (Self::Cell(_), Element::Row(Content::Object(_)) | Element::Tree(_))
            | (Self::Name(_) | Self::Pointer(_), Element::Row(Content::Cells(_) | Content::Rows(_))) => {
                Ok(Value::Absent)
            }
        }
    }
}

fn cell(cells: Cells<'_>, place: usize) -> Value<'_> {
    cells.get(place).map_or(Value::Absent, |text| Value::One(Cow::Borrowed(text)))
}

/// The different texts of a column of grouped rows: what every row repeats is one value.
fn cells_of<'a>(rows: CellRows<'a>, place: usize) -> Value<'a> {
    let mut texts: Vec<Cow<'a, str>> = Vec::new();
    for text in rows.iter().filter_map(|cells| cells.get(place)) {
        if !texts.iter().any(|known| known == text) {
            texts.push(Cow::Borrowed(text));
        }
    }
    Value::Several(texts)
}

fn one(json: Option<&Json>) -> Result<Value<'_>, MappingReason> {
    json.map_or(Ok(Value::Absent), |json| value_of(json).ok_or(MappingReason::NotText))
}

fn several<'a>(found: &[&'a Json]) -> Result<Value<'a>, MappingReason> {
    if let [single] = found {
        return one(Some(single));
    }
    let mut texts = Vec::new();
    for json in found {
        match one(Some(json))? {
            Value::Absent => {}
            Value::One(text) => texts.push(text),
            Value::Several(more) => texts.extend(more),
        }
    }
    Ok(if texts.is_empty() { Value::Absent } else { Value::Several(texts) })
}

impl Pointer {
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let steps = text.strip_prefix('/').ok_or("a pointer begins with `/`, as /names/0")?;
        let step = |step: &str| match step {
            "*" => Step::All,
            key => Step::Key(key.replace("~1", "/").replace("~0", "~")),
        };
        let steps: Vec<Step> = steps.split('/').map(step).collect();
        match steps.first() {
            Some(Step::All) => Err("a pointer begins with a name; `*` stands behind the list's".to_owned()),
            _ => Ok(Self(steps)),
        }
    }

    fn in_object<'a>(&self, object: &'a Object) -> Vec<&'a Json> {
        let mut found = Vec::new();
        if let [Step::Key(key), rest @ ..] = self.0.as_slice()
            && let Some(value) = object.get(key)
        {
            walk(value, rest, &mut found);
        }
        found
    }

    fn in_value<'a>(&self, value: &'a Json) -> Vec<&'a Json> {
        let mut found = Vec::new();
        walk(value, &self.0, &mut found);
        found
    }

    /// The values that it leads to, a list being as many as it holds.
    pub(super) fn elements<'a>(&self, element: Element<'a>) -> Vec<&'a Json> {
        let found = match element {
            Element::Row(Content::Object(object)) => self.in_object(object),
            Element::Tree(value) => self.in_value(value),
            Element::Row(Content::Cells(_) | Content::Rows(_)) => Vec::new(),
        };
        let mut elements = Vec::new();
        for value in found {
            walk(value, &[Step::All], &mut elements);
        }
        elements
    }
}

fn walk<'a>(value: &'a Json, steps: &[Step], found: &mut Vec<&'a Json>) {
    let Some((step, rest)) = steps.split_first() else {
        found.push(value);
        return;
    };
    match (step, value) {
        (Step::All, Json::Array(values)) => values.iter().for_each(|value| walk(value, rest, found)),
        (Step::All, value) => walk(value, rest, found),
        (Step::Key(key), Json::Object(object)) => {
            if let Some(value) = object.get(key) {
                walk(value, rest, found);
            }
        }
        (Step::Key(key), Json::Array(values)) => {
            if let Some(value) = key.parse().ok().and_then(|at: usize| values.get(at)) {
                walk(value, rest, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use watchpost_engine::record::parse::Value;

    use super::{Place, Pointer, Shape};
    use crate::mapping::each::Element;
    use crate::source::{Content, Object};

    fn texts(pointer: &str) -> Vec<String> {
        let line =
            r#"{"a":{"b":[1,"two"]},"c/d":"e","":"f","l":[{"n":"x"},{"n":["y","z"]},{}],"s":{"n":"w"}}"#;
        let object: Object = serde_json::from_str(line).unwrap();
        let place = Place::pointer(pointer, Shape::Tree).unwrap();
        match place.value(Element::Row(Content::Object(&object))).unwrap() {
            Value::Absent => Vec::new(),
            Value::One(text) => vec![text.into_owned()],
            Value::Several(texts) => texts.into_iter().map(String::from).collect(),
        }
    }

    #[test]
    fn a_pointer_leads_into_the_object_and_a_star_to_every_value_of_a_list() {
        for (pointer, expected) in [
            ("/a/b/1", &["two"][..]),
            ("/a/b", &["1", "two"]),
            ("/a/b/*", &["1", "two"]),
            ("/c~1d", &["e"]),
            ("/", &["f"]),
            ("/a/x", &[]),
            ("/l/*/n", &["x", "y", "z"]),
            ("/s/*/n", &["w"]),
            ("/l/0/n", &["x"]),
            ("/l/9/n", &[]),
        ] {
            assert_eq!(texts(pointer), expected, "{pointer}");
        }
        assert!(Pointer::new("a").is_err());
        assert!(Pointer::new("/*/a").is_err());
    }
}

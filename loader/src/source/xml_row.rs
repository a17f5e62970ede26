//! One row of an XML file as a tree: an element with children is an object, one with text alone is that text, one
//! that stands several times is a list. Attributes are keys with `@` before them; text beside children or attributes
//! is `#text`. Prefixes of names are left out, so that a namespace makes no difference.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::{BadRow, Object};
use crate::limits;

/// The key under which a row has the name of its element.
const ELEMENT: &str = "#element";

/// The key of text that stands beside children or attributes.
const TEXT: &str = "#text";

/// What an XML row cannot be built of.
pub(super) struct Malformed;

/// A row that is being read.
pub(super) struct RowBuilder {
    element: String,
    open: Vec<Open>,
    bytes: usize,
    bad: Option<BadRow>,
    row: Map<String, Value>,
}

/// An element that is not closed yet.
struct Open {
    name: String,
    children: Map<String, Value>,
    text: String,
}

impl RowBuilder {
    /// A row that begins with this tag.
    pub(super) fn new(element: &str, start: &BytesStart<'_>) -> Result<Self, Malformed> {
        let mut builder =
            Self { element: element.to_owned(), open: Vec::new(), bytes: 0, bad: None, row: Map::new() };
        builder.begin(start)?;
        Ok(builder)
    }

    /// Takes what stands in the row next; true if the row's own end was taken.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<bool, Malformed> {
        match event {
            Event::Start(start) => self.begin(start)?,
            Event::End(_) => return Ok(self.end()),
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let sign = match reference.resolve_char_ref().map_err(|_| Malformed)? {
                    Some(sign) => sign,
                    None => entity(reference).ok_or(Malformed)?,
                };
                self.add(sign.encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
        Ok(false)
    }

    /// The row, and how many bytes it has.
    pub(super) fn finish(self) -> (Result<Object, BadRow>, usize) {
        let Self { element, bytes, bad, mut row, .. } = self;
        if let Some(bad) = bad {
            return (Err(bad), bytes);
        }
        row.insert(ELEMENT.to_owned(), Value::String(element));
        let keys = row.len();
        let object = if keys > limits::ROW_KEYS { Err(BadRow::TooLong) } else { Ok(Object::from(row)) };
        (object, bytes)
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Malformed> {
        if self.open.len() as u64 >= limits::XML_DEPTH {
            return Err(Malformed);
        }
        let name = start.local_name().as_ref().to_owned();
        self.count(name.len() + limits::XML_ELEMENT_BYTES);
        let mut open = Open { name, children: Map::new(), text: String::new() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Malformed)?;
            let is_of_schema =
                attribute.key.prefix().is_some() || attribute.key.as_namespace_binding().is_some();
            if is_of_schema {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Malformed)?;
            let key = format!("@{}", attribute.key.local_name().as_ref());
            self.count(key.len() + value.len());
            if self.bad.is_none() {
                open.children.insert(key, Value::String(value.into_owned()));
            }
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self) -> bool {
        let Some(Open { name, mut children, text }) = self.open.pop() else { return true };
        let text = text.trim();
        let value = if children.is_empty() {
            if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) }
        } else {
            if !text.is_empty() {
                children.insert(TEXT.to_owned(), Value::String(text.to_owned()));
            }
            Value::Object(children)
        };
        match self.open.last_mut() {
            Some(parent) => {
                if self.bad.is_some() {
                    return false;
                }
                insert(&mut parent.children, name, value);
                false
            }
            None => {
                self.row = match value {
                    Value::Object(row) => row,
                    Value::Null => Map::new(),
                    text => Map::from_iter([(TEXT.to_owned(), text)]),
                };
                true
            }
        }
    }

    fn add(&mut self, text: &str) {
        self.count(text.len());
        if self.bad.is_none()
            && let Some(open) = self.open.last_mut()
        {
            open.text.push_str(text);
        }
    }

    /// Counts bytes; a row over the limit is read on to its end without keeping it.
    fn count(&mut self, bytes: usize) {
        self.bytes += bytes;
        if self.bytes > limits::ROW_BYTES && self.bad.is_none() {
            self.bad = Some(BadRow::TooLong);
            for open in &mut self.open {
                *open =
                    Open { name: std::mem::take(&mut open.name), children: Map::new(), text: String::new() };
            }
        }
    }
}

/// Adds a child; one that stands several times becomes a list.
fn insert(children: &mut Map<String, Value>, name: String, value: Value) {
    match children.get_mut(&name) {
        None => {
            children.insert(name, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

/// The five entities of XML 1.0 section 4.6.
fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

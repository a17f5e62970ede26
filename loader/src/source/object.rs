//! One JSON object, its keys in their order. A key that stands twice is refused: one of its values would be lost.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::limits;

/// The keys and values of an object.
#[derive(Default)]
pub struct Object(Vec<(String, Value)>);

/// A map has each key once.
impl From<Map<String, Value>> for Object {
    fn from(map: Map<String, Value>) -> Self {
        Self(map.into_iter().collect())
    }
}

impl Object {
    /// Keys and values in the order of the line.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }
}

/// What the reader says of a repeated key; never told to the user as it is.
pub(super) const REPEATED: &str = "a key stands twice";

/// What it says of more keys than a row may have.
pub(super) const TOO_MANY: &str = "too many keys";

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
                let mut object = Object::default();
                while let Some((key, value)) = map.next_entry::<String, Value>()? {
                    if object.0.len() == limits::ROW_KEYS {
                        return Err(de::Error::custom(TOO_MANY));
                    }
                    if object.get(&key).is_some() {
                        return Err(de::Error::custom(REPEATED));
                    }
                    object.0.push((key, value));
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

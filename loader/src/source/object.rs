//! One JSON object, its keys in their order. A key that stands twice is refused: one of its values would be lost.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::limits;

/// The keys and values of an object.
#[derive(Default)]
pub struct Object(Vec<(String, Value)>);

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

    /// The value at a JSON pointer (RFC 6901) such as `/names/0/surname`.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Value> {
        let path = pointer.strip_prefix('/')?;
        let (key, rest) = path.find('/').map_or((path, ""), |at| path.split_at(at));
        self.get(&key.replace("~1", "/").replace("~0", "~"))?.pointer(rest)
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

#[cfg(test)]
mod tests {
    use super::Object;

    #[test]
    fn a_pointer_leads_into_the_object() {
        let object: Object = serde_json::from_str(r#"{"a":{"b":[1,"two"]},"c/d":"e","":"f"}"#).unwrap();
        let text = |pointer: &str| object.pointer(pointer).and_then(|value| value.as_str());
        assert_eq!(text("/a/b/1"), Some("two"));
        assert_eq!(text("/c~1d"), Some("e"));
        assert_eq!(text("/"), Some("f"));
        assert_eq!(text("/a/x"), None);
        assert_eq!(text("a"), None);
    }
}

//! Objects that are read as objects alone. A derived reader takes an array for an object, field by field, which would
//! give the contract a second, nameless spelling, and let values pass under no field name.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// A `T` that was an object.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

/// Reads an object that may be absent.
pub(super) fn optional<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Object<T>>::deserialize(deserializer)?.map(|object| object.0))
}

/// Reads a list of objects.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Vec::<Object<T>>::deserialize(deserializer)?.into_iter().map(|object| object.0).collect())
}

/// Reads a list of objects that may be absent.
pub(super) fn optional_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    let objects = Option::<Vec<Object<T>>>::deserialize(deserializer)?;
    Ok(objects.map(|objects| objects.into_iter().map(|object| object.0).collect()))
}

#[cfg(test)]
mod tests {
    use crate::wire::Question;

    #[test]
    fn an_array_is_no_object() {
        let of = |subject: &str| {
            let question = format!(r#"{{"purpose":"test","operator":"u","subjects":[{subject}]}}"#);
            serde_json::from_str::<Question>(&question)
        };
        for subject in [
            r#"["p1","X"]"#,
            "[]",
            r#"{"document":["L898902C3"]}"#,
            r#"{"person":["NOVAKOVA"]}"#,
            r#"{"vehicle":["1M8GDM9AXKP042788"]}"#,
            r#"{"vehicle":{"plates":[["AB 123 CD"]]}}"#,
        ] {
            assert!(of(subject).is_err(), "{subject}");
        }
        for subject in [
            r#"{"document":null,"vehicle":{"plates":null,"vin":"X"}}"#,
            r#"{"vehicle":{"plates":[{"number":"AB 123 CD"}]}}"#,
        ] {
            assert!(of(subject).is_ok(), "{subject}");
        }
    }
}

//! The lists' own format (contract, section 3): the same names as CSV columns and as JSON keys.

use std::borrow::Cow;

use serde_json::Value as Json;
use watchpost_engine::list::List;
use watchpost_engine::record::parse::{Column, Row, RowName, Separator, Value};

use super::row_refusal::shown_name;
use super::{Cells, Content, Object, RowRefusal, SourceError};

/// Reads rows of one list in its own format.
pub struct OwnFormat {
    list: List,
    /// The column of each cell; empty for JSON Lines.
    cells: Vec<Column>,
}

impl OwnFormat {
    /// For a source with this header; `None` for JSON Lines.
    ///
    /// # Errors
    /// [`SourceError`] if the header names a column that the list does not have, or names one twice.
    pub fn new(list: List, header: Option<&[String]>, name: &str) -> Result<Self, SourceError> {
        let is_column = |text: &String| Column::parse_of(list, text).is_some();
        if header.is_some_and(|header| !header.iter().any(is_column)) {
            // A row and no header: its cells must not be repeated.
            return Err(SourceError::NotTheHeader {
                name: name.to_owned(),
                list,
                columns: csv_columns(list),
            });
        }
        let mut cells = Vec::new();
        for text in header.unwrap_or_default() {
            // Names in parts need JSON; in CSV they stand in columns of their own.
            let column = Column::parse_of(list, text).filter(|column| *column != Column::Names);
            let column = column.ok_or_else(|| SourceError::UnknownColumn {
                name: name.to_owned(),
                column: shown_name(text),
                list,
                columns: csv_columns(list),
            })?;
            if cells.contains(&column) {
                return Err(SourceError::RepeatedColumn {
                    name: name.to_owned(),
                    column: column.to_string(),
                });
            }
            cells.push(column);
        }
        Ok(Self { list, cells })
    }

    /// The row's values by column.
    ///
    /// # Errors
    /// [`RowRefusal`] for a key that the list does not have, or a value of another kind than text.
    pub fn row<'a>(&self, content: Content<'a>) -> Result<Row<'a>, RowRefusal> {
        match content {
            Content::Cells(cells) => Ok(self.row_of_cells(cells)),
            Content::Object(object) => self.row_of_object(object),
            // Rows are grouped by a mapping alone.
            Content::Rows(_) => Ok(Row::new(Separator::Bar)),
        }
    }

    fn row_of_cells<'a>(&self, cells: Cells<'a>) -> Row<'a> {
        let mut row = Row::new(Separator::Bar);
        for (column, place) in self.cells.iter().zip(0..) {
            if let Some(text) = cells.get(place).filter(|text| !text.is_empty()) {
                row.set_text(*column, text);
            }
        }
        row
    }

    fn row_of_object<'a>(&self, object: &'a Object) -> Result<Row<'a>, RowRefusal> {
        let mut row = Row::new(Separator::None);
        for (key, value) in object.iter() {
            // Keys are code, not words: another letter case is another key.
            let column = Column::parse_of(self.list, key)
                .filter(|column| column.as_str() == key)
                .ok_or_else(|| RowRefusal::UnknownKey(shown_name(key)))?;
            if column == Column::Names {
                for name in value.as_array().map(Vec::as_slice).ok_or_else(|| not_text(column))? {
                    row.add_name(name_of(name)?);
                }
            } else {
                row.set(column, value_of(value).ok_or_else(|| not_text(column))?);
            }
        }
        Ok(row)
    }
}

fn csv_columns(list: List) -> String {
    let names: Vec<&str> = Column::of(list)
        .iter()
        .filter(|column| **column != Column::Names)
        .map(|column| column.as_str())
        .collect();
    names.join(", ")
}

fn not_text(column: Column) -> RowRefusal {
    RowRefusal::NotText(column.to_string())
}

/// A JSON value as texts; `None` if it is or holds an object, or a list in a list.
pub(crate) fn value_of(value: &Json) -> Option<Value<'_>> {
    Some(match value {
        Json::Null => Value::Absent,
        Json::Array(values) => Value::Several(values.iter().map(text_of).collect::<Option<Vec<_>>>()?),
        one => Value::One(text_of(one)?),
    })
}

fn text_of(value: &Json) -> Option<Cow<'_, str>> {
    match value {
        Json::String(text) => Some(Cow::Borrowed(text)),
        // One with a point or of twenty digits has lost its spelling: another number would be listed.
        Json::Number(number) if number.is_f64() => None,
        Json::Number(number) => Some(Cow::Owned(number.to_string())),
        Json::Bool(true) => Some(Cow::Borrowed("true")),
        Json::Bool(false) => Some(Cow::Borrowed("false")),
        Json::Null => Some(Cow::Borrowed("")),
        Json::Array(_) | Json::Object(_) => None,
    }
}

fn name_of(value: &Json) -> Result<RowName<'_>, RowRefusal> {
    let parts = value.as_object().ok_or_else(|| not_text(Column::Names))?;
    let mut name = RowName::default();
    for (key, value) in parts {
        let part = match key.as_str() {
            "surname" => &mut name.surname,
            "given" => &mut name.given,
            "whole" => &mut name.whole,
            "kind" => &mut name.kind,
            other => return Err(RowRefusal::UnknownKey(format!("names.{}", shown_name(other)))),
        };
        *part = Some(text_of(value).ok_or_else(|| not_text(Column::Names))?);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::OwnFormat;
    use crate::source::{Content, Object, RowRefusal, SourceError};
    use watchpost_engine::list::List;
    use watchpost_engine::record::parse::parse_person;

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn an_unknown_or_repeated_column_is_refused_by_name() {
        let unknown =
            OwnFormat::new(List::Documents, Some(&header(&["number", "numbr"])), "a.csv").err().unwrap();
        assert!(matches!(&unknown, SourceError::UnknownColumn { column, .. } if column == "numbr"));
        assert!(unknown.to_string().contains("number_to"), "{unknown}");
        let repeated =
            OwnFormat::new(List::Documents, Some(&header(&["number", "Number"])), "a.csv").err().unwrap();
        assert!(matches!(&repeated, SourceError::RepeatedColumn { column, .. } if column == "number"));
        assert!(OwnFormat::new(List::Persons, Some(&header(&["names"])), "a.csv").is_err());
    }

    #[test]
    fn the_first_row_of_a_file_without_a_header_is_not_repeated() {
        let row = header(&["ERIKSSON", "ANNA", "L898902C3"]);
        let refused = OwnFormat::new(List::Persons, Some(&row), "a.csv").err().unwrap();
        assert!(matches!(refused, SourceError::NotTheHeader { .. }), "{refused}");
        assert!(!refused.to_string().contains("ERIKSSON"), "{refused}");
    }

    #[test]
    fn json_keys_hold_texts_lists_and_names_in_parts() {
        let format = OwnFormat::new(List::Persons, None, "a.jsonl").unwrap();
        let object: Object = serde_json::from_str(
            r#"{"record_id":77,"owner":"UTO","notice":"red","minor":true,"sex":null,"birth_dates":["1974"],
                "birth_place":"Zenith|North","names":[{"surname":"ERIKSSON","given":"ANNA","kind":"primary"}]}"#,
        )
        .unwrap();
        let record = parse_person(&format.row(Content::Object(&object)).unwrap()).unwrap();
        assert_eq!(record.listing.record_id, "77");
        assert_eq!(record.minor, Some(true));
        assert_eq!(record.birth_place.as_deref(), Some("Zenith|North"));
        assert_eq!(record.names.len(), 1);
    }

    #[test]
    fn unknown_keys_and_nested_values_are_refused_by_name() {
        let format = OwnFormat::new(List::Persons, None, "a.jsonl").unwrap();
        for (line, key) in [
            (r#"{"nickname":"x"}"#, "nickname"),
            (r#"{"Owner":"UTO"}"#, "Owner"),
            (r#"{"names":[{"first":"x"}]}"#, "names.first"),
            (r#"{"owner":{"a":1}}"#, "owner"),
            (r#"{"birth_dates":[["1974"]]}"#, "birth_dates"),
            (r#"{"names":"ERIKSSON"}"#, "names"),
            // Numbers that have lost their spelling on the way.
            (r#"{"record_id":880692310285.0}"#, "record_id"),
            (r#"{"record_id":123456789012345678901234}"#, "record_id"),
        ] {
            let object: Object = serde_json::from_str(line).unwrap();
            let refusal = format.row(Content::Object(&object)).err().unwrap();
            let (RowRefusal::UnknownKey(found) | RowRefusal::NotText(found)) = refusal else {
                panic!("{line}")
            };
            assert_eq!(found, key);
        }
    }
}

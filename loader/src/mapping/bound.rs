//! A mapping bound to one source: it turns rows into rows by our columns.

use std::borrow::Cow;

use watchpost_engine::record::parse::{Column, Row, Separator};

use super::Rules;
use super::each::Element;
use super::error::{MappingReason, MappingRefusal};
use super::feed::{Feed, push, value_of};
use super::names::into_row;
use super::origin::texts;
use crate::source::{Cells, Content, HeldRows, NotUsed, RowRefusal};

/// Reads the rows of one source.
pub struct BoundMapping {
    pub(super) rules: Rules,
    /// The rows of each joined file, and what gives the key of a row for them.
    pub(super) joins: Vec<(Feed, HeldRows)>,
}

/// A row with what is joined to it.
pub(super) struct RowParts<'a> {
    /// The row, or the rows of one key.
    pub(super) content: Content<'a>,
    /// The rows that each joined file has for it.
    pub(super) joined: Vec<Vec<Cells<'a>>>,
}

/// A row by our columns.
pub struct MappedRow<'a> {
    /// The values.
    pub row: Row<'a>,
    /// How many values could not be read and were let go, where the mapping says so.
    pub unread: u64,
}

impl BoundMapping {
    /// The rows of the joined files.
    pub fn joined(&self) -> impl Iterator<Item = &HeldRows> {
        self.joins.iter().map(|(_, rows)| rows)
    }

    /// The row's values by our columns.
    ///
    /// # Errors
    /// [`NotUsed::LeftOut`] if the mapping leaves the row out, [`RowRefusal::Mapping`] if a value cannot be
    /// translated or is no text.
    pub fn row<'a>(&'a self, content: Content<'a>) -> Result<MappedRow<'a>, NotUsed> {
        let mut parts = RowParts { content, joined: Vec::new() };
        for (condition, place) in self.rules.leave_out.iter().zip(0..) {
            if condition.holds(&parts).map_err(of_key)? {
                return Err(NotUsed::LeftOut(place));
            }
        }
        for (key, rows) in &self.joins {
            let keys = key.of(Element::Row(content), &mut 0).map_err(of_key)?;
            parts.joined.push(texts(&keys).flat_map(|key| rows.of_key(key)).collect());
        }
        let mut row = Row::new(Separator::None);
        let mut unread = 0;
        for field in &self.rules.fields {
            let of = |feed: &'a Feed, unread: &mut u64| {
                feed.of_row(&parts, unread).map_err(|reason| refused(field.column, reason))
            };
            if let [feed] = field.feeds.as_slice() {
                row.set(field.column, of(feed, &mut unread)?);
            } else {
                let mut all = Vec::new();
                for feed in &field.feeds {
                    push(&mut all, of(feed, &mut unread)?);
                }
                row.set(field.column, value_of(all));
            }
        }
        self.set_names(&parts, &mut row, &mut unread)?;
        self.set_documents(&parts, &mut row, &mut unread)?;
        Ok(MappedRow { row, unread })
    }

    fn set_names<'a>(
        &'a self,
        parts: &RowParts<'a>,
        row: &mut Row<'a>,
        unread: &mut u64,
    ) -> Result<(), NotUsed> {
        if self.rules.names.is_empty() {
            return Ok(());
        }
        let mut names = Vec::new();
        for rule in &self.rules.names {
            rule.add(parts, &mut names, unread).map_err(|reason| refused(Column::Names, reason))?;
        }
        into_row(names, row);
        Ok(())
    }

    fn set_documents<'a>(
        &'a self,
        parts: &RowParts<'a>,
        row: &mut Row<'a>,
        unread: &mut u64,
    ) -> Result<(), NotUsed> {
        if self.rules.documents.is_empty() {
            return Ok(());
        }
        let mut documents: Vec<Cow<'a, str>> = Vec::new();
        for rule in &self.rules.documents {
            rule.add(parts, &mut documents, unread).map_err(|reason| refused(Column::Documents, reason))?;
        }
        row.set(Column::Documents, value_of(documents));
        Ok(())
    }
}

/// What decides about a row, and is no column of ours, belongs to its identity.
fn of_key(reason: MappingReason) -> NotUsed {
    refused(Column::RecordId, reason)
}

fn refused(field: Column, reason: MappingReason) -> NotUsed {
    NotUsed::Refused(RowRefusal::Mapping(MappingRefusal { field, reason }))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use watchpost_engine::record::parse::{Column, Refusal, parse_person};

    use crate::limits;
    use crate::mapping::Mapping;
    use crate::source::{Content, Object};

    const MAPPING: &str = r#"
list = "persons"
[format]
kind = "jsonl"
[fields]
record_id = { column = "id" }
owner = { constant = "UTO" }
notice = { constant = "blue" }
nationalities = { pointer = "/n" }
[[names]]
whole = { pointer = "/n" }
[[documents]]
each = { pointer = "/n", pattern = "(?<number>\\d+)" }
number = { column = "number" }
"#;

    /// Each value is compared with all before it, and a row has room for a hundred thousand.
    #[test]
    fn a_row_of_very_many_values_is_refused_in_no_time() {
        let values: Vec<String> = (0..100_000).map(|value| format!("\"A{value}\"")).collect();
        let row = format!("{{\"id\":\"1\",\"n\":[{}]}}", values.join(","));
        assert!(row.len() < limits::ROW_BYTES);
        let object: Object = serde_json::from_str(&row).unwrap();
        let mapping =
            Mapping::parse(MAPPING, "m.toml").unwrap().bind(None, "list.jsonl", Vec::new()).unwrap();
        let begun = Instant::now();
        let mapped = mapping.row(Content::Object(&object)).ok().unwrap();
        let refusal = parse_person(&mapped.row).err().unwrap();
        assert!(matches!(refusal, Refusal::TooMany { column: Column::Names, .. }), "{refusal}");
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
}

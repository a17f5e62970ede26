//! The mapping file as it is written, in TOML, and its translation into a [`Mapping`].

use std::collections::BTreeMap;

use serde::Deserialize;
use watchpost_engine::list::List;
use watchpost_engine::record::parse::Column;

use super::composed_table::{DocumentTable, JoinTable, LeaveOutTable, NameTable};
use super::field_table::{FieldTable, Surroundings};
use super::format_table::FormatTable;
use super::{Field, Mapping, Rules};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    list: String,
    licence: Option<String>,
    format: FormatTable,
    /// Words that mean "nothing" in every column.
    #[serde(default)]
    null: Vec<String>,
    #[serde(default)]
    join: Vec<JoinTable>,
    #[serde(default)]
    leave_out: Vec<LeaveOutTable>,
    fields: BTreeMap<String, OneOrSeveral>,
    #[serde(default)]
    names: Vec<NameTable>,
    #[serde(default)]
    documents: Vec<DocumentTable>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrSeveral {
    One(Box<FieldTable>),
    Several(Vec<FieldTable>),
}

/// Reads a mapping; the error says what is wrong and what to write.
pub(super) fn parse(text: &str) -> Result<Mapping, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let list: List =
        file.list.parse().map_err(|_| "`list` must be documents, vehicles or persons".to_owned())?;
    let in_format = |reason| format!("`format`: {reason}");
    let kind = file.format.kind().map_err(in_format)?;
    let reading = file.format.reading().map_err(in_format)?;
    let joins: Vec<String> = file.join.iter().map(|join| join.name.clone()).collect();
    if joins.iter().zip(0..).any(|(name, place)| joins[..place].contains(name)) {
        return Err("two [[join]] have the same `name`".to_owned());
    }
    let all = Surroundings {
        shape: kind.into(),
        null: &file.null,
        joins: &joins,
        is_grouped: reading.group_by.is_some(),
    };
    if list != List::Persons && !(file.names.is_empty() && file.documents.is_empty()) {
        return Err("[[names]] and [[documents]] are of persons alone".to_owned());
    }
    let mut fields = Vec::new();
    for (name, tables) in file.fields {
        fields.push(field(list, &name, tables, all).map_err(|reason| format!("`fields.{name}`: {reason}"))?);
    }
    let rules = Rules {
        fields,
        names: each("names", file.names, |table| table.into_rule(all))?,
        documents: each("documents", file.documents, |table| table.into_rule(all))?,
        leave_out: each("leave_out", file.leave_out, |table| table.into_condition(all))?,
    };
    if !rules.documents.is_empty() && rules.fields.iter().any(|field| field.column == Column::Documents) {
        return Err("give `fields.documents` or [[documents]], not both".to_owned());
    }
    let joins = each("join", file.join, |table| table.into_join(all))?;
    Ok(Mapping { list, licence: file.licence, kind, reading, cell_names: file.format.columns, joins, rules })
}

fn field(list: List, name: &str, tables: OneOrSeveral, all: Surroundings<'_>) -> Result<Field, String> {
    let column = Column::parse_of(list, name)
        .filter(|column| *column != Column::Names)
        .ok_or_else(|| format!("no column of the list `{list}` (docs/contract.md section 3)"))?;
    let tables = match tables {
        OneOrSeveral::One(table) => vec![*table],
        OneOrSeveral::Several(tables) => tables,
    };
    let feeds = tables.into_iter().map(|table| table.into_feed(all, column.holds_several()));
    Ok(Field { column, feeds: feeds.collect::<Result<Vec<_>, _>>()? })
}

/// Translates every table of an array, telling which of them is at fault.
fn each<T, R>(
    name: &str,
    tables: Vec<T>,
    mut read: impl FnMut(T) -> Result<R, String>,
) -> Result<Vec<R>, String> {
    let numbered = tables.into_iter().zip(1..);
    numbered
        .map(|(table, number)| read(table).map_err(|reason| format!("[[{name}]] number {number}: {reason}")))
        .collect()
}

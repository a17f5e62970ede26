//! The mapping file as it is written, in TOML, and its translation into a [`Mapping`].

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use watchpost_engine::list::List;
use watchpost_engine::record::parse::Column;

use super::change::{Change, Otherwise};
use super::date_form::DateForm;
use super::origin::Origin;
use super::template::{Place, Template};
use super::{Field, Mapping};
use crate::source::{CsvShape, Header, Kind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    list: String,
    licence: Option<String>,
    format: FormatTable,
    /// Words that mean "nothing" in every column.
    #[serde(default)]
    null: Vec<String>,
    fields: BTreeMap<String, FieldTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatTable {
    kind: String,
    delimiter: Option<String>,
    header: Option<bool>,
    #[serde(default)]
    skip_lines: u64,
    columns: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldTable {
    constant: Option<String>,
    column: Option<NameOrNumber>,
    pointer: Option<String>,
    template: Option<String>,
    #[serde(default)]
    null: Vec<String>,
    pattern: Option<String>,
    split: Option<String>,
    #[serde(default)]
    translate: BTreeMap<String, String>,
    otherwise: Option<String>,
    #[serde(default)]
    keep_others: bool,
    #[serde(default)]
    dates: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum NameOrNumber {
    Number(usize),
    Name(String),
}

/// Reads a mapping; the error says what is wrong and what to write.
pub(super) fn parse(text: &str) -> Result<Mapping, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let list: List =
        file.list.parse().map_err(|_| "`list` must be documents, vehicles or persons".to_owned())?;
    let kind = match file.format.kind.as_str() {
        "csv" => Kind::Csv,
        "jsonl" => Kind::JsonLines,
        _ => return Err("`format.kind` must be csv or jsonl".to_owned()),
    };
    let csv = csv_shape(&file.format, kind)?;
    let mut fields = Vec::new();
    for (name, table) in file.fields {
        let column =
            Column::parse_of(list, &name).filter(|column| *column != Column::Names).ok_or_else(|| {
                format!("`fields.{name}` is no column of the list `{list}` (docs/contract.md section 3)")
            })?;
        let field = table
            .into_field(column, kind, &file.null)
            .map_err(|reason| format!("`fields.{name}`: {reason}"))?;
        fields.push(field);
    }
    Ok(Mapping { list, licence: file.licence, kind, csv, cell_names: file.format.columns, fields })
}

fn csv_shape(format: &FormatTable, kind: Kind) -> Result<CsvShape, String> {
    let is_csv_only = format.delimiter.is_some() || format.header.is_some() || format.columns.is_some();
    if kind == Kind::JsonLines && (is_csv_only || format.skip_lines > 0) {
        return Err("`delimiter`, `header`, `skip_lines` and `columns` are for csv alone".to_owned());
    }
    let delimiter = match format.delimiter.as_deref().unwrap_or(",").as_bytes() {
        [sign] if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r') => *sign,
        _ => return Err("`format.delimiter` must be one ASCII sign, not a quote or line end".to_owned()),
    };
    let header = if format.header.unwrap_or(true) { Header::Names } else { Header::None };
    if header == Header::Names && format.columns.is_some() {
        return Err("`format.columns` names the columns of a file without a header; write `header = false`"
            .to_owned());
    }
    let cells = format.columns.as_ref().map(Vec::len);
    Ok(CsvShape { delimiter, header, skip_lines: format.skip_lines, cells })
}

impl FieldTable {
    fn into_field(self, column: Column, kind: Kind, null: &[String]) -> Result<Field, String> {
        let origin = self.origin(kind)?;
        let pattern = self.pattern.as_deref().map(compile).transpose()?;
        let otherwise = match (self.otherwise, self.keep_others) {
            (None, false) => Otherwise::Refuse,
            (None, true) => Otherwise::Keep,
            (Some(text), false) => Otherwise::Text(text),
            (Some(_), true) => return Err("give `otherwise` or `keep_others`, not both".to_owned()),
        };
        if self.translate.is_empty() && otherwise != Otherwise::Refuse {
            return Err("`otherwise` and `keep_others` need a table `translate`".to_owned());
        }
        if self.split.as_deref() == Some("") {
            return Err("`split` must not be empty".to_owned());
        }
        let dates = self.dates.iter().map(|form| DateForm::new(form)).collect::<Result<_, _>>()?;
        let change = Change {
            null: null.iter().cloned().chain(self.null).collect(),
            pattern,
            all_matches: column.holds_several(),
            split: self.split,
            translate: self.translate,
            otherwise,
            dates,
        };
        Ok(Field { column, origin, change })
    }

    fn origin(&self, kind: Kind) -> Result<Origin, String> {
        let one_of = "exactly one of `constant`, `column`, `pointer` and `template` is needed";
        match (&self.constant, &self.column, &self.pointer, &self.template) {
            (Some(text), None, None, None) => Ok(Origin::Constant(text.clone())),
            (None, Some(NameOrNumber::Number(number)), None, None) => {
                Place::number(*number, kind).map(Origin::Place)
            }
            (None, Some(NameOrNumber::Name(name)), None, None) => {
                Ok(Origin::Place(Place::Name(name.clone())))
            }
            (None, None, Some(pointer), None) => Place::pointer(pointer, kind).map(Origin::Place),
            (None, None, None, Some(text)) => Template::new(text, kind).map(Origin::Template),
            _ => Err(one_of.to_owned()),
        }
    }
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let regex =
        Regex::new(pattern).map_err(|error| format!("`pattern` is no regular expression: {error}"))?;
    if regex.capture_names().flatten().any(|name| name == "value") {
        Ok(regex)
    } else {
        Err("`pattern` must mark what is taken as a group named `value`: (?<value>...)".to_owned())
    }
}

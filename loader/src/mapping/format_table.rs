//! The tables `[format]` and `[join.format]` of a mapping file: how the bytes of a file are to be read.

use serde::Deserialize;

use super::field_table::NameOrNumber;
use crate::source::{CsvShape, Encoding, Header, KeyColumn, Kind, Reading, XmlShape};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormatTable {
    kind: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    header: Option<bool>,
    #[serde(default)]
    skip_lines: u64,
    pub(super) columns: Option<Vec<String>>,
    #[serde(default)]
    quoted_lines: bool,
    group_by: Option<NameOrNumber>,
    #[serde(default)]
    records: Vec<String>,
    #[serde(default)]
    pass_over: Vec<String>,
}

impl FormatTable {
    pub(super) fn kind(&self) -> Result<Kind, String> {
        match self.kind.as_str() {
            "csv" => Ok(Kind::Csv),
            "jsonl" => Ok(Kind::JsonLines),
            "xml" => Ok(Kind::Xml),
            _ => Err("`kind` must be csv, jsonl or xml".to_owned()),
        }
    }

    pub(super) fn reading(&self) -> Result<Reading, String> {
        let kind = self.kind()?;
        let encoding = match self.encoding.as_deref() {
            None | Some("utf-8") => Encoding::Utf8,
            Some("windows-1252") => Encoding::Windows1252,
            Some(_) => return Err("`encoding` must be utf-8 or windows-1252".to_owned()),
        };
        let is_csv_only = self.delimiter.is_some()
            || self.header.is_some()
            || self.columns.is_some()
            || self.quoted_lines
            || self.group_by.is_some()
            || self.skip_lines > 0;
        if kind != Kind::Csv && is_csv_only {
            return Err("`delimiter`, `header`, `skip_lines`, `columns`, `quoted_lines` and `group_by` are for csv alone".to_owned());
        }
        let group_by = self.group_by.as_ref().map(|column| self.key_column(column)).transpose()?;
        Ok(Reading { csv: self.csv()?, xml: self.xml(kind)?, encoding, group_by })
    }

    /// The column of a key: by its number where this table names the columns, since the file does not.
    pub(super) fn key_column(&self, column: &NameOrNumber) -> Result<KeyColumn, String> {
        Ok(match (column, &self.columns) {
            (NameOrNumber::Number(number), _) => {
                KeyColumn::Number(number.checked_sub(1).ok_or("columns are numbered from 1")?)
            }
            (NameOrNumber::Name(name), None) => KeyColumn::Name(name.clone()),
            (NameOrNumber::Name(name), Some(names)) => {
                let place = names.iter().position(|known| known == name);
                KeyColumn::Number(place.ok_or_else(|| format!("`columns` has no `{name}`"))?)
            }
        })
    }

    fn csv(&self) -> Result<CsvShape, String> {
        let delimiter = match self.delimiter.as_deref().unwrap_or(",").as_bytes() {
            [sign] if sign.is_ascii() && !matches!(sign, b'"' | b'\n' | b'\r') => *sign,
            _ => return Err("`delimiter` must be one ASCII sign, not a quote or line end".to_owned()),
        };
        let header = if self.header.unwrap_or(true) { Header::Names } else { Header::None };
        if header == Header::Names && self.columns.is_some() {
            return Err(
                "`columns` names the columns of a file without a header; write `header = false`".to_owned()
            );
        }
        let cells = self.columns.as_ref().map(Vec::len);
        let quoted_lines = self.quoted_lines;
        Ok(CsvShape { delimiter, header, skip_lines: self.skip_lines, cells, quoted_lines })
    }

    fn xml(&self, kind: Kind) -> Result<XmlShape, String> {
        if kind != Kind::Xml && !(self.records.is_empty() && self.pass_over.is_empty()) {
            return Err("`records` and `pass_over` are for xml alone".to_owned());
        }
        if kind == Kind::Xml && self.records.is_empty() {
            return Err(
                "xml needs `records`: the paths of the elements that are rows, as /list/entry".to_owned()
            );
        }
        Ok(XmlShape { records: paths(&self.records)?, pass_over: paths(&self.pass_over)? })
    }
}

fn paths(texts: &[String]) -> Result<Vec<Vec<String>>, String> {
    let path = |text: &String| -> Result<Vec<String>, String> {
        let steps = text.strip_prefix('/').ok_or("a path begins with `/`, as /list/entry")?;
        Ok(steps.split('/').map(str::to_owned).collect())
    };
    texts.iter().map(path).collect()
}

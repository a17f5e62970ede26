//! Rows of the lists, written in the lists' own format (contract, section 3).

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::collections::BTreeMap;

use watchpost_engine::record::parse::{Column, Row, Separator, parse_document, parse_person, parse_vehicle};
use watchpost_engine::record::{DocumentRecord, PersonRecord, VehicleRecord};

/// One row: column and text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListRow(BTreeMap<String, String>);

/// A row from `column=text; column=text`.
pub(crate) fn row(text: &str) -> ListRow {
    let cells = text.split("; ").map(|cell| cell.split_once('=').unwrap());
    ListRow(cells.map(|(column, value)| (column.to_owned(), value.to_owned())).collect())
}

/// Rows, one a text.
pub(crate) fn rows(texts: &[&str]) -> Vec<ListRow> {
    texts.iter().map(|text| row(text)).collect()
}

impl ListRow {
    /// The same row with one more cell.
    #[must_use]
    pub(crate) fn with(mut self, column: &str, text: impl Into<String>) -> Self {
        self.0.insert(column.to_owned(), text.into());
        self
    }

    /// The text of a column; an empty one counts as absent.
    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The texts of a cell that holds several.
    pub(crate) fn several(&self, column: &str) -> Vec<&str> {
        self.get(column).map(|text| text.split('|').collect()).unwrap_or_default()
    }

    fn as_row(&self) -> Row<'_> {
        let mut row = Row::new(Separator::Bar);
        for (column, text) in &self.0 {
            row.set_text(Column::parse(column).unwrap(), text.as_str());
        }
        row
    }

    pub(crate) fn document(&self) -> DocumentRecord {
        parse_document(&self.as_row()).unwrap()
    }

    pub(crate) fn vehicle(&self) -> VehicleRecord {
        parse_vehicle(&self.as_row()).unwrap()
    }

    pub(crate) fn person(&self) -> PersonRecord {
        parse_person(&self.as_row()).unwrap()
    }
}

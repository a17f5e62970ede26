//! The tables `[[names]]`, `[[documents]]`, `[[leave_out]]` and `[[join]]` of a mapping file.

use serde::Deserialize;

use super::condition::{LeaveOut, Test};
use super::documents::DocumentRule;
use super::each::Each;
use super::feed::Feed;
use super::field_table::{EachTable, FieldTable, NameOrNumber, Surroundings, compile, lets_go};
use super::format_table::FormatTable;
use super::join::Join;
use super::names::NameRule;
use crate::source::Kind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameTable {
    each: Option<EachTable>,
    surname: Option<FieldTable>,
    given: Option<FieldTable>,
    whole: Option<FieldTable>,
    kind: Option<FieldTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentTable {
    each: Option<EachTable>,
    number: FieldTable,
    issuer: Option<FieldTable>,
    #[serde(rename = "type")]
    code: Option<FieldTable>,
    unread: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeaveOutTable {
    value: FieldTable,
    is: Option<Vec<String>>,
    is_not: Option<Vec<String>>,
    matches: Option<String>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JoinTable {
    pub(super) name: String,
    key: FieldTable,
    column: NameOrNumber,
    format: FormatTable,
}

impl NameTable {
    pub(super) fn into_rule(self, all: Surroundings<'_>) -> Result<NameRule, String> {
        let each = self.each.map(|each| each.read(all)).transpose()?;
        if self.surname.is_none() && self.given.is_none() && self.whole.is_none() {
            return Err("`surname`, `given` or `whole` is needed".to_owned());
        }
        Ok(NameRule {
            surname: part("surname", self.surname, each.as_ref(), all, false)?,
            given: part("given", self.given, each.as_ref(), all, false)?,
            whole: part("whole", self.whole, each.as_ref(), all, true)?,
            kind: part("kind", self.kind, each.as_ref(), all, false)?,
            each,
        })
    }
}

impl DocumentTable {
    pub(super) fn into_rule(self, all: Surroundings<'_>) -> Result<DocumentRule, String> {
        let each = self.each.map(|each| each.read(all)).transpose()?;
        let number = self.number.into_part(each.as_ref(), all, true);
        Ok(DocumentRule {
            number: number.map_err(|reason| format!("`number`: {reason}"))?,
            issuer: part("issuer", self.issuer, each.as_ref(), all, false)?,
            code: part("type", self.code, each.as_ref(), all, false)?,
            lets_go: lets_go(self.unread.as_deref())?,
            each,
        })
    }
}

fn part(
    name: &str,
    table: Option<FieldTable>,
    each: Option<&Each>,
    all: Surroundings<'_>,
    holds_several: bool,
) -> Result<Option<Feed>, String> {
    let feed = table.map(|table| table.into_part(each, all, holds_several)).transpose();
    feed.map_err(|reason| format!("`{name}`: {reason}"))
}

impl LeaveOutTable {
    pub(super) fn into_condition(self, all: Surroundings<'_>) -> Result<LeaveOut, String> {
        let test = match (self.is, self.is_not, self.matches) {
            (Some(words), None, None) => Test::Is(words),
            (None, Some(words), None) => Test::IsNot(words),
            (None, None, Some(pattern)) => Test::Matches(compile(&pattern)?),
            _ => return Err("exactly one of `is`, `is_not` and `matches` is needed".to_owned()),
        };
        if self.reason.trim().is_empty() {
            return Err("`reason` is empty; say why such rows are left out".to_owned());
        }
        Ok(LeaveOut { feed: self.value.into_feed(all, true)?, test, reason: self.reason })
    }
}

impl JoinTable {
    pub(super) fn into_join(self, all: Surroundings<'_>) -> Result<Join, String> {
        if self.format.kind()? != Kind::Csv {
            return Err("a joined file must be csv".to_owned());
        }
        let reading = self.format.reading()?;
        if reading.group_by.is_some() {
            return Err("`group_by` is for the list, not for a joined file".to_owned());
        }
        Ok(Join {
            name: self.name,
            key: self.key.into_part(None, all, false)?,
            column: self.format.key_column(&self.column)?,
            reading,
            cell_names: self.format.columns,
        })
    }
}

//! Reads one column of a row at a time: trimmed, bounded, and empty as good as absent.

use std::borrow::Cow;

use super::{Column, Refusal, Row, Separator, Value};
use crate::date::Date;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::key::Unkeyable;
use crate::limits;

impl<'a> Row<'a> {
    /// The column's one text, if it has one.
    pub(super) fn text(&self, column: Column) -> Result<Option<&str>, Refusal> {
        let text = match self.value(column) {
            Value::Absent => return Ok(None),
            Value::One(text) => text,
            Value::Several(texts) => match texts.as_slice() {
                [] => return Ok(None),
                [text] => text,
                _ => return Err(Refusal::Several { column }),
            },
        };
        bounded(column, text)
    }

    /// A text to keep.
    pub(super) fn kept(&self, column: Column) -> Result<Option<String>, Refusal> {
        Ok(self.text(column)?.map(str::to_owned))
    }

    /// The record id of this or another record.
    pub(super) fn record_id(&self, column: Column) -> Result<Option<String>, Refusal> {
        match self.text(column)? {
            Some(text) if text.len() > limits::RECORD_ID_BYTES => {
                Err(Refusal::TooLong { column, max: limits::RECORD_ID_BYTES })
            }
            text => Ok(text.map(str::to_owned)),
        }
    }

    /// A day.
    pub(super) fn date(&self, column: Column) -> Result<Option<Date>, Refusal> {
        self.read(column, |text| Date::parse(text).ok(), Refusal::NotADate { column })
    }

    /// The code of a country or organisation.
    pub(super) fn code(&self, column: Column) -> Result<Option<IssuerCode>, Refusal> {
        self.read(column, IssuerCode::parse, Refusal::NotACode { column })
    }

    /// One word of a closed list.
    pub(super) fn word<T>(
        &self,
        column: Column,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        self.read(column, parse, Refusal::NotAWord { column })
    }

    /// True or false.
    pub(super) fn flag(&self, column: Column) -> Result<Option<bool>, Refusal> {
        self.read(column, parse_flag, Refusal::NotAFlag { column })
    }

    /// A document code.
    pub(super) fn document_type(&self, column: Column) -> Result<Option<DocumentType>, Refusal> {
        self.read(column, DocumentType::parse, Refusal::NotAWord { column })
    }

    /// A number, plate or chassis number.
    pub(super) fn identifier<T>(
        &self,
        column: Column,
        parse: impl Fn(&str) -> Result<T, Unkeyable>,
    ) -> Result<Option<T>, Refusal> {
        self.text(column)?
            .map(|text| parse(text).map_err(|reason| Refusal::Unkeyable { column, reason }))
            .transpose()
    }

    /// Every value of a column, read one by one; empty ones are left out.
    pub(super) fn each<T>(
        &self,
        column: Column,
        parse: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Result<Vec<T>, Refusal> {
        let mut values = Vec::new();
        let mut add = |text: &str| -> Result<(), Refusal> {
            if let Some(text) = bounded(column, text)? {
                if values.len() == limits::RECORD_VALUES {
                    return Err(Refusal::TooMany { column, max: limits::RECORD_VALUES });
                }
                values.push(parse(text)?);
            }
            Ok(())
        };
        match self.value(column) {
            Value::Absent => {}
            Value::One(text) if self.separator() == Separator::Bar => {
                text.split('|').try_for_each(&mut add)?;
            }
            Value::One(text) => add(text)?,
            Value::Several(texts) => texts.iter().try_for_each(|text: &Cow<'a, str>| add(text))?,
        }
        Ok(values)
    }

    /// Every code of a column.
    pub(super) fn codes(&self, column: Column) -> Result<Vec<IssuerCode>, Refusal> {
        self.each(column, |text| IssuerCode::parse(text).ok_or(Refusal::NotACode { column }))
    }

    fn read<T>(
        &self,
        column: Column,
        parse: impl Fn(&str) -> Option<T>,
        refusal: Refusal,
    ) -> Result<Option<T>, Refusal> {
        self.text(column)?.map(|text| parse(text).ok_or(refusal)).transpose()
    }
}

/// The text without outer spaces; `None` if nothing is left.
pub(super) fn bounded(column: Column, text: &str) -> Result<Option<&str>, Refusal> {
    let text = text.trim();
    if text.len() > limits::RECORD_TEXT_BYTES {
        return Err(Refusal::TooLong { column, max: limits::RECORD_TEXT_BYTES });
    }
    Ok((!text.is_empty()).then_some(text))
}

fn parse_flag(text: &str) -> Option<bool> {
    let is = |words: [&str; 3]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(["true", "1", "yes"]) {
        Some(true)
    } else if is(["false", "0", "no"]) {
        Some(false)
    } else {
        None
    }
}

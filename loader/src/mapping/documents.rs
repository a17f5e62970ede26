//! Documents put together of issuer, number and type, as our column `documents` has them: `ISSUER/NUMBER/TYPE`.

use std::borrow::Cow;

use watchpost_engine::document::issuer::IssuerCode;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::record::parse::Value;

use super::bound::RowParts;
use super::each::{Each, Element, Found};
use super::error::MappingReason;
use super::feed::{Feed, push};
use super::origin::texts;

/// How documents are found in a row.
#[derive(Clone, Debug)]
pub(super) struct DocumentRule {
    /// What they are told again for.
    pub(super) each: Option<Each>,
    /// The number; several give several documents.
    pub(super) number: Feed,
    /// The issuer; `-` if this is absent or gives nothing.
    pub(super) issuer: Option<Feed>,
    /// The document code.
    pub(super) code: Option<Feed>,
    /// Whether a number that is none is let go, or refuses the row.
    pub(super) lets_go: bool,
}

impl DocumentRule {
    /// What it is told again for, and every feed, to bind their places.
    pub(super) fn parts_mut(&mut self) -> (Option<&mut Each>, impl Iterator<Item = &mut Feed>) {
        let Self { each, number, issuer, code, .. } = self;
        (each.as_mut(), std::iter::once(number).chain(issuer).chain(code))
    }

    /// Adds the documents of a row. An element without a number is no document.
    pub(super) fn add<'a>(
        &'a self,
        row: &RowParts<'a>,
        documents: &mut Vec<Cow<'a, str>>,
        unread: &mut u64,
    ) -> Result<(), MappingReason> {
        let Some(each) = &self.each else { return self.of(Element::Row(row.content), documents, unread) };
        for found in each.found(row)? {
            match found {
                Found::There(element) => self.of(element, documents, unread)?,
                Found::Made(made) => self.of(Element::Tree(&made), documents, unread)?,
            }
        }
        Ok(())
    }

    fn of(
        &self,
        element: Element<'_>,
        documents: &mut Vec<Cow<'_, str>>,
        unread: &mut u64,
    ) -> Result<(), MappingReason> {
        let numbers = self.number.of(element, unread)?;
        if matches!(numbers, Value::Absent) {
            return Ok(());
        }
        let mut single = |feed: &Option<Feed>| -> Result<Option<String>, MappingReason> {
            let Some(feed) = feed else { return Ok(None) };
            let value = feed.of(element, unread)?;
            let mut texts = texts(&value);
            match (texts.next(), texts.next()) {
                (_, Some(_)) => Err(MappingReason::SeveralParts),
                (text, None) => Ok(text.map(str::to_owned)),
            }
        };
        let (issuer, code) = (single(&self.issuer)?, single(&self.code)?);
        let is_code = |text: &&str| IssuerCode::parse(text).is_some();
        let told = issuer.as_deref().filter(is_code);
        *unread += u64::from(issuer.is_some() && told.is_none());
        let issuer = told.unwrap_or("-");
        for number in texts(&numbers) {
            if self.lets_go && DocumentNumber::parse(number).is_err() {
                *unread += 1;
                continue;
            }
            let document = match &code {
                Some(code) => format!("{issuer}/{number}/{code}"),
                None => format!("{issuer}/{number}"),
            };
            push(documents, Value::One(Cow::Owned(document)));
        }
        Ok(())
    }
}

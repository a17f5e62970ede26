//! Rows of `documents` and documents named on person records, each read and graded.

use watchpost_engine::list::List;

use super::actions;
use super::answer::{identity, records};
use super::births::Born;
use super::found::Found;
use super::grades::{DocumentText, Grade};
use super::subject::{Asking, notice_of};
use crate::lists::ListRow;

impl Asking<'_> {
    /// Grades a row of `documents` and adds its hit.
    pub(crate) fn document_row(
        &self,
        row: &ListRow,
        by: &dyn Fn(&DocumentText) -> Option<Grade>,
        births: &[Born],
        found: &mut Found,
    ) -> Option<Grade> {
        if !self.answers(row) {
            return None;
        }
        let listed = DocumentText {
            number: row.get("number").unwrap().to_owned(),
            number_to: row.get("number_to").map(str::to_owned),
            issuer: row.get("issuer").map(str::to_owned),
            kind: row.get("type").map(str::to_owned),
            ..DocumentText::default()
        };
        let grade = by(&listed)?;
        let status = row.get("status").unwrap();
        let (mut of_person, mut notice) = (None, None);
        if status == "notice" {
            let behind =
                row.get("notice_id").map(|id| (row.get("notice_owner").unwrap_or(identity(row).0), id));
            let person = records(self.lists, List::Persons)
                .into_iter()
                .find(|person| Some(identity(person)) == behind);
            match person {
                Some(person) if !self.answers(person) => return None,
                Some(person) => {
                    of_person = Some(actions::person(person, births, &self.circumstances.today()));
                }
                None => {
                    found.problems.insert("notice-record-absent".to_owned());
                }
            }
            let colour = person.and_then(|person| person.get("notice")).map(str::to_owned);
            notice = behind.map(|(owner, id)| (owner.to_owned(), id.to_owned(), colour));
        }
        let action = actions::capped(actions::document(row, of_person), grade, "verify-document");
        let mut hit = self.hit(row, grade, action, status);
        hit.notice = notice;
        found.hit(List::Documents, grade, hit);
        Some(grade)
    }

    /// Documents named on person records.
    pub(crate) fn named_documents(
        &self,
        by: &dyn Fn(&DocumentText) -> Option<Grade>,
        births: &[Born],
        found: &mut Found,
    ) -> Option<Grade> {
        let mut best = None;
        for row in records(self.lists, List::Persons).into_iter().filter(|row| self.answers(row)) {
            let named = row.several("documents").into_iter().map(named_document);
            if let Some(grade) = named.filter_map(|listed| by(&listed)).min() {
                let action = actions::person(row, births, &self.circumstances.today());
                let action = actions::capped(action, grade, "verify-document");
                let mut hit = self.hit(row, grade, action, "notice");
                hit.notice = Some(notice_of(row));
                found.hit(List::Persons, grade, hit);
                best = best.min(Some(grade)).or(Some(grade));
            }
        }
        best
    }
}

/// `ISSUER/NUMBER[/TYPE]`, `-` for an unknown issuer.
pub(crate) fn named_document(text: &str) -> DocumentText {
    let mut parts = text.split('/');
    let issuer = parts.next().filter(|issuer| *issuer != "-").map(str::to_owned);
    let number = parts.next().unwrap().to_owned();
    DocumentText { number, issuer, kind: parts.next().map(str::to_owned), ..DocumentText::default() }
}

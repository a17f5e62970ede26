//! How often a clean number is listed by accident, counted afresh from all rows.

use std::collections::BTreeSet;

use watchpost_engine::list::List;

use super::answer::records;
use super::documents::named_document;
use super::grades::DocumentText;
use super::signs::{folded, issuer, written};
use crate::store::Lists;

/// The chance that a clean number of this one's shape is listed: of an issuer, or of any.
pub(crate) fn of_number(lists: &Lists, number: &str, of: Option<&str>) -> f64 {
    let (mut documents, mut named) = listed(lists);
    if let Some(of) = of.and_then(issuer) {
        for numbers in [&mut documents, &mut named] {
            numbers.retain(|listed| listed.issuer.as_deref().and_then(issuer).as_ref() == Some(&of));
        }
    }
    share(&documents, number, (1.0, true)) + share(&named, number, (1.0, true))
}

/// The chance that a clean number of an issuer, of the shape of `asked`, meets a record by one of `tries` numbers of
/// the shape of `other`; `ranges` tells whether ranges of blanks count.
pub(crate) fn of_mistyped(
    lists: &Lists,
    of: &str,
    asked: &str,
    other: &str,
    (tries, ranges): (f64, bool),
) -> f64 {
    let (mut documents, mut named) = listed(lists);
    for numbers in [&mut documents, &mut named] {
        numbers.retain(|listed| listed.issuer.as_deref().and_then(issuer).as_deref() == Some(of));
    }
    let chance = share(&documents, other, (tries, ranges)) + share(&named, other, (tries, ranges));
    let (mut all, mut of_shape) = (0.0, 0);
    for listed in documents.iter().chain(&named) {
        all += numbers_in(listed);
        of_shape += usize::from(shape(&listed.number) == shape(asked));
    }
    if chance >= 1e-5 && of_shape == 0 { chance * (3.0 / f64::max(all, 1.0)).min(1.0) } else { chance }
}

/// The chance that a clean number of a vehicle is listed, among these that the list has of its kind.
pub(crate) fn of_vehicles(listed: &[String], number: &str) -> f64 {
    let text = |number: &String| DocumentText { number: number.clone(), ..DocumentText::default() };
    share(&listed.iter().map(text).collect::<Vec<_>>(), number, (1.0, true))
}

/// Rows of documents, and documents named on persons.
fn listed(lists: &Lists) -> (Vec<DocumentText>, Vec<DocumentText>) {
    let of_rows = |row: &crate::lists::ListRow| DocumentText {
        number: row.get("number").unwrap().to_owned(),
        number_to: row.get("number_to").map(str::to_owned),
        issuer: row.get("issuer").map(str::to_owned),
        ..DocumentText::default()
    };
    let documents = records(lists, List::Documents).into_iter().map(of_rows).collect::<Vec<_>>();
    let persons = records(lists, List::Persons);
    let named = persons.iter().flat_map(|row| row.several("documents").into_iter().map(named_document));
    let named = named.collect::<Vec<_>>();
    (documents, named)
}

/// How many numbers a row stands for.
fn numbers_in(listed: &DocumentText) -> f64 {
    let first = folded(&written(&listed.number));
    let last = listed.number_to.as_deref().map_or_else(|| first.clone(), |last| folded(&written(last)));
    let same = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    let tail = |text: &str| text[same..].parse::<f64>().unwrap_or_default();
    tail(&last) - tail(&first) + 1.0
}

/// Listed numbers of the shape, as a share of all that it can give, for so many tries.
fn share(listed: &[DocumentText], number: &str, (tries, ranges): (f64, bool)) -> f64 {
    let wanted = shape(number);
    let of_shape = listed.iter().filter(|listed| shape(&listed.number) == wanted);
    let (mut records, mut numbers) = (0, 0.0);
    let mut met: Vec<BTreeSet<char>> = vec![BTreeSet::new(); wanted.len()];
    for listed in of_shape {
        let first = folded(&written(&listed.number));
        let last = listed.number_to.as_deref().map_or_else(|| first.clone(), |last| folded(&written(last)));
        let same = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        records += 1;
        if ranges || listed.number_to.is_none() {
            numbers += numbers_in(listed);
        }
        for (at, sign) in first.chars().enumerate() {
            if at < same {
                met[at].insert(sign);
            } else {
                met[at].extend('0'..='9');
            }
        }
    }
    let signs = |met: &BTreeSet<char>| if records < 1_000 { 10.0 } else { met.len() as f64 };
    let space: f64 = met.iter().map(signs).product();
    (numbers * tries / space).min(1.0)
}

/// `d` for a digit and `l` for a letter that folding leaves.
fn shape(number: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_digit() { 'd' } else { 'l' };
    folded(&written(number)).chars().map(sign).collect()
}

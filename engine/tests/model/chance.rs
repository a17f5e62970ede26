//! How often a clean number is listed by accident, counted afresh from all rows.

use std::collections::BTreeSet;

use watchpost_engine::list::List;

use super::answer::records;
use super::documents::named_document;
use super::grades::DocumentText;
use super::signs::{folded, written};
use crate::store::Lists;

/// The chance that a clean number of this one's shape is listed, whatever its issuer.
pub(crate) fn of_any_issuer(lists: &Lists, number: &str) -> f64 {
    let of_rows = |row: &crate::lists::ListRow| DocumentText {
        number: row.get("number").unwrap().to_owned(),
        number_to: row.get("number_to").map(str::to_owned),
        ..DocumentText::default()
    };
    let documents = records(lists, List::Documents).into_iter().map(of_rows).collect::<Vec<_>>();
    let persons = records(lists, List::Persons);
    let named = persons.iter().flat_map(|row| row.several("documents").into_iter().map(named_document));
    let named = named.collect::<Vec<_>>();
    share(&documents, number) + share(&named, number)
}

/// Listed numbers of the shape, as a share of all that it can give.
fn share(listed: &[DocumentText], number: &str) -> f64 {
    let wanted = shape(number);
    let of_shape = listed.iter().filter(|listed| shape(&listed.number) == wanted);
    let (mut records, mut numbers) = (0, 0.0);
    let mut met: Vec<BTreeSet<char>> = vec![BTreeSet::new(); wanted.len()];
    for listed in of_shape {
        let first = folded(&written(&listed.number));
        let last = listed.number_to.as_deref().map_or_else(|| first.clone(), |last| folded(&written(last)));
        let same = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let tail = |text: &str| text[same..].parse::<f64>().unwrap_or_default();
        records += 1;
        numbers += tail(&last) - tail(&first) + 1.0;
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
    (numbers / space).min(1.0)
}

/// `d` for a digit and `l` for a letter that folding leaves.
fn shape(number: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_digit() { 'd' } else { 'l' };
    folded(&written(number)).chars().map(sign).collect()
}

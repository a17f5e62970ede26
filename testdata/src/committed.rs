//! The files that are committed under testdata/, made from fixed seeds. `watchpost-testdata regenerate` writes
//! them; a test compares them byte for byte.

use std::io;

use crate::crossings::{CrossingOptions, Lists, crossings};
use crate::demo::{demo_documents, demo_persons, demo_vehicles};
use crate::documents::documents;
use crate::persons::persons;
use crate::row::{Format, ListRow, write_list};
use crate::share::Share;
use crate::specimens::specimens_csv;
use crate::vehicles::vehicles;

/// The seed of the committed lists and crossings.
pub const SEED: u64 = 1;
/// Rows of each committed list.
pub const ROWS: u64 = 2_000;
/// Committed checks.
pub const CHECKS: u64 = 300;

/// The committed lists: the default composition, but with a range in every hundred documents, as a short list
/// would else hold one.
pub fn committed_lists() -> Lists {
    let mut lists = Lists::new(SEED, ROWS, ROWS, ROWS);
    lists.documents.ranges = Share::one_in(100);
    lists
}

/// Every committed file that is made by this crate: its path under testdata/ and its bytes.
///
/// # Errors
/// None that can happen: the writers write to memory.
pub fn committed_files() -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let lists = committed_lists();
    let (checks, rows, key) = committed_crossings(&lists);
    Ok(vec![
        ("lists/documents.csv", list(Format::Csv, documents(SEED, &lists.documents, ROWS))?),
        ("lists/vehicles.csv", list(Format::Csv, vehicles(SEED, &lists.vehicles, ROWS))?),
        ("lists/persons.jsonl", list(Format::JsonLines, persons(SEED, &lists.persons, ROWS))?),
        ("crossings/checks.jsonl", checks.into_bytes()),
        ("crossings/rows.csv", rows.into_bytes()),
        ("crossings/key.jsonl", key.into_bytes()),
        ("specimens/mrz.csv", specimens_csv().into_bytes()),
        ("demo/documents.csv", list(Format::Csv, demo_documents())?),
        ("demo/vehicles.csv", list(Format::Csv, demo_vehicles())?),
        ("demo/persons.jsonl", list(Format::JsonLines, demo_persons())?),
    ])
}

fn list<R: ListRow>(format: Format, rows: impl IntoIterator<Item = R>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_list(format, rows, &mut bytes)?;
    Ok(bytes)
}

fn committed_crossings(lists: &Lists) -> (String, String, String) {
    let options = CrossingOptions::new(*lists).with_hit_rate(Share::one_in(5));
    let (mut checks, mut rows, mut key) = (String::new(), String::new(), String::new());
    crate::question::Subject::push_csv_header(&mut rows);
    for made in crossings(SEED, &options, CHECKS) {
        made.check.push_json(&mut checks);
        checks.push('\n');
        for subject in &made.check.subjects {
            subject.push_csv(&mut rows);
        }
        made.push_key(&mut key);
    }
    (checks, rows, key)
}

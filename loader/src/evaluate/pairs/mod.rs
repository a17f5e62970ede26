//! Pairs of names that are known to be one person or two: how many of the first are found before how many of the
//! second.
//!
//! Names alone, without birth dates: the hardest question, and the only one that other programs can be asked too.

pub mod bootstrap;
pub mod engine_names;
pub mod matcher;
pub mod measure;
pub mod peer;
pub mod precision;
pub mod split;

use super::samples::Samples;
use crate::exit::Failure;

/// The file of pairs in the samples.
const FILE: &str = "names/labelled-pairs.csv.gz";

/// Two names, and whether they are one person's.
#[derive(Clone)]
pub struct LabelledPair {
    /// The name asked: `SURNAME, Given` or whole.
    pub a: String,
    /// The name listed.
    pub b: String,
    /// Whether both are one person's.
    pub same: bool,
    /// Where the pair comes from.
    pub kind: String,
    /// The record of the first name.
    pub record_a: String,
    /// The record of the second name; the same one for a person and an own alias.
    pub record_b: String,
}

impl LabelledPair {
    /// All pairs of the samples.
    ///
    /// # Errors
    /// [`Failure`] if they cannot be read.
    pub fn read(samples: &Samples) -> Result<Vec<Self>, Failure> {
        let mut pairs = Vec::new();
        let columns = ["name_a", "name_b", "same_person", "kind", "record_a", "record_b"];
        samples.rows(FILE, columns, |[a, b, same, kind, record_a, record_b]| {
            let same = match same {
                "1" => true,
                "0" => false,
                _ => return Err(Failure::input(format!("{FILE}: same_person is 0 or 1"))),
            };
            pairs.push(Self {
                a: a.to_owned(),
                b: b.to_owned(),
                same,
                kind: kind.to_owned(),
                record_a: record_a.to_owned(),
                record_b: record_b.to_owned(),
            });
            Ok(())
        })?;
        Ok(pairs)
    }
}

/// Hides the names.
impl std::fmt::Debug for LabelledPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LabelledPair({}, same: {})", self.kind, self.same)
    }
}

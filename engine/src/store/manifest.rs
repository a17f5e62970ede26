//! The manifest of a generation: `generations/<number>.json`, checked by `CURRENT` or by the
//! manifest that came after it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::sha256::Sha256Name;
use crate::limits;
use crate::list::List;

/// The version of the manifest that this program writes and reads.
pub const MANIFEST_VERSION: u32 = 0;

/// What a generation is: the lists at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`MANIFEST_VERSION`].
    pub version: u32,
    /// The generation's number, 1 to `limits::GENERATION_NUMBER`.
    pub number: u64,
    /// When it was made.
    pub created: Timestamp,
    /// The generation that was in force before; `None` for the first of a store.
    pub parent: Option<Parent>,
    /// The older generation whose content this one repeats, if it is a rollback.
    pub rolled_back_to: Option<u64>,
    /// The country for which it was built (`--for`), if records are withheld from some.
    pub for_country: Option<String>,
    /// The lists it has.
    pub lists: BTreeMap<List, ListEntry>,
    /// Questions that must be answered as expected before it is switched in.
    pub probes: Vec<Probe>,
    /// A place for signatures; must be empty in this version.
    pub signatures: Vec<serde_json::Value>,
}

/// A generation named by its number and the SHA-256 of its manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// Its number.
    pub number: u64,
    /// The SHA-256 of its manifest.
    pub sha256: Sha256Name,
}

/// One list of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEntry {
    /// When its source was complete; a rollback keeps it.
    pub as_of: Timestamp,
    /// Its segments; exactly one in this version.
    pub segments: Vec<SegmentRef>,
    /// What it was compiled from.
    pub sources: Vec<Source>,
}

/// A segment as a manifest names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SegmentRef {
    /// The SHA-256 of its bytes, which is its file name.
    pub sha256: Sha256Name,
    /// The SHA-256 of its last `limits::SEGMENT_ENDING_BYTES`, or of all if it is shorter. Its trailer stands there,
    /// whose checksum covers those of the sections: another segment under this name is told without hashing it whole.
    pub ending: Sha256Name,
    /// Its length in bytes, at most `limits::SEGMENT_BYTES`.
    pub bytes: u64,
    /// Records in it, as its maker counted them.
    pub records: u64,
}

/// A file that a list was compiled from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name, without a path.
    pub name: String,
    /// The SHA-256 of its bytes as they were read.
    pub sha256: Sha256Name,
    /// Rows in it: records, and those that are counted apart here.
    pub rows: u64,
    /// Rows that could not be used.
    pub refused: u64,
    /// Rows equal in every field to one before.
    pub repeated: u64,
    /// Rows left out because the country of the build may not hold them.
    pub withheld: u64,
    /// Rows that are none of this list, as the mapping says: organisations in a list of persons.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u64,
    /// Rows that became a part of another row's record.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub joined: u64,
    /// The licence of the source, if it was told.
    pub licence: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// A question with its answer, asked before a generation is switched in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// The moment of the question, so that a later expiry does not block a reload.
    pub at: Timestamp,
    /// The question, in the shape of the wire; opaque here.
    pub question: serde_json::Value,
    /// What must be answered.
    pub expect: Expectation,
}

/// The answer that a probe must get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The outcome in its wire form, for example `hit`.
    pub outcome: String,
    /// The hits, in any order.
    pub hits: Vec<ExpectedHit>,
}

/// A hit that a probe must get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedHit {
    /// The list of the record.
    pub list: List,
    /// Who answers for the record.
    pub owner: String,
    /// The record's id, unique for its list and owner.
    pub record_id: String,
    /// The grade in its wire form, for example `exact`.
    pub grade: String,
}

/// Read before all else, so that another version is told as such and not as damage.
#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

impl Manifest {
    /// The bytes of the file: JSON for people to read, ended by a line feed.
    ///
    /// # Errors
    /// `OverLimit` if they would be more than `limits::MANIFEST_BYTES`.
    pub(super) fn to_bytes(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|error| StoreError::io("form", path)(error.into()))?;
        bytes.push(b'\n');
        let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if found > limits::MANIFEST_BYTES {
            return Err(StoreError::OverLimit {
                what: "the manifest's bytes",
                found,
                limit: limits::MANIFEST_BYTES,
                remedy: "give fewer sources or probes",
            });
        }
        Ok(bytes)
    }

    /// Reads a manifest that must be that of generation `number`; `path` is for the error alone.
    /// Whether the bytes are the right ones is for the caller to tell, by their SHA-256.
    ///
    /// # Errors
    /// `Version` for another version or a feature of a later one, `Damaged` for all else.
    pub(super) fn from_bytes(bytes: &[u8], number: u64, path: &Path) -> Result<Self, StoreError> {
        let malformed = |error: serde_json::Error| {
            // Only the place is told: the message of the JSON reader may quote a probe.
            let place = format!("something else at line {} column {}", error.line(), error.column());
            StoreError::damaged(path, "its form", &"a manifest in JSON", &place)
        };
        let VersionOnly { version } = serde_json::from_slice(bytes).map_err(malformed)?;
        if version != MANIFEST_VERSION {
            return Err(StoreError::version(path, "its version", &MANIFEST_VERSION, &version));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(malformed)?;
        if manifest.number != number {
            return Err(StoreError::damaged(path, "its number", &number, &manifest.number));
        }
        manifest.check(path)?;
        Ok(manifest)
    }

    /// Every segment it names.
    pub fn segments(&self) -> impl Iterator<Item = &SegmentRef> {
        self.lists.values().flat_map(|entry| &entry.segments)
    }

    fn check(&self, path: &Path) -> Result<(), StoreError> {
        if !self.signatures.is_empty() {
            return Err(StoreError::version(path, "its number of signatures", &0, &self.signatures.len()));
        }
        let older = [self.parent.map(|parent| parent.number), self.rolled_back_to];
        for number in older.into_iter().flatten() {
            if number == 0 || number >= self.number {
                let expected = format!("1 to {}", self.number.saturating_sub(1));
                return Err(StoreError::damaged(
                    path,
                    "the number of an older generation",
                    &expected,
                    &number,
                ));
            }
        }
        at_most(path, "its number of probes", self.probes.len(), limits::PROBES)?;
        self.lists.values().try_for_each(|entry| entry.check(path))
    }
}

impl ListEntry {
    fn check(&self, path: &Path) -> Result<(), StoreError> {
        const PART: &str = "the number of segments of a list";
        let [segment] = self.segments.as_slice() else {
            return Err(match self.segments.len() {
                0 => StoreError::damaged(path, PART, &1, &0),
                more => StoreError::version(path, PART, &1, &more),
            });
        };
        if segment.bytes > limits::SEGMENT_BYTES {
            let expected = format!("at most {}", limits::SEGMENT_BYTES);
            return Err(StoreError::damaged(path, "the length of a segment", &expected, &segment.bytes));
        }
        at_most(path, "the number of sources of a list", self.sources.len(), limits::SOURCES_PER_LIST)
    }
}

fn at_most(path: &Path, part: &'static str, found: usize, limit: usize) -> Result<(), StoreError> {
    if found > limit {
        return Err(StoreError::damaged(path, part, &format!("at most {limit}"), &found));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::error::ErrorKind;
    use super::{Manifest, StoreError};
    use serde_json::{Value, json};
    use std::path::Path;

    fn sample() -> Value {
        let name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        json!({
            "version": 0, "number": 42, "created": "2026-11-23T09:00:00Z",
            "parent": {"number": 41, "sha256": name}, "rolled_back_to": null, "for_country": "UTO",
            "lists": {"documents": {
                "as_of": "2026-11-23T08:58:40Z",
                "segments": [{"sha256": name, "ending": name, "bytes": 4096, "records": 7}],
                "sources": [{"name": "sltd.csv", "sha256": name, "rows": 8, "refused": 1, "repeated": 0,
                             "withheld": 0, "licence": null}]}},
            "probes": [{"at": "2026-11-23T09:00:00Z",
                        "question": {"document": {"number": "L898902C3"}},
                        "expect": {"outcome": "hit", "hits": [
                            {"list": "documents", "owner": "UTO", "record_id": "SLTD-77", "grade": "exact"}]}}],
            "signatures": []
        })
    }

    fn read(value: &Value) -> Result<Manifest, StoreError> {
        Manifest::from_bytes(&serde_json::to_vec(value).unwrap(), 42, Path::new("42.json"))
    }

    fn kind_with(pointer: &str, value: Value) -> ErrorKind {
        let mut manifest = sample();
        *manifest.pointer_mut(pointer).unwrap() = value;
        read(&manifest).unwrap_err().kind()
    }

    #[test]
    fn what_is_written_is_read_back_equal() {
        let manifest = read(&sample()).unwrap();
        let path = Path::new("42.json");
        let bytes = manifest.to_bytes(path).unwrap();
        assert_eq!(Manifest::from_bytes(&bytes, 42, path).unwrap(), manifest);
        assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), sample());
    }

    #[test]
    fn another_version_two_segments_and_signatures_are_of_a_later_version() {
        assert_eq!(kind_with("/version", json!(1)), ErrorKind::Version);
        assert_eq!(kind_with("/signatures", json!([{}])), ErrorKind::Version);
        let segment = sample().pointer("/lists/documents/segments/0").unwrap().clone();
        assert_eq!(kind_with("/lists/documents/segments", json!([segment, segment])), ErrorKind::Version);
    }

    #[test]
    fn a_manifest_that_contradicts_itself_is_damaged() {
        for (pointer, value) in [
            ("/number", json!(43)),
            ("/parent/number", json!(42)),
            ("/rolled_back_to", json!(0)),
            ("/lists/documents/segments", json!([])),
            ("/lists/documents/segments/0/bytes", json!(u64::MAX)),
            ("/lists/documents/segments/0/sha256", json!("../CURRENT")),
            ("/created", json!("yesterday")),
        ] {
            assert_eq!(kind_with(pointer, value), ErrorKind::Damaged, "{pointer}");
        }
    }

    #[test]
    fn unknown_fields_are_refused_at_every_level() {
        for pointer in [
            "",
            "/parent",
            "/lists/documents",
            "/lists/documents/segments/0",
            "/lists/documents/sources/0",
            "/probes/0",
            "/probes/0/expect",
            "/probes/0/expect/hits/0",
        ] {
            let mut manifest = sample();
            manifest.pointer_mut(pointer).unwrap()["surplus"] = json!(1);
            assert_eq!(read(&manifest).unwrap_err().kind(), ErrorKind::Damaged, "{pointer}");
        }
        let mut manifest = sample();
        manifest["lists"]["aircraft"] = manifest["lists"]["documents"].clone();
        assert!(read(&manifest).is_err());
    }

    #[test]
    fn an_error_never_quotes_the_manifest() {
        let mut manifest = sample();
        manifest["probes"][0]["expect"]["hits"] = json!("ERIKSSON");
        assert!(!read(&manifest).unwrap_err().to_string().contains("ERIKSSON"));
    }
}

//! The store: a folder of numbered generations, of which `CURRENT` names the one in force.
//!
//! ```text
//! CURRENT                 number of the generation in force, and the SHA-256 of its manifest
//! generations/42.json     the manifest: names the segments of each list
//! segments/<sha256>       immutable; named by the SHA-256 of its bytes
//! lock                    held by the one writer
//! work/                   spill files of a build; emptied at the next start
//! ```
//!
//! What must hold here:
//!
//! - A segment is opaque: nothing in this module looks inside one.
//! - Segments, manifest, `CURRENT` are written in this order, each durable before the next is
//!   named by another. A cut of power at any moment leaves the old or the new generation, whole
//!   (`tests/power_loss.rs`).
//! - Every change goes through [`Disk`], so that a test can cut, fail or reorder it.
//! - Numbers only rise. A rollback is an older generation's content under a new number.
//! - Readers take no lock and change nothing.

mod current;
mod disk;
mod error;
mod lock;
mod manifest;
mod paths;
mod prune;
mod publish;
mod reader;
mod rollback;
mod segment_file;
mod sha256;
mod writer;

pub use current::Current;
pub use disk::{Disk, RealDisk};
pub use error::{ErrorKind, StoreError};
pub use manifest::{
    Expectation, ExpectedHit, ListEntry, MANIFEST_VERSION, Manifest, Parent, Probe, SegmentRef, Source,
};
pub use prune::Pruned;
pub use publish::ManifestDraft;
pub use reader::{Ancestry, Store};
pub use segment_file::SegmentFile;
pub use sha256::{BadSha256, Sha256Name};
pub use writer::Writer;

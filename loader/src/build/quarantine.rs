//! The quarantine file: one line for each row that was refused, so that it can be mended and sent again.
//!
//! It holds where a row stands and why it was refused, not the row: whoever may read the source looks there.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::exit::Failure;
use crate::source::RowRefusal;

/// For the owner alone: reasons and places tell of persons' records.
const OWNER_ONLY: u32 = 0o600;

/// Takes refused rows; without a file it takes them nowhere, and remembers the first.
pub struct Quarantine {
    open: Option<Open>,
    first: Option<String>,
}

struct Open {
    path: PathBuf,
    file: BufWriter<File>,
}

#[derive(Serialize)]
struct Entry<'a> {
    file: &'a str,
    line: u64,
    /// How many rows, if rows of one key are refused together; the line is that of the first.
    #[serde(skip_serializing_if = "is_one")]
    rows: u64,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_one(rows: &u64) -> bool {
    *rows == 1
}

impl Quarantine {
    /// A quarantine in a new file at `path`, or in none. What stood there before is replaced.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be created.
    pub fn create(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self { open: None, first: None }) };
        let created = OpenOptions::new().write(true).create(true).truncate(true).mode(OWNER_ONLY).open(path);
        let file = created.and_then(|file| {
            // A file that was there keeps its mode otherwise.
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(OWNER_ONLY))?;
            Ok(BufWriter::new(file))
        });
        let file = file.map_err(|error| Failure::writing("the quarantine", &error))?;
        Ok(Self { open: Some(Open { path: path.to_owned(), file }), first: None })
    }

    /// Adds a row of source `file`, or `rows` rows of one key of which the first stands on `line`.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be written.
    pub fn add(&mut self, file: &str, line: u64, rows: u64, refusal: &RowRefusal) -> Result<(), Failure> {
        if self.first.is_none() {
            self.first = Some(format!("{file}, line {line}: {refusal}"));
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        let entry = Entry { file, line, rows, reason: refusal.to_string(), column: refusal.column() };
        serde_json::to_writer(&mut open.file, &entry)
            .map_err(std::io::Error::from)
            .and_then(|()| open.file.write_all(b"\n"))
            .map_err(|error| Failure::writing("the quarantine", &error))
    }

    /// Writes what is still in memory.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        let Some(open) = &mut self.open else { return Ok(()) };
        open.file.flush().map_err(|error| Failure::writing("the quarantine", &error))
    }

    /// Where it is, for messages.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.open.as_ref().map(|open| open.path.as_path())
    }

    /// Forgets the first row that was refused: another list begins.
    pub fn begin_list(&mut self) {
        self.first = None;
    }

    /// The first row of this list that was refused, and why: no value of it.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.first.as_deref()
    }
}

//! Mapping files: a list in another shape is read by saying which of its values feeds which of our columns.
//!
//! A mapping never drops a row: what it cannot make a record of is refused with a reason. A new list needs a
//! new file, not a line of code.

mod bind;
mod bound;
mod change;
mod composed_table;
mod condition;
mod country_names;
mod country_table;
mod date_form;
mod documents;
mod each;
mod error;
mod feed;
mod field_table;
mod file;
mod format_table;
mod join;
mod names;
mod origin;
mod place;
mod template;

use std::io::Read;
use std::path::Path;

use watchpost_engine::list::List;
use watchpost_engine::record::parse::Column;

pub use bound::{BoundMapping, MappedRow};
pub use error::{MappingError, MappingReason, MappingRefusal};
pub use join::Join;

use crate::limits;
use crate::source::{Kind, Reading};
use condition::LeaveOut;
use documents::DocumentRule;
use feed::Feed;
use names::NameRule;

/// How a list in another shape is read.
#[derive(Clone, Debug)]
pub struct Mapping {
    list: List,
    licence: Option<String>,
    kind: Kind,
    reading: Reading,
    /// Names of the cells of a CSV file without a header.
    cell_names: Option<Vec<String>>,
    joins: Vec<Join>,
    rules: Rules,
}

/// What becomes of a row.
#[derive(Clone, Debug)]
struct Rules {
    fields: Vec<Field>,
    names: Vec<NameRule>,
    documents: Vec<DocumentRule>,
    leave_out: Vec<LeaveOut>,
}

/// What feeds one column: one source after the other.
#[derive(Clone, Debug)]
struct Field {
    column: Column,
    feeds: Vec<Feed>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] with the file's name, and what to write instead.
    pub fn load(path: &Path) -> Result<Self, MappingError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let read = |source| MappingError::Unreadable { name: name.clone(), source };
        let file = std::fs::File::open(path).map_err(read)?;
        let mut text = String::new();
        file.take(limits::MAPPING_BYTES).read_to_string(&mut text).map_err(read)?;
        Self::parse(&text, &name)
    }

    /// Reads the text of a mapping file; `name` is for messages alone.
    ///
    /// # Errors
    /// [`MappingError`].
    pub fn parse(text: &str, name: &str) -> Result<Self, MappingError> {
        file::parse(text).map_err(|reason| MappingError::Refused { name: name.to_owned(), reason })
    }

    /// The list that it makes.
    #[must_use]
    pub const fn list(&self) -> List {
        self.list
    }

    /// The licence of the list, for the manifest.
    #[must_use]
    pub fn licence(&self) -> Option<&str> {
        self.licence.as_deref()
    }

    /// How rows are written in the files that it reads.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// How the bytes of those files are to be read.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The files that are joined to the list.
    #[must_use]
    pub fn joins(&self) -> &[Join] {
        &self.joins
    }

    /// Why rows are left out, by the place of the condition.
    pub fn reasons_to_leave_out(&self) -> impl Iterator<Item = &str> {
        self.rules.leave_out.iter().map(|condition| condition.reason.as_str())
    }
}

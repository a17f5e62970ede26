//! Where things stand in a store's folder: the only place that spells file names.

use std::path::{Path, PathBuf};

use super::sha256::Sha256Name;
use crate::limits;

/// How the name of an unfinished file ends; such files go at the next writer's start.
pub(super) const UNFINISHED: &str = ".tmp";

/// The paths of one store.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    root: PathBuf,
}

impl Paths {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that holds the store's folder.
    pub(super) fn parent(&self) -> &Path {
        match self.root.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => &self.root,
        }
    }

    pub(super) fn current(&self) -> PathBuf {
        self.root.join("CURRENT")
    }

    /// Where `CURRENT` is written before it is one.
    pub(super) fn unfinished_current(&self) -> PathBuf {
        unfinished(&self.current())
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    pub(super) fn work(&self) -> PathBuf {
        self.root.join("work")
    }

    pub(super) fn generations(&self) -> PathBuf {
        self.root.join("generations")
    }

    pub(super) fn manifest(&self, number: u64) -> PathBuf {
        self.generations().join(format!("{number}.json"))
    }

    pub(super) fn segments(&self) -> PathBuf {
        self.root.join("segments")
    }

    pub(super) fn segment(&self, name: &Sha256Name) -> PathBuf {
        self.segments().join(name.to_string())
    }

    pub(super) fn unfinished_segment(&self, turn: u64) -> PathBuf {
        self.segments().join(format!("{turn}{UNFINISHED}"))
    }
}

/// The unfinished form of a file that will be `path`.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(UNFINISHED);
    PathBuf::from(name)
}

/// A generation's number in its one spelling: no sign, no leading zero, within its limit.
pub(super) fn parse_number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    ((1..=limits::GENERATION_NUMBER).contains(&number) && number.to_string() == text).then_some(number)
}

/// The number in the name of a manifest file, or `None` if it is not named like one.
pub(super) fn manifest_number(file_name: &str) -> Option<u64> {
    parse_number(file_name.strip_suffix(".json")?)
}

#[cfg(test)]
mod tests {
    use super::{Paths, manifest_number, parse_number};
    use std::path::Path;

    #[test]
    fn a_number_has_one_spelling() {
        assert_eq!(parse_number("42"), Some(42));
        for text in ["0", "042", "+42", "-1", " 42", "", "9007199254740992", "99999999999999999999"] {
            assert_eq!(parse_number(text), None, "{text}");
        }
        assert_eq!(manifest_number("42.json"), Some(42));
        assert_eq!(manifest_number("42.json.tmp"), None);
    }

    #[test]
    fn a_relative_store_lies_in_the_working_folder() {
        assert_eq!(Paths::new(Path::new("store")).parent(), Path::new("."));
        assert_eq!(Paths::new(Path::new("a/store")).parent(), Path::new("a"));
    }
}

//! The files of the checkout as text, and what a rule says about them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One text file: path relative to the workspace root, with `/`.
pub(crate) struct TextFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl TextFile {
    /// A made-up file for a self-test.
    pub(crate) fn made_up(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// A finding at a line of this file (1-based).
    pub(crate) fn finding(&self, line: usize, text: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, text: text.into() }
    }
}

/// What is wrong where.
#[derive(Debug)]
pub(crate) struct Finding {
    path: String,
    line: usize,
    text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.text)
    }
}

/// All text files that are, or would be, committed.
pub(crate) struct Checkout {
    files: Vec<TextFile>,
}

impl Checkout {
    /// Reads the workspace that this test was built from.
    pub(crate) fn read() -> Self {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("testdata lies in the workspace root");
        let mut paths = listed_by_git(root).unwrap_or_else(|| walked(root));
        paths.sort();
        let files = paths
            .into_iter()
            .filter_map(|path| {
                // Not UTF-8: a golden segment or the like. Listed, but deleted and not yet committed: gone.
                let text = std::fs::read_to_string(root.join(&path)).ok()?;
                Some(TextFile { path, text })
            })
            .collect();
        Self { files }
    }

    /// A made-up checkout for a self-test.
    pub(crate) fn made_up(files: Vec<TextFile>) -> Self {
        Self { files }
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &TextFile> {
        self.files.iter()
    }

    pub(crate) fn rust_files(&self) -> impl Iterator<Item = &TextFile> {
        self.files().filter(|file| file.is_rust())
    }

    pub(crate) fn get(&self, path: &str) -> Option<&TextFile> {
        self.files().find(|file| file.path == path)
    }

    /// Is there a file, or a folder with files, of this path?
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files().any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

/// Committed files and new ones that are not ignored; `None` without git or outside a clone.
fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .ok()?;
    let listed = String::from_utf8(output.stdout).ok()?;
    let paths: Vec<String> = listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    (output.status.success() && !paths.is_empty()).then_some(paths)
}

/// All files below `root` except what .gitignore keeps out.
fn walked(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(root.join(&folder)).expect("a folder of the checkout can be read");
        for entry in entries {
            let entry = entry.expect("an entry of the checkout can be read");
            let path = folder.join(entry.file_name());
            let text = path.to_string_lossy().into_owned();
            let ignored = [".git", "target", "fuzz/target", "fuzz/artifacts", "fuzz/corpus", "fuzz/coverage"];
            if ignored.contains(&text.as_str()) {
                continue;
            }
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                found.push(text);
            }
        }
    }
    found
}

#[test]
fn the_walk_finds_what_git_lists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("testdata lies in the workspace root");
    let walked = walked(root);
    for path in ["Cargo.lock", "engine/src/lib.rs", "testdata/tests/tidy/checkout.rs"] {
        assert!(walked.iter().any(|found| found == path), "{path} was not found");
    }
    assert!(!walked.iter().any(|path| path.starts_with("target/") || path.starts_with(".git/")));
}

//! Rules about what must not land: unfinished work, tests that are switched off, paths of one machine.
//!
//! The marks are put together from halves, so that this file does not find itself.

use crate::checkout::{Finding, TextFile};
use crate::source::{code_only, words};

/// Marks in comments of code and scripts.
const COMMENT_MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX:")];
/// Code that is not there yet, not run, or left from debugging.
const CODE_MARKS: &[&str] =
    &[concat!("to", "do!"), concat!("unimple", "mented!"), concat!("#[ig", "nore"), concat!("db", "g!")];
/// Folders that exist on one machine only.
const MACHINE_PATHS: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// Unfinished work in Rust files, manifests and scripts (pages may speak of it).
pub(crate) fn marks(file: &TextFile) -> Vec<Finding> {
    let is_script = file.text.starts_with("#!");
    if !(file.is_rust() || is_script || file.path.ends_with(".toml") || file.path.ends_with(".sh")) {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = words_with_colon(&file.text)
        .filter(|(_, word)| COMMENT_MARKS.contains(word))
        .map(|(line, word)| file.finding(line, format!("{word}: finish it, or open an issue")))
        .collect();
    if file.is_rust() {
        let code = code_only(&file.text);
        for (index, line) in code.lines().enumerate() {
            let found = CODE_MARKS.iter().filter(|mark| has_mark(line, mark));
            findings.extend(found.map(|mark| file.finding(index + 1, format!("`{mark}` must not land"))));
        }
    }
    findings
}

/// Like [`words`], and once more with a colon where one follows.
fn words_with_colon(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let with_colon = text.lines().enumerate().flat_map(|(index, line)| {
        line.split_whitespace().filter(|word| word.ends_with(':')).map(move |word| (index + 1, word))
    });
    words(text).chain(with_colon)
}

/// The mark as a whole word: `my_todo!` is another macro.
fn has_mark(line: &str, mark: &str) -> bool {
    line.match_indices(mark)
        .any(|(at, _)| !line[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_'))
}

/// Absolute paths that hold on one machine only, in any text file.
pub(crate) fn machine_paths(file: &TextFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let found = MACHINE_PATHS.iter().filter(|path| {
            // A longer path may well hold the same folder name further down; an address too.
            line.match_indices(**path).any(|(at, _)| {
                !line[..at].ends_with(|sign: char| sign.is_alphanumeric() || "._-~}/*".contains(sign))
            })
        });
        findings.extend(
            found.map(|path| file.finding(index + 1, format!("`{path}..` exists on one machine only"))),
        );
    }
    findings
}

#[test]
fn unfinished_work_is_found() {
    for mark in COMMENT_MARKS {
        let text = format!("//! Head.\n// {mark} later\n");
        assert_eq!(marks(&TextFile::made_up("engine/src/a.rs", &text)).len(), 1, "{mark}");
        assert_eq!(
            marks(&TextFile::made_up("ci/a", &format!("#!/bin/sh\n# {mark} later\n"))).len(),
            1,
            "{mark}"
        );
    }
    for mark in CODE_MARKS {
        let text = format!("fn a() {{ {mark} }}\n// {mark}\n");
        assert_eq!(marks(&TextFile::made_up("engine/src/a.rs", &text)).len(), 1, "{mark}");
    }
}

#[test]
fn finished_work_is_not() {
    let text = concat!("let a = \"to", "do!\"; my_to", "do!(); METHO", "DOLOGY");
    assert!(marks(&TextFile::made_up("engine/src/a.rs", text)).is_empty());
}

#[test]
fn a_path_of_one_machine_is_found() {
    for folder in MACHINE_PATHS {
        let text = format!("cp a {folder}b\n\"{folder}c\"\n");
        assert_eq!(machine_paths(&TextFile::made_up("docs/a.md", &text)).len(), 2, "{folder}");
        let inner = format!("https://example.org{folder}b and target{folder}c");
        assert!(machine_paths(&TextFile::made_up("docs/a.md", &inner)).is_empty(), "{folder}");
    }
}

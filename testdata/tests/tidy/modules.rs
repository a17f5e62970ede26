//! Rules about modules: each says what it is, each is used, one alone may hold unsafe code.

use crate::checkout::{Checkout, Finding, TextFile};
use crate::source::{code_only, words};

/// The one module that may hold unsafe code: it maps files.
const UNSAFE_MODULE: &str = "engine/src/segment/map.rs";

/// Every Rust file opens with `//!`: what it is, and what it must never do. Unit tests that grew into a file or folder
/// of their own are their module's, and need no head; files below tests/ do.
pub(crate) fn opens_with_its_purpose(file: &TextFile) -> Option<Finding> {
    if file.path.contains("/src/") && (file.path.ends_with("/tests.rs") || file.path.contains("/tests/")) {
        return None;
    }
    let first = file.text.lines().next().unwrap_or_default();
    let says_something = first.strip_prefix("//!").is_some_and(|purpose| !purpose.trim().is_empty());
    (!says_something).then(|| file.finding(1, "does not open with `//! what this module is`"))
}

/// Files below src/ or tests/ that no `mod` line names: they are not compiled, so nothing holds them true.
pub(crate) fn dead_files(checkout: &Checkout) -> Vec<Finding> {
    checkout
        .rust_files()
        .filter(|file| is_dead(checkout, file))
        .map(|file| file.finding(1, "no `mod` line names this file"))
        .collect()
}

fn is_dead(checkout: &Checkout, file: &TextFile) -> bool {
    let Some((folder, name)) = file.path.rsplit_once('/') else {
        return false;
    };
    // cargo finds these by their place: build scripts, crate roots, and the files and folders directly below tests/.
    let by_place = ["tests", "benches", "examples", "bin", "fuzz_targets"];
    let place = folder.rsplit('/').next().unwrap_or_default();
    if by_place.contains(&place) || matches!(name, "main.rs" | "lib.rs" | "build.rs") {
        return false;
    }
    let (owner_folder, module) = match name.strip_suffix(".rs") {
        Some("mod") => folder.rsplit_once('/').unwrap_or(("", folder)),
        Some(module) => (folder, module),
        None => return false,
    };
    let owners = ["mod.rs", "lib.rs", "main.rs"].map(|owner| format!("{owner_folder}/{owner}"));
    let sibling = format!("{owner_folder}.rs");
    let named = owners.iter().chain([&sibling]).filter_map(|path| checkout.get(path)).any(|owner| {
        let code = code_only(&owner.text);
        let all: Vec<&str> = words(&code).map(|(_, word)| word).collect();
        all.windows(2).any(|pair| pair == ["mod", module])
    });
    !named && !is_named_by_path(checkout, &file.path)
}

/// True if a `#[path = "..."]` of some file leads here: parts that several integration tests share.
fn is_named_by_path(checkout: &Checkout, path: &str) -> bool {
    checkout.rust_files().any(|owner| {
        let folder = owner.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        owner
            .text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("#[path = \""))
            .any(|rest| rest.strip_suffix("\"]").is_some_and(|named| format!("{folder}/{named}") == path))
    })
}

/// Unsafe code, or leave to write it, anywhere but in the one module.
pub(crate) fn unsafe_outside_the_map(file: &TextFile) -> Vec<Finding> {
    if file.path == UNSAFE_MODULE {
        return Vec::new();
    }
    words(&code_only(&file.text))
        .filter(|(_, word)| matches!(*word, "unsafe" | "unsafe_code"))
        .map(|(line, _)| file.finding(line, format!("unsafe code belongs in {UNSAFE_MODULE} alone")))
        .collect()
}

#[test]
fn a_module_without_a_head_is_found() {
    for text in ["use std::fmt;\n//! Late.\n", "", "//!\n", "// A plain comment.\n"] {
        assert!(opens_with_its_purpose(&TextFile::made_up("engine/src/a.rs", text)).is_some(), "{text:?}");
    }
    assert!(opens_with_its_purpose(&TextFile::made_up("engine/tests/a.rs", "use std::fmt;\n")).is_some());
    for (path, text) in
        [("engine/src/a.rs", "//! What it is.\n"), ("engine/src/a/tests/b.rs", "use super::*;\n")]
    {
        assert!(opens_with_its_purpose(&TextFile::made_up(path, text)).is_none(), "{path}");
    }
}

#[test]
fn a_file_that_no_module_names_is_found() {
    let files = [
        ("engine/src/lib.rs", "//! Root.\npub mod used;\nmod folder;\n// mod dead;\n"),
        ("engine/src/used.rs", "mod below;\n"),
        ("engine/src/used/below.rs", ""),
        ("engine/src/folder/mod.rs", "mod inner;\n"),
        ("engine/src/folder/inner.rs", ""),
        ("engine/src/dead.rs", ""),
        ("engine/tests/promise.rs", "#[path = \"shared/by_path.rs\"]\nmod by_path;\n"),
        ("engine/tests/shared/by_path.rs", ""),
    ];
    let files = files.iter().map(|(path, text)| TextFile::made_up(path, text)).collect();
    let told: Vec<String> = dead_files(&Checkout::made_up(files)).iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("engine/src/dead.rs:1:"));
}

#[test]
fn unsafe_code_elsewhere_is_found() {
    let leave = concat!("#![allow(un", "safe_code)]\n// un", "safe\nfn a() { un", "safe { b() } }\n");
    assert_eq!(unsafe_outside_the_map(&TextFile::made_up("server/src/main.rs", leave)).len(), 2);
    assert!(unsafe_outside_the_map(&TextFile::made_up(UNSAFE_MODULE, leave)).is_empty());
}

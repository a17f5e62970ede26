//! The tidy test: house rules that neither the compiler nor clippy knows, held against every file of the checkout.
//!
//! A rule is a function from a file (or from the checkout) to findings; its self-test shows that it bites. Rules read
//! text, not syntax trees: good enough for code that rustfmt has laid out, and no dependency.

mod checkout;
mod dependencies;
mod invariants;
mod links;
mod modules;
mod names;
mod size;
mod source;
mod unfinished;

use checkout::{Checkout, Finding};

/// Fails with one line a finding: path, line, what is wrong, what helps.
#[track_caller]
fn assert_none(findings: &[Finding]) {
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{} findings:\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_checkout_is_read_at_all() {
    let checkout = Checkout::read();
    for path in ["Cargo.toml", "engine/src/lib.rs", "docs/contract.md", "testdata/tests/tidy/main.rs"] {
        assert!(checkout.get(path).is_some(), "{path} was not read: every other rule would pass in silence");
    }
}

#[test]
fn every_module_says_what_it_is() {
    assert_none(&Checkout::read().rust_files().flat_map(modules::opens_with_its_purpose).collect::<Vec<_>>());
}

#[test]
fn no_rust_file_is_dead() {
    assert_none(&modules::dead_files(&Checkout::read()));
}

#[test]
fn files_and_functions_stay_small() {
    let checkout = Checkout::read();
    let mut findings = size::long_files(&checkout, size::LONG_FILES);
    findings.extend(checkout.rust_files().flat_map(size::long_functions));
    assert_none(&findings);
}

#[test]
fn names_mean_something() {
    assert_none(&Checkout::read().rust_files().flat_map(names::empty_words).collect::<Vec<_>>());
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    assert_none(&invariants::without_test(&Checkout::read()));
}

#[test]
fn nothing_is_left_unfinished() {
    assert_none(&Checkout::read().files().flat_map(unfinished::marks).collect::<Vec<_>>());
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    assert_none(&Checkout::read().files().flat_map(unfinished::machine_paths).collect::<Vec<_>>());
}

#[test]
fn unsafe_code_stands_in_one_module() {
    assert_none(&Checkout::read().rust_files().flat_map(modules::unsafe_outside_the_map).collect::<Vec<_>>());
}

#[test]
fn links_in_the_pages_lead_somewhere() {
    assert_none(&links::dead_links(&Checkout::read()));
}

#[test]
fn every_direct_dependency_has_its_reason() {
    assert_none(&dependencies::without_a_reason(&Checkout::read()));
}

#[test]
fn what_was_rejected_does_not_come_back() {
    assert_none(&dependencies::rejected(&Checkout::read()));
}

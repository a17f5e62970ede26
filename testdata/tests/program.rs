//! The program as it is called: the same bytes for the same seed, in a file or a pipe, and a clean end when the
//! reader leaves.

use std::io::Read;
use std::process::{Command, Output, Stdio};

fn program(arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchpost-testdata"));
    command.args(arguments.split_whitespace());
    command
}

fn run(arguments: &str) -> Output {
    let output = program(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn same_seed_same_bytes_and_another_seed_others() {
    for list in ["documents", "vehicles", "persons", "population", "crossings --hit-rate 1/5"] {
        for format in ["csv", "jsonl"] {
            let bytes = |seed| run(&format!("{list} --rows 200 --seed {seed} --format {format}")).stdout;
            assert_eq!(bytes(5), bytes(5), "{list} {format}");
            assert_ne!(bytes(5), bytes(6), "{list} {format}");
        }
    }
}

#[test]
fn a_longer_list_begins_with_the_shorter_one() {
    let (short, long) = (run("documents --rows 50").stdout, run("documents --rows 60").stdout);
    assert!(long.starts_with(&short) && long.len() > short.len());
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = program("documents --rows 1000000 --quiet")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(output.stderr.is_empty());
}

#[test]
fn wrong_arguments_are_usage_errors() {
    for arguments in ["documents", "documents --rows 5 --format xml", "crossings --rows 5 --hit-rate 2/1"] {
        assert_eq!(program(arguments).output().unwrap().status.code(), Some(2), "{arguments}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let output = program("persons --rows 1 --output /nonexistent/persons.csv").output().unwrap();
    assert_eq!(output.status.code(), Some(6));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nonexistent/persons.csv"));
}

#[test]
fn empty_lists_still_have_their_header() {
    let text = String::from_utf8(run("crossings --rows 0").stdout).unwrap();
    assert!(text.starts_with("ref,mrz,") && text.lines().count() == 1);
}

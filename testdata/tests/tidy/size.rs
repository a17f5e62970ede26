//! Rules about size: a file of one concept, a function one can see whole.

use crate::checkout::{Checkout, Finding, TextFile};
use crate::source::code_only;

/// Lines of a file, tests included; most files have less than half of it.
const FILE_LINES: usize = 450;
/// Lines from `fn` to the closing brace.
const FUNCTION_LINES: usize = 120;

/// Files that may be longer, each with its reason. An entry that is no longer needed is a finding too.
pub(crate) const LONG_FILES: &[(&str, &str)] = &[];

/// Files over the limit that are not in `excused`, and entries of `excused` that excuse nothing.
pub(crate) fn long_files(checkout: &Checkout, excused: &[(&str, &str)]) -> Vec<Finding> {
    let is_long = |file: &TextFile| file.text.lines().count() > FILE_LINES;
    let mut findings: Vec<Finding> = checkout
        .rust_files()
        .filter(|file| is_long(file) && !excused.iter().any(|(path, _)| *path == file.path))
        .map(|file| {
            let lines = file.text.lines().count();
            file.finding(lines, format!("{lines} lines, over {FILE_LINES}: split at the second concept"))
        })
        .collect();
    for (path, reason) in excused {
        if !checkout.get(path).is_some_and(is_long) || reason.is_empty() {
            let entry = TextFile::made_up(path, "");
            findings.push(entry.finding(1, "stands in LONG_FILES, but is not long or has no reason there"));
        }
    }
    findings
}

/// Functions over the limit.
pub(crate) fn long_functions(file: &TextFile) -> Vec<Finding> {
    functions(&code_only(&file.text))
        .filter(|(_, lines)| *lines > FUNCTION_LINES)
        .map(|(line, lines)| {
            file.finding(line, format!("a function of {lines} lines, over {FUNCTION_LINES}"))
        })
        .collect()
}

/// The functions of blanked code that have a body: line of `fn`, number of lines.
fn functions(code: &str) -> impl Iterator<Item = (usize, usize)> {
    code.match_indices("fn ").filter(|(at, _)| starts_word(code, *at)).filter_map(|(at, _)| {
        let length = body_end(&code[at..])?;
        let line = code[..at].matches('\n').count() + 1;
        Some((line, code[at..at + length].matches('\n').count() + 1))
    })
}

fn starts_word(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_')
}

/// Where the body that follows a signature closes; `None` for a declaration without one.
fn body_end(code: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (at, sign) in code.char_indices() {
        match sign {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces = braces.saturating_sub(1);
                if braces == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[test]
fn a_long_file_is_found_unless_excused() {
    let checkout = Checkout::made_up(vec![
        TextFile::made_up("engine/src/long.rs", &"//! Line.\n".repeat(FILE_LINES + 1)),
        TextFile::made_up("engine/src/short.rs", &"//! Line.\n".repeat(FILE_LINES)),
    ]);
    assert_eq!(long_files(&checkout, &[]).len(), 1);
    assert!(long_files(&checkout, &[("engine/src/long.rs", "a table")]).is_empty());
}

#[test]
fn an_excuse_that_is_no_longer_needed_is_found() {
    let checkout = Checkout::made_up(vec![TextFile::made_up("engine/src/short.rs", "//! Line.\n")]);
    assert_eq!(long_files(&checkout, &[("engine/src/short.rs", "a table"), ("gone.rs", "a table")]).len(), 2);
}

#[test]
fn a_long_function_is_found() {
    let body = "    let a = [1; 2];\n".repeat(FUNCTION_LINES);
    let text = format!("fn declared(a: [u8; 2]);\nfn short() {{}}\nfn long(a: [u8; 2]) {{\n{body}}}\n");
    let told: Vec<String> =
        long_functions(&TextFile::made_up("a.rs", &text)).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["a.rs:3: a function of 122 lines, over 120"]);
}

//! Rule about names: files, types and functions carry the field's words, not words that fit anything.

use crate::checkout::{Finding, TextFile};
use crate::source::{code_only, words};

/// Words that say nothing, alone or as a part of a name.
const EMPTY_WORDS: &[&str] =
    &["manager", "managers", "helper", "helpers", "util", "utils", "common", "misc", "item", "items", "data"];

/// Terms of the field (Doc 9303) and of the law that hold such a word.
const TERMS: &[&str] = &["optional data", "personal data"];

/// Keywords that a name of ours follows.
const NAMING: &[&str] = &["fn", "struct", "enum", "trait", "union", "type", "mod", "macro_rules"];

/// File, type, function and module names with an empty word in them.
pub(crate) fn empty_words(file: &TextFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in file.path.split('/') {
        let stem = part.strip_suffix(".rs").unwrap_or(part);
        findings.extend(empty_word(stem).map(|word| file.finding(1, told("the path", part, word))));
    }
    let code = code_only(&file.text);
    let all: Vec<(usize, &str)> = words(&code).collect();
    for pair in all.windows(2) {
        let ((_, keyword), (line, name)) = (pair[0], pair[1]);
        // `type Item = ..` is the standard library's word, wherever an iterator is implemented.
        if NAMING.contains(&keyword) && (keyword, name) != ("type", "Item") {
            findings.extend(empty_word(name).map(|word| file.finding(line, told(keyword, name, word))));
        }
    }
    findings
}

fn told(kind: &str, name: &str, word: &str) -> String {
    format!("{kind} `{name}`: `{word}` fits anything; name the concept")
}

/// The first empty word among the parts of a name (`snake_case`, `CamelCase`, `with-hyphens`).
fn empty_word(name: &str) -> Option<&'static str> {
    let mut spaced = String::new();
    let mut after_lower = false;
    for sign in name.chars() {
        if after_lower && sign.is_uppercase() {
            spaced.push(' ');
        }
        after_lower = sign.is_lowercase() || sign.is_ascii_digit();
        spaced.push(if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { ' ' });
    }
    for term in TERMS {
        spaced = spaced.replace(term, "term");
    }
    EMPTY_WORDS.iter().find(|word| spaced.split(' ').any(|part| part == **word)).copied()
}

#[test]
fn an_empty_word_is_found_in_every_kind_of_name() {
    for (path, text) in [
        ("engine/src/utils.rs", ""),
        ("engine/src/common/mod.rs", ""),
        ("engine/src/a.rs", "fn load_data() {}"),
        ("engine/src/a.rs", "pub struct StoreManager;"),
        ("engine/src/a.rs", "pub(crate) enum Item {}"),
        ("engine/src/a.rs", "mod misc { }"),
        ("engine/src/a.rs", "async fn\n    helper() {}"),
    ] {
        assert_eq!(empty_words(&TextFile::made_up(path, text)).len(), 1, "{path} {text}");
    }
}

#[test]
fn whole_words_only() {
    let text = "type Item = u8; fn metadata() {} struct Database; // fn data() {}\nfn optional_data() {} let data = \"struct Data\";";
    assert!(empty_words(&TextFile::made_up("testdata/src/itemised.rs", text)).is_empty());
}

//! Names of countries in words to their codes, as lists write them: `Korea, North`, `Iran (Islamic Republic of)`.
//!
//! A name that is not in the table is told as such, never guessed.

use std::collections::HashMap;
use std::sync::LazyLock;

use watchpost_engine::document::issuer::IssuerCode;

use super::country_table::COUNTRIES;

static BY_NAME: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    COUNTRIES.iter().flat_map(|(code, names)| names.split('|').map(move |name| (name, *code))).collect()
});

/// The code of a country: of its name in any letter case, or the text itself if it is a known code of three
/// letters, or of two.
pub(super) fn code_of(text: &str) -> Option<String> {
    let name = folded(text);
    if let Some(code) = BY_NAME.get(name.as_str()) {
        return Some((*code).to_owned());
    }
    let is_code = matches!(text.len(), 2 | 3) && text.bytes().all(|sign| sign.is_ascii_uppercase());
    let code = if is_code { IssuerCode::parse(text) } else { None };
    code.filter(IssuerCode::is_known).map(|code| code.as_str().to_owned())
}

/// Lower case, words parted by one space, without a leading "the".
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut folded = String::new();
    for word in words {
        if folded.is_empty() && word == "the" {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{COUNTRIES, IssuerCode, code_of, folded};

    #[test]
    fn names_as_lists_write_them_become_codes() {
        for (name, code) in [
            ("Iran", "IRN"),
            ("Iran (Islamic Republic of)", "IRN"),
            ("Korea, North", "PRK"),
            ("Democratic People's Republic of Korea", "PRK"),
            ("Congo, Democratic Republic of the", "COD"),
            ("Congo", "COG"),
            ("The Gambia", "GMB"),
            ("Türkiye", "TUR"),
            ("Burma", "MMR"),
            ("UNITED STATES", "USA"),
            ("former Soviet Union", "SUN"),
            ("SY", "SYR"),
            ("FRA", "FRA"),
        ] {
            assert_eq!(code_of(name).as_deref(), Some(code), "{name}");
        }
        for name in ["", "Atlantis", "na", "XQ", "QQQ", "possibly Iran"] {
            assert_eq!(code_of(name), None, "{name}");
        }
    }

    #[test]
    fn every_name_is_folded_and_stands_once_and_every_code_is_known() {
        let mut seen = BTreeSet::new();
        for (code, names) in COUNTRIES {
            assert!(IssuerCode::parse(code).is_some_and(|code| code.is_known()), "{code}");
            for name in names.split('|') {
                assert_eq!(folded(name), name);
                assert!(seen.insert(name), "{name}");
            }
        }
    }
}

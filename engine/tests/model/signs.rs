//! Identifiers, codes and names as the contract compares them.

/// As written: upper case, only letters and digits kept, leading zeros kept.
pub(crate) fn written(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// As written, look-alike scripts by shape first: plates, chassis and engine numbers.
pub(crate) fn written_by_shape(text: &str) -> String {
    let (cyrillic, latin) = ("АВЕКМНОРСТУХ", "ABEKMHOPCTYX");
    let by_shape = |sign: char| {
        let at = cyrillic.chars().position(|other| other == sign);
        at.and_then(|at| latin.chars().nth(at)).unwrap_or(sign)
    };
    written(text).chars().map(by_shape).collect()
}

/// Signs that are one sign each.
const CLASSES: [&str; 6] = ["0ODQ", "1IL", "2Z", "5S", "6G", "8B"];

pub(crate) fn folded(written: &str) -> String {
    let fold = |sign: char| {
        CLASSES
            .iter()
            .find(|class| class.contains(sign))
            .and_then(|class| class.chars().next())
            .unwrap_or(sign)
    };
    written.chars().map(fold).collect()
}

/// An issuer code, normalised; those of two letters that the random lists use.
pub(crate) fn issuer(text: &str) -> Option<String> {
    let code = written(text);
    match code.as_str() {
        "" => None,
        "D" | "DE" => Some("DEU".to_owned()),
        "GB" => Some("GBR".to_owned()),
        "RO" => Some("ROU".to_owned()),
        "FR" => Some("FRA".to_owned()),
        _ => Some(code),
    }
}

/// False for the one code of the random lists that neither ICAO nor ISO has, and for what is no code.
pub(crate) fn stands_in_a_table(code: &str) -> bool {
    code.len() == 3 && code != "QZX"
}

fn family(code: &str) -> &str {
    match code {
        "GBD" | "GBN" => "GBR",
        "ROM" => "ROU",
        other => other,
    }
}

pub(crate) fn are_family(a: &str, b: &str) -> bool {
    family(a) == family(b)
}

/// The class of a document code; none is unknown.
pub(crate) fn type_class(code: &str) -> Option<char> {
    match code.trim().to_uppercase().chars().next()? {
        'P' => Some('P'),
        'V' => Some('V'),
        'A' | 'C' | 'I' => Some('C'),
        _ => None,
    }
}

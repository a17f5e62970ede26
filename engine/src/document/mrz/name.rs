//! The name field: primary and secondary identifier, parts apart by one filler, the two by two
//! (Doc 9303-3 section 4.6).

use crate::limits::MRZ_NAME_BYTES;
use crate::text::ShortText;

/// The name field of an MRZ.
pub(super) struct NameField {
    pub(super) surname: ShortText<MRZ_NAME_BYTES>,
    pub(super) given: ShortText<MRZ_NAME_BYTES>,
    /// The last position is filled, so the name may go on.
    pub(super) may_be_cut: bool,
}

impl NameField {
    pub(super) const fn unknown() -> Self {
        Self { surname: ShortText::empty(), given: ShortText::empty(), may_be_cut: false }
    }
}

/// Splits a field of letters and fillers.
pub(super) fn split(field: &str) -> NameField {
    // A filler in front is against the rule; without this the surname would be lost to the given names.
    let name = field.trim_matches('<');
    let (surname, given) = name.split_once("<<").unwrap_or((name, ""));
    NameField {
        surname: parts_joined(parts(surname)),
        given: parts_joined(parts(given)),
        may_be_cut: !field.ends_with('<'),
    }
}

/// The names of a card that has a field for each.
pub(super) fn apart(surname: &str, given: &str) -> NameField {
    NameField {
        surname: parts_joined(parts(surname)),
        given: parts_joined(parts(given)),
        may_be_cut: [surname, given].iter().any(|field| !field.ends_with('<')),
    }
}

/// What stands between fillers. By bytes: a search for a sign of any script is costlier than the rest of the field.
pub(super) fn parts(field: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(field);
    std::iter::from_fn(move || {
        let field = rest?;
        let filler = field.bytes().position(|sign| sign == b'<');
        rest = filler.and_then(|at| field.get(at + 1..));
        field.get(..filler.unwrap_or(field.len()))
    })
}

/// The parts that are not empty, with one space between them, as far as there is room.
pub(super) fn parts_joined<'p, const N: usize>(parts: impl Iterator<Item = &'p str>) -> ShortText<N> {
    let mut joined = ShortText::empty();
    for part in parts.filter(|part| !part.is_empty()) {
        let whole = (joined.is_empty() || joined.push(' ')) && joined.push_str(part);
        if !whole {
            break;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn primary_and_secondary_identifier_are_told_apart() {
        for (field, surname, given, cut) in [
            ("ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "ERIKSSON", "ANNA MARIA", false),
            ("SMITH<JONES<<SUSIE<MARGARET<<<<<<<<<<<<", "SMITH JONES", "SUSIE MARGARET", false),
            ("ARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "ARKFREITH", "", false),
            ("SATRIYA<SUDARPA<<<<<<<<<<<<<<<<<<<<<<<<", "SATRIYA SUDARPA", "", false),
            ("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", true),
            ("BENNE<WOOLO<WARRA<WARNA<<DIN<P", "BENNE WOOLO WARRA WARNA", "DIN P", true),
            ("PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", "PAPANDROPOULOUS", "JONATHON WARREN TREVOR", true),
            ("<<ANNA<<<", "ANNA", "", false),
            ("SMITH<<JOHN<<JR<<", "SMITH", "JOHN JR", false),
            ("<<<", "", "", false),
        ] {
            let name = split(field);
            assert_eq!(
                (name.surname.as_str(), name.given.as_str(), name.may_be_cut),
                (surname, given, cut),
                "{field}"
            );
        }
    }
}

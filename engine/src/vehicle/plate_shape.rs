//! The shapes of a country's plates: where letters stand and where digits, so that a sign of the wrong kind can be read
//! as the one it looks like, with certainty.
//!
//! Source: the public forms of registration plates, from general knowledge and the commonest series only; own-choice,
//! diplomatic and older plates have others. A plate that fits no shape is no fault: it only cannot be resolved.

use crate::key::fold_sign;
use crate::limits;
use crate::text::ShortText;

/// The forms of one country: `L` is a letter of its plates, `D` a digit.
struct Shapes {
    /// ICAO 9303 alpha-3.
    country: &'static str,
    /// Letters that stand on its plates.
    letters: &'static str,
    forms: &'static [&'static str],
}

const ALL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WITHOUT_I_O_Q: &str = "ABCDEFGHJKLMNPRSTUVWXYZ";
const WITHOUT_I_O_U: &str = "ABCDEFGHJKLMNPQRSTVWXYZ";
const WITHOUT_I_O_Q_U: &str = "ABCDEFGHJKLMNPRSTVWXYZ";
const CONSONANTS: &str = "BCDFGHJKLMNPRSTVWXYZ";
/// The letters that the Cyrillic and Latin alphabets share.
const SHARED_CYRILLIC: &str = "ABCEHKMOPTXY";
const SHARED_GREEK: &str = "ABEHIKMNOPTXYZ";

/// The table, by country.
const SHAPES: &[Shapes] = &[
    Shapes { country: "ARG", letters: ALL, forms: &["LLDDDLL", "LLLDDD"] },
    Shapes {
        country: "AUT",
        letters: ALL,
        forms: &["LDDDLL", "LDDDDL", "LDDDDDL", "LDDDDLL", "LLDDDL", "LLDDDDL", "LLDDDLL"],
    },
    Shapes { country: "BEL", letters: ALL, forms: &["DLLLDDD"] },
    Shapes { country: "BGR", letters: SHARED_CYRILLIC, forms: &["LDDDDLL", "LLDDDDLL"] },
    Shapes { country: "BLR", letters: "ABCEHIKMOPTX", forms: &["DDDDLLD"] },
    Shapes { country: "BRA", letters: ALL, forms: &["LLLDLDD", "LLLDDDD"] },
    Shapes {
        country: "CHE",
        letters: ALL,
        forms: &["LLD", "LLDD", "LLDDD", "LLDDDD", "LLDDDDD", "LLDDDDDD"],
    },
    Shapes { country: "CZE", letters: "ABCEHJKLMPSTUZ", forms: &["DLDDDDD"] },
    Shapes {
        country: "DEU",
        letters: ALL,
        forms: &[
            "LLD", "LLDD", "LLDDD", "LLDDDD", "LLLD", "LLLDD", "LLLDDD", "LLLDDDD", "LLLLD", "LLLLDD",
            "LLLLDDD", "LLLLDDDD", "LLLLLD", "LLLLLDD", "LLLLLDDD",
        ],
    },
    Shapes { country: "DNK", letters: WITHOUT_I_O_Q, forms: &["LLDDDDD"] },
    Shapes { country: "ESP", letters: CONSONANTS, forms: &["DDDDLLL"] },
    Shapes { country: "EST", letters: ALL, forms: &["DDDLLL"] },
    Shapes { country: "FIN", letters: ALL, forms: &["LLLDDD"] },
    Shapes { country: "FRA", letters: WITHOUT_I_O_U, forms: &["LLDDDLL"] },
    Shapes { country: "GBR", letters: ALL, forms: &["LLDDLLL", "LDDDLLL", "LDDLLL", "LLLDDDL"] },
    Shapes { country: "GRC", letters: SHARED_GREEK, forms: &["LLLDDDD"] },
    Shapes { country: "HUN", letters: ALL, forms: &["LLLDDD", "LLLLDDD"] },
    Shapes {
        country: "IRL",
        letters: ALL,
        forms: &["DDDLD", "DDDLDD", "DDDLDDD", "DDDLDDDD", "DDDLDDDDD", "DDDLLDDD", "DDDLLDDDD"],
    },
    Shapes { country: "ITA", letters: WITHOUT_I_O_Q_U, forms: &["LLDDDLL"] },
    Shapes { country: "LTU", letters: ALL, forms: &["LLLDDD"] },
    Shapes { country: "LUX", letters: ALL, forms: &["LLDDDD"] },
    Shapes { country: "LVA", letters: ALL, forms: &["LLDDDD"] },
    Shapes {
        country: "NLD",
        letters: ALL,
        forms: &[
            "LLDDDL", "LDDDLL", "DDLLLD", "DLLLDD", "LLLDDL", "LDDLLL", "DDDLLD", "DLLDDD", "DDLLLL",
            "LLLLDD", "LLDDLL",
        ],
    },
    Shapes { country: "NOR", letters: WITHOUT_I_O_Q, forms: &["LLDDDDD"] },
    Shapes { country: "NZL", letters: ALL, forms: &["LLLDDD", "LLDDDD"] },
    Shapes {
        country: "POL",
        letters: ALL,
        forms: &["LLDDDDD", "LLDDDDL", "LLDDDLL", "LLLDDDDD", "LLLDDDDL", "LLLDDDLL", "LLLDDLL", "LLLLDDD"],
    },
    Shapes { country: "PRT", letters: ALL, forms: &["LLDDLL", "DDLLDD", "DDDDLL", "LLDDDD"] },
    Shapes { country: "ROU", letters: ALL, forms: &["LDDLLL", "LDDDLLL", "LLDDLLL"] },
    Shapes { country: "RUS", letters: SHARED_CYRILLIC, forms: &["LDDDLLDD", "LDDDLLDDD"] },
    Shapes { country: "SRB", letters: ALL, forms: &["LLDDDLL", "LLDDDDLL"] },
    Shapes { country: "SVK", letters: ALL, forms: &["LLDDDLL"] },
    Shapes { country: "SWE", letters: WITHOUT_I_O_Q, forms: &["LLLDDD", "LLLDDL"] },
    Shapes {
        country: "TUR",
        letters: ALL,
        forms: &["DDLDDDD", "DDLDDDDD", "DDLLDDD", "DDLLDDDD", "DDLLLDD", "DDLLLDDD"],
    },
    Shapes { country: "UKR", letters: "ABCEHIKMOPTX", forms: &["LLDDDDLL"] },
];

/// A plate as the shapes of its country read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shaped {
    /// The country has no shapes here, or the plate has other letters than A to Z.
    Unknown,
    /// It fits a shape as it stands.
    Fits,
    /// It fits once signs are read as those they look like, in one way only.
    Resolved(ShortText<{ limits::PLATE_BYTES }>),
    /// It fits no shape, or several in different ways.
    Unfit,
}

/// Reads a plate as written by the shapes of a country (ICAO 9303 alpha-3).
#[must_use]
pub fn shaped(plate: &str, country: &str) -> Shaped {
    let shapes = SHAPES.iter().find(|shapes| shapes.country == country);
    // Letters with marks, as of Serbia, stand in no alphabet here.
    let Some(shapes) = shapes.filter(|_| plate.is_ascii()) else { return Shaped::Unknown };
    let mut found: Option<ShortText<{ limits::PLATE_BYTES }>> = None;
    for form in shapes.forms {
        match resolve(plate, form, shapes.letters) {
            Some(resolved) if resolved.as_str() == plate => return Shaped::Fits,
            Some(resolved) if found.is_some_and(|other| other != resolved) => {
                found = Some(ShortText::empty());
            }
            Some(resolved) => found = Some(resolved),
            None => {}
        }
    }
    // Two readings are none.
    found.filter(|found| !found.is_empty()).map_or(Shaped::Unfit, Shaped::Resolved)
}

fn resolve(plate: &str, form: &str, letters: &str) -> Option<ShortText<{ limits::PLATE_BYTES }>> {
    if plate.len() != form.len() {
        return None;
    }
    let mut resolved = ShortText::empty();
    for (sign, place) in plate.chars().zip(form.chars()) {
        let allowed = if place == 'L' { letters } else { "0123456789" };
        let read = if allowed.contains(sign) { sign } else { only_look_alike(sign, allowed)? };
        if !resolved.push(read) {
            return None;
        }
    }
    Some(resolved)
}

/// The one allowed sign that is taken for this one; none where there are several.
fn only_look_alike(sign: char, allowed: &str) -> Option<char> {
    let mut alike = allowed.chars().filter(|other| fold_sign(*other) == fold_sign(sign));
    alike.next().filter(|_| alike.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{SHAPES, Shaped, shaped};
    use crate::document::issuer::IssuerCode;

    #[track_caller]
    fn check(plate: &str, country: &str, expected: Option<&str>) {
        let found = match shaped(plate, country) {
            Shaped::Fits => Some(plate.to_owned()),
            Shaped::Resolved(resolved) => Some(resolved.as_str().to_owned()),
            Shaped::Unknown | Shaped::Unfit => None,
        };
        assert_eq!(found.as_deref(), expected, "{plate} {country}");
    }

    #[test]
    fn a_sign_of_the_wrong_kind_is_read_as_the_one_it_looks_like() {
        check("ABI23CD", "FRA", Some("AB123CD"));
        check("A8123CD", "FRA", Some("AB123CD"));
        check("I234BCD", "ESP", Some("1234BCD"));
        check("A123BC77", "RUS", Some("A123BC77"));
        check("AI23BC77", "RUS", Some("A123BC77"));
    }

    #[test]
    fn a_sign_that_may_be_two_letters_resolves_nothing() {
        // 0 is O, D or Q; in France, whose plates have no O, still D or Q.
        check("A0123CD", "FRA", None);
        // AB12CDE, or A812CDE of the older form.
        check("ABI2CDE", "GBR", None);
        // In Italy only D is left.
        check("A0123CD", "ITA", Some("AD123CD"));
    }

    #[test]
    fn what_fits_as_it_stands_is_never_changed_and_an_unknown_country_resolves_nothing() {
        assert_eq!(shaped("AB12CD", "PRT"), Shaped::Fits);
        assert_eq!(shaped("ABI23CD", "USA"), Shaped::Unknown);
        assert_eq!(shaped("BIKE", "NZL"), Shaped::Unfit);
    }

    #[test]
    fn more_than_twenty_known_countries_stand_in_order() {
        assert!(SHAPES.len() > 20 && SHAPES.is_sorted_by_key(|shapes| shapes.country));
        for shapes in SHAPES {
            assert!(
                IssuerCode::parse(shapes.country).is_some_and(|code| code.is_known()),
                "{}",
                shapes.country
            );
        }
    }
}

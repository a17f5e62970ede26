//! Registration plates of 35 countries, in the form each country gives its plates: separators, Cyrillic and
//! Greek letters, umlauts and places are kept as they stand on the metal.

use crate::mark::Mark;
use crate::rng::Rng;
use crate::shape::{self, Counted, Filling, LATIN};

/// The plates of a country. Shapes as in [`crate::shape`].
#[derive(Clone, Copy, Debug)]
pub struct PlateForm {
    /// Alpha-3.
    pub country: &'static str,
    /// How often it is met.
    pub weight: u64,
    shapes: &'static [&'static str],
    letters: &'static str,
    places: &'static [&'static str],
}

const fn form(
    country: &'static str,
    weight: u64,
    shapes: &'static [&'static str],
    letters: &'static str,
    places: &'static [&'static str],
) -> PlateForm {
    PlateForm { country, weight, shapes, letters, places }
}

const NONE: &[&str] = &[""];
const CONSONANTS: &str = "BCDFGHJKLMNPRSTVWXYZ";
const CYRILLIC: &str = "АВЕКМНОРСТУХ";
const WITHOUT_I_O_Q_U: &str = "ABCDEFGHJKLMNPRSTVWXYZ";

/// The table.
pub const PLATE_FORMS: &[PlateForm] = &[
    form(
        "DEU",
        90,
        &["@-ll dddd", "@-l ddd", "@-ll ddE", "@-ll dddH"],
        LATIN,
        &["B", "M", "KA", "HH", "LÖ", "FÜ", "GÖ", "SHA"],
    ),
    form("FRA", 80, &["ll-ddd-ll"], "ABCDEFGHJKLMNPQRSTVWXYZ", NONE),
    form("GBR", 60, &["lldd lll", "lddd lll"], "ABCDEFGHJKLMNOPRSTUVWXYZ", NONE),
    form("ITA", 60, &["llddd ll"], WITHOUT_I_O_Q_U, NONE),
    form("ESP", 50, &["dddd lll"], CONSONANTS, NONE),
    form("PRT", 15, &["ll-dd-ll"], "ABCDEFGHIJLMNOPQRSTUVXZ", NONE),
    form("NLD", 30, &["ll-ddd-l", "dd-lll-d"], "BDFGHJKLNPRSTVXZ", NONE),
    form("BEL", 25, &["1-lll-ddd"], LATIN, NONE),
    form("CHE", 20, &["@ dddddd", "@ ddddd"], LATIN, &["ZH", "BE", "GE", "TI", "VD"]),
    form("AUT", 20, &["@-ddddd l", "@-dddll"], WITHOUT_I_O_Q_U, &["W", "GU", "IL", "KB"]),
    form("POL", 60, &["@ ddddd", "@ ddddl"], CONSONANTS, &["WA", "KR", "GD", "PO"]),
    form("CZE", 15, &["dld dddd"], "ABCEHJKLMPSTUZ", NONE),
    form("SVK", 8, &["@-dddll"], LATIN, &["BA", "KE", "ZA"]),
    form("HUN", 15, &["ll ll-ddd", "lll-ddd"], LATIN, NONE),
    form("ROU", 40, &["@ dd lll", "@ ddd lll"], "ABCDEFGHIJKLMNOPRSTUVWXYZ", &["B", "CJ", "TM", "IS"]),
    form("BGR", 25, &["@ dddd ll"], CYRILLIC, &["СВ", "А", "ВТ", "РВ"]),
    form("UKR", 45, &["@dddd ll"], "АВЕІКМНОРСТХ", &["АА", "КА", "ВС", "АХ"]),
    form("RUS", 45, &["lddd ll 77", "lddd ll ddd"], CYRILLIC, NONE),
    form("BLR", 15, &["dddd ll-d"], "АВЕІКМНОРСТХ", NONE),
    form("GRC", 15, &["lll-dddd"], "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", NONE),
    form("TUR", 40, &["@ lll ddd", "@ ll dddd"], CONSONANTS, &["34", "06", "35", "01"]),
    form("SRB", 15, &["@ ddd-ll"], "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ", &["BG", "NS", "NI"]),
    form("SWE", 10, &["lll ddd", "lll ddl"], WITHOUT_I_O_Q_U, NONE),
    form("NOR", 8, &["ll ddddd"], WITHOUT_I_O_Q_U, NONE),
    form("DNK", 8, &["ll dd ddd"], WITHOUT_I_O_Q_U, NONE),
    form("FIN", 6, &["lll-ddd"], LATIN, NONE),
    form("EST", 4, &["ddd lll"], CONSONANTS, NONE),
    form("LTU", 8, &["lll ddd"], WITHOUT_I_O_Q_U, NONE),
    form("LVA", 4, &["ll-dddd"], LATIN, NONE),
    form("IRL", 5, &["ddd-D-ddddd", "ddd-C-dddd"], LATIN, NONE),
    form("USA", 30, &["dlllddd", "lll dddd"], LATIN, NONE),
    form("CAN", 8, &["llll ddd"], LATIN, NONE),
    form("BRA", 10, &["llldldd", "lll-dddd"], LATIN, NONE),
    form("JPN", 6, &["品川 ddd さ dd-dd", "横浜 ddd た dd-dd"], LATIN, NONE),
    form("KOR", 6, &["ddd가dddd", "dd나dddd"], LATIN, NONE),
    form("CHN", 8, &["京A·ddddd", "沪B·dlddd"], WITHOUT_I_O_Q_U, NONE),
];

/// A plate of the form, with the mark.
pub fn plate(rng: &mut Rng, form: &PlateForm, mark: Mark) -> String {
    let shape = rng.pick::<&str>(form.shapes);
    let place = rng.pick::<&str>(form.places);
    let filling = Filling { letters: form.letters, place, mark, counted: Counted::All };
    shape::fill(rng, shape, filling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn every_form_can_carry_every_mark() {
        let mut rng = Rng::for_row(1, Stream::Vehicles, 0);
        for form in PLATE_FORMS {
            for mark in [Mark::Listed, Mark::Expired, Mark::Clean] {
                for _ in 0..100 {
                    let made = plate(&mut rng, form, mark);
                    assert_eq!(Mark::of_text(&made), mark, "{} {made}", form.country);
                }
            }
        }
    }

    #[test]
    fn more_than_twenty_countries_and_their_letters_are_there() {
        assert!(PLATE_FORMS.len() > 20);
        let mut rng = Rng::for_row(1, Stream::Vehicles, 1);
        let all: String = PLATE_FORMS
            .iter()
            .flat_map(|form| (0..60).map(|_| plate(&mut rng, form, Mark::Listed)).collect::<Vec<_>>())
            .collect();
        for sign in ['Ö', 'Ü', 'Ж', 'Х', 'Ζ', 'Č', '京', '가', 'さ'] {
            assert_eq!(all.contains(sign), sign != 'Ж', "{sign}");
        }
    }
}

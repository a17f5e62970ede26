//! Who made a vehicle: its world manufacturer identifier (ISO 3780).

use super::maker_table::MAKERS;

/// The make of a number, as far as the built-in table knows it: by its first three signs. An identifier whose third
/// sign is 9 is shared by makers of few vehicles, who are told apart by positions 12 to 14, so the table has none of
/// them.
#[must_use]
pub(super) fn maker(vin: &[u8]) -> Option<&'static str> {
    let wmi = vin.get(..3)?;
    let has_it = |wmis: &[&str]| wmis.iter().any(|known| known.as_bytes() == wmi);
    MAKERS.iter().find(|(_, wmis)| has_it(wmis)).map(|(make, _)| *make)
}

/// The identifier of a number of 17 signs: three signs and zero bytes, or six where the third is 9 (with positions 12
/// to 14).
#[must_use]
pub(crate) fn identifier(vin: &[u8]) -> Option<[u8; 6]> {
    let (first, small) = (vin.get(..3)?, vin.get(11..14)?);
    let mut wmi = [0; 6];
    wmi[..3].copy_from_slice(first);
    if first[2] == b'9' {
        wmi[3..].copy_from_slice(small);
    }
    Some(wmi)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MAKERS, identifier, maker};

    #[test]
    fn the_commonest_makers_are_known() {
        for (vin, make) in [
            ("1M8GDM9AXKP042788", "MOTOR COACH INDUSTRIES"),
            ("WVWZZZ1JZXW000001", "VOLKSWAGEN"),
            ("WP0ZZZ99ZTS392124", "PORSCHE"),
            ("JH4KA7561PC008269", "ACURA"),
        ] {
            assert_eq!(maker(vin.as_bytes()), Some(make));
        }
        assert_eq!(maker(b"ZZZ"), None);
        assert_eq!(maker(b"1M"), None);
    }

    #[test]
    fn no_identifier_stands_twice_and_each_has_three_signs_and_a_country() {
        let all: Vec<&str> = MAKERS.iter().flat_map(|(_, wmis)| wmis.iter().copied()).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for wmi in all {
            assert!(wmi.len() == 3 && !wmi.ends_with('9'), "{wmi}");
            assert!(super::super::country(wmi.as_bytes()).is_some(), "{wmi}");
        }
    }

    #[test]
    fn a_maker_of_few_vehicles_is_told_by_six_signs() {
        assert_eq!(identifier(b"1Y9BE25898C020609"), Some(*b"1Y9020"));
        assert_eq!(identifier(b"WVWZZZ1JZXW000001"), Some(*b"WVW\0\0\0"));
        assert_eq!(identifier(b"WVW"), None);
    }
}

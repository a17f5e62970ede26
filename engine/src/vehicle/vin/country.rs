//! Where a vehicle's maker is at home: the first two signs of a vehicle identification number (ISO 3780).

/// The signs of a number in the order in which ISO 3780 counts them.
const ORDER: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ1234567890";

/// First and last second sign, and the country.
type Range = (u8, u8, &'static str);

/// Ranges of second signs under a first sign, and their country (ICAO 9303 alpha-3).
///
/// Source: ISO 3780 as public tables give it (SAE International assigns the ranges); where tables of different years
/// differ, the newer assignment stands. A range that no table gives is absent.
const RANGES: &[(u8, &[Range])] = &[
    (b'1', &[(b'A', b'0', "USA")]),
    (b'2', &[(b'A', b'0', "CAN")]),
    (b'3', &[(b'A', b'W', "MEX"), (b'X', b'7', "CRI"), (b'8', b'0', "CYM")]),
    (b'4', &[(b'A', b'0', "USA")]),
    (b'5', &[(b'A', b'0', "USA")]),
    (b'6', &[(b'A', b'W', "AUS")]),
    (b'7', &[(b'A', b'E', "NZL"), (b'F', b'0', "USA")]),
    (
        b'8',
        &[
            (b'A', b'E', "ARG"),
            (b'F', b'K', "CHL"),
            (b'L', b'R', "ECU"),
            (b'S', b'W', "PER"),
            (b'X', b'2', "VEN"),
        ],
    ),
    (
        b'9',
        &[
            (b'A', b'E', "BRA"),
            (b'F', b'K', "COL"),
            (b'L', b'R', "PRY"),
            (b'S', b'W', "URY"),
            (b'X', b'2', "TTO"),
            (b'3', b'9', "BRA"),
        ],
    ),
    (b'A', &[(b'A', b'H', "ZAF"), (b'J', b'N', "CIV")]),
    (b'B', &[(b'A', b'E', "AGO"), (b'F', b'K', "KEN"), (b'L', b'R', "TZA")]),
    (b'C', &[(b'A', b'E', "BEN"), (b'F', b'K', "MDG"), (b'L', b'R', "TUN")]),
    (b'D', &[(b'A', b'E', "EGY"), (b'F', b'K', "MAR"), (b'L', b'R', "ZMB")]),
    (b'E', &[(b'A', b'E', "ETH"), (b'F', b'K', "MOZ")]),
    (b'F', &[(b'A', b'E', "GHA"), (b'F', b'K', "NGA")]),
    (b'H', &[(b'A', b'0', "CHN")]),
    (b'J', &[(b'A', b'0', "JPN")]),
    (b'K', &[(b'A', b'E', "LKA"), (b'F', b'K', "ISR"), (b'L', b'R', "KOR"), (b'S', b'0', "KAZ")]),
    (b'L', &[(b'A', b'0', "CHN")]),
    (b'M', &[(b'A', b'E', "IND"), (b'F', b'K', "IDN"), (b'L', b'R', "THA"), (b'S', b'0', "MMR")]),
    (b'N', &[(b'A', b'E', "IRN"), (b'F', b'K', "PAK"), (b'L', b'R', "TUR")]),
    (b'P', &[(b'A', b'E', "PHL"), (b'F', b'K', "SGP"), (b'L', b'R', "MYS")]),
    (b'R', &[(b'A', b'E', "ARE"), (b'F', b'K', "TWN"), (b'L', b'R', "VNM"), (b'S', b'0', "SAU")]),
    // What was East Germany's range is Germany's.
    (b'S', &[(b'A', b'M', "GBR"), (b'N', b'T', "DEU"), (b'U', b'Z', "POL"), (b'1', b'4', "LVA")]),
    (b'T', &[(b'A', b'H', "CHE"), (b'J', b'P', "CZE"), (b'R', b'V', "HUN"), (b'W', b'1', "PRT")]),
    (b'U', &[(b'H', b'M', "DNK"), (b'N', b'T', "IRL"), (b'U', b'Z', "ROU"), (b'5', b'7', "SVK")]),
    (
        b'V',
        &[
            (b'A', b'E', "AUT"),
            (b'F', b'R', "FRA"),
            (b'S', b'W', "ESP"),
            (b'X', b'2', "SRB"),
            (b'3', b'5', "HRV"),
            (b'6', b'0', "EST"),
        ],
    ),
    (b'W', &[(b'A', b'0', "DEU")]),
    (
        b'X',
        &[
            (b'A', b'E', "BGR"),
            (b'F', b'K', "GRC"),
            (b'L', b'R', "NLD"),
            (b'S', b'W', "RUS"),
            (b'X', b'2', "LUX"),
            (b'3', b'0', "RUS"),
        ],
    ),
    (
        b'Y',
        &[
            (b'A', b'E', "BEL"),
            (b'F', b'K', "FIN"),
            (b'L', b'R', "MLT"),
            (b'S', b'W', "SWE"),
            (b'X', b'2', "NOR"),
            (b'3', b'5', "BLR"),
            (b'6', b'0', "UKR"),
        ],
    ),
    (b'Z', &[(b'A', b'R', "ITA"), (b'X', b'2', "SVN"), (b'3', b'5', "LTU")]),
];

/// The country of a number's first two signs, as a code of ICAO 9303; none where the range is unassigned.
#[must_use]
pub fn country(vin: &[u8]) -> Option<&'static str> {
    let [first, second, ..] = vin else { return None };
    let place = |sign: u8| ORDER.iter().position(|&other| other == sign);
    let second = place(*second)?;
    let (_, ranges) = RANGES.iter().find(|(sign, _)| sign == first)?;
    let holds =
        |from: u8, to: u8| place(from).zip(place(to)).is_some_and(|(from, to)| (from..=to).contains(&second));
    ranges.iter().find(|(from, to, _)| holds(*from, *to)).map(|(_, _, country)| *country)
}

/// True where the law asks for the check digit and for the model year at position 10: North America (49 CFR 565.15)
/// and China (GB 16735).
#[must_use]
pub(super) fn asks_for_check_digit(vin: &[u8]) -> bool {
    matches!(country(vin), Some("USA" | "CAN" | "MEX" | "CHN"))
}

#[cfg(test)]
mod tests {
    use super::{ORDER, RANGES, asks_for_check_digit, country};
    use crate::document::issuer::IssuerCode;

    #[test]
    fn known_numbers_have_their_country() {
        for (vin, expected) in [
            ("1M8GDM9AXKP042788", Some("USA")),
            ("7SAYGDEE0NA000001", Some("USA")),
            ("WVWZZZ1JZXW000001", Some("DEU")),
            ("TMBZZZ", Some("CZE")),
            ("UU1", Some("ROU")),
            ("VF1", Some("FRA")),
            ("T1", Some("PRT")),
            ("G1", None),
            ("1", None),
            ("", None),
        ] {
            assert_eq!(country(vin.as_bytes()), expected, "{vin}");
        }
    }

    #[test]
    fn the_table_is_in_order_its_ranges_do_not_overlap_and_its_codes_are_known() {
        let place = |sign: u8| ORDER.iter().position(|&other| other == sign).unwrap();
        assert!(RANGES.is_sorted_by_key(|(first, _)| *first));
        for (_, ranges) in RANGES {
            let mut behind = 0;
            for (from, to, code) in *ranges {
                assert!(place(*from) >= behind && place(*to) >= place(*from), "{code}");
                behind = place(*to) + 1;
                assert!(IssuerCode::parse(code).is_some_and(|code| code.is_known()), "{code}");
            }
        }
    }

    #[test]
    fn north_america_and_china_ask_for_the_digit_and_others_do_not() {
        for (vin, expected) in
            [("1HG", true), ("2T1", true), ("3VW", true), ("LSV", true), ("WVW", false), ("KMH", false)]
        {
            assert_eq!(asks_for_check_digit(vin.as_bytes()), expected, "{vin}");
        }
    }
}

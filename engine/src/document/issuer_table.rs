//! The tables of issuer codes: which codes are known, which two letters stand for which three, and
//! which codes are of one family.
//!
//! Source: ISO 3166-1, ISO 3166-3 (withdrawn codes), and ICAO Doc 9303-3 section 5, parts A to D.
//! Codes only: names of countries have no place in the engine. Each table is sorted and is looked up
//! by binary search; the tests below hold the order.

use std::sync::LazyLock;

/// Every code that the tables know, as three letters.
#[rustfmt::skip]
pub(super) const KNOWN: [&str; 299] = [
    "ABW", "AFG", "AGO", "AIA", "ALA", "ALB", "AND", "ANT", "ARE", "ARG", "ARM", "ASM", "ATA", "ATF",
    "ATG", "AUS", "AUT", "AZE", "BDI", "BEL", "BEN", "BES", "BFA", "BGD", "BGR", "BHR", "BHS", "BIH",
    "BLM", "BLR", "BLZ", "BMU", "BOL", "BOS", "BRA", "BRB", "BRN", "BTN", "BUR", "BVT", "BWA", "BYS",
    "CAF", "CAN", "CCK", "CHE", "CHL", "CHN", "CIV", "CMR", "COD", "COG", "COK", "COL", "COM", "CPV",
    "CRI", "CSK", "CUB", "CUW", "CXR", "CYM", "CYP", "CZE", "DDR", "DEU", "DHY", "DJI", "DMA", "DNK",
    "DOM", "DZA", "ECU", "EGY", "ERI", "ESH", "ESP", "EST", "ETH", "EUE", "FIN", "FJI", "FLK", "FRA",
    "FRO", "FSM", "FXX", "GAB", "GBD", "GBN", "GBO", "GBP", "GBR", "GBS", "GEO", "GGY", "GHA", "GIB",
    "GIN", "GLP", "GMB", "GNB", "GNQ", "GRC", "GRD", "GRL", "GTM", "GUF", "GUM", "GUY", "HKG", "HMD",
    "HND", "HRV", "HTI", "HUN", "HVO", "IAO", "IDN", "IMN", "IND", "INP", "IOT", "IRL", "IRN", "IRQ",
    "ISL", "ISR", "ITA", "JAM", "JEY", "JOR", "JPN", "KAZ", "KEN", "KGZ", "KHM", "KIR", "KNA", "KOR",
    "KOS", "KWT", "LAO", "LBN", "LBR", "LBY", "LCA", "LIE", "LKA", "LSO", "LTU", "LUX", "LVA", "MAC",
    "MAF", "MAR", "MCO", "MDA", "MDG", "MDV", "MEX", "MHL", "MKD", "MLI", "MLT", "MMR", "MNE", "MNG",
    "MNP", "MOZ", "MRT", "MSR", "MTQ", "MUS", "MWI", "MYS", "MYT", "NAM", "NCL", "NER", "NFK", "NGA",
    "NHB", "NIC", "NIU", "NLD", "NOR", "NPL", "NRU", "NTZ", "NZL", "OMN", "PAK", "PAN", "PCN", "PER",
    "PHL", "PLW", "PNG", "POL", "PRI", "PRK", "PRT", "PRY", "PSE", "PYF", "QAT", "REU", "RHO", "RKS",
    "ROM", "ROU", "RUS", "RWA", "SAU", "SCG", "SDN", "SEN", "SGP", "SGS", "SHN", "SJM", "SLB", "SLE",
    "SLV", "SMR", "SOM", "SPM", "SRB", "SSD", "STP", "SUN", "SUR", "SVK", "SVN", "SWE", "SWZ", "SXM",
    "SYC", "SYR", "TCA", "TCD", "TGO", "THA", "TJK", "TKL", "TKM", "TLS", "TMP", "TON", "TTO", "TUN",
    "TUR", "TUV", "TWN", "TZA", "UGA", "UKR", "UMI", "UNA", "UNK", "UNO", "URY", "USA", "UTO", "UZB",
    "VAT", "VCT", "VDR", "VEN", "VGB", "VIR", "VNM", "VUT", "WLF", "WSM", "XBA", "XCC", "XCE", "XCO",
    "XDC", "XEC", "XES", "XIM", "XKX", "XMP", "XOM", "XPO", "XXA", "XXB", "XXC", "XXX", "YEM", "YMD",
    "YUG", "ZAF", "ZAR", "ZMB", "ZWE",
];

/// A bit for each code of three letters, set if it is known: a build asks it for every row.
const KNOWN_BITS: [u64; LETTERS.pow(3).div_ceil(64)] = {
    let mut bits = [0; LETTERS.pow(3).div_ceil(64)];
    let mut at = 0;
    while at < KNOWN.len() {
        if let Some(place) = place_of(KNOWN[at].as_bytes()) {
            bits[place / 64] |= 1 << (place % 64);
        }
        at += 1;
    }
    bits
};

const LETTERS: usize = 26;

/// The place of a code among all codes of three capital letters.
const fn place_of(code: &[u8]) -> Option<usize> {
    let &[a, b, c] = code else { return None };
    if !(a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_uppercase()) {
        return None;
    }
    let [a, b, c] = [(a - b'A') as usize, (b - b'A') as usize, (c - b'A') as usize];
    Some((a * LETTERS + b) * LETTERS + c)
}

/// True if the tables know the code.
pub(super) fn is_known(code: &[u8]) -> bool {
    place_of(code).is_some_and(|place| KNOWN_BITS[place / 64] >> (place % 64) & 1 == 1)
}

/// Two letters and the three that they stand for. `CS` is left out: it stood for two issuers.
#[rustfmt::skip]
pub(super) const BY_TWO_LETTERS: [(&str, &str); 262] = [
    ("AD", "AND"), ("AE", "ARE"), ("AF", "AFG"), ("AG", "ATG"), ("AI", "AIA"), ("AL", "ALB"),
    ("AM", "ARM"), ("AN", "ANT"), ("AO", "AGO"), ("AQ", "ATA"), ("AR", "ARG"), ("AS", "ASM"),
    ("AT", "AUT"), ("AU", "AUS"), ("AW", "ABW"), ("AX", "ALA"), ("AZ", "AZE"), ("BA", "BIH"),
    ("BB", "BRB"), ("BD", "BGD"), ("BE", "BEL"), ("BF", "BFA"), ("BG", "BGR"), ("BH", "BHR"),
    ("BI", "BDI"), ("BJ", "BEN"), ("BL", "BLM"), ("BM", "BMU"), ("BN", "BRN"), ("BO", "BOL"),
    ("BQ", "BES"), ("BR", "BRA"), ("BS", "BHS"), ("BT", "BTN"), ("BU", "BUR"), ("BV", "BVT"),
    ("BW", "BWA"), ("BY", "BLR"), ("BZ", "BLZ"), ("CA", "CAN"), ("CC", "CCK"), ("CD", "COD"),
    ("CF", "CAF"), ("CG", "COG"), ("CH", "CHE"), ("CI", "CIV"), ("CK", "COK"), ("CL", "CHL"),
    ("CM", "CMR"), ("CN", "CHN"), ("CO", "COL"), ("CR", "CRI"), ("CU", "CUB"), ("CV", "CPV"),
    ("CW", "CUW"), ("CX", "CXR"), ("CY", "CYP"), ("CZ", "CZE"), ("DD", "DDR"), ("DE", "DEU"),
    ("DJ", "DJI"), ("DK", "DNK"), ("DM", "DMA"), ("DO", "DOM"), ("DZ", "DZA"), ("EC", "ECU"),
    ("EE", "EST"), ("EG", "EGY"), ("EH", "ESH"), ("EL", "GRC"), ("ER", "ERI"), ("ES", "ESP"),
    ("ET", "ETH"), ("EU", "EUE"), ("FI", "FIN"), ("FJ", "FJI"), ("FK", "FLK"), ("FM", "FSM"),
    ("FO", "FRO"), ("FR", "FRA"), ("GA", "GAB"), ("GB", "GBR"), ("GD", "GRD"), ("GE", "GEO"),
    ("GF", "GUF"), ("GG", "GGY"), ("GH", "GHA"), ("GI", "GIB"), ("GL", "GRL"), ("GM", "GMB"),
    ("GN", "GIN"), ("GP", "GLP"), ("GQ", "GNQ"), ("GR", "GRC"), ("GS", "SGS"), ("GT", "GTM"),
    ("GU", "GUM"), ("GW", "GNB"), ("GY", "GUY"), ("HK", "HKG"), ("HM", "HMD"), ("HN", "HND"),
    ("HR", "HRV"), ("HT", "HTI"), ("HU", "HUN"), ("ID", "IDN"), ("IE", "IRL"), ("IL", "ISR"),
    ("IM", "IMN"), ("IN", "IND"), ("IO", "IOT"), ("IQ", "IRQ"), ("IR", "IRN"), ("IS", "ISL"),
    ("IT", "ITA"), ("JE", "JEY"), ("JM", "JAM"), ("JO", "JOR"), ("JP", "JPN"), ("KE", "KEN"),
    ("KG", "KGZ"), ("KH", "KHM"), ("KI", "KIR"), ("KM", "COM"), ("KN", "KNA"), ("KP", "PRK"),
    ("KR", "KOR"), ("KW", "KWT"), ("KY", "CYM"), ("KZ", "KAZ"), ("LA", "LAO"), ("LB", "LBN"),
    ("LC", "LCA"), ("LI", "LIE"), ("LK", "LKA"), ("LR", "LBR"), ("LS", "LSO"), ("LT", "LTU"),
    ("LU", "LUX"), ("LV", "LVA"), ("LY", "LBY"), ("MA", "MAR"), ("MC", "MCO"), ("MD", "MDA"),
    ("ME", "MNE"), ("MF", "MAF"), ("MG", "MDG"), ("MH", "MHL"), ("MK", "MKD"), ("ML", "MLI"),
    ("MM", "MMR"), ("MN", "MNG"), ("MO", "MAC"), ("MP", "MNP"), ("MQ", "MTQ"), ("MR", "MRT"),
    ("MS", "MSR"), ("MT", "MLT"), ("MU", "MUS"), ("MV", "MDV"), ("MW", "MWI"), ("MX", "MEX"),
    ("MY", "MYS"), ("MZ", "MOZ"), ("NA", "NAM"), ("NC", "NCL"), ("NE", "NER"), ("NF", "NFK"),
    ("NG", "NGA"), ("NI", "NIC"), ("NL", "NLD"), ("NO", "NOR"), ("NP", "NPL"), ("NR", "NRU"),
    ("NT", "NTZ"), ("NU", "NIU"), ("NZ", "NZL"), ("OM", "OMN"), ("PA", "PAN"), ("PE", "PER"),
    ("PF", "PYF"), ("PG", "PNG"), ("PH", "PHL"), ("PK", "PAK"), ("PL", "POL"), ("PM", "SPM"),
    ("PN", "PCN"), ("PR", "PRI"), ("PS", "PSE"), ("PT", "PRT"), ("PW", "PLW"), ("PY", "PRY"),
    ("QA", "QAT"), ("RE", "REU"), ("RO", "ROU"), ("RS", "SRB"), ("RU", "RUS"), ("RW", "RWA"),
    ("SA", "SAU"), ("SB", "SLB"), ("SC", "SYC"), ("SD", "SDN"), ("SE", "SWE"), ("SG", "SGP"),
    ("SH", "SHN"), ("SI", "SVN"), ("SJ", "SJM"), ("SK", "SVK"), ("SL", "SLE"), ("SM", "SMR"),
    ("SN", "SEN"), ("SO", "SOM"), ("SR", "SUR"), ("SS", "SSD"), ("ST", "STP"), ("SU", "SUN"),
    ("SV", "SLV"), ("SX", "SXM"), ("SY", "SYR"), ("SZ", "SWZ"), ("TC", "TCA"), ("TD", "TCD"),
    ("TF", "ATF"), ("TG", "TGO"), ("TH", "THA"), ("TJ", "TJK"), ("TK", "TKL"), ("TL", "TLS"),
    ("TM", "TKM"), ("TN", "TUN"), ("TO", "TON"), ("TP", "TMP"), ("TR", "TUR"), ("TT", "TTO"),
    ("TV", "TUV"), ("TW", "TWN"), ("TZ", "TZA"), ("UA", "UKR"), ("UG", "UGA"), ("UK", "GBR"),
    ("UM", "UMI"), ("UN", "UNO"), ("US", "USA"), ("UY", "URY"), ("UZ", "UZB"), ("VA", "VAT"),
    ("VC", "VCT"), ("VE", "VEN"), ("VG", "VGB"), ("VI", "VIR"), ("VN", "VNM"), ("VU", "VUT"),
    ("WF", "WLF"), ("WS", "WSM"), ("XK", "RKS"), ("YE", "YEM"), ("YT", "MYT"), ("YU", "YUG"),
    ("ZA", "ZAF"), ("ZM", "ZMB"), ("ZR", "ZAR"), ("ZW", "ZWE"),
];

/// A code and the head of its family: the codes of one issuer's kinds of national, other codes of one
/// issuer, and withdrawn codes with a single successor.
#[rustfmt::skip]
pub(super) const FAMILY_HEADS: [(&str, &str); 25] = [
    ("BOS", "BIH"), ("BUR", "MMR"), ("BYS", "BLR"), ("DDR", "DEU"), ("DHY", "BEN"), ("FXX", "FRA"),
    ("GBD", "GBR"), ("GBN", "GBR"), ("GBO", "GBR"), ("GBP", "GBR"), ("GBS", "GBR"), ("HVO", "BFA"),
    ("INP", "XPO"), ("KOS", "RKS"), ("NHB", "VUT"), ("RHO", "ZWE"), ("ROM", "ROU"), ("SCG", "SRB"),
    ("TMP", "TLS"), ("UNK", "RKS"), ("VDR", "VNM"), ("XKX", "RKS"), ("YMD", "YEM"), ("YUG", "SRB"),
    ("ZAR", "COD"),
];

/// The rows of [`BY_TWO_LETTERS`] in the order of their three letters, of several rows for one code the first.
pub(super) static TO_TWO_LETTERS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let mut rows: Vec<usize> = (0..BY_TWO_LETTERS.len()).collect();
    rows.sort_by_key(|&row| BY_TWO_LETTERS[row].1);
    rows.dedup_by_key(|row| BY_TWO_LETTERS[*row].1);
    rows
});

#[cfg(test)]
mod tests {
    use super::{BY_TWO_LETTERS, FAMILY_HEADS, KNOWN, is_known};

    #[test]
    fn tables_are_sorted_for_binary_search() {
        assert!(KNOWN.is_sorted_by(|a, b| a < b));
        assert!(BY_TWO_LETTERS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(FAMILY_HEADS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn exactly_the_codes_of_the_table_are_known() {
        assert!(KNOWN.iter().all(|code| is_known(code.as_bytes())));
        let letters = || b'A'..=b'Z';
        let all = letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| [a, b, c])));
        assert_eq!(all.filter(|code| is_known(code)).count(), KNOWN.len());
        for other in ["", "D", "DE", "deu", "DE1", "DEUX", "914"] {
            assert!(!is_known(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn every_code_that_a_table_leads_to_is_known() {
        for (_, code) in BY_TWO_LETTERS.iter().chain(&FAMILY_HEADS) {
            assert!(KNOWN.binary_search(code).is_ok(), "{code}");
        }
        for (member, head) in FAMILY_HEADS {
            assert!(KNOWN.binary_search(&member).is_ok(), "{member}");
            assert!(
                FAMILY_HEADS.binary_search_by_key(&head, |row| row.0).is_err(),
                "a head has no head: {head}"
            );
        }
    }
}

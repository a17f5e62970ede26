//! Groups of countries whose names are written by the same customs, to see whether one of them is stopped more often.
//!
//! A coarse table of our own for counting people, not for judging one: by country of nationality, from the languages
//! that most people there are named in (UK "Guide to Names and Naming Practices", 2006). It decides nothing.

/// A country that stands in no group.
pub const OTHER: &str = "other or not told";

/// Groups with their countries, alpha-3.
const GROUPS: [(&str, &str); 16] = [
    ("Arabic", "DZA BHR EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SDN SYR TUN ARE YEM DJI COM SOM"),
    ("Persian and Dari, Pashto", "IRN AFG TJK"),
    ("Turkish and Central Asian", "TUR AZE KAZ KGZ TKM UZB"),
    ("East Slavic", "RUS UKR BLR"),
    ("West and South Slavic", "POL CZE SVK BGR HRV SRB SVN BIH MKD MNE"),
    ("Spanish", "ESP MEX ARG COL CHL PER VEN ECU BOL PRY URY CUB DOM GTM HND NIC PAN SLV CRI PRI"),
    ("Portuguese", "PRT BRA AGO MOZ CPV GNB STP TLS"),
    ("Chinese", "CHN TWN HKG MAC SGP"),
    ("Korean", "KOR PRK"),
    ("Japanese", "JPN"),
    ("Vietnamese, Khmer and Lao", "VNM KHM LAO"),
    ("South Asian", "IND PAK BGD LKA NPL BTN MDV"),
    ("South-East Asian island and Thai", "IDN MYS PHL THA MMR BRN"),
    (
        "African, south of the Sahara",
        "NGA GHA KEN UGA TZA RWA BDI COD COG CMR SEN MLI NER BFA CIV TGO BEN GIN SLE LBR GMB TCD CAF GAB GNQ ETH ERI \
         SSD ZMB ZWE MWI BWA NAM ZAF LSO SWZ MDG MUS SYC",
    ),
    (
        "English, Germanic and Nordic",
        "USA GBR GBD GBN IRL CAN AUS NZL DEU D AUT CHE NLD BEL LUX DNK NOR SWE ISL FIN EST",
    ),
    (
        "Romance, Greek, Baltic, Caucasian and other European",
        "FRA ITA ROU MDA GRC CYP ALB RKS HUN LTU LVA GEO ARM ISR MLT AND MCO SMR HTI",
    ),
];

/// The groups' names, as they are told.
pub fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().map(|(name, _)| *name).chain([OTHER])
}

/// The group of a country's code.
#[must_use]
pub fn of_country(code: Option<&str>) -> &'static str {
    let Some(code) = code else { return OTHER };
    GROUPS
        .iter()
        .find(|(_, countries)| countries.split_whitespace().any(|country| country == code))
        .map_or(OTHER, |(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, OTHER, names, of_country};
    use std::collections::BTreeSet;
    use watchpost_engine::document::issuer::IssuerCode;

    #[test]
    fn every_country_is_a_known_one_and_in_one_group() {
        let mut met = BTreeSet::new();
        for country in GROUPS.iter().flat_map(|(_, countries)| countries.split_whitespace()) {
            assert!(IssuerCode::parse(country).is_some_and(|code| code.is_known()), "{country}");
            assert!(met.insert(country), "{country} stands twice");
        }
        assert_eq!(of_country(Some("SYR")), "Arabic");
        assert_eq!((of_country(Some("UTO")), of_country(None)), (OTHER, OTHER));
        assert_eq!(names().last(), Some(OTHER));
    }
}

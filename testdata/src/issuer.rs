//! The issuers that documents are made for: how often each is met, and the shapes of its numbers
//! (see [`crate::shape`] for the signs). Shapes are public knowledge about real documents; the numbers are
//! drawn at random.

/// One issuing State or organisation.
#[derive(Clone, Copy, Debug)]
pub struct Issuer {
    /// Its code in lists, alpha-3 (Doc 9303-3 section 5).
    pub code: &'static str,
    /// Its code in an MRZ: `D` for Germany, else the same.
    pub mrz_code: &'static str,
    /// How often it is met, in relation to the others.
    pub weight: u64,
    /// Shapes of passport numbers, 9 signs at most.
    pub passport: &'static [&'static str],
    /// Shapes of identity card numbers; longer ones run over into the optional data.
    pub card: &'static [&'static str],
}

const fn issuer(
    code: &'static str,
    weight: u64,
    passport: &'static [&'static str],
    card: &'static [&'static str],
) -> Issuer {
    Issuer { code, mrz_code: code, weight, passport, card }
}

/// Visa stickers of all issuers: 9 signs, a letter or none first.
pub const VISA_SHAPES: &[&str] = &["ddddddddd", "ldddddddd"];

/// The table, `UTO` (Doc 9303's specimen State) last.
pub const ISSUERS: &[Issuer] = &[
    Issuer {
        code: "DEU",
        mrz_code: "D",
        weight: 70,
        passport: &["Cxxxxxxxx", "Lxxxxxxxx"],
        card: &["Lxxxxxxxx", "Txxxxxxxx"],
    },
    issuer("FRA", 70, &["ddllddddd"], &["dddddddddddd", "llddddddd"]),
    issuer("GBR", 70, &["ddddddddd"], &["ldddddddd"]),
    issuer("USA", 80, &["ddddddddd", "Adddddddd"], &["Cdddddddd"]),
    issuer("ITA", 60, &["YAddddddd", "YBddddddd"], &["CAdddddll", "AXddddddd"]),
    issuer("ESP", 50, &["PAAdddddd", "XDDdddddd"], &["BAAdddddd"]),
    issuer("BEL", 15, &["lldddddd"], &["59dddddddddd"]),
    issuer("NLD", 25, &["Nlxxxxxxd"], &["Ilxxxxxxd"]),
    issuer("POL", 35, &["llddddddd"], &["lllddddd0"]),
    issuer("CZE", 12, &["dddddddd"], &["ddddddddd"]),
    issuer("SVK", 6, &["PAddddddd"], &["llddddddd"]),
    issuer("HUN", 10, &["BAddddddd"], &["ddddddll"]),
    issuer("ROU", 30, &["0dddddddd"], &["RXdddddd"]),
    issuer("BGR", 15, &["38ddddddd"], &["64ddddddd"]),
    issuer("GRC", 12, &["APddddddd"], &["AKddddddd"]),
    issuer("SWE", 12, &["9ddddddd"], &["9ddddddd"]),
    issuer("NOR", 8, &["dddddddd", "CAAdddddd"], &["CAAdddddd"]),
    issuer("CHE", 12, &["Xddddddl", "Xddddddd"], &["Cddddddd"]),
    issuer("AUT", 10, &["Pddddddd"], &["PAdddddd"]),
    issuer("PRT", 15, &["llddddddd"], &["dddddddddll"]),
    issuer("IRL", 10, &["PAddddddd", "LBddddddd"], &["Cdddddddd"]),
    issuer("UKR", 45, &["llddddddd"], &["ddddddddd"]),
    issuer("RUS", 45, &["7dddddddd"], &["ddddddddd"]),
    issuer("SRB", 12, &["0dddddddd"], &["0dddddddd"]),
    issuer("TUR", 40, &["Uddddddd", "Sdddddddd"], &["AddlddddD"]),
    issuer("GEO", 8, &["ddAAddddd"], &["ddIAddddd"]),
    issuer("IND", 60, &["lddddddd"], &["ldddddddd"]),
    issuer("CHN", 70, &["EAddddddd", "Gdddddddd"], &["ldddddddd"]),
    issuer("JPN", 20, &["TRddddddd", "MUddddddd"], &["AAddddddAA"]),
    issuer("KOR", 20, &["Mdddlddd", "Mdddddddd"], &["Mdddddddd"]),
    issuer("NGA", 30, &["Adddddddd", "Bdddddddd"], &["Adddddddd"]),
    issuer("BRA", 30, &["llddddddd"], &["ldddddddd"]),
    issuer("MEX", 25, &["Gdddddddd", "Ndddddddd"], &["ldddddddd"]),
    issuer("CAN", 20, &["lldddddd", "ldddddddd"], &["ldddddddd"]),
    issuer("PAK", 30, &["llddddddd"], &["ldddddddd"]),
    issuer("EGY", 15, &["Adddddddd"], &["ldddddddd"]),
    issuer("RKS", 4, &["Pdddddddd"], &["Idddddddd"]),
    issuer("UNO", 1, &["Ldddddddd"], &["Ldddddddd"]),
    issuer("XPO", 1, &["Pdddddddd"], &["Pdddddddd"]),
    issuer("UTO", 5, &["UTddddddd", "Ldddddddd"], &["Ddddddddd", "Ddddddddddddd"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::RANGE_TAIL;

    /// Signs at the beginning of a shape that are drawn, and so can carry a mark.
    fn drawn_before_tail(shape: &str) -> usize {
        let counted = shape.len() - RANGE_TAIL;
        shape[..counted].chars().filter(|sign| matches!(sign, 'd' | 'l' | 'x')).count()
    }

    #[test]
    fn every_shape_fits_its_field_and_can_carry_a_mark() {
        for issuer in ISSUERS {
            for shape in issuer.passport {
                assert!((7..=9).contains(&shape.len()), "{} {shape}", issuer.code);
            }
            for shape in issuer.passport.iter().chain(issuer.card) {
                assert!(drawn_before_tail(shape) >= 1, "{} {shape}", issuer.code);
            }
        }
    }

    #[test]
    fn codes_are_unique_and_the_specimen_state_is_there() {
        let mut codes: Vec<&str> = ISSUERS.iter().map(|issuer| issuer.code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(codes.contains(&"UTO") && codes.len() >= 30);
    }
}

//! The model year at position 10 of a vehicle identification number (49 CFR 565.15(d)(1), table VII; GB 16735 has the
//! same signs). Makers elsewhere may put another sign there.

/// The signs of 1980 to 2009, and again of 2010 to 2039.
const SIGNS: &[u8] = b"ABCDEFGHJKLMNPRSTVWXY123456789";

/// First year of the first cycle.
const FIRST_YEAR: u16 = 1980;

/// The years that a sign stands for, one of each cycle; none if it stands for none.
#[must_use]
pub(super) fn model_years(sign: u8) -> Option<[u16; 2]> {
    let at = SIGNS.iter().position(|&other| other == sign).and_then(|at| u16::try_from(at).ok())?;
    let cycle = u16::try_from(SIGNS.len()).ok()?;
    Some([FIRST_YEAR + at, FIRST_YEAR + at + cycle])
}

#[cfg(test)]
mod tests {
    use super::model_years;

    #[test]
    fn each_sign_stands_for_two_years() {
        for (sign, years) in [
            (b'A', Some([1980, 2010])),
            (b'K', Some([1989, 2019])),
            (b'Y', Some([2000, 2030])),
            (b'1', Some([2001, 2031])),
            (b'9', Some([2009, 2039])),
            (b'0', None),
            (b'U', None),
            (b'Z', None),
            (b'I', None),
        ] {
            assert_eq!(model_years(sign), years, "{}", char::from(sign));
        }
    }
}

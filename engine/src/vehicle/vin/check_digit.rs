//! The check digit of a vehicle identification number: told, and never a reason to refuse one.

/// What position 9 of a vehicle identification number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckDigit {
    /// It agrees with the other signs.
    Valid,
    /// It does not. Outside North America and China it need not; and some makers print it wrong.
    Invalid,
    /// There is none to compute: another length, a sign without a value, or no digit at position 9.
    NotComputed,
}

/// Weights of the 17 positions (49 CFR 565.15(c), table IV).
const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// The place of the check digit, from 0 (position 9 of 49 CFR 565.15).
pub const CHECK_DIGIT_PLACE: usize = 8;

/// Judges a number of 17 signs as written.
#[must_use]
pub fn check_digit(vin: &[u8]) -> CheckDigit {
    match (computed(vin), vin.get(CHECK_DIGIT_PLACE)) {
        (Some(digit), Some(&found)) if digit == found => CheckDigit::Valid,
        (Some(_), Some(b'0'..=b'9' | b'X')) => CheckDigit::Invalid,
        _ => CheckDigit::NotComputed,
    }
}

/// The digit that the other signs ask for: their values times the weights, modulo 11, `X` for 10.
fn computed(vin: &[u8]) -> Option<u8> {
    if vin.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (at, (&sign, weight)) in vin.iter().zip(WEIGHTS).enumerate() {
        // The digit's own place weighs nothing, whatever stands there.
        sum += if at == CHECK_DIGIT_PLACE { 0 } else { weight * value(sign)? };
    }
    match sum % 11 {
        10 => Some(b'X'),
        rest => u8::try_from(rest).ok().map(|rest| b'0' + rest),
    }
}

/// Every number that differs from this one in one sign and whose check digit agrees, as that sign's place and the sign;
/// none where there is no digit to compute.
pub(super) fn one_sign_repairs(vin: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    let digit = |sign: u8| match sign {
        b'0'..=b'9' => Some(u32::from(sign - b'0')),
        b'X' => Some(10),
        _ => None,
    };
    let sum = computed(vin).and_then(digit);
    let found = vin.get(CHECK_DIGIT_PLACE).copied().and_then(digit);
    let places = vin.iter().zip(WEIGHTS).enumerate();
    places.filter_map(move |(at, (&sign, weight))| Some((at, sign, weight, sum?, found))).flat_map(
        move |(at, sign, weight, sum, found)| {
            let agrees = move |other: u8| {
                let (Some(old), Some(new)) = (value(sign), value(other)) else {
                    return at == CHECK_DIGIT_PLACE && digit(other) == Some(sum);
                };
                if at == CHECK_DIGIT_PLACE {
                    digit(other) == Some(sum)
                } else {
                    // 11 times the greatest value of a sign keeps the difference above zero.
                    found.is_some_and(|found| (sum + weight * (new + 11 - old)) % 11 == found)
                }
            };
            SIGNS
                .iter()
                .copied()
                .filter(move |&other| other != sign && agrees(other))
                .map(move |other| (at, other))
        },
    )
}

/// The signs of a vehicle identification number (ISO 3779).
const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

/// The value of a sign (49 CFR 565.15(c), table III); none for I, O and Q, which no number has.
const fn value(sign: u8) -> Option<u32> {
    Some(match sign {
        b'0' => 0,
        b'1' | b'A' | b'J' => 1,
        b'2' | b'B' | b'K' | b'S' => 2,
        b'3' | b'C' | b'L' | b'T' => 3,
        b'4' | b'D' | b'M' | b'U' => 4,
        b'5' | b'E' | b'N' | b'V' => 5,
        b'6' | b'F' | b'W' => 6,
        b'7' | b'G' | b'P' | b'X' => 7,
        b'8' | b'H' | b'Y' => 8,
        b'9' | b'R' | b'Z' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{CheckDigit, check_digit};

    #[test]
    fn known_numbers_agree_and_a_misread_one_does_not() {
        for vin in ["1M8GDM9AXKP042788", "1HGCM82633A004352", "5GZCZ43D13S812715", "11111111111111111"] {
            assert_eq!(check_digit(vin.as_bytes()), CheckDigit::Valid, "{vin}");
        }
        assert_eq!(check_digit(b"SGZCZ43D13S812715"), CheckDigit::Invalid);
    }

    #[test]
    fn where_there_is_no_digit_none_is_computed() {
        for vin in ["WVWZZZ1JZXW000001", "JZA800001234", "1M8GDM9AXKPO42788", ""] {
            assert_eq!(check_digit(vin.as_bytes()), CheckDigit::NotComputed, "{vin}");
        }
    }

    #[test]
    fn repairs_are_all_numbers_one_sign_away_whose_digit_agrees() {
        for vin in [*b"1M8GDM9AXKP042789", *b"1M8GDM9A5KP042788", *b"1HGCM82633A004352"] {
            let mut expected = Vec::new();
            for at in 0..17 {
                for &sign in super::SIGNS {
                    let mut other = vin;
                    other[at] = sign;
                    if other != vin && check_digit(&other) == CheckDigit::Valid {
                        expected.push((at, sign));
                    }
                }
            }
            assert_eq!(super::one_sign_repairs(&vin).collect::<Vec<_>>(), expected);
        }
        assert_eq!(super::one_sign_repairs(b"WVW").count(), 0);
    }

    #[test]
    fn one_wrong_sign_of_another_value_is_always_seen() {
        let vin = *b"1M8GDM9AXKP042788";
        for at in (0..17).filter(|&at| at != super::CHECK_DIGIT_PLACE) {
            for &sign in super::SIGNS {
                let mut wrong = vin;
                wrong[at] = sign;
                let same_value = super::value(sign) == super::value(vin[at]);
                assert_eq!(check_digit(&wrong) == CheckDigit::Valid, same_value, "{at} {}", char::from(sign));
            }
        }
    }
}

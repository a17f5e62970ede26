//! Vehicle identification numbers: North American ones with the check digit of 49 CFR 565.15, European ones
//! without, chassis numbers of other lengths and Japanese frame numbers.

use crate::day::PRESENT_YEAR;
use crate::mark::{self, Mark, VIN_SERIAL};
use crate::rng::{Rng, Stream};
use crate::shape::{self, Counted, Filling};

/// By whose rules a chassis number is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// 17 signs with the check digit of 49 CFR 565.15(c) at position 9.
    NorthAmerican,
    /// 17 signs, filled with `Z`, no check digit (ISO 3779).
    European,
    /// A Japanese frame number: model code, dash, serial number.
    JapaneseFrame,
    /// 5 to 13 signs: old cars, motorcycles, trailers, machines.
    Short,
}

/// A maker of vehicles, with made-up composition but real identifiers.
#[derive(Clone, Copy, Debug)]
pub struct Maker {
    /// World manufacturer identifier (first three signs), for frame numbers the model code.
    pub wmi: &'static str,
    /// Its make.
    pub make: &'static str,
    /// Some models.
    pub models: &'static [&'static str],
    /// The kind of vehicle.
    pub kind: &'static str,
    /// Its practice.
    pub practice: Practice,
}

const fn maker(
    wmi: &'static str,
    make: &'static str,
    models: &'static [&'static str],
    kind: &'static str,
    practice: Practice,
) -> Maker {
    Maker { wmi, make, models, kind, practice }
}

use Practice::{European, JapaneseFrame, NorthAmerican, Short};

/// The table of makers.
pub const MAKERS: &[Maker] = &[
    maker("1HG", "HONDA", &["ACCORD", "CIVIC"], "car", NorthAmerican),
    maker("1FT", "FORD", &["F-150"], "truck", NorthAmerican),
    maker("1G1", "CHEVROLET", &["MALIBU", "CAMARO"], "car", NorthAmerican),
    maker("4T1", "TOYOTA", &["CAMRY"], "car", NorthAmerican),
    maker("5YJ", "TESLA", &["MODEL 3", "MODEL S"], "car", NorthAmerican),
    maker("3VW", "VOLKSWAGEN", &["JETTA"], "car", NorthAmerican),
    maker("2T3", "TOYOTA", &["RAV4"], "car", NorthAmerican),
    maker("1M8", "MOTOR COACH INDUSTRIES", &["MC-12"], "bus", NorthAmerican),
    maker("WVW", "VOLKSWAGEN", &["GOLF", "PASSAT"], "car", European),
    maker("WBA", "BMW", &["3ER", "5ER"], "car", European),
    maker("WDB", "MERCEDES-BENZ", &["E 220", "SPRINTER"], "car", European),
    maker("WAU", "AUDI", &["A4", "A6"], "car", European),
    maker("WP0", "PORSCHE", &["911"], "car", European),
    maker("VF1", "RENAULT", &["CLIO", "MEGANE"], "car", European),
    maker("VF3", "PEUGEOT", &["208", "308"], "car", European),
    maker("ZFA", "FIAT", &["500", "DUCATO"], "van", European),
    maker("TMB", "ŠKODA", &["OCTAVIA", "FABIA"], "car", European),
    maker("UU1", "DACIA", &["DUSTER"], "car", European),
    maker("YV2", "VOLVO", &["FH"], "truck", European),
    maker("XLR", "DAF", &["XF"], "truck", European),
    maker("WSM", "SCHMITZ CARGOBULL", &["S.KO"], "trailer", European),
    maker("JZA80", "TOYOTA", &["SUPRA"], "car", JapaneseFrame),
    maker("BNR34", "NISSAN", &["SKYLINE"], "car", JapaneseFrame),
    maker("S", "SIMSON", &["S 51"], "motorcycle", Short),
    maker("M", "MASSEY FERGUSON", &["MF 135"], "agricultural", Short),
    maker("", "HUMBAUR", &["HA"], "trailer", Short),
];

/// Letters and digits that a VIN may hold: no I, O, Q (ISO 3779).
const SIGNS: &str = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
const LETTERS: &str = "ABCDEFGHJKLMNPRSTUVWXYZ";
/// Model year codes of 1980 to 2009, and again of 2010 to 2039 (49 CFR 565.15(d), table VII).
const YEARS: &str = "ABCDEFGHJKLMNPRSTVWXY123456789";

/// Makes a chassis number of the maker's practice, with the mark in its last signs.
pub fn chassis(rng: &mut Rng, maker: &Maker, year: u16, mark: Mark) -> String {
    let text = |rng: &mut Rng, shape: &str| {
        let filling = Filling { letters: SIGNS, place: maker.wmi, mark, counted: Counted::Last(VIN_SERIAL) };
        shape::fill(rng, shape, filling)
    };
    match maker.practice {
        NorthAmerican => {
            // Position 7 is a digit until 2009 and a letter from 2010 on (565.15(d)(2)(i)).
            let seventh = if year < 2010 { 'd' } else { letter(rng) };
            let vin = text(rng, &format!("@lll{seventh}l0{}ldddddd", year_code(year)));
            with_check_digit(&vin).unwrap_or(vin)
        }
        European => {
            let eighth = letter(rng);
            text(rng, &format!("@ZZZd{eighth}Z{}ldddddd", year_code(year)))
        }
        JapaneseFrame => text(rng, "@-ddddddd"),
        Short => {
            let length = rng.index(8) + 4;
            let letter = if rng.one_in(2) { "l" } else { "" };
            text(rng, &format!("@{letter}{}", "d".repeat(length)))
        }
    }
}

/// Vehicles of one production run: the same first eleven signs, serial numbers in a row. Where 50 of them are
/// listed, that is one in 200, as some seven million listed among one and a half billion on the road.
pub const RUN_VEHICLES: u64 = 10_000;

/// A vehicle of a production run.
#[derive(Clone, Debug)]
pub(crate) struct Produced {
    /// Its VIN, of 17 signs.
    pub(crate) vin: String,
    /// Who made it.
    pub(crate) maker: &'static Maker,
    /// Its model year.
    pub(crate) year: u16,
}

/// Any vehicle of any of `runs` production runs, with the mark in its serial number; None where there are no runs.
pub(crate) fn produced(rng: &mut Rng, seed: u64, runs: u64, mark: Mark) -> Option<Produced> {
    if runs == 0 {
        return None;
    }
    let mut of_run = Rng::for_row(seed, Stream::ProductionRuns, rng.below(runs));
    let makers: Vec<&'static Maker> =
        MAKERS.iter().filter(|maker| matches!(maker.practice, NorthAmerican | European)).collect();
    let maker: &'static Maker = of_run.pick::<&Maker>(&makers);
    let year = of_run.between(1995, PRESENT_YEAR - 1);
    let first = chassis(&mut of_run, maker, year, Mark::Clean);
    let (run, serial) = first.split_at(first.len() - VIN_SERIAL);
    let first_serial: u64 = serial.parse().ok()?;
    // A third of the serial numbers has the mark; a hundred draws miss it never.
    let vin = (0..100).find_map(|_| {
        let serial = (first_serial + rng.below(RUN_VEHICLES)) % 1_000_000;
        let vin = format!("{run}{serial:06}");
        let vin = if maker.practice == NorthAmerican { with_check_digit(&vin)? } else { vin };
        (mark::of_vin(&vin) == mark).then_some(vin)
    })?;
    Some(Produced { vin, maker, year })
}

fn letter(rng: &mut Rng) -> char {
    char::from(LETTERS.as_bytes()[rng.index(LETTERS.len())])
}

/// The sign of a model year, 1980 to 2039.
fn year_code(year: u16) -> char {
    let at = usize::from(year.saturating_sub(1980)) % YEARS.len();
    char::from(YEARS.as_bytes()[at])
}

/// The check digit of 49 CFR 565.15(c): values of table III, weights of table IV, remainder by 11, `X` for
/// 10. None for a text that is no VIN (wrong length, I, O, Q or another sign).
pub fn check_digit(vin: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    if vin.chars().count() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (sign, weight) in vin.chars().zip(WEIGHTS) {
        sum += weight * value(sign)?;
    }
    match sum % 11 {
        10 => Some('X'),
        rest => char::from_digit(rest, 10),
    }
}

fn value(sign: char) -> Option<u32> {
    Some(match sign {
        '0'..='9' => sign.to_digit(10)?,
        'A' | 'J' => 1,
        'B' | 'K' | 'S' => 2,
        'C' | 'L' | 'T' => 3,
        'D' | 'M' | 'U' => 4,
        'E' | 'N' | 'V' => 5,
        'F' | 'W' => 6,
        'G' | 'P' | 'X' => 7,
        'H' | 'Y' => 8,
        'R' | 'Z' => 9,
        _ => return None,
    })
}

fn with_check_digit(vin: &str) -> Option<String> {
    let digit = check_digit(vin)?;
    Some(vin.chars().enumerate().map(|(at, sign)| if at == 8 { digit } else { sign }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_vins_have_their_check_digit() {
        for vin in ["1M8GDM9AXKP042788", "1HGCM82633A004352", "1G4AH59H45G118341", "11111111111111111"] {
            assert_eq!(check_digit(vin), vin.chars().nth(8), "{vin}");
        }
        assert_eq!(check_digit("SGZCZ43D13S812715"), Some('X'));
        assert_eq!(check_digit("1HGCM8263OA004352"), None);
    }

    #[test]
    fn north_american_vins_pass_and_european_ones_hold_a_filler_there() {
        let mut rng = Rng::for_row(1, Stream::Vehicles, 0);
        for round in 0..400 {
            let year = 1981 + round % 45;
            for maker in MAKERS {
                for mark in [Mark::Listed, Mark::Expired, Mark::Clean] {
                    let vin = chassis(&mut rng, maker, year, mark);
                    let ninth = vin.chars().nth(8);
                    match maker.practice {
                        NorthAmerican => assert_eq!(check_digit(&vin), ninth, "{vin}"),
                        European => assert_eq!((vin.len(), ninth), (17, Some('Z')), "{vin}"),
                        JapaneseFrame | Short => assert!((4..=16).contains(&vin.len()), "{vin}"),
                    }
                    assert_eq!(mark::of_vin(&vin), mark, "{vin}");
                }
            }
        }
    }

    #[test]
    fn vehicles_of_a_run_share_all_but_the_serial_number_and_the_check_digit() {
        let mut rng = Rng::for_row(1, Stream::Vehicles, 5);
        let made: Vec<String> =
            (0..50).filter_map(|_| produced(&mut rng, 1, 1, Mark::Listed)).map(|made| made.vin).collect();
        assert_eq!(made.len(), 50);
        for vin in &made {
            assert_eq!((&vin[..8], &vin[9..11]), (&made[0][..8], &made[0][9..11]));
            assert_eq!(mark::of_vin(vin), Mark::Listed);
            assert!(check_digit(vin) == vin.chars().nth(8) || vin.chars().nth(8) == Some('Z'), "{vin}");
        }
        assert!(produced(&mut rng, 1, 0, Mark::Listed).is_none());
    }

    #[test]
    fn seventh_sign_tells_the_thirty_years() {
        let mut rng = Rng::for_row(2, Stream::Vehicles, 0);
        for (year, letter) in [(1995, false), (2009, false), (2010, true), (2024, true)] {
            for _ in 0..100 {
                let vin = chassis(&mut rng, &MAKERS[0], year, Mark::Listed);
                assert_eq!(vin.as_bytes()[6].is_ascii_alphabetic(), letter, "{vin} of {year}");
            }
        }
    }
}

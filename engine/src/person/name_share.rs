//! How common a part of a name is among people: what stands in for rarity where the list is too short to tell.
//!
//! Guesses to a factor of two or so, of single spellings, never a statistic: the ranks and counts of the lists of
//! common surnames and given names by country of github sigpwned/popular-names-by-country-dataset (CC0), a fall by
//! rank where no count is given, and well-known figures for the names that most people carry (Kim 21 % of Koreans,
//! Nguyen 38 % of Vietnamese, Wang 7 % of Chinese). Each country weighs by its people and how much they travel.
//!
//! A table must never make a name rarer than it is: what stands in none is not said to be rare, the caller decides
//! from the list (a name that is in no table of common names is borne by less than about one in 200,000).
//!
//! Two shares are kept, since posts differ. [`share`] is that among all travellers; [`share_at_home`] that in the
//! country where the name is most common, which is what a post of that country sees. A rarity that is fair to both
//! is the mean of the two logarithms: for KIM one in 230 and one in 5 give one in 33.

use super::name_lines::{NameLines, count_lines};

/// `NAME WORLD HOME`: shares as tenths of the negative natural logarithm.
const TEXT: &str = include_str!("name_shares.txt");
const LINES: usize = count_lines(TEXT);
static NAMES: NameLines<LINES> = NameLines::new(TEXT);
static TENTHS: [[u8; 2]; LINES] = read_tenths(&NameLines::<LINES>::new(TEXT));

/// The share of people who carry this part (A to Z, upper case) as a surname or given name, 0 to 1: 0 if no table
/// of common names has it.
///
/// ```
/// use watchpost_engine::person::name_share::share;
/// assert!(share("NGUYEN") > 10.0 * share("SHEVCHENKO"));
/// assert_eq!(share("SPEZIMUELLER"), 0.0);
/// ```
#[must_use]
pub fn share(part: &str) -> f32 {
    tenths(part).map_or(0.0, |[world, _]| from_tenths(world))
}

/// The share of people who carry this part in the country where it is most common, 0 to 1: 0 if no table of common
/// names has it, never below [`share`].
#[must_use]
pub fn share_at_home(part: &str) -> f32 {
    tenths(part).map_or(0.0, |[_, home]| from_tenths(home))
}

/// The share that a rarity is told from: between [`share`] and [`share_at_home`], the mean of their logarithms, as posts
/// of the one country and of all others ask the same list. 0 if no table of common names has the part.
#[must_use]
pub fn typical_share(part: &str) -> f64 {
    tenths(part).map_or(0.0, |[world, home]| (f64::from(world) + f64::from(home)).mul_add(-0.05, 0.0).exp())
}

fn tenths(part: &str) -> Option<[u8; 2]> {
    TENTHS.get(NAMES.find(part)?).copied()
}

fn from_tenths(tenths: u8) -> f32 {
    (f32::from(tenths) / -10.0).exp()
}

/// The two figures behind each name.
const fn read_tenths(names: &NameLines<LINES>) -> [[u8; 2]; LINES] {
    let bytes = TEXT.as_bytes();
    let mut all = [[0; 2]; LINES];
    let mut line = 0;
    while line < LINES {
        let mut at = names.behind_name(line);
        let mut figure = 0;
        while figure < 2 {
            assert!(bytes[at] == b' ', "two figures behind each name");
            at += 1;
            while bytes[at].is_ascii_digit() {
                all[line][figure] = all[line][figure] * 10 + (bytes[at] - b'0');
                at += 1;
            }
            figure += 1;
        }
        assert!(
            bytes[at] == b'\n' && all[line][1] <= all[line][0],
            "at home a name is as common as anywhere"
        );
        line += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{LINES, NAMES, share, share_at_home};

    #[test]
    fn a_name_of_millions_has_a_large_share_in_every_spelling() {
        for name in [
            "KIM", "NGUYEN", "WANG", "LI", "MOHAMMED", "MOHAMED", "MUHAMMAD", "SINGH", "KUMAR", "GARCIA",
            "MARIA",
        ] {
            assert!(share(name) > 0.002, "{name}: {}", share(name));
        }
        for name in ["MUELLER", "MULLER", "IVANOV", "IVANOVA", "IURII", "YURIY", "SATO", "YILMAZ"] {
            assert!(share(name) > 0.000_03, "{name}: {}", share(name));
        }
    }

    #[test]
    fn a_korean_post_sees_koreans() {
        assert!((0.15..0.3).contains(&share_at_home("KIM")));
        assert!(share("KIM") < 0.01);
        assert!((0.3..0.45).contains(&share_at_home("NGUYEN")));
    }

    #[test]
    fn what_no_table_has_is_told_as_unknown_and_not_as_rare() {
        for name in ["", "X", "SPEZIMUELLER", "KIMKIMKIM", "kim"] {
            assert_eq!((share(name), share_at_home(name)), (0.0, 0.0), "{name}");
        }
    }

    #[test]
    fn every_name_is_of_plain_letters_and_is_found() {
        for line in 0..LINES {
            let name = NAMES.name(line);
            assert!(name.len() > 1 && name.bytes().all(|letter| letter.is_ascii_uppercase()), "{name}");
            assert_eq!(NAMES.find(name), Some(line), "{name}");
            assert!(share(name) > 0.0 && share(name) <= share_at_home(name) && share_at_home(name) <= 0.61);
        }
    }
}

//! What a score means: of the hits in a band of scores, how many were right.

use serde::Serialize;

use super::ask::{PersonHit, Traveller};
use super::figures::{is_listed, is_made_up, is_probable};
use super::relation::Relation;
use crate::evaluate::share::Share;

/// Where the bands of scores begin; the first has no beginning.
const BANDS: [f64; 9] = [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 15.0];

/// One true hit in so many searches: the rate published for Schengen's system in 2023, against which the planted rate
/// of the samples (one in 62) is nothing like a border.
pub const SEARCHES_A_TRUE_HIT: f64 = 37_760.0;

/// The hits of one band or grade.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Band {
    /// The band or grade.
    pub of: String,
    /// The right ones of those that are right or wrong.
    pub right: Share,
    /// Those that are neither.
    pub coincidences: u64,
    /// Of the planted persons, those with a right hit of this band.
    pub listed: Share,
    /// Of the travellers on no list, those with a wrong one.
    pub unlisted: Share,
}

/// A border's share of right hits, and the least that the sample does not rule out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtABorder {
    /// The share.
    pub share: f64,
    /// The least.
    pub least: f64,
}

impl Band {
    fn of(of: &str) -> Self {
        Self { of: of.to_owned(), ..Self::default() }
    }

    /// Adds one traveller with the hits that are of this band.
    fn add<'h>(&mut self, traveller: &Traveller, hits: impl Iterator<Item = &'h PersonHit>) {
        let (mut is_right, mut is_wrong) = (false, false);
        for hit in hits {
            match hit.relation {
                Relation::Planted | Relation::SamePerson => {
                    self.right.add(true);
                    is_right = true;
                }
                Relation::Stranger => {
                    self.right.add(false);
                    is_wrong = true;
                }
                Relation::Coincidence => self.coincidences += 1,
            }
        }
        if is_listed(traveller) {
            self.listed.add(is_right);
        } else if is_made_up(traveller) {
            self.unlisted.add(is_wrong);
        }
    }

    /// What would be right if one search in [`SEARCHES_A_TRUE_HIT`] were of a listed person; none without a hit.
    #[must_use]
    pub fn at_a_border(&self) -> Option<AtABorder> {
        let share = |right: f64, wrong: f64| {
            let right = right / SEARCHES_A_TRUE_HIT;
            right / (right + wrong)
        };
        let (right, wrong) = (self.listed.value()?, self.unlisted.value()?);
        let (least_right, most_wrong) = (self.listed.bounds().0, self.unlisted.bounds().1);
        (right + wrong > 0.0)
            .then(|| AtABorder { share: share(right, wrong), least: share(least_right, most_wrong) })
    }
}

/// The hits by grade, then by band of scores, the lowest first. Bands without a hit are left out.
#[must_use]
pub fn bands(travellers: &[Traveller]) -> Vec<Band> {
    let mut probable = Band::of("`probable` or better");
    let mut possible = Band::of("`possible`");
    let mut bands: Vec<Band> = (0..=BANDS.len()).map(|place| Band::of(&band_name(place))).collect();
    for traveller in travellers {
        let of_grade =
            |wanted: bool| traveller.persons.iter().filter(move |hit| is_probable(hit.grade) == wanted);
        probable.add(traveller, of_grade(true));
        possible.add(traveller, of_grade(false));
        for (place, band) in bands.iter_mut().enumerate() {
            let is_of_band = |hit: &&PersonHit| hit.score.map(band_of) == Some(place);
            band.add(traveller, traveller.persons.iter().filter(is_of_band));
        }
    }
    let met = |band: &Band| band.right.of + band.coincidences > 0;
    [probable, possible].into_iter().chain(bands.into_iter().filter(met)).collect()
}

fn band_of(score: f64) -> usize {
    BANDS.iter().filter(|begins| score >= **begins).count()
}

fn band_name(place: usize) -> String {
    match (place.checked_sub(1).and_then(|before| BANDS.get(before)), BANDS.get(place)) {
        (None, Some(end)) => format!("score under {end}"),
        (Some(begin), Some(end)) => format!("{begin} to {end}"),
        (Some(begin), None) => format!("{begin} and more"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BANDS, Band, band_name, band_of};
    use crate::evaluate::share::Share;

    #[test]
    fn bands_follow_one_another() {
        assert_eq!((band_name(0).as_str(), band_of(-4.1)), ("score under -4", 0));
        assert_eq!((band_name(1).as_str(), band_of(-4.0)), ("-4 to -2", 1));
        assert_eq!((band_name(BANDS.len()).as_str(), band_of(20.0)), ("15 and more", BANDS.len()));
    }

    #[test]
    fn a_rare_truth_makes_the_same_hits_less_often_right() {
        let band = Band { listed: Share::new(90, 100), unlisted: Share::new(1, 10_000), ..Band::default() };
        let border = band.at_a_border().unwrap();
        let (right, wrong) = (0.9 / 37_760.0, 1.0 / 10_000.0);
        assert!((border.share - right / (right + wrong)).abs() < 1e-12, "{border:?}");
        assert!(border.least < border.share);
        assert_eq!(Band::default().at_a_border(), None);
    }
}

//! What a score means: of the hits in a band of scores, how many were right.

use serde::Serialize;

use super::ask::Traveller;
use super::figures::is_probable;
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
    /// The share that would be right where one search in [`SEARCHES_A_TRUE_HIT`] is of a listed person.
    pub at_a_border: Option<f64>,
}

impl Band {
    fn add(&mut self, relation: Relation) {
        match relation {
            Relation::Planted | Relation::SamePerson => self.right.add(true),
            Relation::Stranger => self.right.add(false),
            Relation::Coincidence => self.coincidences += 1,
        }
    }
}

/// The hits by grade, then by band of scores, the lowest first. Bands without a hit are left out.
#[must_use]
pub fn bands(travellers: &[Traveller]) -> Vec<Band> {
    let of = |text: &str| Band { of: text.to_owned(), ..Band::default() };
    let mut grades = [of("`probable` or better"), of("`possible`")];
    let mut bands: Vec<Band> = (0..=BANDS.len()).map(|place| of(&band_name(place))).collect();
    let mut listed = Share::default();
    for traveller in travellers {
        listed.add(super::figures::is_listed(traveller));
        for hit in &traveller.persons {
            grades[usize::from(!is_probable(hit.grade))].add(hit.relation);
            let place = hit.score.map(|score| BANDS.iter().filter(|begins| score >= **begins).count());
            if let Some(band) = place.and_then(|place| bands.get_mut(place)) {
                band.add(hit.relation);
            }
        }
    }
    let met = |band: &Band| band.right.of + band.coincidences > 0;
    let mut all: Vec<Band> = grades.into_iter().chain(bands.into_iter().filter(met)).collect();
    for band in &mut all {
        band.at_a_border = at_a_border(band.right, listed);
    }
    all
}

fn band_name(place: usize) -> String {
    match (place.checked_sub(1).and_then(|before| BANDS.get(before)), BANDS.get(place)) {
        (None, Some(end)) => format!("score under {end}"),
        (Some(begin), Some(end)) => format!("{begin} to {end}"),
        (Some(begin), None) => format!("{begin} and more"),
        (None, None) => String::new(),
    }
}

/// The share that would be right if listed persons were as rare as at a border.
fn at_a_border(right: Share, listed: Share) -> Option<f64> {
    let searches = listed.of.checked_sub(listed.count).filter(|others| *others > 0)? as f64;
    let rate_right = right.count as f64 / (listed.count.max(1) as f64) / SEARCHES_A_TRUE_HIT;
    let rate_wrong = (right.of - right.count) as f64 / searches;
    (right.of > 0).then(|| rate_right / (rate_right + rate_wrong))
}

#[cfg(test)]
mod tests {
    use super::{BANDS, at_a_border, band_name};
    use crate::evaluate::share::Share;

    #[test]
    fn bands_follow_one_another() {
        assert_eq!(band_name(0), "score under -4");
        assert_eq!(band_name(1), "-4 to -2");
        assert_eq!(band_name(BANDS.len()), "15 and more");
    }

    #[test]
    fn a_rare_truth_makes_the_same_hits_less_often_right() {
        // Of 100 listed among 10,100 searches 90 are met, and 1 of the others.
        let share = at_a_border(Share::new(90, 91), Share::new(100, 10_100)).unwrap();
        let (right, wrong) = (0.9 / 37_760.0, 1.0 / 10_000.0);
        assert!((share - right / (right + wrong)).abs() < 1e-12, "{share}");
        assert_eq!(at_a_border(Share::new(0, 0), Share::new(1, 10)), None);
    }
}

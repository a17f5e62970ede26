//! Who is found and who is stopped, by naming culture and by script: so that no group is stopped more often for its
//! names without anyone knowing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ask::Traveller;
use super::figures::{is_listed, is_made_up, is_probable, met};
use super::relation::Relation;
use crate::evaluate::share::Share;

/// Groups of fewer travellers are shown, and not called the worst: one false alarm would make them so.
const TRAVELLERS_TO_JUDGE: u64 = 300;

/// Groups of fewer planted persons are shown, and not called the worst.
const PLANTED_TO_JUDGE: u64 = 10;

/// What one group met.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    /// Its name.
    pub of: String,
    /// Planted persons found, of whatever grade.
    pub found: Share,
    /// Planted persons found as `probable` or better.
    pub found_probable: Share,
    /// Travellers on no list who met a stranger, of whatever grade.
    pub stopped: Share,
    /// Travellers on no list who met a stranger as `probable` or better.
    pub stopped_probable: Share,
}

/// The groups of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    /// Each group, those with most travellers first.
    pub groups: Vec<Group>,
    /// The one stopped most often, with as many times the rate of all.
    pub stopped_most: Option<(String, f64)>,
    /// Whether its rate is above that of all for certain: the bounds of both do not touch.
    pub stopped_most_is_shown: bool,
    /// The one found least.
    pub found_least: Option<(String, Share)>,
}

/// Groups travellers by what `of` tells of them.
#[must_use]
pub fn by(travellers: &[Traveller], of: impl Fn(&Traveller) -> &'static str) -> Groups {
    let mut groups: BTreeMap<&'static str, Group> = BTreeMap::new();
    let mut all = Share::default();
    for traveller in travellers {
        let group = groups.entry(of(traveller)).or_default();
        if is_listed(traveller) {
            let planted = traveller.persons.iter().filter(|hit| hit.relation == Relation::Planted);
            let best = planted.map(|hit| hit.grade).min();
            group.found.add(best.is_some());
            group.found_probable.add(best.is_some_and(is_probable));
        } else if is_made_up(traveller) {
            let (stopped, looked_at) = met(traveller);
            group.stopped.add(looked_at);
            group.stopped_probable.add(stopped);
            all.add(looked_at);
        }
    }
    let mut groups: Vec<Group> =
        groups.into_iter().map(|(of, group)| Group { of: of.to_owned(), ..group }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.stopped.of + group.found.of));
    judged(groups, all)
}

fn judged(groups: Vec<Group>, all: Share) -> Groups {
    let rate = |share: Share| share.value().unwrap_or_default();
    let stopped = groups
        .iter()
        .filter(|group| group.stopped.of >= TRAVELLERS_TO_JUDGE && group.stopped.count > 0)
        .max_by(|a, b| rate(a.stopped).total_cmp(&rate(b.stopped)));
    let found = groups
        .iter()
        .filter(|group| group.found.of >= PLANTED_TO_JUDGE)
        .min_by(|a, b| rate(a.found).total_cmp(&rate(b.found)));
    let stopped_most =
        stopped.map(|group| (group.of.clone(), rate(group.stopped) / rate(all).max(f64::MIN_POSITIVE)));
    let stopped_most_is_shown = stopped.is_some_and(|group| group.stopped.bounds().0 > all.bounds().1);
    let found_least = found.map(|group| (group.of.clone(), group.found));
    Groups { stopped_most, stopped_most_is_shown, found_least, groups }
}

#[cfg(test)]
mod tests {
    use super::{Group, judged};
    use crate::evaluate::share::Share;

    #[test]
    fn the_worst_group_is_told_only_of_enough_travellers() {
        let group =
            |of: &str, stopped, found| Group { of: of.to_owned(), stopped, found, ..Group::default() };
        let groups = vec![
            group("large", Share::new(2, 10_000), Share::new(98, 100)),
            group("worse", Share::new(20, 1_000), Share::new(40, 50)),
            group("few", Share::new(5, 10), Share::new(0, 3)),
        ];
        let told = judged(groups, Share::new(27, 11_010));
        let (worst, times) = told.stopped_most.unwrap();
        assert_eq!(worst, "worse");
        assert!((times - 8.155).abs() < 0.01, "{times}");
        assert!(told.stopped_most_is_shown);
        assert_eq!(told.found_least.unwrap().0, "worse");
    }
}

//! All that one run measured, part by part, and the goals it is held against.

use serde::Serialize;
use watchpost_engine::list::List;

use super::cross_script::ScriptFigures;
use super::examples::ExampleOutcome;
use super::lists::PublishedLists;
use super::pairs::measure::MatcherFigures;
use super::share::{Goal, Share, Verdict};
use super::travellers::calibration::Band;
use super::travellers::fairness::Groups;
use super::travellers::figures::TravellerFigures;
use super::travellers::innocents::Innocents;
use crate::build::Counts;

/// The goals for recall on the labelled pairs, at the precisions of [`super::pairs::measure::PRECISIONS`].
pub const RECALL_GOALS: [f64; 2] = [0.65, 0.73];

/// Travellers on no list who are told as `probable`, at most.
const FALSE_PROBABLE: f64 = 1.0 / 20_000.0;

/// Travellers on no list who are told as `possible`, at most.
const FALSE_POSSIBLE: f64 = 1.0 / 500.0;

/// What was measured; a part that was not asked for is missing.
#[derive(Default)]
pub struct Measured {
    /// The labelled pairs.
    pub pairs: Option<PairsMeasured>,
    /// The examples.
    pub examples: Option<Vec<ExampleOutcome>>,
    /// Names in two scripts.
    pub scripts: Option<Vec<ScriptFigures>>,
    /// The travellers.
    pub travellers: Option<TravellersMeasured>,
}

/// The labelled pairs.
#[derive(Clone, Debug, Serialize)]
pub struct PairsMeasured {
    /// Pairs in the file.
    pub all: usize,
    /// Pairs in the half that was tuned on.
    pub tuned: usize,
    /// Pairs in the half that is reported.
    pub reported: usize,
    /// Each matcher on the reported half, this program first.
    pub matchers: Vec<MatcherFigures>,
    /// This program on the half that was tuned on.
    pub on_tuned: Option<MatcherFigures>,
    /// Why there is no peer, if there is none.
    pub no_peer: Option<String>,
    /// By how much this program's recall is above the peer's, at each precision, with bounds.
    pub gain: Vec<(f64, (f64, f64))>,
}

/// The travellers.
#[derive(Clone, Debug, Serialize)]
pub struct TravellersMeasured {
    /// Records by list, with what became of the rows.
    pub lists: Vec<(List, Counts)>,
    /// The files of the lists.
    pub files: Vec<&'static str>,
    /// What was found.
    pub figures: TravellerFigures,
    /// What scores mean.
    pub calibration: Vec<Band>,
    /// By naming culture.
    pub cultures: Groups,
    /// By how the name was given.
    pub writings: Groups,
    /// Travellers who are named as listed persons are.
    pub innocents: Vec<Innocents>,
    /// Microseconds of a whole check: the median, one in a hundred, and the longest.
    pub microseconds: [f64; 3],
}

impl TravellersMeasured {
    /// Records by list.
    #[must_use]
    pub fn lists_of(published: &PublishedLists) -> Vec<(List, Counts)> {
        published.counts.iter().map(|(list, counts)| (*list, *counts)).collect()
    }
}

/// One goal with what was measured.
#[derive(Clone, Debug, Serialize)]
pub struct GoalRow {
    /// What it is about.
    pub of: String,
    /// What is asked.
    pub goal: Goal,
    /// What was measured; none of nothing.
    pub value: Option<f64>,
    /// What the sample does not rule out.
    pub bounds: (f64, f64),
    /// So many of so many, where it is a share of a count.
    pub share: Option<Share>,
    /// Whether it is met.
    pub verdict: Option<Verdict>,
}

impl GoalRow {
    fn of_share(of: impl Into<String>, goal: Goal, share: Share) -> Self {
        Self {
            of: of.into(),
            goal,
            value: share.value(),
            bounds: share.bounds(),
            share: Some(share),
            verdict: share.verdict(goal),
        }
    }
}

impl Measured {
    /// Every goal of the parts that were measured.
    #[must_use]
    pub fn goals(&self) -> Vec<GoalRow> {
        let pairs = self.pairs.iter().flat_map(PairsMeasured::goals);
        let examples = self.examples.iter().map(|examples| {
            let met = examples.iter().filter(|example| example.is_as_wanted).count();
            let share = Share::new(as_count(met), as_count(examples.len()));
            let row = GoalRow::of_share("examples told as wanted", Goal::AtLeast(1.0), share);
            // These are all there are: no sample of others.
            GoalRow { verdict: (share.of > 0).then(|| all_or_missed(share)), bounds: exact(share), ..row }
        });
        let travellers = self.travellers.iter().flat_map(TravellersMeasured::goals);
        pairs.chain(examples).chain(travellers).collect()
    }
}

impl PairsMeasured {
    fn goals(&self) -> Vec<GoalRow> {
        let Some(own) = self.matchers.first() else { return Vec::new() };
        let rows = super::pairs::measure::PRECISIONS.into_iter().zip(RECALL_GOALS).zip(own.recall_at);
        rows.map(|((precision, least), figure)| {
            let goal = Goal::AtLeast(least);
            GoalRow {
                of: format!("labelled pairs, recall at precision {precision:.2}"),
                goal,
                value: figure.map(|figure| figure.value),
                bounds: figure.map_or((0.0, 1.0), |figure| figure.bounds),
                share: None,
                verdict: figure.map(|figure| goal.verdict(figure.value, figure.bounds)),
            }
        })
        .collect()
    }
}

impl TravellersMeasured {
    fn goals(&self) -> Vec<GoalRow> {
        let figures = &self.figures;
        let mut rows = Vec::new();
        for group in &figures.by_birth {
            let both = [
                ("found", group.found_goal, group.found),
                ("`probable`", group.probable_goal, group.probable),
            ];
            for (how, goal, share) in both {
                rows.extend(goal.map(|goal| {
                    GoalRow::of_share(format!("planted persons, {}: {how}", group.of), goal, share)
                }));
            }
        }
        let all = |of: String, goal, share| {
            let row = GoalRow::of_share(of, goal, share);
            let missed = share.value().map(|value| goal.verdict(value, (value, value)));
            GoalRow { verdict: missed, bounds: exact(share), ..row }
        };
        rows.push(all("planted namesakes: `probable`".to_owned(), Goal::AtMost(0.0), figures.namesakes.0));
        let alarms = &figures.false_alarms;
        rows.push(GoalRow::of_share(
            "travellers on no list: `probable`",
            Goal::AtMost(FALSE_PROBABLE),
            alarms.probable,
        ));
        rows.push(GoalRow::of_share(
            "travellers on no list: `possible`",
            Goal::AtMost(FALSE_POSSIBLE),
            alarms.possible,
        ));
        for thing in &figures.things {
            rows.extend(
                thing.found_goal.map(|goal| all(format!("planted {}: found", thing.of), goal, thing.found)),
            );
            rows.extend(
                thing
                    .probable_goal
                    .map(|goal| all(format!("planted {}: `probable`", thing.of), goal, thing.probable)),
            );
        }
        rows
    }
}

/// A count of all there are has no bounds but itself.
fn exact(share: Share) -> (f64, f64) {
    let value = share.value().unwrap_or_default();
    (value, value)
}

const fn all_or_missed(share: Share) -> Verdict {
    if share.count == share.of { Verdict::Met } else { Verdict::Missed }
}

fn as_count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Measured;
    use crate::evaluate::examples::ExampleOutcome;
    use crate::evaluate::share::Verdict;

    #[test]
    fn a_part_that_was_not_measured_has_no_goals() {
        assert!(Measured::default().goals().is_empty());
        let example = |is_as_wanted| ExampleOutcome {
            number: "1",
            asked: String::new(),
            listed: String::new(),
            wanted: String::new(),
            grade: None,
            score: None,
            why: String::new(),
            is_as_wanted,
        };
        let verdict = |examples| {
            let measured = Measured { examples: Some(examples), ..Measured::default() };
            measured.goals()[0].verdict
        };
        assert_eq!(verdict(vec![example(true), example(true)]), Some(Verdict::Met));
        assert_eq!(verdict(vec![example(true), example(false)]), Some(Verdict::Missed));
    }
}

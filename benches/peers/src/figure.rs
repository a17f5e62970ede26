//! A line of the page: what was measured, beside what, and what it should be.

use crate::timing::{Rounds, Spread};

/// What a figure should be.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// At most so many times the peer.
    TimesPeer(f64),
    /// At least this share of the peer.
    ShareOfPeer(f64),
    /// At most this, in the figure's unit.
    AtMost(f64),
    /// At least this, in the figure's unit.
    AtLeast(f64),
    /// None was set.
    Open,
}

/// Where a figure stands in the plot of cost against size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The line of the plot.
    pub series: &'static str,
    /// Records of the list.
    pub records: u64,
}

/// A figure.
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// Its unit.
    pub unit: &'static str,
    /// Ours.
    pub ours: Rounds,
    /// Single questions of ours, where they were timed.
    pub spread: Option<Spread>,
    /// The peer and its figure, in the same unit.
    pub peer: Option<(&'static str, Rounds)>,
    /// What the first issue asked for.
    pub target: Target,
    /// What is aimed at.
    pub goal: Target,
    /// Its place in the plot.
    pub point: Option<Point>,
}

impl Figure {
    /// A figure without peer, target or goal.
    #[must_use]
    pub fn new(what: impl Into<String>, unit: &'static str, ours: Rounds) -> Self {
        Self {
            what: what.into(),
            unit,
            ours,
            spread: None,
            peer: None,
            target: Target::Open,
            goal: Target::Open,
            point: None,
        }
    }

    /// With single questions timed.
    #[must_use]
    pub fn spread(self, spread: Spread) -> Self {
        Self { spread: Some(spread), ..self }
    }

    /// Beside a peer.
    #[must_use]
    pub fn beside(self, name: &'static str, peer: Rounds) -> Self {
        Self { peer: Some((name, peer)), ..self }
    }

    /// Held against the first issue's target and the goal.
    #[must_use]
    pub fn held(self, target: Target, goal: Target) -> Self {
        Self { target, goal, ..self }
    }

    /// The same where `is_held`, and open elsewhere: many figures are set for one size alone.
    #[must_use]
    pub fn held_if(self, is_held: bool, target: Target, goal: Target) -> Self {
        if is_held { self.held(target, goal) } else { self }
    }

    /// In the plot.
    #[must_use]
    pub fn at(self, series: &'static str, records: u64) -> Self {
        Self { point: Some(Point { series, records }), ..self }
    }

    /// The figure in nanoseconds, where it is a time.
    #[must_use]
    pub fn nanoseconds(&self) -> Option<f64> {
        let factor = match self.unit {
            "ns" => 1.0,
            "µs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            _ => return None,
        };
        Some(self.ours.median * factor)
    }

    /// Ours by the peer's, of the medians.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.peer.map(|(_, peer)| self.ours.median / peer.median)
    }

    /// How far a target is reached: 1 is just met, more is better.
    fn share_of(&self, target: Target) -> Option<f64> {
        match target {
            Target::TimesPeer(most) => self.ratio().map(|ratio| most / ratio),
            Target::ShareOfPeer(least) => self.ratio().map(|ratio| ratio / least),
            Target::AtMost(most) => Some(most / self.ours.median),
            Target::AtLeast(least) => Some(self.ours.median / least),
            Target::Open => None,
        }
    }

    /// The line of the table.
    #[must_use]
    pub fn row(&self) -> String {
        let spread = self
            .spread
            .map_or_else(String::new, |spread| format!("{} / {} / {}", spread.p50, spread.p99, spread.worst));
        let (peer, peer_rounds) =
            self.peer.map_or_else(Default::default, |(name, rounds)| (name, told(rounds)));
        let ratio = self.ratio().map_or_else(String::new, number);
        format!(
            "| {} | {} | {} | {spread} | {peer} | {peer_rounds} | {ratio} | {} | {} |",
            self.what,
            self.unit,
            told(self.ours),
            self.verdict(self.target),
            self.verdict(self.goal),
        )
    }

    /// A target, whether it is met, and if not by what factor it is missed.
    fn verdict(&self, target: Target) -> String {
        let aim = match target {
            Target::TimesPeer(most) => format!("at most {} times", number(most)),
            Target::ShareOfPeer(least) => format!("at least {} of it", number(least)),
            Target::AtMost(most) => format!("at most {} {}", number(most), self.unit),
            Target::AtLeast(least) => format!("at least {} {}", number(least), self.unit),
            Target::Open => return String::new(),
        };
        match self.share_of(target) {
            Some(share) if share >= 1.0 => format!("{aim}: met"),
            Some(share) => format!("{aim}: **not met**, by a factor of {}", number(1.0 / share)),
            None => format!("{aim}: no peer"),
        }
    }
}

/// Median, and the range where it has one.
fn told(rounds: Rounds) -> String {
    let (min, max) = (number(rounds.min), number(rounds.max));
    if min == max { number(rounds.median) } else { format!("{} ({min} to {max})", number(rounds.median)) }
}

/// Three signs that count.
#[must_use]
pub fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100_000.0 => format!("{:.0},000", value / 1000.0),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Target};
    use crate::timing::Rounds;

    #[test]
    fn a_missed_goal_tells_by_how_much() {
        let figure = Figure::new("a look-up", "ns", Rounds::exact(30.0))
            .beside("a probe", Rounds::exact(10.0))
            .held(Target::TimesPeer(3.0), Target::TimesPeer(1.5));
        assert!(figure.row().contains("at most 3.00 times: met"), "{}", figure.row());
        assert!(
            figure.row().contains("at most 1.50 times: **not met**, by a factor of 2.00"),
            "{}",
            figure.row()
        );
    }
}

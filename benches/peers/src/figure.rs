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
    /// The target.
    pub target: Target,
}

impl Figure {
    /// Ours by the peer's, of the medians.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.peer.map(|(_, peer)| self.ours.median / peer.median)
    }

    /// Whether the target is met; `None` where there is none.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        match self.target {
            Target::TimesPeer(most) => self.ratio().map(|ratio| ratio <= most),
            Target::ShareOfPeer(least) => self.ratio().map(|ratio| ratio >= least),
            Target::AtMost(most) => Some(self.ours.median <= most),
            Target::AtLeast(least) => Some(self.ours.median >= least),
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
        let target = match self.target {
            Target::TimesPeer(most) => format!("at most {} times", number(most)),
            Target::ShareOfPeer(least) => format!("at least {} of it", number(least)),
            Target::AtMost(most) => format!("at most {} {}", number(most), self.unit),
            Target::AtLeast(least) => format!("at least {} {}", number(least), self.unit),
            Target::Open => String::new(),
        };
        let met = self.is_met().map_or("", |met| if met { "met" } else { "**not met**" });
        format!(
            "| {} | {} | {} | {spread} | {peer} | {peer_rounds} | {ratio} | {target} | {met} |",
            self.what,
            self.unit,
            told(self.ours)
        )
    }
}

/// Median, and the range where it has one.
fn told(rounds: Rounds) -> String {
    let (min, max) = (number(rounds.min), number(rounds.max));
    if min == max { number(rounds.median) } else { format!("{} ({min} to {max})", number(rounds.median)) }
}

/// Three signs that count.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100_000.0 => format!("{:.0},000", value / 1000.0),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

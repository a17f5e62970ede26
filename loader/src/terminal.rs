//! What the user sees: results on stdout, notes and progress on stderr.
//!
//! Text from lists is made safe before it reaches a terminal: a listed note must not move the cursor.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use comfy_table::{ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::exit::Failure;

/// Options that every command has.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Manner {
    /// Print results as JSON Lines, on a terminal too
    #[arg(long, global = true, display_order = 900)]
    pub json: bool,
    /// No progress and no notes on stderr; errors are still told
    #[arg(long, short, global = true, display_order = 901)]
    pub quiet: bool,
}

/// Where results and notes go.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    quiet: bool,
    as_table: bool,
}

impl Terminal {
    /// As the options and the kind of stdout say.
    #[must_use]
    pub fn new(manner: Manner) -> Self {
        Self { quiet: manner.quiet, as_table: !manner.json && io::stdout().is_terminal() }
    }

    /// True if results are for people.
    #[must_use]
    pub const fn is_for_people(&self) -> bool {
        self.as_table
    }

    /// Prints one result as a line of JSON.
    ///
    /// # Errors
    /// [`Failure`] if stdout cannot be written.
    pub fn json(&self, result: &impl Serialize) -> Result<(), Failure> {
        let text =
            serde_json::to_string(result).map_err(|error| Failure::writing("results", &error.into()))?;
        self.text(&text)
    }

    /// Prints text and a line feed.
    ///
    /// # Errors
    /// [`Failure`] if stdout cannot be written.
    pub fn text(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")
            .and_then(|()| out.flush())
            .map_err(|error| Failure::writing("results", &error))
    }

    /// Prints bytes as they are.
    ///
    /// # Errors
    /// [`Failure`] if stdout cannot be written.
    pub fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::writing("results", &error))
    }

    /// Tells something on stderr, unless quiet.
    pub fn note(&self, text: impl std::fmt::Display) {
        if !self.quiet {
            tell(text);
        }
    }

    /// A bar on stderr for reading `bytes` of `what`; hidden when quiet or not on a terminal.
    #[must_use]
    pub fn progress(&self, what: &str, bytes: Option<u64>) -> ProgressBar {
        let target = if self.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let form = match bytes {
            Some(_) => "{prefix} {bar:30} {percent}% {binary_bytes_per_sec} {msg}, {eta} left",
            None => "{prefix} {binary_bytes} {binary_bytes_per_sec} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        bar.set_prefix(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(250));
        bar
    }
}

/// Tells something on stderr. A stderr that is closed is no reason to stop.
pub fn tell(text: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// An empty table with a header.
#[must_use]
pub fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    table
}

/// The text without signs that would steer a terminal.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() || turns_direction(sign) { ' ' } else { sign }).collect()
}

/// Signs that make what follows be shown backwards, so that a text reads as another one.
const fn turns_direction(sign: char) -> bool {
    matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A number with its thousands apart, for people.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{grouped, printable};

    #[test]
    fn numbers_are_grouped_for_people() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn a_listed_text_cannot_steer_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\nc"), "a [2Jb c");
        assert_eq!(printable("a\u{202e}b\u{2066}c"), "a b c");
    }
}

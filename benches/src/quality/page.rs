//! docs/quality-documents.md: written whole, from one run.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use watchpost_testdata::slips::clean::CleanDocument;

use super::clean::CleanChecks;
use super::poisson;
use super::recall::Recall;
use super::saved::Run;
use super::typing_rules::{COVERED, Coverage};

/// Of a million clean checks, fewer than this may meet `exact` or `probable`.
const HITS_GOAL: f64 = 1.0;

/// Of a million clean checks, fewer than this may meet `possible`: one in 10,000.
const POTENTIAL_GOAL: f64 = 100.0;

/// What a border sees, in hundredths of its clean checks: an assumption, told on the page.
const AT_A_BORDER: [(CleanDocument, f64); 4] = [
    (CleanDocument::Read, 0.85),
    (CleanDocument::ReadMisread, 0.01),
    (CleanDocument::Typed, 0.13),
    (CleanDocument::TypedNumberAlone, 0.01),
];

/// Rules shown for one way: those met most.
const RULES_SHOWN: usize = 8;

/// What was measured of one list.
pub struct Measured {
    /// The list's heading.
    pub heading: &'static str,
    /// The runs, the smallest list first.
    pub runs: Vec<Run>,
    /// The size for which the law is told.
    pub told_at: u64,
    /// What is to be known about the list's numbers.
    pub note: &'static str,
}

impl Measured {
    fn clean(&self) -> impl Iterator<Item = &CleanChecks> {
        self.runs.iter().flat_map(|run| &run.clean)
    }

    fn of_way(&self, way: &str) -> Vec<&CleanChecks> {
        self.clean().filter(|run| run.way == way).collect()
    }
}

const HEAD: &str = "\
# Quality of document and vehicle checks

Written by a command that anyone can run. It builds its stores once below `target/bench-stores`, and replaces this page:

```sh
cargo run --release --package watchpost-benches --bin measure-quality
```

One size or list can be measured again alone (see `--help`); what was measured of the others is kept below `target/bench-quality`. The
largest size is a store that the loader built, see [performance](performance.md).

What is asked comes from [testdata](../testdata/README.md), which shares no code with the engine and does not know what the engine
forgives: a listed record is drawn, one kind of slip is made, and the whole check must name that record. Confusions of signs are
drawn from a table of its own (O/0, I/1, B/8, S/5, Z/2, G/6, D/0, Q/0, L/1 five times as often as T/7, C/G, 3/8, 5/6, 1/7, V/Y, A/4,
Y/4, X/K, F/P, M/W, U/0); a misread zone keeps the check digit that was printed. Everything is synthetic: the figures hold for numbers
that are drawn evenly from the shapes of real ones.

Clean checks are documents and vehicles on no list. Unlike in the other generated crossings, nothing keeps their numbers apart from
listed ones, so that chance meets are counted. Left out are checks that meet a record of just what is held (the same number, issuer and
class; the same plate and country; the same VIN and make): drawn at random they do occur, in life such a record is no false alarm. They
are counted in a column of their own. A rate is per million checks; in brackets is what the count does not rule out at 95 % (exact
Poisson bounds; a count of 0 in a million still allows 3.7). A goal is called met only if the whole bracket meets it.
";

/// The page.
#[must_use]
pub fn page(lists: &[Measured]) -> String {
    let mut page = HEAD.to_owned();
    for list in lists {
        // Writing to a String cannot fail.
        let _ = write!(page, "\n## {}\n\n{}\n\n", list.heading, list.note);
        for run in &list.runs {
            let _ = writeln!(
                page,
                "- {} records: {}, commit {}",
                number(run.records),
                run.measured_on,
                run.commit
            );
        }
        push_recall(&mut page, list);
        push_coverage(&mut page, list);
        push_clean(&mut page, list);
        push_law(&mut page, list);
        push_rules(&mut page, list);
    }
    page
}

fn push_recall(page: &mut String, list: &Measured) {
    for run in list.runs.iter().rev().filter(|run| !run.recall.is_empty()) {
        let _ = write!(
            page,
            "\n### Found, of {} records\n\n\
             | what is asked | questions | found % | as exact % | probable % | possible % | not found, told as not checked % | missed % | \
             a rule allows it % | found of these % | goal | |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n",
            number(run.records)
        );
        for recall in &run.recall {
            let _ = writeln!(page, "{}", recall_row(recall));
        }
    }
}

/// The line of a kind of slip.
#[must_use]
pub fn recall_row(recall: &Recall) -> String {
    let share = |of| per_cent(recall.share(of));
    let goal = recall.goal.map_or_else(String::new, |goal| {
        let of = if recall.allowed.is_some() { " where the rule allows it" } else { "" };
        if goal >= 100.0 { format!("all{of}") } else { format!("{goal} %{of}") }
    });
    let met = match (recall.is_met(), recall.goal, recall.held_share()) {
        (Some(true), ..) => "met".to_owned(),
        (_, Some(goal), Some(held)) => format!("**not met**, {} short", per_cent(goal - held)),
        (_, Some(_), None) => "nothing could be asked".to_owned(),
        _ => String::new(),
    };
    let (allowed, of_allowed) = recall.allowed.map_or_else(Default::default, |allowed| {
        let found = recall.held_share().map_or_else(String::new, per_cent);
        (share(allowed.asked), found)
    });
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {allowed} | {of_allowed} | {goal} | {met} |",
        recall.kind,
        number(recall.asked),
        share(recall.found.all()),
        share(recall.found.exact),
        share(recall.found.probable),
        share(recall.found.possible),
        share(recall.told),
        share(recall.missed()),
    )
}

/// The share of numbers for which rules may be used that look at the size of the list.
fn push_coverage(page: &mut String, list: &Measured) {
    let all: Vec<&Coverage> = list.runs.iter().filter_map(|run| run.coverage.as_ref()).collect();
    if all.is_empty() {
        return;
    }
    page.push_str(
        "\n### Numbers that a rule covers\n\nShare of travellers' numbers, in hundredths, for which the list's own counts allow a rule \
         (contract, section 4), in lists of growing size.\n\n| rule |",
    );
    for coverage in &all {
        let _ = write!(page, " {} |", number(coverage.records));
    }
    let _ = write!(page, "\n|---|{}\n", "---|".repeat(all.len()));
    for (rule, at) in COVERED.into_iter().zip(0..) {
        let shares = all.iter().filter_map(|coverage| coverage.shares.get(at));
        let shares: Vec<String> = shares.map(|share| per_cent(*share)).collect();
        let _ = writeln!(page, "| {rule} | {} |", shares.join(" | "));
    }
}

fn push_clean(page: &mut String, list: &Measured) {
    page.push_str(
        "\n### Clean checks\n\n\
         | asked | records | checks | exact | probable | possible | exact or probable, per million | possible, per million | \
         met what is held, left out | not checked |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for of_way in list.clean() {
        let _ = writeln!(page, "{}", clean_row(of_way));
    }
}

/// The line of a way of asking, in one list.
#[must_use]
pub fn clean_row(of_way: &CleanChecks) -> String {
    let met = of_way.met;
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        of_way.way,
        number(of_way.records),
        number(of_way.checks),
        met.exact,
        met.probable,
        met.possible,
        rate(met.exact + met.probable, of_way.checks),
        rate(met.possible, of_way.checks),
        of_way.coincidences,
        of_way.not_checked,
    )
}

/// The law of growth: chance meets grow with the records, unless a rule looks at the size of the list.
fn push_law(page: &mut String, list: &Measured) {
    let told_at = number(list.told_at);
    let _ = write!(
        page,
        "\n### Growth of the list\n\n\
         The law: a chance meet is as likely as the list is long, so the rate is proportional to the records. The factor is fitted to \
         all sizes together (meets by checks times records). Rules that ask for more as the list grows stay below the law; where a list \
         of {told_at} records was measured, the verdict is on what was measured.\n\n\
         | asked | grade | by the law at {told_at} records, per million | measured | goal | |\n|---|---|---|---|---|---|\n"
    );
    let (mut hits, mut potential) = (Vec::new(), Vec::new());
    for way in ways(list) {
        let runs = list.of_way(way);
        let told = |count: Count<'_>| Told::of(&runs, count, list.told_at);
        hits.push((way, told(&|run: &CleanChecks| run.met.exact + run.met.probable)));
        potential.push((way, told(&|run: &CleanChecks| run.met.possible)));
    }
    for (grade, goal, rates) in
        [("exact or probable", HITS_GOAL, &hits), ("possible", POTENTIAL_GOAL, &potential)]
    {
        for (way, told) in rates {
            push_told(page, way, grade, goal, told);
        }
        if let Some(mix) = at_a_border(rates) {
            push_told(page, &border_told(), grade, goal, &mix);
        }
    }
}

/// What is told of a rate at the size of the law.
struct Told {
    law: Rate,
    measured: Option<Rate>,
}

impl Told {
    fn of(runs: &[&CleanChecks], count: Count<'_>, records: u64) -> Self {
        // A record in a thousand may be refused or repeated: the size is still that of the law.
        let is_that_large = |run: &&&CleanChecks| run.records >= records - records / 1_000;
        let measured = runs.iter().find(is_that_large).map(|run| scaled(count(run), 1e6 / run.checks as f64));
        Self { law: law(runs, count, records), measured }
    }
}

fn push_told(page: &mut String, way: &str, grade: &str, goal: f64, told: &Told) {
    let measured = told.measured.map_or_else(String::new, bracket);
    let verdict = verdict(told.measured.unwrap_or(told.law), goal);
    let _ =
        writeln!(page, "| {way} | {grade} | {} | {measured} | under {goal} | {verdict} |", bracket(told.law));
}

/// The rate of the mix that a border sees; the bounds are those of the ways added up, which is on the safe side.
fn at_a_border(rates: &[(&str, Told)]) -> Option<Told> {
    let mixed = |rate: &dyn Fn(&Told) -> Option<Rate>| {
        AT_A_BORDER.iter().try_fold((0.0, 0.0, 0.0), |sum: Rate, (way, share)| {
            let (_, told) = rates.iter().find(|(name, _)| *name == way.told())?;
            let (rate, least, greatest) = rate(told)?;
            Some((sum.0 + rate * share, sum.1 + least * share, sum.2 + greatest * share))
        })
    };
    Some(Told { law: mixed(&|told| Some(told.law))?, measured: mixed(&|told| told.measured) })
}

fn border_told() -> String {
    let parts = AT_A_BORDER.iter().map(|(way, share)| format!("{:.0} % {}", share * 100.0, way.told()));
    format!("**a border**, taken as {}", parts.collect::<Vec<_>>().join(", "))
}

fn push_rules(page: &mut String, list: &Measured) {
    let Some(largest) = list.runs.last() else { return };
    let _ = write!(
        page,
        "\n### By rule, {} records\n\n| asked | grade and reasons | checks | per million | by the law at {} records |\n|---|---|---|---|---|\n",
        number(largest.records),
        number(list.told_at)
    );
    for run in &largest.clean {
        let mut rules: Vec<(&String, u64)> = run.rules.iter().map(|(rule, count)| (rule, *count)).collect();
        rules.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let more = rules.len().saturating_sub(RULES_SHOWN);
        for (rule, count) in rules.into_iter().take(RULES_SHOWN) {
            let law = law(
                &list.of_way(&run.way),
                &|run| run.rules.get(rule).copied().unwrap_or_default(),
                list.told_at,
            );
            let _ = writeln!(
                page,
                "| {} | {rule} | {count} | {} | {} |",
                run.way,
                rate(count, run.checks),
                bracket(law)
            );
        }
        if more > 0 {
            let _ = writeln!(page, "| {} | {more} more, each met less often | | | |", run.way);
        }
    }
}

fn ways(list: &Measured) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    list.clean().map(|run| run.way.as_str()).filter(|way| seen.insert(*way)).collect()
}

/// A rate per million, and its bounds.
type Rate = (f64, f64, f64);

/// What is counted of clean checks.
type Count<'a> = &'a dyn Fn(&CleanChecks) -> u64;

fn law(runs: &[&CleanChecks], count: Count<'_>, records: u64) -> Rate {
    let met: u64 = runs.iter().map(|run| count(run)).sum();
    let weight: f64 = runs.iter().map(|run| run.checks as f64 * run.records as f64).sum();
    scaled(met, 1e6 * records as f64 / weight)
}

fn scaled(count: u64, factor: f64) -> Rate {
    let (least, greatest) = poisson::bounds(count);
    (count as f64 * factor, least * factor, greatest * factor)
}

fn rate(count: u64, checks: u64) -> String {
    bracket(scaled(count, 1e6 / checks as f64))
}

fn bracket((rate, least, greatest): Rate) -> String {
    format!("{} ({} to {})", digits(rate), digits(least), digits(greatest))
}

fn verdict((rate, least, greatest): Rate, goal: f64) -> String {
    if greatest < goal {
        "met".to_owned()
    } else if least > goal {
        format!("**not met**, {} times", digits(rate / goal))
    } else {
        "**not shown**: the bracket holds the goal".to_owned()
    }
}

fn per_cent(share: f64) -> String {
    // A miss in 100,000 must not be told as 100.
    if share > 99.99 && share < 100.0 { "> 99.99".to_owned() } else { trimmed(format!("{share:.2}")) }
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Three signs that count.
fn digits(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => trimmed(format!("{value:.1}")),
        value if value >= 0.01 => trimmed(format!("{value:.2}")),
        0.0 => "0".to_owned(),
        value => format!("{value:.1e}"),
    }
}

/// A number of records or checks as one says it.
#[must_use]
pub fn number(value: u64) -> String {
    match value {
        value if value >= 1_000_000 && value.is_multiple_of(100_000) => {
            trimmed(format!("{:.1}", value as f64 / 1e6)) + " M"
        }
        value if value >= 10_000 && value.is_multiple_of(1_000) => format!("{} k", value / 1_000),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Recall, digits, law, number, per_cent, recall_row, scaled, verdict};
    use crate::quality::Grades;
    use crate::quality::clean::CleanChecks;

    #[test]
    fn a_goal_is_met_only_where_the_whole_bracket_meets_it() {
        assert_eq!(verdict(scaled(0, 1.0), 4.0), "met");
        assert!(verdict(scaled(0, 1.0), 3.0).starts_with("**not shown**"));
        assert!(verdict(scaled(20, 1.0), 3.0).starts_with("**not met**"));
    }

    #[test]
    fn a_single_miss_is_not_all() {
        let found = Grades { exact: 0, probable: 0, possible: 99_999 };
        let recall = Recall {
            kind: "kind".to_owned(),
            asked: 100_000,
            found,
            told: 0,
            goal: Some(100.0),
            allowed: None,
        };
        let row = recall_row(&recall);
        assert!(row.contains("> 99.99") && row.contains("**not met**"), "{row}");
        assert_eq!(per_cent(100.0), "100");
    }

    #[test]
    fn the_law_is_fitted_to_all_sizes_together() {
        let run = |records, possible| CleanChecks {
            records,
            checks: 1_000_000,
            met: Grades { possible, ..Grades::default() },
            ..CleanChecks::default()
        };
        let runs = [run(1_000_000, 10), run(10_000_000, 100)];
        let (rate, _, _) = law(&runs.each_ref(), &|run| run.met.possible, 140_000_000);
        assert!((rate - 1_400.0).abs() < 0.001, "{rate}");
    }

    #[test]
    fn numbers_are_told_short() {
        assert_eq!(
            [number(10_000_000), number(2_001_000), number(201_000), number(300)].join(" "),
            "10 M 2001 k 201 k 300"
        );
        assert_eq!(
            [digits(0.0), digits(0.5), digits(12.34), digits(0.000_12)].join(" "),
            "0 0.5 12.3 1.2e-4"
        );
    }
}

//! The labelled pairs on the page.

use std::fmt::Write as _;

use super::words::{bare, bounded, per_cent};
use crate::evaluate::measured::PairsMeasured;
use crate::evaluate::pairs::measure::{Broken, Figure, MatcherFigures};

pub(super) fn push(page: &mut String, pairs: &PairsMeasured, peer: Option<&str>) {
    let _ = write!(
        page,
        "\n## Pairs of names\n\n{} pairs of names from published lists, each a person and an own alias, or two persons. Names alone are \
         compared: no birth date, no sex. An alias may share nothing with the name, so that recall at a fixed precision is the figure, \
         and all of it cannot be reached. A record lies with all its names in one of two halves (a seeded hash of its number): {} pairs \
         were tuned on, {} are reported. The other {}, of two persons who lie in different halves, are in neither; each pair of two \
         persons counts for as many as there would be, so that a precision means what it means on the whole file. The first name of a \
         pair is asked, the second is listed; how rare a name is, is told from the names of all pairs.\n",
        pairs.all,
        pairs.tuned,
        pairs.reported,
        pairs.all.saturating_sub(pairs.tuned + pairs.reported)
    );
    push_matchers(page, pairs);
    match (&pairs.no_peer, peer) {
        (Some(reason), _) => {
            let _ = write!(page, "\nThe peer was **not measured**: {reason}.\n");
        }
        (None, Some(command)) => {
            let _ = write!(
                page,
                "\nThe peer was run by the same command on the same pairs (`{command}`); its time is told by itself, without its start.\n"
            );
        }
        (None, None) => {}
    }
    for (precision, (gain, bounds)) in ["0.95", "0.90"].iter().zip(&pairs.gain) {
        let _ = write!(
            page,
            "\nAt precision {precision} recall is {} hundredths above the peer's, on the same draws of records.\n",
            bounded(*gain, *bounds)
        );
    }
    push_curve(page, pairs);
    push_broken(page, "kind", pairs, |figures| &figures.kinds);
    push_broken(page, "script", pairs, |figures| &figures.scripts);
}

fn push_matchers(page: &mut String, pairs: &PairsMeasured) {
    page.push_str(
        "\n| matcher | half | recall at precision 0.95, % | recall at precision 0.90, % | best F1, % | milliseconds a pair |\n\
         |---|---|---|---|---|---|\n",
    );
    let figure = |figure: Option<Figure>| {
        figure.map_or_else(|| "never reached".to_owned(), |figure| bounded(figure.value, figure.bounds))
    };
    for row in pairs.matchers.iter().chain(&pairs.on_tuned) {
        let time = row.milliseconds_a_pair.map_or_else(String::new, |time| format!("{time:.3}"));
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {time} |",
            row.matcher,
            row.half.as_str(),
            figure(row.recall_at[0]),
            figure(row.recall_at[1]),
            figure(row.best_f1)
        );
    }
}

fn push_curve(page: &mut String, pairs: &PairsMeasured) {
    let Some(first) = pairs.matchers.first() else { return };
    page.push_str("\n### Recall at precisions, reported half, %\n\n| matcher |");
    for (precision, _) in &first.curve {
        let _ = write!(page, " {precision:.2} |");
    }
    let _ = write!(page, "\n|---|{}\n", "---|".repeat(first.curve.len()));
    for row in &pairs.matchers {
        let _ = write!(page, "| {} |", row.matcher);
        for (_, recall) in &row.curve {
            let _ = write!(page, " {} |", recall.map_or_else(|| "-".to_owned(), per_cent));
        }
        page.push('\n');
    }
}

fn push_broken(
    page: &mut String,
    by: &str,
    pairs: &PairsMeasured,
    broken: impl Fn(&MatcherFigures) -> &Vec<Broken>,
) {
    let Some(first) = pairs.matchers.first() else { return };
    let _ = write!(
        page,
        "\n### By {by}, reported half\n\nPairs called one person, in hundredths, at the thresholds of the whole half for precision 0.95 and \
         0.90: of one person's pairs that is recall, of two persons' pairs it is error.\n\n| {by} | pairs of | pairs |"
    );
    for row in &pairs.matchers {
        let _ = write!(page, " {} |", row.matcher);
    }
    let _ = write!(page, "\n|---|---|---|{}\n", "---|".repeat(pairs.matchers.len()));
    for (place, line) in broken(first).iter().enumerate() {
        let count = line.called.iter().flatten().map(|share| share.of).next().unwrap_or_default();
        let of = if line.same { "one person" } else { "two persons" };
        let _ = write!(page, "| {} | {of} | {count} |", line.of);
        for row in &pairs.matchers {
            let called = broken(row).get(place).map(|line| line.called).unwrap_or_default();
            let told = called.map(|share| share.map_or_else(|| "-".to_owned(), bare));
            let _ = write!(page, " {} / {} |", told[0], told[1]);
        }
        page.push('\n');
    }
}

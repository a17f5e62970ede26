//! The travellers on the page: what was found, who was stopped, what scores mean, and how even it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words::{bare, per_cent, share};
use crate::evaluate::measured::TravellersMeasured;
use crate::evaluate::share::Share;
use crate::evaluate::travellers::calibration::SEARCHES_A_TRUE_HIT;
use crate::evaluate::travellers::fairness::Groups;
use crate::evaluate::travellers::figures::{FalseHit, Found, is_probable};
use crate::evaluate::travellers::innocents::Innocents;

/// Hits on strangers that are shown one by one; all are counted.
const FALSE_HITS_SHOWN: usize = 60;

pub(super) fn push(page: &mut String, measured: &TravellersMeasured) {
    let figures = &measured.figures;
    page.push_str("\n## Travellers\n\nThe index: ");
    page.push_str(&measured.files.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", "));
    for (list, counts) in &measured.lists {
        let _ = write!(
            page,
            "; {list}: {} records of {} rows ({} refused)",
            counts.records, counts.rows, counts.refused
        );
    }
    let [median, hundredth, longest] = measured.microseconds;
    let _ = write!(
        page,
        ".\n\n25,000 made-up travellers are asked as `reconcile` asks them, zone and typed columns together: {median:.0} microseconds a \
         check (one in a hundred took over {hundredth:.0}, the longest {longest:.0}). Among them are planted persons, namesakes, documents \
         and plates of these lists; the key that names them is the truth. A planted person is *found* if that very record is among the \
         hits.\n"
    );
    push_found(page, "Planted persons, by birth date", &figures.by_birth);
    push_found(page, "Planted persons, by what was changed", &figures.by_variant);
    push_found(page, "Planted documents and plates", &figures.things);
    page.push_str(
        "\nOne of another issuer or country is another document or plate: it may be `possible`, and must not be more.\n",
    );
    push_alarms(page, measured);
    push_calibration(page, measured);
    push_groups(page, "naming culture", &measured.cultures);
    push_innocents(page, &measured.innocents);
    push_groups(page, "how the name was given", &measured.writings);
}

fn push_found(page: &mut String, heading: &str, groups: &[Found]) {
    let _ = write!(
        page,
        "\n### {heading}\n\n| | planted | found, % | `probable` or better, % | found only on another list |\n|---|---|---|---|---|\n"
    );
    for group in groups.iter().filter(|group| group.found.of > 0) {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            group.of,
            group.found.of,
            share(group.found),
            share(group.probable),
            group.only_elsewhere
        );
    }
}

fn push_alarms(page: &mut String, measured: &TravellersMeasured) {
    let figures = &measured.figures;
    let alarms = &figures.false_alarms;
    let _ = write!(
        page,
        "\n### Travellers on no list\n\nOf everyone but the planted persons and namesakes, a hit counts as false unless the traveller has by \
         chance a name of the record (the same parts, marks taken off) and a birth date that goes with it; such a hit is neither right nor \
         wrong. {} travellers met nobody but such a one. For {} the list was not searched to its end.\n\n\
         | met a stranger | travellers | of | rate |\n|---|---|---|---|\n\
         | as `probable` or better | {} | {} | {} |\n| as anything | {} | {} | {} |\n\n\
         Of {} planted namesakes (a listed name, a birth year six years or more away) {} met someone as `probable`, {} as anything.\n",
        alarms.coincidences,
        alarms.incomplete,
        alarms.probable.count,
        alarms.probable.of,
        rate(alarms.probable.count, alarms.probable.of),
        alarms.possible.count,
        alarms.possible.of,
        rate(alarms.possible.count, alarms.possible.of),
        figures.namesakes.0.of,
        figures.namesakes.0.count,
        figures.namesakes.1.count,
    );
    if !figures.chance_things.is_empty() {
        let told: Vec<String> =
            figures.chance_things.iter().map(|(of, count)| format!("{of}: {count}")).collect();
        let _ = write!(
            page,
            "\nDocuments and vehicles of travellers who had neither planted, and that met a record: {}.\n",
            told.join("; ")
        );
    }
    push_kinds(page, &figures.false_hits);
    push_each(page, &figures.false_hits);
}

fn rate(count: u64, of: u64) -> String {
    if count == 0 { "0".to_owned() } else { format!("1 in {:.0}", of as f64 / count as f64) }
}

/// Hits on strangers by grade and reasons.
fn push_kinds(page: &mut String, hits: &[FalseHit]) {
    let mut kinds: BTreeMap<(bool, &str), u64> = BTreeMap::new();
    for hit in hits {
        *kinds.entry((!is_probable(hit.grade), &hit.why)).or_default() += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|((possible, _), count)| (*possible, std::cmp::Reverse(*count)));
    page.push_str("\n#### Hits on strangers, by reasons\n\n| grade | reasons | hits |\n|---|---|---|\n");
    for ((possible, why), count) in kinds.into_iter().take(FALSE_HITS_SHOWN) {
        let grade = if possible { "possible" } else { "probable" };
        let _ = writeln!(page, "| {grade} | {why} | {count} |");
    }
}

fn push_each(page: &mut String, hits: &[FalseHit]) {
    let _ = write!(
        page,
        "\n#### Hits on strangers, one by one\n\n{} in all; at most {FALSE_HITS_SHOWN} are shown, the surest first. Traveller and record are \
         told by their numbers alone.\n\n| traveller | planted as | record | grade | score | reasons |\n|---|---|---|---|---|---|\n",
        hits.len()
    );
    for hit in hits.iter().take(FALSE_HITS_SHOWN) {
        let score = hit.score.map_or_else(String::new, |score| format!("{score:.1}"));
        let planted = hit.planted.as_deref().unwrap_or("");
        let _ = writeln!(
            page,
            "| {} | {planted} | {} | {} | {score} | {} |",
            hit.reference,
            hit.record,
            hit.grade.as_str(),
            hit.why
        );
    }
}

fn push_calibration(page: &mut String, measured: &TravellersMeasured) {
    let _ = write!(
        page,
        "\n### What a score means\n\nOf the hits in a band, those on the planted record, or on one of the same person in another list, are \
         right. Planted persons are one in 62 here. The last column tells what would be right at a border where one search in \
         {SEARCHES_A_TRUE_HIT:.0} is of a listed person, and the least that so few travellers do not rule out.\n\n\
         | | hits | right, % | neither | right at a border, % |\n|---|---|---|---|---|\n"
    );
    for band in &measured.calibration {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} |",
            band.of,
            band.right.of,
            share(band.right),
            band.coincidences,
            band.at_a_border().map_or_else(String::new, |border| {
                format!("{} (at least {})", per_cent(border.share), per_cent(border.least))
            })
        );
    }
}

fn push_innocents(page: &mut String, innocents: &[Innocents]) {
    page.push_str(
        "\n### Travellers named as listed persons are\n\nThe made-up travellers hardly have names of the cultures that most listed persons \
         are of. So for each culture with enough of them on these lists travellers are put together: the surname of one listed person, the \
         given names of another, the nationality of the first, the sex of the second, a birth date drawn. Whoever they meet is a stranger.\n\n\
         | | listed names | travellers | met a stranger, % | as `probable`, % | by chance a listed name and date |",
    );
    for (score, _) in innocents.first().map(|one| one.from_score.as_slice()).unwrap_or_default() {
        let _ = write!(page, " score {score} and more |");
    }
    let scores = innocents.first().map_or(0, |one| one.from_score.len());
    let _ = write!(page, "\n|---|---|---|---|---|---|{}\n", "---|".repeat(scores));
    for one in innocents {
        let _ = write!(
            page,
            "| {} | {} | {} | {} | {} | {} |",
            one.of,
            one.names,
            one.stopped.of,
            share(one.stopped),
            share(one.stopped_probable),
            one.coincidences
        );
        for (_, count) in &one.from_score {
            let _ = write!(page, " {count} |");
        }
        page.push('\n');
    }
    let all = innocents.iter().fold(Share::default(), |all, one| {
        Share::new(all.count + one.stopped.count, all.of + one.stopped.of)
    });
    if let Some(worst) = innocents.first().filter(|worst| worst.stopped.count > 0) {
        let _ = write!(
            page,
            "\nOf all cultures together {} met a stranger; most often stopped are those of {}, {}.\n",
            share(all),
            worst.of,
            share(worst.stopped)
        );
    } else {
        let _ = write!(page, "\nNobody met a stranger: of all {} together {}.\n", all.of, share(all));
    }
}

fn push_groups(page: &mut String, by: &str, groups: &Groups) {
    let _ = write!(
        page,
        "\n### By {by}\n\n| | planted | found, % | `probable`, % | travellers on no list | met a stranger, % | as `probable`, % |\n\
         |---|---|---|---|---|---|---|\n"
    );
    for group in &groups.groups {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} |",
            group.of,
            group.found.of,
            share(group.found),
            bare(group.found_probable),
            group.stopped.of,
            share(group.stopped),
            bare(group.stopped_probable)
        );
    }
    if let Some((of, times)) = &groups.stopped_most {
        let sure = if groups.stopped_most_is_shown {
            ""
        } else {
            ", which these few travellers do not show for certain"
        };
        let _ =
            write!(page, "\nStopped most often without cause: {of}, {times:.1} times the rate of all{sure}.");
    }
    if let Some((of, found)) = &groups.found_least {
        let _ = write!(page, "\nFound least: {of}, {}.", share(*found));
    }
    page.push('\n');
}

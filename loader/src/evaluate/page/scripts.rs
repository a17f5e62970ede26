//! Names in two scripts on the page.

use std::fmt::Write as _;

use super::words::{bare, share};
use crate::evaluate::cross_script::ScriptFigures;

pub(super) fn push(page: &mut String, scripts: &[ScriptFigures]) {
    page.push_str(
        "\n## Names in two scripts\n\nPairs from Wikidata: the Latin name is asked, the name in its own script is listed, in a list of all \
         of them; full birth date, sex and nationality are equal. Against them as many pairs put together at random, with everything but \
         the name equal, so that what meets there was stopped for a birthday alone. Russian, Arabic, Chinese and Japanese rows are single \
         parts of names, Hebrew and Korean ones whole names.\n\n\
         | script | pairs | meet as `possible` at least, % | `probable`, % | random pairs that meet, % | `probable`, % | meet by names \
         alone, % | random pairs, % |\n|---|---|---|---|---|---|---|---|\n",
    );
    for row in scripts {
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            row.of,
            row.meets.of,
            share(row.meets),
            bare(row.meets_probable),
            share(row.random),
            bare(row.random_probable),
            row.alone.map_or_else(String::new, bare),
            row.random_alone.map_or_else(String::new, bare)
        );
    }
    let least = scripts
        .iter()
        .filter(|row| row.meets.of > 0)
        .min_by(|a, b| a.meets.value().unwrap_or(1.0).total_cmp(&b.meets.value().unwrap_or(1.0)));
    if let Some(least) = least {
        let _ = write!(
            page,
            "\nThe script that meets least is {}: {} of its pairs.\n",
            least.of,
            share(least.meets)
        );
    }
}

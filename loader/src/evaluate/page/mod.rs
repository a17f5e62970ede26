//! docs/quality-persons.md: written whole, from one run.

mod pairs;
mod scripts;
mod travellers;
mod words;

use std::fmt::Write as _;

use super::examples::ExampleOutcome;
use super::measured::{GoalRow, Measured};
use words::{bounded, goal, verdict};

/// What the page says of the run itself.
pub struct Run {
    /// The day, as it is told.
    pub day: String,
    /// The program and its version.
    pub program: String,
    /// The peer's command, if one was given.
    pub peer: Option<String>,
}

const HEAD: &str = "\
# Quality of person matching

Written by one command, which replaces this page. It builds its stores anew below `target/evaluate-persons`, and makes the Python
environment of the peer below `target/peers` the first time:

```sh
cargo run --release --package watchpost-loader -- evaluate persons --samples SAMPLES --report docs/quality-persons.md \\
  --peer benches/peers/logic_v2/run.sh --commit $(git rev-parse --short HEAD)
```

`SAMPLES` is the folder of samples: names and pairs of names from published lists, and made-up travellers. None of it is part of this
project, and nothing on this page tells more of a listed person than the number under which a list is published.

In brackets is what a figure does not rule out at 95 %: for shares the bounds of Wilson, for recall at a precision those of 400 draws
of the records with replacement, each with all its pairs. A goal is *met* only if the whole bracket meets it; *met, not shown* says that
the figure meets it and the sample is too small to be sure.
";

/// The page.
#[must_use]
pub fn page(measured: &Measured, run: &Run) -> String {
    let mut page = HEAD.to_owned();
    // Writing to a String cannot fail.
    let _ = write!(page, "\nMeasured on {} with {}.\n", run.day, run.program);
    push_goals(&mut page, &measured.goals());
    if let Some(pairs) = &measured.pairs {
        pairs::push(&mut page, pairs, run.peer.as_deref());
    }
    if let Some(examples) = &measured.examples {
        push_examples(&mut page, examples);
    }
    if let Some(scripts) = &measured.scripts {
        scripts::push(&mut page, scripts);
    }
    if let Some(travellers) = &measured.travellers {
        travellers::push(&mut page, travellers);
    }
    page
}

fn push_goals(page: &mut String, goals: &[GoalRow]) {
    page.push_str("\n## Goals\n\n| what | measured % | goal | |\n|---|---|---|---|\n");
    for row in goals {
        let measured =
            row.value.map_or_else(|| "nothing was asked".to_owned(), |value| bounded(value, row.bounds));
        let of = row.share.map_or_else(String::new, |share| format!(", {} of {}", share.count, share.of));
        let _ =
            writeln!(page, "| {} | {measured}{of} | {} | {} |", row.of, goal(row.goal), verdict(row.verdict));
    }
}

fn push_examples(page: &mut String, examples: &[ExampleOutcome]) {
    page.push_str(
        "\n## Examples\n\nThe pairs that person matching was specified with, asked of a store that holds the listed sides alone. Nobody \
         here exists. Birth date, sex and nationality are equal unless shown. Weights are natural-log odds.\n\n\
         | | asked | listed | wanted | grade | score | reasons | |\n|---|---|---|---|---|---|---|---|\n",
    );
    for example in examples {
        let grade = example.grade.map_or("-", |grade| grade.as_str());
        let score = example.score.map_or_else(String::new, |score| format!("{score:.1}"));
        let met = if example.is_as_wanted { "as wanted" } else { "**not as wanted**" };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {grade} | {score} | {} | {met} |",
            example.number, example.asked, example.listed, example.wanted, example.why
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, page};
    use crate::evaluate::examples::ExampleOutcome;
    use crate::evaluate::measured::Measured;

    #[test]
    fn a_page_tells_goals_and_only_the_parts_that_were_measured() {
        let example = ExampleOutcome {
            number: "1",
            asked: "MUELLER, ANSELM".to_owned(),
            listed: "Müller, Anselm".to_owned(),
            wanted: "at least possible".to_owned(),
            grade: None,
            score: None,
            why: String::new(),
            is_as_wanted: false,
        };
        let measured = Measured { examples: Some(vec![example]), ..Measured::default() };
        let run = Run { day: "2026-11-24".to_owned(), program: "watchpost-loader".to_owned(), peer: None };
        let page = page(&measured, &run);
        assert!(
            page.contains("| examples told as wanted | 0 (0 to 0), 0 of 1 | at least 100 % | **not met** |")
        );
        assert!(page.contains("**not as wanted**") && !page.contains("## Travellers"));
    }
}

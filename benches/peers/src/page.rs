//! docs/performance.md and its plot: written whole, from the figures that are kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::saved::Part;
use crate::{plot, programs};

/// A heading, and what one should know before reading its figures.
struct Section {
    heading: &'static str,
    note: &'static str,
}

/// The sections of the page.
const SECTIONS: [Section; 6] = [
    Section {
        heading: "Look-ups of documents",
        note: "One thread. The peers hold the same keys, in one piece, in memory.",
    },
    Section {
        heading: "Reading and whole checks",
        note: "One thread; from the question as a struct to the answer as a struct, without JSON.",
    },
    Section {
        heading: "Vehicles",
        note: "One thread; whole checks of listed vehicles. VINs come from production runs, 50 listed of 10,000. The goal for partly \
               read plates is for 2 M vehicles.",
    },
    Section {
        heading: "Segments and the loader",
        note: "Sizes are exact. The loader runs as a program, on all processors.",
    },
    Section {
        heading: "Server",
        note: "The server alone on one processor, the driver on the other; connections are kept; 1 M documents.",
    },
    Section {
        heading: "Persons",
        note: "One thread; whole checks of a name, birth date, sex and nationality against a list of persons whose names are as frequent as \
               real ones (`watchpost-testdata population`). The peer is asked for names alone. Its first questions are ours: 20,000 with \
               one edit, 2,000 with two, as it takes longer.",
    },
];

const HEAD: &str = "\
# Performance

Written by a command that anyone can run; it takes about a quarter of an hour, builds its stores once below `target/bench-stores`
(700 MB), and replaces this page and its plot:

```sh
cargo run --release --manifest-path benches/peers/Cargo.toml
```

Parts can be measured alone (`-- --only look-ups --sizes 1000000`); figures of the other parts are kept below `target/bench-figures`.
The largest list known has 140 million documents. A store of that size is built by the programs as they are shipped, and handed over
with `--large-store target/large --large-documents 140000000`:

```sh
target/release/watchpost-testdata documents --rows 140000000 --quiet |
  target/release/watchpost-loader build --store target/large --documents - --format csv --as-of 2026-11-23T09:00:00Z
```

Means of a question are times on the processor, p50 / p99 / worst are times on the wall. On a shared machine both are noise; a figure counts as a ratio to its peer, measured in the same run, in turn with it. Three rounds
each: the median, and the least and the greatest in brackets. p50 / p99 / worst are of single questions in nanoseconds, with the
clock's own cost in them. Questions are shuffled and generated ([testdata](../testdata/README.md)); misses have the shape of real
numbers. A figure is held against the first target, and against the goal that came after it; where one is missed, the factor
says by how much. What guards against slower code in the automatic run is another thing: the
instruction counts of [ci/instruction-counts](../ci/instruction-counts).
";

/// Writes the page from all that is kept.
///
/// # Errors
/// If it cannot be written, or the machine does not tell what it is.
pub fn write(parts: &[Part]) -> Result<()> {
    let mut page = String::from(HEAD);
    writeln!(page, "\n{}\n\n{}", origin()?, commits(parts))?;
    for (section, at) in SECTIONS.iter().zip(0..) {
        writeln!(page, "\n## {}\n\n{}\n", section.heading, section.note)?;
        page.push_str(
            "| what | unit | measured | p50 / p99 / worst | peer | measured | ratio | first target | goal |\n",
        );
        page.push_str("|---|---|---|---|---|---|---|---|---|\n");
        for row in parts.iter().filter(|part| part.section == at).flat_map(|part| &part.rows) {
            writeln!(page, "{row}")?;
        }
    }
    push_plot(&mut page, parts)?;
    write_to_docs("performance.md", &page)
}

/// Which parts were measured when, and at which commit.
fn commits(parts: &[Part]) -> String {
    let mut of_commit: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for part in parts {
        of_commit.entry((&part.measured_on, &part.commit)).or_default().push(&part.name);
    }
    let told = |((day, commit), names): (&(&str, &str), &Vec<&str>)| {
        let names = if of_commit.len() == 1 { "all parts".to_owned() } else { names.join(", ") };
        format!("Measured on {day} at commit {commit}: {names}.")
    };
    of_commit.iter().map(told).collect::<Vec<_>>().join("\n\n")
}

/// The plot of cost against size, and the law of each line.
fn push_plot(page: &mut String, parts: &[Part]) -> Result<()> {
    let all = plot::series(parts.iter().flat_map(|part| &part.points));
    write_to_docs("performance.svg", &plot::svg(&all))?;
    page.push_str(
        "\n## Cost against size\n\n![Cost of a question against the number of records](performance.svg)\n\n\
         The law of a line is fitted by least squares on the logarithms.\n\n| what | sizes | law |\n|---|---|---|\n",
    );
    for series in &all {
        writeln!(page, "| {} | {} | {} |", series.name, series.points.len(), series.law())?;
    }
    Ok(())
}

fn write_to_docs(name: &str, text: &str) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}

/// Machine and versions.
fn origin() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo").context("asking for the processor")?;
    let models: Vec<&str> = processors
        .lines()
        .filter(|line| line.starts_with("model name"))
        .filter_map(|line| line.split_once(':').map(|(_, model)| model.trim()))
        .collect();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").context("asking for the kernel")?;
    Ok(format!(
        "Machine: {} processors {}, Linux {}, {}. Crates as in benches/peers/Cargo.lock.",
        models.len(),
        models.first().unwrap_or(&"of an unknown kind"),
        kernel.trim(),
        programs::said_by("rustc", &["--version"])?,
    ))
}

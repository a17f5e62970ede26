//! docs/performance.md and its plot: written whole, from one run.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::figure::Figure;
use crate::plot;

/// A heading and its figures.
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// What one should know before reading them.
    pub note: &'static str,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// The sections of the page, still without figures.
#[must_use]
pub fn empty() -> [Section; 5] {
    let section = |heading, note| Section { heading, note, figures: Vec::new() };
    [
        section(
            "Look-ups of documents",
            "One thread. The peers hold the same keys, in one piece, in memory.",
        ),
        section(
            "Reading and whole checks",
            "One thread; from the question as a struct to the answer as a struct, without JSON.",
        ),
        section(
            "Vehicles",
            "One thread; whole checks of listed vehicles. VINs come from production runs, 50 listed of 10,000. The goal for partly \
             read plates is for 2 M vehicles.",
        ),
        section(
            "Segments and the loader",
            "Sizes are exact. The loader runs as a program, on all processors.",
        ),
        section(
            "Server",
            "The server alone on one processor, the driver on the other; connections are kept; 1 M documents.",
        ),
    ]
}

const HEAD: &str = "\
# Performance

Written by a command that anyone can run; it takes about a quarter of an hour, builds its stores once below `target/bench-stores`
(700 MB), and replaces this page and its plot:

```sh
cargo run --release --manifest-path benches/peers/Cargo.toml
```

The largest list known has 140 million documents. A store of that size is built by the programs as they are shipped, and handed over
with `--large-store target/large --large-documents 140000000`:

```sh
target/release/watchpost-testdata documents --rows 140000000 --quiet |
  target/release/watchpost-loader build --store target/large --documents - --as-of 2026-11-23T09:00:00Z
```

Times on a shared machine are noise; a figure counts as a ratio to its peer, measured in the same run, in turn with it. Three rounds
each: the median, and the least and the greatest in brackets. p50 / p99 / worst are of single questions in nanoseconds, with the
clock's own cost in them. Questions are shuffled and generated ([testdata](../testdata/README.md)); misses have the shape of real
numbers. A figure is held against the first issue's target, and against the goal that came after it; where one is missed, the factor
says by how much. What guards against slower code in the automatic run is another thing: the
instruction counts of [ci/instruction-counts](../ci/instruction-counts).
";

/// Writes the page.
///
/// # Errors
/// If it cannot be written, or the machine does not tell what it is.
pub fn write(sections: &[Section]) -> Result<()> {
    let mut page = String::from(HEAD);
    writeln!(page, "\n{}", origin()?)?;
    for section in sections {
        writeln!(page, "\n## {}\n\n{}\n", section.heading, section.note)?;
        page.push_str(
            "| what | unit | measured | p50 / p99 / worst | peer | measured | ratio | first target | goal |\n",
        );
        page.push_str("|---|---|---|---|---|---|---|---|---|\n");
        for figure in &section.figures {
            writeln!(page, "{}", figure.row())?;
        }
    }
    push_plot(&mut page, sections)?;
    write_to_docs("performance.md", &page)
}

/// The plot of cost against size, and the law of each line.
fn push_plot(page: &mut String, sections: &[Section]) -> Result<()> {
    let all = plot::series(sections.iter().flat_map(|section| &section.figures));
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

/// Machine, date and versions.
fn origin() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo").context("asking for the processor")?;
    let models: Vec<&str> = processors
        .lines()
        .filter(|line| line.starts_with("model name"))
        .filter_map(|line| line.split_once(':').map(|(_, model)| model.trim()))
        .collect();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").context("asking for the kernel")?;
    let now = jiff::Timestamp::now().to_string();
    let today = now.split('T').next().unwrap_or_default();
    Ok(format!(
        "Measured on {today}: {} processors {}, Linux {}, {}, commit {}. Crates as in benches/peers/Cargo.lock.",
        models.len(),
        models.first().unwrap_or(&"of an unknown kind"),
        kernel.trim(),
        said_by("rustc", &["--version"])?,
        said_by("git", &["rev-parse", "--short", "HEAD"])?,
    ))
}

fn said_by(program: &str, arguments: &[&str]) -> Result<String> {
    let output =
        Command::new(program).args(arguments).output().with_context(|| format!("asking {program}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

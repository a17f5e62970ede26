//! The loader as a program: lists built from CSV, and registers reconciled.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use watchpost_benches::questions;
use watchpost_benches::store::{self, SEED, Sizes, conditions};
use watchpost_engine::date::Date;
use watchpost_testdata::documents::documents;
use watchpost_testdata::row::{Format, write_list};

use crate::figure::{Figure, Target};
use crate::programs;
use crate::timing::{Rounds, in_turn, seconds};

/// Rows of a file, in millions.
const MILLIONS: u64 = 1;

/// Build and reconcile.
///
/// # Errors
/// What the loader says.
pub fn figures() -> Result<Vec<Figure>> {
    let loader = programs::built("watchpost-loader")?;
    let folder = tempfile::tempdir()?;
    Ok(vec![building(&loader, folder.path())?, reconciling(&loader, folder.path())?])
}

fn building(loader: &Path, folder: &Path) -> Result<Figure> {
    let rows = MILLIONS * 1_000_000;
    let list = folder.join("documents.csv");
    let options = Sizes::of_documents(rows).lists().documents;
    write_list(Format::Csv, documents(SEED, &options, rows), &mut BufWriter::new(File::create(&list)?))?;
    let (list, built) = (text(&list)?, folder.join("store"));
    let build = || {
        if built.exists() {
            fs::remove_dir_all(&built)?;
        }
        let arguments = ["build", "--store", text(&built)?, "--documents", list, "--quiet"];
        Ok(rows_a_second(rows, seconds(|| programs::run(loader, &arguments))?))
    };
    let sorted = folder.join("sorted");
    let sorted = text(&sorted)?;
    let sort = || {
        let arguments = ["--parallel=2", "--field-separator=,", "--key=5,5", "--output", sorted, list];
        Ok(rows_a_second(rows, seconds(|| programs::run(Path::new("sort"), &arguments))?))
    };
    let (ours, peer) = in_turn(build, || -> Result<f64> { sort() })?;
    Ok(Figure::new(
        format!("`watchpost-loader build`, documents, CSV of {MILLIONS} M rows"),
        "M rows/s",
        ours,
    )
    .beside("`sort` of the same file by number", peer)
    .held(Target::AtLeast(0.4), Target::AtLeast(2.0)))
}

fn reconciling(loader: &Path, folder: &Path) -> Result<Figure> {
    let rows = MILLIONS * 1_000_000;
    let register = folder.join("register.csv");
    let mut out = BufWriter::new(File::create(&register)?);
    writeln!(out, "ref,document_number")?;
    let today = Date::of(conditions()?.now);
    let asked = usize::try_from(rows)?;
    for (row, number) in questions::missed_numbers(asked, today).iter().enumerate() {
        writeln!(out, "{row},{}", number.as_str())?;
    }
    out.into_inner().map_err(|error| error.into_error())?.sync_all()?;
    let store = folder.join("asked");
    store::fresh_copy(Sizes::of_documents(rows), &store, jiff::Timestamp::now())?;
    let found = folder.join("found.jsonl");
    let arguments = [
        "reconcile",
        "--store",
        text(&store)?,
        "--input",
        text(&register)?,
        "--output",
        text(&found)?,
        "--lists",
        "documents",
        "--quiet",
    ];
    let mut rounds = [0.0; 3];
    for round in &mut rounds {
        *round = rows_a_second(rows, seconds(|| programs::run(loader, &arguments))?);
    }
    let what =
        format!("`watchpost-loader reconcile`, documents, {MILLIONS} M rows against {MILLIONS} M records");
    Ok(Figure::new(what, "M rows/s", Rounds::of(rounds)).held(Target::AtLeast(0.5), Target::AtLeast(5.0)))
}

fn rows_a_second(rows: u64, seconds: f64) -> f64 {
    crate::timing::count(usize::try_from(rows).unwrap_or(usize::MAX)) / seconds / 1e6
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path that is not UTF-8")
}

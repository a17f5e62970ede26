//! What was measured, kept between runs by list and size, so that one size can be measured again without the others.
//!
//! The page is always written from these files. Each tells when and at which commit it was measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use watchpost_engine::list::List;

use super::clean::CleanChecks;
use super::recall::Recall;
use super::typing_rules::Coverage;

/// What was measured of one list in one size.
#[derive(Serialize, Deserialize)]
pub struct Run {
    /// Records of the list.
    pub records: u64,
    /// The day.
    pub measured_on: String,
    /// The commit.
    pub commit: String,
    /// What is found, by kind of slip.
    pub recall: Vec<Recall>,
    /// Clean checks, by way.
    pub clean: Vec<CleanChecks>,
    /// The share of numbers that rules cover; none for vehicles.
    pub coverage: Option<Coverage>,
}

impl Run {
    /// A run of today.
    #[must_use]
    pub fn new(
        records: u64,
        commit: &str,
        recall: Vec<Recall>,
        clean: Vec<CleanChecks>,
        coverage: Option<Coverage>,
    ) -> Self {
        let now = jiff::Timestamp::now().to_string();
        let measured_on = now.split('T').next().unwrap_or_default().to_owned();
        Self { records, measured_on, commit: commit.to_owned(), recall, clean, coverage }
    }
}

/// The commit of the checkout.
///
/// # Errors
/// If git is not there.
pub fn commit() -> Result<String> {
    let asked = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output().context("asking git")?;
    Ok(String::from_utf8_lossy(&asked.stdout).trim().to_owned())
}

fn folder(list: List) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-quality").join(list.as_str())
}

/// Keeps a run, in place of an older one of that size.
///
/// # Errors
/// If it cannot be written.
pub fn keep(list: List, run: &Run) -> Result<()> {
    let folder = folder(list);
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}.json", run.records));
    fs::write(&path, serde_json::to_vec_pretty(run)?).with_context(|| format!("writing {}", path.display()))
}

/// The runs of a list, the smallest first.
///
/// # Errors
/// If one cannot be read.
pub fn all(list: List) -> Result<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    for entry in fs::read_dir(folder(list)).into_iter().flatten() {
        let path = entry?.path();
        let run = serde_json::from_slice(&fs::read(&path)?)
            .with_context(|| format!("{}: remove it and measure again", path.display()))?;
        runs.push(run);
    }
    runs.sort_by_key(|run| run.records);
    Ok(runs)
}

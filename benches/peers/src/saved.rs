//! Figures kept between runs, a file for each part, so that one part can be measured again without the others.
//!
//! The page is always written from these files. Each tells when and at which commit it was measured.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::figure::Figure;
use crate::programs;

/// What one part of a run measured.
#[derive(Serialize, Deserialize)]
pub struct Part {
    /// Its name, such as `look-ups-1000000`.
    pub name: String,
    /// The section of the page, from 0.
    pub section: usize,
    /// Its place in the section.
    pub order: u64,
    /// The day.
    pub measured_on: String,
    /// The commit.
    pub commit: String,
    /// The lines of the table.
    pub rows: Vec<String>,
    /// Points of the plot: line, records, nanoseconds.
    pub points: Vec<(String, u64, f64)>,
}

fn folder() -> PathBuf {
    programs::root().join("target/bench-figures")
}

/// Keeps a part, in place of what was measured of it before.
///
/// # Errors
/// If it cannot be written.
pub fn keep(name: String, section: usize, order: u64, figures: &[Figure]) -> Result<()> {
    let point = |figure: &Figure| {
        let (point, cost) = (figure.point?, figure.nanoseconds()?);
        Some((point.series.to_owned(), point.records, cost))
    };
    let part = Part {
        section,
        order,
        measured_on: today(),
        commit: programs::said_by("git", &["rev-parse", "--short", "HEAD"])?,
        rows: figures.iter().map(Figure::row).collect(),
        points: figures.iter().filter_map(point).collect(),
        name,
    };
    fs::create_dir_all(folder())?;
    let path = folder().join(format!("{}.json", part.name));
    fs::write(&path, serde_json::to_vec_pretty(&part)?).with_context(|| format!("writing {}", path.display()))
}

fn today() -> String {
    jiff::Timestamp::now().to_string().split('T').next().unwrap_or_default().to_owned()
}

/// All parts that are kept, in the order of the page.
///
/// # Errors
/// If one cannot be read.
pub fn all() -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder()).into_iter().flatten() {
        let path = entry?.path();
        let part: Part = serde_json::from_slice(&fs::read(&path)?)
            .with_context(|| format!("{}: remove it and measure again", path.display()))?;
        parts.push(part);
    }
    parts.sort_by(|one, other| {
        (one.section, one.order, &one.name).cmp(&(other.section, other.order, &other.name))
    });
    Ok(parts)
}

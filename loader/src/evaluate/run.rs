//! Runs the parts of an evaluation, one after the other.

use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use watchpost_engine::check::Conditions;

use super::measured::{Measured, PairsMeasured, TravellersMeasured};
use super::pairs::engine_names::EngineNames;
use super::pairs::matcher::{EqualParts, NameMatcher};
use super::pairs::measure::{HalfOfPairs, PRECISIONS};
use super::pairs::split::Half;
use super::pairs::{LabelledPair, peer};
use super::samples::Samples;
use super::travellers::ask::{self, Traveller};
use super::travellers::{calibration, fairness, figures, innocents};
use super::{cross_script, details, examples, lists};
use crate::exit::Failure;
use crate::terminal::{Terminal, grouped};

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Labelled pairs of names.
    Pairs,
    /// Made-up examples.
    Examples,
    /// Names in two scripts.
    Scripts,
    /// Travellers against published lists.
    Travellers,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Pairs, Self::Examples, Self::Scripts, Self::Travellers];
}

/// What holds for all parts.
pub struct Settings<'a> {
    /// The samples.
    pub samples: &'a Samples,
    /// The folder of the mapping files.
    pub mappings: &'a Path,
    /// Where stores are made.
    pub work: &'a Path,
    /// The peer's command.
    pub peer: Option<&'a str>,
    /// Where details are written.
    pub details: Option<&'a Path>,
    /// Now.
    pub now: Timestamp,
    /// Where progress is told.
    pub terminal: Terminal,
}

/// Measures `parts`.
///
/// # Errors
/// [`Failure`] of a file or folder.
pub fn measure(settings: &Settings<'_>, parts: &[Part]) -> Result<Measured, Failure> {
    let mut measured = Measured::default();
    std::fs::create_dir_all(settings.work)
        .map_err(|error| Failure::writing("the folder of --work", &error))?;
    for part in parts {
        let begun = Instant::now();
        match part {
            Part::Pairs => measured.pairs = Some(pairs(settings)?),
            Part::Examples => {
                measured.examples = Some(examples::measure(&settings.work.join("examples"), settings.now)?);
            }
            Part::Scripts => {
                // The threshold of the labelled pairs, where these were measured.
                let own = measured.pairs.as_ref().and_then(|pairs| pairs.matchers.first());
                let threshold = own.and_then(|own| own.recall_at[0]).map(|figure| figure.threshold);
                measured.scripts = Some(scripts(settings, threshold)?);
            }
            Part::Travellers => measured.travellers = Some(travellers(settings)?),
        }
        settings.terminal.note(format!("{part:?}: measured in {:.1?}", begun.elapsed()));
    }
    Ok(measured)
}

fn pairs(settings: &Settings<'_>) -> Result<PairsMeasured, Failure> {
    let all = LabelledPair::read(settings.samples)?;
    let (reported, tuned) = (HalfOfPairs::of(&all, Half::Reported), HalfOfPairs::of(&all, Half::Tuned));
    settings.terminal.note(format!("Pairs: scoring {} pairs", grouped_count(reported.pairs.len())));
    let names = all.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
    let own = EngineNames::new(names, &settings.work.join("pairs"), settings.now)?;
    let (scores, time) = reported.scores(&own);
    let mut matchers = vec![reported.figures(own.name(), &scores, Some(time))];
    let (tuned_scores, tuned_time) = tuned.scores(&own);
    if let Some(folder) = settings.details {
        details::write_pairs(folder, &tuned, &tuned_scores)?;
    }
    let on_tuned = tuned.figures(own.name(), &tuned_scores, Some(tuned_time));
    let mut measured = PairsMeasured {
        all: all.len(),
        tuned: tuned.pairs.len(),
        reported: reported.pairs.len(),
        matchers: Vec::new(),
        on_tuned: Some(on_tuned),
        no_peer: None,
        gain: Vec::new(),
    };
    let answered = match settings.peer {
        Some(command) => {
            settings.terminal.note("Pairs: asking the peer");
            peer::scores(command, &reported.pairs)
        }
        None => Err("no --peer was given".to_owned()),
    };
    match answered {
        Ok(peer) => {
            let others: Vec<Option<f64>> = peer.scores.into_iter().map(Some).collect();
            matchers.push(reported.figures(peer.told.name, &others, peer.told.milliseconds_a_pair));
            let gains = PRECISIONS.iter().filter_map(|least| reported.gain(&scores, &others, *least));
            measured.gain = gains.collect();
        }
        Err(reason) => measured.no_peer = Some(reason),
    }
    let (plain, time) = reported.scores(&EqualParts);
    matchers.push(reported.figures(EqualParts.name(), &plain, Some(time)));
    measured.matchers = matchers;
    Ok(measured)
}

fn grouped_count(count: usize) -> String {
    grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

fn scripts(
    settings: &Settings<'_>,
    threshold: Option<f64>,
) -> Result<Vec<cross_script::ScriptFigures>, Failure> {
    let pairs = cross_script::read(settings.samples)?;
    settings.terminal.note(format!("Scripts: asking {} pairs", grouped_count(2 * pairs.len())));
    let mut figures = cross_script::measure(&pairs, &settings.work.join("scripts"), settings.now)?;
    if let Some(threshold) = threshold {
        let names = EngineNames::new(
            cross_script::natives(&pairs),
            &settings.work.join("script-names"),
            settings.now,
        )?;
        cross_script::measure_alone(&pairs, &names, threshold, &mut figures);
    }
    Ok(figures)
}

fn travellers(settings: &Settings<'_>) -> Result<TravellersMeasured, Failure> {
    let Settings { samples, mappings, work, now, terminal, .. } = settings;
    let published = lists::build(samples, mappings, &work.join("lists"), *now, *terminal)?;
    published.generation.warm();
    terminal.note("Travellers: asking");
    let conditions = Conditions::at(*now);
    let travellers = ask::all(samples, &published.generation, &conditions)?;
    if let Some(folder) = settings.details {
        details::write_travellers(folder, &travellers)?;
    }
    Ok(TravellersMeasured {
        lists: TravellersMeasured::lists_of(&published),
        files: published.files,
        figures: figures::figures(&travellers),
        calibration: calibration::bands(&travellers),
        cultures: fairness::by(&travellers, |traveller| traveller.culture),
        writings: fairness::by(&travellers, |traveller| traveller.writing),
        innocents: innocents::measure(&published.generation, &conditions)?,
        microseconds: times(&travellers),
    })
}

/// The median, one in a hundred, and the longest.
fn times(travellers: &[Traveller]) -> [f64; 3] {
    let mut times: Vec<f64> = travellers.iter().map(|traveller| traveller.microseconds).collect();
    times.sort_by(f64::total_cmp);
    let last = times.len().saturating_sub(1);
    [last / 2, last - last / 100, last].map(|place| times.get(place).copied().unwrap_or_default())
}

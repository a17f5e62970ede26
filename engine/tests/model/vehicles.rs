//! What a vehicle asked has in common with a row, by the contract's rules on vehicles.

use std::collections::BTreeSet;

use super::chance;
use super::grades::Grade;
use super::misread::are_taken_for_one_another;
use super::question::AskedVehicle;
use super::signs::{are_family, folded, issuer, written, written_by_shape};
use crate::lists::ListRow;

/// How a row answers.
pub(crate) struct Met {
    pub grade: Grade,
    pub by_plate: bool,
    pub by_plate_and_country: bool,
    pub by_vin: bool,
}

pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains(['?', '#', '*'])
}

/// At least so many signs of a pattern are known, and at most 13 are open.
pub(crate) fn is_too_wide(text: &str, known: usize) -> bool {
    let open = text.replace("**", "*").chars().filter(|sign| "?#*".contains(*sign)).count();
    is_pattern(text) && (written(text).chars().count() < known || open > 13)
}

/// All numbers of the list, as written.
pub(crate) struct Listed {
    /// With their country.
    plates: Vec<(String, Option<String>)>,
    /// Of other lengths than 17.
    chassis: Vec<String>,
    engines: Vec<String>,
    vins: Vec<String>,
}

impl Listed {
    pub(crate) fn of(rows: &[&ListRow]) -> Self {
        let of = |column: &'static str| {
            rows.iter().filter_map(move |row| row.get(column)).map(written_by_shape).collect::<Vec<String>>()
        };
        let plates = rows
            .iter()
            .filter_map(|row| {
                Some((written_by_shape(row.get("plate")?), row.get("plate_country").and_then(issuer)))
            })
            .collect();
        let chassis = of("vin").into_iter().filter(|vin| vin.len() != 17).collect();
        Self { plates, chassis, engines: of("engine_number"), vins: of("vin") }
    }

    /// The chance that a clean plate of a country, or of any, is listed. Chassis and engine numbers count with those of
    /// any.
    fn chance_of_plate(&self, country: Option<&str>, plate: &str) -> f64 {
        let of_country =
            |other: &Option<String>| country.is_none_or(|country| other.as_deref() == Some(country));
        let mut all: Vec<String> = self
            .plates
            .iter()
            .filter(|(_, other)| of_country(other))
            .map(|(plate, _)| plate.clone())
            .collect();
        if country.is_none() {
            all.extend(self.chassis.iter().chain(&self.engines).cloned());
        }
        chance::of_vehicles(&all, plate)
    }

    /// More than one record of one run.
    fn has_neighbours(&self, vin: &str) -> bool {
        let run = &folded(vin)[..11];
        let all: BTreeSet<String> = self.vins.iter().map(|vin| folded(vin)).collect();
        all.iter().filter(|vin| vin.starts_with(run)).count() > 1
    }
}

/// A vehicle against a row; none is no hit.
pub(crate) fn meet(asked: &AskedVehicle, row: &ListRow, listed: &Listed) -> Option<Met> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let (make, model, year) = qualifiers(asked, row);
    let engine = filled(&asked.engine_number).zip(row.get("engine_number")).and_then(|(number, of_row)| {
        let (number, of_row) = (written_by_shape(&number), written_by_shape(of_row));
        let own = make == Some(true) || chance::of_vehicles(&listed.engines, &number) < 1e-6;
        as_written_or_folded(&number, &of_row, if own { Grade::Probable } else { Grade::Possible })
    });
    let plates = asked.plates.clone().unwrap_or_default();
    let plates: Vec<_> = plates
        .into_iter()
        .filter(|(number, _)| !written_by_shape(number).is_empty() && !is_too_wide(number, 3))
        .collect();
    let of_plates: Vec<PlateMet> = plates
        .iter()
        .filter_map(|(number, country)| plate(number, country.as_deref(), row, engine.is_some(), listed))
        .collect();
    let evidence = Evidence {
        make: make == Some(true),
        other_number: engine.is_some() || of_plates.iter().any(|met| met.as_written),
        contradicted: row.get("plate").is_some() && !plates.is_empty() && of_plates.is_empty(),
    };
    let vin = filled(&asked.vin)
        .filter(|vin| !is_too_wide(vin, 4))
        .zip(row.get("vin"))
        .and_then(|(asked, of_row)| vin(&asked, &written_by_shape(of_row), evidence, listed));
    let other_number = vin.is_some() || engine.is_some();
    let supports = make == Some(true) && model != Some(false) && year != Some(false);
    let supports_well = supports && (model == Some(true) || year == Some(true));
    let met: Vec<PlateMet> = plates
        .iter()
        .filter_map(|(number, country)| {
            plate(number, country.as_deref(), row, other_number || supports_well, listed)
        })
        .collect();
    let of_plate = |met: &PlateMet| {
        let by_country = match met.countries {
            Countries::Same => true,
            Countries::Family | Countries::Unknown => supports,
            Countries::Other => false,
        };
        if met.as_written && (by_country || other_number) { Grade::Probable } else { Grade::Possible }
    };
    let grade = [vin, engine, met.iter().map(of_plate).min()].into_iter().flatten().min()?;
    let with_country = |met: &PlateMet| met.as_written && met.countries == Countries::Same;
    let by_plate_and_country = met.iter().any(with_country);
    Some(Met { grade, by_plate: !met.is_empty(), by_plate_and_country, by_vin: vin.is_some() })
}

fn as_written_or_folded(asked: &str, listed: &str, as_written: Grade) -> Option<Grade> {
    match () {
        () if asked == listed => Some(as_written),
        () if folded(asked) == folded(listed) => Some(Grade::Possible),
        () => None,
    }
}

/// Whether make, model and year agree; none where a side does not tell.
fn qualifiers(asked: &AskedVehicle, row: &ListRow) -> (Option<bool>, Option<bool>, Option<bool>) {
    let make = |text: &str| match written(text).as_str() {
        "VW" => "VOLKSWAGEN".to_owned(),
        other => other.to_owned(),
    };
    let agrees = |asked: &Option<String>, column, agree: &dyn Fn(&str, &str) -> bool| {
        asked.as_deref().zip(row.get(column)).map(|(asked, listed)| agree(asked, listed))
    };
    let year = asked.year.zip(row.get("year")).map(|(asked, listed)| {
        let listed: u16 = listed.parse().unwrap();
        asked.abs_diff(listed) <= 1
    });
    (
        agrees(&asked.make, "make", &|a, b| make(a) == make(b)),
        agrees(&asked.model, "model", &|a, b| {
            let (a, b) = (folded(&written(a)), folded(&written(b)));
            a.starts_with(&b) || b.starts_with(&a)
        }),
        year,
    )
}

/// What speaks for or against a row beside the chassis number.
#[derive(Clone, Copy)]
struct Evidence {
    make: bool,
    other_number: bool,
    contradicted: bool,
}

fn vin(asked: &str, listed: &str, evidence: Evidence, list: &Listed) -> Option<Grade> {
    if is_pattern(asked) {
        let places = asked.chars().filter(|sign| sign.is_alphanumeric() || "?#".contains(*sign)).count();
        let is_end = places == 8 && !asked.contains('*');
        let asked = if is_end { format!("*{asked}") } else { (*asked).to_owned() };
        return fits(&asked, listed).then_some(Grade::Possible);
    }
    let asked = written_by_shape(asked);
    let whole = asked.len() == 17 && listed.len() == 17;
    let is_rarer_than = |chance: f64| {
        asked.len() == 17 || evidence.make || chance::of_vehicles(&list.chassis, &asked) < chance
    };
    if asked == listed && !is_rarer_than(1e-6) {
        return Some(Grade::Possible);
    }
    if asked == listed || (whole && forced(&asked) == forced(listed)) {
        return Some(Grade::Exact);
    }
    let (asked_folded, listed_folded) = (folded(&asked), folded(listed));
    let last_eight = asked.len() == 8 && listed.len() == 17 && listed_folded.ends_with(&asked_folded);
    let wrong = whole && is_read_wrongly(&forced(&asked), &forced(listed), evidence, list);
    let look_alike = asked_folded == listed_folded && is_rarer_than(1e-5);
    (look_alike || last_eight || wrong).then_some(Grade::Possible)
}

fn forced(whole: &str) -> String {
    whole.replace(['O', 'Q'], "0").replace('I', "1")
}

/// Both of 17 signs, forced.
fn is_read_wrongly(asked: &str, listed: &str, evidence: Evidence, list: &Listed) -> bool {
    let pairs: Vec<(usize, char, char)> =
        asked.chars().zip(listed.chars()).enumerate().map(|(at, (a, b))| (at, a, b)).collect();
    let differing: Vec<(usize, char, char)> = pairs.into_iter().filter(|(_, a, b)| a != b).collect();
    let (confirmed, listed_agrees) = (check_digit_agrees(asked), check_digit_agrees(listed));
    if differing.iter().all(|&(_, a, b)| are_taken_for_one_another(a, b)) {
        let digits_of_serial = differing
            .iter()
            .all(|&(at, a, b)| (at >= 11 || at == 8) && a.is_ascii_digit() && b.is_ascii_digit());
        let told = is_bound(asked) && !confirmed;
        let is_no_neighbour = told
            || !digits_of_serial
            || evidence.other_number
            || !(evidence.contradicted || list.has_neighbours(asked));
        return match differing.len() {
            1 if confirmed => true,
            2 if confirmed => listed_agrees && (!digits_of_serial || evidence.other_number),
            1 | 2 => is_no_neighbour,
            _ => false,
        };
    }
    let surely_wrong = is_bound(asked) && !confirmed && listed_agrees;
    match differing.as_slice() {
        [_] => surely_wrong,
        [(at, a, b), (next, c, d)] => surely_wrong && *next == at + 1 && a == d && b == c,
        _ => false,
    }
}

/// North America and China, as far as the random numbers go.
fn is_bound(vin: &str) -> bool {
    vin.starts_with(['1', '2', '4', '5', 'L'])
}

fn check_digit_agrees(vin: &str) -> bool {
    let values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    // A to H, J to R and S to Z stand under 1 to 8, 1 to 9 and 2 to 9.
    let sum: Option<usize> =
        vin.chars().zip(weights).map(|(sign, weight)| Some(values.find(sign)? % 10 * weight)).sum();
    let digit =
        |rest| if rest == 10 { 'X' } else { char::from_digit(u32::try_from(rest).unwrap(), 10).unwrap() };
    is_bound(vin) && sum.is_some_and(|sum| vin.chars().nth(8) == Some(digit(sum % 11)))
}

/// `?` and `#` are one sign, `*` any run.
fn fits(pattern: &str, listed: &str) -> bool {
    let places: Vec<char> = folded_pattern(pattern);
    let signs: Vec<char> = folded(listed).chars().collect();
    matches(&places, &signs)
}

fn folded_pattern(pattern: &str) -> Vec<char> {
    let kept: String =
        pattern.chars().filter(|sign| sign.is_alphanumeric() || "?#*".contains(*sign)).collect();
    let mut places = String::new();
    for part in kept.split_inclusive(['?', '#', '*']) {
        let known = written_by_shape(part);
        places.push_str(&folded(&known));
        places.extend(part.chars().last().filter(|sign| "?#*".contains(*sign)));
    }
    places.chars().collect()
}

fn matches(places: &[char], signs: &[char]) -> bool {
    match (places, signs) {
        ([], []) => true,
        (['*', rest @ ..], _) => (0..=signs.len()).any(|skipped| matches(rest, &signs[skipped..])),
        (['?' | '#', places @ ..], [_, signs @ ..]) => matches(places, signs),
        ([place, places @ ..], [sign, signs @ ..]) => place == sign && matches(places, signs),
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Countries {
    Same,
    Family,
    Other,
    Unknown,
}

struct PlateMet {
    as_written: bool,
    countries: Countries,
}

fn plate(
    number: &str,
    country: Option<&str>,
    row: &ListRow,
    supported: bool,
    list: &Listed,
) -> Option<PlateMet> {
    let listed = written_by_shape(row.get("plate")?);
    let (asked_country, listed_country) =
        (country.and_then(issuer), row.get("plate_country").and_then(issuer));
    let countries = match (&asked_country, &listed_country) {
        (Some(a), Some(b)) if a == b => Countries::Same,
        (Some(a), Some(b)) if are_family(a, b) => Countries::Family,
        (Some(_), Some(_)) => Countries::Other,
        _ => Countries::Unknown,
    };
    if is_pattern(number) {
        return fits(number, &listed).then_some(PlateMet { as_written: false, countries });
    }
    let asked = written_by_shape(number);
    let spelled = |plate: &str| plate.replace('Ü', "UE");
    if spelled(&asked) == spelled(&listed) {
        return Some(PlateMet { as_written: true, countries });
    }
    // The country by whose shapes both are read.
    let known =
        asked_country.clone().or_else(|| listed_country.clone()).filter(|_| countries != Countries::Other);
    let resolved = |plate: &str| known.as_deref().and_then(|country| by_shape(plate, country));
    let own_shape = asked_country.as_deref().and_then(|country| by_shape(&asked, country));
    let has_shapes = asked.is_ascii() && matches!(asked_country.as_deref(), Some("FRA" | "GBR" | "DEU"));
    let listed_shape = asked_country.as_deref().and_then(|country| by_shape(&listed, country));
    let unsound = has_shapes
        && own_shape.as_deref() != Some(asked.as_str())
        && listed_shape.as_deref() == Some(listed.as_str());
    let marks = asked.chars().count() == listed.chars().count()
        && asked
            .chars()
            .zip(listed.chars())
            .filter(|(a, b)| a != b)
            .all(|(a, b)| a.is_ascii() != b.is_ascii());
    let of_country = asked_country.as_ref().and(listed_country.as_deref()).filter(|_| known.is_some());
    let is_forgiven = |tries: f64| {
        supported || unsound || list.chance_of_plate(of_country, &asked.replace('Ü', "U")) * tries < 1e-5
    };
    let without_marks = |plate: &str| folded(&plate.replace('Ü', "U"));
    if without_marks(&asked) == without_marks(&listed) {
        let as_written = resolved(&asked).is_some() && resolved(&asked) == resolved(&listed);
        return (as_written || marks || is_forgiven(1.0)).then_some(PlateMet { as_written, countries });
    }
    if folded(&spelled(&asked)) == folded(&spelled(&listed)) {
        return is_forgiven(1.0).then_some(PlateMet { as_written: false, countries });
    }
    let differing: Vec<(char, char)> = asked.chars().zip(listed.chars()).filter(|(a, b)| a != b).collect();
    let fold = |sign: char| folded(&sign.to_string());
    let misread = asked.chars().count() == listed.chars().count()
        && differing.len() <= 2
        && differing.iter().filter(|(a, b)| fold(*a) != fold(*b)).count() == 1
        && differing.iter().all(|&(a, b)| are_taken_for_one_another(a, b));
    (misread && countries != Countries::Other && is_forgiven(16.0))
        .then_some(PlateMet { as_written: false, countries })
}

/// The plate as the country's shapes read it in one way only; those of the random plates.
fn by_shape(plate: &str, country: &str) -> Option<String> {
    let (letters, forms): (&str, &[&str]) = match country {
        "FRA" => ("ABCDEFGHJKLMNPQRSTVWXYZ", &["LLDDDLL"]),
        "GBR" => ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", &["LLDDLLL", "LDDDLLL", "LDDLLL", "LLLDDDL"]),
        "DEU" => (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            &[
                "LLD", "LLDD", "LLDDD", "LLDDDD", "LLLD", "LLLDD", "LLLDDD", "LLLDDDD", "LLLLD", "LLLLDD",
                "LLLLDDD", "LLLLDDDD", "LLLLLD", "LLLLLDD", "LLLLLDDD",
            ],
        ),
        _ => return None,
    };
    if !plate.is_ascii() {
        return None;
    }
    let read = |form: &&str| -> Option<String> {
        if plate.chars().count() != form.len() {
            return None;
        }
        let sign = |(sign, place): (char, char)| {
            let allowed = if place == 'L' { letters } else { "0123456789" };
            let fold = |sign: char| folded(&sign.to_string());
            let alike: Vec<char> = allowed.chars().filter(|other| fold(*other) == fold(sign)).collect();
            if allowed.contains(sign) { Some(sign) } else { (alike.len() == 1).then(|| alike[0]) }
        };
        plate.chars().zip(form.chars()).map(sign).collect()
    };
    let mut readings: Vec<String> = forms.iter().filter_map(read).collect();
    readings.sort();
    readings.dedup();
    match readings.as_slice() {
        _ if readings.iter().any(|reading| reading == plate) => Some(plate.to_owned()),
        [one] => Some(one.clone()),
        _ => None,
    }
}

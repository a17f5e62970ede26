//! The list `vehicles`: stolen vehicles, plates and parts. Every row is made from (seed, row) alone.

use crate::day::PRESENT_YEAR;
use crate::head::{Head, HeadShares};
use crate::issuer::ISSUERS;
use crate::mark::Mark;
use crate::plate::{PLATE_FORMS, plate};
use crate::rng::{Rng, Stream};
use crate::row::{ListRow, Sink};
use crate::shape::{self, Counted, Filling};
use crate::vin::{MAKERS, Practice, chassis, produced};

/// A row of the list `vehicles` (docs/contract.md section 3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VehicleRow {
    /// The columns of every list.
    pub head: Head,
    /// The VIN or chassis number; empty for a plate or part alone.
    pub vin: String,
    /// The plate as it stands on the metal.
    pub plate: String,
    /// Alpha-3.
    pub plate_country: &'static str,
    /// The engine number.
    pub engine_number: String,
    /// `stolen`, `plate-stolen`, `misappropriated`, `wanted` or `part`.
    pub status: &'static str,
    /// `car`, `truck`, ...
    pub kind: &'static str,
    /// The make.
    pub make: &'static str,
    /// The model.
    pub model: &'static str,
    /// The colour.
    pub colour: &'static str,
    /// The model year, four digits; empty where unknown.
    pub year: String,
    /// Where it was taken.
    pub place: &'static str,
    /// By whose rules the VIN is made. No column of the list; for tests.
    pub practice: Option<Practice>,
}

impl ListRow for VehicleRow {
    fn write(&self, sink: &mut Sink<'_>) {
        sink.identity(&self.head);
        sink.text("vin", &self.vin);
        sink.text("plate", &self.plate);
        sink.text("plate_country", self.plate_country);
        sink.text("engine_number", &self.engine_number);
        sink.text("status", self.status);
        sink.text("kind", self.kind);
        sink.text("make", self.make);
        sink.text("model", self.model);
        sink.text("colour", self.colour);
        sink.count("year", &self.year);
        sink.text("place", self.place);
        sink.terms(&self.head);
    }
}

/// How a list of vehicles is composed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VehicleOptions {
    /// The columns of every list.
    pub head: HeadShares,
    /// Production runs that the VINs of 17 signs come from; 0 where every VIN is drawn by itself.
    pub production_runs: u64,
}

const COLOURS: &[&str] = &["", "black", "white", "grey", "silver", "blue", "red", "green", "yellow"];
const PLACES: &[&str] = &["", "", "Paris", "Milano", "Kraków", "A7, rest area \"Harz\"", "Praha", "Одеса"];
const ENGINE_SHAPES: &[&str] = &["llldddddd", "dldddddd", "ddddddddd", "lddlddddd"];
const ENGINE_LETTERS: &str = "ABCDEFGHJKLMNPRSTUVWXYZ";

/// The rows of a list, in order.
pub fn vehicles(seed: u64, options: &VehicleOptions, rows: u64) -> impl Iterator<Item = VehicleRow> {
    let options = *options;
    (0..rows).map(move |row| vehicle(seed, &options, row))
}

/// One row of a list.
pub fn vehicle(seed: u64, options: &VehicleOptions, row: u64) -> VehicleRow {
    let mut rng = Rng::for_row(seed, Stream::Vehicles, row);
    let owner = rng.pick_weighted(ISSUERS, |issuer| issuer.weight).code;
    let head = options.head.draw(&mut rng, format!("SMV-{row:07}"), owner);
    let mark = if head.has_expired() { Mark::Expired } else { Mark::Listed };
    let mut made = VehicleRow { head, ..VehicleRow::default() };
    made.status = match rng.below(100) {
        0..=74 => "stolen",
        75..=86 => "plate-stolen",
        87..=91 => "misappropriated",
        92..=95 => "wanted",
        _ => "part",
    };
    let (with_vin, with_plate, with_engine) = match made.status {
        "plate-stolen" => (rng.one_in(3), true, false),
        "part" => (false, false, true),
        "wanted" => (rng.one_in(2), true, false),
        _ => (!rng.one_in(20), rng.below(5) > 0, rng.one_in(7)),
    };
    draw_vehicle(&mut rng, &mut made, with_vin || !with_plate && !with_engine, mark);
    if made.vin.len() == 17
        && let Some(produced) = produced(&mut rng, seed, options.production_runs, mark)
    {
        let maker = produced.maker;
        (made.vin, made.kind, made.make) = (produced.vin, maker.kind, maker.make);
        made.model = rng.pick::<&str>(maker.models);
        made.practice = Some(maker.practice);
        if !made.year.is_empty() {
            made.year = produced.year.to_string();
        }
    }
    if with_plate {
        (made.plate, made.plate_country) = draw_plate(&mut rng, mark);
        if rng.one_in(25) {
            made.plate_country = "";
        }
    }
    if with_engine {
        made.engine_number = engine_number(&mut rng, mark);
    }
    made.colour = rng.pick::<&str>(COLOURS);
    made.place = rng.pick::<&str>(PLACES);
    made
}

fn draw_vehicle(rng: &mut Rng, made: &mut VehicleRow, with_vin: bool, mark: Mark) {
    let maker = rng.pick(MAKERS);
    let first = if maker.practice == Practice::Short { 1950 } else { 1995 };
    let last = if maker.practice == Practice::Short { 1980 } else { PRESENT_YEAR - 1 };
    let year = rng.between(first, last);
    (made.kind, made.make) = (maker.kind, maker.make);
    if made.status == "part" {
        made.kind = "engine";
    }
    made.model = rng.pick::<&str>(maker.models);
    if with_vin {
        made.vin = chassis(rng, maker, year, mark);
        made.practice = Some(maker.practice);
    }
    if !rng.one_in(5) {
        made.year = year.to_string();
    }
}

/// A plate and its country.
pub(crate) fn draw_plate(rng: &mut Rng, mark: Mark) -> (String, &'static str) {
    let form = rng.pick_weighted(PLATE_FORMS, |form| form.weight);
    (plate(rng, form, mark), form.country)
}

/// An engine number.
pub(crate) fn engine_number(rng: &mut Rng, mark: Mark) -> String {
    let shape = rng.pick::<&str>(ENGINE_SHAPES);
    shape::fill(rng, shape, Filling { letters: ENGINE_LETTERS, place: "", mark, counted: Counted::All })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark;
    use crate::vin::check_digit;
    use std::collections::BTreeSet;

    fn rows(count: u64) -> Vec<VehicleRow> {
        vehicles(1, &VehicleOptions::default(), count).collect()
    }

    #[test]
    fn every_row_has_something_to_search_by() {
        for row in rows(2_000) {
            assert!(!(row.vin.is_empty() && row.plate.is_empty() && row.engine_number.is_empty()));
        }
    }

    #[test]
    fn all_statuses_practices_and_twenty_plate_countries_occur() {
        let rows = rows(2_000);
        let statuses: BTreeSet<&str> = rows.iter().map(|row| row.status).collect();
        assert_eq!(statuses.len(), 5);
        let countries: BTreeSet<&str> = rows.iter().map(|row| row.plate_country).collect();
        assert!(countries.len() > 20, "{}", countries.len());
        for practice in
            [Practice::NorthAmerican, Practice::European, Practice::JapaneseFrame, Practice::Short]
        {
            assert!(rows.iter().filter(|row| row.practice == Some(practice)).count() > 10, "{practice:?}");
        }
    }

    #[test]
    fn north_american_vins_of_the_list_pass_the_check() {
        for row in rows(2_000).iter().filter(|row| row.practice == Some(Practice::NorthAmerican)) {
            assert_eq!(check_digit(&row.vin), row.vin.chars().nth(8), "{}", row.vin);
        }
    }

    #[test]
    fn listed_numbers_never_carry_the_clean_mark() {
        for row in rows(2_000) {
            let wanted = if row.head.has_expired() { Mark::Expired } else { Mark::Listed };
            for text in [&row.plate, &row.engine_number] {
                assert!(text.is_empty() || Mark::of_text(text) == wanted, "{text}");
            }
            assert!(row.vin.is_empty() || mark::of_vin(&row.vin) == wanted, "{}", row.vin);
        }
    }

    #[test]
    fn a_row_needs_no_row_before_it() {
        assert_eq!(vehicle(1, &VehicleOptions::default(), 1_999), rows(2_000)[1_999]);
    }
}

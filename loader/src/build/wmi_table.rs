//! Reads a table of makers: which world manufacturer identifier is whose.
//!
//! Columns are found by name: `wmi`, and `maker`, or else `make` where it is filled, or `manufacturer`. Others are left
//! alone, so that public tables are read as they come.

use std::path::Path;

use watchpost_engine::segment::wmi_makers::{WmiRefused, WmiTable};

use crate::exit::Failure;
use crate::source::{Cells, Content, Format, Place, Reading, Source};
use crate::terminal::{Terminal, grouped};

/// Names of the column of a maker, the best first.
const MAKER_COLUMNS: [&str; 3] = ["maker", "make", "manufacturer"];

/// Reads the table.
///
/// # Errors
/// [`Failure`] if the file cannot be read, is no CSV with these columns, has more rows than a
/// table may have, or none that can be used.
pub fn read_wmi_table(path: &Path, terminal: Terminal) -> Result<WmiTable, Failure> {
    let place = Place::new(path);
    let name = place.name();
    let format = Format::of_name(path).ok_or_else(|| {
        Failure::usage(format!("{name}: a table of makers is a .csv, .csv.gz or .csv.zst file"))
    })?;
    let mut source = Source::open(&place, format, &Reading::default())?;
    let header = source.header().unwrap_or_default();
    let column = |wanted: &str| header.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted));
    let makers: Vec<usize> = MAKER_COLUMNS.iter().filter_map(|name| column(name)).collect();
    let Some(wmi) = column("wmi").filter(|_| !makers.is_empty()) else {
        let text =
            "a table of makers is CSV with a header that has the columns wmi and maker (or manufacturer)";
        return Err(Failure::input(format!("{name}: {text}")));
    };
    let mut table = WmiTable::default();
    let mut refused = 0u64;
    while let Some(row) = source.next_row()? {
        let Ok(Content::Cells(cells)) = row.content else {
            refused += 1;
            continue;
        };
        let filled =
            |cells: &Cells<'_>, place: usize| cells.get(place).map(str::trim).unwrap_or_default().to_owned();
        let maker = makers.iter().map(|place| filled(&cells, *place)).find(|maker| !maker.is_empty());
        match table.push(&filled(&cells, wmi), &maker.unwrap_or_default()) {
            Ok(()) => {}
            // The rest would be lost, not a row.
            Err(error @ WmiRefused::TooMany) => return Err(Failure::input(format!("{name}: {error}"))),
            Err(WmiRefused::Identifier | WmiRefused::Maker) => refused += 1,
        }
    }
    if table.is_empty() {
        return Err(Failure::input(format!("{name}: no row names an identifier and its maker")));
    }
    let identifiers = grouped(u64::try_from(table.len()).unwrap_or(u64::MAX));
    terminal.note(format!(
        "{name}: {identifiers} identifiers of makers; {} rows cannot be used",
        grouped(refused)
    ));
    Ok(table)
}

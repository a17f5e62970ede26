//! A row of the list `vehicles`.

use super::listing::parse_listing;
use super::{Column, Refusal, Row};
use crate::record::{VehicleRecord, VehicleStatus};
use crate::vehicle::{EngineNumber, Plate, Vin};

/// Reads a vehicle.
///
/// # Errors
/// [`Refusal`]: the column and the reason.
pub fn parse_vehicle(row: &Row<'_>) -> Result<VehicleRecord, Refusal> {
    let vin = row.identifier(Column::Vin, Vin::parse)?;
    let plate = row.identifier(Column::Plate, Plate::parse)?;
    let engine_number = row.identifier(Column::EngineNumber, EngineNumber::parse)?;
    if vin.is_none() && plate.is_none() && engine_number.is_none() {
        return Err(Refusal::NothingToFindBy);
    }
    let column = Column::Status;
    Ok(VehicleRecord {
        listing: parse_listing(row)?,
        vin,
        plate,
        plate_country: row.code(Column::PlateCountry)?,
        engine_number,
        status: row.word(column, VehicleStatus::parse)?.ok_or(Refusal::Missing { column })?,
        kind: row.kept(Column::Kind)?,
        make: row.kept(Column::Make)?,
        model: row.kept(Column::Model)?,
        colour: row.kept(Column::Colour)?,
        year: parse_year(row, Column::Year)?,
        place: row.kept(Column::Place)?,
    })
}

/// A year of four digits.
fn parse_year(row: &Row<'_>, column: Column) -> Result<Option<u16>, Refusal> {
    let Some(text) = row.text(column)? else { return Ok(None) };
    match text.parse() {
        Ok(year @ 1000..=9999) if text.len() == 4 => Ok(Some(year)),
        _ => Err(Refusal::NotAYear { column }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Refusal, Row, Separator};
    use super::parse_vehicle;
    use crate::key::Unkeyable;
    use crate::record::VehicleRecord;

    fn read(values: &[(Column, &str)]) -> Result<VehicleRecord, Refusal> {
        let mut row = Row::new(Separator::Bar);
        let identity = [(Column::RecordId, "V-1"), (Column::Owner, "UTO"), (Column::Status, "stolen")];
        for (column, text) in identity.iter().chain(values) {
            row.set_text(*column, (*text).to_owned());
        }
        parse_vehicle(&row)
    }

    #[test]
    fn one_of_vin_plate_and_engine_number_is_enough() {
        assert!(read(&[(Column::Vin, "1M8GDM9AXKP042788")]).unwrap().vin.is_some());
        assert!(read(&[(Column::Plate, "AB 123 CD")]).unwrap().plate.is_some());
        assert!(read(&[(Column::EngineNumber, "2C-1234567")]).unwrap().engine_number.is_some());
        assert_eq!(read(&[(Column::Make, "Zephyr")]).unwrap_err(), Refusal::NothingToFindBy);
    }

    #[test]
    fn a_plate_without_a_sign_is_refused_even_beside_a_vin() {
        let refusal = read(&[(Column::Vin, "1M8GDM9AXKP042788"), (Column::Plate, "--")]).unwrap_err();
        assert_eq!(refusal, Refusal::Unkeyable { column: Column::Plate, reason: Unkeyable::Empty });
    }

    #[test]
    fn a_year_has_four_digits() {
        let plate = (Column::Plate, "AB123");
        assert_eq!(read(&[plate, (Column::Year, "1987")]).unwrap().year, Some(1987));
        assert_eq!(read(&[plate, (Column::Year, " ")]).unwrap().year, None);
        for text in ["0", "87", "0087", "+987", "19871", "year"] {
            let refusal = read(&[plate, (Column::Year, text)]).unwrap_err();
            assert_eq!(refusal, Refusal::NotAYear { column: Column::Year }, "{text}");
        }
    }
}

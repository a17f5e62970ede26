//! The columns that `reconcile` reads, and which column of a file feeds which.

use crate::exit::Failure;
use crate::source::shown_name;

/// A column that asks or qualifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Ref,
    Mrz,
    DocumentNumber,
    DocumentIssuer,
    DocumentType,
    Name,
    Surname,
    Given,
    BirthDate,
    Sex,
    Nationality,
    BirthPlace,
    Vin,
    Plate,
    PlateCountry,
    EngineNumber,
    Make,
    Model,
    Year,
    Colour,
}

impl Field {
    /// Every field with its name, in the order of the enum.
    const NAMES: [(&'static str, Self); 20] = [
        ("ref", Self::Ref),
        ("mrz", Self::Mrz),
        ("document_number", Self::DocumentNumber),
        ("document_issuer", Self::DocumentIssuer),
        ("document_type", Self::DocumentType),
        ("name", Self::Name),
        ("surname", Self::Surname),
        ("given", Self::Given),
        ("birth_date", Self::BirthDate),
        ("sex", Self::Sex),
        ("nationality", Self::Nationality),
        ("birth_place", Self::BirthPlace),
        ("vin", Self::Vin),
        ("plate", Self::Plate),
        ("plate_country", Self::PlateCountry),
        ("engine_number", Self::EngineNumber),
        ("make", Self::Make),
        ("model", Self::Model),
        ("year", Self::Year),
        ("colour", Self::Colour),
    ];

    /// How many there are.
    pub(crate) const COUNT: usize = Self::NAMES.len();

    /// The field of that exact name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }

    /// True if a row asks something by this field alone; the others qualify.
    const fn asks(self) -> bool {
        matches!(
            self,
            Self::Mrz
                | Self::DocumentNumber
                | Self::Name
                | Self::Surname
                | Self::Given
                | Self::Vin
                | Self::Plate
                | Self::EngineNumber
        )
    }

    /// Its name.
    pub(crate) const fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// `--map column=field`.
#[derive(Clone, Debug)]
pub(crate) struct Renamed {
    column: String,
    field: Field,
}

impl std::str::FromStr for Renamed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // A column may have `=` in its name; a field has none.
        let (column, field) =
            text.rsplit_once('=').ok_or("column=field is needed, as passport=document_number")?;
        let field = Field::parse(field).ok_or_else(|| {
            let names: Vec<&str> = Field::NAMES.iter().map(|(name, _)| *name).collect();
            format!("there is no such field; the fields are {}", names.join(", "))
        })?;
        Ok(Self { column: column.to_owned(), field })
    }
}

/// Which field a column feeds; none: it is carried through.
pub(crate) fn field_of(column: &str, renamed: &[Renamed]) -> Option<Field> {
    match renamed.iter().find(|renamed| renamed.column == column) {
        Some(renamed) => Some(renamed.field),
        None => Field::parse(column),
    }
}

/// The fields of a CSV header, cell by cell.
pub(crate) fn fields_of(header: &[String], renamed: &[Renamed]) -> Result<Vec<Option<Field>>, Failure> {
    if let Some(missing) = renamed.iter().find(|renamed| !header.contains(&renamed.column)) {
        return Err(Failure::usage(format!(
            "--map names the column `{}`, which the header does not have",
            shown_name(&missing.column)
        )));
    }
    let fields: Vec<Option<Field>> = header.iter().map(|column| field_of(column, renamed)).collect();
    for (place, field) in fields.iter().enumerate() {
        if let Some(field) = field.filter(|field| fields[..place].contains(&Some(*field))) {
            return Err(Failure::input(format!(
                "two columns of the header feed `{}`; rename one with --map",
                field.as_str()
            )));
        }
    }
    if !fields.iter().flatten().any(|field| field.asks()) {
        return Err(Failure::input(
            "no column of the header asks anything, so no row could be checked: name the columns in the first line, with commas between them, as mrz, document_number, name, surname, vin, plate or engine_number, or rename them with --map COLUMN=FIELD",
        ));
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::{Field, Renamed, fields_of};

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn every_field_is_read_as_it_is_written() {
        for (place, (name, field)) in Field::NAMES.into_iter().enumerate() {
            assert_eq!(field as usize, place);
            assert_eq!(Field::parse(name).map(Field::as_str), Some(name));
        }
    }

    #[test]
    fn columns_are_renamed_and_others_are_carried_through() {
        let renamed: Vec<Renamed> = vec!["pass=no=document_number".parse().unwrap()];
        let fields = fields_of(&header(&["pass=no", "seat", "ref"]), &renamed).unwrap();
        assert_eq!(fields, [Some(Field::DocumentNumber), None, Some(Field::Ref)]);
    }

    #[test]
    fn a_mapping_that_would_ask_nothing_or_lose_a_column_is_refused() {
        assert!("passport".parse::<Renamed>().is_err());
        assert!("passport=number".parse::<Renamed>().is_err());
        let renamed: Vec<Renamed> = vec!["passport=document_number".parse().unwrap()];
        assert!(fields_of(&header(&["pasport"]), &renamed).is_err());
        assert!(fields_of(&header(&["ref", "birth_date", "year"]), &[]).is_err());
        assert!(fields_of(&header(&["passport", "document_number"]), &renamed).is_err());
    }
}

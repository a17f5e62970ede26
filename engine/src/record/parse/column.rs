//! The columns of the lists' own format, and which list has which.

use crate::list::List;
use crate::words::closed_list;

closed_list! {
    /// A column (CSV) or key (JSON Lines) of the lists' own format.
    Column {
        /// The owner's number of the record.
        RecordId = "record_id",
        /// Who answers for the record.
        Owner = "owner",
        /// When it was reported.
        ReportedOn = "reported_on",
        /// When its owner has to review it.
        ReviewOn = "review_on",
        /// The last day on which it answers.
        ExpiresOn = "expires_on",
        /// The countries that may hold it.
        OnlyFor = "only_for",
        /// The countries that may not hold it.
        WithheldFrom = "withheld_from",
        /// What the owner asks for.
        Action = "action",
        /// To be shown first.
        Caution = "caution",
        /// Whom to ask.
        Contact = "contact",
        /// Free text.
        Note = "note",
        /// A drill record.
        Exercise = "exercise",
        /// The issuer of a document.
        Issuer = "issuer",
        /// The document code.
        Type = "type",
        /// The document's number, or the first of a range.
        Number = "number",
        /// The last number of a range.
        NumberTo = "number_to",
        /// Why it is listed.
        Status = "status",
        /// The person record of a `notice` document.
        NoticeId = "notice_id",
        /// The owner of that person record.
        NoticeOwner = "notice_owner",
        /// When the document was issued.
        IssuedOn = "issued_on",
        /// Until when the document was valid.
        ValidUntil = "valid_until",
        /// Where it was lost or stolen.
        Place = "place",
        /// The chassis number.
        Vin = "vin",
        /// The plate.
        Plate = "plate",
        /// The plate's country.
        PlateCountry = "plate_country",
        /// The engine's number.
        EngineNumber = "engine_number",
        /// The kind of vehicle.
        Kind = "kind",
        /// The maker.
        Make = "make",
        /// The model.
        Model = "model",
        /// The colour.
        Colour = "colour",
        /// The year of manufacture or model.
        Year = "year",
        /// The notice or alert on a person.
        Notice = "notice",
        /// The names of a person, in parts; JSON Lines only.
        Names = "names",
        /// The surname; CSV.
        Surname = "surname",
        /// The given names; CSV.
        Given = "given",
        /// The whole name; CSV.
        Whole = "whole",
        /// Further names, each whole; CSV.
        Aliases = "aliases",
        /// The birth dates.
        BirthDates = "birth_dates",
        /// The sex.
        Sex = "sex",
        /// The nationalities.
        Nationalities = "nationalities",
        /// Where the person was born.
        BirthPlace = "birth_place",
        /// In which country.
        BirthCountry = "birth_country",
        /// Documents of the person.
        Documents = "documents",
        /// What the person is sought for.
        Offences = "offences",
        /// Told to be a minor.
        Minor = "minor",
        /// Whether the owner has confirmed the identity.
        IdentityConfirmed = "identity_confirmed",
    }
}

use Column as C;

const DOCUMENTS: &[Column] = &[
    C::RecordId,
    C::Owner,
    C::ReportedOn,
    C::ReviewOn,
    C::ExpiresOn,
    C::OnlyFor,
    C::WithheldFrom,
    C::Action,
    C::Caution,
    C::Contact,
    C::Note,
    C::Exercise,
    C::Issuer,
    C::Type,
    C::Number,
    C::NumberTo,
    C::Status,
    C::NoticeId,
    C::NoticeOwner,
    C::IssuedOn,
    C::ValidUntil,
    C::Place,
];

const VEHICLES: &[Column] = &[
    C::RecordId,
    C::Owner,
    C::ReportedOn,
    C::ReviewOn,
    C::ExpiresOn,
    C::OnlyFor,
    C::WithheldFrom,
    C::Action,
    C::Caution,
    C::Contact,
    C::Note,
    C::Exercise,
    C::Vin,
    C::Plate,
    C::PlateCountry,
    C::EngineNumber,
    C::Status,
    C::Kind,
    C::Make,
    C::Model,
    C::Colour,
    C::Year,
    C::Place,
];

const PERSONS: &[Column] = &[
    C::RecordId,
    C::Owner,
    C::ReportedOn,
    C::ReviewOn,
    C::ExpiresOn,
    C::OnlyFor,
    C::WithheldFrom,
    C::Action,
    C::Caution,
    C::Contact,
    C::Note,
    C::Exercise,
    C::Notice,
    C::Names,
    C::Surname,
    C::Given,
    C::Whole,
    C::Aliases,
    C::BirthDates,
    C::Sex,
    C::Nationalities,
    C::BirthPlace,
    C::BirthCountry,
    C::Documents,
    C::Offences,
    C::Status,
    C::Minor,
    C::IdentityConfirmed,
];

impl Column {
    /// How many columns there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The columns of a list, those that every list has first.
    #[must_use]
    pub const fn of(list: List) -> &'static [Self] {
        match list {
            List::Documents => DOCUMENTS,
            List::Vehicles => VEHICLES,
            List::Persons => PERSONS,
        }
    }

    /// The column of `list` with that name, in any letter case.
    #[must_use]
    pub fn parse_of(list: List, name: &str) -> Option<Self> {
        Self::parse(name).filter(|column| Self::of(list).contains(column))
    }

    /// True if the column may hold several values.
    #[must_use]
    pub const fn holds_several(self) -> bool {
        matches!(
            self,
            Self::OnlyFor
                | Self::WithheldFrom
                | Self::Aliases
                | Self::BirthDates
                | Self::Nationalities
                | Self::Documents
                | Self::Offences
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Column;
    use crate::list::List;

    /// How many columns every list has.
    const SHARED: usize = 12;

    #[test]
    fn every_list_opens_with_the_shared_columns_and_every_column_belongs_to_a_list() {
        for list in List::ALL {
            assert_eq!(Column::of(list)[..SHARED], Column::ALL[..SHARED]);
        }
        for column in Column::ALL {
            assert!(List::ALL.into_iter().any(|list| Column::of(list).contains(column)), "{column}");
        }
    }

    #[test]
    fn a_column_of_another_list_is_unknown() {
        assert_eq!(Column::parse_of(List::Vehicles, "Plate"), Some(Column::Plate));
        assert_eq!(Column::parse_of(List::Documents, "plate"), None);
        assert_eq!(Column::parse_of(List::Documents, "numbr"), None);
    }
}

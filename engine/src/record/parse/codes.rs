//! Which records carry a code that no table knows. Such a code is kept and searched, and told.

use crate::document::issuer::IssuerCode;
use crate::record::{DocumentRecord, Listing, PersonRecord, VehicleRecord};

/// A record that names countries or organisations.
pub trait NamesCodes {
    /// What every record has.
    fn listing(&self) -> &Listing;

    /// The codes beside those of the listing.
    fn own_codes(&self) -> impl Iterator<Item = IssuerCode>;
}

impl NamesCodes for DocumentRecord {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn own_codes(&self) -> impl Iterator<Item = IssuerCode> {
        [self.issuer, self.notice_owner].into_iter().flatten()
    }
}

impl NamesCodes for VehicleRecord {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn own_codes(&self) -> impl Iterator<Item = IssuerCode> {
        self.plate_country.into_iter()
    }
}

impl NamesCodes for PersonRecord {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn own_codes(&self) -> impl Iterator<Item = IssuerCode> {
        let of_documents = self.documents.iter().filter_map(|document| document.issuer);
        self.nationalities.iter().copied().chain(self.birth_country).chain(of_documents)
    }
}

/// True if any code of the record stands in no table (`unknown-issuer-code`).
#[must_use]
pub fn has_unknown_code(record: &impl NamesCodes) -> bool {
    let listing = record.listing();
    let shared = listing.only_for.iter().chain(&listing.withheld_from).copied();
    std::iter::once(listing.owner).chain(shared).chain(record.own_codes()).any(|code| !code.is_known())
}

//! Stolen vehicles, plates and parts.

use std::fmt;

use serde::Serialize;

use super::Listing;
use crate::document::issuer::IssuerCode;
use crate::vehicle::{EngineNumber, Plate, Vin};
use crate::words::closed_list;

closed_list! {
    /// Why a vehicle is listed.
    VehicleStatus {
        /// The vehicle is stolen.
        Stolen = "stolen",
        /// Its plates alone are stolen.
        PlateStolen = "plate-stolen",
        /// Hired or leased and not returned.
        Misappropriated = "misappropriated",
        /// Sought for another reason.
        Wanted = "wanted",
        /// A part with a number of its own.
        Part = "part",
    }
}

/// A record of the list `vehicles`. At least one of `vin`, `plate` and `engine_number` is there.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct VehicleRecord {
    /// What every record has.
    #[serde(flatten)]
    pub listing: Listing,
    /// The chassis number.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "vin_written")]
    pub vin: Option<Vin>,
    /// The registration plate.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plate_written")]
    pub plate: Option<Plate>,
    /// The country of registration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plate_country: Option<IssuerCode>,
    /// The engine's number.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "engine_number_written")]
    pub engine_number: Option<EngineNumber>,
    /// Why it is listed.
    pub status: VehicleStatus,
    /// Car, lorry, trailer, motorcycle, ... as the source names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The maker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub make: Option<String>,
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// The year of manufacture or model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Where it was stolen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

fn vin_written<S: serde::Serializer>(vin: &Option<Vin>, serializer: S) -> Result<S::Ok, S::Error> {
    vin.as_ref().map(Vin::as_str).serialize(serializer)
}

fn plate_written<S: serde::Serializer>(plate: &Option<Plate>, serializer: S) -> Result<S::Ok, S::Error> {
    plate.as_ref().map(Plate::as_str).serialize(serializer)
}

fn engine_number_written<S: serde::Serializer>(
    number: &Option<EngineNumber>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    number.as_ref().map(EngineNumber::as_str).serialize(serializer)
}

/// Shows the status alone: a plate leads to its keeper.
impl fmt::Debug for VehicleRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VehicleRecord({})", self.status)
    }
}

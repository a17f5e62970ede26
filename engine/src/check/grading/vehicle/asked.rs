//! A vehicle as it was asked.

use crate::document::issuer::IssuerCode;
use crate::vehicle::{EngineNumber, Make, Pattern, Plate, Vin};

/// A vehicle as it was asked.
#[derive(Clone, Default)]
pub(in crate::check) struct AskedVehicle<'q> {
    /// Its chassis number.
    pub vin: Option<AskedNumber<Vin>>,
    /// Its plates, each with its country if known.
    pub plates: Vec<AskedPlate>,
    /// Its engine number, or that of another part.
    pub engine_number: Option<EngineNumber>,
    /// Its maker, as asked and as compared.
    pub make: Option<(&'q str, Make)>,
    /// Its model.
    pub model: Option<&'q str>,
    /// The year of manufacture or model.
    pub year: Option<u16>,
}

/// A number of which all signs are known, or a pattern.
#[derive(Clone)]
pub(in crate::check) enum AskedNumber<N> {
    /// All signs.
    Known(N),
    /// Some signs.
    Pattern(Pattern),
}

impl<N> AskedNumber<N> {
    /// The number, if all signs are known.
    pub(in crate::check) const fn known(&self) -> Option<&N> {
        match self {
            Self::Known(number) => Some(number),
            Self::Pattern(_) => None,
        }
    }
}

/// One plate as it was asked.
#[derive(Clone)]
pub(in crate::check) struct AskedPlate {
    /// What stands on it.
    pub number: AskedNumber<Plate>,
    /// The country of registration.
    pub country: Option<IssuerCode>,
}

impl AskedVehicle<'_> {
    /// The chassis number, if all of its signs are known.
    pub(in crate::check) fn known_vin(&self) -> Option<&Vin> {
        self.vin.as_ref().and_then(AskedNumber::known)
    }
}

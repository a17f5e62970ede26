//! Vehicles: chassis numbers, plates and engine numbers, canonical by construction.

pub mod engine_number;
pub mod plate;
pub mod vin;

pub use engine_number::EngineNumber;
pub use plate::Plate;
pub use vin::Vin;

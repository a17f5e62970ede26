//! Vehicles: chassis numbers, plates and engine numbers, canonical by construction.

pub mod engine_number;
pub mod make;
pub mod pattern;
pub mod plate;
pub mod plate_shape;
pub mod vin;

pub use engine_number::EngineNumber;
pub use make::Make;
pub use pattern::Pattern;
pub use plate::Plate;
pub use vin::Vin;

//! Seeded test lists and crossings with known answers.
//!
//! Same seed, same bytes: nothing here reads a clock, an environment variable or a file. The crate does not
//! depend on the engine; its check digits, its MRZ writer and what it calls the right answer are a second
//! opinion. Everything is synthetic: no row is a real person, document or vehicle.

pub mod chance;
pub mod committed;
pub mod crossings;
pub mod day;
pub mod demo;
pub mod documents;
pub mod head;
pub mod icao_letters;
pub mod issuer;
pub mod mark;
pub mod mrz;
pub mod name_table;
pub mod persons;
pub mod plant;
pub mod plate;
pub mod population;
pub mod question;
pub mod rng;
pub mod row;
pub mod shape;
pub mod share;
pub mod slips;
pub mod specimens;
mod traveller;
pub mod vehicles;
pub mod vin;

//! Persons: the fields that a notice and a traveller have in common.

pub mod birth_date;
pub mod name;
pub mod sex;
mod transliteration;

//! Persons: the fields that a notice and a traveller have in common.

pub mod birth_date;
pub mod ending;
pub mod name;
mod name_lines;
pub mod name_share;
pub mod nickname;
pub mod particle;
pub mod script;
pub mod sex;
pub mod skeleton;
pub mod sound;
mod transliteration;

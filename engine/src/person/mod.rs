//! Persons: the fields that a notice and a traveller have in common, and what they tell of each other.

pub mod birth_date;
pub mod calendar;
pub mod ending;
pub mod evidence;
pub mod name;
mod name_lines;
pub mod name_share;
pub mod nickname;
pub mod particle;
pub mod script;
pub mod sex;
pub mod skeleton;
pub mod sound;

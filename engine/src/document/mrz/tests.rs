//! What users of the MRZ reader rely on: the specimens of Doc 9303, what readers send, what the check digits
//! can and cannot see, and another reader's view of the same zones.

mod differential;
mod differential_mutated;
mod faults;
mod forced;
mod input;
mod mutation;
mod readings;
mod specimens;

use super::Mrz;
use crate::date::Date;

fn today() -> Date {
    Date::parse("2026-11-24").unwrap()
}

fn read(text: &str) -> Mrz {
    Mrz::parse(text, today()).unwrap_or_else(|unreadable| panic!("{unreadable}: {text}"))
}

fn fault_codes(mrz: &Mrz) -> Vec<&'static str> {
    mrz.faults().iter().map(|fault| fault.code.as_str()).collect()
}

fn born(mrz: &Mrz) -> Vec<String> {
    mrz.birth_dates().iter().map(ToString::to_string).collect()
}

/// ICAO's specimen, made valid to 2032.
const ERIKSSON: [&str; 2] =
    ["PPUTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153ZE184226B<<<<<16"];

/// A synthetic TD1 whose number is long and may be read with and without the filler in the sum.
const LONG_TD1: [&str; 3] =
    ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"];

//! From a row of named values to a canonical record: the rules of the lists' own format (contract, section 3).
//!
//! It knows neither files nor formats, and it never guesses: a row becomes a record whole, or is refused with
//! the column and the reason. Refusals never carry the value, which may be personal.

mod codes;
mod column;
mod document;
mod fields;
mod listing;
mod person;
mod refusal;
mod row;
mod vehicle;

pub use codes::{NamesCodes, has_unknown_code};
pub use column::Column;
pub use document::parse_document;
pub use person::parse_person;
pub use refusal::Refusal;
pub use row::{Row, RowName, Separator, Value};
pub use vehicle::parse_vehicle;

//! Travel documents: the fields that name one, and the machine readable zone that carries them.

pub mod blank_range;
pub mod document_type;
pub mod issuer;
mod issuer_table;
pub mod mrz;
pub mod number;

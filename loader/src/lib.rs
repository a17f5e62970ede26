//! The loader: reads lists in the shapes they come in and compiles them into generations of a store.
//!
//! What a list means is the engine's business. Here stands how files are read, what is done with rows that
//! cannot be used, and what the commands print. No row is ever dropped in silence.

pub mod limits;
pub mod mapping;
pub mod source;

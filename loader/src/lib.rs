//! The loader: reads lists in the shapes they come in, compiles them into generations of a store, and asks them
//! from the command line.
//!
//! What a list means is the engine's business. Here stands how files are read, what is done with rows that
//! cannot be used, and what the commands print. No row is ever dropped in silence, and no personal data stands
//! in a message.

pub mod build;
pub mod command;
pub mod evaluate;
pub mod exit;
pub mod limits;
pub mod mapping;
pub mod source;
pub mod terminal;
pub mod terms;

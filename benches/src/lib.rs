//! What the benches share: stores of generated lists, and questions to ask of them.
//!
//! Everything is made from fixed seeds, so that two runs, on any two machines, ask the same questions of the
//! same records.

pub mod bench_sizes;
pub mod hot_path;
pub mod list_rows;
pub mod population;
pub mod quality;
pub mod questions;
pub mod store;

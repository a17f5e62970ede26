//! How options are spelled: times, durations, sizes, bounds.

mod as_of;
mod bound;
mod duration;
mod memory;

pub use as_of::AsOf;
pub use bound::{MaxRefused, MaxShrink};
pub use duration::parse_duration;
pub use memory::parse_memory;

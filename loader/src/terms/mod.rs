//! How options are spelled: times, durations, sizes, bounds.

mod as_of;
mod bound;
mod duration;
mod joined_file;
mod memory;

pub use as_of::AsOf;
pub use bound::{MaxRefused, MaxShrink};
pub use duration::parse_duration;
pub use joined_file::{JoinedFile, NoJoinedFile};
pub use memory::parse_memory;

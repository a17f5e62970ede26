//! Compiles the lists of one build: rows to records to a segment, every row accounted for.
//!
//! Nothing here brings a generation into force; that is the command's last step, once all of this went well.

mod candidates;
mod compile;
mod duplicates;
mod input;
mod kind;
mod left_out;
mod pipeline;
mod probes;
mod quarantine;
mod wmi_table;

pub use compile::{Compiled, Counts, Settings, compile};
pub use input::ListInput;
pub use probes::{keep_probes, make_probes};
pub use quarantine::Quarantine;
pub use wmi_table::read_wmi_table;

//! Measures how well persons are matched, against samples that are not part of this program.
//!
//! What is asked and what counts as right comes from the samples and from made-up examples; the answers come from the
//! same code that answers checks. Nothing here looks inside the engine to decide what is right, and no name or date of
//! a listed person is written anywhere.

pub mod cross_script;
pub mod culture;
pub mod details;
pub mod draw;
pub mod example_table;
pub mod examples;
pub mod lists;
pub mod made_store;
pub mod measured;
pub mod page;
pub mod pairs;
pub mod person;
pub mod plain;
pub mod run;
pub mod samples;
pub mod script;
pub mod share;
pub mod travellers;

//! Watchpost's server: answers border checks over HTTP from one generation at a time.
//!
//! | question | file |
//! |---|---|
//! | which paths are there | `route/mod.rs` |
//! | what is done around every request | `request.rs` |
//! | how connections are bounded | `listener.rs`, `paced.rs`, `gate.rs`, `limits.rs` |
//! | how a generation is replaced | `reload.rs` |
//! | what a refusal looks like | `problem.rs`, `question.rs` |
//! | how it is set up | `options.rs`, `settings.rs`, `run.rs` |
//!
//! Three things hold here: no request sees two generations, no value of a request reaches a log or an error text, and
//! nothing that a stranger sends is without a bound.

pub mod body;
pub mod cleared;
pub mod clock;
pub mod demo;
pub mod gate;
pub mod host;
pub mod limits;
pub mod lines;
pub mod listener;
pub mod metrics;
pub mod openapi;
pub mod options;
pub mod paced;
pub mod problem;
pub mod question;
pub mod readiness;
pub mod reload;
pub mod request;
pub mod route;
pub mod run;
pub mod served;
pub mod settings;
pub mod shutdown;
pub mod state;
pub mod store_source;
pub mod telemetry;
pub mod trace;

//! The server as its callers meet it: over a socket, in this process or as a program of its own.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

mod bad_input;
mod batch;
mod batch_end;
mod check;
mod cleared;
mod client;
mod generation_page;
mod health;
mod made_up;
mod overload;
mod planted;
mod program;
mod reload;
mod schema;
mod server;
mod slow;
mod swap;

//! The program as its users run it: arguments in, exit code, stdout and stderr out.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]
#![allow(clippy::print_stderr, reason = "a test that could not run says so")]

mod accounting;
mod asking;
mod building;
mod clearing;
mod crossings;
mod evaluating;
mod killed;
mod manifests;
mod published_shapes;
mod samples;
mod store;
mod workbench;

//! `watchpost-loader`: see the library for everything; this is the process around it.

use std::process::ExitCode;

fn main() -> ExitCode {
    watchpost_loader::command::run(std::env::args_os()).into()
}

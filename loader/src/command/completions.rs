//! `completions`: for the shell, from the one definition of the command line.

use clap::Args;
use clap_complete::{Shell, generate};

use super::definition;
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Print completions for a shell
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader completions bash > /etc/bash_completion.d/watchpost-loader")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        generate(self.shell, &mut definition(), "watchpost-loader", &mut script);
        terminal.bytes(&script)?;
        Ok(Exit::Done)
    }
}

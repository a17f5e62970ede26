//! `man`: manual pages, from the one definition of the command line.

use std::path::PathBuf;

use clap::Args;

use super::definition;
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Args)]
#[command(after_long_help = "\
Examples:
  watchpost-loader man | man -l -
  watchpost-loader man --folder /usr/local/share/man/man1")]
pub(super) struct Man {
    /// Write one page for each command here
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        let failed = |error| Failure::writing("the manual pages", &error);
        match self.folder {
            Some(folder) => {
                std::fs::create_dir_all(&folder).map_err(failed)?;
                clap_mangen::generate_to(definition(), &folder).map_err(failed)?;
            }
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(definition()).render(&mut page).map_err(failed)?;
                terminal.bytes(&page)?;
            }
        }
        Ok(Exit::Done)
    }
}

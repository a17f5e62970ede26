//! `clear`: namesakes of whom two persons have signed that they are not the person of a record.

mod add;
mod list;
mod remove;
mod signed_file;

use clap::{Args, Subcommand};

use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Keep the file of cleared namesakes
///
/// A clearance says that one traveller (document and full birth date) is not the person of one record. Two persons sign
/// it, it holds for two years at most, and it lapses when the record changes, when another document is presented or when
/// the record answers better than it did. It takes out that one pair under persons; never a hit on a document, and never
/// a record of who is missing, a victim or to be protected. The server reads the file by its option --cleared.
#[derive(Args)]
pub(super) struct Clear {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Add(Box<add::Add>),
    List(list::List),
    Remove(remove::Remove),
}

impl Clear {
    pub(super) fn run(self, terminal: Terminal) -> Result<Exit, Failure> {
        match self.what {
            What::Add(add) => add.run(terminal),
            What::List(list) => list.run(terminal),
            What::Remove(remove) => remove.run(terminal),
        }
    }
}

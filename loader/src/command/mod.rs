//! The commands, one file each: arguments, what is done, what is printed.
//!
//! Help, completions and man pages come from the definitions here and nowhere else.

mod build;
mod build_order;
mod check;
mod check_person;
mod check_table;
mod clear;
mod completions;
mod evaluate;
mod inspect;
mod man;
mod opened;
mod prune;
pub(crate) mod reconcile;
mod rollback;
mod verify;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::exit::{Exit, Failure};
use crate::terminal::{Manner, Terminal, tell};

/// Compiles lists into a store of generations, and asks them
///
/// A store is a folder. `build` reads lists (stolen travel documents, stolen vehicles, persons under a notice) from
/// CSV or JSON Lines, or in their owners' own shape through a mapping file, and brings them into force as
/// one numbered generation; `check` and `reconcile` ask the generation in force; `clear` keeps the namesakes whom two
/// persons have cleared; `evaluate` measures; the rest looks after the store. The server reads the same store.
#[derive(Parser)]
#[command(name = "watchpost-loader", version, after_long_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    manner: Manner,
}

const EXIT_CODES: &str = "\
Exit codes:
  0   done; nothing found, and all of it checked (or: valid)
  1   done and found: a hit or a potential hit
  2   usage or configuration
  3   a file, or arguments that make no question; too many rows refused; a list that shrank too far
  4   store or segment damaged, or of an unknown version
  6   input or output: disk full, permission, store locked by another writer
  7   done, nothing found, but not all could be checked
  70  a bug
Where 1 and 7 both hold, it is 1.";

#[derive(Subcommand)]
enum Command {
    Build(Box<build::Build>),
    Verify(verify::Verify),
    Inspect(inspect::Inspect),
    Rollback(rollback::Rollback),
    Prune(prune::Prune),
    Check(Box<check::Check>),
    Reconcile(Box<reconcile::Reconcile>),
    Evaluate(Box<evaluate::Evaluate>),
    Clear(clear::Clear),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the command line and tells how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    // The default hook prints the panic's text, which may hold a value.
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        tell(format!("watchpost-loader: a bug at {place}; please report this line and what was done"));
    }));
    or_bug(|| parse_and_run(arguments))
}

/// A panic is a bug, with the exit code of one.
fn or_bug(run: impl FnOnce() -> Exit) -> Exit {
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(Exit::Bug)
}

fn parse_and_run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let parsed = definition().try_get_matches_from(arguments);
    let parsed =
        parsed.and_then(|matches| Arguments::from_arg_matches(&matches).map(|parsed| (parsed, matches)));
    let (arguments, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let terminal = Terminal::new(arguments.manner);
    match run_command(arguments.command, &matches, terminal) {
        Ok(exit) => exit,
        Err(Failure::ClosedPipe) => Exit::Done,
        Err(Failure::Told { exit, text }) => {
            tell(format!("watchpost-loader: {text}"));
            exit
        }
    }
}

fn run_command(command: Command, matches: &ArgMatches, terminal: Terminal) -> Result<Exit, Failure> {
    match command {
        Command::Build(build) => build.run(matches.subcommand_matches("build"), terminal),
        Command::Verify(verify) => verify.run(terminal),
        Command::Inspect(inspect) => inspect.run(terminal),
        Command::Rollback(rollback) => rollback.run(terminal),
        Command::Prune(prune) => prune.run(terminal),
        Command::Check(check) => check.run(terminal),
        Command::Reconcile(reconcile) => reconcile.run(terminal),
        Command::Evaluate(evaluate) => evaluate.run(terminal),
        Command::Clear(clear) => clear.run(terminal),
        Command::Completions(completions) => completions.run(terminal),
        Command::Man(man) => man.run(terminal),
    }
}

/// The one definition of the command line.
fn definition() -> clap::Command {
    Arguments::command()
}

#[cfg(test)]
mod tests {
    use super::{definition, or_bug};
    use crate::exit::Exit;

    #[test]
    fn a_panic_ends_as_a_bug() {
        assert_eq!(or_bug(|| panic!("on purpose")), Exit::Bug);
        assert_eq!(or_bug(|| Exit::Found), Exit::Found);
    }

    #[test]
    fn the_definition_is_sound() {
        definition().debug_assert();
    }

    #[test]
    fn every_command_and_option_is_explained() {
        let all = definition();
        let nested = all.get_subcommands().flat_map(clap::Command::get_subcommands);
        for command in all.get_subcommands().chain(nested) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}

//! Opening the generation in force, and the conditions under which it is asked.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use watchpost_engine::check::Conditions;
use watchpost_engine::cleared::{ClearedFile, ClearedPairs};
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::list::List;
use watchpost_engine::store::Store;

use crate::exit::Failure;
use crate::terms::parse_duration;

/// What `check` and `reconcile` have in common.
#[derive(Args)]
pub(super) struct Asking {
    /// The lists to ask; all three by default
    #[arg(long, value_name = "L,..", value_delimiter = ',')]
    lists: Vec<List>,
    /// The age past which a list is called stale, and still searched
    #[arg(long, value_name = "D", default_value = "24h", value_parser = parse_duration)]
    stale_after: SignedDuration,
    /// The age past which a list is not searched any more
    #[arg(long, value_name = "D", default_value = "48h", value_parser = parse_duration)]
    lease: SignedDuration,
    /// The file of cleared namesakes, whose pairs do not answer
    #[arg(long, value_name = "F")]
    cleared: Option<PathBuf>,
}

impl Asking {
    /// The cleared namesakes. A file that cannot be used ends the command: without it, its pairs would answer.
    pub(super) fn cleared(&self) -> Result<Option<ClearedPairs>, Failure> {
        let file = self.cleared.as_deref().map(ClearedFile::read).transpose()?;
        Ok(file.as_ref().map(ClearedPairs::new))
    }

    /// The conditions of questions asked at `now`.
    pub(super) fn conditions<'c>(&self, now: Timestamp, cleared: Option<&'c ClearedPairs>) -> Conditions<'c> {
        let mut conditions = Conditions { cleared, ..Conditions::at(now) };
        if !self.lists.is_empty() {
            conditions.lists = self.lists.iter().copied().collect();
        }
        conditions.stale_after = self.stale_after;
        conditions.lease = self.lease;
        conditions
    }
}

/// True if `file` would lie in the store's folder: writing there could destroy what is served.
pub(super) fn lies_in_store(file: &Path, store: &Path) -> bool {
    let folder =
        file.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    match (folder.map(Path::canonicalize), store.canonicalize()) {
        (Some(Ok(folder)), Ok(store)) => folder.starts_with(store),
        _ => false,
    }
}

/// The generation in force, every checksum agreed.
pub(super) fn in_force(store: &Path, verify: Verify) -> Result<Generation, Failure> {
    Ok(Generation::open(&Store::open(store)?, verify)?)
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use watchpost_engine::limits::{LEASE, STALE_AFTER};

    use super::Asking;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        asking: Asking,
    }

    #[test]
    fn ages_are_those_of_the_contract_unless_said_otherwise() {
        let asking = Line::parse_from(["line"]).asking;
        assert_eq!((asking.stale_after, asking.lease), (STALE_AFTER, LEASE));
    }
}

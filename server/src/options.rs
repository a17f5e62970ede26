//! The command line, the environment and the settings file: one definition for all three.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::Deserialize;
use watchpost_engine::list::List;

const ABOUT: &str = "Answers border checks over HTTP from a store of lists";

const LONG_ABOUT: &str = "\
Answers border checks over HTTP from a store of lists.

Checks are answered at --listen, the rest (/livez, /readyz, /metrics, /v1/reload) at --admin. A new generation in the \
store is noticed, verified, probed and only then switched to; SIGHUP asks for that too. SIGTERM and SIGINT end the \
server after the open requests are answered.";

const EXAMPLES: &str = "\
Examples:
  watchpost-server --demo
      serves the demonstration lists, and prints two questions to try
  watchpost-server --store /var/lib/watchpost --lease 24h
      serves a store on loopback; lists older than a day are not searched
  WATCHPOST_STORE=/var/lib/watchpost watchpost-server --config /etc/watchpost/server.toml
      settings from the environment and a file: a flag beats the environment, the environment beats the file
  watchpost-server --store /var/lib/watchpost --listen 10.1.2.3:8700 --host post7.example --allow-plain
      answers other machines, unencrypted, under its address and a name

A settings file has the long names as keys: listen = \"127.0.0.1:8700\", stale-after = \"12h\", host = [\"post7.example\"]

Exit codes: 0 ended as asked; 2 usage or settings; 4 store damaged or of an unknown version; 6 input or output; 70 a bug";

/// What was given on the command line and in the environment, or in the settings file. What was not given is `None`.
#[derive(Clone, Debug, Default, Deserialize, clap::Parser)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[command(name = "watchpost-server", version, about = ABOUT, long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub struct Options {
    /// The store to serve
    #[arg(long, value_name = "DIR", env = "WATCHPOST_STORE")]
    pub store: Option<PathBuf>,

    /// Serve the demonstration lists from a temporary store, in place of --store
    #[arg(long, env = "WATCHPOST_DEMO", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    pub demo: Option<bool>,

    /// Settings file (TOML)
    #[arg(long, value_name = "FILE", env = "WATCHPOST_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Where checks are answered [default: 127.0.0.1:8700]
    #[arg(long, value_name = "ADDRESS", env = "WATCHPOST_LISTEN", value_parser = parse_address)]
    pub listen: Option<SocketAddr>,

    /// Where health, metrics and reload are answered [default: 127.0.0.1:8701]
    #[arg(long, value_name = "ADDRESS", env = "WATCHPOST_ADMIN", value_parser = parse_address)]
    pub admin: Option<SocketAddr>,

    /// A name under which callers reach this server, besides the listen address and localhost; may be repeated
    #[arg(long, value_name = "NAME", env = "WATCHPOST_HOST", value_delimiter = ',')]
    pub host: Option<Vec<String>>,

    /// The lists to ask, separated by commas [default: documents,vehicles,persons]
    #[arg(long, value_name = "LISTS", env = "WATCHPOST_LISTS", value_delimiter = ',')]
    pub lists: Option<Vec<List>>,

    /// The age past which a list is told to be stale [default: 24h]
    #[arg(long, value_name = "AGE", env = "WATCHPOST_STALE_AFTER")]
    pub stale_after: Option<TimeSpan>,

    /// The age past which a list is not searched any more [default: 48h]
    #[arg(long, value_name = "AGE", env = "WATCHPOST_LEASE")]
    pub lease: Option<TimeSpan>,

    /// Allow listeners off loopback without encryption: whoever is on the way can read questions and answers
    #[arg(long, env = "WATCHPOST_ALLOW_PLAIN", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    pub allow_plain: Option<bool>,

    /// How long a batch may take, in minutes [default: 10]
    #[arg(long, value_name = "MINUTES", env = "WATCHPOST_BATCH_MINUTES")]
    pub batch_minutes: Option<u64>,

    /// The file of cleared namesakes, whose pairs do not answer; read again whenever it changes [default: none]
    #[arg(long, value_name = "FILE", env = "WATCHPOST_CLEARED")]
    pub cleared: Option<PathBuf>,

    /// How often to look for other clearances and for a new generation [default: 1s]
    #[arg(long, value_name = "TIME", env = "WATCHPOST_POLL")]
    pub poll: Option<TimeSpan>,

    /// Read and hash whole segments at every load (full), or compare their sections' checksums (checksums, the default)
    #[arg(long, value_name = "HOW", env = "WATCHPOST_VERIFY")]
    pub verify: Option<VerifyHow>,

    /// Open connections of the check listener; more are told 503 [default: 10000]
    #[arg(long, value_name = "N", env = "WATCHPOST_MAX_CONNECTIONS")]
    pub max_connections: Option<NonZeroUsize>,

    /// Checks at the same time, waiting ones among them; more are told 503 [default: 256]
    #[arg(long, value_name = "N", env = "WATCHPOST_MAX_IN_FLIGHT")]
    pub max_in_flight: Option<NonZeroUsize>,

    /// Batches at the same time; more are told 503 [default: 16]
    #[arg(long, value_name = "N", env = "WATCHPOST_MAX_BATCHES")]
    pub max_batches: Option<NonZeroUsize>,

    /// The form of the log on stderr [default: text]
    #[arg(long, value_name = "FORM", env = "WATCHPOST_LOG")]
    pub log: Option<LogForm>,
}

impl Options {
    /// These options, and those of `file` where nothing was given here.
    #[must_use]
    pub fn or(self, file: Self) -> Self {
        // Where the store comes from is one choice: a flag for one of the two beats a file that names the other.
        let (store, demo) = match (self.store, self.demo) {
            (None, None) => (file.store, file.demo),
            given => given,
        };
        Self {
            store,
            demo,
            config: self.config,
            listen: self.listen.or(file.listen),
            admin: self.admin.or(file.admin),
            host: self.host.or(file.host),
            lists: self.lists.or(file.lists),
            stale_after: self.stale_after.or(file.stale_after),
            lease: self.lease.or(file.lease),
            allow_plain: self.allow_plain.or(file.allow_plain),
            batch_minutes: self.batch_minutes.or(file.batch_minutes),
            cleared: self.cleared.or(file.cleared),
            poll: self.poll.or(file.poll),
            verify: self.verify.or(file.verify),
            max_connections: self.max_connections.or(file.max_connections),
            max_in_flight: self.max_in_flight.or(file.max_in_flight),
            max_batches: self.max_batches.or(file.max_batches),
            log: self.log.or(file.log),
        }
    }
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogForm {
    /// One JSON object a line.
    Json,
    /// Text for people.
    Text,
}

/// What is compared at every load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum VerifyHow {
    /// The checksum of every section: every byte is read.
    Checksums,
    /// The SHA-256 of every segment besides.
    Full,
}

/// A span of time as options give it: `1s`, `90m`, `24h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSpan(pub SignedDuration);

/// What is no span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("give a time above zero in hours, minutes and seconds, such as 24h, 90m or 1s")]
pub struct NoTimeSpan;

impl FromStr for TimeSpan {
    type Err = NoTimeSpan;

    fn from_str(text: &str) -> Result<Self, NoTimeSpan> {
        let span: SignedDuration = text.trim().parse().map_err(|_| NoTimeSpan)?;
        if span.is_positive() { Ok(Self(span)) } else { Err(NoTimeSpan) }
    }
}

impl<'de> Deserialize<'de> for TimeSpan {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

/// An address that a listener takes. Names are not looked up: what they mean may change.
fn parse_address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "an IP address with a port is needed, as 127.0.0.1:8700 or [::1]:8700".to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse_address;

    #[test]
    fn an_address_that_is_none_is_refused_with_an_example() {
        assert!(parse_address("[::1]:8700").is_ok());
        for wrong in ["8700", "localhost:8700", "127.0.0.1", ""] {
            assert!(parse_address(wrong).unwrap_err().contains("127.0.0.1:8700"), "{wrong}");
        }
    }
}

//! What the options mean, checked. Nothing after this module asks whether something was given.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use watchpost_engine::limits::{LEASE, STALE_AFTER};
use watchpost_engine::list::ListSet;

use crate::host::{HostNames, NoHostName};
use crate::limits;
use crate::options::Options;
pub use crate::options::{LogForm, TimeSpan, VerifyHow};
use crate::paced::Pace;

/// Bounds that tests set smaller, to see them met.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Bytes of a body, and of a line of a batch.
    pub body_bytes: usize,
    /// Time for a body.
    pub body: Duration,
    /// Silence of a batch.
    pub batch_silence: Duration,
    /// Time for heads, answers and between requests.
    pub pace: Pace,
    /// Time for the open requests after SIGTERM.
    pub drain: Duration,
    /// Connections of the check listener.
    pub connections: usize,
    /// Checks at the same time.
    pub in_flight: usize,
    /// Batches at the same time.
    pub batches: usize,
    /// Bytes of large bodies and answers together.
    pub held_bytes: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            body_bytes: limits::BODY_BYTES,
            body: limits::BODY,
            batch_silence: limits::BATCH_SILENCE,
            pace: Pace { idle: limits::IDLE, head: limits::HEAD, write: limits::WRITE },
            drain: limits::DRAIN,
            connections: limits::CONNECTIONS,
            in_flight: limits::IN_FLIGHT,
            batches: limits::BATCHES,
            held_bytes: limits::HELD_BYTES,
        }
    }
}

/// Where the generations come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lists {
    /// A store.
    Store(PathBuf),
    /// The demonstration lists.
    Demo,
}

/// How the server is to run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where checks are answered.
    pub listen: SocketAddr,
    /// Where the rest is answered.
    pub admin: SocketAddr,
    /// Names under which it is reached.
    pub hosts: HostNames,
    /// The lists to ask.
    pub lists: ListSet,
    /// Past this age a list is stale.
    pub stale_after: SignedDuration,
    /// Past this age a list is not searched.
    pub lease: SignedDuration,
    /// How long a batch may take.
    pub batch_life: Duration,
    /// The file of cleared namesakes.
    pub cleared: Option<PathBuf>,
    /// How often to look for a new generation.
    pub poll: Duration,
    /// What is compared at every load.
    pub verify: VerifyHow,
    /// The bounds.
    pub limits: Bounds,
    /// The form of the log.
    pub log: LogForm,
}

/// Settings that cannot be used (exit 2).
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Neither or both.
    #[error("give --store DIR, or --demo in its place, and not both")]
    NoStore,
    /// A listener that others can reach, unencrypted.
    #[error(
        "{option} {address} is not on loopback and would be unencrypted; listen on 127.0.0.1 behind a proxy or tunnel that encrypts, or add --allow-plain if this network is trusted with the lists themselves"
    )]
    Plain {
        /// `--listen` or `--admin`.
        option: &'static str,
        /// The address.
        address: SocketAddr,
    },
    /// Both listeners at one address.
    #[error("--listen and --admin are both {0}; give them different ports")]
    SameAddress(SocketAddr),
    /// A name that is none.
    #[error(transparent)]
    Host(#[from] NoHostName),
    /// No list.
    #[error("--lists names no list; leave it out, or give some of documents, vehicles and persons")]
    NoList,
    /// An age over the limit.
    #[error("{option} {given} is over the limit of {limit} h; give less")]
    AgeOverLimit {
        /// The option.
        option: &'static str,
        /// What was given.
        given: TimeSpan,
        /// The limit in hours.
        limit: i64,
    },
    /// A lease that is over before a list is stale.
    #[error(
        "--lease {lease} is shorter than --stale-after {stale_after}; a list would end before it is told to be stale"
    )]
    LeaseBeforeStale {
        /// The lease.
        lease: TimeSpan,
        /// The stale limit.
        stale_after: TimeSpan,
    },
    /// Minutes over the limit, or none.
    #[error("--batch-minutes {given} must be 1 to {limit}")]
    BatchMinutes {
        /// What was given.
        given: u64,
        /// The limit.
        limit: u64,
    },
    /// The settings file cannot be read.
    #[error("cannot read the settings file {}: {source}; give another --config", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The settings file is not what it should be.
    #[error("the settings file {} cannot be used: {source}", path.display())]
    FileContent {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<toml::de::Error>,
    },
}

impl Settings {
    /// What `options` mean, with those of their settings file.
    ///
    /// # Errors
    /// Those of [`SettingsError`].
    pub fn new(options: Options) -> Result<(Self, Lists), SettingsError> {
        let options = match &options.config {
            Some(path) => {
                let file = read_file(path)?;
                options.or(file)
            }
            None => options,
        };
        let lists = match (&options.store, options.demo.unwrap_or(false)) {
            (Some(store), false) => Lists::Store(store.clone()),
            (None, true) => Lists::Demo,
            _ => return Err(SettingsError::NoStore),
        };
        Ok((Self::meant(&options)?, lists))
    }

    fn meant(options: &Options) -> Result<Self, SettingsError> {
        let (listen, admin) = addresses(options)?;
        let (stale_after, lease) = ages(options)?;
        let asked = options.lists.as_ref().map_or(ListSet::ALL, |lists| lists.iter().copied().collect());
        if asked.is_empty() {
            return Err(SettingsError::NoList);
        }
        let minutes = options.batch_minutes.unwrap_or(10);
        if !(1..=limits::BATCH_MINUTES).contains(&minutes) {
            return Err(SettingsError::BatchMinutes { given: minutes, limit: limits::BATCH_MINUTES });
        }
        let poll = options.poll.map_or(Duration::from_secs(1), |poll| poll.0.unsigned_abs());
        let defaults = Bounds::default();
        Ok(Self {
            listen,
            admin,
            hosts: HostNames::new(options.host.as_deref().unwrap_or_default())?,
            lists: asked,
            stale_after,
            lease,
            batch_life: Duration::from_secs(minutes * 60),
            cleared: options.cleared.clone(),
            poll,
            verify: options.verify.unwrap_or(VerifyHow::Checksums),
            limits: Bounds {
                connections: options.max_connections.map_or(defaults.connections, Into::into),
                in_flight: options.max_in_flight.map_or(defaults.in_flight, Into::into),
                batches: options.max_batches.map_or(defaults.batches, Into::into),
                ..defaults
            },
            log: options.log.unwrap_or(LogForm::Text),
        })
    }
}

fn read_file(path: &Path) -> Result<Options, SettingsError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| SettingsError::File { path: path.to_owned(), source })?;
    toml::from_str(&text)
        .map_err(|source| SettingsError::FileContent { path: path.to_owned(), source: Box::new(source) })
}

fn addresses(options: &Options) -> Result<(SocketAddr, SocketAddr), SettingsError> {
    let listen = options.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8700)));
    let admin = options.admin.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8701)));
    let allowed = options.allow_plain.unwrap_or(false);
    for (option, address) in [("--listen", listen), ("--admin", admin)] {
        if !allowed && !address.ip().to_canonical().is_loopback() {
            return Err(SettingsError::Plain { option, address });
        }
    }
    // Port 0 is any free port, so two of them differ.
    if listen == admin && listen.port() != 0 {
        return Err(SettingsError::SameAddress(listen));
    }
    Ok((listen, admin))
}

fn ages(options: &Options) -> Result<(SignedDuration, SignedDuration), SettingsError> {
    let stale_after = options.stale_after.unwrap_or(TimeSpan(STALE_AFTER));
    let lease = options.lease.unwrap_or(TimeSpan(LEASE));
    for (option, given) in [("--stale-after", stale_after), ("--lease", lease)] {
        if given.0 > SignedDuration::from_hours(limits::AGE_HOURS) {
            return Err(SettingsError::AgeOverLimit { option, given, limit: limits::AGE_HOURS });
        }
    }
    if lease.0 < stale_after.0 {
        // A lease that was set alone, shorter than the default stale limit, moves that limit with it.
        if options.stale_after.is_some() {
            return Err(SettingsError::LeaseBeforeStale { lease, stale_after });
        }
        return Ok((lease.0, lease.0));
    }
    Ok((stale_after.0, lease.0))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Lists, Settings, SettingsError};
    use crate::options::Options;

    fn meant(arguments: &[&str]) -> Result<(Settings, Lists), SettingsError> {
        let arguments = ["watchpost-server"].iter().chain(arguments);
        Settings::new(Options::try_parse_from(arguments).unwrap())
    }

    #[test]
    fn a_listener_off_loopback_needs_leave() {
        for option in ["--listen", "--admin"] {
            for address in ["0.0.0.0:1", "[::]:1", "10.0.0.1:1", "[2001:db8::1]:1"] {
                let error = meant(&["--demo", option, address]).unwrap_err();
                assert!(error.to_string().contains("--allow-plain"), "{error}");
                assert!(meant(&["--demo", option, address, "--allow-plain"]).is_ok());
                assert!(meant(&["--demo", option, address, "--allow-plain=false"]).is_err());
            }
            for address in ["127.0.0.1:1", "127.8.8.8:1", "[::1]:1", "[::ffff:127.0.0.1]:1"] {
                assert!(meant(&["--demo", option, address]).is_ok(), "{address}");
            }
        }
    }

    #[test]
    fn one_place_of_lists_is_needed() {
        assert!(matches!(meant(&[]), Err(SettingsError::NoStore)));
        assert!(matches!(meant(&["--store", "a", "--demo"]), Err(SettingsError::NoStore)));
        assert_eq!(meant(&["--demo"]).unwrap().1, Lists::Demo);
        assert_eq!(meant(&["--store", "a"]).unwrap().1, Lists::Store("a".into()));
    }

    #[test]
    fn a_flag_beats_the_file_and_the_file_beats_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.toml");
        std::fs::write(
            &path,
            "store = \"a\"\nlease = \"30h\"\nstale-after = \"20h\"\nlists = [\"persons\"]\ncleared = \"c\"\n",
        )
        .unwrap();
        let file = path.to_str().unwrap();
        let (settings, lists) = meant(&["--config", file, "--lease", "25h"]).unwrap();
        assert_eq!((settings.lease.as_hours(), settings.stale_after.as_hours()), (25, 20));
        assert_eq!(settings.batch_life.as_secs(), 600);
        assert_eq!(settings.cleared, Some("c".into()));
        let (settings, _) = meant(&["--config", file, "--cleared", "d"]).unwrap();
        assert_eq!(settings.cleared, Some("d".into()));
        assert_eq!(lists, Lists::Store("a".into()));
        assert_eq!(meant(&["--config", file, "--demo"]).unwrap().1, Lists::Demo);
        std::fs::write(&path, "stores = \"a\"\n").unwrap();
        let error = meant(&["--config", file]).unwrap_err().to_string();
        assert!(error.contains("stores") && error.contains("server.toml"), "{error}");
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_would() {
        for (arguments, told) in [
            (vec!["--lease", "1h", "--stale-after", "2h"], "--stale-after"),
            (vec!["--lease", "99999h"], "8784 h"),
            (vec!["--batch-minutes", "0"], "1 to 1440"),
            (vec!["--host", "http://a"], "post7.example"),
            (vec!["--listen", "127.0.0.1:8701"], "different ports"),
        ] {
            let all: Vec<&str> = ["--demo"].into_iter().chain(arguments).collect();
            let error = meant(&all).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
        for span in ["0s", "-1h", "1", "one hour", "2 days"] {
            assert!(Options::try_parse_from(["watchpost-server", "--lease", span]).is_err(), "{span}");
        }
    }
}

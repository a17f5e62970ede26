//! The program: settings, then a server, then its end.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use watchpost_server::clock::Clock;
use watchpost_server::demo::{self, DemoError, DemoStore};
use watchpost_server::metrics::Metrics;
use watchpost_server::options::Options;
use watchpost_server::run::{self, StartError};
use watchpost_server::served::LoadError;
use watchpost_server::settings::{Lists, Settings, SettingsError};
use watchpost_server::shutdown::Signals;
use watchpost_server::store_source::StoreSource;
use watchpost_server::telemetry;

/// Why the program ended before it was asked to.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error("the system refused to start the server: {0}")]
    System(#[from] io::Error),
}

impl Failure {
    /// The exit codes of docs/contract.md section 2.
    const fn exit_code(&self) -> u8 {
        match self {
            Self::Settings(_) => 2,
            Self::Load(error) | Self::Start(StartError::Load(error)) => match error {
                LoadError::Damaged(_) | LoadError::Probe(_) => 4,
                LoadError::Unreadable(_) => 6,
            },
            Self::Demo(DemoError::List { .. }) => 70,
            Self::Demo(_) | Self::Start(StartError::Listen { .. }) | Self::System(_) => 6,
        }
    }
}

fn main() -> ExitCode {
    match serve(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // If stderr is closed there is nobody left to tell but the exit code.
            let _ = writeln!(io::stderr(), "watchpost-server: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn serve(options: Options) -> Result<(), Failure> {
    let (settings, lists) = Settings::new(options)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve_until_asked(settings, lists))
}

async fn serve_until_asked(settings: Settings, lists: Lists) -> Result<(), Failure> {
    let signals = Signals::take()?;
    let metrics = Arc::new(Metrics::new());
    let _log = telemetry::start(settings.log, metrics.log_lines_dropped());
    let clock = Clock::system();
    let demo = match &lists {
        Lists::Demo => Some(DemoStore::build(clock.now())?),
        Lists::Store(_) => None,
    };
    let path = match (lists, &demo) {
        (Lists::Store(path), _) => path,
        (Lists::Demo, demo) => demo.as_ref().map(DemoStore::path).unwrap_or_default(),
    };
    let source = Arc::new(StoreSource::open(&path, settings.verify)?);
    let running = run::start(settings, source, clock, metrics).await?;
    if demo.is_some() {
        // Who closed stdout does not want to be told.
        let _ = tell_demo(running.check_address);
    }
    signals.wait(&running.post).await;
    running.stop().await;
    Ok(())
}

fn tell_demo(address: SocketAddr) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "The demonstration lists are served. A hit, then none:\n")?;
    for question in [demo::HIT, demo::NO_HIT] {
        writeln!(out, "curl --silent --json '{question}' http://{address}/v1/check\n")?;
    }
    out.flush()
}

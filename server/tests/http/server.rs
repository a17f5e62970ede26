//! Servers in this process, each on ports of its own.

use std::sync::Arc;

use clap::Parser;
use jiff::Timestamp;
use tempfile::TempDir;
use watchpost_server::clock::Clock;
use watchpost_server::demo;
use watchpost_server::metrics::Metrics;
use watchpost_server::options::Options;
use watchpost_server::run::{Running, start};
use watchpost_server::served::GenerationSource;
use watchpost_server::settings::{Bounds, Settings, VerifyHow};
use watchpost_server::store_source::StoreSource;

/// Settings with free ports and `arguments`.
pub(crate) fn settings(arguments: &[&str]) -> Settings {
    let fixed = ["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"];
    parsed(&[&fixed, arguments].concat())
}

/// Settings with `arguments` alone.
pub(crate) fn parsed(arguments: &[&str]) -> Settings {
    let options = Options::try_parse_from([&["watchpost-server", "--demo"], arguments].concat()).unwrap();
    Settings::new(options).unwrap().0
}

/// Settings with other bounds.
pub(crate) fn bounded(change: impl FnOnce(&mut Bounds)) -> Settings {
    let mut settings = settings(&["--poll", "1h"]);
    change(&mut settings.limits);
    settings
}

pub(crate) async fn serve(settings: Settings, source: Arc<dyn GenerationSource>) -> Running {
    serve_at(settings, source, Clock::system()).await
}

pub(crate) async fn serve_at(settings: Settings, source: Arc<dyn GenerationSource>, clock: Clock) -> Running {
    start(settings, source, clock, Arc::new(Metrics::new())).await.unwrap()
}

/// A store of the demonstration lists, and a server on it.
pub(crate) struct Demo {
    pub(crate) folder: TempDir,
    pub(crate) running: Running,
}

impl Demo {
    pub(crate) fn publish(&self) {
        demo::build_into(self.folder.path(), Timestamp::now()).unwrap();
    }
}

pub(crate) async fn demo(arguments: &[&str]) -> Demo {
    let folder = tempfile::tempdir().unwrap();
    demo::build_into(folder.path(), Timestamp::now()).unwrap();
    let source = Arc::new(StoreSource::open(folder.path(), VerifyHow::Checksums).unwrap());
    let running = serve(settings(arguments), source).await;
    Demo { folder, running }
}

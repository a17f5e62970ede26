//! Memory of a server that holds a large list: what is its own, beyond the mapped file.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use watchpost_benches::store::{self, Sizes};

use crate::documents::told;
use crate::figure::{Figure, Target};
use crate::programs;
use crate::timing::{Rounds, count};

/// How long a server may take to come up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server is started on a copy of a store, and asked for its memory once it is ready.
///
/// # Errors
/// If it does not come up, or the machine does not tell memory as Linux does.
pub fn of_server(sizes: Sizes) -> Result<Vec<Figure>> {
    let server = programs::built("watchpost-server")?;
    let folder = tempfile::tempdir()?;
    let (store, log) = (folder.path().join("store"), folder.path().join("log"));
    store::fresh_copy(sizes, &store, Timestamp::now())?;
    let [check, admin] = programs::free_addresses()?;
    let (check, admin_text) = (check.to_string(), admin.to_string());
    let store = store.to_str().context("a path that is not UTF-8")?;
    let running = programs::start_on(
        0,
        &server,
        &["--store", store, "--listen", &check, "--admin", &admin_text],
        &log,
    )?;
    let until = Instant::now() + PATIENCE;
    while std::net::TcpStream::connect(admin).is_err() {
        if Instant::now() > until {
            bail!("the server did not come up: {}", fs::read_to_string(&log)?);
        }
        thread::sleep(Duration::from_millis(100));
    }
    // It warms the map before it listens; a moment more lets it settle.
    thread::sleep(Duration::from_secs(1));
    let status = Path::new("/proc").join(running.id().to_string()).join("status");
    let status = fs::read_to_string(status).context("asking for the server's memory")?;
    let of = told(sizes.documents);
    Ok(vec![
        Figure::new(
            format!("server, resident memory of its own, beyond the mapped files, {of} documents"),
            "MB",
            megabytes(&status, "RssAnon:")?,
        )
        .held_if(sizes.documents == 10_000_000, Target::Open, Target::AtMost(50.0)),
        Figure::new(
            format!("the same with the mapped files, {of} documents"),
            "MB",
            megabytes(&status, "VmRSS:")?,
        ),
    ])
}

/// A line of `/proc/PID/status`, which is in units of 1,024 bytes.
fn megabytes(status: &str, name: &str) -> Result<Rounds> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such line of memory")?;
    let kibibytes: usize = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(Rounds::exact(count(kibibytes) * 1024.0 / 1e6))
}

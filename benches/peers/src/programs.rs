//! The programs of the workspace, built as they are shipped, and run as processes of their own.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// A process that ends with this value.
pub struct Running(Child);

impl Running {
    /// The number of the process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about a process that cannot be ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The root of the checkout.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Builds a package of the workspace and returns its program.
///
/// # Errors
/// If cargo cannot build it.
pub fn built(package: &str) -> Result<PathBuf> {
    let cargo = Command::new("cargo")
        .args(["build", "--release", "--locked", "--quiet", "--package", package])
        .current_dir(root())
        .status()
        .context("starting cargo")?;
    if !cargo.success() {
        bail!("cargo build --release --package {package}: {cargo}");
    }
    Ok(root().join("target/release").join(package))
}

/// Starts a program on one processor, with its log in a file.
///
/// # Errors
/// If `taskset` or the program is not there.
pub fn start_on(processor: usize, program: &Path, arguments: &[&str], log: &Path) -> Result<Running> {
    let child = Command::new("taskset")
        .args(["--cpu-list", &processor.to_string()])
        .arg(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(log)?)
        .spawn()
        .with_context(|| format!("starting {} by taskset", program.display()))?;
    Ok(Running(child))
}

/// Puts this process, with all its threads, on some processors, such as `1` or `0-1`.
///
/// # Errors
/// If `taskset` refuses.
pub fn stay_on(processors: &str) -> Result<()> {
    let own = std::process::id().to_string();
    let moved = Command::new("taskset")
        .args(["--all-tasks", "--pid", "--cpu-list", processors, &own])
        .stdout(Stdio::null())
        .status()
        .context("starting taskset")?;
    if moved.success() { Ok(()) } else { bail!("taskset {processors}: {moved}") }
}

/// Runs a program to its end. Exit codes 1 (found) and 7 (not all checked) are answers, not failures.
///
/// # Errors
/// For any other exit code, with what it said.
pub fn run(program: &Path, arguments: &[&str]) -> Result<()> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting {}", program.display()))?;
    match output.status.code() {
        Some(0 | 1 | 7) => Ok(()),
        _ => bail!("{}: {}: {}", program.display(), output.status, String::from_utf8_lossy(&output.stderr)),
    }
}

/// Addresses on which nobody listens: held all at once, so that they differ, then let go.
///
/// # Errors
/// If there is none.
pub fn free_addresses<const N: usize>() -> Result<[SocketAddr; N]> {
    let sockets = (0..N).map(|_| TcpListener::bind(("127.0.0.1", 0))).collect::<Result<Vec<_>, _>>()?;
    let addresses = sockets.iter().map(TcpListener::local_addr).collect::<Result<Vec<_>, _>>()?;
    addresses.try_into().map_err(|_| anyhow::anyhow!("as many addresses as sockets"))
}

/// What a program says of itself, in one line.
///
/// # Errors
/// If it is not there.
pub fn said_by(program: &str, arguments: &[&str]) -> Result<String> {
    let output =
        Command::new(program).args(arguments).output().with_context(|| format!("asking {program}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

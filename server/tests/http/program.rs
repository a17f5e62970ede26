//! The program itself: its start, its signals, its end.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::batch::Stream;
use crate::client::{Client, check, get};

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Most have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program, serving on free ports.
pub(crate) struct Program {
    child: Running,
    pub(crate) check: SocketAddr,
    pub(crate) admin: SocketAddr,
    /// What it wrote to stderr so far.
    log: String,
    stderr: BufReader<std::process::ChildStderr>,
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchpost-server"));
    command.args(arguments);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WATCHPOST_") {
            command.env_remove(name);
        }
    }
    command
}

impl Program {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let fixed = ["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"];
        let mut program = command(&fixed);
        let mut child =
            Running(program.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        let mut stderr = BufReader::new(child.0.stderr.take().unwrap());
        let mut log = String::new();
        // In both forms of the log: check=127.0.0.1:1 and "check":"127.0.0.1:1".
        let address = |line: &str, name: &str| {
            let of_text = line.split_once(&format!("{name}="));
            let (_, rest) = of_text.or_else(|| line.split_once(&format!("\"{name}\":\"")))?;
            rest.split([' ', '"']).next()?.parse().ok()
        };
        loop {
            let mut line = String::new();
            assert!(stderr.read_line(&mut line).unwrap() > 0, "it ended: {log}");
            log.push_str(&line);
            if let (Some(check), Some(admin)) = (address(&line, "check"), address(&line, "admin")) {
                return Self { child, check, admin, log, stderr };
            }
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        // The shell's own `kill`: a bare machine has no program of that name.
        let kill = format!("kill -s {name} {}", self.child.0.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits for its end: exit code, stdout, stderr.
    pub(crate) fn end(mut self) -> (Option<i32>, String, String) {
        let mut out = String::new();
        self.child.0.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        self.stderr.read_to_string(&mut self.log).unwrap();
        (self.child.0.wait().unwrap().code(), out, self.log)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_prints_questions_that_answer_as_it_says() {
    let program = Program::start(&["--demo"]);
    let address = program.check;
    program.signal("TERM");
    let (code, out, _) = program.end();
    assert_eq!(code, Some(0));
    for question in [watchpost_server::demo::HIT, watchpost_server::demo::NO_HIT] {
        assert!(
            out.contains(&format!("curl --silent --json '{question}' http://{address}/v1/check")),
            "{out}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_is_not_ready_then_drains_then_exits_0() {
    let program = Program::start(&["--demo"]);
    let (address, admin) = (program.check, program.admin);
    let mut open = Stream::open(address).await;
    open.write_line(watchpost_server::demo::HIT).await;
    assert_eq!(open.line().await.unwrap()["outcome"], "hit");
    let mut idle = Client::connect(address).await;
    program.signal("TERM");
    assert!(idle.try_answer().await.is_none(), "an idle connection is closed");
    let ready = get(admin, "/readyz").await;
    assert_eq!((ready.status, &ready.json()["ready"]), (503, &false.into()));
    assert_eq!(get(admin, "/livez").await.status, 200);
    assert!(tokio::net::TcpStream::connect(address).await.is_err(), "nobody new is accepted");
    open.write_line(watchpost_server::demo::HIT).await;
    assert_eq!(open.line().await.unwrap()["outcome"], "hit");
    open.finish().await;
    assert_eq!(open.rest().await[0]["summary"]["checks"], 2);
    let (code, _, log) = program.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("drained=true"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_reloads() {
    let folder = tempfile::tempdir().unwrap();
    watchpost_server::demo::build_into(folder.path(), jiff::Timestamp::now()).unwrap();
    let program =
        Program::start(&["--store", folder.path().to_str().unwrap(), "--poll", "1h", "--log", "text"]);
    watchpost_server::demo::build_into(folder.path(), jiff::Timestamp::now()).unwrap();
    program.signal("HUP");
    for _ in 0..500 {
        if check(program.check, watchpost_server::demo::HIT).await.json()["generation"] == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    program.signal("INT");
    let (code, _, log) = program.end();
    assert_eq!(code, Some(0));
    assert!(log.contains("switched generation=2"), "{log}");
}

/// Exit codes of docs/contract.md section 2, each with a word on what to do.
#[test]
fn a_start_that_cannot_be_is_told_with_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let damaged = folder.path().join("damaged");
    watchpost_server::demo::build_into(&damaged, jiff::Timestamp::now()).unwrap();
    std::fs::write(damaged.join("CURRENT"), "watchpost-current 0\ngeneration 1\n").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    for (arguments, code, told) in [
        (vec!["--demo", "--listen", "0.0.0.0:0"], 2, "--allow-plain"),
        (vec!["--demo", "--admin", "[::]:0"], 2, "--allow-plain"),
        (vec![], 2, "--demo"),
        (vec!["--demo", "--lists", "pets"], 2, "documents"),
        (vec!["--demo", "--lease", "soon"], 2, "24h"),
        (vec!["--store", &path(&folder.path().join("none"))], 6, "cannot"),
        (vec!["--store", &path(&empty)], 6, "build"),
        (vec!["--store", &path(&damaged)], 4, "damaged"),
        (vec!["--demo", "--listen", &taken], 6, "free address"),
    ] {
        // The usual ports may be taken on the machine of the test.
        let mut command = command(&arguments);
        for (name, option) in [("WATCHPOST_LISTEN", "--listen"), ("WATCHPOST_ADMIN", "--admin")] {
            if !arguments.contains(&option) {
                command.env(name, "127.0.0.1:0");
            }
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn a_flag_beats_the_environment() {
    let output = command(&["--demo", "--listen", "0.0.0.0:0"])
        .env("WATCHPOST_LISTEN", "127.0.0.1:0")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let output = command(&["--demo"]).env("WATCHPOST_LISTEN", "0.0.0.0:0").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

/// What help says of defaults is what holds without options.
#[test]
fn help_tells_the_defaults_and_shows_examples() {
    let help = String::from_utf8(command(&["--help"]).output().unwrap().stdout).unwrap();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let settings = crate::server::parsed(&[]);
    for told in [
        format!("[default: {}]", settings.listen),
        format!("[default: {}]", settings.admin),
        format!("stale [default: {}h]", settings.stale_after.as_hours()),
        format!("more [default: {}h]", settings.lease.as_hours()),
        format!("minutes [default: {}]", settings.batch_life.as_secs() / 60),
        format!("generation [default: {}s]", settings.poll.as_secs()),
        format!("503 [default: {}]", settings.limits.connections),
        format!("503 [default: {}]", settings.limits.in_flight),
        format!("503 [default: {}]", settings.limits.batches),
        "watchpost-server --demo".to_owned(),
    ] {
        assert!(help.contains(&told), "{told} is not in {help}");
    }
}

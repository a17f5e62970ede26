//! Another program's scores for the same pairs.
//!
//! The program is any command: it reads one JSON object a line, `{"a": name, "b": name}`, and prints one number a line,
//! in the same order; the last line of its stderr may tell its name and time. That it cannot be run is no failure of
//! the evaluation, and is told on the page.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde::{Deserialize, Serialize};

use super::LabelledPair;

/// What a peer made of the pairs.
pub struct PeerScores {
    /// What it calls itself.
    pub told: PeerTold,
    /// One score a pair.
    pub scores: Vec<f64>,
}

/// The last line of its stderr.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PeerTold {
    /// Name and version.
    pub name: String,
    /// Milliseconds a pair, as the program itself measures it: without its start.
    pub milliseconds_a_pair: Option<f64>,
}

#[derive(Serialize)]
struct Asked<'a> {
    a: &'a str,
    b: &'a str,
}

/// Runs `command` in a shell and hands it the pairs.
///
/// # Errors
/// Why there are no scores, in words for the page.
pub fn scores(command: &str, pairs: &[&LabelledPair]) -> Result<PeerScores, String> {
    let mut lines = Vec::new();
    for pair in pairs {
        let asked = Asked { a: &pair.a, b: &pair.b };
        serde_json::to_writer(&mut lines, &asked).map_err(|error| error.to_string())?;
        lines.push(b'\n');
    }
    let child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("the command cannot be started: {error}"))?;
    let output = fed(child, lines)?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let last = errors.lines().last().unwrap_or_default();
    if !output.status.success() {
        return Err(format!("the command ended with {}: {last}", output.status));
    }
    let scores: Result<Vec<f64>, _> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| line.trim().parse()).collect();
    let scores = scores.map_err(|error| format!("the command printed a line that is no number: {error}"))?;
    if scores.len() != pairs.len() {
        return Err(format!("the command printed {} scores for {} pairs", scores.len(), pairs.len()));
    }
    let unnamed = || PeerTold { name: command.to_owned(), milliseconds_a_pair: None };
    Ok(PeerScores { told: serde_json::from_str(last).unwrap_or_else(|_| unnamed()), scores })
}

/// Writes and reads at the same time: a pipe that is full on one side would stop both.
fn fed(mut child: Child, lines: Vec<u8>) -> Result<std::process::Output, String> {
    let stdin = child.stdin.take();
    let writing = thread::spawn(move || {
        // A program that ends early is told by its exit code.
        let _ = stdin.map(|mut stdin| stdin.write_all(&lines));
    });
    let output = child.wait_with_output().map_err(|error| format!("the command cannot be read: {error}"));
    let _ = writing.join();
    output
}

#[cfg(test)]
mod tests {
    use super::scores;
    use crate::evaluate::pairs::LabelledPair;

    fn ask(command: &str) -> Result<(String, Vec<f64>), String> {
        let pair = |a: &str| LabelledPair {
            a: a.to_owned(),
            b: "B".to_owned(),
            same: true,
            kind: String::new(),
            record_a: String::new(),
            record_b: String::new(),
        };
        let pairs = [pair("A"), pair("\"quoted\"\nname")];
        let asked: Vec<&LabelledPair> = pairs.iter().collect();
        scores(command, &asked).map(|peer| (peer.told.name, peer.scores))
    }

    #[test]
    fn one_score_a_pair_is_read_with_the_peers_name() {
        let name = r#"echo warning >&2; echo '{"name":"Peer 1","milliseconds_a_pair":1.5}' >&2"#;
        let answered = ask(&format!("while read -r line; do echo 0.5; done; {name}")).unwrap();
        assert_eq!(answered, ("Peer 1".to_owned(), vec![0.5, 0.5]));
        assert_eq!(ask("echo 1; echo 2").unwrap().0, "echo 1; echo 2");
    }

    #[test]
    fn a_peer_that_cannot_be_run_says_why() {
        assert!(ask("echo no network >&2; exit 3").unwrap_err().contains("no network"));
        assert!(ask("echo 1").unwrap_err().contains("1 scores for 2 pairs"));
        assert!(ask("cat").unwrap_err().contains("no number"));
        assert!(ask("/there/is/no/such/program").is_err());
    }
}

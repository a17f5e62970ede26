//! A folder with a store and some files, and the program run on them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Three documents: one exact, one in a range, one of an exercise.
pub(crate) const DOCUMENTS: &str = "record_id,owner,issuer,type,number,number_to,status,exercise\n\
    SLTD-77,UTO,UTO,P,L898902C3,,stolen,\n\
    SLTD-78,UTO,UTO,P,BLK000100,BLK000199,stolen-blank,\n\
    SLTD-79,UTO,UTO,ID,DRILL12345,,lost,true\n";

/// Two vehicles.
pub(crate) const VEHICLES: &str = "record_id,owner,vin,plate,plate_country,status\n\
    SMV-1,UTO,1M8GDM9AXKP042788,AB 123 CD,FRA,stolen\n\
    SMV-2,UTO,,TRAILER77,UTO,plate-stolen\n";

/// Two persons.
pub(crate) const PERSONS: &str = concat!(
    r#"{"record_id":"N-1","owner":"UTO","notice":"red","names":[{"surname":"ERIKSSON","given":"ANNA MARIA"}],"birth_dates":["1974-08-12"]}"#,
    "\n",
    r#"{"record_id":"N-2","owner":"UTO","notice":"blue","names":[{"whole":"Example Someone"}]}"#,
    "\n",
);

pub(crate) struct Workbench(TempDir);

/// How a run ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workbench {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// With a store of all three lists.
    pub(crate) fn with_lists() -> Self {
        let bench = Self::new();
        bench.file("documents.csv", DOCUMENTS);
        bench.file("vehicles.csv", VEHICLES);
        bench.file("persons.jsonl", PERSONS);
        let lists =
            ["--documents", "documents.csv", "--vehicles", "vehicles.csv", "--persons", "persons.jsonl"];
        bench.build(&lists).expect(0);
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every line of a JSON Lines file.
    pub(crate) fn lines(&self, name: &str) -> Vec<Value> {
        lines(&self.read(name))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with("", arguments)
    }

    pub(crate) fn run_with(&self, stdin: &str, arguments: &[&str]) -> Ended {
        let mut child = command(self.0.path(), arguments).spawn().unwrap();
        // A program that does not read its input closes it.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ended {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn build(&self, arguments: &[&str]) -> Ended {
        self.run(&[&["build", "--store", "store"], arguments].concat())
    }

    pub(crate) fn check(&self, arguments: &[&str]) -> Ended {
        self.run(&[&["check", "--store", "store"], arguments].concat())
    }

    /// What `inspect` tells.
    pub(crate) fn inspect(&self) -> Value {
        self.run(&["inspect", "--store", "store"]).expect(0).json()
    }
}

pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchpost-loader"));
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl Ended {
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// Refused with this code, and a message with these words.
    #[track_caller]
    pub(crate) fn refused(self, code: i32, words: &[&str]) {
        let ended = self.expect(code);
        for word in words {
            assert!(ended.stderr.contains(word), "no `{word}` in: {}", ended.stderr);
        }
    }

    /// The one line of the result.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }
}

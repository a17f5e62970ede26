//! Kill -9 at any moment leaves the old or the new generation, and leftovers go at the next start
//! (reliability: promise 3).
//!
//! The test runs itself as the writer: it publishes one generation after the other, tells each
//! number once it is told as done, and prunes now and then. It is killed at 200 moments spread over
//! its life. This shows locks and leftovers; what only a power cut shows is in `power_loss.rs`.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "power_loss/published.rs"]
mod published;

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use published::{draft, write_segment};
use watchpost_engine::list::List;
use watchpost_engine::store::{RealDisk, Store, StoreError, Writer};

const MOMENTS: u64 = 200;
/// The last moment: several builds long on a slow disk.
const LATEST_MICROS: u64 = 60_000;
const AS_WRITER: &str = "write-until-killed";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, role, root] if role == AS_WRITER => write_until_killed(Path::new(root)),
        _ => killed_writers_leave_whole_generations(),
    }
}

fn write_until_killed(root: &Path) {
    let mut writer = Writer::open(root, RealDisk).unwrap();
    let mut told = std::io::stdout().lock();
    for turn in 0_i64.. {
        let bytes = turn.to_le_bytes().repeat(10_000);
        let segment = write_segment(&writer, &bytes).unwrap();
        let manifest = writer.publish(draft(turn, &[(List::Documents, segment)])).unwrap();
        writeln!(told, "{}", manifest.number).unwrap();
        if turn % 3 == 2 {
            writer.prune(2).unwrap();
        }
    }
}

#[allow(clippy::print_stdout, reason = "the report of a test without a harness")]
fn killed_writers_leave_whole_generations() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("store");
    let (mut told, mut with_leftovers) = (0, 0);
    for turn in 0..MOMENTS {
        // Steps of the golden ratio spread the moments evenly without a pattern.
        let moment = turn * 37_082 % LATEST_MICROS;
        told = kill_after(&root, Duration::from_micros(moment)).unwrap_or(told);
        if !root.exists() {
            continue;
        }
        check_whole(&root, told);
        with_leftovers += u32::from(has_unfinished(&root));
        drop(Writer::open(&root, RealDisk).unwrap());
        assert!(!has_unfinished(&root), "a leftover stayed after the next start");
    }
    assert!(told > MOMENTS / 10, "{told} generations are too few for the kills to have met them");
    assert!(with_leftovers > 0, "no kill met a build half-way");
    println!("store_kill: {MOMENTS} kills, {told} generations, {with_leftovers} with leftovers: ok");
}

/// The last generation that the writer told as done.
fn kill_after(root: &Path, moment: Duration) -> Option<u64> {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .arg(AS_WRITER)
        .arg(root)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(moment);
    writer.kill().unwrap();
    let mut told = String::new();
    writer.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    let ended = writer.wait().unwrap();
    assert_eq!(ended.signal(), Some(9), "the writer ends only by being killed");
    // A line is whole when its end is there.
    let (whole, _) = told.rsplit_once('\n')?;
    whole.lines().last()?.parse().ok()
}

fn check_whole(root: &Path, told: u64) {
    let store = Store::open(root).unwrap();
    let current = match store.current() {
        Err(StoreError::Empty { .. }) if told == 0 => return,
        current => current.unwrap(),
    };
    assert!(current.number >= told, "{} is in force, but {told} was told as done", current.number);
    for manifest in store.ancestry().unwrap() {
        for segment in manifest.unwrap().segments() {
            store.verify_segment(segment).unwrap();
        }
    }
}

fn has_unfinished(root: &Path) -> bool {
    [root.to_owned(), root.join("generations"), root.join("segments")]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .any(|entry| entry.unwrap().file_name().to_string_lossy().ends_with(".tmp"))
}

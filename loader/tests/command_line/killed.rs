//! Builds killed at random moments: the old or the new generation is in force, whole, and nothing is left behind.

use std::fs;
use std::path::Path;
use std::time::Instant;

use watchpost_engine::check::ask_probes;
use watchpost_engine::generation::{Generation, Verify};
use watchpost_engine::store::Store;

use crate::workbench::{Workbench, command};

const KILLS: u32 = 200;

const BUILD: [&str; 5] = ["build", "--store", "store", "--documents", "documents.csv"];

/// The committed list and one record that no other turn has, so that each build makes another segment.
fn list_of_turn(turn: u32) -> String {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/lists/documents.csv");
    let mut list = fs::read_to_string(committed).unwrap();
    let cells_after_status = ",".repeat(15);
    list.push_str(&format!("TURN-{turn},UTO,UTO,P,TURNMARK{turn},,stolen{cells_after_status}\n"));
    list
}

/// The generation in force, every byte checked and its probes answered; the turn whose record it has.
fn turn_in_force(bench: &Workbench, asked: u32) -> Option<u32> {
    let store = Store::open(&bench.path("store")).unwrap();
    let generation = Generation::open(&store, Verify::Full).unwrap();
    generation.verify_deep().unwrap();
    ask_probes(&generation).unwrap();
    (0..=asked).rev().find(|turn| bench.check(&["--document", &format!("UTO/TURNMARK{turn}/P")]).code == 1)
}

fn unfinished(store: &Path) -> Vec<String> {
    let entries = ["", "segments", "generations", "work"]
        .iter()
        .filter_map(|folder| fs::read_dir(store.join(folder)).ok());
    let names = entries.flatten().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".tmp")).collect()
}

#[test]
fn a_build_killed_at_200_random_moments_leaves_the_old_or_the_new_generation() {
    let bench = Workbench::new();
    bench.file("documents.csv", list_of_turn(0));
    let begun = Instant::now();
    bench.run(&BUILD).expect(0);
    // How long a build takes depends on what else the machine does: the moments follow it.
    let mut whole_build = begun.elapsed();
    let (mut in_force, mut half_way, mut with_leftovers) = (0, 0, 0);
    for turn in 1..=KILLS {
        bench.file("documents.csv", list_of_turn(turn));
        let mut build = command(&bench.path("."), &BUILD).spawn().unwrap();
        // Steps of the golden ratio spread the moments over the build without a pattern.
        let part = f64::from(turn) * 0.618_033_988_749_895 % 1.0;
        std::thread::sleep(whole_build.mul_f64(part * 1.1));
        build.kill().unwrap();
        let ended = build.wait().unwrap();
        half_way += u32::from(!ended.success());
        whole_build = whole_build.mul_f64(if ended.success() { 0.9 } else { 1.03 });
        with_leftovers += u32::from(!unfinished(&bench.path("store")).is_empty());
        let found = turn_in_force(&bench, turn).unwrap();
        assert!(found == in_force || found == turn, "turn {turn}: {found} is in force after {in_force}");
        assert!(!ended.success() || found == turn, "turn {turn} ended well, and {found} is in force");
        in_force = found;
    }
    assert!(half_way > KILLS / 2, "only {half_way} kills met a build half-way");
    assert!(with_leftovers > 0, "no kill met a build that was writing");
    bench.run(&BUILD).expect(0);
    assert_eq!(unfinished(&bench.path("store")), Vec::<String>::new(), "leftovers go at the next build");
}

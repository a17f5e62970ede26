//! `verify`, `inspect`, `rollback`, `prune`, help: looking after a store.

use crate::workbench::{DOCUMENTS, Workbench};

#[test]
fn a_store_that_is_not_there_is_6_and_is_not_made() {
    let bench = Workbench::new();
    for command in [
        &["verify"][..],
        &["inspect"],
        &["rollback"],
        &["prune", "--keep", "1"],
        &["check", "--document", "-/X1"],
    ] {
        bench.run(&[command, &["--store", "nowhere"]].concat()).refused(6, &["nowhere"]);
    }
    assert!(!bench.path("nowhere").exists());
}

#[test]
fn a_changed_or_missing_segment_is_4_and_names_the_file() {
    let bench = Workbench::with_lists();
    let segment = bench.inspect()["lists"][0]["segments"][0].as_str().unwrap().to_owned();
    let name = format!("store/segments/{segment}");
    let whole = std::fs::read(bench.path(&name)).unwrap();
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    bench.file(&name, &changed);
    bench.run(&["verify", "--store", "store"]).refused(4, &["damaged"]);
    bench.file(&name, &whole[..whole.len() - 1]);
    bench.check(&["--document", "-/X1"]).refused(4, &[&segment]);
    std::fs::remove_file(bench.path(&name)).unwrap();
    bench.run(&["verify", "--store", "store"]).refused(4, &[&segment, "not there"]);
    bench.file(&name, &whole);
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
}

#[test]
fn a_store_of_another_version_is_4() {
    let bench = Workbench::with_lists();
    let current = bench.read("store/CURRENT");
    bench.file("store/CURRENT", current.replacen("watchpost-current 0", "watchpost-current 9", 1));
    bench.run(&["inspect", "--store", "store"]).expect(4);
}

#[test]
fn rollback_brings_the_old_content_back_under_a_higher_number() {
    let bench = Workbench::with_lists();
    let first = bench.inspect();
    bench.run(&["rollback", "--store", "store"]).refused(3, &["nothing to roll back"]);
    bench.file("documents.csv", format!("{DOCUMENTS}SLTD-80,UTO,UTO,P,NEWONE123,,lost,\n"));
    bench.build(&["--documents", "documents.csv"]).expect(0);
    bench.check(&["--document", "UTO/NEWONE123"]).expect(1);
    let told = bench.run(&["rollback", "--store", "store"]).expect(0).json();
    assert_eq!((told["generation"].as_u64(), told["rolled_back_to"].as_u64()), (Some(3), Some(1)));
    bench.check(&["--document", "UTO/NEWONE123"]).expect(0);
    let now = bench.inspect();
    assert_eq!(now["lists"][0]["as_of"], first["lists"][0]["as_of"], "its age is not hidden");
    bench.run(&["rollback", "--store", "store", "--to", "2"]).expect(0);
    bench.check(&["--document", "UTO/NEWONE123"]).expect(1);
    bench.run(&["rollback", "--store", "store", "--to", "9"]).refused(3, &["choose one of these"]);
}

#[test]
fn rollback_does_not_bring_damage_into_force() {
    let bench = Workbench::with_lists();
    let segment = bench.inspect()["lists"][0]["segments"][0].as_str().unwrap().to_owned();
    bench.file("documents.csv", format!("{DOCUMENTS}SLTD-80,UTO,UTO,P,NEWONE123,,lost,\n"));
    bench.build(&["--documents", "documents.csv"]).expect(0);
    let name = format!("store/segments/{segment}");
    let mut bytes = std::fs::read(bench.path(&name)).unwrap();
    bytes[100] ^= 1;
    bench.file(&name, &bytes);
    bench.run(&["rollback", "--store", "store"]).expect(4);
    assert_eq!(bench.inspect()["generation"], 2);
}

#[test]
fn prune_keeps_the_newest() {
    let bench = Workbench::with_lists();
    for turn in 0..3 {
        bench.file("documents.csv", format!("{DOCUMENTS}SLTD-80,UTO,UTO,P,NEW{turn}00000,,lost,\n"));
        bench.build(&["--documents", "documents.csv"]).expect(0);
    }
    let told = bench.run(&["prune", "--store", "store", "--keep", "2"]).expect(0).json();
    assert_eq!(told["removed_generations"], serde_json::json!([1, 2]));
    assert_eq!(bench.inspect()["generations"], serde_json::json!([3, 4]));
    bench.run(&["verify", "--store", "store", "--deep"]).expect(0);
    bench.run(&["prune", "--store", "store", "--keep", "0"]).expect(2);
}

#[test]
fn help_completions_and_man_pages_come_from_one_definition() {
    let bench = Workbench::new();
    let help = bench.run(&["--help"]).expect(0).stdout;
    let page = bench.run(&["man"]).expect(0).stdout;
    let completions = bench.run(&["completions", "bash"]).expect(0).stdout;
    for command in
        ["build", "verify", "inspect", "rollback", "prune", "check", "reconcile", "completions", "man"]
    {
        assert!(
            help.contains(command) && page.contains(command) && completions.contains(command),
            "{command}"
        );
        let long = bench.run(&[command, "--help"]).expect(0).stdout;
        assert!(long.contains("Examples:"), "{command}");
    }
    for later in ["apply", "compact", "keygen", "publish", "pull"] {
        assert!(!help.contains(later), "{later} is not there yet");
    }
    bench.run(&["man", "--folder", "pages"]).expect(0);
    assert!(bench.read("pages/watchpost-loader-build.1").contains("quarantine"));
    assert!(bench.run(&["--version"]).expect(0).stdout.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn quiet_says_nothing_but_the_result() {
    let bench = Workbench::new();
    bench.file("documents.csv", DOCUMENTS);
    let ended = bench.build(&["--documents", "documents.csv", "--quiet"]).expect(0);
    assert!(ended.stderr.is_empty(), "{}", ended.stderr);
    assert_eq!(ended.json()["generation"], 1);
}

#[test]
fn a_file_is_never_written_into_the_store() {
    let bench = Workbench::with_lists();
    let current = bench.read("store/CURRENT");
    bench.file("rows.csv", "document_number\nL898902C3\n");
    let quarantine = ["--documents", "documents.csv", "--quarantine", "store/CURRENT"];
    bench.build(&quarantine).refused(2, &["--quarantine", "elsewhere"]);
    let output = ["reconcile", "--store", "store", "--input", "rows.csv", "--output", "store/segments/new"];
    bench.run(&output).refused(2, &["--output", "elsewhere"]);
    assert_eq!(bench.read("store/CURRENT"), current);
    assert!(!bench.path("store/segments/new").exists());
}

//! What is done to a store while the disk records.

use std::collections::BTreeSet;
use std::path::PathBuf;

use watchpost_engine::list::List;
use watchpost_engine::store::{Manifest, ManifestDraft, Sha256Name, Store, StoreError, Writer};

use super::published::{draft, time, write_segment};
use super::recorder::{Op, Recorder};

/// What may be found in force.
#[derive(PartialEq)]
pub(crate) struct State {
    pub(crate) manifest: Manifest,
    /// The segments that must be the only ones, once a prune was told as done.
    pub(crate) only_segments: Option<BTreeSet<Sha256Name>>,
}

/// Operations on a store that was at `root`, and the states they went through.
pub(crate) struct Recording {
    pub(crate) root: PathBuf,
    pub(crate) ops: Vec<Op>,
    pub(crate) states: Vec<State>,
}

/// Two lists; then one of them anew; then back.
pub(crate) fn build_roll_back() -> Recording {
    record(|script| {
        let mut writer = script.open();
        let old = write_segment(&writer, b"documents of the first build").unwrap();
        let vehicles = write_segment(&writer, b"vehicles").unwrap();
        script.publish(&mut writer, draft(1, &[(List::Documents, old), (List::Vehicles, vehicles)]));
        let new = write_segment(&writer, b"documents of the second build").unwrap();
        script.publish(&mut writer, draft(2, &[(List::Documents, new), (List::Vehicles, vehicles)]));
        script.step(|| writer.rollback(None, time(3)));
    })
}

/// The second build's only segment is byte for byte the first's.
pub(crate) fn same_segment_again() -> Recording {
    record(|script| {
        for second in [1, 2] {
            let mut writer = script.open();
            let segment = write_segment(&writer, b"a list that did not change").unwrap();
            script.publish(&mut writer, draft(second, &[(List::Documents, segment)]));
        }
    })
}

/// The second build is killed after `CURRENT` has its name and before that is durable. The next
/// writer finds the second generation in force, and prunes the first.
pub(crate) fn killed_then_pruned() -> Recording {
    record(|script| {
        let mut writer = script.open();
        let old = write_segment(&writer, b"the first build").unwrap();
        script.publish(&mut writer, draft(1, &[(List::Documents, old)]));
        let new = write_segment(&writer, b"the second build").unwrap();
        let second = script.states.len();
        script.disk.note(Op::Begun(second));
        script.disk.kill_at_sync(&script.root, 1);
        writer.publish(draft(2, &[(List::Documents, new)])).unwrap_err();
        drop(writer);
        script.disk.revive();
        let store = Store::open(&script.root).unwrap();
        let manifest = store.manifest(&store.current().unwrap()).unwrap();
        assert_eq!(manifest.number, 2);
        let mut writer = script.open();
        script.states.push(State { manifest, only_segments: Some([new.sha256].into()) });
        let pruned = writer.prune(1).unwrap();
        assert_eq!((pruned.generations, pruned.segments), (vec![1], 1));
        script.disk.note(Op::Done);
    })
}

struct Script {
    root: PathBuf,
    disk: Recorder,
    states: Vec<State>,
}

impl Script {
    fn open(&self) -> Writer<Recorder> {
        Writer::open(&self.root, self.disk.clone()).unwrap()
    }

    fn publish(&mut self, writer: &mut Writer<Recorder>, draft: ManifestDraft) {
        self.step(|| writer.publish(draft));
    }

    fn step(&mut self, publish: impl FnOnce() -> Result<Manifest, StoreError>) {
        self.disk.note(Op::Begun(self.states.len()));
        let manifest = publish().unwrap();
        self.disk.note(Op::Done);
        self.states.push(State { manifest, only_segments: None });
    }
}

fn record(play: impl FnOnce(&mut Script)) -> Recording {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("store");
    let mut script = Script { root, disk: Recorder::default(), states: Vec::new() };
    play(&mut script);
    Recording { ops: script.disk.ops(), root: script.root, states: script.states }
}

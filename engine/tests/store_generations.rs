//! What a store does for those who publish, roll back, prune and read at the same time.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "power_loss/published.rs"]
mod published;

use std::io::Write;
use std::path::{Path, PathBuf};

use published::{draft, time, write_segment};
use tempfile::TempDir;
use watchpost_engine::limits;
use watchpost_engine::list::List;
use watchpost_engine::store::{
    ErrorKind, Manifest, RealDisk, SegmentRef, Sha256Name, Store, StoreError, Writer,
};

fn new_store() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("store");
    (place, root)
}

/// One generation of one list a text, in order.
fn publish_all(root: &Path, texts: &[&str]) -> Writer<RealDisk> {
    let mut writer = Writer::open(root, RealDisk).unwrap();
    for (second, text) in (1..).zip(texts) {
        let segment = write_segment(&writer, text.as_bytes()).unwrap();
        writer.publish(draft(second, &[(List::Documents, segment)])).unwrap();
    }
    writer
}

fn in_force(store: &Store) -> Manifest {
    store.manifest(&store.current().unwrap()).unwrap()
}

fn only_segment(manifest: &Manifest) -> SegmentRef {
    *manifest.segments().next().unwrap()
}

fn count_files(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_second_writer_is_told_that_the_store_is_held() {
    let (_place, root) = new_store();
    let first = Writer::open(&root, RealDisk).unwrap();
    let error = Writer::open(&root, RealDisk).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Locked);
    assert!(error.to_string().contains("wait"), "{error}");
    drop(first);
    Writer::open(&root, RealDisk).unwrap();
}

#[test]
fn a_segment_is_named_by_its_bytes_however_they_come() {
    let (_place, root) = new_store();
    let writer = Writer::open(&root, RealDisk).unwrap();
    let bytes: Vec<u8> = (0..=250).cycle().take(limits::SEGMENT_BUFFER_BYTES * 2 + 17).collect();
    let mut segment = writer.new_segment().unwrap();
    for piece in bytes.chunks(70_001) {
        segment.write_all(piece).unwrap();
    }
    let segment = segment.finish(7).unwrap();
    assert_eq!(segment.sha256, Sha256Name::of(&bytes));
    assert_eq!((segment.bytes, segment.records), (u64::try_from(bytes.len()).unwrap(), 7));
    writer.store().verify_segment(&segment).unwrap();
    assert_eq!(std::fs::read(writer.store().segment_path(&segment.sha256)).unwrap(), bytes);
}

#[test]
fn a_segment_made_again_heals_a_damaged_one() {
    let (_place, root) = new_store();
    let writer = publish_all(&root, &["documents"]);
    let segment = only_segment(&in_force(writer.store()));
    std::fs::write(writer.store().segment_path(&segment.sha256), b"damaged!!").unwrap();
    assert_eq!(writer.store().verify_segment(&segment).unwrap_err().kind(), ErrorKind::Damaged);
    write_segment(&writer, b"documents").unwrap();
    writer.store().verify_segment(&segment).unwrap();
}

#[test]
fn a_segment_that_is_given_up_leaves_nothing() {
    let (_place, root) = new_store();
    let writer = Writer::open(&root, RealDisk).unwrap();
    writer.new_segment().unwrap().write_all(b"half of it").unwrap();
    assert_eq!(count_files(&root.join("segments")), 0);
}

#[test]
fn what_a_killed_build_left_goes_at_the_next_start_and_nothing_else_does() {
    let (_place, root) = new_store();
    let writer = publish_all(&root, &["documents"]);
    let published = in_force(writer.store());
    let work = writer.work_folder().unwrap();
    drop(writer);
    assert!(!work.exists(), "spill files hold records and go with the writer");
    std::fs::create_dir(&work).unwrap();
    let leftovers = ["CURRENT.tmp", "segments/0.tmp", "generations/2.json.tmp", "work/run-1"];
    for file in leftovers {
        std::fs::write(root.join(file), b"unfinished").unwrap();
    }
    std::fs::write(root.join("notes.tmp"), b"the operator's own").unwrap();
    let writer = Writer::open(&root, RealDisk).unwrap();
    for file in leftovers {
        assert!(!root.join(file).exists(), "{file}");
    }
    assert!(root.join("notes.tmp").exists());
    assert_eq!(in_force(writer.store()), published);
    writer.store().verify_segment(&only_segment(&published)).unwrap();
}

#[test]
fn a_number_is_never_given_twice() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["one", "two"]);
    let (first, second) = (writer.store().manifest_of(1).unwrap(), in_force(writer.store()));
    assert_eq!((first.number, first.parent), (1, None));
    assert_eq!(second.parent.unwrap().number, 1);
    // A build that was killed just before CURRENT, or whose CURRENT a power cut took back.
    let text = std::fs::read_to_string(root.join("generations/2.json")).unwrap();
    std::fs::write(root.join("generations/3.json"), text.replace("\"number\": 2", "\"number\": 3")).unwrap();
    writer.prune(1).unwrap();
    let next = writer.publish(draft(4, &[(List::Documents, only_segment(&second))])).unwrap();
    assert_eq!((next.number, next.parent.unwrap().number), (4, 2));
    let error = writer.rollback(Some(3), time(5)).unwrap_err();
    assert!(matches!(error, StoreError::NotOlder { asked: 3, current: 4, .. }), "never in force: {error}");
}

#[test]
fn a_draft_that_could_not_be_read_back_changes_nothing() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["documents"]);
    let before = in_force(writer.store());
    let segment = only_segment(&before);
    let absent = SegmentRef { sha256: Sha256Name::of(b"never written"), ..segment };
    let longer = SegmentRef { bytes: segment.bytes + 1, ..segment };
    for (wrong, kind) in [(absent, ErrorKind::Damaged), (longer, ErrorKind::Damaged)] {
        let error = writer.publish(draft(2, &[(List::Documents, wrong)])).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
    let mut two = draft(2, &[(List::Documents, segment)]);
    two.lists.get_mut(&List::Documents).unwrap().segments.push(segment);
    assert_eq!(writer.publish(two).unwrap_err().kind(), ErrorKind::Version);
    let mut long = draft(2, &[(List::Documents, segment)]);
    long.for_country = Some("U".repeat(5 << 20));
    assert_eq!(writer.publish(long).unwrap_err().kind(), ErrorKind::Refused);
    assert_eq!(in_force(writer.store()), before);
    assert_eq!(count_files(&root.join("generations")), 1);
}

#[test]
fn a_rollback_is_older_content_with_its_age_under_a_higher_number() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["one", "two", "three"]);
    let back = writer.rollback(None, time(9)).unwrap();
    let second = writer.store().manifest_of(2).unwrap();
    assert_eq!((back.number, back.rolled_back_to, back.created), (4, Some(2), time(9)));
    assert_eq!(back.lists, second.lists);
    assert_eq!(back.lists[&List::Documents].as_of, time(2));
    let further = writer.rollback(Some(1), time(10)).unwrap();
    assert_eq!((further.number, further.rolled_back_to), (5, Some(1)));
    assert_eq!(in_force(writer.store()), further);
    assert_eq!(writer.store().generations().unwrap(), [1, 2, 3, 4, 5]);
}

#[test]
fn a_second_rollback_goes_further_back_and_never_to_what_the_first_left() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["oldest", "good", "bad"]);
    let mut back = |hour| writer.rollback(None, time(hour)).map(|manifest| manifest.rolled_back_to);
    assert_eq!(back(7).unwrap(), Some(2));
    assert_eq!(back(8).unwrap(), Some(1));
    assert!(matches!(back(9).unwrap_err(), StoreError::NothingOlder { current: 5 }));
    let first = writer.store().manifest_of(3).unwrap();
    writer.publish(draft(10, &[(List::Documents, only_segment(&first))])).unwrap();
    let mut back = |hour| writer.rollback(None, time(hour)).map(|manifest| manifest.rolled_back_to);
    assert_eq!(back(11).unwrap(), Some(5));
    assert!(matches!(back(12).unwrap_err(), StoreError::NothingOlder { current: 7 }));
}

#[test]
fn a_rollback_to_what_is_not_older_is_refused_with_the_choice() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["same", "same"]);
    let error = writer.rollback(None, time(9)).unwrap_err();
    assert!(matches!(error, StoreError::NothingOlder { current: 2 }), "{error}");
    for asked in [0, 2, 3, u64::MAX] {
        let error = writer.rollback(Some(asked), time(9)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refused);
        let StoreError::NotOlder { current: 2, older, .. } = error else { panic!("{error}") };
        assert_eq!(older, [1]);
    }
    assert_eq!(in_force(writer.store()).number, 2);
}

#[test]
fn a_prune_keeps_what_the_kept_generations_name_and_counts_the_rest() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["shared", "second", "third!", "shared"]);
    let manifest_bytes: u64 =
        [1, 2].iter().map(|n| root.join(format!("generations/{n}.json")).metadata().unwrap().len()).sum();
    let pruned = writer.prune(2).unwrap();
    assert_eq!((pruned.generations, pruned.segments), (vec![1, 2], 1));
    assert_eq!(pruned.bytes, manifest_bytes + 6);
    let store = writer.store();
    assert_eq!(store.generations().unwrap(), [3, 4]);
    for number in [3, 4] {
        store.verify_segment(&only_segment(&store.manifest_of(number).unwrap())).unwrap();
    }
    assert!(matches!(store.manifest_of(2), Err(StoreError::NotOlder { .. })));
    assert!(matches!(writer.prune(0), Err(StoreError::KeepsNothing)));
    assert_eq!(writer.prune(9).unwrap().bytes, 0);
}

#[test]
fn a_prune_that_cannot_read_what_stays_removes_nothing() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["one", "two", "three"]);
    std::fs::write(root.join("generations/2.json"), b"{}").unwrap();
    assert_eq!(writer.prune(2).unwrap_err().kind(), ErrorKind::Damaged);
    assert_eq!((count_files(&root.join("generations")), count_files(&root.join("segments"))), (3, 3));
    writer.prune(1).unwrap();
    assert_eq!((count_files(&root.join("generations")), count_files(&root.join("segments"))), (1, 1));
}

#[test]
fn a_reader_overtaken_by_a_build_and_a_prune_starts_again() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["old"]);
    let store = Store::open(&root).unwrap();
    let mut turns = 0;
    let number = store
        .with_current(|current, manifest| {
            turns += 1;
            if turns == 1 {
                let segment = write_segment(&writer, b"new").unwrap();
                writer.publish(draft(2, &[(List::Documents, segment)])).unwrap();
                writer.prune(1).unwrap();
            }
            store.verify_segment(&only_segment(manifest))?;
            Ok::<_, StoreError>(current.number)
        })
        .unwrap();
    assert_eq!((number, turns), (2, 2));
}

#[test]
fn a_reader_that_is_always_overtaken_gives_up() {
    let (_place, root) = new_store();
    let mut writer = publish_all(&root, &["old"]);
    let segment = only_segment(&in_force(writer.store()));
    let mut turns = 0;
    let overtaken = Store::open(&root).unwrap().with_current(|_, _| {
        turns += 1;
        writer.publish(draft(2, &[(List::Documents, segment)]))?;
        Err::<(), _>(StoreError::KeepsNothing)
    });
    assert!(matches!(overtaken, Err(StoreError::KeepsNothing)));
    assert_eq!(turns, limits::CURRENT_RETRIES + 1);
}

//! Damage, a full disk, a vanished file: told as what it is, and the old generation stays
//! (reliability: promises 1 and 4).

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

#[path = "power_loss/published.rs"]
mod published;

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use published::{draft, time, write_segment};
use watchpost_engine::list::List;
use watchpost_engine::store::{
    Disk, ErrorKind, Expectation, Manifest, Probe, RealDisk, Sha256Name, Source, Store, StoreError, Writer,
};

/// Works until its n-th operation, which fails, as do all after it but removals: a full disk still
/// lets files go.
#[derive(Clone)]
struct FailingDisk {
    left: Arc<AtomicUsize>,
    fault: io::ErrorKind,
}

impl FailingDisk {
    fn new(works_for: usize, fault: io::ErrorKind) -> Self {
        Self { left: Arc::new(AtomicUsize::new(works_for)), fault }
    }

    fn step(&self) -> io::Result<()> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map(drop).map_err(|_| self.fault.into())
    }
}

impl Disk for FailingDisk {
    type File = File;

    fn create(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        RealDisk.create(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(fault) = self.step() {
            RealDisk.write(file, &bytes[..bytes.len() / 2])?;
            return Err(fault);
        }
        RealDisk.write(file, bytes)
    }

    fn sync_file(&self, _: &mut File) -> io::Result<()> {
        self.step()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.step()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
}

/// A store with one generation of one list.
fn first_generation(root: &Path) -> Manifest {
    let mut writer = Writer::open(root, RealDisk).unwrap();
    let segment = write_segment(&writer, b"the first build").unwrap();
    let mut first = draft(1, &[(List::Documents, segment)]);
    first.for_country = Some("UTO".to_owned());
    first.lists.get_mut(&List::Documents).unwrap().sources.push(Source {
        name: "sltd.csv".to_owned(),
        sha256: Sha256Name::of(b"a source"),
        rows: 3,
        refused: 1,
        repeated: 1,
        withheld: 0,
        left_out: 0,
        joined: 0,
        licence: None,
    });
    first.probes.push(Probe {
        at: time(1),
        question: serde_json::json!({"document": {"number": "L898902C3"}}),
        expect: Expectation { outcome: "no_hit".to_owned(), hits: Vec::new() },
    });
    writer.publish(first).unwrap()
}

/// The generation in force, with every byte of its segments read.
fn read_all(root: &Path) -> Result<Manifest, StoreError> {
    let store = Store::open(root)?;
    let manifest = store.manifest(&store.current()?)?;
    manifest.segments().try_for_each(|segment| store.verify_segment(segment))?;
    Ok(manifest)
}

fn second_build<D: Disk>(root: &Path, disk: D) -> Result<Manifest, StoreError> {
    let mut writer = Writer::open(root, disk)?;
    let segment = write_segment(&writer, b"the second build")?;
    writer.publish(draft(2, &[(List::Documents, segment)]))
}

fn unfinished_files(root: &Path) -> Vec<String> {
    let folders = [root.to_owned(), root.join("segments"), root.join("generations")];
    let names = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".tmp")).collect()
}

/// The number of operations after which the second build was done.
fn fail_at_every_step(fault: io::ErrorKind, remedy: &str) -> usize {
    let mut in_force_already = 0;
    for works_for in 0.. {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("store");
        let first = first_generation(&root);
        let disk = FailingDisk::new(works_for, fault);
        let error = match second_build(&root, disk) {
            Ok(second) => {
                assert_eq!(read_all(&root).unwrap(), second);
                // Only the very last step, making the new CURRENT durable, comes after that.
                assert_eq!(in_force_already, 1);
                return works_for;
            }
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::Io, "{error}");
        let text = error.to_string();
        assert!(text.contains(root.to_str().unwrap()) && text.contains(remedy), "{text}");
        assert_eq!(unfinished_files(&root), Vec::<String>::new(), "space is given back at once");
        let found = read_all(&root).unwrap();
        if found != first {
            in_force_already += 1;
            assert_eq!(found.number, 2);
        }
        let later = second_build(&root, RealDisk).unwrap();
        assert!(later.number > found.number);
        assert_eq!(read_all(&root).unwrap(), later);
    }
    unreachable!("the range has no end")
}

#[test]
fn a_full_disk_at_any_step_leaves_the_old_generation_and_says_what_was_needed() {
    let steps = fail_at_every_step(io::ErrorKind::StorageFull, "free space");
    assert!(steps >= 12, "{steps} steps are too few for a segment, a manifest and CURRENT");
}

#[test]
fn a_folder_that_may_not_be_written_leaves_the_old_generation() {
    fail_at_every_step(io::ErrorKind::PermissionDenied, "the right");
    fail_at_every_step(io::ErrorKind::ReadOnlyFilesystem, "the right");
}

#[test]
fn a_full_disk_names_the_bytes_of_the_segment() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("store");
    first_generation(&root);
    let error = second_build(&root, FailingDisk::new(1, io::ErrorKind::StorageFull)).unwrap_err();
    assert!(error.to_string().contains("16 bytes"), "{error}");
}

#[test]
fn every_changed_byte_and_every_cut_of_any_file_is_an_error() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("store");
    let manifest = first_generation(&root);
    let segment = manifest.segments().next().unwrap().sha256;
    for file in ["CURRENT".to_owned(), "generations/1.json".to_owned(), format!("segments/{segment}")] {
        let path = root.join(file);
        let bytes = std::fs::read(&path).unwrap();
        let refused = |changed: &[u8], what: &str| {
            std::fs::write(&path, changed).unwrap();
            let error = read_all(&root).expect_err(what);
            assert_eq!(error.kind(), ErrorKind::Damaged, "{what}: {error}");
        };
        for at in 0..bytes.len() {
            for mask in [0x01, 0x20, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= mask;
                refused(&changed, &format!("{} byte {at} mask {mask:#x}", path.display()));
            }
            refused(&bytes[..at], &format!("{} cut at {at}", path.display()));
        }
        refused(&[bytes.as_slice(), b" "].concat(), "one byte more");
        refused(&vec![b' '; 5 << 20], "a file without end");
        std::fs::write(&path, bytes).unwrap();
    }
    assert_eq!(read_all(&root).unwrap(), manifest);
}

#[test]
fn a_vanished_file_is_told_with_what_names_it() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("store");
    let segment = first_generation(&root).segments().next().unwrap().sha256;
    for (file, named_by) in
        [(format!("segments/{segment}"), "manifest"), ("generations/1.json".to_owned(), "CURRENT")]
    {
        std::fs::remove_file(root.join(&file)).unwrap();
        let error = read_all(&root).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged);
        assert!(error.to_string().contains(&file) && error.to_string().contains(named_by), "{error}");
    }
    std::fs::remove_file(root.join("CURRENT")).unwrap();
    assert!(matches!(read_all(&root), Err(StoreError::Empty { .. })));
    std::fs::remove_dir_all(&root).unwrap();
    assert_eq!(read_all(&root).unwrap_err().kind(), ErrorKind::Io);
}

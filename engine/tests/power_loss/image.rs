//! One folder as it may be found after a power cut, and what must hold in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use watchpost_engine::list::List;
use watchpost_engine::store::{Sha256Name, Store, StoreError, Writer};

use super::published::{draft, write_segment};
use super::recorder::Recorder;
use super::script::{Recording, State};

/// Paths are relative to the store's folder, whose own is empty.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Image {
    pub(crate) folders: BTreeSet<PathBuf>,
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Image {
    /// Lays the image out and looks at it as a reader does; with `reopen`, then as the next writer.
    pub(crate) fn check(
        &self,
        allowed: &[Option<usize>],
        recording: &Recording,
        reopen: bool,
    ) -> Result<(), String> {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("store");
        for folder in &self.folders {
            std::fs::create_dir(root.join(folder)).unwrap();
        }
        for (path, bytes) in &self.files {
            std::fs::write(root.join(path), bytes).unwrap();
        }
        let states: Vec<Option<&State>> =
            allowed.iter().map(|state| state.map(|state| &recording.states[state])).collect();
        self.read(&root, &states)?;
        if reopen { write_again(&root) } else { Ok(()) }
    }

    fn read(&self, root: &Path, allowed: &[Option<&State>]) -> Result<(), String> {
        if self.folders.is_empty() {
            return allowed.contains(&None).then_some(()).ok_or("the store is gone".to_owned());
        }
        let store = Store::open(root).map_err(|error| error.to_string())?;
        let current = match store.current() {
            Err(StoreError::Empty { .. }) if allowed.contains(&None) => return Ok(()),
            current => current.map_err(|error| error.to_string())?,
        };
        let manifest = store.manifest(&current).map_err(|error| error.to_string())?;
        let state = allowed
            .iter()
            .flatten()
            .find(|state| state.manifest == manifest)
            .ok_or_else(|| format!("generation {} is neither the old nor the new", current.number))?;
        for generation in store.ancestry().map_err(|error| error.to_string())? {
            for segment in generation.map_err(|error| error.to_string())?.segments() {
                store.verify_segment(segment).map_err(|error| error.to_string())?;
            }
        }
        self.nothing_came_back(state, allowed.len() == 1)
    }

    /// After a prune that was told as done, what it removed is gone.
    fn nothing_came_back(&self, state: &State, settled: bool) -> Result<(), String> {
        let Some(segments) = state.only_segments.as_ref().filter(|_| settled) else { return Ok(()) };
        let names =
            self.files.keys().filter_map(|path| path.file_name()?.to_str()?.parse::<Sha256Name>().ok());
        let found: BTreeSet<Sha256Name> = names.collect();
        if found != *segments {
            return Err("a pruned segment came back".to_owned());
        }
        Ok(())
    }
}

/// The next writer clears up and brings in a generation of its own.
fn write_again(root: &Path) -> Result<(), String> {
    let text = |error: StoreError| error.to_string();
    let mut writer = Writer::open(root, Recorder::default()).map_err(text)?;
    for folder in [root.to_owned(), root.join("segments"), root.join("generations")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".tmp") {
                return Err(format!("{name} is left over"));
            }
        }
    }
    let segment = write_segment(&writer, b"the next build").map_err(text)?;
    let published = writer.publish(draft(9, &[(List::Documents, segment)])).map_err(text)?;
    let store = Store::open(root).map_err(text)?;
    let found = store.manifest(&store.current().map_err(text)?).map_err(text)?;
    (found == published).then_some(()).ok_or("the next build is not in force".to_owned())
}

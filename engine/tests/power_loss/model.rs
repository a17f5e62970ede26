//! What a file system holds for certain, what it may hold, and all that it may show after a cut.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::image::Image;
use super::recorder::Op;

type Names = BTreeMap<PathBuf, usize>;

#[derive(Clone)]
enum NameChange {
    Set(PathBuf, usize),
    Move(PathBuf, PathBuf, usize),
    Gone(PathBuf),
}

impl NameChange {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Set(path, file) => {
                names.insert(path.clone(), *file);
            }
            Self::Move(from, to, file) => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
            Self::Gone(path) => {
                names.remove(path);
            }
        }
    }
}

#[derive(Default)]
struct Folder {
    durable: Names,
    /// Changes since the last sync, in order.
    pending: Vec<NameChange>,
}

#[derive(Default)]
struct FileBytes {
    written: Vec<u8>,
    /// How many of them are durable.
    synced: usize,
}

/// The store's folder and the two within it.
pub(crate) struct Model {
    root: PathBuf,
    folders: BTreeMap<PathBuf, Folder>,
    /// Folders whose own name is durable.
    durable_folders: BTreeSet<PathBuf>,
    files: BTreeMap<usize, FileBytes>,
    live: Names,
    acknowledged: Option<usize>,
    begun: Option<usize>,
}

impl Model {
    pub(crate) fn new(root: &Path) -> Self {
        let folders = [root.to_owned(), root.join("segments"), root.join("generations")];
        Self {
            root: root.to_owned(),
            folders: folders.into_iter().map(|path| (path, Folder::default())).collect(),
            durable_folders: BTreeSet::new(),
            files: BTreeMap::new(),
            live: Names::new(),
            acknowledged: None,
            begun: None,
        }
    }

    /// The states that may be found now; `None` is a store without a generation.
    pub(crate) fn allowed(&self) -> Vec<Option<usize>> {
        match self.begun {
            Some(begun) => vec![self.acknowledged, Some(begun)],
            None => vec![self.acknowledged],
        }
    }

    pub(crate) fn apply(&mut self, op: &Op) {
        match op {
            Op::Create(file, path) => {
                self.files.insert(*file, FileBytes::default());
                self.change(path, NameChange::Set(path.clone(), *file));
            }
            Op::Write(file, bytes) => self.files.get_mut(file).unwrap().written.extend_from_slice(bytes),
            Op::SyncFile(file) => {
                let file = self.files.get_mut(file).unwrap();
                file.synced = file.written.len();
            }
            Op::Rename(from, to) => {
                let file = self.live[from];
                self.change(to, NameChange::Move(from.clone(), to.clone(), file));
            }
            Op::SyncFolder(path) => self.sync_folder(path),
            Op::Remove(path) => self.change(path, NameChange::Gone(path.clone())),
            Op::Begun(state) => self.begun = Some(*state),
            Op::Done => self.acknowledged = self.begun.take().or(self.acknowledged),
        }
    }

    fn change(&mut self, path: &Path, change: NameChange) {
        change.apply(&mut self.live);
        self.folders.get_mut(path.parent().unwrap()).unwrap().pending.push(change);
    }

    fn sync_folder(&mut self, path: &Path) {
        if let Some(folder) = self.folders.get_mut(path) {
            for change in folder.pending.drain(..) {
                change.apply(&mut folder.durable);
            }
        }
        let inner = self.folders.keys().filter(|folder| folder.parent() == Some(path)).cloned();
        self.durable_folders.extend(inner.collect::<Vec<_>>());
    }

    /// Every folder that a cut at this moment may leave.
    pub(crate) fn images(&self) -> Vec<Image> {
        let mut images = Vec::new();
        for folders in self.folder_choices() {
            let mut names = vec![Names::new()];
            for folder in &folders {
                names = product(&names, &self.name_choices(folder));
            }
            for names in names {
                let unsure = names.values().filter(|file| self.files[file].is_unsure()).copied();
                let unsure: Vec<usize> = unsure.collect::<BTreeSet<_>>().into_iter().collect();
                for lengths in length_choices(&unsure, &self.files) {
                    images.push(self.image(&folders, &names, &lengths));
                }
            }
        }
        images
    }

    /// Sets of folders that may be there: the durable ones, and any of the others whose parent is.
    fn folder_choices(&self) -> Vec<BTreeSet<PathBuf>> {
        let mut choices = vec![BTreeSet::new()];
        for folder in self.folders.keys() {
            let with = choices.iter().filter(|set| *folder == self.root || set.contains(&self.root));
            let with: Vec<BTreeSet<PathBuf>> =
                with.map(|set| set.iter().cloned().chain([folder.clone()]).collect()).collect();
            if self.durable_folders.contains(folder) {
                choices.retain(|set| *folder != self.root && !set.contains(&self.root));
            }
            choices.extend(with);
        }
        choices
    }

    fn name_choices(&self, folder: &Path) -> Vec<Names> {
        let Folder { durable, pending } = &self.folders[folder];
        assert!(pending.len() < 12, "too many names in doubt to try them all");
        (0..1_usize << pending.len())
            .map(|kept| {
                let mut names = durable.clone();
                for (at, change) in pending.iter().enumerate() {
                    if kept >> at & 1 == 1 {
                        change.apply(&mut names);
                    }
                }
                names
            })
            .collect()
    }

    fn image(&self, folders: &BTreeSet<PathBuf>, names: &Names, lengths: &BTreeMap<usize, usize>) -> Image {
        let relative = |path: &PathBuf| path.strip_prefix(&self.root).unwrap().to_owned();
        let files = names.iter().map(|(path, file)| {
            let written = &self.files[file].written;
            let length = lengths.get(file).copied().unwrap_or(written.len());
            (relative(path), written[..length].to_owned())
        });
        Image { folders: folders.iter().map(relative).collect(), files: files.collect() }
    }
}

impl FileBytes {
    fn is_unsure(&self) -> bool {
        self.synced < self.written.len()
    }

    /// Lost, torn, kept.
    fn lengths(&self) -> [usize; 3] {
        let end = self.written.len();
        [self.synced, self.synced + (end - self.synced) / 2, end]
    }
}

fn product(left: &[Names], right: &[Names]) -> Vec<Names> {
    let both = |names: &Names, more: &Names| names.iter().chain(more).map(|(p, f)| (p.clone(), *f)).collect();
    left.iter().flat_map(|names| right.iter().map(move |more| both(names, more))).collect()
}

fn length_choices(unsure: &[usize], files: &BTreeMap<usize, FileBytes>) -> Vec<BTreeMap<usize, usize>> {
    let mut choices = vec![BTreeMap::new()];
    for file in unsure {
        let longer = |choice: &BTreeMap<usize, usize>| {
            files[file].lengths().map(|length| {
                let mut choice = choice.clone();
                choice.insert(*file, length);
                choice
            })
        };
        choices = choices.iter().flat_map(longer).collect();
    }
    choices
}

//! The seam through which everything that changes a store goes: six operations, nothing else.
//!
//! Tests put their own disk here: one that records, one that fails, one that runs full. Making the
//! store's folders is set-up and done with the standard library; making them durable is
//! [`Disk::sync_folder`], like everything else.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// The six operations. Each returns when the operating system has accepted it; only `sync_file`
/// and `sync_folder` promise that it outlives a power cut.
pub trait Disk: Send + Sync {
    /// A file that is being written.
    type File: Send;

    /// Makes a new, empty file; an error if there is one of that name.
    fn create(&self, path: &Path) -> io::Result<Self::File>;

    /// Appends all of `bytes`.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;

    /// Makes the file's bytes durable (not its name: that is the folder's).
    fn sync_file(&self, file: &mut Self::File) -> io::Result<()>;

    /// Gives a file another name in the same folder, in place of any file that had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes the names in a folder durable.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    type File = File;

    fn create(&self, path: &Path) -> io::Result<File> {
        File::create_new(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync_file(&self, file: &mut File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
}

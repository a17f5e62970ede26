//! Working files of a build: without a name, so that they vanish with the process however it ends.

use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Seek};
use std::path::Path;

use super::error::WriteError;

/// Bytes gathered before a working file is written: few calls, and little memory however many files are open.
const BUFFER_BYTES: usize = 1 << 16;

/// A working file in `folder`, without a buffer.
pub(crate) fn bare_working_file(folder: &Path) -> Result<File, WriteError> {
    tempfile::tempfile_in(folder).map_err(WriteError::io("creating a working file"))
}

/// A working file in `folder`.
pub(crate) fn working_file(folder: &Path) -> Result<BufWriter<File>, WriteError> {
    Ok(BufWriter::with_capacity(BUFFER_BYTES, bare_working_file(folder)?))
}

/// The working file again, from its start, for reading.
pub(crate) fn rewound(out: BufWriter<File>) -> Result<File, WriteError> {
    let mut file = out
        .into_inner()
        .map_err(IntoInnerError::into_error)
        .map_err(WriteError::io("writing a working file"))?;
    file.rewind().map_err(WriteError::io("reading a working file"))?;
    Ok(file)
}

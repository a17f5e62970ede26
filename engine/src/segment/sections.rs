//! Writes a segment in one pass: header, sections, table, trailer.

use std::io::{Read, Write};

use xxhash_rust::xxh3::Xxh3Default;
use zerocopy::IntoBytes;

use super::error::WriteError;
use super::layout::{Header, SectionEntry, SectionKind, TRAILER_MAGIC, Trailer};
use crate::list::List;

/// Bytes that pass from a working file to the segment at a time.
const COPY_BYTES: usize = 1 << 18;

/// A segment while it is written.
pub struct SectionWriter<W> {
    out: W,
    header: Header,
    position: u64,
    table: Vec<SectionEntry>,
    open: Option<OpenSection>,
}

struct OpenSection {
    kind: SectionKind,
    start: u64,
    checksum: Xxh3Default,
}

impl<W: Write> SectionWriter<W> {
    /// Starts a segment of `list`.
    ///
    /// # Errors
    /// What the system says.
    pub fn start(mut out: W, list: List) -> Result<Self, WriteError> {
        let header = Header::of(list);
        out.write_all(header.as_bytes()).map_err(WriteError::io("writing a segment"))?;
        Ok(Self { out, header, position: size_of::<Header>() as u64, table: Vec::new(), open: None })
    }

    /// Begins a section; what is written from now on belongs to it.
    pub fn begin(&mut self, kind: SectionKind) {
        self.end();
        self.open = Some(OpenSection { kind, start: self.position, checksum: Xxh3Default::new() });
    }

    /// Appends to the open section.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        if let Some(open) = &mut self.open {
            open.checksum.update(bytes);
        }
        self.out.write_all(bytes).map_err(WriteError::io("writing a segment"))?;
        self.position += bytes.len() as u64;
        Ok(())
    }

    /// Appends all of a working file to the open section.
    ///
    /// # Errors
    /// What the system says.
    pub fn copy(&mut self, mut from: impl Read) -> Result<(), WriteError> {
        let mut buffer = vec![0; COPY_BYTES];
        loop {
            let read = from.read(&mut buffer).map_err(WriteError::io("reading a working file"))?;
            if read == 0 {
                return Ok(());
            }
            self.write(&buffer[..read])?;
        }
    }

    fn end(&mut self) {
        if let Some(open) = self.open.take() {
            self.table.push(SectionEntry {
                kind: u16::from(open.kind.code()).into(),
                version: 0.into(),
                reserved: 0.into(),
                offset: open.start.into(),
                length: (self.position - open.start).into(),
                checksum: open.checksum.digest128().to_le_bytes(),
            });
        }
    }

    /// Writes table and trailer; returns the output, not yet synced.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.end();
        let table_offset = self.position;
        let trailer = Trailer {
            table_offset: table_offset.into(),
            sections: u32::try_from(self.table.len()).unwrap_or(u32::MAX).into(),
            reserved: 0.into(),
            checksum: [0; 16],
            reserved_for_signature: 0.into(),
            magic: TRAILER_MAGIC,
        };
        let trailer =
            Trailer { checksum: table_checksum(&self.header, self.table.as_bytes(), &trailer), ..trailer };
        self.out.write_all(self.table.as_bytes()).map_err(WriteError::io("writing a segment"))?;
        self.out.write_all(trailer.as_bytes()).map_err(WriteError::io("writing a segment"))?;
        Ok(self.out)
    }
}

/// The checksum that covers header, table and the first fields of the trailer.
pub(super) fn table_checksum(header: &Header, table: &[u8], trailer: &Trailer) -> [u8; 16] {
    let mut checksum = Xxh3Default::new();
    checksum.update(header.as_bytes());
    checksum.update(table);
    checksum.update(trailer.table_offset.as_bytes());
    checksum.update(trailer.sections.as_bytes());
    checksum.update(trailer.reserved.as_bytes());
    checksum.digest128().to_le_bytes()
}

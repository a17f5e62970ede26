//! Opens a segment: checks every byte against its checksum, then hands out its sections.
//!
//! Nothing is looked up in a section before its checksum agrees.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;
use zerocopy::{FromBytes, IntoBytes};

use super::error::SegmentError;
use super::layout::{
    FORMAT_VERSION, HEADER_MAGIC, Header, SectionEntry, SectionKind, TRAILER_MAGIC, Trailer,
};
use super::map::{MappedBytes, SegmentMap};
use super::sections::table_checksum;
use crate::list::List;

/// A segment whose every section agrees with its checksum.
pub struct Sections {
    list: List,
    sections: Vec<(SectionKind, MappedBytes)>,
    bytes: u64,
}

impl Sections {
    /// Maps a file and checks it whole.
    ///
    /// # Errors
    /// [`SegmentError`] if the file cannot be read, is of another version or list, or any byte is not as written.
    pub fn open(path: &Path, list: List) -> Result<Self, SegmentError> {
        let map = SegmentMap::open(path)
            .map_err(|source| SegmentError::Unreadable { path: path.to_owned(), source })?;
        let header = read_header(&map, list)?;
        let trailer = read_trailer(&map)?;
        let table = read_table(&map, header, trailer)?;
        let mut sections = Vec::with_capacity(table.len());
        let mut next = size_of::<Header>() as u64;
        for entry in table {
            let kind = section_kind(entry)?;
            let (offset, length) = (entry.offset.get(), entry.length.get());
            if offset != next {
                return Err(SegmentError::in_section(kind, format!("offset {next}"), offset));
            }
            let end = offset.saturating_add(length);
            let bytes = usize::try_from(offset)
                .ok()
                .zip(usize::try_from(end).ok())
                .filter(|_| end <= trailer.table_offset.get())
                .and_then(|(start, end)| MappedBytes::new(&map, start, end))
                .ok_or_else(|| SegmentError::in_section(kind, "an end before the table", end))?;
            let found = xxh3_128(&bytes).to_le_bytes();
            if found != entry.checksum {
                let expected = format!("checksum {}", hex(&entry.checksum));
                return Err(SegmentError::in_section(
                    kind,
                    expected,
                    format!("{} in bytes {offset} to {end}", hex(&found)),
                ));
            }
            sections.push((kind, bytes));
            next = end;
        }
        if next != trailer.table_offset.get() {
            return Err(SegmentError::damaged("end of the last section", trailer.table_offset, next));
        }
        Ok(Self { list, sections, bytes: map.len() as u64 })
    }

    /// The list that the segment holds.
    #[must_use]
    pub const fn list(&self) -> List {
        self.list
    }

    /// The segment's size in bytes.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Every section with its size in bytes.
    pub fn sizes(&self) -> impl Iterator<Item = (SectionKind, u64)> {
        self.sections.iter().map(|(kind, bytes)| (*kind, bytes.len() as u64))
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`SegmentError::SectionMissing`].
    pub fn section(&self, kind: SectionKind) -> Result<MappedBytes, SegmentError> {
        self.sections
            .iter()
            .find(|(found, _)| *found == kind)
            .map(|(_, bytes)| bytes.clone())
            .ok_or(SegmentError::SectionMissing { section: kind })
    }

    /// Reads one byte of every page, so that the first checks after a switch do not wait for the disk.
    pub fn warm(&self) {
        const PAGE_BYTES: usize = 4096;
        for (_, bytes) in &self.sections {
            bytes.iter().step_by(PAGE_BYTES).for_each(|byte| {
                std::hint::black_box(byte);
            });
        }
    }
}

fn read_header(map: &SegmentMap, list: List) -> Result<&Header, SegmentError> {
    let (header, _) = Header::ref_from_prefix(map)
        .map_err(|_| SegmentError::damaged("length", "a header of 16 bytes", map.len()))?;
    if header.magic != HEADER_MAGIC {
        return Err(SegmentError::damaged("first bytes", hex(&HEADER_MAGIC), hex(&header.magic)));
    }
    if header.version.get() != FORMAT_VERSION {
        return Err(SegmentError::Version { found: header.version.get() });
    }
    if *header != Header::of(list) {
        let found = List::ALL.iter().find(|found| **found as u8 == header.list);
        let found = found.map_or_else(|| format!("list code {}", header.list), ToString::to_string);
        return Err(SegmentError::List { expected: list, found });
    }
    Ok(header)
}

fn read_trailer(map: &SegmentMap) -> Result<&Trailer, SegmentError> {
    let (_, trailer) = Trailer::ref_from_suffix(map)
        .map_err(|_| SegmentError::damaged("length", "a trailer of 48 bytes", map.len()))?;
    if trailer.magic != TRAILER_MAGIC {
        return Err(SegmentError::damaged("last bytes", hex(&TRAILER_MAGIC), hex(&trailer.magic)));
    }
    if trailer.reserved_for_signature.get() != 0 {
        return Err(SegmentError::damaged("signature's place", 0, trailer.reserved_for_signature));
    }
    Ok(trailer)
}

fn read_table<'m>(
    map: &'m SegmentMap,
    header: &Header,
    trailer: &Trailer,
) -> Result<&'m [SectionEntry], SegmentError> {
    let end = map.len().saturating_sub(size_of::<Trailer>());
    let table = usize::try_from(trailer.table_offset.get()).ok().and_then(|start| map.get(start..end));
    let Some(table) = table else {
        return Err(SegmentError::damaged("table offset", format!("at most {end}"), trailer.table_offset));
    };
    let found = table_checksum(header, table, trailer);
    if found != trailer.checksum {
        return Err(SegmentError::damaged("section table", hex(&trailer.checksum), hex(&found)));
    }
    let entries = <[SectionEntry]>::ref_from_bytes(table)
        .map_err(|_| SegmentError::damaged("section table", "whole entries of 40 bytes", table.len()))?;
    if entries.len() as u64 != u64::from(trailer.sections.get()) {
        return Err(SegmentError::damaged("section count", trailer.sections, entries.len()));
    }
    Ok(entries)
}

fn section_kind(entry: &SectionEntry) -> Result<SectionKind, SegmentError> {
    let kind = u8::try_from(entry.kind.get()).ok().and_then(SectionKind::from_code);
    let kind = kind.ok_or_else(|| SegmentError::damaged("section kind", "a known one", entry.kind))?;
    if entry.version.get() != 0 || entry.reserved.get() != 0 {
        return Err(SegmentError::in_section(kind, "version 0", entry.version));
    }
    Ok(kind)
}

fn hex(bytes: &[u8]) -> String {
    bytes.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

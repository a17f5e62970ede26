//! Writes the section `rows`: where each record starts, in blocks of few bytes a row, and which rows share a key.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};

use zerocopy::IntoBytes;

use crate::segment::error::WriteError;
use crate::segment::layout::{
    DETAIL_BYTES, LONG_RUN, LongRun, ROW_BLOCK_START_BYTES, ROW_BYTES_LEAST, ROW_BYTES_MOST, ROWS_OF_A_BLOCK,
    RowsHead, SectionKind,
};
use crate::segment::sections::SectionWriter;
use crate::segment::working_file::rewound;

/// Rows while records are written. How many bytes a row needs is known only at the end, so a working file holds them.
pub(super) struct RowWriter {
    /// Of each row its start, and in the lowest bit whether the next row has the same key.
    out: BufWriter<File>,
    /// Start of the last row, which does not know yet what comes behind it.
    last: Option<u64>,
    written: u64,
    /// First byte behind the last record.
    detail: u64,
    /// Where the open block starts.
    block_start: u64,
    /// The greatest distance of a row from the start of its block.
    distance: u64,
    /// First row of the open run.
    run_start: u64,
    long_runs: Vec<LongRun>,
}

impl RowWriter {
    pub(super) const fn new(out: BufWriter<File>) -> Self {
        Self {
            out,
            last: None,
            written: 0,
            detail: 0,
            block_start: 0,
            distance: 0,
            run_start: 0,
            long_runs: Vec::new(),
        }
    }

    /// Number of rows so far.
    pub(super) const fn written(&self) -> u64 {
        self.written
    }

    /// Adds a row whose record has `stored_bytes`; `starts_run` if the row before has another key.
    pub(super) fn push(&mut self, stored_bytes: usize, starts_run: bool) -> Result<(), WriteError> {
        if let Some(start) = self.last {
            self.write(start, !starts_run)?;
        }
        if starts_run {
            self.end_run();
        }
        if self.written.is_multiple_of(ROWS_OF_A_BLOCK) {
            self.block_start = self.detail;
        }
        self.distance = self.distance.max(self.detail - self.block_start);
        self.last = Some(self.detail);
        self.detail += stored_bytes as u64;
        self.written += 1;
        if self.detail > DETAIL_BYTES {
            return Err(WriteError::TooMuch { what: "the size of all records", limit: DETAIL_BYTES });
        }
        Ok(())
    }

    fn end_run(&mut self) {
        let length = self.written - self.run_start;
        if length >= LONG_RUN {
            self.long_runs.push(LongRun { start: self.run_start.into(), length: length.into() });
        }
        self.run_start = self.written;
    }

    fn write(&mut self, start: u64, is_followed: bool) -> Result<(), WriteError> {
        let entry = start << 1 | u64::from(is_followed);
        self.out.write_all(&entry.to_le_bytes()).map_err(WriteError::io("writing a working file"))
    }

    /// Writes the section. Returns the runs whose length is worth a place of its own.
    pub(super) fn finish<W: Write>(mut self, out: &mut SectionWriter<W>) -> Result<Vec<LongRun>, WriteError> {
        if let Some(start) = self.last {
            self.write(start, false)?;
        }
        self.end_run();
        let bits = u64::BITS - (self.distance << 1).leading_zeros();
        let row_bytes = (bits.div_ceil(8) as usize).max(ROW_BYTES_LEAST);
        if row_bytes > ROW_BYTES_MOST {
            return Err(WriteError::TooMuch {
                what: "the size of some records that stand together",
                limit: 1 << (ROW_BYTES_MOST * 8 - 1),
            });
        }
        out.begin(SectionKind::Rows);
        let head = RowsHead { row_bytes: u8::try_from(row_bytes).unwrap_or_default(), reserved: [0; 7] };
        out.write(head.as_bytes())?;
        let mut rows = BufReader::with_capacity(1 << 16, rewound(self.out)?);
        let mut block = Vec::new();
        let mut start = 0;
        for row in 0..self.written {
            let mut entry = [0; 8];
            rows.read_exact(&mut entry).map_err(WriteError::io("reading a working file"))?;
            let entry = u64::from_le_bytes(entry);
            if row.is_multiple_of(ROWS_OF_A_BLOCK) {
                out.write(&block)?;
                start = entry >> 1;
                block.clear();
                block.extend_from_slice(&start.to_le_bytes()[..ROW_BLOCK_START_BYTES]);
            }
            block.extend_from_slice(&(entry - (start << 1)).to_le_bytes()[..row_bytes]);
        }
        out.write(&block)?;
        Ok(self.long_runs)
    }
}

//! Every bound of the loader, each with its reason.

/// Most bytes of one row. The longest record of a real list (a person with all names and remarks) has 40 KB.
pub const ROW_BYTES: usize = 1 << 20;

/// Most cells of one CSV row. The widest list met has 60 columns.
pub const ROW_CELLS: usize = 1_024;

/// Bytes read from a file at a time.
pub const READ_BYTES: usize = 1 << 17;

/// Most bytes of a mapping file. The longest shipped one has 3 KB.
pub const MAPPING_BYTES: u64 = 1 << 20;

/// Most bytes of a column's or key's name that a message repeats: a longer one is no name.
pub const NAME_SHOWN_BYTES: usize = 64;

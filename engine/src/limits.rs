//! Every limit that a stranger can run into, each with its reason.

// Fields of travel documents and persons.

/// Longest issuer code, in signs. Doc 9303 uses three; lists carry longer ones, which must not be lost.
pub const ISSUER_CODE_BYTES: usize = 16;

// The store.

/// Most bytes of `CURRENT`. Its longest valid form has 196; a longer file is not one of ours.
pub const CURRENT_BYTES: u64 = 256;

/// Most bytes of a manifest. A few sources and probes take some kilobytes; 4 MiB leaves room for a
/// thousand probes, and a reader can still hold it in memory without a thought.
pub const MANIFEST_BYTES: u64 = 4 << 20;

/// Most bytes of one segment: 64 GiB. The largest list known (140 million documents) needs a
/// quarter of it; more means a broken or hostile manifest.
pub const SEGMENT_BYTES: u64 = 64 << 30;

/// Most sources of one list: a list is compiled from tens of files, not from thousands.
pub const SOURCES_PER_LIST: usize = 1_024;

/// Most probes of one generation. A reload asks them all before it switches, so their number bounds
/// the time of a reload.
pub const PROBES: usize = 1_024;

/// Highest number of a generation: what a reader in any language holds exactly (2^53 - 1). One
/// generation a second reaches it after 285 million years.
pub const GENERATION_NUMBER: u64 = (1 << 53) - 1;

/// How often a reader starts again because `CURRENT` moved on while it read. A writer that
/// publishes and prunes faster than a reader opens files is a fault to be told, not waited out.
pub const CURRENT_RETRIES: usize = 3;

/// Bytes gathered before a segment's writer calls the disk: fewer calls, little memory.
pub const SEGMENT_BUFFER_BYTES: usize = 1 << 20;

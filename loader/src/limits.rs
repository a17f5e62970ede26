//! Every bound of the loader, each with its reason.

/// Most bytes of one row. The longest record of a real list (a person with all names and remarks) has 40 KB.
pub const ROW_BYTES: usize = 1 << 20;

/// Most cells of one CSV row. The widest list met has 60 columns.
pub const ROW_CELLS: usize = 1_024;

/// Most keys of one JSON object: as many as a CSV row has cells, for the same reason. Each is compared with those
/// before it.
pub const ROW_KEYS: usize = ROW_CELLS;

/// Most elements in one another in an XML file, those around a row counted apart from those in it. The deepest list
/// met has six.
pub const XML_DEPTH: u64 = 64;

/// What an XML element counts beside its name and text, so that a row of empty elements is bounded as well: about
/// what it takes in memory.
pub const XML_ELEMENT_BYTES: usize = 32;

/// Most bytes of rows that are held in memory together, to be joined to a list or grouped: a quarter of the memory
/// that a build has by default. A million aliases of persons take half of it.
pub const HELD_BYTES: usize = 1 << 28;

/// Most rows that are put together as one by their key. The largest group met has 60.
pub const GROUP_ROWS: usize = 1_024;

/// Most years of a span in a birth date: a longer one tells nobody apart. The longest met in a list has 20.
pub const SPAN_YEARS: u16 = 25;

/// Highest age of a person in a list, in years. Nobody known grew older than 122.
pub const MOST_AGE: u16 = 130;

/// Most values that are gathered for a column, and names for a record: one more than a record may have, so that it is
/// refused. Each is compared with those before it.
pub const VALUES_GATHERED: usize = watchpost_engine::limits::RECORD_VALUES + 1;

/// Bytes read from a file at a time.
pub const READ_BYTES: usize = 1 << 17;

/// Most bytes of a mapping file. The longest shipped one has 3 KB.
pub const MAPPING_BYTES: u64 = 1 << 20;

/// Most bytes of a column's or key's name that a message repeats: a longer one is no name.
pub const NAME_SHOWN_BYTES: usize = 64;

/// Rows between two looks at the progress bar: looking costs more than a row.
pub const ROWS_BETWEEN_PROGRESS: u64 = 16_384;

/// How far ahead of the clock the time of a list may lie, as a check tolerates it.
pub const AS_OF_AHEAD: jiff::SignedDuration = watchpost_engine::limits::AS_OF_AHEAD;

/// Most sources of one list, as the store allows.
pub const SOURCES: usize = watchpost_engine::limits::SOURCES_PER_LIST;

/// Rows of a manifest that are asked together: enough that handing them over costs nothing.
pub const CHUNK_ROWS: usize = 256;

/// Bytes of rows after which a chunk is full, however few they are: rows may carry up to a megabyte each through, and
/// chunks of 256 of those would take gigabytes.
pub const CHUNK_BYTES: usize = 1 << 20;

/// Chunks in flight for each core: one being asked, one waiting, two being read and written.
pub const CHUNKS_PER_CORE: usize = 4;

/// Rows of a list that are read into records together: enough that handing them over costs nothing.
pub const BUILD_CHUNK_ROWS: usize = 1_024;

/// Bytes of rows after which such a chunk is full: memory stays bounded however long the rows are.
pub const BUILD_CHUNK_BYTES: usize = 1 << 18;

/// Chunks that wait in front of a thread, and behind it.
pub const BUILD_CHUNKS_WAITING: usize = 2;

/// Most threads that read rows into records: more would only wait for the one that gathers them in their order.
pub const BUILD_THREADS: usize = 8;

/// One part in so many of a build's memory is not for sorting: rows on their way, the program, and later the shards of
/// indexes that are built.
pub const BUILD_MEMORY_BESIDE_SORTING: usize = 8;

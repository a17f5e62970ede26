//! Every bound of the server that a stranger can run into, each with its reason.

use std::time::Duration;

/// Most bytes of a request body, and of one line of a batch (docs/contract.md section 5). A question of 256 subjects
/// takes some 100 KiB.
pub const BODY_BYTES: usize = 1 << 20;

/// Most header fields of a request. Browsers send about 20, proxies add some.
pub const HEADER_FIELDS: usize = 64;

/// Most bytes of a request's header fields. Cookies are no use here, so a quarter of what proxies allow is plenty.
pub const HEADER_BYTES: usize = 16 << 10;

/// Most bytes of a request's head that are held at all. Up to here a head that is too large is refused with a problem
/// document; beyond, with a bare 431 and the end of the connection.
pub const HEAD_BUFFER_BYTES: usize = 64 << 10;

/// Header fields up to which the refusal still is a problem document.
pub const HEAD_BUFFER_FIELDS: usize = 256;

/// Longest unknown field name that a refusal repeats. Longer ones are no slip of the pen.
pub const TOLD_NAME_BYTES: usize = 64;

/// How long an open connection may wait for its next request. Officers ask every minute or so; a connection that is
/// kept saves them the handshake.
pub const IDLE: Duration = Duration::from_secs(120);

/// How long the head of a request may take from its first byte. It fits into one packet or two.
pub const HEAD: Duration = Duration::from_secs(10);

/// How long the body of a check may take: 1 MiB over a line of 1 Mbit/s takes 8.4 s.
pub const BODY: Duration = Duration::from_secs(15);

/// How long a client may leave its answers unread before the connection is given up.
pub const WRITE: Duration = Duration::from_secs(30);

/// How long a batch may be silent. Longer pauses are better two batches, as each pins a generation.
pub const BATCH_SILENCE: Duration = Duration::from_secs(60);

/// How long open requests may take after SIGTERM. Service managers wait 30 to 90 s before they kill.
pub const DRAIN: Duration = Duration::from_secs(30);

/// Open connections of the check listener. An idle one takes some 20 KiB, so all of them 200 MiB.
pub const CONNECTIONS: usize = 10_000;

/// Open connections of the admin listener: probes, a scraper, a person.
pub const ADMIN_CONNECTIONS: usize = 64;

/// Checks that wait or run at the same time. At 20 us each this queue takes 5 ms on one core; a caller behind it is
/// better served by an early 503.
pub const IN_FLIGHT: usize = 256;

/// Bytes of a body or an answer that every connection may hold. Nearly every check takes less, and with all
/// connections open it comes to 2 x 160 MiB.
pub const FREE_BYTES: usize = 16 << 10;

/// Bytes of all larger bodies and answers together. Without this bound, slow senders and slow readers on all
/// connections would hold gigabytes.
pub const HELD_BYTES: usize = 256 << 20;

/// Bytes of a large answer that are handed to its connection at a time.
pub const ANSWER_PART_BYTES: usize = 32 << 10;

/// Batches at the same time: each may hold a line, its answers and a generation.
pub const BATCHES: usize = 16;

/// Subjects of a batch's lines that are answered before others get their turn: half a millisecond. Lines say nothing of
/// the work, as one may have one subject or 256.
pub const BATCH_SUBJECTS_PER_TURN: usize = 64;

/// Bytes of batch answers that are gathered before they are handed on.
pub const BATCH_CHUNK_BYTES: usize = 32 << 10;

/// Chunks of batch answers that wait for a slow reader; then the batch waits too.
pub const BATCH_CHUNKS: usize = 4;

/// Connections over the limit that are told so with a 503 at the same time. Beyond it they are closed without a word,
/// so that the telling cannot be the flood.
pub const REFUSALS: usize = 64;

/// How long a connection that this side ends is kept to let the client read the last answer.
pub const LINGER: Duration = Duration::from_secs(1);

/// Bytes that are read and thrown away in that time: four bodies. A client that sends more loses the answer.
pub const LINGER_BYTES: usize = 4 * BODY_BYTES;

/// Seconds that a caller is asked to wait after a 503. Overload is over within a second once it ends.
pub const RETRY_AFTER_SECONDS: u64 = 1;

/// How long the poll leaves a `CURRENT` alone that could not be loaded: its files may be mended in place, but reading
/// gigabytes every second helps nobody.
pub const FAILED_RELOAD: Duration = Duration::from_secs(30);

/// Log lines that wait for a slow reader of the log. Beyond it they are dropped and counted: a full pipe must not stop
/// the checks.
pub const LOG_LINES: usize = 4_096;

/// The longest age that `--stale-after` and `--lease` may name, in hours: a year. More is a slip of the pen.
pub const AGE_HOURS: i64 = 366 * 24;

/// The longest life of a batch that `--batch-minutes` may name: a day, as it pins a generation.
pub const BATCH_MINUTES: u64 = 24 * 60;

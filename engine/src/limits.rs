//! Every limit that a stranger can run into, each with its reason.

// Fields of travel documents and persons.

/// Longest issuer code, in signs. Doc 9303 uses three; lists carry longer ones, which must not be lost.
pub const ISSUER_CODE_BYTES: usize = 16;

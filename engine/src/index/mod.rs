//! Indexes: from a folded key to the rows that have it.
//!
//! A question passes three gates, cheapest first: a binary fuse filter, which says "surely not" for all but one
//! in 256 of the keys that are absent; an FST, which knows; and the rows, which are graded. Look-ups borrow
//! from the mapped segment and do not allocate.

pub mod exact;
pub mod exact_writer;
pub mod parts;
mod pattern_walk;
pub mod range;
mod range_gate;
mod range_levels;
pub mod range_writer;
pub mod shape_counter;
pub mod shapes;
pub mod vin_ends;

/// The 64-bit hash by which filters know a key.
#[must_use]
pub fn key_hash(key: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(key)
}

/// The first eight bytes of a key as a number that sorts as they do; shorter keys are filled up with zero bytes.
#[must_use]
pub fn key_head(key: &[u8]) -> u64 {
    if let Some(first) = key.first_chunk::<8>() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0; 8];
    first[..key.len()].copy_from_slice(key);
    u64::from_be_bytes(first)
}

/// The filter shard of a hash, among `shards` (a power of two): its high bits.
#[must_use]
pub const fn filter_shard(hash: u64, shards: u32) -> usize {
    // With one shard the shift would be 64; the shift by 1 before it keeps every case in range.
    ((hash >> 1) >> (63 - shards.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::filter_shard;

    #[test]
    fn shards_are_cut_by_the_high_bits() {
        assert_eq!(filter_shard(u64::MAX, 1), 0);
        assert_eq!(filter_shard(u64::MAX, 2), 1);
        assert_eq!(filter_shard(u64::MAX >> 1, 2), 0);
        assert_eq!(filter_shard(u64::MAX, 64), 63);
        assert_eq!(filter_shard(0, 64), 0);
    }
}

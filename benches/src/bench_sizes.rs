//! Which stores the criterion benches take.

use crate::store::Sizes;

/// The variable that adds the store of 10 M documents; it takes a minute to build, once, and 500 MB.
pub const WITH_10_M: &str = "WATCHPOST_BENCH_10M";

/// The variable that leaves the smallest store alone, for a smoke run.
pub const SMALLEST_ONLY: &str = "WATCHPOST_BENCH_SMALLEST";

/// 10 k and 1 M documents, and 10 M if asked.
#[must_use]
pub fn bench_sizes() -> Vec<Sizes> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| value == "1");
    let mut documents = vec![10_000];
    if !is_set(SMALLEST_ONLY) {
        documents.push(1_000_000);
    }
    if is_set(WITH_10_M) {
        documents.push(10_000_000);
    }
    documents.into_iter().map(Sizes::of_documents).collect()
}

/// Questions of a bench: enough to leave the processor's caches, as at a border.
#[must_use]
pub fn bench_questions() -> usize {
    if std::env::var_os(SMALLEST_ONLY).is_some() { 1_000 } else { 1_000_000 }
}

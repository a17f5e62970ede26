//! Opening of a whole generation, every byte checked.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use watchpost_benches::bench_sizes::bench_sizes;
use watchpost_benches::store;

fn generations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    for sizes in bench_sizes() {
        let folder = store::kept_folder(sizes).expect("a store that builds");
        group.bench_function(BenchmarkId::new("generation", sizes.documents), |bencher| {
            bencher.iter(|| black_box(store::open(&folder).is_ok()));
        });
    }
    group.finish();
}

criterion_group!(opening, generations);
criterion_main!(opening);

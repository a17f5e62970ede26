//! Look-ups in `documents`: miss, exact hit, hit in a range of blanks; the bare filter probe stands in the same group.

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use watchpost_benches::bench_sizes::{bench_questions, bench_sizes};
use watchpost_benches::{questions, store};
use watchpost_engine::date::Date;
use watchpost_engine::document::number::DocumentNumber;
use watchpost_engine::index::key_hash;
use watchpost_engine::limits::ROWS_GRADED;
use watchpost_engine::segment::documents::DocumentSegment;
use xorf::{BinaryFuse8, Filter};

fn look_ups(criterion: &mut Criterion) {
    let today = Date::of(store::conditions().expect("a constant moment").now);
    let mut group = criterion.benchmark_group("documents");
    for sizes in bench_sizes() {
        let generation = store::kept(sizes).expect("a store that opens");
        let documents = generation.documents().expect("a store with documents");
        let missed = questions::missed_numbers(bench_questions(), today);
        let listed = questions::listed_documents(sizes, bench_questions()).expect("listed documents");
        let listed: Vec<_> = listed.into_iter().map(|document| document.number).collect();
        let in_ranges = questions::numbers_in_ranges(sizes, bench_questions() / 10).expect("ranges");

        let hashes: Vec<u64> = missed.iter().map(|number| key_hash(number.key().as_bytes())).collect();
        let filter = bare_filter(documents);
        let mut probed = hashes.iter().cycle();
        group.bench_function(BenchmarkId::new("bare filter probe", sizes.documents), |bencher| {
            bencher.iter(|| black_box(probed.next().is_some_and(|hash| filter.contains(hash))));
        });
        let mut asked = missed.iter().cycle();
        group.bench_function(BenchmarkId::new("miss", sizes.documents), |bencher| {
            bencher.iter(|| {
                black_box(asked.next().is_some_and(|number| documents.find(&number.key()).is_empty()))
            });
        });
        for (name, numbers) in [("hit", &listed), ("range hit", &in_ranges)] {
            let mut asked = numbers.iter().cycle();
            group.bench_function(BenchmarkId::new(name, sizes.documents), |bencher| {
                bencher.iter(|| black_box(asked.next().map(|number| records(documents, number))));
            });
        }
    }
    group.finish();
}

/// Finds and reads the records of a number, and counts them.
fn records(documents: &DocumentSegment, number: &DocumentNumber) -> usize {
    let key = number.key();
    let run = documents.find(&key);
    let mut records = 0;
    let read = documents.read(&run, number, &key, None, ROWS_GRADED, |record| {
        records += usize::from(black_box(record).is_ok());
    });
    assert!(read.is_ok() && records > 0, "a listed number is found");
    records
}

fn bare_filter(documents: &DocumentSegment) -> BinaryFuse8 {
    let mut hashes = Vec::new();
    let _: ControlFlow<()> = documents.index().for_each(|key, _| {
        hashes.push(key_hash(key));
        ControlFlow::Continue(())
    });
    BinaryFuse8::try_from(&hashes).expect("distinct hashes")
}

criterion_group!(documents, look_ups);
criterion_main!(documents);

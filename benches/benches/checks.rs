//! Whole checks: a passport by its zone, a listed document typed by hand, a car with five people.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use watchpost_benches::bench_sizes::{bench_questions, bench_sizes};
use watchpost_benches::{questions, store};
use watchpost_engine::check::check;

fn checks(criterion: &mut Criterion) {
    let conditions = store::conditions().expect("a constant moment");
    let mut group = criterion.benchmark_group("check");
    for sizes in bench_sizes() {
        let generation = store::kept(sizes).expect("a store that opens");
        let count = bench_questions() / 100;
        let listed = questions::listed_document_checks(sizes, count).expect("listed documents");
        for (name, questions) in [
            ("passport by MRZ", questions::passport_checks(count)),
            ("listed document", listed),
            ("car with five people", questions::cars_with_five(count)),
        ] {
            let mut asked = questions.iter().cycle();
            group.bench_function(BenchmarkId::new(name, sizes.documents), |bencher| {
                bencher.iter(|| {
                    let question = asked.next().expect("a cycle has no end");
                    black_box(check(&generation, question, &conditions, String::new()).is_ok())
                });
            });
        }
    }
    group.finish();
}

criterion_group!(all_checks, checks);
criterion_main!(all_checks);

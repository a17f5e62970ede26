//! The search for a person among names as frequent as real ones, by how the person is asked.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use watchpost_benches::bench_sizes::{SMALLEST_ONLY, bench_questions};
use watchpost_benches::population;
use watchpost_engine::check::check;
use watchpost_testdata::population::Asking;

fn persons(criterion: &mut Criterion) {
    let conditions = population::conditions().expect("a constant moment");
    let mut sizes = vec![10_000];
    if std::env::var_os(SMALLEST_ONLY).is_none() {
        sizes.push(population::HELD);
    }
    let mut group = criterion.benchmark_group("person");
    for persons in sizes {
        let generation = population::kept(persons).expect("a store that opens");
        generation.warm();
        for asking in Asking::ALL {
            let questions = population::checks(asking, persons, bench_questions() / 20);
            let mut asked = questions.iter().cycle();
            group.bench_function(BenchmarkId::new(asking.told(), persons), |bencher| {
                bencher.iter(|| {
                    let question = asked.next().expect("a cycle has no end");
                    black_box(check(&generation, question, &conditions, String::new()).is_ok())
                });
            });
        }
    }
    group.finish();
}

criterion_group!(all_persons, persons);
criterion_main!(all_persons);

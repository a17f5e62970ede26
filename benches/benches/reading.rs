//! Reading: a passport's zone beside the crate `mrz`, and keys.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use watchpost_benches::bench_sizes::bench_questions;
use watchpost_benches::{questions, store};
use watchpost_engine::date::Date;
use watchpost_engine::document::mrz::Mrz;
use watchpost_engine::document::number::DocumentNumber;

fn passports(criterion: &mut Criterion) {
    let today = today();
    let passports = questions::clean_passports(bench_questions() / 10);
    let mut group = criterion.benchmark_group("mrz-td3");
    let mut asked = passports.iter().cycle();
    group.bench_function("watchpost", |bencher| {
        bencher.iter(|| {
            let lines = asked.next().map_or(&[][..], Vec::as_slice);
            black_box(Mrz::parse_lines(lines.iter().map(String::as_str), today).is_ok())
        });
    });
    let mut asked = passports.iter().cycle();
    group.bench_function("crate mrz", |bencher| {
        bencher.iter(|| match asked.next().map(Vec::as_slice) {
            Some([one, two]) => black_box(mrz::parse_td3(one, two).is_ok()),
            _ => false,
        });
    });
    group.finish();
}

fn keys(criterion: &mut Criterion) {
    let numbers = questions::missed_numbers(bench_questions(), today());
    let mut asked = numbers.iter().cycle();
    criterion.bench_function("key-fold", |bencher| {
        bencher.iter(|| black_box(asked.next().map(DocumentNumber::key)));
    });
}

fn today() -> Date {
    Date::of(store::conditions().expect("a constant moment").now)
}

criterion_group!(reading, passports, keys);
criterion_main!(reading);

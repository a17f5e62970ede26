//! The real lists of persons, where they are present: how much of them is read.

use watchpost_engine::record::PersonRecord;

use crate::{read_persons, sample};

/// How many values all records have together.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    records: usize,
    names: usize,
    births: usize,
    nationalities: usize,
    documents: usize,
    sexes: usize,
}

fn held(records: &[PersonRecord]) -> Held {
    let sum = |of: fn(&PersonRecord) -> usize| records.iter().map(of).sum();
    Held {
        records: records.len(),
        names: sum(|record| record.names.len()),
        births: sum(|record| record.birth_dates.len()),
        nationalities: sum(|record| record.nationalities.len()),
        documents: sum(|record| record.documents.len()),
        sexes: sum(|record| usize::from(record.sex.is_some())),
    }
}

#[test]
fn the_real_lists_give_what_they_hold() {
    let cases: [(&str, &str, &[&str], Held); 8] = [
        (
            "ofac-sdn.toml",
            "persons/ofac/sdn-2024-05-03.csv.gz",
            &["persons/ofac/alt-2022-01-31.csv.gz"],
            Held {
                records: 6_854,
                names: 15_333,
                births: 7_728,
                nationalities: 5_442,
                documents: 3_729,
                sexes: 4_264,
            },
        ),
        (
            "un-consolidated.toml",
            "persons/un/un-consolidated-2026-01-28.xml.gz",
            &[],
            Held { records: 726, names: 3_263, births: 979, nationalities: 647, documents: 448, sexes: 54 },
        ),
        (
            "eu-consolidated.toml",
            "persons/eu/eu-consolidated-2026-01-28.jsonl.gz",
            &[],
            Held { records: 4_302, names: 16_235, births: 3_436, nationalities: 0, documents: 858, sexes: 0 },
        ),
        (
            "interpol-red-notices-detail.toml",
            "persons/interpol/red-notices-detail-2023-05.jsonl.gz",
            &[],
            Held { records: 186, names: 186, births: 186, nationalities: 189, documents: 0, sexes: 186 },
        ),
        (
            "uk-hmt.toml",
            "persons/uk/hmt-conlist-2014-04-02.csv.gz",
            &[],
            Held {
                records: 1_337,
                names: 3_774,
                births: 1_182,
                nationalities: 525,
                documents: 380,
                sexes: 0,
            },
        ),
        (
            "ca-sema.toml",
            "persons/ca/sema-autonomous-sanctions.xml.gz",
            &[],
            Held { records: 3_334, names: 5_844, births: 1_718, nationalities: 0, documents: 0, sexes: 0 },
        ),
        (
            "fbi-wanted.toml",
            "persons/fbi/fbi-wanted-2024-02.csv",
            &[],
            Held { records: 401, names: 1_698, births: 486, nationalities: 321, documents: 0, sexes: 389 },
        ),
        (
            "eu-fsf-csv.toml",
            "persons/eu/eu-fsf-2018-07-04-part.csv.gz",
            &[],
            Held { records: 61, names: 162, births: 11, nationalities: 58, documents: 3, sexes: 12 },
        ),
    ];
    for (mapping, name, joined, expected) in cases {
        let joined: Vec<_> = joined.iter().filter_map(|name| sample(name)).collect();
        let Some(path) = sample(name) else { continue };
        let joined: Vec<_> = joined.iter().map(std::path::PathBuf::as_path).collect();
        let (_, records) = read_persons(mapping, &path, &joined);
        assert_eq!(held(&records), expected, "{name}");
    }
}

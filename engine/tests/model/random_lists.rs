//! Random lists over small alphabets, so that twins, duplicates and overlaps are many.

use jiff::SignedDuration;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use watchpost_engine::list::List;

use crate::lists::ListRow;
use crate::store::{Lists, now};

pub(crate) const ISSUERS: &[&str] =
    &["UTO", "UTO", "GBR", "GBD", "GB", "D", "DEU", "ROM", "ROU", "QZX", "FRA"];
pub(crate) const TYPES: &[&str] = &["P", "P", "PP", "V", "ID", "C", "X"];
pub(crate) const BORN: &[&str] = &[
    "1974-08-12",
    "1974-12-08",
    "1974-08",
    "1974",
    "2012-03-05",
    "1912-03-05",
    "2012",
    "1975-01-01",
    "2008-11-24",
    "2008-11-25",
    "2008-02-29",
    "1974-08-13",
    "1975-08-12",
    "1975-08",
    "1976",
    "1974-07-01",
    // Buddhist and Hijri years: August 1974.
    "2517-08-12",
    "1394-07-23",
    "1394-07",
    // January 2019.
    "1440-05",
];
/// Dates of which each pair tells something of the other.
pub(crate) const BORN_NEAR: &[&str] = &[
    "1974-08-12",
    "1974-12-08",
    "1974-08",
    "1974",
    "1975-08-12",
    "1975-08",
    "1976-12-08",
    "1975-01-01",
    "2517-08-12",
    "1394-07",
];
pub(crate) const SURNAMES: &[&str] = &[
    "DOE",
    "O'Neil",
    "Müller",
    "MUELLER",
    "MULLER",
    "Novák",
    "ZWINGLHOFER",
    "ZWINGELHOFER",
    "AL-BASRIDI",
    "Albasridi",
    "Щербачёв",
    "SHCHERBACHEV",
    "VILARCHAO BENDANA",
    "Ivanovskaya",
    "IVANOVSKIY",
    "مظفروف",
    "Muzaffarov",
    "לוי",
    "LEVI",
    "VANDER MEERBURG",
    "VAN DER MEERBURG",
    "ABD AL RAHMANI",
    "ABDURRAHMANI",
    "DELLA",
    "王",
    "WANG",
    "KIRCHENSTEINER",
    "KIRCHENSTEINER OBERHUBER",
];
pub(crate) const GIVEN: &[&str] = &[
    "ANNA",
    "Anna Maria",
    "MARIA-ANNA",
    "EVA",
    "",
    "YSOLDINA",
    "Ysoldnia",
    "YSOLDINA MARIA",
    "Xiaomeng",
    "XIAO MENG",
    "Aleksandr",
    "SASHA",
    "Y",
    "A. M.",
    "MARIA-ANNABELLA",
    "小明",
    "XIAO MING",
    "Ксения",
    "MAXIMILIANA",
];
pub(crate) const SEXES: &[&str] = &["M", "F", "F", "X"];
pub(crate) const PLACES: &[&str] = &["Utopia", "UTOPIA, North", "Port Müller", "PORT MUELLER", "Eiland"];
const OWNERS: &[&str] = &["UTO", "UTO", "GBR", "DEU"];
const DAYS: &[&str] = &["2026-11-23", "2026-11-24", "2026-11-25", "2030-01-01"];

/// Numbers: short ones, long ones with letters, and digits alone, of nine signs and of ten.
pub(crate) fn number() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[AO0][B8][0-2][0-3O]",
        3 => "X[AO0]Y[B8]KM[0-2][0-3O]",
        1 => "12345678[0-2]",
        1 => "123456789[0-2]",
        3 => misread_number(),
    ]
    .boxed()
}

/// Numbers that differ in signs that are taken for one another.
pub(crate) fn misread_number() -> BoxedStrategy<String> {
    "[FP]7[CG6][4Y][38][KL]?".boxed()
}

/// First and last number of a range.
fn range() -> BoxedStrategy<(String, String)> {
    (prop_oneof!["[AO0][B8]", "X[AO0]Y[B8]KM"], 0..23_u32, 0..23_u32)
        .prop_map(|(prefix, a, b)| (format!("{prefix}{:02}", a.min(b)), format!("{prefix}{:02}", a.max(b))))
        .boxed()
}

fn put(row: ListRow, column: &str, text: Option<impl Into<String>>) -> ListRow {
    match text {
        Some(text) => row.with(column, text),
        None => row,
    }
}

/// What every list has.
fn listing() -> BoxedStrategy<ListRow> {
    let action = select(&["none", "discreet", "protect", "arrest", "refuse-entry", "warn"][..]);
    (
        0..9_u32,
        select(OWNERS),
        weighted(0.2, action),
        weighted(0.3, select(DAYS)),
        weighted(0.2, select(DAYS)),
        weighted(0.2, Just("true")),
    )
        .prop_map(|(id, owner, action, expires_on, review_on, exercise)| {
            let row = ListRow::default().with("record_id", format!("R-{id}")).with("owner", owner);
            let row = put(put(row, "action", action), "expires_on", expires_on);
            put(put(row, "review_on", review_on), "exercise", exercise)
        })
        .boxed()
}

fn document() -> BoxedStrategy<ListRow> {
    let numbers = prop_oneof![
        3 => number().prop_map(|number| (number, None)),
        1 => range().prop_map(|(first, last)| (first, Some(last))),
    ];
    let status = select(
        &["stolen", "lost", "stolen-blank", "revoked", "invalid", "fraudulent", "notice", "notice", "notice"]
            [..],
    );
    (
        listing(),
        numbers,
        weighted(0.8, select(ISSUERS)),
        weighted(0.7, select(TYPES)),
        status,
        weighted(0.8, 0..9_u32),
        weighted(0.4, select(OWNERS)),
    )
        .prop_map(|(row, (number, number_to), issuer, kind, status, notice_id, notice_owner)| {
            let row = row.with("number", number).with("status", status);
            let row = put(put(row, "number_to", number_to), "issuer", issuer);
            let notice_id = notice_id.map(|id| format!("R-{id}"));
            put(put(put(row, "type", kind), "notice_id", notice_id), "notice_owner", notice_owner)
        })
        .boxed()
}

/// Short ones, and whole ones that differ in a few signs: some with a check digit that agrees, some of one run.
pub(crate) fn vin() -> BoxedStrategy<String> {
    prop_oneof![
        1 => "WV[O0Q][1I]2",
        2 => "1M8GDM9A[X1]KP[O04]427[38][389]",
        1 => "[1L]M8G[DO]M[93]AXKP042788",
        1 => "1M8GDM9AXKP0(42|24)788",
        2 => "W[VM]WZZZ[17]JZXW00[17]0[358][38]",
    ]
    .boxed()
}

pub(crate) fn plate() -> BoxedStrategy<String> {
    prop_oneof!["[AА][B8В]-?[O0]7", "[CС] ?[1I]X", "A[B8]-[1I7]2[37]-C[DV0]", "F(Ü|UE|U)-A[B8] 12"].boxed()
}

pub(crate) const MAKES: &[&str] = &["VW", "Volkswagen", "RENAULT", "Renault"];
pub(crate) const MODELS: &[&str] = &["Clio", "CLIO V", "GOLF"];
pub(crate) const YEARS: &[u16] = &[1989, 2012, 2018, 2019];

pub(crate) fn engine_number() -> BoxedStrategy<String> {
    "E[Z2] ?[S5]9".boxed()
}

pub(crate) const PLATE_COUNTRIES: &[&str] = &["FRA", "FR", "D", "DEU", "GBR", "GBD"];

fn vehicle() -> BoxedStrategy<ListRow> {
    (
        listing(),
        weighted(0.6, vin()),
        weighted(0.7, plate()),
        weighted(0.4, engine_number()),
        weighted(0.7, select(PLATE_COUNTRIES)),
        select(&["stolen", "plate-stolen", "plate-stolen", "misappropriated", "wanted", "part"][..]),
        (weighted(0.5, select(MAKES)), weighted(0.4, select(MODELS)), weighted(0.4, select(YEARS))),
    )
        .prop_map(|(row, vin, plate, engine, country, status, (make, model, year))| {
            let row =
                put(put(put(row, "make", make), "model", model), "year", year.map(|year| year.to_string()));
            let vin = vin.or_else(|| (plate.is_none() && engine.is_none()).then(|| "WV012".to_owned()));
            let row = put(put(row.with("status", status), "vin", vin), "plate", plate);
            put(put(row, "engine_number", engine), "plate_country", country)
        })
        .boxed()
}

/// A document named on a person record.
fn named() -> BoxedStrategy<String> {
    (select(&["UTO", "GBR", "GBD", "-", "D"][..]), number(), weighted(0.5, select(&["P", "V", "ID"][..])))
        .prop_map(|(issuer, number, kind)| match kind {
            Some(kind) => format!("{issuer}/{number}/{kind}"),
            None => format!("{issuer}/{number}"),
        })
        .boxed()
}

fn name() -> BoxedStrategy<String> {
    (select(SURNAMES), select(GIVEN)).prop_map(|(surname, given)| format!("{given} {surname}")).boxed()
}

fn joined(values: Vec<impl AsRef<str>>) -> String {
    values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("|")
}

fn person(born: &'static [&'static str]) -> BoxedStrategy<ListRow> {
    let notices =
        ["red", "yellow", "yellow", "blue", "green", "orange", "purple", "black", "un", "diffusion", "alert"];
    let statuses = ["wanted", "missing", "victim", "suspect", "witness", "unknown"];
    (
        listing(),
        select(notices.to_vec()),
        (select(SURNAMES), select(GIVEN)),
        prop::collection::vec(name(), 0..3),
        prop::collection::vec(select(born), 0..3),
        prop::collection::vec(named(), 0..3),
        weighted(0.5, select(statuses.to_vec())),
        weighted(0.3, any::<bool>()),
        (
            weighted(0.6, select(SEXES)),
            prop::collection::vec(select(ISSUERS), 0..3),
            weighted(0.4, select(PLACES)),
        ),
    )
        .prop_map(|(row, notice, (surname, given), aliases, births, documents, status, minor, traits)| {
            let (sex, nationalities, place) = traits;
            let row = put(put(row, "sex", sex), "birth_place", place);
            let row = row.with("nationalities", joined(nationalities));
            let row = row.with("notice", notice).with("surname", surname).with("given", given);
            let row = row.with("aliases", joined(aliases)).with("birth_dates", joined(births));
            let row = put(row.with("documents", joined(documents)), "status", status);
            let row = put(row, "minor", minor.map(|minor| minor.to_string()));
            // An alert has its action in the list.
            if notice == "alert" && row.get("action").is_none() {
                row.with("action", "discreet")
            } else {
                row
            }
        })
        .boxed()
}

/// Most lists are fresh; the others stand around each limit.
fn age_in_seconds() -> BoxedStrategy<i64> {
    const HOUR: i64 = 3_600;
    let limits = [
        0,
        24 * HOUR,
        24 * HOUR + 1,
        48 * HOUR,
        48 * HOUR + 1,
        -300,
        -301,
        -48 * HOUR,
        -48 * HOUR - 1,
        3 * HOUR,
    ];
    prop_oneof![6 => Just(600), 4 => select(limits.to_vec())].boxed()
}

/// Rows of a list, some of them twice, and its age; seldom no list.
fn list(row: BoxedStrategy<ListRow>, most: usize) -> BoxedStrategy<Option<(i64, Vec<ListRow>)>> {
    let rows =
        (prop::collection::vec(row, 0..most), prop::collection::vec(any::<prop::sample::Index>(), 0..3));
    let rows = rows.prop_map(|(mut rows, twice)| {
        if !rows.is_empty() {
            let again: Vec<ListRow> = twice.iter().map(|index| index.get(&rows).clone()).collect();
            rows.extend(again);
        }
        rows
    });
    weighted(0.92, (age_in_seconds(), rows)).boxed()
}

/// Persons alone, more of them: their search leaves records unread by what it knows of them, so most is to be missed there.
pub(crate) fn persons() -> BoxedStrategy<Lists> {
    prop::collection::vec(person(BORN_NEAR), 1..40)
        .prop_map(|rows| Lists([(List::Persons, (now(), rows))].into_iter().collect()))
        .boxed()
}

pub(crate) fn lists() -> BoxedStrategy<Lists> {
    (list(document(), 28), list(vehicle(), 14), list(person(BORN), 14))
        .prop_map(|(documents, vehicles, persons)| {
            let all = List::ALL.into_iter().zip([documents, vehicles, persons]);
            let entry = |(list, entry): (List, Option<(i64, Vec<ListRow>)>)| {
                entry.map(|(age, rows)| (list, (now() - SignedDuration::from_secs(age), rows)))
            };
            Lists(all.filter_map(entry).collect())
        })
        .boxed()
}

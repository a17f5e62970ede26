//! Random questions over the alphabets of the random lists.

use jiff::SignedDuration;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use watchpost_engine::list::List;

use super::answer::Circumstances;
use super::question::{
    AskedCheck, AskedDocument, AskedPerson, AskedSubject, AskedVehicle, Spoilt, Zone, check_digit,
};
use super::random_lists::{
    BORN, BORN_NEAR, GIVEN, ISSUERS, MAKES, MODELS, PLACES, PLATE_COUNTRIES, SEXES, SURNAMES, TYPES, YEARS,
    engine_number, misread_number, number, plate, vin,
};

/// A number as somebody typed it who was careless.
fn typed_number() -> BoxedStrategy<String> {
    (number(), 0..5_usize, 0..8_usize, select(&['7', 'X', '0', 'O'][..]))
        .prop_map(|(number, error, at, sign)| {
            let at = at % (number.len() - 1);
            let mut signs: Vec<char> = number.chars().collect();
            match error {
                0 => signs.swap(at, at + 1),
                1 => signs[at] = sign,
                2 => return format!("{}{number}", ["UTO", "FR", "DE"][at % 3]),
                3 => return format!("{}{number}", &"000"[at % 3..]),
                _ => return number.trim_start_matches(['0', 'O']).to_owned(),
            }
            signs.into_iter().collect()
        })
        .boxed()
}

fn document() -> BoxedStrategy<AskedDocument> {
    let number = prop_oneof![12 => number(), 8 => typed_number(), 1 => select(&["", " - "][..]).prop_map(str::to_owned)];
    let issuer = prop_oneof![8 => select(ISSUERS), 1 => Just("")].prop_map(str::to_owned);
    (number, weighted(0.8, issuer), weighted(0.7, select(TYPES).prop_map(str::to_owned)))
        .prop_map(|(number, issuer, kind)| AskedDocument { number, issuer, kind })
        .boxed()
}

fn born(of: &'static [&'static str]) -> BoxedStrategy<String> {
    prop_oneof![12 => select(of), 1 => select(&["", "12.8.74", "1974-02-30"][..])]
        .prop_map(str::to_owned)
        .boxed()
}

fn person(of: &'static [&'static str]) -> BoxedStrategy<AskedPerson> {
    let part = |names: &'static [&'static str]| weighted(0.9, select(names).prop_map(str::to_owned));
    let name = prop_oneof![
        8 => Just(None),
        4 => (select(SURNAMES), select(GIVEN)).prop_map(|(surname, given)| Some(format!("{surname}, {given}"))),
        1 => select(&["", "77"][..]).prop_map(|name| Some(name.to_owned())),
    ];
    (
        name,
        part(SURNAMES),
        part(GIVEN),
        weighted(0.7, born(of)),
        weighted(0.3, prop::collection::vec(born(of), 0..3)),
        (
            weighted(
                0.5,
                prop_oneof![9 => select(SEXES), 1 => select(&["", "?"][..])].prop_map(str::to_owned),
            ),
            weighted(0.4, prop_oneof![9 => select(ISSUERS), 1 => Just("")].prop_map(str::to_owned)),
            weighted(0.2, prop::collection::vec(select(ISSUERS).prop_map(str::to_owned), 0..3)),
            weighted(0.4, prop_oneof![9 => select(PLACES), 1 => Just(" ")].prop_map(str::to_owned)),
        ),
    )
        .prop_map(|(name, surname, given, birth_date, birth_dates, traits)| {
            let (sex, nationality, nationalities, birth_place) = traits;
            let nameless = name.is_none() && surname.is_none() && given.is_none();
            let surname = if nameless { Some(String::new()) } else { surname };
            AskedPerson {
                name,
                surname,
                given,
                birth_date,
                birth_dates,
                sex,
                nationality,
                nationalities,
                birth_place,
            }
        })
        .boxed()
}

fn pattern(patterns: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(patterns).prop_map(str::to_owned)
}

fn vehicle() -> BoxedStrategy<AskedVehicle> {
    let empty = || Just(String::new());
    let plate = (
        prop_oneof![15 => plate(), 1 => empty(), 1 => pattern(&["A?07", "A8*", "#I?*", "A*D", "??23CD"])],
        weighted(0.7, select(PLATE_COUNTRIES).prop_map(str::to_owned)),
    );
    let ending = select(&["KP042788", "KPO427B8", "XW001038"][..]).prop_map(str::to_owned);
    let open = pattern(&["1M8GDM??XKP042788", "*042788", "1M8*7?8", "WVW*?8", "W*1", "W????????????????"]);
    (
        weighted(0.5, prop_oneof![10 => vin(), 1 => empty(), 1 => ending, 1 => open]),
        weighted(0.4, prop_oneof![10 => engine_number(), 1 => empty()]),
        weighted(0.7, prop::collection::vec(plate, 0..3)),
        weighted(0.5, select(MAKES).prop_map(str::to_owned)),
        weighted(0.4, select(MODELS).prop_map(str::to_owned)),
        weighted(0.4, select(YEARS)),
    )
        .prop_map(|(vin, engine_number, plates, make, model, year)| {
            let unnamed = vin.is_none() && engine_number.is_none() && plates.is_none();
            let vin = if unnamed { Some("WV0I2".to_owned()) } else { vin };
            AskedVehicle { vin, engine_number, plates, make, model, year }
        })
        .boxed()
}

/// The digit of a number, filled to nine signs.
fn digit_of(number: &str) -> char {
    char::from_digit(check_digit(&format!("{number:<<9}")), 10).unwrap()
}

fn zone() -> BoxedStrategy<Zone> {
    let number = prop_oneof![20 => number().prop_filter("fits its field", |number| number.len() <= 9), 1 => Just(String::new())];
    let born = select(
        &["740812", "741208", "120305", "081124", "081125", "7408<<", "74<<<<", "<<<<<<", "000229"][..],
    );
    // The number's own digit, or that of a number that is taken for it, or any sign.
    let digit = prop_oneof![
        12 => Just(None),
        3 => misread_number().prop_map(|of| Some(digit_of(&of))),
        2 => select(&['0', '1', '5', 'O', 'S', 'X', '<'][..]).prop_map(Some),
    ];
    let number = (number, digit).prop_map(|(number, digit)| {
        let digit = digit.unwrap_or_else(|| digit_of(&number));
        (number, digit)
    });
    let passport = (
        number,
        select(&["UTO", "GBR", "GBD", "D", "ROM", "QZX"][..]),
        select(&["P", "PP", "PD", "V", "VB"][..]),
        prop_oneof![12 => select(&["DOE", "ONEIL", "MUELLER", "MULLER", "NOVAK", "ZWINGLHOFER", "AL<BASRIDI", "IVANOVSKAIA", "KIRCHENSTEINER", "KIRCHENSTEINER<OBERHU", "VANDER<MEERBURG"][..]), 1 => Just("")],
        select(
            &[
                "ANNA",
                "ANNA<MARIA",
                "MARIA<ANNA",
                "EVA",
                "",
                "YSOLDINA",
                "YSOLDNIA<MARIA",
                "Y",
                "MARIA<ANNABELLA<MAXIMIL",
                "MARIA<ANNABELLAX",
            ][..],
        ),
        born,
        prop::bool::weighted(0.2),
        select(&["UTO", "UTO", "GBR", "D", "FRA", "XXX", "XXB"][..]),
        [0.1, 0.15, 0.2].map(prop::bool::weighted),
    );
    let passport = passport.prop_map(
        |((number, digit), issuer, kind, surname, given, born, birth_misread, nationality, spoilt)| {
            // The field has no room for more than 39 signs.
            let room = 37 - surname.len();
            let given = given.get(..room).unwrap_or(given).trim_end_matches('<');
            Zone::Passport {
                number,
                issuer: issuer.to_owned(),
                kind: kind.to_owned(),
                surname: surname.to_owned(),
                given: given.to_owned(),
                born: born.to_owned(),
                digit,
                birth_misread,
                nationality: nationality.to_owned(),
                spoilt: Spoilt { issuer: spoilt[0], name: spoilt[1], born: spoilt[2] },
            }
        },
    );
    prop_oneof![15 => passport, 1 => Just(Zone::Cut)].boxed()
}

fn subject() -> BoxedStrategy<AskedSubject> {
    (
        weighted(0.35, zone()),
        weighted(0.5, document()),
        weighted(0.4, person(BORN)),
        weighted(0.35, vehicle()),
    )
        .prop_filter("asks something", |(zone, document, person, vehicle)| {
            zone.is_some() || document.is_some() || person.is_some() || vehicle.is_some()
        })
        .prop_map(|(zone, document, person, vehicle)| AskedSubject { zone, document, person, vehicle })
        .boxed()
}

/// Persons alone.
pub(crate) fn persons() -> BoxedStrategy<AskedCheck> {
    let subject = (weighted(0.3, zone()), person(BORN_NEAR)).prop_map(|(zone, person)| AskedSubject {
        zone,
        person: Some(person),
        ..AskedSubject::default()
    });
    prop::collection::vec(subject, 4)
        .prop_map(|subjects| AskedCheck { lists: Some(vec![List::Persons]), subjects })
        .boxed()
}

pub(crate) fn question() -> BoxedStrategy<AskedCheck> {
    let lists = weighted(0.2, subsequence(List::ALL.to_vec(), 0..=3));
    (lists, prop::collection::vec(subject(), 1..5))
        .prop_map(|(lists, subjects)| AskedCheck { lists, subjects })
        .boxed()
}

/// Mostly the defaults; else another clock, other limits, or fewer lists.
pub(crate) fn circumstances() -> BoxedStrategy<Circumstances> {
    let usual = Circumstances::usual();
    let moments = [
        usual.now,
        usual.now,
        "2026-11-24T23:59:59.999Z".parse().unwrap(),
        "2026-11-25T00:00:00Z".parse().unwrap(),
        "2026-11-23T13:00:00Z".parse().unwrap(),
        "2026-11-26T12:00:00Z".parse().unwrap(),
    ];
    let limits = prop_oneof![4 => Just((24, 48)), 1 => Just((2, 5)), 1 => Just((1_000, 10_000))];
    let lists = prop_oneof![5 => Just(List::ALL.to_vec()), 1 => subsequence(List::ALL.to_vec(), 0..=3)];
    (select(moments.to_vec()), limits, lists)
        .prop_map(|(now, (stale_after, lease), lists)| Circumstances {
            now,
            lists,
            stale_after: SignedDuration::from_hours(stale_after),
            lease: SignedDuration::from_hours(lease),
        })
        .boxed()
}

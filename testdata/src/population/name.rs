//! One name, composed as its country does it.

use super::culture::{Culture, Form};
use super::rank::Fall;
use super::syllables::{Role, Sounds};
use crate::persons::of_a_woman;
use crate::rng::{Rng, Stream};

/// A surname, which may be of several words, and given names, which may be none.
pub(super) struct Drawn {
    pub(super) surname: String,
    pub(super) given: String,
}

impl Drawn {
    pub(super) fn draw(rng: &mut Rng, culture: &Culture, female: bool) -> Self {
        let names = Names { culture, female };
        let surname = names.surname(rng);
        let given = names.given(rng, female);
        match culture.form {
            Form::Western => {
                let more = rng.below(10);
                let surname =
                    if female && more == 9 { format!("{surname}-{}", names.surname(rng)) } else { surname };
                let given = match more {
                    0..=2 => format!("{given} {}", names.given(rng, female)),
                    3 => format!("{given} {} {}", names.given(rng, female), names.given(rng, female)),
                    _ => given,
                };
                Self { surname, given }
            }
            Form::Patronymic => {
                let father = names.given(rng, false);
                let ending = if female { "ovna" } else { "ovich" };
                let given = if rng.one_in(3) { given } else { format!("{given} {}{ending}", stem(&father)) };
                Self { surname, given }
            }
            Form::TwoSurnames => {
                let surname =
                    if rng.one_in(4) { surname } else { format!("{surname} {}", names.surname(rng)) };
                let given =
                    if rng.one_in(2) { format!("{given} {}", names.given(rng, female)) } else { given };
                Self { surname, given }
            }
            Form::FathersNames => {
                let mut given = given;
                for _ in 0..=rng.below(2) {
                    given = format!("{given} {}", names.given(rng, false));
                }
                // A tenth has names in speaking order alone.
                if rng.one_in(10) {
                    return Self { surname: given, given: String::new() };
                }
                Self { surname, given }
            }
            Form::TwoSyllables => Self { surname, given },
            Form::MiddleWord => {
                let middle = if female { "Thi" } else { *rng.pick(&["Van", "Van", "Duc", "Minh", "Huu"]) };
                Self { surname, given: format!("{middle} {given}") }
            }
        }
    }
}

/// The names of a country's men or women.
struct Names<'a> {
    culture: &'a Culture,
    female: bool,
}

impl Names<'_> {
    fn surname(&self, rng: &mut Rng) -> String {
        let culture = self.culture;
        let surname = named(rng, &culture.surnames, culture.surname_fall, culture, Role::Surname);
        if self.female { of_a_woman(culture.country, &surname) } else { surname }
    }

    fn given(&self, rng: &mut Rng, female: bool) -> String {
        let culture = self.culture;
        let (names, role) = if female { (&culture.women, Role::Woman) } else { (&culture.men, Role::Man) };
        named(rng, names, culture.given_fall, culture, role)
    }
}

/// The frequent name of the drawn rank, or the one that is made up for it.
fn named(rng: &mut Rng, frequent: &[&str], fall: Fall, culture: &Culture, role: Role) -> String {
    let rank = fall.draw(rng);
    let at = usize::try_from(rank).unwrap_or(usize::MAX);
    if let Some(name) = frequent.get(at) {
        return name.replace('_', " ");
    }
    let mut of_rank =
        Rng::for_row(culture.number * Role::COUNT + role.number(), Stream::PopulationNames, rank);
    let sounds: &Sounds = culture.sounds;
    sounds.name(&mut of_rank, role)
}

/// A father's name without the vowel at its end.
fn stem(name: &str) -> &str {
    name.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y'])
}

#[cfg(test)]
mod tests {
    use super::Drawn;
    use crate::population::culture::all;
    use crate::rng::{Rng, Stream};

    #[test]
    fn names_are_composed_as_their_country_does_it() {
        let drawn = |country: &str, row| {
            let culture = all().iter().find(|culture| culture.country == country).unwrap();
            Drawn::draw(&mut Rng::for_row(1, Stream::Population, row), culture, true)
        };
        let of = |country: &'static str| (0..200).map(move |row| drawn(country, row));
        assert!(of("RUS").filter(|name| name.given.ends_with("ovna")).count() > 100);
        assert!(of("RUS").any(|name| name.surname.ends_with("ova")));
        assert!(of("ESP").filter(|name| name.surname.contains(' ')).count() > 100);
        assert!(of("EGY").all(|name| name.surname.contains(' ') || name.given.contains(' ')));
        assert!(of("EGY").any(|name| name.given.is_empty()));
        assert!(of("VNM").all(|name| name.given.starts_with("Thi ")));
        assert!(of("CHN").all(|name| !name.given.contains(' ') || name.given.len() > 3));
    }

    #[test]
    fn every_name_has_a_letter_and_no_sign_of_the_table() {
        for culture in all() {
            for row in 0..100 {
                let name = Drawn::draw(&mut Rng::for_row(2, Stream::Population, row), culture, row % 2 == 0);
                for part in [&name.surname, &name.given] {
                    assert!(!part.contains('_') && part.trim() == part, "{part}");
                }
                assert!(name.surname.chars().any(char::is_alphabetic));
            }
        }
    }
}

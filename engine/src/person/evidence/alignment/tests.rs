//! Small names side by side. Ordinals are places of the listed parts; every share is one in ten thousand.

use super::{Alignment, ListedPart, PieceKind, Surname};
use crate::person::evidence::level::Level;
use crate::person::evidence::match_sets::{MatchSets, Member, Run, Split};
use crate::person::evidence::weight::{self, Weight};
use crate::person::name::{Name, Role};

const SHARE: f64 = 1e-4;

/// What agrees with the parts asked: the first of them, how many, how, and the listed part's place.
type Agreement = (u8, u8, Level, u32);

/// A name of surname and given names, or of one text.
fn name(text: &str) -> Name {
    match text.split_once('/') {
        Some((surname, given)) => Name::read(surname, given).unwrap(),
        None => Name::whole(text).unwrap(),
    }
}

fn listed(text: &str) -> Vec<ListedPart> {
    let name = name(text);
    let parts = (0..).zip(name.parts()).map(|(ordinal, part)| ListedPart {
        ordinal,
        role: part.role,
        is_particle: part.is_particle,
        has_vowels: part.has_vowels,
    });
    parts.collect()
}

/// The sets of a name; agreements of one unit stand together.
fn sets(asked: &Name, agreements: &[Agreement], splits: &[(u8, [u32; 2])]) -> MatchSets {
    let mut sets = MatchSets::new(asked);
    for of_unit in agreements.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let first = sets.count();
        let unit = sets.start_unit(of_unit[0].0, of_unit[0].1);
        for (_, _, level, ordinal) in of_unit {
            sets.add(Member { ordinal: *ordinal, unit, level: *level });
        }
        sets.end_unit(unit, first, SHARE, |_| 0.0);
    }
    for (place, ordinals) in splits {
        let first = sets.count();
        let unit = sets.start_unit(*place, 1);
        sets.add_split(Split { unit, ordinals: *ordinals });
        sets.end_unit(unit, first, SHARE, |_| 0.0);
    }
    sets.seal();
    sets
}

/// What an agreement weighs: in full, and as a further one.
fn weighs(level: Level) -> [Weight; 2] {
    let weight = Weight::of_share(SHARE) + level.discount();
    [weight, weight.percent(weight::FURTHER_PART_PERCENT)]
}

#[track_caller]
fn lay(sets: &MatchSets, listed_name: &str) -> Alignment {
    let mut alignment = Alignment::default();
    let listed = listed(listed_name);
    assert!(alignment.lay(sets, &listed), "{listed_name}");
    let total = alignment.pieces.iter().map(|piece| piece.weight).sum();
    assert_eq!(alignment.total, total, "{listed_name}: the pieces are the whole");
    assert!(alignment.total <= sets.bound(&listed), "{listed_name}: the bound holds");
    alignment
}

fn told(alignment: &Alignment) -> Vec<(PieceKind, u32, u32, Weight)> {
    alignment.pieces.iter().map(|piece| (piece.kind, piece.asked, piece.listed, piece.weight)).collect()
}

const EXACT: PieceKind = PieceKind::Agrees(Level::Exact);

#[test]
fn the_same_name_is_the_same_and_its_second_part_counts_a_little_less() {
    let sets = sets(&name("DOE/ANNA"), &[(0, 1, Level::Exact, 0), (1, 1, Level::Exact, 1)], &[]);
    let laid = lay(&sets, "DOE/ANNA");
    let [full, further] = weighs(Level::Exact);
    assert_eq!(told(&laid), [(EXACT, 1, 1, full), (EXACT, 2, 2, further)]);
    assert!(laid.is_same && laid.given_agrees && laid.surname == Surname::Agrees);
}

#[test]
fn a_name_of_which_no_part_agrees_tells_nothing() {
    let sets = sets(&name("DOE/ANNA"), &[(0, 1, Level::Exact, 7)], &[]);
    let mut alignment = Alignment::default();
    assert!(!alignment.lay(&sets, &listed("ROE/EVA")));
    assert_eq!((alignment.total, alignment.pieces.len()), (Weight::ZERO, 0));
}

#[test]
fn surname_and_given_name_that_changed_places_are_told_once() {
    let sets = sets(&name("DOE/ANNA"), &[(0, 1, Level::Exact, 1), (1, 1, Level::Exact, 0)], &[]);
    let laid = lay(&sets, "ANNA/DOE");
    let [full, further] = weighs(Level::Exact);
    assert_eq!(
        told(&laid),
        [(EXACT, 1, 2, full), (EXACT, 2, 1, further), (PieceKind::NamesSwapped, 1, 2, weight::NAMES_SWAPPED)]
    );
    assert!(laid.is_same && laid.given_agrees && laid.surname == Surname::Agrees);
}

#[test]
fn an_agreement_in_its_place_goes_before_one_that_crosses() {
    // Surname and given name alike: each could be taken for the other.
    let all =
        [(0, 1, Level::Exact, 0), (0, 1, Level::Exact, 1), (1, 1, Level::Exact, 0), (1, 1, Level::Exact, 1)];
    let laid = lay(&sets(&name("THOMAS/TOMAS"), &all, &[]), "THOMAS/TOMAS");
    assert_eq!(laid.pieces.len(), 2);
    assert!(laid.pieces.iter().all(|piece| piece.asked == piece.listed));
}

#[test]
fn each_part_counts_once_for_the_heaviest_that_it_agrees_with() {
    let sets = sets(&name("DOE/ANNA ANA"), &[(1, 1, Level::Exact, 1), (2, 1, Level::OneEdit, 1)], &[]);
    let laid = lay(&sets, "DOE/ANNA");
    assert_eq!(told(&laid)[0], (EXACT, 0b010, 0b10, weighs(Level::Exact)[0]));
    // What is left: both surnames, and the second given name.
    assert_eq!(
        told(&laid)[1..],
        [
            (PieceKind::SurnameDiffers, 0b001, 0b01, weight::SURNAME_DIFFERS),
            (PieceKind::More, 0b100, 0, weight::PART_MORE_ASKED)
        ]
    );
    assert_eq!(laid.surname, Surname::Differs);
    assert!(!laid.is_same);
}

#[test]
fn parts_that_one_side_has_more_tell_against_unless_they_were_cut_off() {
    let [full, further] = weighs(Level::Exact);
    let agree = [(0, 1, Level::Exact, 0), (1, 1, Level::Exact, 1)];
    let whole = [(EXACT, 1, 1, full), (EXACT, 2, 2, further)];
    let laid = lay(&sets(&name("DOE/ANNA"), &agree, &[]), "DOE/ANNA MARIA EVA");
    let more = weight::PART_MORE_LISTED + weight::PART_MORE_LISTED;
    assert_eq!(told(&laid), [&whole[..], &[(PieceKind::More, 0, 0b1100, more)]].concat());
    assert!(!laid.is_same);

    let cut = lay(&sets(&name("DOE/ANNA").that_may_be_cut(true), &agree, &[]), "DOE/ANNA MARIA EVA");
    assert_eq!(told(&cut), whole);

    let laid = lay(&sets(&name("DOE/ANNA MARIA"), &agree, &[]), "DOE/ANNA");
    assert_eq!(told(&laid)[2..], [(PieceKind::More, 0b100, 0, weight::PART_MORE_ASKED)]);
}

#[test]
fn given_names_that_differ_and_parts_of_whole_names_weigh_by_what_they_are() {
    let laid = lay(&sets(&name("DOE/ANNA"), &[(0, 1, Level::Exact, 0)], &[]), "DOE/EVA");
    assert_eq!(told(&laid)[1..], [(PieceKind::GivenDiffers, 0b10, 0b10, weight::GIVEN_DIFFERS)]);
    assert!(!laid.given_agrees);

    let laid = lay(&sets(&name("ANNA DOE"), &[(1, 1, Level::Exact, 1)], &[]), "EVA DOE");
    assert_eq!(told(&laid)[1..], [(PieceKind::PartDiffers, 0b01, 0b01, weight::PART_DIFFERS)]);
    assert!(!laid.given_agrees, "one part of whole names may be the surname");
}

#[test]
fn given_names_alone_have_no_surname_to_agree() {
    let laid = lay(&sets(&name("DOE/ANNA"), &[(1, 1, Level::Exact, 0)], &[]), "/ANNA");
    assert_eq!(laid.surname, Surname::Missing);
    let laid = lay(&sets(&name("DOE/ANNA"), &[(1, 1, Level::Exact, 0)], &[]), "ANNA");
    assert_eq!(laid.surname, Surname::Differs);
    let laid = lay(&sets(&name("ANNA"), &[(0, 1, Level::Exact, 0)], &[]), "ANNA");
    assert!(laid.surname == Surname::Agrees && laid.given_agrees && laid.is_same);
}

#[test]
fn particles_neither_agree_nor_differ() {
    let agree = [(1, 1, Level::Exact, 0), (2, 1, Level::Exact, 1)];
    let asked = name("VAN MEER/ANNA");
    assert!(asked.parts()[0].is_particle);
    let laid = lay(&sets(&asked, &agree, &[]), "MEER/ANNA");
    assert_eq!(told(&laid)[2..], [(PieceKind::Particles, 0b001, 0, Weight::ZERO)]);
    assert!(laid.is_same);
}

#[test]
fn two_parts_taken_as_one_take_both_places() {
    let joined = (0, 2, Level::Joined, 0);
    let asked = name("XIAO MENG/YU");
    let laid = lay(&sets(&asked, &[joined, (2, 1, Level::Exact, 1)], &[]), "XIAOMENG/YU");
    let told = told(&laid);
    assert_eq!(told[0], (EXACT, 0b100, 0b10, weighs(Level::Exact)[0]));
    assert_eq!(told[1], (PieceKind::Agrees(Level::Joined), 0b011, 0b01, weighs(Level::Joined)[1]));
    assert!(laid.is_same && told.len() == 2);

    // Where its first part agrees better, nothing is left to be joined.
    let laid = lay(&sets(&asked, &[(0, 1, Level::Exact, 0), joined], &[]), "XIAOMENG/YU");
    assert_eq!(laid.pieces[0].asked, 0b001);
    assert!(laid.pieces.iter().all(|piece| piece.kind != PieceKind::Agrees(Level::Joined)));
}

#[test]
fn a_part_that_is_listed_as_two_takes_both_with_a_particle_between_or_not() {
    let split = [(0, [0, 1])];
    let laid = lay(&sets(&name("XIAOMENG/YU"), &[], &split), "XIAO MENG/YU");
    assert_eq!(laid.pieces[0].listed, 0b011);

    let between = [(0, [0, 2])];
    let laid = lay(&sets(&name("ABDURRAHMAN/YU"), &[], &between), "ABD AL RAHMAN/YU");
    assert_eq!(laid.pieces[0].listed, 0b101);
    let mut apart = Alignment::default();
    assert!(!apart.lay(&sets(&name("XIAOMENG/YU"), &[], &between), &listed("XIAO ANNA MENG/YU")));
}

#[test]
fn halves_that_are_particles_are_within_the_bound() {
    let listed_name = "VAN DER MEER/ANNA";
    assert!(listed(listed_name)[..2].iter().all(|part| part.is_particle));
    let sets = sets(&name("VANDERX/ANNA"), &[(1, 1, Level::Exact, 3)], &[(0, [0, 1])]);
    assert_eq!(lay(&sets, listed_name).pieces[1].listed, 0b011);
}

#[test]
fn consonants_tell_more_where_a_side_is_written_without_vowels() {
    let agree = [(0, 1, Level::Consonants, 0)];
    let written = lay(&sets(&name("HASSAN/ANNA"), &agree, &[]), "HUSSEIN/ANNA").pieces[0].weight;
    let arabic = lay(&sets(&name("HASSAN/ANNA"), &agree, &[]), "حسن/ANNA").pieces[0].weight;
    assert_eq!(arabic - written, weight::CONSONANTS_WITHOUT_VOWELS - weight::CONSONANTS);
}

#[test]
fn a_run_of_beginnings_agrees_as_its_members_do() {
    let mut sets = MatchSets::new(&name("DOE/A"));
    let first = sets.count();
    let unit = sets.start_unit(1, 1);
    sets.add_run(Run { ordinals: 1..3, unit, level: Level::Initial });
    sets.end_unit(unit, first, 0.0, |_| SHARE);
    sets.seal();
    let laid = lay(&sets, "DOE/ANNA");
    assert_eq!(told(&laid)[0], (PieceKind::Agrees(Level::Initial), 0b10, 0b10, weight::INITIAL));
    assert_eq!(listed("DOE/ANNA")[1].role, Role::Given);
}

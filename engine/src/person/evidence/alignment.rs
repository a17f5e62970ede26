//! Lays the parts of a name asked beside those of a name listed, and weighs what agrees and what does not.
//!
//! Each part counts once. The best agreements are taken first; what is left over on both sides speaks against.

#[cfg(test)]
mod tests;

use super::level::Level;
use super::match_sets::MatchSets;
use super::weight::{self, Weight};
use crate::person::name::Role;

/// A part of a name as an index has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedPart {
    /// Its place among all parts of the list.
    pub ordinal: u32,
    /// What it is to the name.
    pub role: Role,
    /// A particle tells nothing.
    pub is_particle: bool,
    /// False if it was written in consonants alone.
    pub has_vowels: bool,
}

/// One piece of evidence that two names give. Parts are bits, the first part the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What kind of evidence.
    pub kind: PieceKind,
    /// Parts of the name asked.
    pub asked: u32,
    /// Parts of the name listed.
    pub listed: u32,
    /// For or against.
    pub weight: Weight,
}

/// What a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Parts agree.
    Agrees(Level),
    /// A surname of one is a given name of the other.
    NamesSwapped,
    /// No surname agrees.
    SurnameDiffers,
    /// No given name agrees.
    GivenDiffers,
    /// A part of each differs.
    PartDiffers,
    /// Parts that only one side has.
    More,
    /// Particles of which one side has fewer: they tell nothing.
    Particles,
}

impl PieceKind {
    /// True for what the same name shows too.
    const fn is_same(self) -> bool {
        match self {
            Self::Agrees(level) => matches!(level, Level::Exact | Level::Spelling | Level::Joined),
            Self::NamesSwapped | Self::Particles => true,
            Self::SurnameDiffers | Self::GivenDiffers | Self::PartDiffers | Self::More => false,
        }
    }
}

/// What becomes of the part of a name that identifies best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Surname {
    /// It agrees, or nobody said which part it is.
    #[default]
    Agrees,
    /// Both have one, and they differ.
    Differs,
    /// One side has none: given names alone say nothing.
    Missing,
}

/// Two names side by side; reused from candidate to candidate.
#[derive(Default)]
pub struct Alignment {
    /// The evidence, agreements first, the heaviest of them in front.
    pub pieces: Vec<Piece>,
    /// The sum of all.
    pub total: Weight,
    /// True if a given name agrees, or neither name has one.
    pub given_agrees: bool,
    /// Whether a surname agrees.
    pub surname: Surname,
    /// Every part of both names agrees with one of the other as it is spelled, in whatever order.
    pub is_same: bool,
    options: Vec<Choice>,
}

/// An agreement that may be taken.
#[derive(Clone, Copy)]
struct Choice {
    rank: Weight,
    weight: Weight,
    level: Level,
    asked: u32,
    listed: u32,
}

impl Alignment {
    /// Lays the name asked beside a listed one; false, and nothing told, if no part agrees.
    pub fn lay(&mut self, sets: &MatchSets, listed: &[ListedPart]) -> bool {
        self.pieces.clear();
        self.total = Weight::ZERO;
        self.given_agrees = false;
        self.find_options(sets, listed);
        if self.options.is_empty() {
            return false;
        }
        let (mut asked_taken, mut listed_taken) = self.take_best();
        self.take_particles(sets, listed, &mut asked_taken, &mut listed_taken);
        self.tell_crossed(sets, listed);
        let left = Left::of(sets, listed, asked_taken, listed_taken);
        self.given_agrees = self.tells_given(sets, listed);
        self.surname = self.tells_surname(&left);
        self.is_same = left.is_nothing() && self.pieces.iter().all(|piece| piece.kind.is_same());
        self.tell_left(sets, left);
        self.tell_particles(sets, listed);
        self.total = self.pieces.iter().map(|piece| piece.weight).sum();
        true
    }

    fn find_options(&mut self, sets: &MatchSets, listed: &[ListedPart]) {
        self.options.clear();
        for (place, part) in (0..).zip(listed).filter(|(_, part)| !part.is_particle) {
            for member in sets.of(part.ordinal) {
                self.add_option(sets, listed, member.unit, member.level, 1 << place);
            }
            for run in sets.runs().iter().filter(|run| run.ordinals.contains(&part.ordinal)) {
                self.add_option(sets, listed, run.unit, run.level, 1 << place);
            }
        }
        for split in sets.splits() {
            let at = |place: usize| listed.get(place).map(|part| part.ordinal);
            for place in (0..listed.len()).filter(|place| at(*place) == Some(split.ordinals[0])) {
                // A particle may stand between the halves.
                let behind = 1 + usize::from(listed.get(place + 1).is_some_and(|part| part.is_particle));
                for next in [place + 1, place + behind] {
                    if at(next) == Some(split.ordinals[1]) {
                        self.add_option(sets, listed, split.unit, Level::Joined, 1 << place | 1 << next);
                    }
                }
            }
        }
    }

    fn add_option(&mut self, sets: &MatchSets, listed: &[ListedPart], unit: u8, level: Level, places: u32) {
        let Some(of) = sets.units().get(usize::from(unit)) else { return };
        let asked = ((1_u32 << of.parts) - 1) << of.first;
        let mut weight = sets.weight(unit, level);
        let vowels =
            |parts: &[ListedPart]| bits(places).all(|at| parts.get(at).is_some_and(|p| p.has_vowels));
        let asked_vowels = bits(asked).all(|at| sets.parts.get(at).is_some_and(|part| part.has_vowels));
        if level == Level::Consonants && !(asked_vowels && vowels(listed)) {
            weight = weight - weight::CONSONANTS + weight::CONSONANTS_WITHOUT_VOWELS;
        }
        let crossed = is_crossed(sets, listed, asked, places);
        let rank = if crossed { weight + weight::NAMES_SWAPPED } else { weight };
        self.options.push(Choice { rank, weight, level, asked, listed: places });
    }

    /// Takes the heaviest agreement whose parts are still free, again and again.
    fn take_best(&mut self) -> (u32, u32) {
        self.options.sort_unstable_by(|a, b| {
            b.rank.cmp(&a.rank).then_with(|| (a.asked, a.listed).cmp(&(b.asked, b.listed)))
        });
        let (mut asked, mut listed) = (0, 0);
        for option in &self.options {
            if option.asked & asked != 0 || option.listed & listed != 0 {
                continue;
            }
            asked |= option.asked;
            listed |= option.listed;
            let weight = if self.pieces.is_empty() {
                option.weight
            } else {
                option.weight.percent(weight::FURTHER_PART_PERCENT)
            };
            self.pieces.push(Piece {
                kind: PieceKind::Agrees(option.level),
                asked: option.asked,
                listed: option.listed,
                weight,
            });
        }
        (asked, listed)
    }

    /// What is a particle of one name only may be all that the other has for a surname: LO of Stephen LO, ABU of Abu ALI.
    /// The same part agrees then, and tells as little as a particle does.
    fn take_particles(
        &mut self,
        sets: &MatchSets,
        listed: &[ListedPart],
        asked_taken: &mut u32,
        listed_taken: &mut u32,
    ) {
        for (asked_at, asked) in (0..).zip(&sets.parts) {
            let is_same = |part: &ListedPart| {
                part.is_particle != asked.is_particle && asked.ordinal == Some(part.ordinal)
            };
            let same =
                (0..u32::BITS).zip(listed).find(|(at, part)| *listed_taken >> at & 1 == 0 && is_same(part));
            let (asked, Some((listed_at, _))) = (1_u32 << asked_at, same) else { continue };
            if *asked_taken & asked == 0 {
                let kind = PieceKind::Agrees(Level::Exact);
                let listed = 1 << listed_at;
                *asked_taken |= asked;
                *listed_taken |= listed;
                self.pieces.push(Piece { kind, asked, listed, weight: Weight::ZERO });
            }
        }
    }

    fn tell_crossed(&mut self, sets: &MatchSets, listed: &[ListedPart]) {
        let crossed =
            self.pieces.iter().find(|piece| is_crossed(sets, listed, piece.asked, piece.listed)).copied();
        if let Some(piece) = crossed {
            self.pieces.push(Piece { kind: PieceKind::NamesSwapped, weight: weight::NAMES_SWAPPED, ..piece });
        }
    }

    fn tell_particles(&mut self, sets: &MatchSets, listed: &[ListedPart]) {
        let asked = mask(sets.parts.iter().map(|part| part.is_particle));
        let listed = mask(listed.iter().map(|part| part.is_particle));
        if asked.count_ones() != listed.count_ones() {
            self.pieces.push(Piece { kind: PieceKind::Particles, asked, listed, weight: Weight::ZERO });
        }
    }

    /// True if some agreement is of given names, or there is none on either side to agree.
    fn tells_given(&self, sets: &MatchSets, listed: &[ListedPart]) -> bool {
        let agreed = || self.pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Agrees(_)));
        let is_given = |piece: &Piece| {
            bits(piece.asked).any(|at| sets.parts.get(at).is_some_and(|part| part.role == Role::Given))
                || bits(piece.listed).any(|at| listed.get(at).is_some_and(|part| part.role == Role::Given))
        };
        let asked_whole = sets.parts.iter().all(|part| part.role == Role::Whole);
        let listed_whole = listed.iter().all(|part| part.role == Role::Whole);
        if asked_whole && listed_whole {
            let single = |many: usize| many == 1;
            let plain_asked = sets.parts.iter().filter(|part| !part.is_particle).count();
            let plain_listed = listed.iter().filter(|part| !part.is_particle).count();
            return agreed().count() > 1 || single(plain_asked) && single(plain_listed);
        }
        let has_given = sets.parts.iter().any(|part| part.role == Role::Given)
            || listed.iter().any(|part| part.role == Role::Given);
        agreed().any(is_given) || !has_given
    }

    fn tells_surname(&self, left: &Left) -> Surname {
        let (asked, listed) = (left.asked_all.of(Role::Surname), left.listed_all.of(Role::Surname));
        let agrees = |piece: &Piece| piece.asked & asked != 0 || piece.listed & listed != 0;
        let agreed = self.pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Agrees(_)));
        let whole = (left.asked_all.of(Role::Whole), left.listed_all.of(Role::Whole));
        match (asked != 0, listed != 0) {
            _ if agreed.into_iter().any(agrees) => Surname::Agrees,
            (true, true) => Surname::Differs,
            (true, false) if whole.1 != 0 => Surname::Differs,
            (false, true) if whole.0 != 0 => Surname::Differs,
            (false, false) => Surname::Agrees,
            _ => Surname::Missing,
        }
    }

    fn tell_left(&mut self, sets: &MatchSets, mut left: Left) {
        let agreed: Vec<Piece> = self.pieces.clone();
        for (kind, role, against) in [
            (PieceKind::SurnameDiffers, Role::Surname, weight::SURNAME_DIFFERS),
            (PieceKind::GivenDiffers, Role::Given, weight::GIVEN_DIFFERS),
        ] {
            let asked_has = left.asked_all.of(role) != 0;
            let listed_has = left.listed_all.of(role) != 0;
            let asked_agrees = agreed.iter().any(|piece| piece.asked & left.asked_all.of(role) != 0);
            let listed_agrees = agreed.iter().any(|piece| piece.listed & left.listed_all.of(role) != 0);
            let differs = asked_has && !asked_agrees || listed_has && !listed_agrees;
            let asked = left.asked.of(role) | left.asked.of(Role::Whole);
            let listed = left.listed.of(role) | left.listed.of(Role::Whole);
            if differs && asked != 0 && listed != 0 {
                self.pieces.push(Piece { kind, asked, listed, weight: against });
                left.asked.take_one(asked);
                left.listed.take_one(listed);
            }
        }
        let (asked, listed) = (left.asked.any(), left.listed.any());
        let (asked_more, listed_more) = (asked.count_ones(), listed.count_ones());
        let both = asked_more.min(listed_more);
        if both > 0 {
            let weight = times(weight::PART_DIFFERS, both);
            self.pieces.push(Piece { kind: PieceKind::PartDiffers, asked, listed, weight });
        }
        if asked_more > both {
            let weight = times(weight::PART_MORE_ASKED, asked_more - both);
            self.pieces.push(Piece { kind: PieceKind::More, asked, listed: 0, weight });
        }
        if listed_more > both && !sets.may_be_cut {
            let weight = times(weight::PART_MORE_LISTED, listed_more - both);
            self.pieces.push(Piece { kind: PieceKind::More, asked: 0, listed, weight });
        }
    }
}

/// Parts by their role, as bits.
#[derive(Clone, Copy, Default)]
struct ByRole([u32; 3]);

impl ByRole {
    fn add(&mut self, role: Role, place: usize) {
        self.0[role as usize] |= 1 << place;
    }

    const fn of(&self, role: Role) -> u32 {
        self.0[role as usize]
    }

    const fn any(&self) -> u32 {
        self.0[0] | self.0[1] | self.0[2]
    }

    fn without(self, taken: u32) -> Self {
        Self(self.0.map(|parts| parts & !taken))
    }

    /// Takes the first of these parts out.
    fn take_one(&mut self, of: u32) {
        let one = of & of.wrapping_neg();
        *self = self.without(one);
    }
}

/// The parts that tell something, and those of them that no agreement took.
struct Left {
    asked_all: ByRole,
    listed_all: ByRole,
    asked: ByRole,
    listed: ByRole,
}

impl Left {
    fn of(sets: &MatchSets, listed: &[ListedPart], asked_taken: u32, listed_taken: u32) -> Self {
        let (mut asked_all, mut listed_all) = (ByRole::default(), ByRole::default());
        for (place, part) in sets.parts.iter().enumerate().filter(|(_, part)| !part.is_particle) {
            asked_all.add(part.role, place);
        }
        for (place, part) in listed.iter().enumerate().filter(|(_, part)| !part.is_particle) {
            listed_all.add(part.role, place);
        }
        Self {
            asked_all,
            listed_all,
            asked: asked_all.without(asked_taken),
            listed: listed_all.without(listed_taken),
        }
    }
}

impl Left {
    const fn is_nothing(&self) -> bool {
        self.asked.any() == 0 && self.listed.any() == 0
    }
}

/// True if a surname of one side is a given name of the other.
fn is_crossed(sets: &MatchSets, listed: &[ListedPart], asked: u32, places: u32) -> bool {
    let asked_role = bits(asked).filter_map(|at| sets.parts.get(at)).find(|part| !part.is_particle);
    let listed_role = bits(places).filter_map(|at| listed.get(at)).find(|part| !part.is_particle);
    matches!(
        (asked_role.map(|part| part.role), listed_role.map(|part| part.role)),
        (Some(Role::Surname), Some(Role::Given)) | (Some(Role::Given), Some(Role::Surname))
    )
}

/// The places where something holds, as bits.
fn mask(holds: impl Iterator<Item = bool>) -> u32 {
    holds.zip(0..u32::BITS).filter(|(holds, _)| *holds).fold(0, |mask, (_, place)| mask | 1 << place)
}

fn times(weight: Weight, many: u32) -> Weight {
    (0..many).map(|_| weight).sum()
}

/// The places of the bits that are set, lowest first.
pub fn bits(mut mask: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = mask.trailing_zeros() as usize;
        (mask != 0).then(|| {
            mask &= mask - 1;
            place
        })
    })
}

//! Rare names, made up of syllables that sound like a region. None is meant to be anybody's name; some are, by chance.

use crate::rng::Rng;

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Surname,
    Woman,
    Man,
}

impl Role {
    pub(super) const COUNT: u64 = 3;

    pub(super) const fn number(self) -> u64 {
        match self {
            Self::Surname => 0,
            Self::Woman => 1,
            Self::Man => 2,
        }
    }
}

/// What the rare names of a region are made of. Words of each line are parted by a space; `-` is nothing.
pub(super) struct Sounds {
    onsets: &'static str,
    vowels: &'static str,
    codas: &'static str,
    surname_ends: &'static str,
    woman_ends: &'static str,
    man_ends: &'static str,
    /// Syllables before the ending.
    syllables: u64,
}

pub(super) static GERMANIC: Sounds = Sounds {
    onsets: "b bl br d dr f fl fr g gr h j k kl kn kr l m n p pr r s sch sl st str sw t th tr w wh z",
    vowels: "a e i o u ai ee oo ou ei",
    codas: "- ck ff l ll ld lm m mp n nd ng nk r rd rk rn s st t tch x",
    surname_ends: "- er man son ley ton ford well berg stein mann ing ow",
    woman_ends: "a ie lyn ette ina ell",
    man_ends: "- on er in ick el",
    syllables: 2,
};

pub(super) static ROMANCE: Sounds = Sounds {
    onsets: "b br c ch d f g gr l m n p pr qu r s t tr v z b m l",
    vowels: "a e i o u ia ie ue",
    codas: "- - - l n r s nt rd st",
    surname_ends: "ez es ano ini elli oni eau ard ier as o a era ado escu eta al",
    woman_ends: "a ita ela ina ine ette",
    man_ends: "o io an ino el ien",
    syllables: 2,
};

pub(super) static SLAVIC: Sounds = Sounds {
    onsets: "b br ch d dr g gl gr k kh khr kl kr l m ml n p pl pr r s sh shch sk sl st str t tr ts v vl z zh",
    vowels: "a e i o u y ia iu",
    codas: "- - b ch k l m n r rt s sh sk t v z",
    surname_ends: "ov ev in enko chuk ski ich ets ak iuk un skikh",
    woman_ends: "a ina iia ka ena",
    man_ends: "- an ii ir slav il",
    syllables: 2,
};

pub(super) static TURKIC: Sounds = Sounds {
    onsets: "b ch d g gh h j k kh l m n p q r s sh t v y z",
    vowels: "a e i o u ai",
    codas: "- - l m n r rt sh t z k",
    surname_ends: "oglu li er ov shvili dze aj i soy can turk",
    woman_ends: "a nur gul iye ay",
    man_ends: "bek an shod ur djan in",
    syllables: 2,
};

pub(super) static ARABIC: Sounds = Sounds {
    onsets: "b d dh f gh h j k kh l m n q r s sh t th w y z m s h",
    vowels: "a a i u aa ee ou ay",
    codas: "- b d f h j k l m n q r s sh t z",
    surname_ends: "i awi ani iyah ouri an - ah",
    woman_ends: "a ah iya een",
    man_ends: "- - allah i eddine ir",
    syllables: 2,
};

pub(super) static INDIC: Sounds = Sounds {
    onsets: "b bh ch d dh g gh h j k kh l m n p r s sh t th v y z",
    vowels: "a a i u aa e o ee",
    codas: "- - - j k l m n nd r sh t",
    surname_ends: "a i war kar an wal dar zadeh pur ani lal uddin al",
    woman_ends: "a i ika een ita",
    man_ends: "- esh an deep it pal ul",
    syllables: 2,
};

pub(super) static AFRICAN: Sounds = Sounds {
    onsets: "b ch d f g gb h j k l m mb n nd ng ny o r s sh t w y z k m",
    vowels: "a e i o u ia oa",
    codas: "- - - - m n",
    surname_ends: "a o e u ola eke wa ye mi ma",
    woman_ends: "a i ola ye mi",
    man_ends: "a u e wale ku mo",
    syllables: 3,
};

pub(super) static JAPANESE: Sounds = Sounds {
    onsets: "- k s sh t ch ts n h m y r w g d b j k m n",
    vowels: "a i u e o a i o",
    codas: "- - - - n",
    surname_ends: "da ta mura moto yama hara kawa saki zawa no guchi",
    woman_ends: "ko mi ka na e",
    man_ends: "ro to ki o ya suke",
    syllables: 2,
};

pub(super) static CHINESE: Sounds = Sounds {
    onsets: "b c ch d f g h j k l m n p q r s sh t w x y z zh",
    vowels: "a ai an ang ao e en i ia ian iao in ing iu o ong ou u uan ui un uo",
    codas: "-",
    surname_ends: "-",
    woman_ends: "- - fang hong hua juan li mei na ping xia yan ying",
    man_ends: "- - bo feng guang hai jun long ming qiang wei yong",
    syllables: 1,
};

impl Sounds {
    /// A name for a role, with a capital letter.
    pub(super) fn name(&self, rng: &mut Rng, role: Role) -> String {
        let ends = match role {
            Role::Surname => self.surname_ends,
            Role::Woman => self.woman_ends,
            Role::Man => self.man_ends,
        };
        // Short ones are met too, but a given name is not shorter than a syllable and its ending.
        let fewer = u64::from(self.syllables > 1 && rng.one_in(2));
        let mut name = String::new();
        for _ in 0..self.syllables - fewer {
            for sounds in [self.onsets, self.vowels, self.codas] {
                name.push_str(sound(rng, sounds));
            }
        }
        let end = sound(rng, ends);
        // Where two vowels would meet, the ending takes the place of the last one.
        if end.starts_with(is_vowel) && name.len() > 2 {
            name.truncate(name.trim_end_matches(is_vowel).len());
        }
        name.push_str(end);
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn sound(rng: &mut Rng, sounds: &'static str) -> &'static str {
    let chosen = rng.index(sounds.split(' ').count());
    sounds.split(' ').nth(chosen).filter(|sound| *sound != "-").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rng::Stream;

    #[test]
    fn names_of_different_ranks_hardly_ever_agree() {
        for sounds in [&GERMANIC, &ROMANCE, &SLAVIC, &TURKIC, &ARABIC, &INDIC, &AFRICAN] {
            let made: BTreeSet<String> = (0..10_000)
                .map(|rank| sounds.name(&mut Rng::for_row(1, Stream::PopulationNames, rank), Role::Surname))
                .collect();
            assert!(made.len() > 8_500, "{} {:?}", made.len(), made.iter().take(5).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_made_up_name_is_a_capital_and_small_letters() {
        for sounds in [&GERMANIC, &JAPANESE, &CHINESE, &SLAVIC] {
            for rank in 0..500 {
                for role in [Role::Surname, Role::Woman, Role::Man] {
                    let name = sounds.name(&mut Rng::for_row(2, Stream::PopulationNames, rank), role);
                    let (first, rest) = name.split_at(1);
                    assert!(first.bytes().all(|letter| letter.is_ascii_uppercase()), "{name}");
                    assert!(rest.bytes().all(|letter| letter.is_ascii_lowercase()), "{name}");
                    assert!(name.len() < 24, "{name}");
                }
            }
        }
    }
}

//! Where two numbers as written differ, sign by sign.

use crate::key::fold_sign;
use crate::misread::taken_for;
use crate::wire::SignChange;

/// One place at which two numbers differ.
pub(super) struct Difference {
    /// From 0.
    pub at: usize,
    pub asked: char,
    pub listed: char,
}

impl Difference {
    /// True if both are one sign when folded.
    pub(super) fn is_folded(&self) -> bool {
        fold_sign(self.asked) == fold_sign(self.listed)
    }

    /// True if the signs are taken for one another.
    pub(super) fn is_misread(&self) -> bool {
        let (Ok(asked), Ok(listed)) = (u8::try_from(self.asked), u8::try_from(self.listed)) else {
            return false;
        };
        taken_for(asked).contains(&listed)
    }

    /// True if one of the two may be the other without its marks, as U is Ü's.
    pub(super) const fn is_of_marks(&self) -> bool {
        self.asked.is_ascii() != self.listed.is_ascii()
    }

    /// The difference as it is told.
    pub(super) fn told(&self) -> SignChange {
        SignChange::at_place(self.at, self.asked, self.listed)
    }
}

/// The places at which two numbers of one length differ; `None` for two lengths.
pub(super) fn differences(asked: &str, listed: &str) -> Option<Vec<Difference>> {
    if asked.chars().count() != listed.chars().count() {
        return None;
    }
    let places = asked.chars().zip(listed.chars()).enumerate();
    let different = places.filter(|(_, (asked, listed))| asked != listed);
    Some(different.map(|(at, (asked, listed))| Difference { at, asked, listed }).collect())
}

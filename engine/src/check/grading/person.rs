//! The grade of a person: from the score, and the hard rules that no score overrides (contract, section 4).
//!
//! No person is ever `exact`: a name and a birth date identify nobody.

use crate::person::evidence::alignment::Surname;
use crate::person::evidence::weight::{self, Weight};
use crate::record::Action;
use crate::wire::Grade;

/// What the evidence for a record amounts to.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Findings {
    /// The prior and all weights.
    pub score: Weight,
    /// Every part of the name agrees as it is spelled, and the full birth date is the same day.
    pub is_same: bool,
    /// Both birth dates are known in full, and equal or with day and month swapped.
    pub birth_is_full: bool,
    /// A given name agrees, or neither side has one.
    pub given_agrees: bool,
    /// Whether a surname agrees.
    pub surname: Surname,
    /// One is male, the other female.
    pub sex_differs: bool,
    /// The record names the document asked.
    pub document_agrees: bool,
}

/// The grade, or `None` for no hit. `action` is what the record asks for.
pub(in crate::check) fn grade(findings: &Findings, action: Action) -> Option<Grade> {
    let limit = if action == Action::Protect { weight::POSSIBLE_PROTECT } else { weight::POSSIBLE };
    // However many bear the name: an officer must see a record of just this name and birth date.
    let is_same = findings.is_same && !findings.sex_differs;
    if findings.score < limit && !is_same || findings.surname == Surname::Missing && !findings.document_agrees
    {
        return None;
    }
    let identifies = findings.birth_is_full
        && findings.given_agrees
        && findings.surname == Surname::Agrees
        && !findings.sex_differs;
    let is_probable = findings.score >= weight::PROBABLE && (identifies || findings.document_agrees);
    Some(if is_probable { Grade::Probable } else { Grade::Possible })
}

#[cfg(test)]
mod tests {
    use super::{Findings, grade};
    use crate::person::evidence::alignment::Surname;
    use crate::person::evidence::weight::Weight;
    use crate::record::Action;
    use crate::wire::Grade;

    const SURE: Findings = Findings {
        score: Weight::hundredths(900),
        is_same: false,
        birth_is_full: true,
        given_agrees: true,
        surname: Surname::Agrees,
        sex_differs: false,
        document_agrees: false,
    };

    #[test]
    fn the_score_decides_between_its_limits() {
        let scored = |hundredths| Findings { score: Weight::hundredths(hundredths), ..SURE };
        assert_eq!(grade(&scored(200), Action::Arrest), Some(Grade::Probable));
        assert_eq!(grade(&scored(199), Action::Arrest), Some(Grade::Possible));
        assert_eq!(grade(&scored(-400), Action::Arrest), Some(Grade::Possible));
        assert_eq!(grade(&scored(-401), Action::Arrest), None);
    }

    #[test]
    fn a_record_that_asks_for_protection_needs_less() {
        let weak = Findings { score: Weight::hundredths(-600), ..SURE };
        assert_eq!(grade(&weak, Action::Protect), Some(Grade::Possible));
        assert_eq!(grade(&weak, Action::Arrest), None);
    }

    #[test]
    fn no_score_makes_a_probable_hit_against_a_hard_rule_unless_a_document_agrees() {
        for broken in [
            Findings { birth_is_full: false, ..SURE },
            Findings { given_agrees: false, ..SURE },
            Findings { sex_differs: true, ..SURE },
            Findings { surname: Surname::Differs, ..SURE },
        ] {
            assert_eq!(grade(&broken, Action::Arrest), Some(Grade::Possible));
            let with_document = Findings { document_agrees: true, ..broken };
            assert_eq!(grade(&with_document, Action::Arrest), Some(Grade::Probable));
        }
    }

    #[test]
    fn just_this_name_and_birth_date_is_possible_whatever_the_score() {
        let same = Findings { score: Weight::hundredths(-900), is_same: true, ..SURE };
        assert_eq!(grade(&same, Action::Arrest), Some(Grade::Possible));
        assert_eq!(grade(&Findings { sex_differs: true, ..same }, Action::Arrest), None);
    }

    #[test]
    fn given_names_alone_are_no_hit_unless_a_document_agrees() {
        let given_only = Findings { surname: Surname::Missing, ..SURE };
        assert_eq!(grade(&given_only, Action::Protect), None);
        let with_document = Findings { document_agrees: true, ..given_only };
        assert_eq!(grade(&with_document, Action::Arrest), Some(Grade::Probable));
    }
}

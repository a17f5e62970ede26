//! All evidence for and against one record, each piece as a reason with its weight.

use super::Asked;
use super::candidates::sex_weight;
use crate::check::grading::person::Findings;
use crate::check::grading::reason;
use crate::document::document_type::DocumentType;
use crate::document::issuer::{IssuerCode, IssuerRelation};
use crate::person::evidence::alignment::{Piece, PieceKind, Surname, bits};
use crate::person::evidence::birth::{self, Births};
use crate::person::evidence::match_sets::MatchSets;
use crate::person::evidence::weight::{self, Weight};
use crate::person::name::{Name, NamePart, Role};
use crate::record::PersonRecord;
use crate::segment::persons::{BestName, PersonSegment};
use crate::wire::{Reason, ReasonField, Rule};

/// What speaks for and against a record.
pub(super) struct Evidence {
    pub findings: Findings,
    pub prior: Weight,
    pub why: Vec<Reason>,
}

/// Weighs a record; `None` if no part of any of its names agrees, or it cannot be the person.
pub(super) fn weigh(
    segment: &PersonSegment,
    row: u32,
    record: &PersonRecord,
    asked: &Asked<'_>,
    sets: &MatchSets,
    prior: Weight,
) -> Option<Evidence> {
    let document = weigh_document(asked, record);
    let document_agrees = document.as_ref().is_some_and(|reason| reason.1 == weight::DOCUMENT_EQUAL);
    let births = birth::compare(asked.births, &record.birth_dates);
    if births == Births::Contradict && !document_agrees {
        return None;
    }
    let named = weigh_names(segment, row, record, asked, sets);
    if named.is_none() && !document_agrees {
        return None;
    }
    let (mut told, given_agrees, surname, is_same) =
        named.unwrap_or_else(|| (vec![no_name(asked, record)], false, Surname::Differs, false));
    let sex = sex_weight(asked.sex, record.sex);
    told.push(birth_reason(births, asked, record));
    told.extend(sex_reason(asked, record, sex));
    told.extend(weigh_nationality(asked, record));
    told.extend(weigh_birth_place(asked, record));
    told.extend(document);
    let score = prior + told.iter().map(|(_, weight)| *weight).sum();
    let why = told.into_iter().map(|(reason, weight)| Reason { weight: Some(weight.value()), ..reason });
    let is_full = matches!(births, Births::Pair(.., evidence) if evidence.is_full);
    let is_same_day = birth::is_same_day(asked.births, &record.birth_dates);
    let findings = Findings {
        score,
        is_same: is_same && is_same_day,
        birth_is_full: is_full,
        given_agrees,
        surname,
        sex_differs: sex == weight::SEX_DIFFERS,
        document_agrees,
    };
    Some(Evidence { findings, prior, why: why.collect() })
}

type Told = (Reason, Weight);

/// The best of the record's names, piece by piece, and whether a given name and a surname agree, and all.
fn weigh_names(
    segment: &PersonSegment,
    row: u32,
    record: &PersonRecord,
    asked: &Asked<'_>,
    sets: &MatchSets,
) -> Option<(Vec<Told>, bool, Surname, bool)> {
    let BestName { place, pieces, given_agrees, surname, is_same } =
        segment.best_name(row, &record.birth_dates, sets)?;
    let listed = record.readable_names().nth(place)?.1;
    let told = pieces.iter().map(|piece| (name_reason(piece, asked.name, &listed), piece.weight));
    Some((told.collect(), given_agrees, surname, is_same))
}

fn name_reason(piece: &Piece, asked: &Name, listed: &Name) -> Reason {
    let rule = match piece.kind {
        PieceKind::Agrees(level) => level.rule(),
        PieceKind::NamesSwapped => Rule::NamesSwapped,
        PieceKind::SurnameDiffers | PieceKind::GivenDiffers | PieceKind::PartDiffers => Rule::Differs,
        PieceKind::More => Rule::Missing,
        PieceKind::Particles => Rule::Particle,
    };
    let role = |name: &Name, mask| {
        let part = bits(mask).filter_map(|at| name.parts().get(at)).find(|part| !part.is_particle);
        part.map(|part| part.role).filter(|role| *role != Role::Whole)
    };
    let field = match role(asked, piece.asked).or_else(|| role(listed, piece.listed)) {
        Some(Role::Surname) => ReasonField::Surname,
        Some(Role::Given) => ReasonField::Given,
        _ => ReasonField::Name,
    };
    let (asked, listed) = (written(asked, piece.asked), written(listed, piece.listed));
    reason(field, asked.as_deref(), listed.as_deref(), rule)
}

/// Parts of a name as they were written, none if there are none.
fn written(name: &Name, mask: u32) -> Option<String> {
    let mut texts: Vec<&str> = bits(mask)
        .filter_map(|at| name.parts().get(at))
        .map(|part: &NamePart| part.written.as_str())
        .collect();
    // A script without spaces writes several parts as one.
    texts.dedup();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// No name agrees: told beside a document that does.
fn no_name(asked: &Asked<'_>, record: &PersonRecord) -> Told {
    let all = written(asked.name, u32::MAX);
    let listed = record.names.first().map(|name| name.parts().collect::<Vec<_>>().join(" "));
    let against = weight::SURNAME_DIFFERS + weight::GIVEN_DIFFERS;
    (reason(ReasonField::Name, all.as_deref(), listed.as_deref(), Rule::Differs), against)
}

fn birth_reason(births: Births, asked: &Asked<'_>, record: &PersonRecord) -> Told {
    let text = |dates: &[crate::person::birth_date::BirthDate]| dates.first().map(ToString::to_string);
    let (asked_text, listed_text) = (text(asked.births), text(&record.birth_dates));
    let told = |rule, weight| {
        (reason(ReasonField::BirthDate, asked_text.as_deref(), listed_text.as_deref(), rule), weight)
    };
    match births {
        Births::Missing => told(Rule::Missing, Weight::ZERO),
        Births::Contradict => told(Rule::Differs, weight::BIRTH_DIFFERS),
        Births::Pair(asked, listed, evidence) => {
            let (asked, listed) = (asked.to_string(), listed.to_string());
            (reason(ReasonField::BirthDate, Some(&asked), Some(&listed), evidence.rule), evidence.weight)
        }
    }
}

fn sex_reason(asked: &Asked<'_>, record: &PersonRecord, weight: Weight) -> Option<Told> {
    let rule = if weight == Weight::ZERO {
        return None;
    } else if weight > Weight::ZERO {
        Rule::Exact
    } else {
        Rule::Differs
    };
    let (asked, listed) = (asked.sex?.as_str(), record.sex?.as_str());
    Some((reason(ReasonField::Sex, Some(asked), Some(listed), rule), weight))
}

fn weigh_nationality(asked: &Asked<'_>, record: &PersonRecord) -> Option<Told> {
    let pairs = asked.nationalities.iter().flat_map(|asked| {
        record.nationalities.iter().map(move |listed| (*asked, *listed, relation(*asked, *listed)))
    });
    let (asked, listed, (weight, rule)) = pairs.max_by_key(|(.., (weight, _))| *weight)?;
    Some((reason(ReasonField::Nationality, Some(asked.as_str()), Some(listed.as_str()), rule), weight))
}

fn relation(asked: IssuerCode, listed: IssuerCode) -> (Weight, Rule) {
    match asked.relation(listed) {
        IssuerRelation::Same => (weight::NATIONALITY_EQUAL, Rule::Exact),
        IssuerRelation::Family => (weight::NATIONALITY_FAMILY, Rule::Family),
        _ => (weight::NATIONALITY_DIFFERS, Rule::Differs),
    }
}

/// A birth place agrees if all parts of the shorter one stand in the other; that it is written otherwise tells nothing.
fn weigh_birth_place(asked: &Asked<'_>, record: &PersonRecord) -> Option<Told> {
    let (asked_text, listed_text) = (asked.birth_place?, record.birth_place.as_deref()?);
    let [asked_parts, listed_parts] =
        [asked_text, listed_text].map(|text| Name::whole(text).map(|name| texts(&name)).unwrap_or_default());
    let (short, long) = if asked_parts.len() <= listed_parts.len() {
        (&asked_parts, &listed_parts)
    } else {
        (&listed_parts, &asked_parts)
    };
    let agrees = !short.is_empty() && short.iter().all(|part| long.contains(part));
    agrees.then(|| {
        let told = reason(ReasonField::BirthPlace, Some(asked_text), Some(listed_text), Rule::Exact);
        (told, weight::BIRTH_PLACE_EQUAL)
    })
}

fn texts(name: &Name) -> Vec<String> {
    name.parts().iter().map(|part| part.text().to_owned()).collect()
}

/// The document asked agrees with one that the record names, or the record names others of its issuer and class.
fn weigh_document(asked: &Asked<'_>, record: &PersonRecord) -> Option<Told> {
    let document = asked.document?;
    let issuer_may_agree = |issuer: Option<IssuerCode>| match (document.issuer, issuer) {
        (Some(asked), Some(listed)) => asked.relation(listed) != IssuerRelation::Other,
        _ => true,
    };
    let same_number = |named: &&crate::record::NamedDocument| {
        named.number.as_str() == document.number.as_str() && issuer_may_agree(named.issuer)
    };
    if let Some(named) = record.documents.iter().find(same_number) {
        let told = reason(
            ReasonField::Document,
            Some(document.number.as_str()),
            Some(named.number.as_str()),
            Rule::Exact,
        );
        return Some((told, weight::DOCUMENT_EQUAL));
    }
    let class = |kind: Option<DocumentType>| kind.map(DocumentType::class);
    let other = record.documents.iter().find(|named| {
        named.issuer.is_some()
            && named.issuer == document.issuer
            && class(named.document_type).is_some_and(|listed| class(document.document_type) == Some(listed))
    })?;
    let told = reason(
        ReasonField::Document,
        Some(document.number.as_str()),
        Some(other.number.as_str()),
        Rule::Differs,
    );
    Some((told, weight::DOCUMENT_DIFFERS))
}

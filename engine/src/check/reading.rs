//! Reads the parts of a subject into what the lists are searched by. Every text is read by the same canonical
//! types as the lists.

use super::clues::{maker, model_years};
use super::grading::document::{AskedDocument, OtherNumber, VisitOther};
use super::grading::vehicle::{AskedNumber, AskedPlate, AskedVehicle};
use crate::date::Date;
use crate::document::document_type::DocumentType;
use crate::document::issuer::IssuerCode;
use crate::document::mrz::{FaultCode, ForcedSign, Format, Mrz, ReadingDepth, SignPutBack};
use crate::document::number::DocumentNumber;
use crate::key::Unkeyable;
use crate::limits;
use crate::person::birth_date::BirthDate;
use crate::person::name::{Name, NameUnreadable};
use crate::person::sex::Sex;
use crate::segment::vehicles::VehicleSegment;
use crate::vehicle::pattern::{PatternRefused, has_open_signs};
use crate::vehicle::vin::CheckDigit;
use crate::vehicle::vin::LAST_SIGNS;
use crate::vehicle::{EngineNumber, Make, Pattern, Plate, Vin};
use crate::wire::{
    CheckDigitReading, DocumentPart, DocumentReading, ForcedReading, MrzReading, MrzText, PersonPart,
    PersonReading, Problem, ProblemCode, Rule, SignChange, VehiclePart, VehicleReading, VinReading,
};

/// Reads a machine readable zone.
pub(super) fn read_mrz(text: &MrzText, today: Date) -> Result<Mrz, Problem> {
    let read = match text {
        MrzText::Whole(whole) => Mrz::parse(whole, today),
        MrzText::Lines(lines) => Mrz::parse_lines(lines.iter().map(String::as_str), today),
    };
    read.map_err(|unreadable| {
        let place = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
        Problem {
            line: place(unreadable.line()),
            column: place(unreadable.column()),
            ..Problem::new(ProblemCode::MrzUnreadable, "mrz", unreadable.to_string())
        }
    })
}

/// What is wrong with a zone that could be read.
pub(super) fn mrz_problems(mrz: &Mrz) -> impl Iterator<Item = Problem> {
    let faults = mrz.faults().iter().filter_map(|fault| {
        let code = match fault.code {
            FaultCode::CheckDigitNumber => ProblemCode::CheckDigitNumber,
            FaultCode::CheckDigitBirthDate => ProblemCode::CheckDigitBirthDate,
            FaultCode::CheckDigitExpiry => ProblemCode::CheckDigitExpiry,
            FaultCode::CheckDigitOptional => ProblemCode::CheckDigitOptional,
            FaultCode::CheckDigitComposite => ProblemCode::CheckDigitComposite,
            FaultCode::SignNotAllowed => ProblemCode::SignNotAllowed,
            FaultCode::DateDoesNotExist => ProblemCode::DateDoesNotExist,
            FaultCode::NameMayBeCut => ProblemCode::NameMayBeCut,
            // Told where the number and the name are read.
            FaultCode::NumberEmpty | FaultCode::NameEmpty => return None,
        };
        let field = format!("mrz.{}", fault.field.as_str());
        Some(Problem::new(code, &field, fault.code.text()).at(fault.line, fault.column))
    });
    let unknown = mrz.issuer().filter(|issuer| !issuer.is_known()).map(|_| unknown_issuer("mrz.issuer"));
    faults.chain(unknown)
}

/// The document of a zone.
pub(super) fn document_of_mrz(mrz: &Mrz) -> Result<AskedDocument, Problem> {
    let number = DocumentNumber::parse(mrz.number()).map_err(|error| {
        Problem::new(
            ProblemCode::NumberUnreadable,
            "mrz.number",
            format!("the document number {error}; type it by hand"),
        )
    })?;
    Ok(AskedDocument {
        number,
        issuer: mrz.issuer(),
        document_type: mrz.document_type(),
        forced_issuer: mrz.forced_issuer(),
        is_doubted: mrz.document_number_check_failed(),
    })
}

/// The passport that a visa's number may be that of: "either the passport number or the visa number shall be used"
/// (Doc 9303-7 section 4.2.2.2). Its issuer is the holder's country, if the nationality is one.
pub(super) fn passport_of_visa(mrz: &Mrz, visa: &AskedDocument) -> Option<AskedDocument> {
    // Stateless, refugees, unspecified (Doc 9303-3 section 5, part D): who issued their documents is not told.
    let issues = |code: &IssuerCode| !matches!(code.as_str(), "XXA" | "XXB" | "XXC" | "XXX");
    matches!(mrz.format(), Format::MrvA | Format::MrvB).then(|| AskedDocument {
        number: visa.number,
        issuer: mrz.nationality().filter(issues),
        document_type: DocumentType::parse("P"),
        forced_issuer: mrz.forced_nationality().filter(issues),
        is_doubted: true,
    })
}

/// Tells that nothing was found by the name alone, beside a birth date that could not be read.
pub(super) fn unread_birth_date(part: &str) -> Problem {
    Problem::new(
        ProblemCode::BirthDateUnreadable,
        part,
        "nothing was found by the name alone, which finds rare names only; read the birth date again or type it",
    )
}

/// Tells that a name was searched in other letters than it was read in.
pub(super) fn forced_name() -> Problem {
    Problem::new(
        ProblemCode::NameUnreadable,
        "mrz",
        "the name holds digits, and was searched with each as the letter of its shape; read it again or type it",
    )
}

/// Visits other numbers that the zone's reader may have seen: one or two signs put back where the check digit of the
/// number as read failed, one that the digit is blind to where it agrees.
pub(super) fn other_numbers_of_mrz(mrz: &Mrz, depth: ReadingDepth, visit: &mut VisitOther<'_>) {
    mrz.for_each_number_reading(depth, &mut |reading| {
        let Some(number) = DocumentNumber::of_zone(reading.number_bytes()) else { return };
        let told =
            |change: &SignPutBack| SignChange { at: change.at, asked: change.read, taken: change.taken };
        let (one, two);
        let changes = match reading.changes() {
            [only] => {
                one = [told(only)];
                one.as_slice()
            }
            [first, second] => {
                two = [told(first), told(second)];
                two.as_slice()
            }
            _ => return,
        };
        visit(&OtherNumber { number, rule: Rule::Misread, changes, gate: None });
    });
}

/// A zone as it is told in the answer.
pub(super) fn tell_mrz(mrz: &Mrz) -> MrzReading {
    MrzReading {
        format: mrz.format().as_str(),
        document: DocumentReading {
            issuer: mrz.issuer(),
            document_type: mrz.document_type(),
            number: mrz.number().to_owned(),
        },
        person: PersonReading {
            surname: mrz.surname().to_owned(),
            given: mrz.given().to_owned(),
            birth_date: mrz.birth_dates().first().copied(),
            sex: mrz.sex(),
            nationality: mrz.nationality(),
        },
        expires_on: mrz.expiry(),
        checks_passed: mrz.checks_passed(),
        forced: mrz.forced().iter().map(tell_forced).collect(),
    }
}

fn tell_forced(sign: &ForcedSign) -> ForcedReading {
    let ForcedSign { field, line, column, read, taken } = *sign;
    ForcedReading { field: field.as_str(), line, column, read, taken }
}

/// Reads a document. What qualifies it and cannot be read is told, and counts as unknown.
pub(super) fn read_document(
    part: &DocumentPart,
    problems: &mut Vec<Problem>,
) -> Result<AskedDocument, Problem> {
    let issuer = read_issuer(part.issuer.as_deref(), "document.issuer", problems);
    let document_type = present(part.document_type.as_deref()).and_then(|text| {
        let read = DocumentType::parse(text);
        if read.is_none() {
            problems.push(Problem::new(
                ProblemCode::TypeUnreadable,
                "document.type",
                "a document code has a letter, and a letter or digit behind it, as P, PD or C1; it counts as unknown",
            ));
        }
        read
    });
    let number = DocumentNumber::parse(&part.number).map_err(|error| {
        Problem::new(
            ProblemCode::NumberUnreadable,
            "document.number",
            format!("the number {error}; type it again"),
        )
    })?;
    Ok(AskedDocument { number, issuer, document_type, forced_issuer: None, is_doubted: false })
}

/// Reads the birth dates of a person. One that cannot be read is told, and counts as unknown.
pub(super) fn births(part: &PersonPart, problems: &mut Vec<Problem>) -> Vec<BirthDate> {
    let all = part.birth_date.iter().chain(part.birth_dates.iter().flatten());
    let mut births = Vec::new();
    for text in all.filter_map(|text| present(Some(text))) {
        match BirthDate::parse(text) {
            Ok(birth) => births.push(birth),
            Err(error) => problems.push(Problem::new(
                ProblemCode::BirthDateUnreadable,
                "person.birth_date",
                format!("{error}; it counts as unknown"),
            )),
        }
    }
    births
}

/// Reads the sex of a person. One that cannot be read is told, and counts as unknown.
pub(super) fn sex(part: &PersonPart, problems: &mut Vec<Problem>) -> Option<Sex> {
    let text = present(part.sex.as_deref())?;
    let sex = Sex::parse(text);
    if sex.is_none() {
        problems.push(Problem::new(
            ProblemCode::SexUnreadable,
            "person.sex",
            "a sex is M, F or X; it counts as unknown",
        ));
    }
    sex
}

/// Reads the nationalities of a person. One that cannot be read is told, and counts as unknown.
pub(super) fn nationalities(part: &PersonPart, problems: &mut Vec<Problem>) -> Vec<IssuerCode> {
    let all = part.nationality.iter().chain(part.nationalities.iter().flatten());
    all.filter_map(|text| read_issuer(Some(text), "person.nationality", problems)).collect()
}

/// Where the person was born, if it is told.
pub(super) fn birth_place(part: &PersonPart) -> Option<&str> {
    present(part.birth_place.as_deref())
}

/// Reads the names to search a person by: in parts, whole, or both. One that is empty counts as absent beside another.
pub(super) fn names_asked(part: &PersonPart) -> impl Iterator<Item = Result<Name, Problem>> {
    let parts = [part.surname.as_deref().unwrap_or_default(), part.given.as_deref().unwrap_or_default()];
    let in_parts = present(part.surname.as_deref())
        .or(present(part.given.as_deref()))
        .map(|_| Name::read(parts[0], parts[1]).map(|name| name.that_may_be_cut(fills_a_zone(parts))));
    let whole = present(part.name.as_deref()).map(|name| {
        let parts = name.split_once(' ').map_or([name, ""], |(first, rest)| [first, rest]);
        Name::whole(name).map(|name| name.that_may_be_cut(fills_a_zone(parts)))
    });
    // Nothing is readable: the empty name is asked, and refused in words.
    let nothing = (in_parts.is_none() && whole.is_none()).then(|| Name::whole(""));
    let names = [in_parts, whole, nothing].into_iter().flatten();
    names.map(|name| name.map_err(|error| unreadable_name("person", error)))
}

/// True for a typed name that is just as long as the name field of a zone (TD1 30 signs, TD2 and MRV-B 31, TD3 and MRV-A
/// 39, with two fillers between surname and given names): it may have been copied from one that had no more room.
fn fills_a_zone([surname, given]: [&str; 2]) -> bool {
    let signs = surname.trim().chars().count() + 2 + given.trim().chars().count();
    matches!(signs, 30 | 31 | 39)
}

/// Reads the name of a zone.
pub(super) fn name_of_mrz(mrz: &Mrz) -> Result<Name, Problem> {
    let [surname, given] = mrz.searched_name();
    let may_be_cut = mrz.faults().iter().any(|fault| fault.code == FaultCode::NameMayBeCut);
    let name = Name::read(surname, given).map_err(|error| unreadable_name("mrz", error))?;
    Ok(name.that_may_be_cut(may_be_cut))
}

/// Some of the name was lost on the way, and nothing was found by what is left.
pub(super) fn name_read_in_part(part: &str) -> Problem {
    Problem::new(
        ProblemCode::NameUnreadable,
        part,
        "signs of the name were lost, or a part of it has no letter; what is left was searched: read it again or type it",
    )
}

fn unreadable_name(part: &str, error: NameUnreadable) -> Problem {
    Problem::new(ProblemCode::NameUnreadable, part, error.to_string())
}

/// Reads a vehicle. An identifier that is there and cannot be read goes to `unreadable`.
pub(super) fn read_vehicle<'q>(
    part: &'q VehiclePart,
    problems: &mut Vec<Problem>,
    unreadable: &mut Vec<Problem>,
) -> AskedVehicle<'q> {
    let mut refuse = |problem: Problem| unreadable.push(problem);
    // One that is empty counts as absent beside another.
    let only = |others: [bool; 2]| !others.contains(&true);
    let (has_vin, has_engine) =
        (present(part.vin.as_deref()).is_some(), present(part.engine_number.as_deref()).is_some());
    let has_plate = part.plates.as_ref().is_some_and(|plates| !plates.is_empty());
    let vin = part.vin.as_deref().filter(|_| has_vin || only([has_engine, has_plate])).and_then(|text| {
        let at = (ProblemCode::VinUnreadable, "vehicle.vin");
        let read = read_number(text, limits::VIN_PATTERN_SIGNS, Vin::parse, at).map_err(&mut refuse).ok()?;
        Some(match read {
            AskedNumber::Pattern(pattern) => AskedNumber::Pattern(pattern.into_end_of(LAST_SIGNS)),
            known => known,
        })
    });
    let engine_asked = part.engine_number.as_deref().filter(|_| has_engine || only([has_vin, has_plate]));
    let engine_number = engine_asked.and_then(|text| {
        let at = (ProblemCode::EngineNumberUnreadable, "vehicle.engine_number");
        open_signs(text, at).map(&mut refuse);
        EngineNumber::parse(text).map_err(|error| refuse(number_problem(at, &error))).ok()
    });
    let mut plates = Vec::new();
    let at = (ProblemCode::PlateUnreadable, "vehicle.plates.number");
    for plate in part.plates.iter().flatten() {
        let country = read_issuer(plate.country.as_deref(), "vehicle.plates.country", problems);
        match read_number(&plate.number, limits::PLATE_PATTERN_SIGNS, Plate::parse, at) {
            Ok(number) => plates.push(AskedPlate { number, country }),
            Err(problem) => refuse(problem),
        }
    }
    if part.plates.as_ref().is_some_and(Vec::is_empty) && part.vin.is_none() && part.engine_number.is_none() {
        refuse(number_problem((ProblemCode::PlateUnreadable, "vehicle.plates"), &"is not there"));
    }
    let make = present(part.make.as_deref());
    AskedVehicle {
        vin,
        plates,
        engine_number,
        make: make.and_then(|make| Some((make, Make::parse(make)?))),
        model: present(part.model.as_deref()),
        year: part.year,
    }
}

/// Reads a number of a vehicle, or a pattern of which at least `known` signs are known.
fn read_number<N>(
    text: &str,
    known: usize,
    parse: impl Fn(&str) -> Result<N, Unkeyable>,
    at: (ProblemCode, &str),
) -> Result<AskedNumber<N>, Problem> {
    match Pattern::parse(text, known) {
        None => parse(text).map(AskedNumber::Known).map_err(|error| number_problem(at, &error)),
        Some(Ok(pattern)) => Ok(AskedNumber::Pattern(pattern)),
        Some(Err(error @ PatternRefused::TooWide { .. })) => {
            Err(Problem::new(ProblemCode::PatternTooWide, at.1, format!("the number {error}")))
        }
        Some(Err(PatternRefused::Unreadable(error))) => Err(number_problem(at, &error)),
    }
}

/// Tells of signs that stand for unread ones where only a number known whole can be sought: without them it would be
/// another number, and that one's "no hit" would be wrong.
pub(super) fn open_signs(text: &str, (code, field): (ProblemCode, &str)) -> Option<Problem> {
    has_open_signs(text).then(|| {
        let told = "`?`, `#` and `*` stand for unread signs only in a VIN or a plate: type every sign of this number";
        Problem::new(code, field, told)
    })
}

fn number_problem((code, field): (ProblemCode, &str), error: &dyn std::fmt::Display) -> Problem {
    Problem::new(code, field, format!("the number {error}; type it again"))
}

/// What the chassis number of a vehicle tells of it.
pub(super) fn tell_vehicle(
    asked: &AskedVehicle<'_>,
    segment: Option<&VehicleSegment>,
    today: Date,
) -> Option<VehicleReading> {
    let vin = asked.known_vin()?;
    let check_digit = match vin.check_digit() {
        CheckDigit::Valid => CheckDigitReading::Valid,
        CheckDigit::Invalid => CheckDigitReading::Invalid,
        CheckDigit::NotComputed => CheckDigitReading::NotComputed,
    };
    Some(VehicleReading {
        vin: VinReading {
            check_digit,
            check_digit_required: vin.asks_for_check_digit(),
            country: vin.country(),
            maker: maker(vin, segment),
            model_years: model_years(vin, today),
        },
    })
}

/// An optional value that is empty counts as absent.
fn present(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

fn read_issuer(text: Option<&str>, field: &str, problems: &mut Vec<Problem>) -> Option<IssuerCode> {
    let text = present(text)?;
    let read = IssuerCode::parse(text);
    match read {
        None => problems.push(Problem::new(
            ProblemCode::IssuerUnreadable,
            field,
            format!(
                "a country code has 1 to {} letters or digits; it counts as unknown",
                limits::ISSUER_CODE_BYTES
            ),
        )),
        Some(issuer) if !issuer.is_known() => problems.push(unknown_issuer(field)),
        Some(_) => {}
    }
    read
}

fn unknown_issuer(field: &str) -> Problem {
    Problem::new(
        ProblemCode::UnknownIssuerCode,
        field,
        "the country code stands in no table; it was searched as it is",
    )
}

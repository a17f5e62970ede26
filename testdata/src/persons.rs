//! The list `persons`: notices and alerts with names in several scripts, partial birth dates, minors and the
//! documents that are named on a record. Every row is made from (seed, row) alone.

use crate::day::{Day, PRESENT_YEAR};
use crate::documents;
use crate::head::{Head, HeadShares};
use crate::issuer::ISSUERS;
use crate::mark::Mark;
use crate::name_table::{NAMES, Names, spellings};
use crate::rng::{Rng, Stream};
use crate::row::{ListRow, Name, Sink};
use crate::share::Share;

/// A row of the list `persons` (docs/contract.md section 3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// The columns of every list.
    pub head: Head,
    /// `red`, `yellow`, ... or `alert`, which needs an action.
    pub notice: &'static str,
    /// The primary name first.
    pub names: Vec<Name>,
    /// Whole or partial, ISO 8601; several where the source is not sure.
    pub birth_dates: Vec<String>,
    /// `M`, `F`, `X` or empty.
    pub sex: &'static str,
    /// Alpha-3 codes.
    pub nationalities: Vec<String>,
    /// A town.
    pub birth_place: &'static str,
    /// Alpha-3.
    pub birth_country: &'static str,
    /// `ISSUER/NUMBER[/TYPE]`, `-` for an unknown issuer.
    pub documents: Vec<String>,
    /// What the person is sought for.
    pub offences: Vec<String>,
    /// `wanted`, `missing`, `victim`, `suspect`, `witness`, `unknown` or empty.
    pub status: &'static str,
    /// Whether the source calls the person a minor.
    pub minor: Option<bool>,
    /// Whether the source is sure who the person is.
    pub identity_confirmed: Option<bool>,
}

impl ListRow for PersonRow {
    fn write(&self, sink: &mut Sink<'_>) {
        sink.identity(&self.head);
        sink.text("notice", self.notice);
        sink.names(&self.names);
        sink.many("birth_dates", &self.birth_dates);
        sink.text("sex", self.sex);
        sink.many("nationalities", &self.nationalities);
        sink.text("birth_place", self.birth_place);
        sink.text("birth_country", self.birth_country);
        sink.many("documents", &self.documents);
        sink.many("offences", &self.offences);
        sink.text("status", self.status);
        sink.known_flag("minor", self.minor);
        sink.known_flag("identity_confirmed", self.identity_confirmed);
        sink.terms(&self.head);
    }
}

/// How a list of persons is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonOptions {
    /// The columns of every list.
    pub head: HeadShares,
    /// Records whose birth date is partly known or unknown.
    pub without_full_birth_date: Share,
    /// Records that name a document of the person.
    pub with_documents: Share,
}

impl Default for PersonOptions {
    fn default() -> Self {
        Self {
            head: HeadShares::default(),
            without_full_birth_date: Share::one_in(6),
            with_documents: Share::one_in(4),
        }
    }
}

/// A kind of notice, how many there are of it, and what its persons are.
pub(crate) struct Notice {
    pub(crate) kind: &'static str,
    pub(crate) weight: u64,
    pub(crate) statuses: &'static [&'static str],
}

pub(crate) const NOTICES: &[Notice] = &[
    Notice { kind: "red", weight: 300, statuses: &["wanted"] },
    Notice { kind: "yellow", weight: 160, statuses: &["missing", "missing", "missing", "victim"] },
    Notice { kind: "blue", weight: 110, statuses: &["suspect", "witness", "unknown"] },
    Notice { kind: "green", weight: 80, statuses: &["suspect"] },
    Notice { kind: "orange", weight: 20, statuses: &["unknown"] },
    Notice { kind: "purple", weight: 15, statuses: &["unknown"] },
    Notice { kind: "black", weight: 25, statuses: &["unknown"] },
    Notice { kind: "un", weight: 40, statuses: &["wanted", ""] },
    Notice { kind: "diffusion", weight: 150, statuses: &["wanted", "suspect"] },
    Notice {
        kind: "alert",
        weight: 100,
        statuses: &["wanted", "missing", "victim", "suspect", "witness", "unknown"],
    },
];

const ALERT_ACTIONS: &[&str] =
    &["refuse-entry", "discreet", "specific", "inquiry", "locate", "arrest", "protect", "verify-document"];

const OFFENCES: &[&str] = &[
    "fraud",
    "theft of vehicles",
    "trafficking in human beings",
    "forgery of documents",
    "smuggling, organised",
];

/// The rows of a list, in order.
pub fn persons(seed: u64, options: &PersonOptions, rows: u64) -> impl Iterator<Item = PersonRow> {
    let options = *options;
    (0..rows).map(move |row| person(seed, &options, row))
}

/// The first columns of one row: enough to name the record, at less cost than the whole row.
pub fn person_head(seed: u64, options: &PersonOptions, row: u64) -> Head {
    draw_head(&mut Rng::for_row(seed, Stream::Persons, row), options, row)
}

fn draw_head(rng: &mut Rng, options: &PersonOptions, row: u64) -> Head {
    let owner = rng.pick_weighted(ISSUERS, |issuer| issuer.weight).code;
    options.head.draw(rng, format!("NTC-{row:07}"), owner)
}

/// One row of a list.
pub fn person(seed: u64, options: &PersonOptions, row: u64) -> PersonRow {
    let mut rng = Rng::for_row(seed, Stream::Persons, row);
    let head = draw_head(&mut rng, options, row);
    let mark = if head.has_expired() { Mark::Expired } else { Mark::Listed };
    let notice = rng.pick_weighted(NOTICES, |notice| notice.weight);
    let mut made = PersonRow { head, notice: notice.kind, ..PersonRow::default() };
    made.status = rng.pick::<&str>(notice.statuses);
    if made.notice == "alert" {
        made.head.action = rng.pick::<&str>(ALERT_ACTIONS);
    }
    let young = matches!(made.status, "missing" | "victim") && rng.one_in(2);
    let full_date = !rng.chance(options.without_full_birth_date);
    made.birth_dates = birth_dates(&mut rng, full_date, young, mark);
    if young && (made.birth_dates.is_empty() || rng.one_in(2)) {
        made.minor = Some(true);
    }
    let names = rng.pick(NAMES);
    draw_identity(&mut rng, &mut made, names, full_date);
    if rng.chance(options.with_documents) {
        made.documents = (0..=rng.below(2)).map(|_| named_document(&mut rng, mark)).collect();
    }
    if matches!(made.status, "wanted" | "suspect") {
        made.offences.push((*rng.pick(OFFENCES)).to_owned());
    }
    made
}

fn draw_identity(rng: &mut Rng, made: &mut PersonRow, names: &Names, full_date: bool) {
    let surnames = if full_date { names.unreserved() } else { names.reserved() };
    let female = rng.one_in(2);
    made.sex = match (female, rng.below(20)) {
        (_, 0) => "",
        (_, 1) => "X",
        (true, _) => "F",
        (false, _) => "M",
    };
    made.names = draw_names(rng, names, surnames, female);
    made.nationalities.push(names.country.to_owned());
    if rng.one_in(12) {
        let other = rng.pick(NAMES).country;
        if other != names.country {
            made.nationalities.push(other.to_owned());
        }
    }
    if rng.one_in(2) {
        made.birth_place = names.place;
        made.birth_country = names.country;
    }
    made.identity_confirmed = match rng.below(10) {
        0..=5 => Some(true),
        6 => Some(false),
        _ => None,
    };
}

/// A surname and a given name of a country, in Latin letters and in their own script.
struct Pair {
    latin: (String, String),
    native: Option<(String, String)>,
}

fn draw_pair(rng: &mut Rng, names: &Names, surnames: &'static [&'static str], female: bool) -> Pair {
    let (surname, own_surname) = spellings(rng.pick_ranked::<&str>(surnames));
    let (given, own_given) =
        spellings(rng.pick_ranked::<&str>(if female { names.female } else { names.male }));
    let inflect = |name: &str| if female { of_a_woman(names.country, name) } else { name.to_owned() };
    let native = own_surname.zip(own_given).map(|(surname, given)| (inflect(surname), given.to_owned()));
    Pair { latin: (inflect(surname), given.to_owned()), native }
}

/// The form that a woman of the country bears of a surname.
pub(crate) fn of_a_woman(country: &str, surname: &str) -> String {
    let endings: &[(&str, &str)] = match country {
        "RUS" | "BGR" => &[("ov", "ova"), ("ev", "eva"), ("ов", "ова"), ("ев", "ева")],
        "POL" => &[("ski", "ska")],
        "CZE" => &[("ý", "á"), ("a", "ová"), ("ec", "cová"), ("", "ová")],
        _ => &[],
    };
    endings
        .iter()
        .find_map(|(man, woman)| surname.strip_suffix(man).map(|stem| format!("{stem}{woman}")))
        .unwrap_or_else(|| surname.to_owned())
}

fn draw_names(rng: &mut Rng, names: &Names, surnames: &'static [&'static str], female: bool) -> Vec<Name> {
    let Pair { latin: (surname, given), native } = draw_pair(rng, names, surnames, female);
    let whole = format!("{given} {surname}");
    let mut made = vec![match rng.below(50) {
        0 => Name { surname: surname.clone(), kind: "primary", ..Name::default() },
        1 => Name { whole: whole.clone(), kind: "primary", ..Name::default() },
        _ => Name { surname: surname.clone(), given: given.clone(), kind: "primary", ..Name::default() },
    }];
    if let Some((surname, given)) = native
        && rng.one_in(2)
    {
        made.push(Name { surname, given, kind: "original-script", ..Name::default() });
    }
    if female && rng.one_in(6) {
        let (surname, _) = draw_pair(rng, names, surnames, female).latin;
        made.push(Name { surname, given: given.clone(), kind: "birth", ..Name::default() });
    }
    while made.len() < 5 && rng.one_in(4) {
        let other = draw_pair(rng, names, surnames, female).latin;
        made.push(match rng.below(3) {
            0 => Name { whole: whole.clone(), kind: "alias", ..Name::default() },
            1 => Name { surname: surname.clone(), given: other.1, kind: "alias", ..Name::default() },
            _ => Name { surname: other.0, given: given.clone(), kind: "alias", ..Name::default() },
        });
    }
    made
}

/// A birth date that no one is given for want of a better one: never the first of a month.
pub(crate) fn full_birth_date(rng: &mut Rng, young: bool, mark: Mark) -> Day {
    let (first, last) = if young { (PRESENT_YEAR - 15, PRESENT_YEAR - 1) } else { (1945, PRESENT_YEAR - 20) };
    let drawn = Day::within(rng, first, last);
    Day { year: mark.year_at_or_before(drawn.year), day: drawn.day.max(2), ..drawn }
}

fn birth_dates(rng: &mut Rng, full: bool, young: bool, mark: Mark) -> Vec<String> {
    let date = full_birth_date(rng, young, mark);
    if full {
        let mut dates = vec![date.to_string()];
        if rng.one_in(15) {
            dates.push(full_birth_date(rng, young, mark).to_string());
        }
        return dates;
    }
    match rng.below(5) {
        0 | 1 => vec![date.year.to_string()],
        2 => vec![date.to_string()[..7].to_owned()],
        3 => vec![date.year.to_string(), full_birth_date(rng, young, mark).to_string()],
        _ => Vec::new(),
    }
}

/// A document as a record of a person names it.
pub(crate) fn named_document(rng: &mut Rng, mark: Mark) -> String {
    let issuer = rng.pick_weighted(ISSUERS, |issuer| issuer.weight);
    let kind = *rng.pick(&["P", "P", "PP", "ID"]);
    let number = documents::number(rng, issuer, kind, mark);
    let code = if rng.one_in(15) { "-" } else { issuer.code };
    if rng.one_in(4) { format!("{code}/{number}") } else { format!("{code}/{number}/{kind}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn rows(count: u64) -> Vec<PersonRow> {
        persons(1, &PersonOptions::default(), count).collect()
    }

    #[test]
    fn all_notices_and_statuses_occur() {
        let rows = rows(3_000);
        let notices: BTreeSet<&str> = rows.iter().map(|row| row.notice).collect();
        let statuses: BTreeSet<&str> = rows.iter().map(|row| row.status).collect();
        assert_eq!(notices.len(), 10, "{notices:?}");
        assert_eq!(statuses.len(), 7, "{statuses:?}");
        assert!(rows.iter().all(|row| row.notice != "alert" || !row.head.action.is_empty()));
    }

    #[test]
    fn aliases_partial_dates_scripts_and_minors_occur() {
        let rows = rows(3_000);
        let has = |test: &dyn Fn(&PersonRow) -> bool| rows.iter().filter(|row| test(row)).count() > 20;
        assert!(has(&|row| row.birth_dates.is_empty()));
        assert!(has(&|row| row.birth_dates.iter().any(|date| date.len() == 4)));
        assert!(has(&|row| row.birth_dates.iter().any(|date| date.len() == 7)));
        assert!(has(&|row| row.birth_dates.len() > 1));
        assert!(has(&|row| row.minor == Some(true)));
        assert!(has(&|row| row.names[0].given.is_empty() && row.names[0].whole.is_empty()));
        for kind in ["alias", "birth", "original-script"] {
            assert!(has(&|row| row.names.iter().any(|name| name.kind == kind)), "{kind}");
        }
        assert!(has(&|row| row.documents.iter().any(|document| document.starts_with("-/"))));
    }

    #[test]
    fn a_full_birth_date_is_never_a_dummy() {
        for row in rows(2_000) {
            for date in row.birth_dates.iter().filter(|date| date.len() == 10) {
                assert!(!date.ends_with("-01"), "{date}");
            }
        }
    }

    #[test]
    fn the_head_of_a_row_can_be_made_alone() {
        let options = PersonOptions::default();
        assert_eq!(person_head(4, &options, 77), {
            let mut whole = person(4, &options, 77);
            if whole.notice == "alert" {
                whole.head.action = person_head(4, &options, 77).action;
            }
            whole.head
        });
    }

    #[test]
    fn women_bear_the_form_of_their_country() {
        for (country, man, woman) in [
            ("RUS", "Смирнов", "Смирнова"),
            ("POL", "Kowalski", "Kowalska"),
            ("CZE", "Svoboda", "Svobodová"),
            ("CZE", "Černý", "Černá"),
            ("DEU", "Müller", "Müller"),
        ] {
            assert_eq!(of_a_woman(country, man), woman);
        }
    }
}

//! The table of one field in a mapping file: where its values come from and what is done with them.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use watchpost_engine::date::Date;

use super::change::{Change, Otherwise};
use super::date_form::{DateForm, Dates};
use super::each::Each;
use super::feed::Feed;
use super::origin::Origin;
use super::place::{Place, Pointer, Shape};
use super::template::Template;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldTable {
    each: Option<EachTable>,
    constant: Option<String>,
    column: Option<NameOrNumber>,
    pointer: Option<String>,
    template: Option<String>,
    #[serde(default)]
    null: Vec<String>,
    #[serde(default)]
    first: bool,
    erase: Option<String>,
    pattern: Option<String>,
    split: Option<OneOrMore>,
    #[serde(default)]
    translate: BTreeMap<String, String>,
    otherwise: Option<String>,
    #[serde(default)]
    keep_others: bool,
    #[serde(default)]
    countries: bool,
    #[serde(default)]
    dates: Vec<String>,
    #[serde(default)]
    until: Vec<String>,
    age_on: Option<String>,
    unread: Option<String>,
}

/// What a field, a name or a document is told again for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EachTable {
    pointer: Option<String>,
    join: Option<String>,
    #[serde(default)]
    grouped: bool,
    column: Option<NameOrNumber>,
    pattern: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum NameOrNumber {
    Number(usize),
    Name(String),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn into_list(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::More(texts) => texts,
        }
    }
}

/// What a mapping file has beside its fields.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// How places in a row are written.
    pub(super) shape: Shape,
    /// Words that mean "nothing" in every column.
    pub(super) null: &'a [String],
    /// The names of the joined files.
    pub(super) joins: &'a [String],
    /// Whether rows are grouped.
    pub(super) is_grouped: bool,
}

impl FieldTable {
    /// A feed of the row, or of what its own `each` goes through.
    pub(super) fn into_feed(self, all: Surroundings<'_>, holds_several: bool) -> Result<Feed, String> {
        let each = self.each.as_ref().map(|each| each.read(all)).transpose()?;
        let shape = shape_in(each.as_ref(), all.shape);
        let (origin, first) = (self.origin(shape)?, self.first);
        Ok(Feed { each, origin, first, change: self.into_change(all.null, holds_several)? })
    }

    /// A feed of the parts that an `each` around it goes through.
    pub(super) fn into_part(
        self,
        each: Option<&Each>,
        all: Surroundings<'_>,
        holds_several: bool,
    ) -> Result<Feed, String> {
        if self.each.is_some() {
            return Err("`each` stands beside the parts, not in them".to_owned());
        }
        let (origin, first) = (self.origin(shape_in(each, all.shape))?, self.first);
        Ok(Feed { each: None, origin, first, change: self.into_change(all.null, holds_several)? })
    }

    fn origin(&self, shape: Shape) -> Result<Origin, String> {
        let one_of = "exactly one of `constant`, `column`, `pointer` and `template` is needed";
        match (&self.constant, &self.column, &self.pointer, &self.template) {
            (Some(text), None, None, None) => Ok(Origin::Constant(text.clone())),
            (None, Some(column), None, None) => column.place(shape).map(Origin::Place),
            (None, None, Some(pointer), None) => Place::pointer(pointer, shape).map(Origin::Place),
            (None, None, None, Some(text)) => Template::new(text, shape).map(Origin::Template),
            _ => Err(one_of.to_owned()),
        }
    }

    fn into_change(self, null: &[String], holds_several: bool) -> Result<Change, String> {
        let pattern = self.pattern.as_deref().map(compile).transpose()?;
        if pattern
            .as_ref()
            .is_some_and(|pattern| !pattern.capture_names().flatten().any(|name| name == "value"))
        {
            return Err(
                "`pattern` must mark what is taken as a group named `value`: (?<value>...)".to_owned()
            );
        }
        let otherwise = match (self.otherwise, self.keep_others) {
            (None, false) => Otherwise::Refuse,
            (None, true) => Otherwise::Keep,
            (Some(text), false) => Otherwise::Text(text),
            (Some(_), true) => return Err("give `otherwise` or `keep_others`, not both".to_owned()),
        };
        if self.translate.is_empty() && otherwise != Otherwise::Refuse {
            return Err("`otherwise` and `keep_others` need a table `translate`".to_owned());
        }
        let split = self.split.map(OneOrMore::into_list);
        if split.iter().flatten().chain(&self.until).any(String::is_empty) {
            return Err("`split` and `until` must not be empty".to_owned());
        }
        let any_of = |texts: Vec<String>| {
            compile(&texts.iter().map(|text| regex::escape(text)).collect::<Vec<_>>().join("|"))
        };
        let has_dates = !self.dates.is_empty() || self.age_on.is_some();
        if self.countries && has_dates {
            return Err("give `countries` or `dates`, not both".to_owned());
        }
        if self.dates.is_empty() && !self.until.is_empty() {
            return Err("`until` needs `dates`".to_owned());
        }
        let forms = self.dates.iter().map(|form| DateForm::new(form)).collect::<Result<Vec<_>, _>>()?;
        let age_on = self.age_on.as_deref().map(Date::parse).transpose();
        let age_on = age_on.map_err(|_| "`age_on` must be a day, as 2020-01-15")?;
        let lets_go = lets_go(self.unread.as_deref())?;
        Ok(Change {
            null: null.iter().cloned().chain(self.null).collect(),
            pattern,
            all_matches: holds_several,
            erase: self.erase.as_deref().map(compile).transpose()?,
            split: split.map(any_of).transpose()?,
            translate: self.translate,
            otherwise,
            countries: self.countries,
            dates: has_dates.then_some(Dates { forms, until: self.until, age_on }),
            lets_go,
        })
    }
}

/// What `unread` says: true if what cannot be read is let go.
pub(super) fn lets_go(unread: Option<&str>) -> Result<bool, String> {
    match unread {
        None | Some("refuse") => Ok(false),
        Some("nothing") => Ok(true),
        Some(_) => Err("`unread` must be refuse or nothing".to_owned()),
    }
}

impl NameOrNumber {
    fn place(&self, shape: Shape) -> Result<Place, String> {
        match self {
            Self::Number(number) => Place::number(*number, shape),
            Self::Name(name) => Ok(Place::Name(name.clone())),
        }
    }
}

impl EachTable {
    /// What is gone through.
    pub(super) fn read(&self, all: Surroundings<'_>) -> Result<Each, String> {
        match (&self.pointer, &self.join, self.grouped, &self.column, &self.pattern) {
            (Some(pointer), None, false, None, None) if all.shape == Shape::Tree => {
                Pointer::new(pointer).map(Each::Pointer)
            }
            (Some(_), None, false, None, None) => Err("`each.pointer` is for jsonl and xml".to_owned()),
            (None, Some(name), false, None, None) => {
                let place = all.joins.iter().position(|join| join == name);
                place.map(Each::Joined).ok_or_else(|| format!("`each.join`: there is no [[join]] `{name}`"))
            }
            (None, None, true, None, None) if all.is_grouped => Ok(Each::Grouped),
            (None, None, true, None, None) => Err("`each.grouped` needs `format.group_by`".to_owned()),
            (place, None, false, column, Some(pattern)) => {
                let place = match (place, column) {
                    (Some(pointer), None) => Place::pointer(pointer, all.shape)?,
                    (None, Some(column)) => column.place(all.shape)?,
                    _ => return Err("`each.pattern` needs a `column` or `pointer`".to_owned()),
                };
                let pattern = compile(pattern)?;
                if pattern.capture_names().flatten().next().is_none() {
                    return Err("`each.pattern` must name groups, as (?<number>...)".to_owned());
                }
                Ok(Each::Matches { place, pattern })
            }
            _ => Err("`each` needs one of `pointer`, `join`, `grouped = true`, or `pattern` with `column` or `pointer`".to_owned()),
        }
    }
}

/// How places are written inside.
fn shape_in(each: Option<&Each>, outside: Shape) -> Shape {
    match each {
        None | Some(Each::Grouped) => outside,
        Some(Each::Pointer(_)) => Shape::Tree,
        Some(Each::Joined(_)) => Shape::Cells,
        Some(Each::Matches { .. }) => Shape::Groups,
    }
}

pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|error| format!("`pattern` is no regular expression: {error}"))
}

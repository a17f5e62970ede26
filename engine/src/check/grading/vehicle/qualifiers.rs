//! What a question and a record say of make, model and year: reasons beside the numbers, and never a hit of their own.

use super::asked::AskedVehicle;
use crate::check::grading::reason;
use crate::key::{self, Key, LookAlikes};
use crate::limits;
use crate::record::VehicleRecord;
use crate::text::ShortText;
use crate::vehicle::Make;
use crate::wire::{Reason, ReasonField, Rule};

/// How far the year of manufacture and the model year of one vehicle lie apart at most.
pub(in crate::check) const YEARS_APART: u16 = 1;

/// Which qualifiers agree; none where one side does not know it.
#[derive(Clone, Copy, Default)]
pub(super) struct Qualifiers {
    pub make: Option<bool>,
    model: Option<bool>,
    year: Option<bool>,
}

impl Qualifiers {
    pub(super) fn of(asked: &AskedVehicle<'_>, record: &VehicleRecord) -> Self {
        let listed_make = record.make.as_deref().and_then(Make::parse);
        let make = asked.make.zip(listed_make).map(|((_, asked), listed)| asked == listed);
        let model = asked.model.zip(record.model.as_deref()).and_then(|(asked, listed)| {
            let (asked, listed) = (model_key(asked)?, model_key(listed)?);
            let [asked, listed] = [asked.as_str(), listed.as_str()];
            Some(asked.starts_with(listed) || listed.starts_with(asked))
        });
        let year = asked.year.zip(record.year).map(|(asked, listed)| asked.abs_diff(listed) <= YEARS_APART);
        Self { make, model, year }
    }

    /// The make agrees, and nothing speaks against it.
    pub(super) fn support(self) -> bool {
        self.make == Some(true) && self.model != Some(false) && self.year != Some(false)
    }

    /// The make agrees, so does model or year, and nothing speaks against it.
    pub(super) fn support_well(self) -> bool {
        self.support() && (self.model == Some(true) || self.year == Some(true))
    }

    /// The reasons, in the order of the fields.
    pub(super) fn reasons(
        self,
        asked: &AskedVehicle<'_>,
        record: &VehicleRecord,
    ) -> impl Iterator<Item = Reason> {
        let told = |field, agrees: Option<bool>, asked: Option<&str>, listed: Option<&str>| {
            let rule = if agrees? { Rule::Exact } else { Rule::Differs };
            Some(reason(field, asked, listed, rule))
        };
        let year = |year: Option<u16>| year.map(|year| year.to_string());
        [
            told(ReasonField::Make, self.make, asked.make.map(|(asked, _)| asked), record.make.as_deref()),
            told(ReasonField::Model, self.model, asked.model, record.model.as_deref()),
            told(ReasonField::Year, self.year, year(asked.year).as_deref(), year(record.year).as_deref()),
        ]
        .into_iter()
        .flatten()
    }
}

fn model_key(model: &str) -> Option<Key> {
    let written: ShortText<{ limits::KEY_BYTES }> = key::as_written(model, LookAlikes::ByShape).ok()?;
    Some(Key::fold_short(&written))
}

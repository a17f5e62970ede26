//! A row of named values, whatever file it came from.

use std::borrow::Cow;
use std::fmt;

use super::Column;

/// What stands in a column.
#[derive(Clone, Default)]
pub enum Value<'a> {
    /// Nothing.
    #[default]
    Absent,
    /// One text; it may be empty, which is as good as nothing.
    One(Cow<'a, str>),
    /// Several texts.
    Several(Vec<Cow<'a, str>>),
}

/// How several values stand in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// Parted by `|`, as in a CSV cell.
    Bar,
    /// Not at all: one text is one value, as in JSON.
    None,
}

/// One name as a row has it, in parts or whole.
#[derive(Clone, Default)]
pub struct RowName<'a> {
    /// The surname.
    pub surname: Option<Cow<'a, str>>,
    /// The given names.
    pub given: Option<Cow<'a, str>>,
    /// The whole name.
    pub whole: Option<Cow<'a, str>>,
    /// `primary`, `alias`, `birth` or `original-script`; `primary` by default.
    pub kind: Option<Cow<'a, str>>,
}

/// A row before it is a record.
pub struct Row<'a> {
    /// Of each column one more than the place of its value, or 0 without one: most columns of most rows are empty, and
    /// a row is handed on several times.
    places: [u8; Column::COUNT],
    values: Vec<Value<'a>>,
    names: Vec<RowName<'a>>,
    separator: Separator,
}

/// Room for the values of a usual row.
const USUAL_VALUES: usize = 12;

const _: () = assert!(Column::COUNT < u8::MAX as usize);

impl<'a> Row<'a> {
    /// A row without values.
    #[must_use]
    pub fn new(separator: Separator) -> Self {
        let values = Vec::with_capacity(USUAL_VALUES);
        Self { places: [0; Column::COUNT], values, names: Vec::new(), separator }
    }

    /// Puts a value into a column.
    pub fn set(&mut self, column: Column, value: Value<'a>) {
        let place = &mut self.places[usize::from(column.code())];
        match usize::from(*place).checked_sub(1) {
            Some(place) => self.values[place] = value,
            None => {
                self.values.push(value);
                // At most one for each column, of which there are fewer than 255.
                *place = u8::try_from(self.values.len()).unwrap_or_default();
            }
        }
    }

    /// Puts a text into a column.
    pub fn set_text(&mut self, column: Column, text: impl Into<Cow<'a, str>>) {
        self.set(column, Value::One(text.into()));
    }

    /// Adds a name in parts.
    pub fn add_name(&mut self, name: RowName<'a>) {
        self.names.push(name);
    }

    /// What stands in a column.
    #[must_use]
    pub fn value(&self, column: Column) -> &Value<'a> {
        let place = usize::from(self.places[usize::from(column.code())]).checked_sub(1);
        place.map_or(&Value::Absent, |place| &self.values[place])
    }

    /// The names that were added.
    #[must_use]
    pub fn names(&self) -> &[RowName<'a>] {
        &self.names
    }

    /// How several values stand in one text.
    #[must_use]
    pub const fn separator(&self) -> Separator {
        self.separator
    }
}

/// Hides every value: a row is personal.
impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled = self.values.iter().filter(|value| !matches!(value, Value::Absent)).count();
        write!(f, "Row({filled} values, {} names)", self.names.len())
    }
}

/// Hides the text.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::One(_) => f.write_str("One"),
            Self::Several(values) => write!(f, "Several({})", values.len()),
        }
    }
}

/// Hides the name.
impl fmt::Debug for RowName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RowName")
    }
}

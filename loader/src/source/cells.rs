//! The cells of one CSV row.

/// Cells that stand one behind the other in one text.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    text: &'a str,
    ends: &'a [usize],
}

impl<'a> Cells<'a> {
    /// The cells of a row; `None` if a cell does not begin and end between whole signs.
    pub(super) fn new(text: &'a str, ends: &'a [usize]) -> Option<Self> {
        ends.iter().all(|end| text.is_char_boundary(*end)).then_some(Self { text, ends })
    }

    /// How many cells there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// True without any cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at a place, from 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&'a str> {
        let end = *self.ends.get(place)?;
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        self.text.get(start..end)
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let cell = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }
}

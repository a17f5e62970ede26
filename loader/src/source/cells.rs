//! The cells of one CSV row, and of several rows that belong together.

/// Cells that stand one behind the other in one text.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    text: &'a str,
    /// Where the first cell begins.
    start: usize,
    ends: &'a [usize],
}

impl<'a> Cells<'a> {
    /// The cells of a row; `None` if a cell does not begin and end between whole signs.
    pub(super) fn new(text: &'a str, ends: &'a [usize]) -> Option<Self> {
        ends.iter().all(|end| text.is_char_boundary(*end)).then_some(Self { text, start: 0, ends })
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
        let start = if place == 0 { self.start } else { self.ends[place - 1] };
        self.text.get(start..end)
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        let mut start = self.start;
        self.ends.iter().map(move |end| {
            let cell = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }
}

/// Rows of one key, each with as many cells as the others.
#[derive(Clone, Copy)]
pub struct CellRows<'a> {
    cells: Cells<'a>,
    width: usize,
}

impl<'a> CellRows<'a> {
    /// The cells of all rows, one row behind the other, `width` in each.
    pub(super) const fn new(cells: Cells<'a>, width: usize) -> Self {
        Self { cells, width }
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = Cells<'a>> + use<'a> {
        let Cells { text, mut start, ends } = self.cells;
        // A row without cells is none; the width of no cells would be refused.
        ends.chunks(self.width.max(1)).map(move |ends| {
            let row = Cells { text, start, ends };
            start = ends.last().copied().unwrap_or(start);
            row
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{CellRows, Cells};

    #[test]
    fn rows_of_one_key_are_told_apart() {
        let ends = [1, 3, 3, 4];
        let cells = Cells::new("abcd", &ends).unwrap();
        let rows: Vec<Vec<&str>> = CellRows::new(cells, 2).iter().map(|row| row.iter().collect()).collect();
        assert_eq!(rows, [["a", "bc"], ["", "d"]]);
        let second = CellRows::new(cells, 2).iter().nth(1).unwrap();
        assert_eq!((second.get(0), second.get(1), second.get(2)), (Some(""), Some("d"), None));
    }
}

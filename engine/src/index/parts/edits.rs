//! Parts that differ from one asked by one edit or two: a sign wrong, lost, too much, or two neighbours swapped.
//!
//! Two dictionaries make it cheap, one read forwards and one backwards (Mihov and Schulz, "Fast Approximate Search in
//! Large Dictionaries", Computational Linguistics 30 (4), 2004): of one edit at least one half of the word is free, so one
//! of two walks starts behind a half that is just as written, where few words are left. Every node is a step; a walk ends
//! early, and says so, when the steps are spent.

use std::cell::Cell;
use std::ops::ControlFlow;

use fst::raw::{CompiledAddr, Fst, Output};

use super::PartIndex;
use crate::limits::EDIT_LETTERS;
use crate::segment::map::MappedBytes;

/// Letters of a part that differs by two edits at most, and one to spare for the row of distances.
const ROW: usize = EDIT_LETTERS + 1;

/// A part met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Which.
    pub ordinal: u32,
    /// How many edits part it from the one asked.
    pub edits: u8,
    /// True if the edit is a swap of two neighbours.
    pub is_swap: bool,
}

/// The steps that a question has left are spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepsSpent;

impl PartIndex {
    /// Visits the parts within `most` edits (1 or 2) of a text in A to Z; some of them more than once.
    ///
    /// # Errors
    /// [`StepsSpent`] if not all could be visited.
    pub fn edited(
        &self,
        text: &str,
        most: u8,
        steps: &Cell<usize>,
        mut visit: impl FnMut(Edited),
    ) -> Result<(), StepsSpent> {
        let letters = text.as_bytes();
        if letters.len() > EDIT_LETTERS {
            return Ok(());
        }
        let half = letters.len() / 2;
        let backwards: Vec<u8> = letters.iter().rev().copied().collect();
        // An edit touches two neighbours at most, so one half or the other is free of it where they are a letter apart.
        let mut forward = Walk::new(&self.texts, letters, most, half, most - 1, steps, &mut visit);
        forward.start()?;
        let rest = letters.len() - half - 1;
        Walk::new(&self.backwards, &backwards, most, rest, 0, steps, &mut visit).start()
    }
}

/// One walk: the first `free` letters are met with at most `early` edits.
struct Walk<'w, V> {
    fst: &'w Fst<MappedBytes>,
    asked: &'w [u8],
    most: u8,
    free: usize,
    early: u8,
    steps: &'w Cell<usize>,
    visit: &'w mut V,
    /// The letters from the root to where the walk stands.
    path: Vec<u8>,
}

/// Distances of what was read to each beginning of what was asked.
type Row = [u8; ROW];

/// Where a walk stands.
#[derive(Clone, Copy)]
struct Place {
    node: CompiledAddr,
    output: Output,
    row: Row,
    /// The row before the last letter.
    before: Row,
    /// True once the free letters were met.
    is_through: bool,
}

impl<'w, V: FnMut(Edited)> Walk<'w, V> {
    fn new(
        fst: &'w Fst<MappedBytes>,
        asked: &'w [u8],
        most: u8,
        free: usize,
        early: u8,
        steps: &'w Cell<usize>,
        visit: &'w mut V,
    ) -> Self {
        Self { fst, asked, most, free, early, steps, visit, path: Vec::with_capacity(asked.len() + 2) }
    }

    fn start(&mut self) -> Result<(), StepsSpent> {
        let mut row = [u8::MAX; ROW];
        for (place, distance) in row.iter_mut().zip(0..).take(self.asked.len() + 1) {
            *place = distance;
        }
        let root = self.fst.root();
        let place =
            Place { node: root.addr(), output: Output::zero(), row, before: row, is_through: self.free == 0 };
        match self.walk(&place) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(spent) => Err(spent),
        }
    }

    fn walk(&mut self, at: &Place) -> ControlFlow<StepsSpent> {
        let Some(left) = self.steps.get().checked_sub(1) else { return ControlFlow::Break(StepsSpent) };
        self.steps.set(left);
        let node = self.fst.node(at.node);
        let distance = at.row[self.asked.len()];
        if node.is_final() && at.is_through && (1..=self.most).contains(&distance) {
            let ordinal = at.output.cat(node.final_output()).value();
            if let Ok(ordinal) = u32::try_from(ordinal) {
                let is_swap = distance == 1 && is_swap(&self.path, self.asked);
                (self.visit)(Edited { ordinal, edits: distance, is_swap });
            }
        }
        // Behind letters that must be just as asked there is one way on.
        if !at.is_through && self.early == 0 {
            return match self.asked.get(self.path.len()).and_then(|letter| node.find_input(*letter)) {
                Some(place) => self.step(at, node.transition(place)),
                None => ControlFlow::Continue(()),
            };
        }
        for transition in node.transitions() {
            self.step(at, transition)?;
        }
        ControlFlow::Continue(())
    }

    fn step(&mut self, at: &Place, transition: fst::raw::Transition) -> ControlFlow<StepsSpent> {
        let row = self.next_row(at, transition.inp);
        let is_through = at.is_through || row[self.free] <= self.early;
        let least_of = |row: &[u8]| row.iter().copied().min().unwrap_or(u8::MAX);
        let goes_on = if is_through {
            least_of(&row[..=self.asked.len()]) <= self.most
        } else {
            least_of(&row[..=self.free]) <= self.early
        };
        if !goes_on {
            return ControlFlow::Continue(());
        }
        self.path.push(transition.inp);
        let next = Place {
            node: transition.addr,
            output: at.output.cat(transition.out),
            row,
            before: at.row,
            is_through,
        };
        let walked = self.walk(&next);
        self.path.pop();
        walked
    }

    /// The distances after one more letter: of edits that do not overlap (optimal string alignment).
    fn next_row(&self, at: &Place, letter: u8) -> Row {
        let mut row = [u8::MAX; ROW];
        row[0] = at.row[0].saturating_add(1);
        let last = self.path.last().copied();
        for place in 1..=self.asked.len() {
            let wanted = self.asked[place - 1];
            let same = at.row[place - 1].saturating_add(u8::from(wanted != letter));
            let lost = row[place - 1].saturating_add(1);
            let more = at.row[place].saturating_add(1);
            let mut least = same.min(lost).min(more);
            if place > 1 && last == Some(wanted) && self.asked[place - 2] == letter {
                least = least.min(at.before[place - 2].saturating_add(1));
            }
            row[place] = least;
        }
        row
    }
}

/// True if two words differ by two neighbours that changed places.
fn is_swap(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut differ = a.iter().zip(b).zip(0..).filter(|((a, b), _)| a != b).map(|(_, at)| at);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(first), Some(second), None) => {
            second == first + 1_usize && a[first] == b[second] && a[second] == b[first]
        }
        _ => false,
    }
}

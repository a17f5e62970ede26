//! Walks an FST along a pattern. Where only one sign can follow, it is looked up; all others are tried, and each try is
//! a step. It ends early, and never late, when the steps are spent.

use std::cell::Cell;
use std::ops::ControlFlow;

use fst::raw::{Fst, Output};

use crate::segment::map::MappedBytes;
use crate::vehicle::Pattern;

/// Visits the value of every key that fits, in rising order, until `visit` breaks or the steps are spent.
pub(super) fn walk(
    fst: &Fst<MappedBytes>,
    pattern: &Pattern,
    steps: &Cell<usize>,
    visit: &mut impl FnMut(u64) -> ControlFlow<()>,
) -> ControlFlow<()> {
    // What is still to be looked at, the next on top.
    let mut open = vec![(fst.root().addr(), Output::zero(), pattern.start())];
    while let Some((at, value, state)) = open.pop() {
        let node = fst.node(at);
        if node.is_final() && pattern.is_match(state) {
            visit(value.cat(node.final_output()).value())?;
        }
        let only = pattern.only_byte(state);
        let mut tried = 1;
        for place in (0..node.len()).rev() {
            let transition = node.transition(place);
            // The bytes of other scripts stand last.
            if only.is_some() && transition.inp.is_ascii() {
                break;
            }
            tried += 1;
            if let Some(next) = pattern.step(state, transition.inp) {
                open.push((transition.addr, value.cat(transition.out), next));
            }
        }
        if let Some(place) = only.filter(u8::is_ascii).and_then(|only| node.find_input(only)) {
            let transition = node.transition(place);
            if let Some(next) = pattern.step(state, transition.inp) {
                open.push((transition.addr, value.cat(transition.out), next));
            }
        }
        let Some(left) = steps.get().checked_sub(tried) else {
            steps.set(0);
            return ControlFlow::Continue(());
        };
        steps.set(left);
    }
    ControlFlow::Continue(())
}

//! Power loss at any moment leaves the old or the new generation, whole (reliability: promise 2).
//!
//! A recording disk notes every operation in order. For every prefix of the record, every folder
//! is made that a file system may show after a power cut at that moment:
//!
//! - bytes not synced are lost, torn in half, or kept;
//! - names not synced (created, renamed, removed) are lost or kept, each on its own, so that a
//!   later change may outlive an earlier one;
//! - a folder whose parent was not synced since it was made may be gone.
//!
//! Kill -9 (`store_kill.rs`) cannot show this, since what a process wrote survives it in the page cache. To show that
//! the model has teeth, each sync is left out in turn, and some prefix must then break.

#![allow(clippy::unwrap_used, reason = "a failing unwrap in a test is the report")]

mod power_loss {
    pub(crate) mod image;
    pub(crate) mod model;
    pub(crate) mod published;
    pub(crate) mod recorder;
    pub(crate) mod script;
}

use std::collections::HashSet;

use power_loss::image::Image;
use power_loss::model::Model;
use power_loss::recorder::Op;
use power_loss::script::{Recording, build_roll_back, killed_then_pruned, same_segment_again};

/// Images that were looked at and are whole, with the states that were allowed.
type Whole = HashSet<(Image, Vec<Option<usize>>)>;

/// The first broken image that the operations `ops` of `recording` can leave.
fn first_break(recording: &Recording, ops: &[Op], reopen: bool, whole: &mut Whole) -> Option<String> {
    let mut model = Model::new(&recording.root);
    for step in 0..=ops.len() {
        if let Some(op) = step.checked_sub(1).and_then(|at| ops.get(at)) {
            model.apply(op);
        }
        let allowed = model.allowed();
        for image in model.images() {
            let looked_at = (image, allowed.clone());
            if whole.contains(&looked_at) {
                continue;
            }
            if let Err(reason) = looked_at.0.check(&allowed, recording, reopen) {
                return Some(format!("after {step} operations: {reason}"));
            }
            whole.insert(looked_at);
        }
    }
    None
}

fn assert_whole(recording: &Recording) {
    assert_eq!(first_break(recording, &recording.ops, true, &mut Whole::new()), None);
}

fn assert_every_sync_is_needed(recording: &Recording) {
    let mut whole = Whole::new();
    let syncs = recording.ops.iter().enumerate().filter(|(_, op)| op.is_sync()).map(|(at, _)| at);
    for at in syncs {
        let mut ops = recording.ops.clone();
        let left_out = ops.remove(at);
        let broken = first_break(recording, &ops, false, &mut whole);
        assert!(broken.is_some(), "no image breaks without operation {at}, {left_out:?}");
    }
}

#[test]
fn builds_and_a_rollback_leave_the_old_or_the_new_generation() {
    assert_whole(&build_roll_back());
}

#[test]
fn a_build_that_makes_a_known_segment_again_leaves_the_old_or_the_new_generation() {
    assert_whole(&same_segment_again());
}

#[test]
fn a_prune_after_a_killed_build_leaves_one_whole_generation() {
    assert_whole(&killed_then_pruned());
}

#[test]
fn a_build_or_rollback_without_any_one_of_its_syncs_breaks() {
    assert_every_sync_is_needed(&build_roll_back());
}

#[test]
fn a_prune_without_any_one_of_its_syncs_breaks() {
    assert_every_sync_is_needed(&killed_then_pruned());
}

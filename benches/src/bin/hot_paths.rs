//! Runs one hot path under callgrind, for ci/instruction-counts.
//!
//! `hot_paths build FOLDER` builds the store; `hot_paths run FOLDER PATH` asks it. Callgrind counts only inside
//! the function that [`main`] hands the work to: its name is what `--toggle-collect` looks for, so no other
//! function here may contain it.

use std::hint::black_box;
use std::path::Path;

use anyhow::{Result, bail};
use watchpost_benches::{hot_path, store};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["build", folder] => store::build(Path::new(folder), hot_path::COUNTED_STORE),
        ["run", folder, path] => {
            let generation = store::open(Path::new(folder))?;
            let mut work = hot_path::prepare(path, &generation)?;
            counted_region(&mut *work);
            Ok(())
        }
        _ => bail!("usage: hot_paths build FOLDER | run FOLDER PATH; paths: {}", hot_path::PATHS.join(", ")),
    }
}

/// All that is counted.
#[inline(never)]
fn counted_region(work: &mut dyn FnMut()) {
    work();
    // Something after the call keeps it from becoming a jump, which callgrind would not see the end of.
    black_box(());
}

//! Runs one hot path under callgrind, for ci/instruction-counts.
//!
//! `hot_paths build FOLDER` builds the stores; `hot_paths run FOLDER PATH` asks the one of the path. Callgrind counts only inside
//! the function that [`main`] hands the work to: its name is what `--toggle-collect` looks for, so no other
//! function here may contain it.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use watchpost_benches::{hot_path, population, store};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["build", folder] => {
            let [numbers, names] = stores(folder);
            std::fs::create_dir_all(&numbers)?;
            std::fs::create_dir_all(&names)?;
            store::build(&numbers, hot_path::COUNTED_STORE)?;
            population::build(&names, hot_path::COUNTED_POPULATION)
        }
        ["run", folder, path] => {
            let [numbers, names] = stores(folder);
            let folder = if hot_path::is_over_population(path) { names } else { numbers };
            let generation = store::open(&folder)?;
            let mut work = hot_path::prepare(path, &generation)?;
            counted_region(&mut *work);
            Ok(())
        }
        _ => bail!("usage: hot_paths build FOLDER | run FOLDER PATH; paths: {}", hot_path::PATHS.join(", ")),
    }
}

/// The store of all lists, and that of names as frequent as real ones.
fn stores(folder: &str) -> [PathBuf; 2] {
    ["lists", "population"].map(|store| Path::new(folder).join(store))
}

/// All that is counted.
#[inline(never)]
fn counted_region(work: &mut dyn FnMut()) {
    work();
    // Something after the call keeps it from becoming a jump, which callgrind would not see the end of.
    black_box(());
}

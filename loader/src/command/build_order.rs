//! Which `--mapping` and `--format` belong to which list option: to the one before them on the command line.

use std::path::PathBuf;

use clap::ArgMatches;
use watchpost_engine::list::List;

use crate::build::ListInput;
use crate::exit::Failure;
use crate::limits;
use crate::mapping::{Join, Mapping};
use crate::source::{Compression, Format, Place};
use crate::terms::JoinedFile;

/// One list option with what belongs to it, as it was typed.
struct Typed {
    index: usize,
    list: List,
    path: PathBuf,
    mapping: Option<PathBuf>,
    format: Option<Format>,
    joined: Vec<JoinedFile>,
}

/// The sources of a build, list by list, each in the order of the command line.
pub(super) fn inputs(matches: &ArgMatches) -> Result<Vec<(List, Vec<ListInput>)>, Failure> {
    let mut typed = list_options(matches);
    for (index, path) in indexed::<PathBuf>(matches, "mapping") {
        let before = option_before(&mut typed, index, "--mapping")?;
        if before.mapping.replace(path).is_some() {
            return Err(Failure::usage("a list option has two --mapping; give one behind each list"));
        }
    }
    for (index, format) in indexed::<Format>(matches, "format") {
        let before = option_before(&mut typed, index, "--format")?;
        if before.format.replace(format).is_some() {
            return Err(Failure::usage("a list option has two --format; give one behind each list"));
        }
    }
    for (index, joined) in indexed::<JoinedFile>(matches, "joined") {
        let before = option_before(&mut typed, index, "--joined")?;
        if before.joined.iter().any(|other| other.name == joined.name) {
            return Err(Failure::usage(format!("--joined {}= is given twice; give it once", joined.name)));
        }
        before.joined.push(joined);
    }
    let joined = typed.iter().flat_map(|option| option.joined.iter().map(|joined| &joined.path));
    let paths = typed.iter().map(|option| &option.path).chain(joined);
    if paths.filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::usage("standard input (`-`) can be read once; give the other lists as files"));
    }
    let mut lists: Vec<(List, Vec<ListInput>)> = Vec::new();
    for list in List::ALL {
        let of_list = typed.iter().filter(|option| option.list == list);
        let inputs = of_list.map(Typed::input).collect::<Result<Vec<_>, _>>()?;
        if inputs.iter().flat_map(ListInput::places).count() > limits::SOURCES {
            return Err(Failure::usage(format!(
                "{list}: more than {} sources; put some together",
                limits::SOURCES
            )));
        }
        if !inputs.is_empty() {
            lists.push((list, inputs));
        }
    }
    Ok(lists)
}

fn list_options(matches: &ArgMatches) -> Vec<Typed> {
    let mut typed: Vec<Typed> = List::ALL
        .into_iter()
        .flat_map(|list| {
            indexed::<PathBuf>(matches, list.as_str()).map(move |(index, path)| (index, list, path))
        })
        .map(|(index, list, path)| Typed {
            index,
            list,
            path,
            mapping: None,
            format: None,
            joined: Vec::new(),
        })
        .collect();
    typed.sort_by_key(|option| option.index);
    typed
}

/// The values of an option with their places on the command line.
fn indexed<'m, T: Clone + Send + Sync + 'static>(
    matches: &'m ArgMatches,
    id: &str,
) -> impl Iterator<Item = (usize, T)> + use<'m, T> {
    let indices = matches.indices_of(id).into_iter().flatten();
    let values = matches.get_many::<T>(id).into_iter().flatten().cloned();
    indices.zip(values)
}

fn option_before<'t>(typed: &'t mut [Typed], index: usize, option: &str) -> Result<&'t mut Typed, Failure> {
    typed.iter_mut().rev().find(|typed| typed.index < index).ok_or_else(|| {
        Failure::usage(format!("{option} stands before every list; it belongs to the list option before it"))
    })
}

impl Typed {
    fn input(&self) -> Result<ListInput, Failure> {
        let mapping = self.mapping.as_deref().map(Mapping::load).transpose()?;
        let place = Place::new(&self.path);
        if let Some(mapping) = mapping.as_ref().filter(|mapping| mapping.list() != self.list) {
            return Err(Failure::usage(format!(
                "the mapping behind --{} {} makes the list {}; give it behind --{}",
                self.list,
                place.name(),
                mapping.list(),
                mapping.list()
            )));
        }
        let format = self.format.or_else(|| Format::of_name(&self.path)).or_else(|| {
            // A mapping tells the kind, so that the name need not.
            mapping
                .as_ref()
                .map(|mapping| Format { kind: mapping.kind(), compression: Compression::of_name(&self.path) })
        });
        let format = format.ok_or_else(|| {
            Failure::usage(format!(
                "the format of {} is not known from its name; give --format csv or jsonl, perhaps with .gz or .zst, behind it",
                place.name()
            ))
        })?;
        if let Some(mapping) = mapping.as_ref().filter(|mapping| mapping.kind() != format.kind) {
            let kind = format!("{:?}", mapping.kind());
            return Err(Failure::usage(format!("the mapping is for {kind}, and {} is not", place.name())));
        }
        let joined = self.joined_places(mapping.as_ref())?;
        Ok(ListInput { place, format, mapping, joined })
    }

    /// The files that the mapping joins, each of which must be given.
    fn joined_places(&self, mapping: Option<&Mapping>) -> Result<Vec<Place>, Failure> {
        let joins = mapping.map(Mapping::joins).unwrap_or_default();
        if let Some(unknown) =
            self.joined.iter().find(|file| joins.iter().all(|join| join.name() != file.name))
        {
            let known: Vec<&str> = joins.iter().map(Join::name).collect();
            return Err(Failure::usage(format!(
                "--joined {}=: the mapping behind --{} joins no file of that name; it joins: {}",
                unknown.name,
                self.list,
                if known.is_empty() { "none".to_owned() } else { known.join(", ") }
            )));
        }
        let place = |join: &Join| {
            let file = self.joined.iter().find(|file| file.name == join.name());
            file.map(|file| Place::new(&file.path)).ok_or_else(|| {
                Failure::usage(format!(
                    "the mapping behind --{} joins a second file; give --joined {}=F behind it",
                    self.list,
                    join.name()
                ))
            })
        };
        joins.iter().map(place).collect()
    }
}

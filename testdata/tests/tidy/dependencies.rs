//! Rules about dependencies: each direct one has its line in docs/decisions.md; some never become direct.

use crate::checkout::{Checkout, Finding, TextFile};

/// Where the reasons stand.
const REASONS: &str = "docs/decisions.md";

/// Crates that may come with others, but are not asked for here: the standard library has what they gave.
const REJECTED: &[&str] = &["lazy_static", "once_cell"];

/// Direct dependencies of any member that docs/decisions.md does not name in backticks.
pub(crate) fn without_a_reason(checkout: &Checkout) -> Vec<Finding> {
    let reasons = checkout.get(REASONS).map(|page| page.text.as_str()).unwrap_or_default();
    found(
        checkout,
        |name| !reasons.contains(&format!("`{name}`")),
        |name| format!("`{name}` has no line in {REASONS}: why is it here, and what does it cost?"),
    )
}

/// Direct dependencies that were rejected.
pub(crate) fn rejected(checkout: &Checkout) -> Vec<Finding> {
    found(
        checkout,
        |name| REJECTED.contains(&name),
        |name| format!("`{name}` is not asked for directly: std::sync::LazyLock and OnceLock do the same"),
    )
}

fn found(checkout: &Checkout, wrong: impl Fn(&str) -> bool, told: impl Fn(&str) -> String) -> Vec<Finding> {
    let manifests = checkout.files().filter(|file| file.path.ends_with("Cargo.toml"));
    manifests
        .flat_map(|manifest| direct(manifest).into_iter().map(move |(line, name)| (manifest, line, name)))
        .filter(|(_, _, name)| !name.starts_with("watchpost-") && wrong(name))
        .map(|(manifest, line, name)| manifest.finding(line, told(&name)))
        .collect()
}

/// Names in the dependency tables of a manifest, with their lines. The root's `[workspace.dependencies]` count too, so
/// that a version nobody asks for needs its reason as well.
fn direct(manifest: &TextFile) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut in_table = false;
    // Inside a value that goes over several lines there are no keys.
    let mut open_brackets = 0_usize;
    for (index, line) in manifest.text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if open_brackets == 0 {
            if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                let last = header.rsplit('.').next().unwrap_or_default();
                in_table = last.ends_with("dependencies");
                // [dependencies.name]
                if let Some((tables, name)) = header.rsplit_once('.')
                    && tables.ends_with("dependencies")
                {
                    names.push((index + 1, name.to_owned()));
                }
                continue;
            }
            if in_table && let Some((key, _)) = line.split_once('=') {
                let name = key.trim().split('.').next().unwrap_or_default().trim_matches('"');
                names.push((index + 1, name.to_owned()));
            }
        }
        let opened = line.matches(['[', '{']).count();
        open_brackets = (open_brackets + opened).saturating_sub(line.matches([']', '}']).count());
    }
    names
}

#[test]
fn every_way_to_write_a_dependency_is_seen() {
    let text = "[package]\nname = \"a\"\n[dependencies]\nb = \"1\"\nc.workspace = true\nd = { version = \"1\", features = [\n  \"x\",\n] }\n\
                # e = \"1\"\n[target.'cfg(unix)'.dev-dependencies]\nf = \"1\"\n[build-dependencies.g]\nversion = \"1\"\n[features]\nh = []\n";
    let names: Vec<String> =
        direct(&TextFile::made_up("a/Cargo.toml", text)).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["b", "c", "d", "f", "g"]);
}

#[test]
fn a_dependency_without_a_reason_is_found() {
    let checkout = Checkout::made_up(vec![
        TextFile::made_up(
            "a/Cargo.toml",
            "[dependencies]\ntold = \"1\"\nuntold = \"1\"\nwatchpost-engine = \"1\"\n",
        ),
        TextFile::made_up(REASONS, "| `told` | because |\n"),
    ]);
    let told: Vec<String> = without_a_reason(&checkout).iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("a/Cargo.toml:3: `untold`"), "{told:?}");
}

#[test]
fn a_rejected_dependency_is_found() {
    let manifest = TextFile::made_up("a/Cargo.toml", "[dev-dependencies]\nonce_cell = \"1\"\n");
    assert_eq!(rejected(&Checkout::made_up(vec![manifest])).len(), 1);
}

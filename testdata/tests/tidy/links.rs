//! Rule about pages: a relative link leads to a file of the checkout, and its anchor to a heading there.

use crate::checkout::{Checkout, Finding, TextFile};

/// Dead relative links of every Markdown page.
pub(crate) fn dead_links(checkout: &Checkout) -> Vec<Finding> {
    let pages = checkout.files().filter(|file| file.path.ends_with(".md"));
    pages.flat_map(|page| dead_links_of(checkout, page)).collect()
}

fn dead_links_of(checkout: &Checkout, page: &TextFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, target) in link_targets(&page.text) {
        if target.contains("://") || target.starts_with("mailto:") {
            continue;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let path = if path.is_empty() { page.path.clone() } else { resolved(&page.path, path) };
        if !checkout.has(&path) {
            findings.push(page.finding(line, format!("link to `{target}`: there is no {path}")));
        } else if !anchor.is_empty() && !checkout.get(&path).is_some_and(|page| has_heading(page, anchor)) {
            findings.push(page.finding(line, format!("link to `{target}`: {path} has no such heading")));
        }
    }
    findings
}

/// Targets of `[text](target)` outside fenced blocks and code spans, with their lines.
fn link_targets(text: &str) -> Vec<(usize, &str)> {
    let mut targets = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            let in_code_span = line[..at].matches('`').count() % 2 == 1;
            let target = line[at + 2..].split(')').next().unwrap_or_default();
            // A title may follow: [text](target "title").
            let target = target.split_whitespace().next().unwrap_or_default();
            if !in_code_span && !target.is_empty() {
                targets.push((index + 1, target));
            }
        }
    }
    targets
}

/// `link` as seen from the page at `from`, relative to the workspace root.
fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Is there a heading with this anchor, made as the common forges make it?
fn has_heading(page: &TextFile, anchor: &str) -> bool {
    page.text.lines().filter(|line| line.starts_with('#')).any(|line| {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
        kept.map(|sign| if sign == ' ' { '-' } else { sign }).eq(anchor.chars())
    })
}

#[test]
fn a_dead_link_is_found() {
    let page = "[a](gone.md) [b](there.md#no-such)\n[c](../README.md)\n";
    let checkout = Checkout::made_up(vec![
        TextFile::made_up("docs/page.md", page),
        TextFile::made_up("docs/there.md", "# Title\n"),
    ]);
    let told: Vec<String> = dead_links(&checkout).iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn a_live_link_is_not() {
    let page = "[a](there.md#5-http-check-listener) [b](../engine/src) [c](#here) [d](https://example.org/x)\n\
                # Here\n```\n[e](gone.md)\n```\n`[f](gone.md)`\n";
    let checkout = Checkout::made_up(vec![
        TextFile::made_up("docs/page.md", page),
        TextFile::made_up("docs/there.md", "## 5. HTTP, check listener\n"),
        TextFile::made_up("engine/src/lib.rs", ""),
    ]);
    let told: Vec<String> = dead_links(&checkout).iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:?}");
}

//! Rule about docs/architecture.md: every invariant names a test, and the named test exists.

use crate::checkout::{Checkout, Finding};

/// The page that numbers the invariants.
pub(crate) const PAGE: &str = "docs/architecture.md";

/// Rows of the table of invariants whose test is missing, and gaps in their numbers.
pub(crate) fn without_test(checkout: &Checkout) -> Vec<Finding> {
    let Some(page) = checkout.get(PAGE) else { return Vec::new() };
    let mut findings = Vec::new();
    let mut expected = 1;
    for (index, line) in page.text.lines().enumerate() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, _, tests] = cells[..] else { continue };
        let Ok(number) = number.parse::<usize>() else { continue };
        if number != expected {
            findings
                .push(page.finding(index + 1, format!("invariant {number} stands where {expected} is due")));
        }
        expected = number + 1;
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            findings.push(page.finding(index + 1, format!("invariant {number} names no test")));
        }
        for test in named {
            if !exists(checkout, test) {
                findings.push(page.finding(index + 1, format!("there is no test {test}")));
            }
        }
    }
    if expected == 1 {
        findings.push(
            page.finding(1, "no invariant was found; the table has three columns: number, text, tests"),
        );
    }
    findings
}

/// True for `path.rs::name` where the file has a function of that name.
fn exists(checkout: &Checkout, test: &str) -> bool {
    test.split_once("::").is_some_and(|(path, name)| {
        checkout.get(path).is_some_and(|file| file.text.contains(&format!("fn {name}(")))
    })
}

#[cfg(test)]
mod tests {
    use super::{PAGE, without_test};
    use crate::checkout::{Checkout, TextFile};

    #[track_caller]
    fn check(row: &str, findings: usize) {
        let checkout = Checkout::made_up(vec![
            TextFile::made_up(PAGE, &format!("| # | invariant | shown by |\n|---|---|---|\n{row}\n")),
            TextFile::made_up("engine/tests/a.rs", "#[test]\nfn it_holds() {}\n"),
        ]);
        assert_eq!(without_test(&checkout).len(), findings, "{row}");
    }

    #[test]
    fn an_invariant_without_a_test_that_exists_is_found() {
        check("| 1 | it holds | `engine/tests/a.rs::it_holds` |", 0);
        check("| 1 | it holds | `engine/tests/a.rs::it_held` |", 1);
        check("| 1 | it holds | `engine/tests/b.rs::it_holds` |", 1);
        check("| 1 | it holds | by review |", 1);
        check("| 2 | it holds | `engine/tests/a.rs::it_holds` |", 1);
        check("| one | it holds | by review |", 1);
    }
}

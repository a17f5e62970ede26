//! Long and short forms of one given name: William and Bill, Aleksandr and Sasha, José and Pepe.
//!
//! A class is one long name with its short forms and its other spellings. Classes must never be chained: Al stands
//! for Albert and for Allan, but Albert is not Allan, so a short form is in several classes and classes do not join.
//! English pairs are those of github carltonnorthern/nicknames (Apache-2.0); Slavic, Spanish, German, Italian,
//! Greek, Turkish, Arabic, Hebrew and Indian ones are common knowledge, in the usual Latin spellings.

use super::name_lines::{NameLines, count_lines};

/// `NAME LONG LONG`: a name and the long names that it may stand for; a long name stands alone on its line.
const TEXT: &str = include_str!("nicknames.txt");
const LINES: usize = count_lines(TEXT);
static NAMES: NameLines<LINES> = NameLines::new(TEXT);
static MEMBERSHIPS: Memberships = Memberships::read(&NameLines::<LINES>::new(TEXT));

/// One long name with its short forms. Its number holds within one build only: what is kept on disk goes by
/// [`Class::long_name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(u16);

impl Class {
    /// The long name, A to Z.
    #[must_use]
    pub fn long_name(self) -> &'static str {
        NAMES.name(usize::from(self.0))
    }
}

/// The classes that a given name (A to Z, upper case) is in, rising, each once: none for most names, up to some
/// twenty for a short form of many.
///
/// ```
/// use watchpost_engine::person::nickname::classes;
/// let names: Vec<&str> = classes("PACO").iter().map(|class| class.long_name()).collect();
/// assert_eq!(names, ["FRANCISCO"]);
/// assert!(classes("SPEZIMUELLER").is_empty());
/// ```
#[must_use]
pub fn classes(part: &str) -> &'static [Class] {
    NAMES.find(part).map_or(&[], |line| MEMBERSHIPS.of(line))
}

/// Whether two given names may be forms of one: they share a class.
#[must_use]
pub fn share_a_class(one: &str, other: &str) -> bool {
    let other = classes(other);
    classes(one).iter().any(|class| other.binary_search(class).is_ok())
}

/// Which classes the name of each line is in.
struct Memberships {
    /// Where those of a line begin in `classes`, and where the last ends.
    starts: [u16; LINES + 1],
    classes: [Class; count_words(TEXT)],
}

impl Memberships {
    const fn read(names: &NameLines<LINES>) -> Self {
        let mut all = Self { starts: [0; LINES + 1], classes: [Class(0); count_words(TEXT)] };
        let bytes = TEXT.as_bytes();
        let is_long = long_names(names);
        let (mut line, mut filled) = (0, 0);
        while line < LINES {
            let mut own_is_due = is_long[line];
            let mut at = names.behind_name(line);
            while bytes[at] == b' ' {
                let from = at + 1;
                at = word_end(bytes, from);
                let Some(class) = names.find_within(from, at) else {
                    panic!("a long name has a line of its own")
                };
                // Rising: a name's own class takes its place among those of which it is a short form.
                if own_is_due && class > line {
                    all.classes[filled] = class_of(line);
                    filled += 1;
                    own_is_due = false;
                }
                all.classes[filled] = class_of(class);
                filled += 1;
            }
            if own_is_due {
                all.classes[filled] = class_of(line);
                filled += 1;
            }
            all.starts[line + 1] = class_of(filled).0;
            line += 1;
        }
        all
    }

    fn of(&self, line: usize) -> &[Class] {
        let place = |line: usize| self.starts.get(line).map(|&start| usize::from(start));
        match (place(line), place(line + 1)) {
            (Some(start), Some(end)) => self.classes.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Which lines are named as a long name on another one.
const fn long_names(names: &NameLines<LINES>) -> [bool; LINES] {
    let bytes = TEXT.as_bytes();
    let mut is_long = [false; LINES];
    let mut line = 0;
    while line < LINES {
        let mut at = names.behind_name(line);
        while bytes[at] == b' ' {
            let from = at + 1;
            at = word_end(bytes, from);
            if let Some(class) = names.find_within(from, at) {
                is_long[class] = true;
            }
        }
        line += 1;
    }
    is_long
}

const fn word_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while bytes[at] != b' ' && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

/// Room for all memberships: each word of a line is one, the name itself as the long name of its own class.
const fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b' ' || bytes[at] == b'\n' {
            words += 1;
        }
        at += 1;
    }
    words
}

const fn class_of(line: usize) -> Class {
    assert!(line <= u16::MAX as usize, "classes and memberships are counted in 16 bits");
    #[expect(clippy::cast_possible_truncation, reason = "asserted on the line above")]
    Class(line as u16)
}

#[cfg(test)]
mod tests {
    use super::{LINES, NAMES, classes, share_a_class};

    #[test]
    fn long_and_short_forms_of_one_name_meet() {
        for (long, short) in [
            ("WILLIAM", "BILL"),
            ("ALEKSANDR", "SASHA"),
            ("ALEXANDER", "SASHA"),
            ("ALEKSANDRA", "SASHA"),
            ("ELENA", "LENA"),
            ("OLENA", "LENA"),
            ("JOSE", "PEPE"),
            ("FRANCISCO", "PACO"),
            ("GIUSEPPE", "BEPPE"),
            ("HEINRICH", "HEINZ"),
            ("DMITRII", "DIMA"),
            ("EVGENII", "ZHENIA"),
            ("GEORGIOS", "YIORGOS"),
        ] {
            assert!(share_a_class(long, short) && share_a_class(short, long), "{long} {short}");
        }
    }

    #[test]
    fn two_short_forms_of_one_name_meet() {
        assert!(share_a_class("BILL", "WILL"));
        assert!(share_a_class("SASHA", "SANYA"));
    }

    #[test]
    fn a_short_form_of_two_names_does_not_join_them() {
        for (one, other) in [("ALBERT", "ALLAN"), ("ALEKSANDR", "ALEKSANDRA"), ("VALENTIN", "VALENTINA")] {
            assert!(!share_a_class(one, other), "{one} {other}");
        }
        assert!(share_a_class("AL", "ALBERT") && share_a_class("AL", "ALLAN"));
    }

    #[test]
    fn names_without_other_forms_are_in_no_class() {
        for name in ["", "A", "SPEZIMUELLER", "bill", "BILLBILLBILL"] {
            assert!(classes(name).is_empty(), "{name}");
        }
        assert!(!share_a_class("SPEZIMUELLER", "SPEZIMUELLER"));
    }

    #[test]
    fn every_name_of_the_table_is_found_with_rising_classes() {
        for line in 0..LINES {
            let name = NAMES.name(line);
            assert!(name.len() > 1 && name.bytes().all(|letter| letter.is_ascii_uppercase()), "{name}");
            let found = classes(name);
            assert!(!found.is_empty(), "{name}");
            assert!(found.is_sorted_by(|one, next| one < next), "{name}");
        }
    }
}

//! The lists a border check asks, and sets of them (docs/contract.md section 1).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One of the lists. Their order here is the order in which answers name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum List {
    /// Stolen, lost, revoked and invalid travel documents, and stolen blanks.
    Documents,
    /// Stolen vehicles, plates and parts.
    Vehicles,
    /// Notices and alerts on persons.
    Persons,
}

impl List {
    /// Every list, in order.
    pub const ALL: [Self; 3] = [Self::Documents, Self::Vehicles, Self::Persons];

    /// The list's name as it stands in files, options and answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Vehicles => "vehicles",
            Self::Persons => "persons",
        }
    }

    /// The list of that exact name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == name)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Documents => 1,
            Self::Vehicles => 2,
            Self::Persons => 4,
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A name that is no list's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such list; the lists are documents, vehicles and persons")]
pub struct UnknownList;

impl FromStr for List {
    type Err = UnknownList;

    fn from_str(name: &str) -> Result<Self, UnknownList> {
        Self::parse(name).ok_or(UnknownList)
    }
}

/// A set of lists in one byte.
///
/// ```
/// use watchpost_engine::list::{List, ListSet};
/// let asked: ListSet = [List::Documents, List::Persons].into_iter().collect();
/// assert!(asked.contains(List::Persons) && !asked.contains(List::Vehicles));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ListSet(u8);

impl ListSet {
    /// No list.
    pub const EMPTY: Self = Self(0);
    /// Every list.
    pub const ALL: Self = Self(List::Documents.bit() | List::Vehicles.bit() | List::Persons.bit());

    /// This set and `list`.
    #[must_use]
    pub const fn with(self, list: List) -> Self {
        Self(self.0 | list.bit())
    }

    /// This set without `list`.
    #[must_use]
    pub const fn without(self, list: List) -> Self {
        Self(self.0 & !list.bit())
    }

    /// The lists that are in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// True if `list` is in it.
    #[must_use]
    pub const fn contains(self, list: List) -> bool {
        self.0 & list.bit() != 0
    }

    /// True if no list is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The lists in it, in order.
    pub fn iter(self) -> impl Iterator<Item = List> {
        List::ALL.into_iter().filter(move |list| self.contains(*list))
    }
}

impl FromIterator<List> for ListSet {
    fn from_iter<I: IntoIterator<Item = List>>(lists: I) -> Self {
        lists.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl fmt::Debug for ListSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{List, ListSet};

    #[test]
    fn a_name_is_read_as_it_is_written_everywhere() {
        for list in List::ALL {
            assert_eq!(List::parse(list.as_str()), Some(list));
            assert_eq!(serde_json::to_string(&list).unwrap(), format!("\"{list}\""));
        }
        assert_eq!(List::parse("Documents"), None);
        assert_eq!(List::parse(""), None);
    }

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set = ListSet::EMPTY.with(List::Persons).with(List::Documents);
        assert_eq!(set.iter().collect::<Vec<_>>(), [List::Documents, List::Persons]);
        assert!(!set.contains(List::Vehicles));
        assert!(set.without(List::Persons).without(List::Documents).is_empty());
        assert_eq!(ListSet::ALL.intersection(set), set);
        assert_eq!(List::ALL.into_iter().collect::<ListSet>(), ListSet::ALL);
    }
}

//! `NAME=F`: a file and what a mapping calls it.

use std::path::PathBuf;
use std::str::FromStr;

/// A file that is joined to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedFile {
    /// What the mapping calls it.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// The text is no `NAME=F`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name of the mapping and a file are needed, as alt=alt.csv")]
pub struct NoJoinedFile;

impl FromStr for JoinedFile {
    type Err = NoJoinedFile;

    fn from_str(text: &str) -> Result<Self, NoJoinedFile> {
        match text.split_once('=') {
            Some((name, path)) if !name.is_empty() && !path.is_empty() => {
                Ok(Self { name: name.to_owned(), path: PathBuf::from(path) })
            }
            _ => Err(NoJoinedFile),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{JoinedFile, NoJoinedFile};
    use std::path::PathBuf;

    #[test]
    fn a_name_and_a_file_are_parted_at_the_first_equals_sign() {
        let joined = JoinedFile { name: "alt".to_owned(), path: PathBuf::from("a=b/alt.csv.gz") };
        assert_eq!("alt=a=b/alt.csv.gz".parse(), Ok(joined));
        for text in ["", "alt", "alt=", "=alt.csv"] {
            assert_eq!(text.parse::<JoinedFile>(), Err(NoJoinedFile), "{text}");
        }
    }
}

//! Closed lists of words: one definition gives the enum, its spelling, its parser and its description.
//!
//! A word is spelled in one place only, so that lists, answers and the API description cannot drift apart.

/// Defines a closed list of words. The order of the words is the order of the enum.
macro_rules! closed_list {
    ($(#[$about:meta])* $name:ident { $($(#[$word_about:meta])* $word:ident = $spelling:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$word_about])* #[serde(rename = $spelling)] $word,)+
        }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// The word as lists and answers spell it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $spelling),+ }
            }

            /// Reads a word, in any letter case.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL.iter().copied().find(|word| word.as_str().eq_ignore_ascii_case(text))
            }

            /// Its place in the list, as segments store it.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The word at a place of the list.
            #[must_use]
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.get(usize::from(code)).copied()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(crate) use closed_list;

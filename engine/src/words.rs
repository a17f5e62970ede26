//! Closed lists of words: one definition gives the enum, its spelling, its parser and its description.
//!
//! A word is spelled in one place only, so that lists, answers and the API description cannot drift apart.

/// Defines a closed list of words. The order of the words is the order of the enum.
macro_rules! closed_list {
    (
        $(#[doc = $about:literal])*
        $name:ident { $($(#[doc = $word_about:literal])* $word:ident = $spelling:literal,)+ }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[doc = $word_about])* #[serde(rename = $spelling)] $word,)+
        }

        #[cfg(feature = "openapi")]
        $crate::words::closed_list_schema! {
            $name,
            concat!($($about),*),
            [$(($spelling, concat!($($word_about),*))),+]
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

/// Describes a closed list in the API: its spellings, and what each of them means. A derived description would
/// show the names of the code, since the spelling reaches it through a macro.
#[cfg(feature = "openapi")]
macro_rules! closed_list_schema {
    ($name:ident, $about:expr, $words:expr) => {
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::words::described($about, &$words)
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}

#[cfg(feature = "openapi")]
pub(crate) use closed_list_schema;

/// The description of a closed list of words, each with its meaning.
#[cfg(feature = "openapi")]
pub(crate) fn described(
    about: &str,
    words: &[(&str, &str)],
) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    let meanings: Vec<String> =
        words.iter().map(|(word, about)| format!("- `{word}`: {}", about.trim())).collect();
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .enum_values(Some(words.iter().map(|(word, _)| *word)))
        .description(Some(format!("{}\n\n{}", about.trim(), meanings.join("\n"))))
        .into()
}

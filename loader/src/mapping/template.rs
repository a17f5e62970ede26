//! Templates such as `NZ:{plate}|{date}|{make}`, and the places that they and fields name.

use crate::source::Kind;

/// Where in a row a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The cell of that number, from 0.
    Cell(usize),
    /// The CSV column or JSON key of that name.
    Name(String),
    /// The JSON pointer (RFC 6901).
    Pointer(String),
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text as it is.
    Text(String),
    /// A value of the row.
    Place(Place),
}

/// A text with places in braces. `{{` and `}}` are braces as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(pub(super) Vec<Piece>);

impl Place {
    /// The column of that number, from 1.
    pub(super) fn number(number: usize, kind: Kind) -> Result<Self, String> {
        match (kind, number.checked_sub(1)) {
            (Kind::Csv, Some(place)) => Ok(Self::Cell(place)),
            (Kind::Csv, None) => Err("columns are numbered from 1".to_owned()),
            (Kind::JsonLines, _) => {
                Err("a column number is for csv; in jsonl give the key's name".to_owned())
            }
        }
    }

    pub(super) fn pointer(text: &str, kind: Kind) -> Result<Self, String> {
        if kind == Kind::Csv {
            return Err("a pointer is for jsonl; in csv give the column".to_owned());
        }
        if !text.starts_with('/') {
            return Err("a pointer begins with `/`, as /names/0".to_owned());
        }
        Ok(Self::Pointer(text.to_owned()))
    }

    /// `plate`, `1` or `/names/0` between braces.
    fn parse(text: &str, kind: Kind) -> Result<Self, String> {
        if text.is_empty() {
            return Err("`{}` in `template` names no value".to_owned());
        }
        if kind == Kind::JsonLines && text.starts_with('/') {
            return Self::pointer(text, kind);
        }
        match text.parse() {
            Ok(number) if kind == Kind::Csv => Self::number(number, kind),
            _ => Ok(Self::Name(text.to_owned())),
        }
    }
}

impl Template {
    pub(super) fn new(text: &str, kind: Kind) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                '{' | '}' if signs.peek() == Some(&sign) => {
                    signs.next();
                    plain.push(sign);
                }
                '{' => {
                    let mut name = String::new();
                    loop {
                        match signs.next() {
                            Some('}') => break,
                            Some(sign) => name.push(sign),
                            None => return Err("a `{` in `template` is not closed".to_owned()),
                        }
                    }
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Place(Place::parse(&name, kind)?));
                }
                '}' => return Err("a `}` in `template` closes nothing; write `}}` for the sign".to_owned()),
                sign => plain.push(sign),
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        if pieces.iter().any(|piece| matches!(piece, Piece::Place(_))) {
            Ok(Self(pieces))
        } else {
            Err("`template` names no value of the row; a text that is always the same is a `constant`"
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Place, Template};
    use crate::source::Kind;

    #[test]
    fn braces_name_values_and_double_braces_are_signs() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let Template(pieces) = Template::new("NZ:{plate}|{2}{{}}", Kind::Csv).unwrap();
        let plate = Piece::Place(Place::Name("plate".to_owned()));
        assert_eq!(pieces, [text("NZ:"), plate, text("|"), Piece::Place(Place::Cell(1)), text("{}")]);
        let Template(pieces) = Template::new("{/a/0}", Kind::JsonLines).unwrap();
        assert_eq!(pieces, [Piece::Place(Place::Pointer("/a/0".to_owned()))]);
    }

    #[test]
    fn a_template_that_makes_no_sense_is_refused() {
        for text in ["", "NZ", "{plate", "plate}", "{}", "{0}"] {
            assert!(Template::new(text, Kind::Csv).is_err(), "{text}");
        }
    }
}

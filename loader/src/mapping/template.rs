//! Templates such as `NZ:{plate}|{date}|{make}`.

use super::place::{Place, Shape};

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

impl Template {
    pub(super) fn new(text: &str, shape: Shape) -> Result<Self, String> {
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
                    pieces.push(Piece::Place(Place::parse(&name, shape)?));
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
    use super::{Piece, Place, Shape, Template};

    #[test]
    fn braces_name_values_and_double_braces_are_signs() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let Template(pieces) = Template::new("NZ:{plate}|{2}{{}}", Shape::Cells).unwrap();
        let plate = Piece::Place(Place::Name("plate".to_owned()));
        assert_eq!(pieces, [text("NZ:"), plate, text("|"), Piece::Place(Place::Cell(1)), text("{}")]);
        let Template(pieces) = Template::new("{/a/0}", Shape::Tree).unwrap();
        assert_eq!(pieces, [Piece::Place(Place::pointer("/a/0", Shape::Tree).unwrap())]);
    }

    #[test]
    fn a_template_that_makes_no_sense_is_refused() {
        for text in ["", "NZ", "{plate", "plate}", "{}", "{0}"] {
            assert!(Template::new(text, Shape::Cells).is_err(), "{text}");
        }
    }
}

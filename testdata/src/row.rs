//! How a row of any list is written, as CSV or as a line of JSON (docs/contract.md section 3). Rows are written one by one; nothing is collected.

use std::fmt::{self, Write as _};
use std::io;
use std::str::FromStr;

use crate::day::Day;
use crate::head::Head;

/// The two text forms of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, with a header, quoted where needed.
    Csv,
    /// One JSON object a line; empty fields are left out.
    JsonLines,
}

/// A text that names no [`Format`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no format: say csv or jsonl")]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        match text {
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::JsonLines),
            other => Err(UnknownFormat(other.to_owned())),
        }
    }
}

/// One name of a person record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The surname; empty where only `whole` is known.
    pub surname: String,
    /// The given names; empty for a person with one name.
    pub given: String,
    /// The name as one text, where its parts are not told apart.
    pub whole: String,
    /// `primary`, `alias`, `birth` or `original-script`.
    pub kind: &'static str,
}

/// A row of a list.
pub trait ListRow: Default {
    /// Hands every column to the sink, in the order of the list's columns.
    fn write(&self, sink: &mut Sink<'_>);
}

/// Takes the columns of a row, one after the other, and writes them in a format.
#[derive(Debug)]
pub struct Sink<'a> {
    line: &'a mut String,
    shape: Shape,
    first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Header,
    Csv,
    Json,
}

impl<'a> Sink<'a> {
    /// Writes one JSON object onto a line.
    pub(crate) fn json_object(line: &mut String, fill: impl FnOnce(&mut Sink<'_>)) {
        line.push('{');
        fill(&mut Sink { line, shape: Shape::Json, first: true });
        line.push('}');
    }

    /// Writes one row of CSV, or its header, onto a line.
    pub(crate) fn csv_row(line: &'a mut String, header: bool) -> Self {
        Self { line, shape: if header { Shape::Header } else { Shape::Csv }, first: true }
    }

    /// An object within a JSON object.
    pub(crate) fn object(&mut self, column: &str, fill: impl FnOnce(&mut Sink<'_>)) {
        self.begin(column);
        Sink::json_object(self.line, fill);
    }

    /// A list of objects within a JSON object.
    pub(crate) fn objects<T>(&mut self, column: &str, parts: &[T], fill: impl Fn(&mut Sink<'_>, &T)) {
        self.begin(column);
        self.line.push('[');
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.line.push(',');
            }
            Sink::json_object(self.line, |sink| fill(sink, part));
        }
        self.line.push(']');
    }

    fn begin(&mut self, column: &str) {
        if !self.first {
            self.line.push(',');
        }
        self.first = false;
        match self.shape {
            Shape::Header => self.line.push_str(column),
            Shape::Json => {
                self.line.push('"');
                self.line.push_str(column);
                self.line.push_str("\":");
            }
            Shape::Csv => {}
        }
    }

    /// A text; empty where the source does not know it.
    pub fn text(&mut self, column: &str, text: &str) {
        if text.is_empty() && self.shape == Shape::Json {
            return;
        }
        self.begin(column);
        match self.shape {
            Shape::Header => {}
            Shape::Csv => push_csv(self.line, text),
            Shape::Json => push_json(self.line, text),
        }
    }

    /// A number of digits; empty where the source does not know it. JSON has it without quotes.
    pub fn count(&mut self, column: &str, digits: &str) {
        if digits.is_empty() && self.shape == Shape::Json {
            return;
        }
        self.begin(column);
        if self.shape != Shape::Header {
            self.line.push_str(digits);
        }
    }

    /// A day.
    pub fn day(&mut self, column: &str, day: Option<Day>) {
        match (day, self.shape) {
            (None, Shape::Json) => {}
            (None, _) | (_, Shape::Header) => self.begin(column),
            (Some(day), shape) => {
                self.begin(column);
                let quote = if shape == Shape::Json { "\"" } else { "" };
                // Writing to a String never fails.
                let _ = write!(self.line, "{quote}{day}{quote}");
            }
        }
    }

    /// True, or nothing where false.
    pub fn flag(&mut self, column: &str, flag: bool) {
        if flag || self.shape != Shape::Json {
            self.begin(column);
        }
        if flag && self.shape != Shape::Header {
            self.line.push_str("true");
        }
    }

    /// True, false, or unknown.
    pub fn known_flag(&mut self, column: &str, flag: Option<bool>) {
        match flag {
            Some(false) if self.shape != Shape::Header => {
                self.begin(column);
                self.line.push_str("false");
            }
            other => self.flag(column, other.unwrap_or_default()),
        }
    }

    /// Several values: `|` between them in CSV, a list in JSON.
    pub fn many(&mut self, column: &str, values: &[String]) {
        if values.is_empty() && self.shape == Shape::Json {
            return;
        }
        self.begin(column);
        match self.shape {
            Shape::Header => {}
            Shape::Csv => push_csv(self.line, &values.join("|")),
            Shape::Json => {
                self.line.push('[');
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        self.line.push(',');
                    }
                    push_json(self.line, value);
                }
                self.line.push(']');
            }
        }
    }

    /// The names of a person: `surname`, `given`, `whole` and `aliases` in CSV, the list `names` in JSON.
    /// The first name is the one that the CSV columns hold; the others are aliases, `SURNAME, GIVEN`.
    pub fn names(&mut self, names: &[Name]) {
        if self.shape == Shape::Json {
            self.objects("names", names, |sink, name| {
                sink.text("surname", &name.surname);
                sink.text("given", &name.given);
                sink.text("whole", &name.whole);
                sink.text("kind", name.kind);
            });
            return;
        }
        let unknown = Name::default();
        let primary = names.first().unwrap_or(&unknown);
        self.text("surname", &primary.surname);
        self.text("given", &primary.given);
        self.text("whole", &primary.whole);
        let aliases: Vec<String> = names.iter().skip(1).map(alias_text).collect();
        self.many("aliases", &aliases);
    }

    /// The columns that every list begins with: `record_id` and `owner`.
    pub fn identity(&mut self, head: &Head) {
        self.text("record_id", &head.record_id);
        self.text("owner", head.owner);
    }

    /// The other columns that every list has.
    pub fn terms(&mut self, head: &Head) {
        self.day("reported_on", head.reported_on);
        self.day("review_on", head.review_on);
        self.day("expires_on", head.expires_on);
        self.many("only_for", &head.only_for);
        self.many("withheld_from", &head.withheld_from);
        self.text("action", head.action);
        self.text("caution", head.caution);
        self.text("contact", &head.contact);
        self.text("note", head.note);
        self.flag("exercise", head.exercise);
    }
}

fn alias_text(name: &Name) -> String {
    if !name.whole.is_empty() {
        name.whole.clone()
    } else if name.given.is_empty() {
        name.surname.clone()
    } else {
        format!("{}, {}", name.surname, name.given)
    }
}

/// Quotes a cell where RFC 4180 asks for it.
pub(crate) fn push_csv(line: &mut String, text: &str) {
    if !text.contains(['"', ',', '\n', '\r']) {
        line.push_str(text);
        return;
    }
    line.push('"');
    for sign in text.chars() {
        if sign == '"' {
            line.push('"');
        }
        line.push(sign);
    }
    line.push('"');
}

/// Writes a JSON string (RFC 8259 section 7).
pub(crate) fn push_json(line: &mut String, text: &str) {
    line.push('"');
    for sign in text.chars() {
        match sign {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            control if u32::from(control) < 0x20 => {
                let _ = write!(line, "\\u{:04x}", u32::from(control));
            }
            plain => line.push(plain),
        }
    }
    line.push('"');
}

fn push_row<R: ListRow>(line: &mut String, row: &R, shape: Shape) {
    if shape == Shape::Json {
        line.push('{');
    }
    row.write(&mut Sink { line, shape, first: true });
    line.push_str(if shape == Shape::Json { "}\n" } else { "\n" });
}

/// Writes a list: the header (CSV), then every row. Returns how many rows were written. Rows go out as they
/// come, so a list of any length needs the memory of one row; give a buffered writer.
///
/// # Errors
/// What the writer refuses, a closed pipe among them.
pub fn write_list<R: ListRow>(
    format: Format,
    rows: impl IntoIterator<Item = R>,
    out: &mut impl io::Write,
) -> io::Result<u64> {
    let mut line = String::with_capacity(512);
    let shape = match format {
        Format::Csv => {
            push_row(&mut line, &R::default(), Shape::Header);
            Shape::Csv
        }
        Format::JsonLines => Shape::Json,
    };
    let mut written = 0;
    for row in rows {
        push_row(&mut line, &row, shape);
        out.write_all(line.as_bytes())?;
        line.clear();
        written += 1;
    }
    out.write_all(line.as_bytes())?;
    Ok(written)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_commas_and_quotes_are_quoted() {
        let mut line = String::new();
        push_csv(&mut line, "a \"b\", c");
        assert_eq!(line, "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn json_texts_are_escaped() {
        let mut line = String::new();
        push_json(&mut line, "a\"b\\c\nd é");
        assert_eq!(line, "\"a\\\"b\\\\c\\u000ad é\"");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), "a\"b\\c\nd é");
    }
}

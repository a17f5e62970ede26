//! XML: each element at one of the paths that a mapping names is a row.
//!
//! Memory is bounded by one row. A document type is refused, so that there are no entities but the five of XML; what
//! stands outside the rows must be named by the mapping too, or the file is refused: a part that nobody knows of may
//! hold people.

use std::io::{self, BufRead};

use quick_xml::Reader;
use quick_xml::events::{BytesDecl, Event};

use super::metered::Metered;
use super::xml_row::RowBuilder;
use super::{BadRow, Content, Encoding, Object, RawRow, SourceError};
use crate::limits;

/// Where the rows of an XML file stand. A path is the names of elements from the outermost one, without prefixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlShape {
    /// The paths of the elements that are rows.
    pub records: Vec<Vec<String>>,
    /// The paths of elements that hold no rows.
    pub pass_over: Vec<Vec<String>>,
}

/// The rows of an XML file.
pub struct XmlRows {
    reader: Reader<Metered<Box<dyn BufRead + Send>>>,
    shape: XmlShape,
    encoding: Encoding,
    path: Vec<String>,
    buffer: Vec<u8>,
    is_any: bool,
    object: Object,
    row_bytes: usize,
}

/// A row of an XML file.
pub(super) struct XmlRow {
    pub line: u64,
    pub content: Result<Object, BadRow>,
    pub bytes: usize,
}

/// What is to be done with what stands in an element.
enum Inside {
    Row,
    PassedOver,
    GoesOn,
    Unknown,
}

impl XmlShape {
    fn inside(&self, path: &[String]) -> Inside {
        if self.records.iter().any(|known| known == path) {
            Inside::Row
        } else if self.pass_over.iter().any(|known| known == path) {
            Inside::PassedOver
        } else if self.records.iter().chain(&self.pass_over).any(|known| known.starts_with(path)) {
            Inside::GoesOn
        } else {
            Inside::Unknown
        }
    }
}

impl XmlRows {
    pub(super) fn new(input: Box<dyn BufRead + Send>, shape: &XmlShape, encoding: Encoding) -> Self {
        let mut reader = Reader::from_reader(Metered::new(input));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self {
            reader,
            shape: shape.clone(),
            encoding,
            path: Vec::new(),
            buffer: Vec::new(),
            is_any: false,
            object: Object::default(),
            row_bytes: 0,
        }
    }

    /// Bytes of the row that was read last.
    pub(super) const fn row_bytes(&self) -> usize {
        self.row_bytes
    }

    pub(super) fn next_row(&mut self, name: &str) -> Result<Option<RawRow<'_>>, SourceError> {
        let Some(XmlRow { line, content, bytes }) = self.next_object(name)? else { return Ok(None) };
        self.row_bytes = bytes;
        let content = content.map(|object| {
            self.object = object;
            Content::Object(&self.object)
        });
        Ok(Some(RawRow { line, rows: 1, content }))
    }

    /// The next element that is a row; `None` at the end.
    pub(super) fn next_object(&mut self, name: &str) -> Result<Option<XmlRow>, SourceError> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().begin();
            let event = self.reader.read_event_into(&mut self.buffer);
            let line = self.reader.get_ref().line();
            match event.map_err(|error| not_read(name, line, error))? {
                Event::Start(start) => {
                    self.is_any = true;
                    self.path.push(start.local_name().as_ref().to_owned());
                    match self.shape.inside(&self.path) {
                        Inside::Row => {
                            let element = self.path.last().map_or("", String::as_str);
                            let row = RowBuilder::new(element, &start).map_err(|_| malformed(name, line))?;
                            return self.read_row(row, line, name).map(Some);
                        }
                        Inside::PassedOver => self.pass_over(name)?,
                        Inside::GoesOn => {}
                        Inside::Unknown => {
                            return Err(SourceError::UnknownElement {
                                name: name.to_owned(),
                                line,
                                path: super::shown_name(&format!("/{}", self.path.join("/"))),
                            });
                        }
                    }
                }
                Event::End(_) => {
                    self.path.pop();
                }
                Event::Text(text) if text.trim().is_empty() => {}
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    return Err(SourceError::TextOutside { name: name.to_owned(), line });
                }
                Event::DocType(_) => return Err(SourceError::DocumentType { name: name.to_owned() }),
                Event::Decl(declaration) => Self::check_encoding(&declaration, self.encoding, name)?,
                Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
                Event::Eof if self.path.is_empty() && self.is_any => return Ok(None),
                Event::Eof => return Err(SourceError::read(name, io::ErrorKind::UnexpectedEof.into())),
            }
        }
    }

    /// Refuses a file that says that it is in another encoding than it is read in.
    fn check_encoding(
        declaration: &BytesDecl<'_>,
        encoding: Encoding,
        name: &str,
    ) -> Result<(), SourceError> {
        let Some(told) = declaration.encoding() else { return Ok(()) };
        let told = told.unwrap_or_default();
        let is_known = match encoding {
            Encoding::Utf8 => ["utf-8", "us-ascii"].iter().any(|known| known.eq_ignore_ascii_case(&told)),
            // The mapping knows better than the file, which may have come through other hands.
            Encoding::Windows1252 => true,
        };
        if is_known {
            Ok(())
        } else {
            let encoding = super::shown_name(&told);
            Err(SourceError::Encoding { name: name.to_owned(), encoding })
        }
    }

    fn read_row(&mut self, mut row: RowBuilder, line: u64, name: &str) -> Result<XmlRow, SourceError> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().begin();
            let event = self.reader.read_event_into(&mut self.buffer);
            let here = self.reader.get_ref().line();
            let event = event.map_err(|error| not_read(name, here, error))?;
            if matches!(event, Event::Eof) {
                return Err(SourceError::read(name, io::ErrorKind::UnexpectedEof.into()));
            }
            if matches!(event, Event::DocType(_)) {
                return Err(SourceError::DocumentType { name: name.to_owned() });
            }
            if row.take(&event).map_err(|_| malformed(name, here))? {
                self.path.pop();
                let (content, bytes) = row.finish();
                return Ok(XmlRow { line, content, bytes });
            }
        }
    }

    /// Reads on behind the end of the element that was opened last.
    fn pass_over(&mut self, name: &str) -> Result<(), SourceError> {
        let mut depth = 1_u64;
        while depth > 0 {
            self.buffer.clear();
            self.reader.get_mut().begin();
            let event = self.reader.read_event_into(&mut self.buffer);
            let line = self.reader.get_ref().line();
            match event.map_err(|error| not_read(name, line, error))? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::DocType(_) => return Err(SourceError::DocumentType { name: name.to_owned() }),
                Event::Eof => return Err(SourceError::read(name, io::ErrorKind::UnexpectedEof.into())),
                _ => {}
            }
            if depth > limits::XML_DEPTH {
                return Err(malformed(name, line));
            }
        }
        self.path.pop();
        Ok(())
    }
}

fn not_read(name: &str, line: u64, error: quick_xml::Error) -> SourceError {
    match error {
        quick_xml::Error::Io(error) => {
            SourceError::read(name, io::Error::new(error.kind(), error.to_string()))
        }
        // The reader's own message may repeat what stands in the file.
        _ => malformed(name, line),
    }
}

fn malformed(name: &str, line: u64) -> SourceError {
    SourceError::NotXml { name: name.to_owned(), line }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, XmlRows, XmlShape};
    use crate::limits;
    use crate::source::{BadRow, Content, SourceError};
    use serde_json::{Map, Value, json};
    use std::io::{BufReader, Cursor};

    type Read = Vec<(u64, Result<Value, BadRow>)>;

    fn read_as(encoding: Encoding, text: &[u8]) -> Result<Read, SourceError> {
        let path = |text: &str| text.split('/').map(str::to_owned).collect();
        let shape = XmlShape { records: vec![path("l/p"), path("l/o/e")], pass_over: vec![path("l/head")] };
        let input = BufReader::with_capacity(7, Cursor::new(text.to_vec()));
        let mut rows = XmlRows::new(Box::new(input), &shape, encoding);
        let mut read = Vec::new();
        while let Some(row) = rows.next_row("l.xml")? {
            let content = row.content.map(|content| match content {
                Content::Object(object) => {
                    let pairs = object.iter().map(|(key, value)| (key.to_owned(), value.clone()));
                    Value::Object(pairs.collect::<Map<_, _>>())
                }
                Content::Cells(_) | Content::Rows(_) => Value::Null,
            });
            read.push((row.line, content));
        }
        Ok(read)
    }

    fn read(text: &str) -> Result<Read, SourceError> {
        read_as(Encoding::Utf8, text.as_bytes())
    }

    #[test]
    fn a_row_is_a_tree_whatever_its_namespace() {
        let text = "<?xml version='1.0'?><!-- a --><x:l xmlns:x='u' xmlns='v'><head><any><p/></any></head>\n\
            <p n='1' x:n='2'><a>b &amp; c&#233;</a><a/><a>d</a><e><f> g </f></e><h i='j'>k</h><m><![CDATA[<n>]]></m></p>\n\
            <o>\n<x:e/></o><p/></x:l>";
        let read = read(text).unwrap();
        let row = json!({"#element": "p", "@n": "1", "a": ["b & cé", null, "d"], "e": {"f": "g"},
            "h": {"@i": "j", "#text": "k"}, "m": "<n>"});
        assert_eq!(read[0], (2, Ok(row)));
        assert_eq!(read[1], (4, Ok(json!({"#element": "e"}))));
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn a_comment_or_cdata_inside_a_name_parts_it_in_no_way() {
        let read = read("<l><p><a>AN<!-- EVIL --><![CDATA[NA]]><?b c?> M&#x61;RIA</a></p></l>").unwrap();
        assert_eq!(read, [(1, Ok(json!({"#element": "p", "a": "ANNA MaRIA"})))]);
    }

    #[test]
    fn a_hundred_thousand_attributes_are_one_row_that_is_too_long() {
        let attributes: String = (0..100_000).map(|at| format!(" a{at}=''")).collect();
        let read = read(&format!("<l><p{attributes}/>\n<p/></l>")).unwrap();
        assert_eq!(read, [(1, Err(BadRow::TooLong)), (2, Ok(json!({"#element": "p"})))]);
    }

    #[test]
    fn what_could_hide_rows_or_grow_is_refused_whole() {
        let is = |text: &str, expected: fn(&SourceError) -> bool| {
            let error = read(text).unwrap_err();
            assert!(expected(&error), "{text}: {error}");
        };
        let truncated = |error: &SourceError| matches!(error, SourceError::Truncated { .. });
        is("", truncated);
        is("<l><p><a>b</a>", truncated);
        is("<l><p/>", truncated);
        is(
            "<l><q/></l>",
            |error| matches!(error, SourceError::UnknownElement { line: 1, path, .. } if path == "/l/q"),
        );
        is("<m/>", |error| matches!(error, SourceError::UnknownElement { .. }));
        is("<l>text<p/></l>", |error| matches!(error, SourceError::TextOutside { .. }));
        is("<!DOCTYPE l [<!ENTITY a 'b'>]><l><p>&a;</p></l>", |error| {
            matches!(error, SourceError::DocumentType { .. })
        });
        let malformed = |error: &SourceError| matches!(error, SourceError::NotXml { .. });
        is("<l><p>&a;</p></l>", malformed);
        is("<l><p></l>", malformed);
        is("<l><p a='1' a='2'/></l>", malformed);
        is(&format!("<l>{}", "<p>".repeat(100)), malformed);
        is(&format!("<l><head>{}", "<p>".repeat(100)), malformed);
        is("<?xml version='1.0' encoding='ISO-8859-1'?><l/>", |error| {
            matches!(error, SourceError::Encoding { .. })
        });
        is(&format!("<l><p><a>{}</a></p></l>", "x".repeat(limits::ROW_BYTES + 100)), |error| {
            matches!(error, SourceError::Read { .. })
        });
    }

    #[test]
    fn a_row_over_the_limit_is_told_and_the_next_one_is_read() {
        let many = "<a/>".repeat(limits::ROW_BYTES / limits::XML_ELEMENT_BYTES);
        let long = format!("<a>{}</a>", "x".repeat(limits::ROW_BYTES / 2)).repeat(3);
        for inside in [many, long] {
            let read = read(&format!("<l><p>{inside}</p>\n<p><a>b</a></p></l>")).unwrap();
            assert_eq!(read[0], (1, Err(BadRow::TooLong)));
            assert_eq!(read[1], (2, Ok(json!({"#element": "p", "a": "b"}))));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(read_as(Encoding::Utf8, b"<l><p><a>\xff</a></p></l>").is_err());
    }
}

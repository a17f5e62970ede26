//! Refusals as RFC 9457 problem documents with a stable code.
//!
//! A text here never repeats a value of the request: names and numbers must not reach logs or screens by way of an
//! error.

use std::borrow::Cow;

use axum::http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::openapi::schema::{Schema, Type};
use utoipa::openapi::{ObjectBuilder, RefOr};
use utoipa::{PartialSchema, ToSchema};
use watchpost_engine::check::QuestionRefused;

use crate::limits;

/// What every code means: its status and its title.
macro_rules! codes {
    ($($(#[doc = $about:literal])* $name:ident = $code:literal, $status:ident, $title:literal;)+) => {
        /// The closed list of codes. Clients may rely on them within /v1.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        pub enum Code {
            $($(#[doc = $about])* #[serde(rename = $code)] $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is written.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The status that goes with it, always an error.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),+ }
            }

            /// What it is about, for the description of the interface.
            const fn about(self) -> &'static str {
                match self { $(Self::$name => concat!($($about),*)),+ }
            }

            /// What it means, the same words every time.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }
        }
    };
}

codes! {
    /// The body is no JSON.
    MalformedJson = "malformed-json", BAD_REQUEST, "The body is not JSON";
    /// The request itself is broken: no `Host`, a body that broke off, a query that is not understood.
    MalformedRequest = "malformed-request", BAD_REQUEST, "The request is malformed";
    /// A page of another origin asks from within a browser.
    ForeignOrigin = "foreign-origin", FORBIDDEN, "Pages of another origin may not ask this server";
    /// No such path.
    NotFound = "not-found", NOT_FOUND, "There is nothing at this path";
    /// The path has other methods.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "This path does not take this method";
    /// The request did not arrive in time.
    RequestTimeout = "request-timeout", REQUEST_TIMEOUT, "The request took too long to arrive";
    /// The store's generation is older than the one served, or another of the same number.
    GenerationNotNewer = "generation-not-newer", CONFLICT, "The store's generation is not newer than the one served";
    /// The body or a line is over its limit.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "The body is too large";
    /// Not JSON by its `Content-Type`, or compressed.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "The body is of a type this path does not take";
    /// A `Host` that is not this server's.
    WrongHost = "wrong-host", MISDIRECTED_REQUEST, "The Host of the request is not this server";
    /// A field that the contract does not know.
    UnknownField = "unknown-field", UNPROCESSABLE_ENTITY, "The question has a field that is not known";
    /// A required field is missing, or a value is of another type or not of its closed list.
    QuestionInvalid = "question-invalid", UNPROCESSABLE_ENTITY, "The question does not have the contract's shape";
    /// `subjects` is empty.
    NoSubjects = "no-subjects", UNPROCESSABLE_ENTITY, "The question has no subject";
    /// More subjects than a check may have.
    TooManySubjects = "too-many-subjects", UNPROCESSABLE_ENTITY, "The question has too many subjects";
    /// A subject without `mrz`, `document`, `person` and `vehicle`.
    NothingAsked = "nothing-asked", UNPROCESSABLE_ENTITY, "A subject asks nothing";
    /// A part without its required key.
    KeyMissing = "key-missing", UNPROCESSABLE_ENTITY, "A part lacks its required key";
    /// Two subjects with one `ref`.
    ReferenceTwice = "reference-twice", UNPROCESSABLE_ENTITY, "A reference stands twice";
    /// A text or a list of values over its limit.
    TooLong = "too-long", UNPROCESSABLE_ENTITY, "A field is over its limit";
    /// `operator` is empty.
    NoOperator = "no-operator", UNPROCESSABLE_ENTITY, "The question does not say who asks";
    /// The store's generation is damaged or of another version.
    GenerationDamaged = "generation-damaged", UNPROCESSABLE_ENTITY, "The store's generation is damaged or of another version";
    /// The store's generation could not be read.
    GenerationUnreadable = "generation-unreadable", UNPROCESSABLE_ENTITY, "The store's generation could not be read";
    /// The store's generation answers a probe question wrongly.
    ProbeFailed = "probe-failed", UNPROCESSABLE_ENTITY, "The store's generation answers a probe question wrongly";
    /// Too many header fields, or too many bytes of them.
    HeadersTooLarge = "headers-too-large", REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are too large";
    /// A bug; this request alone is lost.
    Internal = "internal", INTERNAL_SERVER_ERROR, "This request met a bug";
    /// Too much is asked at the same time.
    Overloaded = "overloaded", SERVICE_UNAVAILABLE, "Too much is asked at the same time";
}

/// Written by hand: a derived one would show the names of the code, as the spelling reaches it through a macro.
impl PartialSchema for Code {
    fn schema() -> RefOr<Schema> {
        let line =
            |code: &Self| format!("- `{}` ({}):{}", code.as_str(), code.status().as_u16(), code.about());
        let lines: Vec<String> = Self::ALL.iter().map(line).collect();
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(Self::ALL.iter().map(|code| code.as_str())))
            .description(Some(format!(
                "The closed list of codes, with their statuses.\n\n{}",
                lines.join("\n")
            )))
            .into()
    }
}

impl ToSchema for Code {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Code")
    }
}

/// The body of a refusal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// `urn:watchpost:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the code means.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: Code,
    /// What is wrong here and what to do, without a value of the request.
    pub detail: String,
    /// The field it concerns, as a path of the question (`subjects[0].document.number`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The line of the body, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in that line, in bytes from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// A request that is refused, and why.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {detail}", code.as_str())]
pub struct Refusal {
    /// The code.
    pub code: Code,
    /// What is wrong and what to do, without a value of the request.
    pub detail: String,
    /// The field it concerns.
    pub field: Option<String>,
    /// Line and column of the body, from 1.
    pub place: Option<(usize, usize)>,
    /// True if the connection must end, since the rest of the request was not read.
    pub closes: bool,
}

impl Refusal {
    /// A refusal of `code`.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), field: None, place: None, closes: false }
    }

    /// The same refusal, naming the field.
    #[must_use]
    pub fn of_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same refusal, ending the connection.
    #[must_use]
    pub fn closing(mut self) -> Self {
        self.closes = true;
        self
    }

    /// Overload, told before any work was done.
    #[must_use]
    pub fn overloaded() -> Self {
        Self::new(
            Code::Overloaded,
            "wait as Retry-After says, then ask again; until then the check is not checked",
        )
    }

    /// The body of the answer.
    #[must_use]
    pub fn document(&self) -> ProblemDocument {
        ProblemDocument {
            kind: format!("urn:watchpost:problem:{}", self.code.as_str()),
            title: self.code.title().to_owned(),
            status: self.code.status().as_u16(),
            code: self.code,
            detail: self.detail.clone(),
            field: self.field.clone(),
            line: self.place.map(|(line, _)| line),
            column: self.place.map(|(_, column)| column),
        }
    }

    /// The whole answer as bytes of HTTP/1.1, for a connection that no longer speaks HTTP by itself.
    #[must_use]
    pub fn to_http1(&self) -> Vec<u8> {
        let body = serde_json::to_vec(&self.document()).unwrap_or_default();
        let status = self.code.status();
        let retry = match self.retry_after() {
            Some(seconds) => format!("retry-after: {seconds}\r\n"),
            None => String::new(),
        };
        let mut answer = format!(
            "HTTP/1.1 {} {}\r\ncontent-type: {PROBLEM_JSON}\r\ncontent-length: {}\r\n{retry}connection: close\r\n\r\n",
            status.as_u16(),
            status.canonical_reason().unwrap_or_default(),
            body.len(),
        )
        .into_bytes();
        answer.extend_from_slice(&body);
        answer
    }

    fn retry_after(&self) -> Option<u64> {
        (self.code.status() == StatusCode::SERVICE_UNAVAILABLE).then_some(limits::RETRY_AFTER_SECONDS)
    }
}

/// A well-formed question that breaks a rule of the contract.
impl From<QuestionRefused> for Refusal {
    fn from(refused: QuestionRefused) -> Self {
        let (code, field) = match &refused {
            QuestionRefused::NoSubjects => (Code::NoSubjects, "subjects".to_owned()),
            QuestionRefused::TooManySubjects { .. } => (Code::TooManySubjects, "subjects".to_owned()),
            QuestionRefused::NothingAsked { subject } => (Code::NothingAsked, format!("subjects[{subject}]")),
            QuestionRefused::KeyMissing { subject, part, .. } => {
                (Code::KeyMissing, format!("subjects[{subject}].{part}"))
            }
            QuestionRefused::ReferenceTwice { subject } => {
                (Code::ReferenceTwice, format!("subjects[{subject}].ref"))
            }
            QuestionRefused::TooLong { field, .. } => (Code::TooLong, field.clone()),
            QuestionRefused::NoOperator => (Code::NoOperator, "operator".to_owned()),
        };
        Self::new(code, refused.to_string()).of_field(field)
    }
}

/// The media type of problem documents (RFC 9457 section 3).
pub const PROBLEM_JSON: &str = "application/problem+json";

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.document()).unwrap_or_default();
        let mut response = (self.code.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if let Some(seconds) = self.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.closes {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response.extensions_mut().insert(self.code);
        response
    }
}

#[cfg(test)]
mod tests {
    use watchpost_engine::check::QuestionRefused;

    use super::{Code, Refusal};

    #[test]
    fn the_engines_codes_are_told_unchanged() {
        for refused in [
            QuestionRefused::NoSubjects,
            QuestionRefused::TooManySubjects { found: 257 },
            QuestionRefused::NothingAsked { subject: 1 },
            QuestionRefused::KeyMissing { subject: 0, part: "person", needed: "`name`" },
            QuestionRefused::ReferenceTwice { subject: 1 },
            QuestionRefused::TooLong { field: "operator".to_owned(), max: 1 },
            QuestionRefused::NoOperator,
        ] {
            let code = refused.code();
            let refusal = Refusal::from(refused);
            assert_eq!((refusal.code.as_str(), refusal.code.status().as_u16()), (code, 422));
            assert!(refusal.field.is_some(), "{code}");
        }
    }

    #[test]
    fn no_code_goes_with_a_success() {
        for code in Code::ALL {
            let status = code.status();
            assert!(status.is_client_error() || status.is_server_error(), "{code:?}");
            assert_eq!(serde_json::to_string(code).unwrap(), format!("\"{}\"", code.as_str()));
        }
    }

    #[test]
    fn a_refusal_outside_http_says_the_same() {
        let bytes = Refusal::overloaded().to_http1();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
        assert!(head.contains("retry-after: 1\r\n") && head.contains("connection: close"), "{head}");
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{head}");
        let document: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(document["code"], "overloaded");
        assert_eq!(document["status"], 503);
    }
}

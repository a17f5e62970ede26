//! Reads the body of a check: whole, bounded in bytes and in time.

use std::fmt;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::gate::{Gate, Held};
use crate::limits;
use crate::problem::{Code, Refusal};

/// Media types of a single question.
pub const JSON: &[&str] = &["application/json"];
/// Media types of many questions, one a line.
pub const NDJSON: &[&str] = &["application/x-ndjson", "application/json"];

/// Lets a request pass whose body is of one of `types`, in UTF-8 and not compressed.
///
/// A page in a browser cannot send these types without asking first, so this is a defence and not a formality.
///
/// # Errors
/// `UnsupportedMediaType`.
pub fn require_type(headers: &HeaderMap, types: &'static [&'static str]) -> Result<(), Refusal> {
    let refused = || {
        let detail = format!("send the body uncompressed, in UTF-8, with Content-Type: {}", types[0]);
        Refusal::new(Code::UnsupportedMediaType, detail).closing()
    };
    let mut told = headers.get_all(CONTENT_TYPE).iter();
    let (Some(told), None) = (told.next(), told.next()) else { return Err(refused()) };
    let mut parts = told.to_str().map_err(|_| refused())?.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let is_known = types.iter().any(|known| known.eq_ignore_ascii_case(essence));
    let is_utf8 = parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    let is_plain = headers.get_all(CONTENT_ENCODING).iter().all(|encoding| encoding == "identity");
    if is_known && is_utf8 && is_plain { Ok(()) } else { Err(refused()) }
}

/// A whole body, and the room it takes.
pub struct Whole {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Held as long as the bytes are.
    pub held: Held,
}

/// Hides the bytes: a question is personal.
impl fmt::Debug for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Whole({} bytes)", self.bytes.len())
    }
}

/// Reads the whole body, at most `limit` bytes within `time`.
///
/// # Errors
/// `TooLarge`, as soon as it is known; `RequestTimeout`; `MalformedRequest` if the body broke off; `Overloaded` if
/// large bodies and answers hold too much already.
pub async fn read(
    headers: &HeaderMap,
    body: Body,
    gate: &Gate,
    limit: usize,
    time: Duration,
) -> Result<Whole, Refusal> {
    let too_large =
        || Refusal::new(Code::TooLarge, format!("send at most {limit} bytes; split the question")).closing();
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let announced = announced.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    // What a small body is told to be costs nothing; what a large one may come to is taken once it shows to be one.
    let most = announced.unwrap_or(limit);
    match tokio::time::timeout(time, collect(Limited::new(body, limit), gate, most)).await {
        Ok(Ok(whole)) => Ok(whole),
        Ok(Err(Broken::Overloaded(refusal))) => Err(refusal),
        Ok(Err(Broken::Body(error))) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(Broken::Body(_))) => {
            Err(Refusal::new(Code::MalformedRequest, "the body broke off; send all of it").closing())
        }
        Err(_) => {
            let seconds = time.as_secs();
            Err(Refusal::new(Code::RequestTimeout, format!("send the whole body within {seconds} s"))
                .closing())
        }
    }
}

/// Why a body is not whole.
enum Broken {
    Overloaded(Refusal),
    Body(Box<dyn std::error::Error + Send + Sync>),
}

async fn collect(mut body: Limited<Body>, gate: &Gate, most: usize) -> Result<Whole, Broken> {
    let mut whole = Whole { bytes: Vec::new(), held: Held::default() };
    while let Some(frame) = body.frame().await {
        let Ok(part) = frame.map_err(Broken::Body)?.into_data() else { continue };
        let length = whole.bytes.len() + part.len();
        if length > limits::FREE_BYTES && whole.held.is_free() {
            whole.held = gate.hold(most.max(length)).map_err(Broken::Overloaded)?;
            whole.bytes.reserve_exact(most.max(length) - whole.bytes.len());
        }
        whole.bytes.extend_from_slice(&part);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use std::time::Duration;

    use axum::body::Body;

    use super::{JSON, Whole, read, require_type};
    use crate::gate::Gate;
    use crate::limits;
    use crate::problem::{Code, Refusal};

    fn passes(fields: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        require_type(&headers, JSON).is_ok()
    }

    #[test]
    fn json_passes_and_what_a_page_may_send_unasked_does_not() {
        for kind in
            ["application/json", "Application/JSON; charset=utf-8", "application/json;charset=\"UTF-8\""]
        {
            assert!(passes(&[("content-type", kind)]), "{kind}");
        }
        for kind in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=a",
            "",
            "application/json; charset=utf-16",
            "text/plain; application/json",
            "application/jsonx",
        ] {
            assert!(!passes(&[("content-type", kind)]), "{kind}");
        }
        assert!(!passes(&[]));
        let json = ("content-type", "application/json");
        assert!(!passes(&[json, ("content-type", "text/plain")]));
        assert!(!passes(&[json, ("content-encoding", "gzip")]));
        assert!(passes(&[json, ("content-encoding", "identity")]));
    }

    async fn send(gate: &Gate, bytes: usize) -> Result<Whole, Refusal> {
        let body = Body::from(vec![b' '; bytes]);
        read(&HeaderMap::new(), body, gate, limits::BODY_BYTES, Duration::from_secs(5)).await
    }

    #[tokio::test]
    async fn senders_of_large_bodies_hold_a_bounded_number_of_bytes_and_do_not_stop_small_questions() {
        let gate = Gate::new(1, 1, limits::HELD_BYTES);
        let mut whole = Vec::new();
        for _ in 0..limits::HELD_BYTES / limits::BODY_BYTES {
            whole.push(send(&gate, limits::FREE_BYTES + 1).await.unwrap());
        }
        assert_eq!(send(&gate, limits::FREE_BYTES + 1).await.unwrap_err().code, Code::Overloaded);
        assert_eq!(send(&gate, limits::FREE_BYTES).await.unwrap().bytes.len(), limits::FREE_BYTES);
        whole.pop();
        assert_eq!(send(&gate, limits::BODY_BYTES).await.unwrap().bytes.len(), limits::BODY_BYTES);
    }
}

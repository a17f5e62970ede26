//! Reads the body of a check: whole, bounded in bytes and in time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::{BodyExt, LengthLimitError, Limited};

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

/// Reads the whole body, at most `limit` bytes within `time`.
///
/// # Errors
/// `TooLarge`, as soon as it is known; `RequestTimeout`; `MalformedRequest` if the body broke off.
pub async fn read(headers: &HeaderMap, body: Body, limit: usize, time: Duration) -> Result<Bytes, Refusal> {
    let too_large =
        || Refusal::new(Code::TooLarge, format!("send at most {limit} bytes; split the question")).closing();
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit)) {
        return Err(too_large());
    }
    match tokio::time::timeout(time, Limited::new(body, limit).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => {
            Err(Refusal::new(Code::MalformedRequest, "the body broke off; send all of it").closing())
        }
        Err(_) => {
            let seconds = time.as_secs();
            Err(Refusal::new(Code::RequestTimeout, format!("send the whole body within {seconds} s"))
                .closing())
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::{JSON, require_type};

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
}

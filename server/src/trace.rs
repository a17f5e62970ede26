//! Names of requests: our own id, and the W3C trace context that a caller passes on (Trace Context, level 1).
//!
//! A caller's id is taken only in the exact form of the standard, so that nothing personal can ride on it into a log.

use std::fmt;

use axum::http::HeaderMap;
use ulid::Ulid;

/// The header field of the trace context.
pub const TRACEPARENT: &str = "traceparent";
/// The header field of our own id.
pub const REQUEST_ID: &str = "x-request-id";

/// What one request is called.
#[derive(Clone, Copy, Debug)]
pub struct RequestName {
    /// Our own id.
    pub id: Ulid,
    /// The trace it belongs to: the caller's, or one of its own.
    pub trace: Trace,
}

/// A place in a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    trace_id: u128,
    span_id: u64,
    flags: u8,
}

impl RequestName {
    /// A new id; the trace of the request's `traceparent` where it has a valid one, with a span of ours.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let id = Ulid::new();
        let span_id = span(id);
        let mut told = headers.get_all(TRACEPARENT).iter();
        let trace = match (told.next(), told.next()) {
            (Some(value), None) => value.to_str().ok().and_then(Trace::parse),
            _ => None,
        };
        let trace = match trace {
            Some(trace) => Trace { span_id, ..trace },
            None => Trace { trace_id: u128::from_be_bytes(id.to_bytes()), span_id, flags: 0 },
        };
        Self { id, trace }
    }
}

/// Eight of the id's ten random bytes; never zero, which the standard forbids.
fn span(id: Ulid) -> u64 {
    let [.., a, b, c, d, e, f, g, h] = id.to_bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h]) | 1
}

impl Trace {
    /// Reads `00-<32 hex>-<16 hex>-<2 hex>`; a later version may have more after it (section 3.2.4).
    fn parse(value: &str) -> Option<Self> {
        let hex = |text: &str, length: usize| {
            let is_hex =
                text.len() == length && text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
            is_hex.then(|| u128::from_str_radix(text, 16).ok()).flatten()
        };
        let mut parts = value.split('-');
        let version = hex(parts.next()?, 2)?;
        let trace_id = hex(parts.next()?, 32)?;
        let parent = u64::try_from(hex(parts.next()?, 16)?).ok()?;
        let flags = u8::try_from(hex(parts.next()?, 2)?).ok()?;
        let ends = parts.next().is_none();
        let is_valid = trace_id != 0 && parent != 0 && version != 0xff && (version > 0 || ends);
        // Of the flags only `sampled` is defined; others are not passed on (section 3.2.2.5).
        is_valid.then_some(Self { trace_id, span_id: parent, flags: flags & 1 })
    }

    /// The trace alone, as logs name it.
    #[must_use]
    pub fn trace_id(&self) -> String {
        format!("{:032x}", self.trace_id)
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace_id, self.span_id, self.flags)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{RequestName, TRACEPARENT, Trace};

    const VALID: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_valid_trace_is_passed_on_with_a_span_of_ours() {
        let mut headers = HeaderMap::new();
        headers.insert(TRACEPARENT, HeaderValue::from_static(VALID));
        let told = RequestName::of(&headers).trace.to_string();
        assert!(told.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-") && told.ends_with("-01"), "{told}");
        assert!(!told.contains("00f067aa0ba902b7"), "{told}");
        assert!(Trace::parse(&told).is_some());
    }

    #[test]
    fn what_is_no_trace_context_is_left_behind() {
        for value in [
            "",
            "ERIKSSON",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-+bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        ] {
            assert_eq!(Trace::parse(value), None, "{value}");
        }
        let trace = RequestName::of(&HeaderMap::new()).trace;
        assert!(Trace::parse(&trace.to_string()).is_some());
    }
}

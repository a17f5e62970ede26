//! What is done around every request: its name, the checks of its head, a bug in it, its line in the log.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use watchpost_engine::wire::{Answer, Outcome};

use crate::host::ReachedAt;
use crate::limits;
use crate::problem::{Code, Refusal};
use crate::route;
use crate::state::Post;
use crate::trace::{REQUEST_ID, RequestName, TRACEPARENT};

/// What a route tells the log of an answered check.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The check's outcome.
    pub outcome: Outcome,
    /// How many subjects it had.
    pub subjects: usize,
    /// The generation that answered.
    pub generation: u64,
    /// How long the check itself took.
    pub took_us: u64,
    /// How many hits clearances took out.
    pub withdrawn: u64,
}

impl Told {
    /// Of an answer.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        Self {
            outcome: answer.outcome,
            subjects: answer.subjects.len(),
            generation: answer.generation,
            took_us: answer.took_us,
            withdrawn: answer.withdrawn,
        }
    }
}

/// Stands around every route of both listeners.
pub async fn around(State(post): State<Arc<Post>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (parts, body) = request.into_parts();
    let name = RequestName::of(&parts.headers);
    let route = route::label(parts.uri.path());
    let method = parts.method.clone();
    let mut response = match admit(&post, &parts) {
        Err(refusal) => refusal.closing().into_response(),
        Ok(()) => {
            let mut request = Request::from_parts(parts, body);
            request.extensions_mut().insert(name);
            let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
            answered.unwrap_or_else(|_| {
                post.metrics.panic();
                Refusal::new(Code::Internal, "ask once more; if it comes again, report it with x-request-id")
                    .closing()
                    .into_response()
            })
        }
    };
    insert(&mut response, REQUEST_ID, &name.id.to_string());
    insert(&mut response, TRACEPARENT, &name.trace.to_string());
    post.metrics.request(route, response.status().as_u16());
    log(name, &method, route, &response, begun);
    response
}

fn insert(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

/// Refuses a head that is too large or not meant for this server.
fn admit(post: &Post, parts: &Parts) -> Result<(), Refusal> {
    let bytes: usize = parts.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if parts.headers.len() > limits::HEADER_FIELDS || bytes > limits::HEADER_BYTES {
        let (fields, bytes) = (limits::HEADER_FIELDS, limits::HEADER_BYTES);
        return Err(Refusal::new(
            Code::HeadersTooLarge,
            format!("send at most {fields} header fields of {bytes} bytes together"),
        ));
    }
    let reached = parts.extensions.get::<ReachedAt>();
    let reached = reached.ok_or_else(|| Refusal::new(Code::Internal, "the connection has no address"))?;
    post.hosts.admit(parts, *reached)
}

fn log(name: RequestName, method: &Method, route: &'static str, response: &Response, begun: Instant) {
    let status = response.status().as_u16();
    let total_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    let (request_id, trace_id) = (name.id.to_string(), name.trace.trace_id());
    // A method is a word that the caller chooses; only the known ones are repeated.
    let method = match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        _ => "other",
    };
    if let Some(told) = response.extensions().get::<Told>() {
        tracing::info!(
            request_id,
            trace_id,
            method,
            route,
            status,
            outcome = told.outcome.as_str(),
            subjects = told.subjects,
            generation = told.generation,
            took_us = told.took_us,
            cleared = told.withdrawn,
            total_us,
            "check"
        );
    } else if let Some(code) = response.extensions().get::<Code>() {
        tracing::info!(
            request_id,
            trace_id,
            method,
            route,
            status,
            code = code.as_str(),
            total_us,
            "refused"
        );
    } else {
        tracing::info!(request_id, trace_id, method, route, status, total_us, "request");
    }
}

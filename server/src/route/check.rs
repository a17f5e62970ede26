//! `POST /v1/check`: one question, one answer. Always 200 for a well-formed question.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use watchpost_engine::wire::Answer;

use crate::body;
use crate::limits;
use crate::problem::{Code, Refusal};
use crate::question;
use crate::request::Told;
use crate::state::Post;

pub(super) async fn check(State(post): State<Arc<Post>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    body::require_type(&parts.headers, body::JSON)?;
    post.gate.look().map_err(|refusal| post.shed(refusal))?;
    let bounds = &post.settings.limits;
    let read = body::read(&parts.headers, body, &post.gate, bounds.body_bytes, bounds.body).await;
    let whole = read.map_err(|refusal| post.shed_if_overloaded(refusal))?;
    let _place = post.gate.enter().await.map_err(|refusal| post.shed(refusal))?;
    let question = question::parse(&whole.bytes)?;
    let answer = post.check(&post.reloader.serving(), &question)?;
    drop((question, whole));
    let mut response = written(&post, &answer)?;
    response.extensions_mut().insert(Told::of(&answer));
    Ok(response)
}

/// The answer as JSON. A large one holds its room until its connection has taken the last of it.
fn written(post: &Post, answer: &Answer) -> Result<Response, Refusal> {
    let bytes = serde_json::to_vec(answer)
        .map_err(|_| Refusal::new(Code::Internal, "the answer could not be written"))?;
    let held = post.gate.hold(bytes.len()).map_err(|refusal| post.shed(refusal))?;
    let fields = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    if held.is_free() {
        return Ok((fields, bytes).into_response());
    }
    let length = [(CONTENT_LENGTH, HeaderValue::from(bytes.len()))];
    let parts = stream::unfold((Bytes::from(bytes), held), async |(mut rest, held)| {
        let part = rest.split_to(rest.len().min(limits::ANSWER_PART_BYTES));
        (!part.is_empty()).then_some((Ok::<_, Infallible>(part), (rest, held)))
    });
    Ok((fields, length, Body::from_stream(parts)).into_response())
}

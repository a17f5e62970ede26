//! `POST /v1/check`: one question, one answer. Always 200 for a well-formed question.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::json;
use crate::body;
use crate::problem::Refusal;
use crate::question;
use crate::request::Told;
use crate::state::Post;

pub(super) async fn check(State(post): State<Arc<Post>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    body::require_type(&parts.headers, body::JSON)?;
    post.gate.look().map_err(|refusal| post.shed(refusal))?;
    let limits = &post.settings.limits;
    let bytes = body::read(&parts.headers, body, limits.body_bytes, limits.body).await?;
    let _place = post.gate.enter().await.map_err(|refusal| post.shed(refusal))?;
    let question = question::parse(&bytes)?;
    let answer = post.check(&post.reloader.serving(), &question)?;
    let mut response = json(StatusCode::OK, &answer);
    response.extensions_mut().insert(Told::of(&answer));
    Ok(response)
}

//! `GET /livez`, `GET /readyz`, `GET /metrics`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::json;
use crate::state::Post;

/// What OpenMetrics asks for.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub(super) async fn live() -> Response {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], "alive\n").into_response()
}

pub(super) async fn ready(State(post): State<Arc<Post>>) -> Response {
    let readiness = post.readiness();
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    json(status, &readiness)
}

pub(super) async fn metrics(State(post): State<Arc<Post>>) -> Response {
    ([(CONTENT_TYPE, OPENMETRICS)], post.metrics_text()).into_response()
}

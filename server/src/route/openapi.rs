//! `GET /v1/openapi.json`: the contract, made from the types.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::openapi::document_text;

static DOCUMENT: LazyLock<String> = LazyLock::new(document_text);

pub(super) async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response()
}

//! The paths of both listeners.
//!
//! | listener | path | file |
//! |---|---|---|
//! | check | `POST /v1/check` | check.rs |
//! | check | `POST /v1/check/batch` | batch.rs |
//! | check | `GET /v1/generation` | generation.rs |
//! | check | `GET /v1/openapi.json` | openapi.rs |
//! | admin | `GET /livez`, `GET /readyz`, `GET /metrics` | health.rs |
//! | admin | `POST /v1/reload` | reload.rs |

mod batch;
mod check;
mod generation;
mod health;
mod openapi;
mod reload;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;

pub use generation::GenerationPage;
pub use reload::ReloadAnswer;

use crate::problem::{Code, Refusal};
use crate::request::around;
use crate::state::Post;

const CHECK: &str = "/v1/check";
const BATCH: &str = "/v1/check/batch";
const GENERATION: &str = "/v1/generation";
const OPENAPI: &str = "/v1/openapi.json";
const LIVE: &str = "/livez";
const READY: &str = "/readyz";
const METRICS: &str = "/metrics";
const RELOAD: &str = "/v1/reload";

/// A path as logs and metrics name it; all unknown ones alike, as a stranger chooses them.
#[must_use]
pub fn label(path: &str) -> &'static str {
    [CHECK, BATCH, GENERATION, OPENAPI, LIVE, READY, METRICS, RELOAD]
        .into_iter()
        .find(|known| *known == path)
        .unwrap_or("other")
}

/// The routes of the check listener.
pub fn check_routes(state: Arc<Post>) -> Router {
    let routes = Router::new()
        .route(CHECK, post(check::check))
        .route(BATCH, post(batch::batch))
        .route(GENERATION, get(generation::generation))
        .route(OPENAPI, get(openapi::openapi));
    finish(routes, state)
}

/// The routes of the admin listener.
pub fn admin_routes(state: Arc<Post>) -> Router {
    let routes = Router::new()
        .route(LIVE, get(health::live))
        .route(READY, get(health::ready))
        .route(METRICS, get(health::metrics))
        .route(RELOAD, post(reload::reload));
    finish(routes, state)
}

fn finish(routes: Router<Arc<Post>>, state: Arc<Post>) -> Router {
    routes
        .fallback(async || Refusal::new(Code::NotFound, "see /v1/openapi.json for the paths").closing())
        .method_not_allowed_fallback(async || {
            Refusal::new(Code::MethodNotAllowed, "use the method that the field Allow names").closing()
        })
        .layer(from_fn_with_state(Arc::clone(&state), around))
        .with_state(state)
}

/// A body of JSON.
fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => (status, [(CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(_) => Refusal::new(Code::Internal, "the answer could not be written").into_response(),
    }
}

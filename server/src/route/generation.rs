//! `GET /v1/generation`: what serves, and how old it is.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;

use super::json;
use crate::served::ServedList;
use crate::state::Post;

/// The generation that serves.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct GenerationPage {
    /// Its number.
    pub generation: u64,
    /// When this server switched to it.
    #[schema(value_type = String, format = DateTime)]
    pub switched_in: Timestamp,
    /// Its lists.
    pub lists: Vec<ServedList>,
}

pub(super) async fn generation(State(post): State<Arc<Post>>) -> Response {
    let serving = post.reloader.serving();
    let page = GenerationPage {
        generation: serving.in_force.number,
        switched_in: serving.switched_in,
        lists: serving.lists.clone(),
    };
    json(StatusCode::OK, &page)
}

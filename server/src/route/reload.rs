//! `POST /v1/reload`: loads what the store has in force, now; `?dry_run=true` only tries.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::json;
use crate::cleared::ClearedStatus;
use crate::problem::{Code, Refusal};
use crate::reload::Reloaded;
use crate::state::Post;

/// What a reload came to.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ReloadAnswer {
    /// How it ended.
    pub result: Reloaded,
    /// The generation that serves now, or would.
    pub generation: u64,
    /// The cleared namesakes, if the server has a file of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cleared: Option<ClearedStatus>,
}

pub(super) async fn reload(
    State(post): State<Arc<Post>>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let dry_run = match query.as_deref() {
        None | Some("" | "dry_run=false") => false,
        Some("dry_run=true") => true,
        Some(_) => {
            return Err(Refusal::new(Code::MalformedRequest, "the query may be dry_run=true or absent"));
        }
    };
    // A caller that goes away must not leave a reload half way: it runs to its end by itself.
    let reloading = Arc::clone(&post);
    let reload = tokio::spawn(async move { reloading.reload(dry_run).await });
    let reloaded =
        reload.await.map_err(|_| Refusal::new(Code::Internal, "the reload met a bug; report it"))?;
    let (result, generation) = reloaded.map_err(|error| error.refusal())?;
    Ok(json(StatusCode::OK, &ReloadAnswer { result, generation, cleared: post.cleared.status() }))
}

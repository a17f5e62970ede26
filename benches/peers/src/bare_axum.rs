//! The peer of the server: axum, the question read, a fixed number of bytes answered. Nothing is looked up.

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use tokio::net::TcpListener;
use watchpost_engine::wire::Question;

/// Serves until the process is ended.
///
/// # Errors
/// If the address is not free.
pub fn serve(address: &str, answer_bytes: &str) -> Result<()> {
    let answer = Bytes::from(vec![b' '; answer_bytes.parse().context("the number of bytes of an answer")?]);
    let handler = move |body: Bytes| {
        let answer = answer.clone();
        async move {
            match serde_json::from_slice::<Question>(&body) {
                Ok(_) => ([(CONTENT_TYPE, "application/json")], answer).into_response(),
                Err(_) => StatusCode::BAD_REQUEST.into_response(),
            }
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let socket = TcpListener::bind(address).await?;
        Ok(axum::serve(socket, Router::new().route("/v1/check", post(handler))).await?)
    })
}

//! The description of the HTTP interface (OpenAPI 3.1), made from the types that are sent.

use utoipa::OpenApi;
use watchpost_engine::wire::{Answer, BadLine, BatchSummary, Question};

use crate::problem::ProblemDocument;
use crate::readiness::Readiness;
use crate::route::{GenerationPage, ReloadAnswer};

#[derive(OpenApi)]
#[openapi(components(schemas(
    Question,
    Answer,
    BadLine,
    BatchSummary,
    ProblemDocument,
    Readiness,
    GenerationPage,
    ReloadAnswer
)))]
struct Description;

/// The document as it is served and committed.
#[must_use]
pub fn document_text() -> String {
    let mut text = Description::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

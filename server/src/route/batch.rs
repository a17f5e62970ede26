//! `POST /v1/check/batch`: one question a line, one answer a line, in the same order, while the client still writes.
//!
//! All lines are answered by one generation, which the batch pins; so it ends after `--batch-minutes`, and when the
//! client is silent. The summary line comes last; whatever cuts a batch off leaves it out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use http_body_util::BodyExt;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::time::timeout;
use watchpost_engine::wire::{BadLine, BatchSummary, Outcome, Problem, ProblemCode};

use crate::body;
use crate::limits;
use crate::lines::{Line, Lines};
use crate::paced::Answering;
use crate::problem::{Code, Refusal};
use crate::question;
use crate::reload::Serving;
use crate::state::Post;
use crate::trace::RequestName;

pub(super) async fn batch(State(post): State<Arc<Post>>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    body::require_type(&parts.headers, body::NDJSON)?;
    let place = post.gate.enter_batch().map_err(|refusal| post.shed(refusal))?;
    let name = parts.extensions.get::<RequestName>().map(|name| name.id.to_string()).unwrap_or_default();
    let answering = parts.extensions.get::<Arc<Answering>>().cloned();
    let (chunks, answers) = mpsc::channel(limits::BATCH_CHUNKS);
    let batch = Batch::new(post, chunks);
    tokio::spawn(async move {
        batch.run(body, name).await;
        drop(place);
    });
    // The response holds its connection's mark until it has been read, so that its lines are not timed as a head.
    let answers = stream::unfold((answers, answering), async |(mut answers, answering)| {
        let chunk: Bytes = answers.recv().await?;
        Some((Ok::<_, std::convert::Infallible>(chunk), (answers, answering)))
    });
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(answers)).into_response())
}

/// Why a batch ended without its summary.
#[derive(Clone, Copy, Debug)]
enum CutOff {
    /// It took longer than `--batch-minutes`.
    Time,
    /// The client sent nothing for too long.
    Silence,
    /// The client is gone, or its body broke off.
    Client,
    /// A bug in one of its checks.
    Bug,
}

struct Batch {
    post: Arc<Post>,
    serving: Arc<Serving>,
    chunks: mpsc::Sender<Bytes>,
    written: Vec<u8>,
    summary: BatchSummary,
    /// Subjects answered since others had their turn; a refused line counts as one.
    subjects_of_this_turn: usize,
    /// Hits that clearances took out.
    withdrawn: u64,
}

#[derive(Serialize)]
struct SummaryLine {
    summary: BatchSummary,
}

impl Batch {
    fn new(post: Arc<Post>, chunks: mpsc::Sender<Bytes>) -> Self {
        let serving = post.reloader.serving();
        let summary = BatchSummary { generation: serving.in_force.number, ..BatchSummary::default() };
        Self { post, serving, chunks, written: Vec::new(), summary, subjects_of_this_turn: 0, withdrawn: 0 }
    }

    async fn run(mut self, body: Body, request_id: String) {
        let life = self.post.settings.batch_life;
        let ended = timeout(life, self.answer_all(body)).await.unwrap_or(Err(CutOff::Time));
        let BatchSummary { checks, errors, generation, .. } = self.summary;
        let cleared = self.withdrawn;
        match ended {
            Ok(()) => tracing::info!(request_id, checks, errors, generation, cleared, "batch answered"),
            Err(why) => {
                tracing::warn!(request_id, checks, errors, generation, cleared, reason = ?why, "batch cut off");
            }
        }
    }

    async fn answer_all(&mut self, mut body: Body) -> Result<(), CutOff> {
        let mut lines = Lines::new(self.post.settings.limits.body_bytes);
        let silence = self.post.settings.limits.batch_silence;
        while let Some(frame) = timeout(silence, body.frame()).await.map_err(|_| CutOff::Silence)? {
            let frame = frame.map_err(|_| CutOff::Client)?;
            let Ok(bytes) = frame.into_data() else { continue };
            lines.push(bytes);
            while let Some(line) = lines.next_line() {
                self.answer(line).await?;
            }
            // What is answered is sent before more is waited for: the client may wait for it.
            self.send().await?;
        }
        if let Some(line) = lines.last_line() {
            self.answer(line).await?;
        }
        let summary = SummaryLine { summary: self.summary };
        self.write(&summary)?;
        self.send().await
    }

    async fn answer(&mut self, line: Line) -> Result<(), CutOff> {
        if line.is_blank() {
            return Ok(());
        }
        self.summary.checks += 1;
        // A bug in one check ends this batch alone.
        let answered = catch_unwind(AssertUnwindSafe(|| self.answer_line(&line))).unwrap_or_else(|_| {
            self.post.metrics.panic();
            Err(CutOff::Bug)
        });
        answered?;
        if self.written.len() >= limits::BATCH_CHUNK_BYTES {
            self.send().await?;
        }
        if self.subjects_of_this_turn >= limits::BATCH_SUBJECTS_PER_TURN {
            self.subjects_of_this_turn = 0;
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    fn answer_line(&mut self, line: &Line) -> Result<(), CutOff> {
        let answered = match &line.bytes {
            Some(bytes) => {
                question::parse(bytes).and_then(|question| self.post.check(&self.serving, &question))
            }
            None => Err(Refusal::new(Code::TooLarge, format!("send lines of at most {} bytes", line.limit))),
        };
        match answered {
            Ok(answer) => {
                self.subjects_of_this_turn += answer.subjects.len();
                self.withdrawn += answer.withdrawn;
                let counted = match answer.outcome {
                    Outcome::Hit => &mut self.summary.hits,
                    Outcome::PotentialHit => &mut self.summary.potential_hits,
                    Outcome::NoHit => &mut self.summary.no_hits,
                    Outcome::NotChecked => &mut self.summary.not_checked,
                };
                *counted += 1;
                self.write(&answer)
            }
            Err(refusal) => {
                self.subjects_of_this_turn += 1;
                self.summary.errors += 1;
                self.post.metrics.line_refused();
                self.write(&BadLine { line: line.number, problem: problem(&refusal) })
            }
        }
    }

    fn write<T: Serialize>(&mut self, line: &T) -> Result<(), CutOff> {
        serde_json::to_writer(&mut self.written, line).map_err(|_| CutOff::Bug)?;
        self.written.push(b'\n');
        Ok(())
    }

    /// Hands on what is written; waits while the client does not read.
    async fn send(&mut self) -> Result<(), CutOff> {
        if self.written.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.written));
        self.chunks.send(chunk).await.map_err(|_| CutOff::Client)
    }
}

/// A refusal in the place of an answer.
fn problem(refusal: &Refusal) -> Problem {
    let code = match refusal.code {
        Code::TooLarge => ProblemCode::TooLarge,
        Code::MalformedJson | Code::UnknownField | Code::QuestionInvalid => ProblemCode::Unparsable,
        _ => ProblemCode::QuestionRefused,
    };
    let text = match refusal.place {
        Some((_, column)) => format!("{} (column {column})", refusal.detail),
        None => refusal.detail.clone(),
    };
    Problem { code, field: refusal.field.clone(), text, line: None, column: None }
}

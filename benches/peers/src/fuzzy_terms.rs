//! The peer of the search for persons: tantivy's fuzzy term query over the same names.
//!
//! It is asked what it can answer: the surname's first word and the first given name, each within so many edits, both in
//! one person's names. No birth date, no other spelling, no weighing: what ours does beyond that is not in its time.

use std::path::Path;

use anyhow::{Context, Result};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Query};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};
use watchpost_testdata::persons::PersonRow;
use watchpost_testdata::question::Person;

/// Memory of the indexing thread, in bytes: large enough for one segment of a million persons.
const MEMORY: usize = 1 << 30;

/// Candidates that are asked for.
const CANDIDATES: usize = 10;

/// The name under which the field's words are cut.
const WORDS: &str = "folded-words";

/// An index of names that is open for reading.
pub struct FuzzyTerms {
    searcher: Searcher,
    names: Field,
    words: TextAnalyzer,
}

fn words() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build()
}

impl FuzzyTerms {
    /// Indexes the names of all rows, in a folder that is empty, as one segment.
    ///
    /// # Errors
    /// What tantivy says.
    pub fn build(folder: &Path, rows: impl Iterator<Item = PersonRow>) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(IndexRecordOption::Basic);
        let names = schema.add_text_field("names", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_dir(folder, schema.build())?;
        index.tokenizers().register(WORDS, words());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
        for row in rows {
            let mut person = TantivyDocument::default();
            for name in &row.names {
                for part in [&name.surname, &name.given, &name.whole] {
                    person.add_text(names, part);
                }
            }
            writer.add_document(person)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        let searcher = index.reader()?.searcher();
        Ok(Self { searcher, names, words: words() })
    }

    /// The query for one person, prepared; `None` for a name without a word.
    pub fn query(&mut self, person: &Person, edits: u8) -> Option<Box<dyn Query>> {
        let names = self.names;
        let parts = [&person.surname, &person.given];
        let terms: Vec<Box<dyn Query>> = parts
            .into_iter()
            .filter_map(|part| self.first_word(part))
            .map(|word| {
                let term = Term::from_field_text(names, &word);
                Box::new(FuzzyTermQuery::new(term, edits, true)) as Box<dyn Query>
            })
            .collect();
        (!terms.is_empty()).then(|| Box::new(BooleanQuery::intersection(terms)) as Box<dyn Query>)
    }

    fn first_word(&mut self, part: &str) -> Option<String> {
        let mut words = self.words.token_stream(part);
        // A word of one or two letters, such as an article, would meet half the list.
        let mut first = None;
        while let Some(word) = words.next() {
            first.get_or_insert_with(|| word.text.clone());
            if word.text.len() > 2 {
                return Some(word.text.clone());
            }
        }
        first
    }

    /// How many candidates the query has, up to [`CANDIDATES`].
    ///
    /// # Errors
    /// What tantivy says.
    pub fn ask(&self, query: &dyn Query) -> Result<usize> {
        let found = self.searcher.search(query, &TopDocs::with_limit(CANDIDATES).order_by_score());
        Ok(found.context("a fuzzy query")?.len())
    }
}

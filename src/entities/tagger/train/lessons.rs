//! What is learnt from: the stretches of articles, their features as row numbers.
//!
//! Owns which features count: those that are seen often enough.

use super::super::decode::{self, Reading};
use super::super::labels::Scores;
use super::super::model::Model;
use super::super::votes::Votes;
use super::super::words::Word;
use super::corpora::Article;
use std::collections::HashMap;
use std::ops::Range;

/// A feature seen less often is left out.
const RARE: u32 = 3;

/// What one article's stretches are to be learnt from.
#[derive(Debug, Default)]
pub(super) struct Lesson {
    pub(super) article: usize,
    pub(super) step: i32,
    /// The labels that each token may bear.
    pub(super) allowed: Vec<u16>,
    /// The score that each token has already.
    pub(super) base: Vec<Scores>,
    /// Where each token's features begin in `features`; one more for the end.
    ends: Vec<u32>,
    features: Vec<u32>,
}

/// Everything to learn from, features as row numbers.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) lessons: Vec<Lesson>,
    /// The hash of each row.
    pub(super) hashes: Vec<u64>,
}

/// What a model that has not seen an article read in it.
pub(super) type Read = Option<(Vec<Word>, Reading, Votes)>;

/// Gives features row numbers.
#[derive(Default)]
struct Rows {
    numbers: HashMap<u64, u32>,
    hashes: Vec<u64>,
    counts: Vec<u32>,
}

impl Rows {
    fn number(&mut self, hash: u64) -> u32 {
        let next = self.hashes.len() as u32;
        let number = *self.numbers.entry(hash).or_insert(next);
        if number == next {
            self.hashes.push(hash);
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        number
    }
}

impl Examples {
    /// Examples for the first reading.
    pub(super) fn first(articles: &[Article], model: &Model<'_>) -> Self {
        let mut rows = Rows::default();
        let mut lessons = Vec::new();
        for (index, article) in articles.iter().enumerate() {
            let words = decode::words(&article.text, &article.tokens, model);
            decode::stretches(&words, &article.sentences, |sentence, live, range| {
                let mut lesson = Lesson::new(index, article, range);
                for at in live {
                    sentence.features(at, |hash| lesson.features.push(rows.number(hash)));
                    lesson.base.push(Scores::default());
                    lesson.ends.push(lesson.features.len() as u32);
                }
                lessons.push(lesson);
            });
        }
        Self::new(lessons, &rows)
    }

    /// Examples for the second reading: what the first gave, and the votes.
    pub(super) fn second(articles: &[Article], readings: &[Read]) -> Self {
        let mut rows = Rows::default();
        let mut lessons = Vec::new();
        for (index, (article, read)) in articles.iter().zip(readings).enumerate() {
            let Some((words, reading, votes)) = read.as_ref().filter(|_| article.votes) else {
                continue;
            };
            for (range, scores) in reading.parts() {
                let mut lesson = Lesson::new(index, article, range.clone());
                lesson.base.extend_from_slice(scores);
                for at in range {
                    votes.features(words, &reading.labels, at, |hash| {
                        lesson.features.push(rows.number(hash));
                    });
                    lesson.ends.push(lesson.features.len() as u32);
                }
                lessons.push(lesson);
            }
        }
        Self::new(lessons, &rows)
    }

    /// Leave out rare features and number the rest anew.
    fn new(mut lessons: Vec<Lesson>, rows: &Rows) -> Self {
        let mut hashes = Vec::new();
        let mut numbers: Vec<Option<u32>> = Vec::with_capacity(rows.counts.len());
        for (hash, count) in rows.hashes.iter().zip(&rows.counts) {
            numbers.push((*count >= RARE).then_some(hashes.len() as u32));
            if *count >= RARE {
                hashes.push(*hash);
            }
        }
        for lesson in &mut lessons {
            let mut kept = Vec::with_capacity(lesson.features.len());
            let mut ends = Vec::with_capacity(lesson.ends.len());
            let mut from = 0;
            for &end in &lesson.ends {
                let own = lesson.features.get(from..end as usize).unwrap_or_default();
                kept.extend(
                    own.iter()
                        .filter_map(|&row| numbers.get(row as usize).copied().flatten()),
                );
                ends.push(kept.len() as u32);
                from = end as usize;
            }
            (lesson.features, lesson.ends) = (kept, ends);
        }
        Self { lessons, hashes }
    }

    /// How many stretches there are.
    pub(super) fn len(&self) -> usize {
        self.lessons.len()
    }

    /// How many features there are.
    pub(super) fn features(&self) -> usize {
        self.hashes.len()
    }
}

impl Lesson {
    fn new(index: usize, article: &Article, range: Range<usize>) -> Self {
        let allowed = article.allowed.get(range).unwrap_or_default().to_vec();
        Self {
            article: index,
            step: article.step,
            allowed,
            ..Self::default()
        }
    }

    /// The rows of the token `at`.
    pub(super) fn rows(&self, at: usize) -> &[u32] {
        let from = at
            .checked_sub(1)
            .and_then(|at| self.ends.get(at))
            .map_or(0, |&end| end as usize);
        let to = self.ends.get(at).map_or(from, |&end| end as usize);
        self.features.get(from..to).unwrap_or_default()
    }
}

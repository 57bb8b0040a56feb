//! Finds articles by their words.
//!
//! FTS5 finds the articles that have all words: first those that are about them, then the others, each latest first (`words`). Of
//! these, at most [`MAX_CANDIDATES`] are ranked by BM25 over their texts, with k1 = 1.2 and b = 0.75, the usual values and
//! those of FTS5.

use super::pages::one_line;
use super::{
    ARTICLE_COLUMNS, ArticleEntry, LibraryReader, SearchHit, Snippet, Texts, article_from,
};
use crate::document::{ceil_char_boundary, floor_char_boundary};
use crate::error::LibraryError;
use crate::library::words::{self, WordQuery, fold_word, word_ranges};
use rusqlite::{Connection, OptionalExtension, params};
use std::ops::Range;

/// How many articles are ranked.
const MAX_CANDIDATES: usize = 120;

/// How many bytes of a text are ranked, if the words are in them: a book would take as long as a hundred articles.
const RANKED_BYTES: usize = 16_000;

/// The length of a snippet, in bytes.
const SNIPPET_BYTES: usize = 180;

/// The average length of an article in words, to which lengths are compared.
const USUAL_WORDS: f64 = 500.0;

impl LibraryReader {
    /// The articles that have all words of `typed`, the best first, at most `limit`. Words in quotes must follow each other, and a
    /// word that ends in `*` stands for all that begin with it.
    ///
    /// # Errors
    /// If the library cannot be read.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<SearchHit>, LibraryError> {
        let query = WordQuery::parse(typed);
        if query.words.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(|connection| {
            let rarities = rarities(connection, &query)?;
            let mut hits = Vec::new();
            let mut texts = Texts::new(connection)?;
            let sql = format!("SELECT {ARTICLE_COLUMNS} FROM article WHERE id = ?1");
            let mut statement = connection.prepare(&sql)?;
            for id in candidates(connection, &query)? {
                let article = statement.query_row([id], article_from).optional()?;
                let Some(article) = article else {
                    continue;
                };
                let beginning = texts.read_beginning(id, RANKED_BYTES)?;
                let hit = rank(article.clone(), beginning.as_deref(), &query, &rarities);
                let is_cut = beginning.is_some_and(|text| text.len() < article.bytes);
                let has_match = |hit: &SearchHit| {
                    let snippet = hit.snippet.as_ref();
                    snippet.is_some_and(|snippet| !snippet.matches.is_empty())
                };
                if is_cut && !hit.as_ref().is_some_and(has_match) {
                    let text = texts.read(id)?;
                    hits.extend(rank(article, text.as_deref(), &query, &rarities));
                } else {
                    hits.extend(hit);
                }
            }
            hits.sort_by(|one, other| other.score.total_cmp(&one.score));
            hits.truncate(limit);
            Ok(hits)
        })
    }
}

/// The articles to rank.
fn candidates(connection: &Connection, query: &WordQuery) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection
        .prepare("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?;
    let mut found: Vec<i64> = Vec::new();
    for about in [true, false] {
        let values = params![query.expression(about), MAX_CANDIDATES];
        for id in statement.query_map(values, |row| row.get(0))? {
            let id = id?;
            if found.len() < MAX_CANDIDATES && !found.contains(&id) {
                found.push(id);
            }
        }
    }
    Ok(found)
}

/// How much each word of `query` says, by the share of articles that have it: BM25's inverse document frequency.
fn rarities(connection: &Connection, query: &WordQuery) -> rusqlite::Result<Vec<f64>> {
    let all: f64 = connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    let sql = "SELECT count(*) FROM words WHERE words MATCH ?1";
    let mut statement = connection.prepare(sql)?;
    let counts = query.words.iter().map(|word| {
        let one = WordQuery {
            words: vec![word.clone()],
            phrases: Vec::new(),
        };
        let having: f64 = statement.query_row([one.expression(false)], |row| row.get(0))?;
        Ok(((all - having + 0.5) / (having + 0.5) + 1.0).ln())
    });
    counts.collect()
}

/// Ranks an article; `None` if it lacks a phrase.
fn rank(
    article: ArticleEntry,
    text: Option<&str>,
    query: &WordQuery,
    rarities: &[f64],
) -> Option<SearchHit> {
    let title = words::fold(&article.title);
    let mut counts = vec![0.0; query.words.len()];
    let mut matches = Vec::new();
    let mut length = 0.0;
    let whole = text.unwrap_or_default();
    for range in word_ranges(whole) {
        length += 1.0;
        // Few words begin like one that is searched for, and only those are folded.
        let word = whole.get(range.clone()).unwrap_or_default();
        let Some(first) = word.chars().next() else {
            continue;
        };
        if !query.words.iter().any(|wanted| wanted.begins_with(first)) {
            continue;
        }
        let folded = fold_word(word);
        let found = query
            .words
            .iter()
            .position(|wanted| wanted.matches(&folded));
        if let Some(found) = found {
            if let Some(count) = counts.get_mut(found) {
                *count += 1.0;
            }
            matches.push((range, found));
        }
    }
    if !query.phrases.is_empty() {
        let folded = format!(" {title} {} ", words::fold(text.unwrap_or_default()));
        if !query
            .phrases
            .iter()
            .all(|phrase| folded.contains(phrase.as_str()))
        {
            return None;
        }
    }
    let mut score = 0.0;
    for ((count, rarity), word) in counts.iter().zip(rarities).zip(&query.words) {
        // A word of the title counts as five of the text.
        let in_title = title.split(' ').any(|titled| word.matches(titled));
        let count = count + if in_title { 5.0 } else { 0.0 };
        score += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / USUAL_WORDS));
    }
    let snippet = text.map(|text| snippet(text, &matches, query.words.len()));
    Some(SearchHit {
        article,
        score,
        snippet,
    })
}

/// The part of `text` with the most different words among `matches`, each of which is a range and the number of the word.
fn snippet(text: &str, matches: &[(Range<usize>, usize)], words: usize) -> Snippet {
    let mut best: (usize, Range<usize>) = (0, 0..0);
    for (first, (start, _)) in matches.iter().enumerate() {
        let near = matches.iter().skip(first);
        let near: Vec<_> = near
            .take_while(|(range, _)| range.end <= start.start + SNIPPET_BYTES * 2 / 3)
            .collect();
        let mut different: Vec<usize> = near.iter().map(|(_, word)| *word).collect();
        different.sort_unstable();
        different.dedup();
        if different.len() > best.0 {
            let end = near.last().map_or(start.end, |(range, _)| range.end);
            best = (different.len(), start.start..end);
        }
        if best.0 == words {
            break;
        }
    }
    let found = best.1;
    let room = SNIPPET_BYTES.saturating_sub(found.len());
    let from = floor_char_boundary(text, found.start.saturating_sub(room / 3));
    let to = ceil_char_boundary(text, text.len().min(found.end + room * 2 / 3));
    let part = word_boundaries(text, from..to, &found);
    let line = one_line(text.get(part.clone()).unwrap_or_default());
    let is_same = line.len() == part.len();
    let inside = matches.iter().map(|(range, _)| range);
    let inside =
        inside.filter(|range| is_same && range.start >= part.start && range.end <= part.end);
    Snippet {
        matches: inside
            .map(|range| range.start - part.start..range.end - part.start)
            .collect(),
        text: line,
        offset: found.start,
    }
}

/// `part` without the pieces of words at its ends, and not across paragraphs; `found` stays in it.
fn word_boundaries(text: &str, part: Range<usize>, found: &Range<usize>) -> Range<usize> {
    let before = text.get(part.start..found.start).unwrap_or_default();
    let after = text.get(found.end..part.end).unwrap_or_default();
    let start = match before.rfind('\n') {
        Some(at) => part.start + at + 1,
        None if part.start == 0 => 0,
        None => part.start + before.find(' ').map_or(0, |at| at + 1),
    };
    let end = match after.find('\n') {
        Some(at) => found.end + at,
        None if part.end == text.len() => part.end,
        None => found.end + after.rfind(' ').unwrap_or(after.len()),
    };
    start..end
}

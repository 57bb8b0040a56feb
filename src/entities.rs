//! Finds the people and countries that an article mentions.
//!
//! [`read`] takes a document and returns every mention of a person or a country, grouped into entities. It is a pure
//! function: the same text gives the same answer on any machine, and nothing is read but the document and the embedded
//! tables and weights. `assets/README.md` defines what counts as a mention.
//!
//! The steps, in order: [`tokens`] → [`sentences`] → [`tagger`] (which tokens are names, and of what) → `countries` (a
//! closed table, and which sense of a word is meant) → `people` (names clustered into persons) → `index` (the [`Entities`]
//! returned). [`corrections`] then changes the result as the user asked, and [`cooccurrence`] counts who is mentioned
//! together.
//!
//! ```
//! use byline::document::{BlockKind, Builder};
//! use byline::entities::{self, EntityKind};
//!
//! let mut builder = Builder::new("example");
//! builder.push("Chancellor Angela Merkel flew to France on Monday.");
//! builder.end(BlockKind::Paragraph);
//! let document = builder.finish();
//!
//! let found = entities::read(&document);
//! let names: Vec<&str> = found.entities().iter().map(|entity| entity.name.as_str()).collect();
//! assert_eq!(names, ["Angela Merkel", "France"]);
//! assert_eq!(found.count(EntityKind::Country), 1);
//! let mention = &found.mentions()[1];
//! assert_eq!(document.slice(mention.range.clone()), "France");
//! ```

pub mod cooccurrence;
pub mod corrections;
mod countries;
mod first_mention;
mod gazetteer;
mod hashing;
mod id_vec;
mod index;
mod low_confidence;
mod mention;
mod parallel;
mod people;
pub mod sentences;
mod small_letters;
mod static_map;
mod surface_forms;
pub mod tagger;
mod token_view;
pub mod tokens;
mod word_list;
mod word_table;

pub use first_mention::first_full_mention;
#[cfg(test)]
pub(crate) use index::{CountryHit, FoundPerson, PersonHit, build_entities};
pub use index::{Entities, EntityId, MentionId};
pub use mention::{Country, CountryCode, Entity, EntityKind, Mention, MentionType, Reason};
pub use surface_forms::{SurfaceForm, group_by_mention_type, surface_forms};
pub use token_view::TokenView;

use crate::document::{Document, Inline, InlineStyle, Language, is_without_capitals};
use people::People;
pub use people::{Evidence, WeighedRule};
use std::ops::Range;

/// Texts of at least this many bytes are divided among several threads.
const PARALLEL_FROM_BYTES: usize = 64 * 1024;
/// The most threads used, so that a core is left for the user interface.
const MAX_THREADS: usize = 4;

/// The confidence, on a scale from 0 to 100, from which an entity is listed by default.
///
/// Entities below it are called low-confidence; only [`read_with_low_confidence`] returns them.
pub const LISTED_CONFIDENCE: u8 = 50;

/// The confidence from which a mention is shown as certain.
///
/// Mentions between [`LISTED_CONFIDENCE`] and this are listed too, but shown as uncertain.
pub const CLEAR_CONFIDENCE: u8 = 70;

/// Every person and country in `document` with at least [`LISTED_CONFIDENCE`].
///
/// Long documents are analysed in several threads; the answer does not depend on their number.
pub fn read(document: &Document) -> Entities {
    analyse(document, threads_for(document), false)
}

/// The same as [`read`], in the given number of threads.
pub fn read_in_threads(document: &Document, threads: usize) -> Entities {
    analyse(document, threads, false)
}

/// What [`read`] finds, plus the low-confidence mentions that overlap none of those.
///
/// [`Entities::with_min_confidence`] filters the result: at [`LISTED_CONFIDENCE`] it equals that of [`read`].
pub fn read_with_low_confidence(document: &Document) -> Entities {
    analyse(document, threads_for(document), true)
}

/// The same as [`read_with_low_confidence`], in the given number of threads.
pub fn read_with_low_confidence_in_threads(document: &Document, threads: usize) -> Entities {
    analyse(document, threads, true)
}

/// The countries for which `matches` holds for a name or a demonym, each once.
///
/// ```
/// use byline::entities::countries_matching;
///
/// let found = countries_matching(|form| form == "Dutch");
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].as_str(), "NL");
/// ```
pub fn countries_matching(matches: impl Fn(&str) -> bool) -> Vec<CountryCode> {
    countries::with_name_matching(matches)
}

/// Reads the table of countries in a thread of its own, so that the first article need not wait for it.
pub fn prepare_in_background() {
    // Without a thread, the first article reads it.
    let _ = std::thread::Builder::new().spawn(countries::prepare);
}

/// The number of threads worth using for `document`.
fn threads_for(document: &Document) -> usize {
    let is_long = document.text().len() >= PARALLEL_FROM_BYTES;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    if is_long { cores().min(MAX_THREADS) } else { 1 }
}

/// Runs every step on `document` in `threads` threads.
fn analyse(document: &Document, threads: usize, include_low_confidence: bool) -> Entities {
    let text = document.text();
    if is_without_capitals(text)
        && let Some(cased) = document.with_text_of_equal_length(small_letters::with_capitals(text))
        && !is_without_capitals(cased.text())
    {
        return analyse(&cased, threads, include_low_confidence).with_names_in_small_letters();
    }
    let tokens = tokens::tokenize(document);
    let is_supported = |language: &Language| countries::supports_language(language.code);
    if let Some(language) = document.meta().language.filter(is_supported) {
        return analyse_foreign(document, tokens, language.code);
    }
    let sentences = sentences::split(text, &tokens);
    let view = TokenView::new(text, &tokens).with_sentences(&sentences);
    let tags = tagger::tag_with_threads(&view, threads);
    let vocabulary = people::Vocabulary::new(text, &tokens);
    let view = view.with_tags(&tags).with_vocabulary(&vocabulary);
    let (countries, mut names) = parallel::join(
        threads > 1,
        || countries::find(&view),
        || people::find_names(&view),
    );
    people::drop_names_in(&view, &mut names, &code_ranges(document));
    let (countries, uncertain_countries): (Vec<_>, Vec<_>) = countries
        .into_iter()
        .partition(|hit| hit.weight >= countries::MIN_MENTION_WEIGHT);
    let People {
        listed,
        low_confidence,
    } = people::group_people(&view, names, &countries);
    let found = index::build_entities(text, listed, countries);
    let all = if include_low_confidence {
        found.with_low_confidence(text, low_confidence, uncertain_countries)
    } else {
        found
    };
    all.with_sentences(sentences::to_byte_ranges(&view))
}

/// The longest inline code, in bytes, in which no names are looked for. Some pages set whole paragraphs as code, and those
/// must still be searched.
const MAX_CODE_BYTES: usize = 80;

/// The short pieces of inline code in the running text, as ascending byte ranges: keys, commands, file names.
fn code_ranges(document: &Document) -> Vec<Range<usize>> {
    let inlines = document.inlines().iter();
    let is_short = |inline: &&Inline| inline.range.len() <= MAX_CODE_BYTES;
    let code = inlines.filter(|inline| inline.style == InlineStyle::Code);
    code.filter(is_short)
        .map(|inline| inline.range.clone())
        .collect()
}

/// Finds people and countries in a text whose `language` (an ISO 639-3 code) is not English.
fn analyse_foreign(document: &Document, tokens: Vec<tokens::Token>, language: &str) -> Entities {
    let text = document.text();
    let tokens = tokens::segment_cjk(text, tokens);
    let sentences = sentences::split(text, &tokens);
    // The weights were trained on English alone, so no token is tagged here.
    let view = TokenView::new(text, &tokens).with_sentences(&sentences);
    let countries = countries::find_in_language(text, language);
    let mut names = people::find_foreign_names(&view, language);
    people::drop_names_in(&view, &mut names, &code_ranges(document));
    let people = people::group_people(&view, names, &countries);
    let found = index::build_entities(text, people.listed, countries);
    found.with_sentences(sentences::to_byte_ranges(&view))
}

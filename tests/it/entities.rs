//! Property tests of the engine: what holds for the result of any text.

use crate::common::reader::paragraphs;
use byline::document::Document;
use byline::entities::{self, Entities, sentences, tokens};
use proptest::prelude::*;

/// A sentence as in a newspaper, or arbitrary characters.
fn sentence() -> impl Strategy<Value = String> {
    let name = "(Angela Merkel|Merkel|Mr\\. Johnson|Boris Johnson|Yoon Suk-yeol|al-Assad|Day|O'Neill|[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,2})";
    let place = "(Georgia|Washington|the US|French|Jordan|Paris, Texas|New Mexico|[A-Z]{2,5})";
    prop_oneof![
        (name, place).prop_map(|(name, place)| format!("{name} said in {place} that it was over.")),
        (name, place)
            .prop_map(|(name, place)| format!("The {place} minister, {name}, met “{name}”.")),
        (name, name).prop_map(|(one, two)| format!("President {one}'s {two}-led party {two}")),
        name.prop_map(|name| name.to_uppercase()),
        "\\PC{0,60}",
        "[ .,'’“\\-\\[\\]A-Za-zéèßİǅ\u{301}\u{2028}]{0,40}",
    ]
}

fn any_paragraphs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop::collection::vec(sentence(), 1..4).prop_map(|sentences| sentences.join(" ")),
        0..8,
    )
}

/// Checks every invariant of the index.
fn check(document: &Document, found: &Entities) -> Result<(), TestCaseError> {
    let text = document.text();
    let mut end = 0;
    for mention in found.mentions() {
        prop_assert!(mention.range.start >= end, "sorted and disjoint");
        prop_assert!(mention.range.start < mention.range.end);
        prop_assert!(
            text.get(mention.range.clone()).is_some(),
            "inside, on boundaries"
        );
        prop_assert!(mention.confidence <= 100);
        end = mention.range.end;
        let entity = found.entity(mention.entity);
        prop_assert!(entity.matches_mention_type(mention.mention_type.is_some()));
    }
    for id in found.entity_ids() {
        let entity = found.entity(id);
        prop_assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
        for &at in &entity.mentions {
            prop_assert_eq!(found.mention(at).entity, id);
        }
    }
    Ok(())
}

/// Whether an entity is consistent with its mentions: countries have a code and a mention type, people have neither.
trait MatchesMentionType {
    fn matches_mention_type(&self, has_mention_type: bool) -> bool;
}

impl MatchesMentionType for entities::Entity {
    fn matches_mention_type(&self, has_mention_type: bool) -> bool {
        self.code.is_some() == has_mention_type
            && (self.kind == entities::EntityKind::Country) == has_mention_type
    }
}

/// What hostile text repeats: one token, two in turn, brackets, initials, capitals.
fn unit() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{0,6} ",
        "[A-Z]\\. ",
        "[A-Z]{1,8} ",
        "(Mr|Dr|King) [A-Z][a-z]{1,5} and ",
        "[\\[\\](){}“”'’-]{1,4}",
        "(van|bin|de|al-|of|v) [A-Z][a-z]{1,4} ",
        "Merkel Putin Macron Obama ",
        "\\PC{1,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Protects: a text that repeats a few tokens hundreds of times in one sentence is read like any other.
    #[test]
    fn endless_sentences_are_read(units in prop::collection::vec(unit(), 1..3), times in 1..400_usize) {
        let document = paragraphs(&[units.concat().repeat(times)]);
        check(&document, &entities::read(&document))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Protects: mentions are sorted, disjoint, inside the text and on character boundaries, for any text.
    #[test]
    fn the_invariants_of_the_index_hold(texts in any_paragraphs()) {
        let document = paragraphs(&texts);
        check(&document, &entities::read(&document))?;
    }

    /// Protects: the same text gives the same result, in any number of threads.
    #[test]
    fn the_result_does_not_depend_on_the_number_of_threads(texts in any_paragraphs(), threads in 2usize..6) {
        let document = paragraphs(&texts);
        let whole = entities::read(&document);
        prop_assert_eq!(&entities::read(&document), &whole);
        prop_assert_eq!(&entities::read_in_threads(&document, threads), &whole);
    }

    /// Protects: a paragraph appended to a text moves no tokens, sentences or mentions across its start, and if it has no
    /// names, no mention changes.
    #[test]
    fn an_appended_paragraph_moves_nothing_before_it(texts in any_paragraphs(), more in sentence()) {
        let before = paragraphs(&texts);
        let mut longer = texts.clone();
        longer.push(more);
        let after = paragraphs(&longer);
        prop_assert!(after.text().starts_with(before.text()));
        let (short_tokens, long_tokens) = (tokens::tokenize(&before), tokens::tokenize(&after));
        prop_assert_eq!(Some(short_tokens.as_slice()), long_tokens.get(..short_tokens.len()));
        let (short, long) = (
            sentences::split(before.text(), &short_tokens),
            sentences::split(after.text(), &long_tokens),
        );
        prop_assert_eq!(Some(short.as_slice()), long.get(..short.len()));
        for mention in entities::read(&after).mentions() {
            let end = before.text().len();
            prop_assert!(mention.range.end <= end || mention.range.start >= end);
        }

        longer.pop();
        longer.push("12 – 34.".to_owned());
        let (before, after) = (entities::read(&before), entities::read(&paragraphs(&longer)));
        prop_assert_eq!(before.mentions(), after.mentions());
    }

    /// Protects: the beginning of a long article, analysed alone, has the offsets of the whole.
    #[test]
    fn the_beginning_can_be_analysed_alone(texts in any_paragraphs(), bytes in 0usize..400) {
        let whole = paragraphs(&texts);
        let part = whole.prefix(bytes);
        let found = entities::read(&part);
        check(&part, &found)?;
        for mention in found.mentions() {
            prop_assert_eq!(whole.slice(mention.range.clone()), part.slice(mention.range.clone()));
        }
    }
}

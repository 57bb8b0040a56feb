//! What holds of the engine's answer for any text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that fails may say so by panicking"
)]

use byline::document::{BlockKind, Builder, Document};
use byline::entities::{self, Entities, sentences, tokens};
use proptest::prelude::*;

/// A document with one block a paragraph.
fn document(paragraphs: &[String]) -> Document {
    let mut builder = Builder::new("test");
    for paragraph in paragraphs {
        builder.push(paragraph);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

/// A sentence as newspapers write them, or nothing of the kind.
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

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop::collection::vec(sentence(), 1..4).prop_map(|sentences| sentences.join(" ")),
        0..8,
    )
}

/// Every promise of the index.
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
        let entity = found.entities().get(mention.entity);
        prop_assert!(entity.is_some_and(|entity| entity.how_matches(mention.mention_type.is_some())));
    }
    for (index, entity) in found.entities().iter().enumerate() {
        prop_assert!(!entity.name.is_empty() && !entity.mentions.is_empty());
        for &at in &entity.mentions {
            prop_assert_eq!(
                found.mentions().get(at).map(|mention| mention.entity),
                Some(index)
            );
        }
    }
    Ok(())
}

/// Countries have a code and their mentions say how; people have neither.
trait Matches {
    fn how_matches(&self, how: bool) -> bool;
}

impl Matches for entities::Entity {
    fn how_matches(&self, how: bool) -> bool {
        self.code.is_some() == how && (self.kind == entities::Kind::Country) == how
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Protects: mentions are sorted, disjoint, inside the text and on character boundaries, whatever stands there.
    #[test]
    fn the_index_keeps_its_promises(paragraphs in paragraphs()) {
        let document = document(&paragraphs);
        check(&document, &entities::read(&document))?;
    }

    /// Protects: the same text gives the same answer, in one piece or in several.
    #[test]
    fn pieces_are_read_like_the_whole(paragraphs in paragraphs(), parts in 2usize..6) {
        let document = document(&paragraphs);
        let whole = entities::read(&document);
        prop_assert_eq!(&entities::read(&document), &whole);
        prop_assert_eq!(&entities::read_in(&document, parts), &whole);
    }

    /// Protects: what comes behind moves nothing: words and sentences stay where they are, and a paragraph that names nobody
    /// changes no mention before it.
    #[test]
    fn another_paragraph_moves_nothing_before_it(paragraphs in paragraphs(), more in sentence()) {
        let before = document(&paragraphs);
        let mut longer = paragraphs.clone();
        longer.push(more);
        let after = document(&longer);
        prop_assert!(after.text().starts_with(before.text()));
        let (few, many) = (tokens::tokenize(&before), tokens::tokenize(&after));
        prop_assert_eq!(Some(few.as_slice()), many.get(..few.len()));
        let (short, long) = (
            sentences::split(before.text(), &few),
            sentences::split(after.text(), &many),
        );
        prop_assert_eq!(Some(short.as_slice()), long.get(..short.len()));
        for mention in entities::read(&after).mentions() {
            let end = before.text().len();
            prop_assert!(mention.range.end <= end || mention.range.start >= end);
        }

        longer.pop();
        longer.push("12 – 34.".to_owned());
        let (before, after) = (entities::read(&before), entities::read(&document(&longer)));
        prop_assert_eq!(before.mentions(), after.mentions());
    }

    /// Protects: what is read first of a long article has the offsets of the whole.
    #[test]
    fn the_beginning_read_alone_is_a_text_like_any_other(paragraphs in paragraphs(), bytes in 0usize..400) {
        let whole = document(&paragraphs);
        let part = whole.prefix(bytes);
        let found = entities::read(&part);
        check(&part, &found)?;
        for mention in found.mentions() {
            prop_assert_eq!(whole.slice(mention.range.clone()), part.slice(mention.range.clone()));
        }
    }
}

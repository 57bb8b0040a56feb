use super::*;
use crate::document::{BlockKind, Builder, Document};
use crate::entities::tagger::{NameClass, NameTag};
use crate::entities::{sentences, tagger, tokens};
use proptest::prelude::*;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The mentions that are not low-confidence ones.
fn confident_hits(view: &TokenView<'_>) -> Vec<CountryHit> {
    let mut hits = find(view);
    hits.retain(|hit| hit.weight >= MIN_MENTION_WEIGHT);
    hits
}

/// An article of a fixture: its name, its text, and its expected mentions as byte range and "code:type".
struct Fixture {
    name: String,
    text: String,
    expected: Vec<(Range<usize>, String)>,
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/countries");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut fixtures = Vec::new();
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let content = fs::read_to_string(&file).unwrap();
        for block in content.split("## ").skip(1) {
            let (name, body) = block.split_once('\n').unwrap();
            fixtures.push(parse_fixture(format!("{stem}: {name}"), body.trim()));
        }
    }
    fixtures
}

/// Removes the markup "[[GB:demonym|British]]" from a text and collects it.
fn parse_fixture(name: String, mut body: &str) -> Fixture {
    let (mut text, mut expected) = (String::new(), Vec::new());
    while let Some((before, rest)) = body.split_once("[[") {
        let (mention, after) = rest.split_once("]]").expect("a mention has no end");
        let (label, words) = mention.split_once('|').expect("a mention has no bar");
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        expected.push((start..text.len(), label.to_owned()));
        body = after;
    }
    text.push_str(body);
    Fixture {
        name,
        text,
        expected,
    }
}

/// A document with one paragraph per line.
fn document(text: &str) -> Document {
    let mut builder = Builder::new("test");
    for line in text.lines() {
        builder.push(line);
        builder.end(BlockKind::Paragraph);
    }
    builder.finish()
}

fn hits(text: &str, tagged: bool) -> Vec<(String, String)> {
    let document = document(text);
    let tokens = tokens::tokenize(&document);
    let sentences = sentences::split(document.text(), &tokens);
    let view = TokenView::new(document.text(), &tokens).with_sentences(&sentences);
    let mut tags = tagger::tag(&view);
    if !tagged {
        for tag in &mut tags {
            tag.class = NameClass::Outside;
        }
    }
    confident_hits(&view.with_tags(&tags))
        .into_iter()
        .map(|hit| {
            let words = document.slice(hit.range).to_owned();
            (
                words,
                format!("{}:{}", hit.code.as_str(), hit.mention_type.as_str()),
            )
        })
        .collect()
}

fn check_fixtures(tagged: bool) {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let want: Vec<(String, String)> = fixture
            .expected
            .iter()
            .map(|(range, label)| (fixture.text[range.clone()].to_owned(), label.clone()))
            .collect();
        let have = hits(&fixture.text, tagged);
        if have != want {
            wrong.push(format!(
                "{}\n   want {want:?}\n   have {have:?}",
                fixture.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixtures_have_the_expected_mentions_without_tags() {
    check_fixtures(false);
}

#[test]
fn fixtures_have_the_expected_mentions_with_tags() {
    check_fixtures(true);
}

#[test]
fn a_person_tag_weighs_against_a_country() {
    let text = "He met Zorblax Paris again.";
    let document = document(text);
    let tokens = tokens::tokenize(&document);
    let tags: Vec<NameTag> = (0..tokens.len())
        .map(|at| NameTag {
            class: if (2..4).contains(&at) {
                NameClass::Person
            } else {
                NameClass::Outside
            },
            begins_name: at == 2,
            confidence: 90,
            person_confidence: 0,
        })
        .collect();
    let sentences = sentences::split(text, &tokens);
    let view = TokenView::new(text, &tokens).with_sentences(&sentences);
    assert!(confident_hits(&view.with_tags(&tags)).is_empty());
}

#[test]
fn a_country_is_found_without_sentences_and_without_tags() {
    let text = "France and Peru";
    let tokens = tokens::tokenize(&document(text));
    assert_eq!(find(&TokenView::new(text, &tokens)).len(), 2);
}

#[test]
fn a_very_long_line_of_candidates_takes_linear_time() {
    let text = "Georgia, Washington and Jordan \u{a0} Indian US - ".repeat(20_000);
    assert!(hits(&text, false).len() > 1000);
}

proptest! {
    #[test]
    fn any_text_gives_ordered_disjoint_hits_on_character_boundaries(
        text in "(Georgia|US|Washington, D\\.C\\.|Côte d'Ivoire|New |Gulf of |Mr\\. |Franco-|, |\\.|-|\u{200d}|e\u{301}| |é|\\n){0,30}"
    ) {
        let document = document(&text);
        let tokens = tokens::tokenize(&document);
        let sentences = sentences::split(document.text(), &tokens);
        let mut end = 0;
        let view = TokenView::new(document.text(), &tokens).with_sentences(&sentences);
        for hit in find(&view) {
            prop_assert!(hit.range.start >= end && hit.range.start < hit.range.end);
            prop_assert!(document.text().get(hit.range.clone()).is_some());
            prop_assert!(hit.weight < 100);
            end = hit.range.end;
        }
    }
}

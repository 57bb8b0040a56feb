use super::*;
use crate::document::{BlockKind, Builder, Document};
use crate::entities::tagger::Class;
use crate::entities::{sentences, tagger, tokens};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// What is found and not doubtful.
fn sure(text: &str, tokens: &[Token], sentences: &[Range<usize>], tags: &[Tag]) -> Vec<CountryHit> {
    let mut hits = find(text, tokens, sentences, tags);
    hits.retain(|hit| hit.sureness >= ENOUGH);
    hits
}

/// An article of a fixture: what it protects, its text, and its marks as (bytes, "code:how").
struct Fixture {
    name: String,
    text: String,
    marks: Vec<(Range<usize>, String)>,
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
            fixtures.push(unmark(format!("{stem}: {name}"), body.trim()));
        }
    }
    fixtures
}

/// Take "[[GB:demonym|British]]" out of a text.
fn unmark(name: String, mut body: &str) -> Fixture {
    let (mut text, mut marks) = (String::new(), Vec::new());
    while let Some((before, rest)) = body.split_once("[[") {
        let (mark, after) = rest.split_once("]]").expect("a mark ends");
        let (country, words) = mark.split_once('|').expect("a mark has a bar");
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        marks.push((start..text.len(), country.to_owned()));
        body = after;
    }
    text.push_str(body);
    Fixture { name, text, marks }
}

/// One block a line.
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
    let mut tags = tagger::tag(document.text(), &tokens, &sentences);
    if !tagged {
        for tag in &mut tags {
            tag.class = Class::Other;
        }
    }
    sure(document.text(), &tokens, &sentences, &tags)
        .into_iter()
        .map(|hit| {
            let words = document.slice(hit.range).to_owned();
            (words, format!("{}:{}", hit.code.as_str(), hit.how.word()))
        })
        .collect()
}

fn check(tagged: bool) {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let want: Vec<(String, String)> = fixture
            .marks
            .iter()
            .map(|(range, country)| (fixture.text[range.clone()].to_owned(), country.clone()))
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
fn the_fixtures_hold_without_tags() {
    check(false);
}

#[test]
fn the_fixtures_hold_with_tags() {
    check(true);
}

#[test]
fn a_person_tag_is_a_vote_against() {
    let text = "He met Zorblax Paris again.";
    let document = document(text);
    let tokens = tokens::tokenize(&document);
    let tags: Vec<Tag> = (0..tokens.len())
        .map(|at| Tag {
            class: if (2..4).contains(&at) {
                Class::Person
            } else {
                Class::Other
            },
            begins: at == 2,
            sureness: 90,
            person: 0,
        })
        .collect();
    let sentences = sentences::split(text, &tokens);
    assert!(sure(text, &tokens, &sentences, &tags).is_empty());
}

#[test]
fn a_country_is_found_without_sentences_and_without_tags() {
    let text = "France and Peru";
    let tokens = tokens::tokenize(&document(text));
    assert_eq!(find(text, &tokens, &[], &[]).len(), 2);
}

#[test]
fn a_text_without_end_takes_no_time_without_end() {
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
        for hit in find(document.text(), &tokens, &sentences, &[]) {
            prop_assert!(hit.range.start >= end && hit.range.start < hit.range.end);
            prop_assert!(document.text().get(hit.range.clone()).is_some());
            prop_assert!(hit.sureness < 100);
            end = hit.range.end;
        }
    }
}

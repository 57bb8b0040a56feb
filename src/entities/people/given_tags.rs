//! Judges a short text whose tags are written into it, so that a rule can be tried apart from the tagger.
//!
//! A mark is `{P95 Ana Lopes}`: the class of its words (P person, L place, O organisation, N group, X other name, - none), how
//! confident the tagger is in that, and after a slash, if it is not the same, how confident it is that they are a person's name.
//! Words outside marks are no names. Paragraphs are separated by empty lines.

use super::super::sentences;
#[cfg(feature = "train")]
use super::super::tagger;
use super::super::tagger::{NameClass, NameTag};
use super::super::token_view::TokenView;
use super::super::tokens::{self, Token, TokenRange};
#[cfg(test)]
use super::MIN_LISTED_CONFIDENCE;
use super::decide::Judged;
use super::evidence::Weights;
use super::judge_candidates;
#[cfg(test)]
use super::{NameSpan, group_people};
use std::ops::Range;

#[cfg(test)]
mod tests;

/// A text with given tags.
pub(super) struct TaggedText {
    text: String,
    tokens: Vec<Token>,
    tags: Vec<NameTag>,
}

/// A mark: its bytes in the text, and the tag of its words.
struct Mark {
    bytes: Range<usize>,
    tag: NameTag,
}

impl TaggedText {
    /// Parses a text with marks; `None` if one is malformed.
    pub(super) fn parse(marked: &str) -> Option<Self> {
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut pieces = marked.split('{');
        text.push_str(pieces.next()?);
        for piece in pieces {
            let (mark, after) = piece.split_once('}')?;
            let (tag, words) = mark.split_once(' ')?;
            let start = text.len();
            text.push_str(words);
            marks.push(Mark {
                bytes: start..text.len(),
                tag: parse_tag(tag)?,
            });
            text.push_str(after);
        }
        let mut tokens = Vec::new();
        let mut start = 0;
        for (block, paragraph) in text.split("\n\n").enumerate() {
            tokens::tokenize_range(
                &text,
                start..start + paragraph.len(),
                block as u32,
                &mut tokens,
            );
            start += paragraph.len() + 2;
        }
        let tag_of = |token: &Token| {
            let mark = marks.iter().find(|mark| {
                mark.bytes.start <= token.start as usize && token.end as usize <= mark.bytes.end
            });
            mark.map_or(NameTag::OUTSIDE, |mark| NameTag {
                begins_name: token.start as usize == mark.bytes.start
                    && mark.tag.class != NameClass::Outside,
                ..mark.tag
            })
        };
        let tags = tokens.iter().map(tag_of).collect();
        Some(Self { text, tokens, tags })
    }

    /// The same text with the tagger's own tags, for a text without marks.
    #[cfg(feature = "train")]
    pub(super) fn with_tags_of_tagger(mut self) -> Self {
        let sentences = sentences::split(&self.text, &self.tokens);
        let view = TokenView::new(&self.text, &self.tokens).with_sentences(&sentences);
        self.tags = tagger::tag(&view);
        self
    }

    /// The people in the text, judged with `weights`, separated by bars.
    #[cfg(test)]
    pub(super) fn people(&self, weights: &Weights) -> String {
        let judged = self.judge(weights).into_iter();
        let listed = judged.filter(|(_, one)| one.confidence() >= MIN_LISTED_CONFIDENCE);
        listed
            .map(|(words, _)| words)
            .collect::<Vec<_>>()
            .join(" | ")
    }

    /// The persons in the text with their mentions, `Angela Merkel = Angela Merkel, Merkel`, separated by bars. A person with
    /// one mention, which is the listed name, is only that: `Angela Merkel`.
    #[cfg(test)]
    pub(super) fn persons(&self, weights: &Weights) -> String {
        let sentences = sentences::split(&self.text, &self.tokens);
        let view = self.view(&sentences);
        let judged = judge_candidates(&view, weights);
        let names: Vec<NameSpan> = judged.iter().map(Judged::name_span).collect();
        let mut persons = group_people(&view, names, &[]).listed;
        persons.sort_by_key(|person| person.hits.first().map(|hit| hit.range.start));
        let person = |person: super::super::index::FoundPerson| {
            let hits = person.hits.iter();
            let words: Vec<&str> = hits.map(|hit| &self.text[hit.range.clone()]).collect();
            if words == [person.name.as_str()] {
                return person.name;
            }
            format!("{} = {}", person.name, words.join(", "))
        };
        let persons: Vec<String> = persons.into_iter().map(person).collect();
        persons.join(" | ")
    }

    fn view<'a>(&'a self, sentences: &'a [TokenRange]) -> TokenView<'a> {
        let view = TokenView::new(&self.text, &self.tokens).with_sentences(sentences);
        view.with_tags(&self.tags)
    }

    /// The candidates in the text, judged; each with its words.
    pub(super) fn judge(&self, weights: &Weights) -> Vec<(String, Judged)> {
        let sentences = sentences::split(&self.text, &self.tokens);
        let view = self.view(&sentences);
        let judged = judge_candidates(&view, weights).into_iter();
        let words = |one: &Judged| view.text_of(one.tokens).to_owned();
        judged.map(|one| (words(&one), one)).collect()
    }
}

/// Parses `P95`, `L90/20`, `-/40`.
fn parse_tag(tag: &str) -> Option<NameTag> {
    let class = match tag.as_bytes().first()? {
        b'P' => NameClass::Person,
        b'L' => NameClass::Location,
        b'O' => NameClass::Organisation,
        b'N' => NameClass::Group,
        b'X' => NameClass::Misc,
        b'-' => NameClass::Outside,
        _ => return None,
    };
    let (confidence, person) = tag.get(1..)?.split_once('/').unwrap_or((tag.get(1..)?, ""));
    let confidence = confidence.parse().unwrap_or(90);
    let own = if class == NameClass::Person {
        confidence
    } else {
        0
    };
    Some(NameTag {
        class,
        begins_name: false,
        confidence,
        person_confidence: person.parse().unwrap_or(own),
    })
}

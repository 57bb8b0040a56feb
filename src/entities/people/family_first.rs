//! Recognises Chinese and Korean names, which have the family name first: "Xi Jinping", "Park Geun-hye", "Kim Jong Un".
//!
//! Such a name is a listed family name followed by a given name that consists of syllables of the same language. If its
//! spelling is weak evidence, the tagger must also consider it a person.

mod romanization;

use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::lists::{FamilyNameOrigin, lists};
use super::person_name::is_hyphen;
use romanization::{min_korean_syllables, min_mandarin_syllables};

/// The tagger's least confidence that one of the words is a person's, required if the spelling is weak evidence.
const MIN_PERSON_WEAK: u8 = 8;

/// A word that the tagger labelled as another kind of name rules the name out below this confidence that it is a person's.
const MIN_PERSON_OTHER_NAME: u8 = 6;

/// The end of the name of this kind that begins at `at`; `None` if there is none.
pub(super) fn name_end(view: &TokenView<'_>, at: TokenId) -> Option<TokenId> {
    // The cheap checks come first, since this is called for every word.
    if view.shape(at) != TokenShape::Title || !continues_on_line(view, at + 1) {
        return None;
    }
    let family = lists().family_name_origin(&view.folded(at))?;
    let GivenName { end, evidence } = given_name(view, family, at + 1)?;
    let name = at.until(end);
    if evidence == SpellingEvidence::Weak && !is_tagged_person(view, name) {
        return None;
    }
    // "He Zone": at the start of a sentence, a family name that is also an ordinary word is weak evidence.
    let is_ordinary_start = view.word_info(at).is_mostly_lowercase && view.begins_sentence(at);
    if is_ordinary_start && evidence != SpellingEvidence::Hyphen {
        return None;
    }
    // If more capitalised words follow, it is something else: a company, a street, a title.
    let ends_here = !continues_on_line(view, end) && !is_hyphen(view.word(end));
    (ends_here && (evidence == SpellingEvidence::Hyphen || !is_other_name(view, name)))
        .then_some(end)
}

/// A given name after a family name.
struct GivenName {
    end: TokenId,
    evidence: SpellingEvidence,
}

/// How strongly the spelling of a given name suggests that it is one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SpellingEvidence {
    /// "Geun-hye": only names are spelt this way.
    Hyphen,
    /// "Jinping", "Jong Un": hardly anything else is spelt this way.
    Strong,
    /// "Yi", "Yuna": many other words are spelt this way.
    Weak,
}

/// The given name that begins at `at`.
fn given_name(view: &TokenView<'_>, family: FamilyNameOrigin, at: TokenId) -> Option<GivenName> {
    let found = |len: usize, evidence| {
        let end = at + len;
        Some(GivenName { end, evidence })
    };
    let word = view.folded(at);
    let is_syllable = |word: &str| {
        word.len() <= 6
            && (family.is_korean() && min_korean_syllables(word) == 1
                || family.is_chinese() && (min_mandarin_syllables(word) == 1 || word == "ing"))
    };
    // "Geun-hye", "Ing-wen".
    if is_hyphen(view.word(at + 1)) && !view.is_spaced(at + 1) {
        let second = at + 2;
        let are_syllables = is_syllable(&word) && is_syllable(&view.folded(second));
        return found(3, SpellingEvidence::Hyphen)
            .filter(|_| !view.is_spaced(second) && are_syllables);
    }
    // "Jong Un".
    if continues_on_line(view, at + 1) {
        let are_syllables = family.is_korean()
            && min_korean_syllables(&word) == 1
            && min_korean_syllables(&view.folded(at + 1)) == 1;
        return found(2, SpellingEvidence::Strong).filter(|_| are_syllables);
    }
    let is_lowercase = view.word_info(at).is_mostly_lowercase;
    match (family.is_chinese(), min_mandarin_syllables(&word)) {
        (true, 2) if word.len() >= 4 && !is_lowercase => found(1, SpellingEvidence::Strong),
        (true, 1 | 2) => found(1, SpellingEvidence::Weak),
        _ if family.is_korean() && min_korean_syllables(&word) == 2 && word.len() >= 4 => {
            found(1, SpellingEvidence::Weak)
        }
        _ => None,
    }
}

/// Whether the words at `at` are a Korean given name alone, with a hyphen: "Bok-soon".
pub(super) fn is_hyphenated_given_name(view: &TokenView<'_>, at: TokenId) -> bool {
    let is_syllable = |at| min_korean_syllables(&view.folded(at)) == 1;
    view.shape(at) == TokenShape::Title
        && is_hyphen(view.word(at + 1))
        && !view.is_spaced(at + 1)
        && !view.is_spaced(at + 2)
        && view.shape(at + 2) == TokenShape::Lower
        && is_syllable(at)
        && is_syllable(at + 2)
}

/// Whether the token at `at` is a capitalised word on the same line as the one before it.
fn continues_on_line(view: &TokenView<'_>, at: TokenId) -> bool {
    view.shape(at) == TokenShape::Title && view.is_spaced(at) && !view.breaks_line(at)
}

/// Whether the tagger considers one of the words a possible person.
fn is_tagged_person(view: &TokenView<'_>, name: TokenRange) -> bool {
    let mut tags = name.into_iter().map(|at| view.tag(at));
    tags.any(|tag| tag.class == NameClass::Person || tag.person_confidence >= MIN_PERSON_WEAK)
}

/// Whether there is evidence against a person: a tag, a capitalised word before the name, or an organisation suffix in it.
fn is_other_name(view: &TokenView<'_>, name: TokenRange) -> bool {
    let is_tagged_other = |at| {
        let tag = view.tag(at);
        let is_other = matches!(
            tag.class,
            NameClass::Location | NameClass::Group | NameClass::Organisation
        );
        is_other && tag.person_confidence < MIN_PERSON_OTHER_NAME
    };
    let mut after_first = (name.start + 1).until(name.end).into_iter();
    name.into_iter().any(is_tagged_other)
        || view.follows_name(name.start) && !view.begins_sentence(name.start)
        || after_first.any(|at| lists().is_organisation_suffix(&view.folded(at)))
}

#[cfg(test)]
mod tests {
    use super::super::super::{sentences, tokens};
    use super::*;
    use crate::entities::tagger;

    /// The names of this kind in `text`, separated by bars.
    fn found(text: &str) -> String {
        let all = tokens::tokenize_text(text);
        let sentences = sentences::split(text, &all);
        let view = TokenView::new(text, &all).with_sentences(&sentences);
        let tags = tagger::tag(&view);
        let view = view.with_tags(&tags);
        let starts = view.all().into_iter();
        let names = starts.filter_map(|at| Some(view.text_of(at.until(name_end(&view, at)?))));
        names.collect::<Vec<_>>().join("|")
    }

    /// Protects: a family name followed by syllables of its language is a person, even in a short sentence full of
    /// capitals.
    #[test]
    fn names_with_the_family_name_first_are_found() {
        for (text, names) in [
            (
                "The two leaders were Hu Jintao and, after him, Zhao Ziyang, officials said.",
                "Hu Jintao|Zhao Ziyang",
            ),
            (
                "Zhu Rongji met Qian Qichen on Monday.",
                "Zhu Rongji|Qian Qichen",
            ),
            (
                "The court freed Kang Geum-sil, and Roh Moo-hyun smiled.",
                "Kang Geum-sil|Roh Moo-hyun",
            ),
            ("The minister, Hong Yong Pyo, agreed.", "Hong Yong Pyo"),
            (
                "Voters chose Su Tseng-chang over Chen Shui-bian.",
                "Su Tseng-chang|Chen Shui-bian",
            ),
        ] {
            assert_eq!(found(text), names, "{text}");
        }
    }

    /// Protects: other capitalised words that can be read as syllables are not people.
    #[test]
    fn other_capitalised_words_are_not_found() {
        for text in [
            "He Meant Them All To Go Home",
            "The ferry from Hong Kong to Tai Po was late.",
            "They sailed past Long Island and Long Beach.",
            "An Hour With Fan Mail And Song Titles",
            "The Lu Xun Museum and the Sun Yat-sen Library were closed.",
            "He Said nothing.",
            "The Yangtze floods Hubei and Hunan.",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }
}

//! Recognises Chinese and Korean names, which have the family name first: "Xi Jinping", "Park Geun-hye", "Kim Jong Un".
//!
//! Such a name is a listed family name followed by a given name that consists of syllables of the same language. If its
//! spelling is weak evidence, the tagger must also consider it a person. Headlines are not searched.

use super::super::tagger::{self, NameClass};
use super::super::token_view::TokenView;
use super::super::tokens::TokenShape;
use super::fold::fold;
use super::lists::{FamilyNameOrigin, lists};
use super::person_name::is_hyphen;
use super::romanization::{min_korean_syllables, min_mandarin_syllables};

/// The tagger's least confidence that one of the words is a person's, required if the spelling is weak evidence.
const MIN_PERSON_WEAK: u8 = 8;

/// A word that the tagger labelled as another kind of name rules the name out below this confidence that it is a person's.
const MIN_PERSON_OTHER_NAME: u8 = 6;

/// The end of the name of this kind that begins at `at`; `None` if there is none.
pub(super) fn name_end(view: &TokenView<'_>, at: usize) -> Option<usize> {
    // The cheap checks come first, since this is called for every word.
    if view.tokens.get(at)?.shape != TokenShape::Title || !continues_on_line(view, at, at + 1) {
        return None;
    }
    let family = lists().family_name_origin(&fold(view.word(at)))?;
    if is_headline(view, at) {
        return None;
    }
    let (end, evidence) = given_name_end(view, family, at + 1)?;
    if evidence == SpellingEvidence::Weak && !is_tagged_person(view, at, end) {
        return None;
    }
    // "He Zone": at the start of a sentence, a family name that is also an ordinary word is weak evidence.
    let is_ordinary_start =
        tagger::word_info(view.word(at)).is_mostly_lowercase && view.begins_sentence(at);
    if is_ordinary_start && evidence != SpellingEvidence::Hyphen {
        return None;
    }
    // If more capitalised words follow, it is something else: a company, a street, a title.
    let ends_here = !continues_on_line(view, end - 1, end) && !is_hyphen(view.word(end));
    (ends_here && (evidence == SpellingEvidence::Hyphen || !is_other_name(view, at, end)))
        .then_some(end)
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

/// The end of the given name at `at`, and how strong the evidence of its spelling is.
fn given_name_end(
    view: &TokenView<'_>,
    family: FamilyNameOrigin,
    at: usize,
) -> Option<(usize, SpellingEvidence)> {
    let word = fold(view.word(at));
    let is_syllable = |word: &str| {
        word.len() <= 6
            && (family.is_korean() && min_korean_syllables(word) == 1
                || family.is_chinese() && (min_mandarin_syllables(word) == 1 || word == "ing"))
    };
    // "Geun-hye", "Ing-wen".
    if is_hyphen(view.word(at + 1)) && !view.is_spaced(at + 1) {
        let second = fold(view.word(at + 2));
        return (!view.is_spaced(at + 2) && is_syllable(&word) && is_syllable(&second))
            .then_some((at + 3, SpellingEvidence::Hyphen));
    }
    // "Jong Un".
    if continues_on_line(view, at, at + 1) {
        let second = fold(view.word(at + 1));
        let are_syllables = family.is_korean()
            && min_korean_syllables(&word) == 1
            && min_korean_syllables(&second) == 1;
        return are_syllables.then_some((at + 2, SpellingEvidence::Strong));
    }
    let is_lowercase = tagger::word_info(view.word(at)).is_mostly_lowercase;
    let evidence = match (family.is_chinese(), min_mandarin_syllables(&word)) {
        (true, 2) if word.len() >= 4 && !is_lowercase => SpellingEvidence::Strong,
        (true, 1 | 2) => SpellingEvidence::Weak,
        _ if family.is_korean() && min_korean_syllables(&word) == 2 && word.len() >= 4 => {
            SpellingEvidence::Weak
        }
        _ => return None,
    };
    Some((at + 1, evidence))
}

/// Whether the token at `next` is a capitalised word on the same line as the one at `at`.
fn continues_on_line(view: &TokenView<'_>, at: usize, next: usize) -> bool {
    let (Some(token), Some(other)) = (view.tokens.get(at), view.tokens.get(next)) else {
        return false;
    };
    other.shape == TokenShape::Title
        && other.has_space_before
        && token.block == other.block
        && !view.breaks_line(next)
}

/// Whether `at` is in a headline. A sentence that ends with a full stop is not one: a short sentence about two people has
/// as many capitals.
fn is_headline(view: &TokenView<'_>, at: usize) -> bool {
    let sentence = view
        .sentences
        .partition_point(|sentence| sentence.end <= at);
    let last = view
        .sentences
        .get(sentence)
        .map_or(at, |sentence| sentence.end.saturating_sub(1));
    view.is_headline(at) && view.word(last) != "."
}

/// Whether the tagger considers one of the words a possible person.
fn is_tagged_person(view: &TokenView<'_>, at: usize, end: usize) -> bool {
    let mut tags = view.tags.iter().take(end).skip(at);
    tags.any(|tag| tag.class == NameClass::Person || tag.person_confidence >= MIN_PERSON_WEAK)
}

/// Whether there is evidence against a person: a tag, a capitalised word before the name, or an organisation suffix in it.
fn is_other_name(view: &TokenView<'_>, at: usize, end: usize) -> bool {
    let tags = view.tags.iter().take(end).skip(at);
    let mut other_names = tags.filter(|tag| {
        let is_other = matches!(
            tag.class,
            NameClass::Location | NameClass::Group | NameClass::Organisation
        );
        is_other && tag.person_confidence < MIN_PERSON_OTHER_NAME
    });
    let before = at.checked_sub(1).map_or("", |before| view.word(before));
    let folded = fold(before);
    let follows_name = before.chars().next().is_some_and(char::is_uppercase)
        && lists().title(&folded).is_none()
        && !lists().is_role(&folded)
        && !view.begins_sentence(at);
    let has_organisation_word =
        (at + 1..end).any(|index| lists().is_organisation_suffix(&fold(view.word(index))));
    other_names.next().is_some() || follows_name || has_organisation_word
}

#[cfg(test)]
mod tests {
    use super::super::super::{sentences, tokens};
    use super::*;

    /// The names of this kind in `text`, separated by bars.
    fn found(text: &str) -> String {
        let mut all = Vec::new();
        tokens::tokenize_range(text, 0..text.len(), 0, &mut all);
        let sentences = sentences::split(text, &all);
        let tags = tagger::tag(text, &all, &sentences);
        let view = TokenView {
            text,
            tokens: &all,
            sentences: &sentences,
            tags: &tags,
        };
        let name = |at: usize| {
            let end = name_end(&view, at)?;
            text.get(all[at].start as usize..all[end - 1].end as usize)
        };
        let names: Vec<&str> = (0..all.len()).filter_map(name).collect();
        names.join("|")
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

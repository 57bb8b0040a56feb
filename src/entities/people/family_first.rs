//! Names in which the family stands first: "Xi Jinping", "Park Geun-hye", "Kim Jong Un".
//!
//! Owns how such a name is told from other capitals: a family name of China or Korea, and behind it a given name made of the
//! syllables of that language. What can be read otherwise needs the tagger's word, too. Never in a headline.

use super::super::tagger::{self, Class};
use super::super::tokens::Shape;
use super::fold::fold;
use super::lists::{Family, lists};
use super::name::is_hyphen;
use super::reader::Reader;
use super::sound::{korean, mandarin};

/// How likely the tagger must think that a word is a person's, where the syllables alone prove little.
const HINT: u8 = 8;

/// And where it read another name: below this it is sure of that.
const DOUBT: u8 = 6;

/// One past the name of this kind that begins at `at`.
pub(super) fn end(reader: &Reader<'_>, at: usize) -> Option<usize> {
    // The cheap questions first: this is asked of every word.
    if reader.tokens.get(at)?.shape != Shape::Title || !goes_on(reader, at, at + 1) {
        return None;
    }
    let family = lists().family_first(&fold(reader.word(at)))?;
    if is_headline(reader, at) {
        return None;
    }
    let (end, proof) = given_end(reader, family, at + 1)?;
    if proof == Proof::Weak && !is_hinted(reader, at, end) {
        return None;
    }
    // "He Zone": a family name that is a word, too, proves little where it begins a sentence.
    let word = tagger::known(reader.word(at)).small && reader.begins_sentence(at);
    if word && proof != Proof::Hyphen {
        return None;
    }
    // What goes on with capitals is something else: a firm, a street, a title.
    let alone = !goes_on(reader, end - 1, end) && !is_hyphen(reader.word(end));
    (alone && (proof == Proof::Hyphen || !is_other(reader, at, end))).then_some(end)
}

/// How much a given name proves by its spelling.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// "Geun-hye": nothing else is written so.
    Hyphen,
    /// "Jinping", "Jong Un": hardly anything else is.
    Strong,
    /// "Yi", "Yuna": much is.
    Weak,
}

/// One past the given name at `at`, and what it proves.
fn given_end(reader: &Reader<'_>, family: Family, at: usize) -> Option<(usize, Proof)> {
    let word = fold(reader.word(at));
    let one = |word: &str| {
        word.len() <= 6
            && (family.is_korean() && korean(word) == 1
                || family.is_chinese() && (mandarin(word) == 1 || word == "ing"))
    };
    // "Geun-hye", "Ing-wen".
    if is_hyphen(reader.word(at + 1)) && !reader.spaced(at + 1) {
        let second = fold(reader.word(at + 2));
        return (!reader.spaced(at + 2) && one(&word) && one(&second))
            .then_some((at + 3, Proof::Hyphen));
    }
    // "Jong Un".
    if goes_on(reader, at, at + 1) {
        let second = fold(reader.word(at + 1));
        let both = family.is_korean() && korean(&word) == 1 && korean(&second) == 1;
        return both.then_some((at + 2, Proof::Strong));
    }
    let small = tagger::known(reader.word(at)).small;
    let proof = match (family.is_chinese(), mandarin(&word)) {
        (true, 2) if word.len() >= 4 && !small => Proof::Strong,
        (true, 1 | 2) => Proof::Weak,
        _ if family.is_korean() && korean(&word) == 2 && word.len() >= 4 => Proof::Weak,
        _ => return None,
    };
    Some((at + 1, proof))
}

/// Whether the token at `next` is a capital of the same line as the one at `at`.
fn goes_on(reader: &Reader<'_>, at: usize, next: usize) -> bool {
    let (Some(one), Some(other)) = (reader.tokens.get(at), reader.tokens.get(next)) else {
        return false;
    };
    other.shape == Shape::Title
        && other.spaced
        && one.block == other.block
        && !reader.breaks_line(next)
}

/// A headline, unless it is a sentence with its full stop: a short one about two people has as many capitals.
fn is_headline(reader: &Reader<'_>, at: usize) -> bool {
    let sentence = reader
        .sentences
        .partition_point(|sentence| sentence.end <= at);
    let last = reader
        .sentences
        .get(sentence)
        .map_or(at, |sentence| sentence.end.saturating_sub(1));
    reader.is_headline(at) && reader.word(last) != "."
}

/// Whether the tagger thought of a person at any of the words.
fn is_hinted(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let mut tags = reader.tags.iter().take(end).skip(at);
    tags.any(|tag| tag.class == Class::Person || tag.person >= HINT)
}

/// Whether something says that it is no person: the tagger's word, or a word that is common in small letters.
fn is_other(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let named = reader.tags.iter().take(end).skip(at);
    let mut others = named.filter(|tag| {
        let named = matches!(
            tag.class,
            Class::Location | Class::Group | Class::Organisation
        );
        named && tag.person < DOUBT
    });
    let before = at.checked_sub(1).map_or("", |before| reader.word(before));
    let folded = fold(before);
    let behind_name = before.chars().next().is_some_and(char::is_uppercase)
        && lists().title(&folded).is_none()
        && !lists().role(&folded)
        && !reader.begins_sentence(at);
    let whole = (at + 1..end).any(|index| lists().whole(&fold(reader.word(index))));
    others.next().is_some() || behind_name || whole
}

#[cfg(test)]
mod tests {
    use super::super::super::{sentences, tokens};
    use super::*;

    /// The names of this kind in `text`, parted by bars.
    fn found(text: &str) -> String {
        let mut all = Vec::new();
        tokens::scan(text, 0..text.len(), 0, &mut all);
        let sentences = sentences::split(text, &all);
        let tags = tagger::tag(text, &all, &sentences);
        let reader = Reader {
            text,
            tokens: &all,
            sentences: &sentences,
            tags: &tags,
        };
        let name = |at: usize| {
            let end = end(&reader, at)?;
            text.get(all[at].start as usize..all[end - 1].end as usize)
        };
        let names: Vec<&str> = (0..all.len()).filter_map(name).collect();
        names.join("|")
    }

    /// Protects: a family name and syllables of its language make a person, also in a short sentence full of capitals.
    #[test]
    fn family_names_stand_first() {
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

    /// Protects: capitals of other kinds that can be read as syllables are no people.
    #[test]
    fn other_capitals_are_left_alone() {
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

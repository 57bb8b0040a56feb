//! Words with a capital that stand before a name and are not part of it: "Dear Hakim", "In Moscow Grigory Landsberg", "Farmer
//! Gunapala Herath".

use super::super::lists::lists;
use crate::entities::tagger::NameClass;
use crate::entities::token_view::TokenView;
use crate::entities::tokens::{TokenId, TokenShape};
use crate::entities::word_list::WordList;

/// Words of greeting, of pointing and of asking. None of them begins a name.
const OTHER_WORDS: WordList = WordList::new(
    "Dear Dearest Hello Hi Hey Thanks Thank Goodbye Welcome Without Within Let Ask Meet Watch Call Tell Why How Where Whose My \
     Your Our His Her Their These Those Not Only Unlike Both Nor",
);

/// The tagger's least confidence that a word before a name is a place or a group.
const MIN_CONFIDENCE: u8 = 70;

/// Titles of rulers and their families, who are called by their given names.
const ROYAL_TITLES: WordList = WordList::new(
    "King Queen Prince Princess Emperor Empress Tsar Tsarina Sultan Emir Pope Archduke Archduchess Infanta",
);

/// Whether the capitalised word at `at` is not part of the name that follows it directly.
pub(in crate::entities::people) fn is_before_name(view: &TokenView<'_>, at: TokenId) -> bool {
    let next = at + 1;
    let is_followed = view.is_spaced_title_word(next, at) && !view.breaks_line(next);
    is_followed
        && (OTHER_WORDS.contains(view.word(at))
            || is_place_or_group(view, at)
            || is_occupation(view, at)
            || is_royal_title(view, at))
}

/// Whether the tagger took the word at `at` for a place or a group, and a given name follows.
fn is_place_or_group(view: &TokenView<'_>, at: TokenId) -> bool {
    let tag = view.tag(at);
    matches!(tag.class, NameClass::Location | NameClass::Group)
        && tag.confidence >= MIN_CONFIDENCE
        && view.class(at + 1) != tag.class
        && !lists().is_given_name(&view.folded(at))
        && (view.word_info(at + 1).given_rank >= 2 || view.class(at + 1) == NameClass::Person)
}

/// Whether the word at `at` begins a sentence, is a noun for what people do, and belongs to no name.
fn is_occupation(view: &TokenView<'_>, at: TokenId) -> bool {
    let folded = view.folded(at);
    let is_name = view.class(at) == NameClass::Person && view.word_info(at).given_rank > 0;
    view.begins_sentence(at)
        && !is_name
        && matches!(view.class(at), NameClass::Outside | NameClass::Person)
        && (lists().is_role(&folded) || ends_like_occupation(&folded))
}

/// Whether only words for what people do end like `word`: "hydrologist", "paediatrician".
fn ends_like_occupation(word: &str) -> bool {
    let endings = ["ologist", "ographer", "ician", "icist", "onomist"];
    word.len() > 8 && endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether the word at `at` is the title of a ruler, before a given name: "Queen Margherita".
fn is_royal_title(view: &TokenView<'_>, at: TokenId) -> bool {
    let next = view.word_info(at + 1);
    ROYAL_TITLES.contains(view.word(at))
        && next.given_rank >= 1
        && view.shape(at) == TokenShape::Title
        && !view.is_spaced_title_word(at + 2, at)
}

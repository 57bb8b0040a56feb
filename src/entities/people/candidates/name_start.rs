//! Words with a capital that stand before a name and are not part of it: "Dear Hakim", "In Moscow Grigory Landsberg".

use super::super::lists::lists;
use crate::entities::tagger::NameClass;
use crate::entities::token_view::TokenView;
use crate::entities::tokens::{TokenId, TokenRange};
use crate::entities::word_list::WordList;

/// Words of greeting, of pointing and of asking. None of them begins a name.
const OTHER_WORDS: WordList = WordList::new(
    "Dear Dearest Hello Hi Hey Thanks Thank Goodbye Welcome Without Within Let Ask Meet Watch Call Tell Why How Where Whose My \
     Your Our His Her Their These Those Not Only Unlike Both Nor",
);

/// The tagger's least confidence that a word before a name is a place or a group.
const MIN_CONFIDENCE: u8 = 70;

/// Whether the capitalised word at `at` is not part of the name that follows it directly.
pub(in crate::entities::people) fn is_before_name(view: &TokenView<'_>, at: TokenId) -> bool {
    let next = at + 1;
    let is_followed = view.is_spaced_title_word(next, at) && !view.breaks_line(next);
    is_followed && (OTHER_WORDS.contains(view.word(at)) || is_place_or_group(view, at))
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

/// Given names that are shortened with a full stop.
const SHORTENED: WordList = WordList::new(
    "Ma. Wm. Jno. Thos. Chas. Geo. Jas. Jos. Robt. Saml. Benj. Edw. Richd. Awg. Md. Mohd.",
);

/// `span` with the shortened given names before it: "Ma. Corazon Villarubia".
pub(super) fn add_shortened(view: &TokenView<'_>, mut span: TokenRange) -> TokenRange {
    while let Some(before) = span.start.checked_sub(1)
        && SHORTENED.contains(view.word(before))
        && view.block(before) == view.block(span.start)
        && view.is_spaced(span.start)
    {
        span.start = before;
    }
    span
}

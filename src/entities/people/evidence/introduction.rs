//! How the text introduces or addresses whoever bears the name.

use super::super::super::countries::is_code_in_brackets;
use super::super::super::token_view::TokenView;
use super::super::super::tokens::TokenId;
use super::super::super::word_list::WordList;
use super::super::alias_phrase::is_alias;
use super::Row;

pub(super) const RULES: &[Row] = &[
    (
        "addressed",
        "it is greeted or thanked",
        |candidate, context| {
            let view = context.view;
            let Some(before) = candidate.tokens.start.checked_sub(1) else {
                return false;
            };
            let is_in_block = |at| view.block(at) == view.block(candidate.tokens.start);
            let follows_comma = || {
                view.word(before) == ","
                    && before.checked_sub(1).is_some_and(|greeting| {
                        is_in_block(greeting) && is_spoken_greeting(view, greeting)
                    })
            };
            is_in_block(before) && (GREETINGS.contains(view.word(before)) || follows_comma())
        },
    ),
    (
        "other-name",
        "the text says that somebody is called so",
        |candidate, context| is_alias(context.view, candidate.tokens),
    ),
    (
        "country-code-after",
        "the code of a country follows in brackets",
        |candidate, context| is_code_in_brackets(context.view, candidate.tokens.end + 1),
    ),
];

/// Words that a letter or a greeting begins with, directly before the name.
const GREETINGS: WordList = WordList::new("Dear Dearest dear Hello Hi Hey Goodbye");

/// What is said to somebody before the name, with a comma between: "Hello, Anna".
const SPOKEN_GREETINGS: WordList = WordList::new(
    "goodnight Hello hello Hi hi Hey hey Thanks thanks Goodbye goodbye Bye bye Sorry sorry Cheers Congratulations Welcome",
);

/// Whether what is said to somebody ends at `at`: "Good morning, Anna", and not "On Sunday morning, Valencia".
fn is_spoken_greeting(view: &TokenView<'_>, at: TokenId) -> bool {
    let word = view.word(at);
    let before = || at.checked_sub(1).map_or("", |before| view.word(before));
    match word {
        "morning" | "afternoon" | "evening" | "night" => matches!(before(), "Good" | "good"),
        "you" => matches!(before(), "Thank" | "thank"),
        _ => SPOKEN_GREETINGS.contains(word),
    }
}

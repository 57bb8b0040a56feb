//! What the nouns, the pronouns and the other names around the name say.

use super::super::super::tagger::NameClass;
use super::super::super::tokens::{TokenId, TokenShape};
use super::super::super::word_list::WordList;
use super::super::candidate::Candidate;
use super::super::lists::lists;
use super::super::person_name::is_hyphen;
use super::{Context, Row};

pub(super) const RULES: &[Row] = &[
    (
        "relation-before",
        "it is somebody\u{2019}s relation or colleague",
        |candidate, context| {
            let Some(noun) = noun_before(candidate, context) else {
                return false;
            };
            let view = context.view;
            let is_relation =
                view.word(noun) == "law" || lists().is_title_or_role(&view.folded(noun));
            is_relation && is_owned(context, noun)
        },
    ),
    (
        "of-person-before",
        "it is said of people",
        |candidate, context| is_after_noun_of(candidate, context),
    ),
    (
        "person-in-brackets-after",
        "a person\u{2019}s name in brackets follows",
        |candidate, context| {
            let view = context.view;
            let (open, name) = (candidate.tokens.end, candidate.tokens.end + 1);
            let mut last = name;
            while view.class(last) == NameClass::Person && last < name + 4 {
                last += 1;
            }
            view.word(open) == "(" && last > name && view.word(last) == ")"
        },
    ),
    (
        "person-noun-ending",
        "a noun for what people do stands before it",
        |candidate, context| {
            let view = context.view;
            let before = candidate.tokens.start.checked_sub(1);
            before.is_some_and(|before| {
                view.is_spaced(candidate.tokens.start)
                    && view.shape(before) == TokenShape::Lower
                    && ends_like_person(view.word(before))
            })
        },
    ),
    (
        "thing-noun-before",
        "a noun for a thing stands before it",
        |candidate, context| {
            noun_before(candidate, context).is_some_and(|noun| {
                let word = context.view.folded(noun);
                lists().is_thing_noun(&word) && !lists().is_title_or_role(&word)
            })
        },
    ),
    (
        "by-or-with-before",
        "\u{201c}by\u{201d} or \u{201c}with\u{201d} stands before it",
        |candidate, context| is_after(candidate, context, &["by", "with"]),
    ),
    ("acts", "it does something", |candidate, context| {
        acts(context, candidate.tokens.end)
    }),
    (
        "he-or-she-after",
        "\u{201c}he\u{201d} or \u{201c}she\u{201d} follows",
        |candidate, context| first_pronoun(candidate, context) == Some(Pronoun::Person),
    ),
    (
        "it-after",
        "\u{201c}it\u{201d} follows",
        |candidate, context| first_pronoun(candidate, context) == Some(Pronoun::Thing),
    ),
    (
        "in-list-of-people",
        "it stands in a list of people",
        |candidate, context| is_in_list_of_people(candidate, context),
    ),
];

/// Whether one of `words` stands before the candidate.
fn is_after(candidate: &Candidate, context: &Context<'_>, words: &[&str]) -> bool {
    let before = candidate.tokens.start.checked_sub(1);
    before.is_some_and(|before| {
        context.view.is_spaced(candidate.tokens.start) && words.contains(&context.view.word(before))
    })
}

/// Whether the word at `at` is a verb for what people do.
fn acts(context: &Context<'_>, at: TokenId) -> bool {
    const VERBS: WordList = WordList::new(
        "came comes saw sees went goes took takes gave gives left leaves paid pays met meets sat sits stood stands \
         spoke speaks sang sings ran runs won wins lost loses beat beats brought brings bought buys sold sells sent \
         sends held holds kept keeps felt feels heard hears read reads drew draws drove drives flew flies fell falls \
         taught teaches caught catches fought fights sought seeks led leads built builds made makes put puts cut cuts \
         let lets began begins became becomes rose rises shook shakes threw throws wore wears woke slept sleeps ate \
         eats drank drinks died dies lives loves likes hopes waits works plays walks talks calls looks turns opens \
         listens smiles laughs nods cries dances cooks hates needs tries helps moves dreams",
    );
    const ADVERBS: WordList = WordList::new(
        "never also then always still just often soon later once only now again even finally simply already",
    );
    let view = context.view;
    let at = at + usize::from(ADVERBS.contains(view.word(at)));
    let word = view.word(at);
    view.is_spaced(at)
        && view.shape(at) == TokenShape::Lower
        && (VERBS.contains(word) || word.len() > 4 && word.ends_with("ed"))
}

/// Whether "of" stands before the candidate, and before it a noun that is said of people: "a friend of", "the death of"; or
/// whether it is given as a name: "my name is".
fn is_after_noun_of(candidate: &Candidate, context: &Context<'_>) -> bool {
    const NOUNS: WordList = WordList::new(
        "friend friends son sons daughter daughters wife husband widow widower mother father parents brother sister cousin \
         nephew niece uncle aunt grandson granddaughter partner boyfriend girlfriend student pupil disciple fan admirer \
         biographer ally allies lawyer lawyers supporters relatives murder killing assassination arrest death birth burial \
         funeral trial conviction acquittal kidnapping abduction detention extradition disappearance imprisonment \
         appointment resignation marriage wedding memory portrait biography portraits photograph nomination dismissal \
         ousting sacking election likes testimony writings songs paintings poems novels",
    );
    let view = context.view;
    let of = candidate.tokens.start.checked_sub(1);
    of.is_some_and(|of| {
        let noun = of.checked_sub(1).map_or("", |noun| view.word(noun));
        view.word(of) == "of" && NOUNS.contains(noun)
            || noun == "name" && matches!(view.word(of), "is" | "was")
    })
}

/// The common noun before a candidate, perhaps with a comma between: "her father, Apenisa".
fn noun_before(candidate: &Candidate, context: &Context<'_>) -> Option<TokenId> {
    let view = context.view;
    let start = candidate.tokens.start;
    let mut noun = start.checked_sub(1).filter(|_| view.is_spaced(start))?;
    if view.word(noun) == "," {
        noun = noun.checked_sub(1)?;
    }
    let is_near = view.block(noun) == view.block(start);
    (is_near && view.shape(noun) == TokenShape::Lower).then_some(noun)
}

/// Whether the noun belongs to somebody: "her father", "Nadeem's mother", "my brother-in-law", with up to two words between.
fn is_owned(context: &Context<'_>, noun: TokenId) -> bool {
    let view = context.view;
    let before = noun.saturating_sub(6).until(noun).into_iter().rev();
    let mut words = before.take_while(|&at| {
        is_hyphen(view.word(at))
            || view.shape(at) == TokenShape::Lower
            || is_possessive(&view.word(at).to_lowercase())
    });
    words.any(|at| is_possessive(&view.word(at).to_lowercase()))
}

fn is_possessive(word: &str) -> bool {
    matches!(
        word,
        "my" | "your" | "his" | "her" | "our" | "their" | "whose" | "'s" | "\u{2019}s"
    )
}

/// Whether only nouns for people end like this lower-case word, with few exceptions.
fn ends_like_person(word: &str) -> bool {
    const OTHERS: WordList = WordList::new(
        "after under over other another whether rather either neither never ever former latter later earlier \
         however together number order center quarter corner river water winter summer matter letter paper order \
         better longer higher lower greater smaller larger older younger per offer answer power error floor \
         minor major senior junior prior superior interior exterior color honor favor labor motor sector factor \
         list exist consist assist resist insist exist mist dust gist just must most almost first last least \
         human german woman roman common christian",
    );
    let endings = [
        "er", "or", "ist", "ian", "man", "woman", "person", "eer", "ant", "ess",
    ];
    word.len() > 4 && !OTHERS.contains(word) && endings.iter().any(|ending| word.ends_with(ending))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    Person,
    Thing,
}

/// How many tokens after a name a pronoun is looked for.
const PRONOUN_TOKENS: usize = 16;

/// The first pronoun after a candidate, unless another name comes first.
fn first_pronoun(candidate: &Candidate, context: &Context<'_>) -> Option<Pronoun> {
    const OF_PEOPLE: WordList =
        WordList::new("he she his her him himself herself He She His Her who");
    const OF_THINGS: WordList = WordList::new("it its It Its itself which");
    let view = context.view;
    let end = candidate.tokens.end;
    for at in end.until(end + PRONOUN_TOKENS) {
        if view.block(at) != view.block(candidate.tokens.start) {
            return None;
        }
        let word = view.word(at);
        if OF_PEOPLE.contains(word) {
            return Some(Pronoun::Person);
        }
        // At the end of a sentence it is what somebody does something to.
        let is_object = || word == "it" && matches!(view.word(at + 1), "." | "," | ";");
        if OF_THINGS.contains(word) && !is_object() {
            return Some(Pronoun::Thing);
        }
        if view.is_capitalised(at) && view.class(at) != NameClass::Outside {
            return None;
        }
    }
    None
}

/// How far a list is followed to either side, in tokens.
const LIST_TOKENS: usize = 24;

/// Whether at least two other names of the list around the candidate are people's, and most are.
fn is_in_list_of_people(candidate: &Candidate, context: &Context<'_>) -> bool {
    let view = context.view;
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let is_of_list = |at: TokenId| {
        view.block(at) == view.block(start)
            && (view.is_capitalised(at)
                || matches!(view.word(at), "," | "and" | ";" | "&" | "(" | ")" | "-"))
    };
    let after = end
        .until(end + LIST_TOKENS)
        .into_iter()
        .take_while(|&at| is_of_list(at));
    let before = start
        .saturating_sub(LIST_TOKENS)
        .until(start)
        .into_iter()
        .rev();
    let before = before.take_while(|&at| is_of_list(at));
    let (mut people, mut others) = (0, 0);
    for at in after.chain(before).filter(|&at| view.tag(at).begins_name) {
        match view.class(at) {
            NameClass::Person => people += 1,
            _ => others += 1,
        }
    }
    people >= 2 && people > others
}

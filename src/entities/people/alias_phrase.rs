//! The words that say that a name is another one for somebody: "Joko Widodo, known as Jokowi".

use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange};
use super::super::word_list::WordList;
use super::person_name::is_quote;

/// Words that say that the name after them is another one for the same person.
const ALIAS_WORDS: WordList =
    WordList::new("nicknamed dubbed called call calls alias aka a.k.a. born née nee");
/// Those that say so only with "as" between: in "she has known Ada" and "performing Bach" they do not.
const WORDS_WITH_AS: WordList = WordList::new("known performs performed performing");
/// Those that say so only with "by" between: "who also goes by William Lai".
const WORDS_WITH_BY: WordList = WordList::new("goes going");
/// What somebody's name is, before "name": "real name Giovanni Atzeni".
const KINDS_OF_NAME: WordList = WordList::new("real full true birth stage pen given maiden");
/// Who uses another name of somebody: "Mitsuharu Tsumura, Micha to all", "Drew to his friends".
const FAMILIARS: WordList = WordList::new(
    "all everyone everybody most many some friends family fans colleagues teammates neighbours neighbors mother father parents wife \
     husband",
);
/// Whose they are.
const POSSESSIVES: WordList = WordList::new("his her their my our");
/// Those that are also what somebody does: "Biden, who called Trump a clown".
const ACTIVE_WORDS: WordList = WordList::new("called call calls dubbed nicknamed");
/// Words that may stand in such a phrase: "better known simply as".
const FILLERS: WordList = WordList::new("as popularly widely simply better affectionately");
/// Words that may stand between "is" and such a phrase.
const ADVERBS: WordList =
    WordList::new("also often sometimes still never now once usually always then later generally");
/// How many words of such a phrase are looked at.
const MAX_ALIAS_WORDS: usize = 6;
/// How far before an alias the name stands, in tokens.
const MAX_ALIAS_DISTANCE: usize = 14;
/// How far before such a phrase "whom" stands: "whom the Germans call Wolodymyr".
const MAX_WHOM_DISTANCE: usize = 4;

/// Whether the text says that `alias` is another name of whoever has the name that ends at `named`, near before it: "known as
/// Jokowi", "Jokowi, as the president is known". "Biden called Trump a clown" and "Ana has a mule called Bishop" do not.
pub(super) fn is_alias_of(view: &TokenView<'_>, named: TokenId, alias: TokenRange) -> bool {
    is_near(view, named, alias)
        && (is_known_before(view, named, alias.start) || is_known_after(view, alias.end))
}

/// Whether `alias` stands in the same block as the name that ends at `named`, and soon after it.
fn is_near(view: &TokenView<'_>, named: TokenId, alias: TokenRange) -> bool {
    // Two names may overlap.
    named <= alias.start
        && alias.start - named <= MAX_ALIAS_DISTANCE
        && named
            .checked_sub(1)
            .is_some_and(|last| view.block(last) == view.block(alias.start))
}

/// Whether `alias` is another name of a person that the tagger found.
pub(super) fn is_alias(view: &TokenView<'_>, alias: TokenRange) -> bool {
    // Most words have no such phrase beside them, which this tells fast.
    let Some(last) = alias.start.checked_sub(1).map(|last| view.word(last)) else {
        return false;
    };
    let may_be_alias = is_quote(last) || FILLERS.contains(last) || ALIAS_WORDS.contains(last);
    if !may_be_alias && view.word(alias.end + 1) != "as" {
        return false;
    }
    let before = alias.start.saturating_sub(MAX_ALIAS_DISTANCE);
    let mut before = before.until(alias.start).into_iter().rev();
    let named = before.find(|&at| view.class(at) == NameClass::Person);
    named.is_some_and(|at| is_alias_of(view, at + 1, alias))
}

/// Whether ", known as" ends at `end`, or another phrase that speaks of the name before.
fn is_known_before(view: &TokenView<'_>, named: TokenId, end: TokenId) -> bool {
    let mut start = end;
    let (mut has_alias_word, mut may_be_active) = (false, false);
    let (mut has_as, mut has_by) = (false, false);
    while start > named && end - start < MAX_ALIAS_WORDS {
        let word = view.word(start.saturating_sub(1));
        let is_alias_word = if has_by {
            WORDS_WITH_BY.contains(word)
        } else {
            ALIAS_WORDS.contains(word) || has_as && WORDS_WITH_AS.contains(word)
        };
        if is_alias_word {
            has_alias_word = true;
            may_be_active |= ACTIVE_WORDS.contains(word);
        } else if !is_quote(word) && !FILLERS.contains(word) && word != "by" {
            break;
        }
        has_as |= word == "as";
        has_by |= word == "by";
        start -= 1;
    }
    if !has_alias_word {
        return false;
    }
    while start > named && ADVERBS.contains(view.word(start.saturating_sub(1))) {
        start -= 1;
    }
    let mut whom = start
        .saturating_sub(MAX_WHOM_DISTANCE)
        .until(start)
        .into_iter();
    let mut is_whom = || whom.any(|at| at >= named && view.word(at) == "whom");
    match start.checked_sub(1).map(|before| view.word(before)) {
        // "Joko Widodo known as Jokowi", but "Biden called Trump a clown".
        // Nor does "Velt goes by Munk" say so.
        _ if start == named => !may_be_active && !has_by,
        Some("(") => true,
        Some("who") => !may_be_active,
        // In "Ada, who ran a shop, known as Zelvora" it is the shop.
        Some("," | "–" | "—") => start == named + 1,
        Some("is" | "was" | "were" | "are") => {
            start == named + 1 || matches!(view.word(start.saturating_sub(2)), "," | "who")
        }
        _ => is_whom(),
    }
}

/// Whether `alias` stands directly beside the name that ends at `named`, as another name does: `Merritt Edson, "Red Mike", won`, "Suga,
/// or Min Yoongi,", "Tittia, real name Giovanni Atzeni", "Tsumura, Micha to all". It must not be somebody else's name elsewhere.
pub(super) fn is_named_beside(view: &TokenView<'_>, named: TokenId, alias: TokenRange) -> bool {
    if !is_near(view, named, alias) {
        return false;
    }
    let between = named.until(alias.start).into_iter();
    let between: Vec<&str> = between.map(|at| view.word(at)).collect();
    let next = view.word(alias.end);
    match between.as_slice() {
        ["," | "–" | "—", quote] if is_quote(quote) => {
            is_quote(next) && matches!(view.word(alias.end + 1), "," | "–" | "—" | "to")
        }
        // "Ada Velt, or Ivo Munk," are two people.
        ["," | "(", "or"] => {
            let before = named.checked_sub(2);
            let is_one_word = before.is_none_or(|before| !view.is_capitalised(before));
            is_one_word && matches!(next, "," | ")")
        }
        [","] if next == "to" => {
            let to = alias.end + 1;
            let is_possessive = POSSESSIVES.contains(view.word(to));
            let familiar = to + usize::from(is_possessive);
            FAMILIARS.contains(view.word(familiar))
                && matches!(view.word(familiar + 1), "," | "." | ";" | ")" | "–" | "—")
        }
        ["," | "(" | "-" | "–" | "—", kind, "name"]
        | ["," | "(" | "-" | "–" | "—", kind, "name", "is" | ":"]
        | [",", "whose", kind, "name", "is" | "was"] => KINDS_OF_NAME.contains(kind),
        _ => false,
    }
}

/// Whether ", as the president is known" or ", as her friends call her" follows at `end`. In "Biden, as he had called the deal a
/// mistake" there is no such thing.
fn is_known_after(view: &TokenView<'_>, end: TokenId) -> bool {
    if view.word(end) != "," || view.word(end + 1) != "as" {
        return false;
    }
    let words = (end + 2).until(end + 2 + MAX_ALIAS_WORDS).into_iter();
    let mut words = words.take_while(|&at| !matches!(view.word(at), "." | ";" | ","));
    words.any(|at| {
        let mut is_before = at.saturating_sub(1);
        while FILLERS.contains(view.word(is_before)) || ADVERBS.contains(view.word(is_before)) {
            is_before = is_before.saturating_sub(1);
        }
        let is_passive = matches!(view.word(at), "known" | "called" | "nicknamed" | "dubbed")
            && matches!(view.word(is_before), "is" | "was" | "are" | "were");
        let is_active = matches!(view.word(at), "call" | "calls" | "called")
            && matches!(view.word(at + 1), "him" | "her" | "them");
        is_passive || is_active
    })
}

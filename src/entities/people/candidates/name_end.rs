//! Where a name ends: forms of address after it are no part of it, a surname after a particle is, and so are the initials of
//! a name that is turned round.

use super::super::super::gazetteer::Kinds;
use super::super::super::tagger::NameClass;
use super::super::super::token_view::TokenView;
use super::super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::super::candidate::{Candidate, Origin};
use super::super::fold::fold;
use super::super::lists::lists;
use super::super::person_name::is_hyphen;
use crate::entities::word_list::WordList;

/// Forms of address that stand after a name, folded: "Nurcan Hanım", "Grandhi sahib".
const HONORIFICS: WordList =
    WordList::new("bey efendi hanim hoca sahib saheb sensei sama usta abla achen");

/// Forms of address that a hyphen joins to a name: "Okuyama-san", "Min-jae-ssi".
const JOINED_HONORIFICS: WordList = WordList::new("sama sensei senpai ssi");

/// The same, which are also the second syllable of given names: "Yui-chan", but not "Park Ho-chan".
const JOINED_HONORIFICS_OR_SYLLABLES: WordList = WordList::new("san nim kun chan ji");

/// Letters that barristers and judges have after their names.
const POST_NOMINALS: WordList = WordList::new("KC QC SC JP AJ CJ DCJ JA LJ");

/// What "the" joins to a name: "Gregory the Great".
const EPITHETS: WordList = WordList::new(
    "Apostle Bald Baptist Barbarian Bold Confessor Conqueror Elder Evangelist Fat Good Great Hermit Impaler Lawgiver Magnificent \
     Navigator Pious Terrible Theologian Venerable Wise Younger",
);

/// What joins two parts of a name and is three tokens: son and daughter of in Malaysia and Singapore, and a Dutch particle.
pub(super) const JOINING_TEXTS: [&str; 10] = [
    "s/o", "d/o", "a/l", "a/p", "S/O", "D/O", "A/L", "A/P", "van 't", "van ’t",
];

/// Lower-case words that end a name: son and daughter of, in Kyrgyz, Turkmen and Uzbek.
const LAST_WORDS: WordList = WordList::new("uulu kyzy ogly oglu qizi gyzy");

/// Particles after which a name goes on with a surname: "Badriya al Farsiyah".
const PARTICLES: WordList = WordList::new("al bin bint binti ibn ould mint ferch van de der");

/// The most tokens that particles and surnames add.
const MAX_ADDED: usize = 6;
/// The most surnames of a name that is turned round: "Quispe Mamani, R.".
const MAX_SURNAMES: usize = 2;
/// The most initials of a name that is turned round.
const MAX_INITIALS: usize = 3;

/// Whether the last word of `name` is a form of address after a name. In that of a well-known person it is a surname.
fn ends_in_honorific(view: &TokenView<'_>, name: TokenRange) -> bool {
    let last = name.last();
    let word = view.word(last);
    let is_given_name = || {
        let first = view.word_info(name.start);
        first.given_rank > 0 || lists().is_given_name(&view.folded(name.start))
    };
    let is_honorific = match view.shape(last) {
        TokenShape::Title => HONORIFICS.contains(&fold(word)),
        // "Farthing J" is a judge, "Stefan J" a person with only the first letter of the surname.
        TokenShape::Upper => POST_NOMINALS.contains(word) || word == "J" && !is_given_name(),
        _ => false,
    };
    name.len() > 1
        && is_honorific
        && view.has_space_before(last)
        && !Candidate::new(view, name, Origin::Tagged)
            .kinds
            .has(Kinds::PERSON)
}

/// `name` without the form of address that a hyphen joins to it.
fn without_joined_honorific(view: &TokenView<'_>, mut name: TokenRange) -> TokenRange {
    if name.len() < 3 {
        return name;
    }
    let (hyphen, last) = (name.end.saturating_sub(2), name.last());
    let is_syllable = || {
        let mut vowels = view
            .folded(hyphen.saturating_sub(1))
            .into_owned()
            .into_bytes();
        let is_vowel = |letter: &u8| b"aeiouy".contains(letter);
        vowels.dedup_by_key(|letter| is_vowel(letter));
        vowels.iter().filter(|letter| is_vowel(letter)).count() < 2
    };
    let word = view.word(last);
    let is_honorific = JOINED_HONORIFICS.contains(word)
        || JOINED_HONORIFICS_OR_SYLLABLES.contains(word) && !is_syllable();
    if is_honorific && is_hyphen(view.word(hyphen)) {
        name.end = hyphen;
    }
    name
}

/// Whether `word` may end a name though it has no capital.
pub(super) fn is_last_word(word: &str) -> bool {
    LAST_WORDS.contains(word)
}

/// Removes a form of address from the end of `span`, or adds what belongs to the name: "uulu", a surname after a particle, the
/// initials of a name that is turned round.
pub(super) fn adjust_end(view: &TokenView<'_>, span: TokenRange) -> TokenRange {
    let mut span = without_joined_honorific(view, span);
    if ends_in_honorific(view, span) {
        span.end -= 1;
        return span;
    }
    let is_near = |at: TokenId| {
        view.block(at) == view.block(span.start) && view.is_spaced(at) && !view.breaks_line(at)
    };
    let limit = span.end + MAX_ADDED;
    let is_surname = |at: TokenId| {
        view.shape(at) == TokenShape::Title
            && is_near(at)
            && matches!(view.class(at), NameClass::Outside | NameClass::Person)
    };
    while span.end < limit && is_near(span.end) {
        let (at, next) = (span.end, span.end + 1);
        let is_epithet = || span.len() == 1 && EPITHETS.contains(view.word(next)) && is_near(next);
        if is_last_word(view.word(at)) {
            span.end = next;
        } else if PARTICLES.contains(view.word(at)) && is_surname(next)
            || view.word(at) == "the" && is_epithet()
        {
            span.end = next + 1;
        } else if JOINING_TEXTS.contains(&view.text_of(at.until(at + 3))) && is_surname(at + 3) {
            span.end = at + 4;
        } else {
            break;
        }
    }
    turned_round(view, span).unwrap_or(span)
}

/// The surname in `span` with what follows a comma: initials, as in a list of authors ("de Souza e Mello, J. B. et al."), or, at
/// the start of a line, given names.
fn turned_round(view: &TokenView<'_>, span: TokenRange) -> Option<TokenRange> {
    let capitals = span.into_iter().filter(|&at| view.is_capitalised(at));
    if capitals.count() > MAX_SURNAMES
        || view.word(span.end) != ","
        || view.has_space_before(span.end)
    {
        return None;
    }
    let is_in_block = |at: TokenId| view.block(at) == view.block(span.start);
    let is_initial = |at: TokenId| {
        let word = view.word(at);
        is_in_block(at)
            && word.ends_with('.')
            && word.chars().filter(|letter| letter.is_alphabetic()).count() <= MAX_INITIALS
            && word
                .chars()
                .all(|letter| letter.is_uppercase() || letter == '.')
    };
    let is_given_name = |at: TokenId| {
        is_in_block(at) && view.is_capitalised(at) && view.class(at) == NameClass::Person
    };
    let first = span.end + 1;
    let words = first.until(first + MAX_INITIALS).into_iter();
    let initials = words.clone().take_while(|&at| is_initial(at)).count();
    let names = words.take_while(|&at| is_given_name(at)).count();
    let ends = |end: TokenId, signs: &[&str]| {
        !is_in_block(end) || view.breaks_line(end) || signs.contains(&view.word(end))
    };
    if initials > 0 && ends(first + initials, &[",", ";", ")", "(", "&", "and", "et"]) {
        Some(span.start.until(first + initials))
    } else if names > 0
        && view.begins_line(span.start)
        && ends(first + names, &[".", "(", ";", "–", "—"])
    {
        Some(span.start.until(first + names))
    } else {
        None
    }
}

//! The name under which a person is listed: the fullest form in the article, written as names usually are.

use super::super::token_view::TokenView;
use super::NameSpan;
use super::lists::lists;
use super::person_name::{MAX_INITIALS, PersonName};
use crate::entities::hashing::HashMap;
use std::cmp::Reverse;

/// One way in which a person is written.
pub(super) struct WrittenForm {
    /// The number of words, of which initials count as one.
    pub words: usize,
    /// The number of mentions.
    pub count: usize,
    /// The place of the first of them among the person's mentions.
    pub first: usize,
}

/// The fullest form of a name. Of equally full ones, one that is not all capitals, then one that is not turned round ("Merkel,
/// Angela"), then the one with more particles and double names ("Deb Van Roekel" and not "Van Roekel"), then the most frequent, then
/// the first.
pub(super) fn fullest_form(forms: HashMap<String, WrittenForm>) -> String {
    let fullest = forms.into_iter().max_by_key(|(text, form)| {
        // Not in capitals, and without ligatures.
        let is_cased = text.chars().any(char::is_lowercase)
            && !text
                .chars()
                .any(|letter| matches!(letter, '\u{fb00}'..='\u{fb06}'));
        let is_turned_round = text.contains(',');
        let parts = text.split([' ', '-']).count();
        (
            form.words,
            is_cased,
            !is_turned_round,
            parts,
            form.count,
            Reverse(form.first),
        )
    });
    fullest.map_or_else(String::new, |(text, form)| {
        let is_in_capitals = form.words > 0
            && text.chars().filter(|letter| letter.is_alphabetic()).count() > MAX_INITIALS
            && !text.chars().any(char::is_lowercase);
        if is_in_capitals {
            title_case_words(&text)
        } else {
            text
        }
    })
}

/// A name in capitals as it is usually written: "ELON MUSK" becomes "Elon Musk", "JEAN-LUC" "Jean-Luc".
fn title_case_words(name: &str) -> String {
    let mut cased = String::with_capacity(name.len());
    let mut begins_word = true;
    for letter in name.chars() {
        if begins_word {
            cased.push(letter);
        } else {
            cased.extend(letter.to_lowercase());
        }
        begins_word = !letter.is_alphanumeric();
    }
    cased
}

/// The surname that a given name shares with the full name after it: "Bill and Melinda Gates". `None` if the person has a
/// surname of their own.
pub(super) fn shared_surname<'a>(
    view: &TokenView<'a>,
    spans: &[&NameSpan],
    names: &[NameSpan],
) -> Option<&'a str> {
    let is_lone = |span: &&NameSpan| PersonName::parse(view, span.tokens).words.len() == 1;
    if !spans.iter().all(is_lone) {
        return None;
    }
    spans.iter().find_map(|span| {
        let joint = span.tokens.end;
        let next = names.partition_point(|name| name.tokens.start <= joint);
        let next = names
            .get(next)
            .filter(|name| name.tokens.start == joint + 1)?;
        let (own, other) = (
            view.folded(span.tokens.start),
            PersonName::parse(view, next.tokens),
        );
        let are_given_names = lists().is_given_name(&own) && lists().is_given_name(other.first());
        let is_shared = matches!(view.word(joint), "and" | "&")
            && other.words.len() == 2
            && are_given_names
            && span.tokens.len() == 1;
        is_shared.then(|| view.word(next.tokens.last()))
    })
}

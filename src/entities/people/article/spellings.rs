//! Other spellings of the surnames in an article: "Rowhani" in one about Hassan Rouhani.

use super::super::super::tagger::WordInfo;
use super::super::fold::{is_close_spelling, phonetic_key};
use crate::entities::hashing::HashMap;

/// The shortest surname, and the shortest other spelling of one, in bytes. Shorter words are too often close by chance.
const MIN_LEN: usize = 6;
/// The most surnames kept under one phonetic key.
const MAX_SAME_SOUND: usize = 8;

/// The surnames of an article, by their sound.
#[derive(Debug, Default)]
pub(in super::super) struct Spellings {
    by_sound: HashMap<String, Vec<String>>,
}

impl Spellings {
    /// Adds a folded surname.
    pub(super) fn add(&mut self, surname: &str) {
        if surname.len() < MIN_LEN {
            return;
        }
        let alike = self.by_sound.entry(phonetic_key(surname)).or_default();
        if alike.len() < MAX_SAME_SOUND && !alike.iter().any(|known| known == surname) {
            alike.push(surname.to_owned());
        }
    }

    /// Whether `folded`, of which the lexicon says `info`, is no common word or name and spelt nearly like one of the surnames.
    pub(in super::super) fn has_close(&self, folded: &str, info: WordInfo) -> bool {
        let is_known = info.given_rank > 1 || info.surname_rank > 1 || info.is_mostly_lowercase;
        if is_known || folded.len() < MIN_LEN {
            return false;
        }
        let alike = self.by_sound.get(&phonetic_key(folded));
        alike.is_some_and(|alike| {
            alike
                .iter()
                .any(|surname| is_close_spelling(surname, folded))
        })
    }
}

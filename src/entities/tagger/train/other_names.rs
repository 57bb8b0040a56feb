//! Copies of articles in which the people have other names, drawn from the lists by locale, so that the tagger learns from what
//! stands around a name and from how it is built, and not only the names that the corpora happen to have.
//!
//! In a copy all people have names of one locale, a word is replaced by the same word everywhere, and a quarter of the words
//! are changed by a letter or two, so that no list has them.

use super::super::NameClass;
use super::corpora::AnnotatedArticle;
use super::files::{AnnotatedName, read_gzip};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

/// The least number of given names and of family names of a locale.
const MIN_NAMES: usize = 60;

/// The names of one locale.
#[derive(Debug, Default)]
struct Locale {
    given: Vec<String>,
    family: Vec<String>,
}

/// The names by locale.
#[derive(Debug)]
pub(super) struct OtherNames {
    locales: Vec<Locale>,
}

impl OtherNames {
    /// Reads the lists in the folder `data`.
    pub(super) fn read(data: &Path) -> io::Result<Self> {
        let mut locales: BTreeMap<String, Locale> = BTreeMap::new();
        for row in read_gzip(&data.join("names/by-locale.tsv.gz"))?.lines() {
            let mut cells = row.split('\t');
            let (Some(name), Some(kind), _, Some(locale)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let is_word = name.chars().count() > 1
                && name.chars().all(char::is_alphabetic)
                && name.starts_with(char::is_uppercase)
                && name.chars().skip(1).all(char::is_lowercase);
            if is_word {
                let locale = locales.entry(locale.to_owned()).or_default();
                let names = if kind == "given" {
                    &mut locale.given
                } else {
                    &mut locale.family
                };
                names.push(name.to_owned());
            }
        }
        let locales = locales.into_values();
        let is_large = |one: &Locale| one.given.len() >= MIN_NAMES && one.family.len() >= MIN_NAMES;
        Ok(Self {
            locales: locales.filter(is_large).collect(),
        })
    }

    /// The text and the names of `article` with other names for its people; `None` if nobody is in it. `seed` decides which.
    pub(super) fn replaced(
        &self,
        article: &AnnotatedArticle,
        seed: u64,
    ) -> Option<(String, Vec<AnnotatedName>)> {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
        let locale = random.choose(&self.locales)?;
        let mut names: Vec<&AnnotatedName> = article.names.iter().collect();
        names.sort_by_key(|name| name.range.start);
        let is_person = |name: &AnnotatedName| name.class == Some(NameClass::Person);
        let mut others: HashMap<String, String> = HashMap::new();
        // Full names first: they tell given names from family names.
        for wants_full in [true, false] {
            for name in names.iter().filter(|name| is_person(name)) {
                let words = name_words(article.text.get(name.range.clone())?);
                if (words.len() > 1) != wants_full {
                    continue;
                }
                for (at, word) in words.iter().enumerate() {
                    if !others.contains_key(*word) {
                        let is_given = if wants_full {
                            at + 1 < words.len()
                        } else {
                            random.next().is_multiple_of(2)
                        };
                        let list = if is_given {
                            &locale.given
                        } else {
                            &locale.family
                        };
                        let other = random.choose(list)?.clone();
                        let other = if random.next().is_multiple_of(4) {
                            changed(&other, &mut random)
                        } else {
                            other
                        };
                        let is_capitals =
                            word.chars().count() > 1 && word.chars().all(char::is_uppercase);
                        let other = if is_capitals {
                            other.to_uppercase()
                        } else {
                            other
                        };
                        others.insert((*word).to_owned(), other);
                    }
                }
            }
        }
        if others.is_empty() {
            return None;
        }
        let mut text = String::new();
        let mut copied = 0;
        let mut replaced = Vec::new();
        for name in names {
            // A name inside another one cannot be moved along.
            if name.range.start < copied {
                continue;
            }
            text.push_str(article.text.get(copied..name.range.start)?);
            let start = text.len();
            let written = article.text.get(name.range.clone())?;
            if is_person(name) {
                text.push_str(&with_words(written, &others));
            } else {
                text.push_str(written);
            }
            copied = name.range.end;
            replaced.push(AnnotatedName {
                range: start..text.len(),
                class: name.class,
            });
        }
        text.push_str(article.text.get(copied..)?);
        Some((text, replaced))
    }
}

/// The words of a name that can be replaced: capitalised, and no initials or suffixes.
fn name_words(name: &str) -> Vec<&str> {
    name.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| is_replaced(word))
        .collect()
}

fn is_replaced(word: &str) -> bool {
    word.chars().count() > 2
        && word.starts_with(char::is_uppercase)
        && !matches!(word, "III" | "VIII" | "The")
}

/// `name` with its words replaced.
fn with_words(name: &str, others: &HashMap<String, String>) -> String {
    let mut written = String::new();
    let mut word = String::new();
    for letter in name.chars().chain(['\0']) {
        if letter.is_alphabetic() {
            word.push(letter);
            continue;
        }
        written.push_str(others.get(&word).unwrap_or(&word));
        word.clear();
        if letter != '\0' {
            written.push(letter);
        }
    }
    written
}

/// `name` with a vowel and a consonant changed.
fn changed(name: &str, random: &mut Random) -> String {
    const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
    const CONSONANTS: [char; 14] = [
        'b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z',
    ];
    let mut letters: Vec<char> = name.chars().collect();
    for of in [&VOWELS[..], &CONSONANTS[..]] {
        let places: Vec<usize> = (1..letters.len())
            .filter(|&at| letters.get(at).is_some_and(|letter| of.contains(letter)))
            .collect();
        if let Some(&at) = random.choose(&places)
            && let Some(&letter) = random.choose(of)
            && let Some(slot) = letters.get_mut(at)
        {
            *slot = letter;
        }
    }
    letters.into_iter().collect()
}

/// A small generator of random numbers (splitmix64), so that training gives the same bytes each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn choose<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let len = of.len().max(1) as u64;
        of.get((self.next() % len) as usize)
    }
}

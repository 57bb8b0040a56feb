//! Entity clustering: assigns every name in a text to a person, from the names and titles alone.
//!
//! Full names come first. Then, in reading order, every lone surname, given name, short form or set of initials is assigned
//! to its antecedent. Two people with the same surname stay two; a name without an antecedent becomes a person of its own.

use super::super::tokens::Token;
use super::NameSpan;
use super::antecedents::{AntecedentIndex, LoneName, NamePart, can_refer};
use super::fold::{is_close_spelling, phonetic_key};
use super::full_names::{self, FullForm};
use super::lists::{Gender, lists};
use super::name_match::{is_alias_word, share_long_form};
use super::person_name::PersonName;
use super::titles;
use std::collections::HashMap;

/// How many tokens ahead the full form of a lone name is looked for if the text so far has an antecedent, but a faded one.
const LOOKAHEAD_WITH_ANTECEDENT: usize = 300;
/// How many tokens ahead if the text so far has none: enough for an article, but not for a whole collection of them.
const LOOKAHEAD: usize = 20_000;
/// An antecedent with less salience than this is assumed to belong to another article.
const MIN_SALIENCE: f64 = 0.02;
/// The most full names considered when looking ahead.
const MAX_MENTIONS_AHEAD: usize = 8;
/// The most surnames kept under one phonetic key.
const MAX_SAME_SOUND: usize = 8;
/// The shortest lone name, in bytes, that may be a misspelling.
const MIN_MISSPELT_LEN: usize = 5;

/// Returns the person of each span, numbered from 0 without gaps. `spans` are in reading order.
pub(super) fn cluster_names(text: &str, tokens: &[Token], spans: &[NameSpan]) -> Vec<usize> {
    let mut clustering = Clustering::new(text, tokens, spans);
    for at in 0..spans.len() {
        clustering.assign(at);
    }
    clustering.persons
}

/// A mention by full name.
#[derive(Debug, Clone, Copy)]
struct FullMention {
    /// The index of its first token.
    at: usize,
    person: usize,
    part: NamePart,
}

/// The state of the clustering of one text.
struct Clustering<'a> {
    text: &'a str,
    tokens: &'a [Token],
    spans: &'a [NameSpan],
    /// The parsed name of each span.
    names: Vec<PersonName>,
    /// The person of each span; `usize::MAX` until it is known.
    persons: Vec<usize>,
    /// The gender of each person.
    genders: Vec<Gender>,
    /// The persons mentioned so far, by the words of their names.
    antecedents: AntecedentIndex,
    /// For each word, the mentions of a full name with that word, in reading order.
    full_mentions: HashMap<String, Vec<FullMention>>,
    /// For each phonetic key, the surnames that have it, with their person.
    by_phonetic_key: HashMap<String, Vec<(String, usize)>>,
}

impl<'a> Clustering<'a> {
    fn new(text: &'a str, tokens: &'a [Token], spans: &'a [NameSpan]) -> Self {
        let parse = |span: &NameSpan| {
            PersonName::parse(text, tokens.get(span.tokens.clone()).unwrap_or_default())
        };
        let names: Vec<PersonName> = spans.iter().map(parse).collect();
        let mut clustering = Self {
            text,
            tokens,
            spans,
            persons: vec![usize::MAX; names.len()],
            names,
            genders: Vec::new(),
            antecedents: AntecedentIndex::default(),
            full_mentions: HashMap::new(),
            by_phonetic_key: HashMap::new(),
        };
        clustering.assign_full_names();
        clustering.index_full_mentions();
        clustering
    }

    /// Assigns every full name to a person.
    fn assign_full_names(&mut self) {
        let mut forms: Vec<FullForm> = Vec::new();
        let mut form_by_key: HashMap<String, usize> = HashMap::new();
        let mut form_of: Vec<Option<usize>> = vec![None; self.names.len()];
        for ((at, name), slot) in self.names.iter().enumerate().zip(&mut form_of) {
            if !name.is_full() {
                continue;
            }
            let form = *form_by_key.entry(name.joined_key()).or_insert_with(|| {
                forms.push(FullForm {
                    name: name.clone(),
                    count: 0,
                    first: at,
                });
                forms.len() - 1
            });
            if let Some(form) = forms.get_mut(form) {
                form.count += 1;
            }
            *slot = Some(form);
        }
        let mut persons = full_names::assign_persons(&forms);
        self.join_aliases(&form_of, &mut persons);
        let count = persons.iter().max().map_or(0, |&last| last + 1);
        self.genders = vec![Gender::Unknown; count];
        for ((at, form), slot) in form_of.iter().enumerate().zip(&mut self.persons) {
            let Some(&person) = form.and_then(|form| persons.get(form)) else {
                continue;
            };
            *slot = person;
            let (Some(name), Some(span)) = (self.names.get(at), self.spans.get(at)) else {
                continue;
            };
            let title_gender =
                titles::title_before(self.text, self.tokens, span.tokens.start).gender;
            if let Some(gender) = self.genders.get_mut(person) {
                let given_name = if name.words.len() > 1 {
                    lists().given_name(name.first())
                } else {
                    None
                };
                *gender = title_gender.or(*gender).or(given_name.unwrap_or_default());
            }
        }
    }

    /// Merges two full names with a word such as "born" between them: "Doris Day (born Doris Mary Ann Kappelhoff)".
    fn join_aliases(&self, form_of: &[Option<usize>], persons: &mut [usize]) {
        for (pair, forms) in self.spans.windows(2).zip(form_of.windows(2)) {
            let ([first, second], [Some(a), Some(b)]) = (pair, forms) else {
                continue;
            };
            let between = self
                .tokens
                .get(first.tokens.end..second.tokens.start)
                .unwrap_or_default();
            let [.., last] = between else { continue };
            let has_stop = between
                .iter()
                .any(|token| matches!(token.text(self.text), "." | ";"));
            if between.len() > 4 || has_stop || !is_alias_word(last.text(self.text)) {
                continue;
            }
            let (Some(&person), Some(&alias)) = (persons.get(*a), persons.get(*b)) else {
                continue;
            };
            for slot in persons.iter_mut().filter(|slot| **slot == alias) {
                *slot = person;
            }
        }
    }

    /// Records the position of every full name under each of its words.
    fn index_full_mentions(&mut self) {
        for at in 0..self.names.len() {
            let (Some(name), Some(&person), Some(span)) =
                (self.names.get(at), self.persons.get(at), self.spans.get(at))
            else {
                continue;
            };
            if person == usize::MAX {
                continue;
            }
            let start = span.tokens.start;
            for (word, part) in lone_forms(name) {
                let mentions = self.full_mentions.entry(word).or_default();
                mentions.push(FullMention {
                    at: start,
                    person,
                    part,
                });
            }
            add_phonetic_key(&mut self.by_phonetic_key, name.last(), person);
        }
    }

    /// Assigns the span with index `at` to a person, and makes the person an antecedent for the text after it.
    fn assign(&mut self, at: usize) {
        let (Some(name), Some(span)) = (self.names.get(at).cloned(), self.spans.get(at)) else {
            return;
        };
        let start = span.tokens.start;
        let known = self
            .persons
            .get(at)
            .copied()
            .filter(|&person| person != usize::MAX);
        if let Some(person) = known {
            for (word, part) in lone_forms(&name) {
                self.antecedents
                    .add_full_mention(&word, person, part, start);
            }
            return;
        }
        let title = titles::title_before(self.text, self.tokens, start);
        let word = if name.words.is_empty() {
            String::new()
        } else {
            name.last().to_owned()
        };
        let lone = LoneName {
            word: &word,
            title: &title,
            at: start,
        };
        let found = self.find_antecedent(&lone, &name);
        let (person, part) = found.unwrap_or_else(|| {
            self.genders.push(title.gender);
            add_phonetic_key(&mut self.by_phonetic_key, &word, self.genders.len() - 1);
            (self.genders.len() - 1, NamePart::Last)
        });
        self.antecedents
            .add_lone_mention(&word, person, part, start);
        if let Some(gender) = self.genders.get_mut(person) {
            *gender = gender.or(title.gender);
        }
        if let Some(slot) = self.persons.get_mut(at) {
            *slot = person;
        }
    }

    /// The person that a lone name refers to and the part of the name that it is; `None` if there is no antecedent.
    fn find_antecedent(&self, lone: &LoneName<'_>, name: &PersonName) -> Option<(usize, NamePart)> {
        let known = self.antecedents.most_salient(lone, &self.genders);
        if let Some((person, part, salience)) = known
            && salience >= MIN_SALIENCE
        {
            return Some((person, part));
        }
        let reach = if known.is_some() {
            LOOKAHEAD_WITH_ANTECEDENT
        } else {
            LOOKAHEAD
        };
        self.find_ahead(lone, reach)
            .or(known.map(|(person, part, _)| (person, part)))
            .or_else(|| self.find_by_initials(lone, name))
            .or_else(|| self.find_by_short_form(lone))
            .or_else(|| self.find_by_sound(lone))
    }

    /// The person that `lone` can refer to by one of the full names in the next `reach` tokens. A surname is preferred to a
    /// given name, and otherwise the nearest full name is chosen.
    fn find_ahead(&self, lone: &LoneName<'_>, reach: usize) -> Option<(usize, NamePart)> {
        let mentions = self.full_mentions.get(lone.word)?;
        let next = mentions.partition_point(|mention| mention.at < lone.at);
        mentions
            .get(next..)
            .unwrap_or_default()
            .iter()
            .take(MAX_MENTIONS_AHEAD)
            .take_while(|mention| mention.at - lone.at <= reach)
            .filter(|mention| {
                let gender = self
                    .genders
                    .get(mention.person)
                    .copied()
                    .unwrap_or_default();
                !gender.contradicts(lone.title.gender) && can_refer(lone, mention.part)
            })
            .min_by_key(|mention| mention.part)
            .map(|mention| (mention.person, mention.part))
    }

    /// The person with the initials `lone`: "MS" for Michael Siegel.
    fn find_by_initials(
        &self,
        lone: &LoneName<'_>,
        name: &PersonName,
    ) -> Option<(usize, NamePart)> {
        if !name.is_initials {
            return None;
        }
        let key = format!("={}", lone.word);
        let initials = LoneName {
            word: &key,
            title: lone.title,
            at: lone.at,
        };
        self.antecedents
            .most_salient(&initials, &self.genders)
            .map(|(person, part, _)| (person, part))
            .or_else(|| self.find_ahead(&initials, LOOKAHEAD))
    }

    /// The person whose given name is a long form of `lone`: William for "Bill".
    fn find_by_short_form(&self, lone: &LoneName<'_>) -> Option<(usize, NamePart)> {
        lists().long_forms(lone.word).iter().find_map(|long| {
            let long_name = LoneName {
                word: long,
                title: lone.title,
                at: lone.at,
            };
            let found = self.antecedents.most_salient(&long_name, &self.genders);
            found
                .filter(|found| found.1 == NamePart::First)
                .map(|(person, ..)| (person, NamePart::ShortForm))
        })
    }

    /// The person whose surname `lone` misspells, if it sounds like that of exactly one person.
    fn find_by_sound(&self, lone: &LoneName<'_>) -> Option<(usize, NamePart)> {
        let is_given_name = lists().given_name(lone.word).is_some() && lone.title.word.is_empty();
        if lone.word.len() < MIN_MISSPELT_LEN || is_given_name {
            return None;
        }
        let mut found = None;
        for (word, person) in self
            .by_phonetic_key
            .get(&phonetic_key(lone.word))?
            .iter()
            .take(MAX_SAME_SOUND)
        {
            let gender = self.genders.get(*person).copied().unwrap_or_default();
            if !is_close_spelling(word, lone.word) || gender.contradicts(lone.title.gender) {
                continue;
            }
            if found.is_some_and(|found| found != *person) {
                return None;
            }
            found = Some(*person);
        }
        found.map(|person| (person, NamePart::Last))
    }
}

/// The words by which a person with this full name can be mentioned alone, each with its part of the name. Initials have a
/// key of their own, which starts with `=`.
fn lone_forms(name: &PersonName) -> Vec<(String, NamePart)> {
    let last = name.words.len().saturating_sub(1);
    let mut parts: Vec<(String, NamePart)> = Vec::with_capacity(name.words.len() + 2);
    for (at, word) in name.words.iter().enumerate() {
        if word.chars().count() > 1 {
            let part = match at {
                _ if at == last => NamePart::Last,
                0 => NamePart::First,
                _ => NamePart::Middle,
            };
            parts.push((word.clone(), part));
        }
    }
    if last > 0 {
        let short = lists()
            .long_forms(name.first())
            .iter()
            .filter(|long| share_long_form(name.first(), long));
        parts.extend(short.map(|long| ((*long).to_owned(), NamePart::ShortForm)));
        parts.extend(
            name.nickname
                .iter()
                .map(|nick| (nick.clone(), NamePart::First)),
        );
        parts.push((format!("={}", name.initials()), NamePart::Last));
    }
    parts
}

/// Records that `word` is the surname of `person`, unless it is too short or its key has too many names already.
fn add_phonetic_key(
    by_phonetic_key: &mut HashMap<String, Vec<(String, usize)>>,
    word: &str,
    person: usize,
) {
    if word.len() >= MIN_MISSPELT_LEN - 1 {
        let surnames = by_phonetic_key.entry(phonetic_key(word)).or_default();
        if surnames.len() < MAX_SAME_SOUND
            && !surnames
                .iter()
                .any(|(other, other_person)| *other_person == person && other == word)
        {
            surnames.push((word.to_owned(), person));
        }
    }
}

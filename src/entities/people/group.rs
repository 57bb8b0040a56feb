//! Names grouped into persons.
//!
//! Owns the decision who is who, from the names alone: full names first, then, in reading order, every lone surname, given
//! name, short form or set of initials to the bearer it points at. Pure: spans in, persons out. Two people with one surname
//! stay two; a name that nothing explains is a person of its own.

use super::super::tokens::Token;
use super::Span;
use super::bearers::{Bearers, Part, Question, fits};
use super::fold::{close, sound};
use super::full::{self, Form};
use super::lists::{Gender, lists};
use super::name::Name;
use super::same::{same_long_form, says_alias};
use super::titles;
use std::collections::HashMap;

/// How many tokens ahead a lone name may find its full form when someone else bore it before.
const NEAR_AHEAD: usize = 300;
/// How many tokens ahead when nobody did: the whole of an article, not of a library.
const FAR_AHEAD: usize = 20_000;
/// Below this presence a bearer is of another article.
const FADED: f64 = 0.02;
/// Shortest lone name that is believed to be misspelt.
const MISSPELT: usize = 5;

/// For each span its person; persons are numbered from 0 without gaps. `spans` are in reading order.
pub(super) fn group(text: &str, tokens: &[Token], spans: &[Span]) -> Vec<usize> {
    let mut grouping = Grouping::new(text, tokens, spans);
    for at in 0..spans.len() {
        grouping.place(at);
    }
    grouping.persons
}

/// A full mention, for looking ahead.
#[derive(Debug, Clone, Copy)]
struct Ahead {
    at: usize,
    person: usize,
    part: Part,
}

/// The state of one reading.
struct Grouping<'a> {
    text: &'a str,
    tokens: &'a [Token],
    spans: &'a [Span],
    names: Vec<Name>,
    /// For each span its person; `usize::MAX` until it is known.
    persons: Vec<usize>,
    genders: Vec<Gender>,
    bearers: Bearers,
    ahead: HashMap<String, Vec<Ahead>>,
    by_sound: HashMap<String, Vec<(String, usize)>>,
}

impl<'a> Grouping<'a> {
    fn new(text: &'a str, tokens: &'a [Token], spans: &'a [Span]) -> Self {
        let read =
            |span: &Span| Name::read(text, tokens.get(span.tokens.clone()).unwrap_or_default());
        let names: Vec<Name> = spans.iter().map(read).collect();
        let mut grouping = Self {
            text,
            tokens,
            spans,
            persons: vec![usize::MAX; names.len()],
            names,
            genders: Vec::new(),
            bearers: Bearers::default(),
            ahead: HashMap::new(),
            by_sound: HashMap::new(),
        };
        grouping.enter_full_names();
        grouping.look_ahead();
        grouping
    }

    /// Give every full mention its person.
    fn enter_full_names(&mut self) {
        let mut forms: Vec<Form> = Vec::new();
        let mut by_letters: HashMap<String, usize> = HashMap::new();
        let mut form_of: Vec<Option<usize>> = vec![None; self.names.len()];
        for ((at, name), slot) in self.names.iter().enumerate().zip(&mut form_of) {
            if !name.is_full() {
                continue;
            }
            let form = *by_letters.entry(name.letters()).or_insert_with(|| {
                forms.push(Form {
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
        let mut persons = full::enter(&forms);
        self.join_aliases(&form_of, &mut persons);
        let count = persons.iter().max().map_or(0, |&most| most + 1);
        self.genders = vec![Gender::Unknown; count];
        for ((at, form), slot) in form_of.iter().enumerate().zip(&mut self.persons) {
            let Some(&person) = form.and_then(|form| persons.get(form)) else {
                continue;
            };
            *slot = person;
            let (Some(name), Some(span)) = (self.names.get(at), self.spans.get(at)) else {
                continue;
            };
            let titled = titles::before(self.text, self.tokens, span.tokens.start).gender;
            if let Some(gender) = self.genders.get_mut(person) {
                let given = if name.words.len() > 1 {
                    lists().given(name.first())
                } else {
                    None
                };
                *gender = titled.or(*gender).or(given.unwrap_or_default());
            }
        }
    }

    /// "Doris Day (born Doris Mary Ann Kappelhoff)": the second form is the first one's person.
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
            let stops = between
                .iter()
                .any(|token| matches!(token.text(self.text), "." | ";"));
            if between.len() > 4 || stops || !says_alias(last.text(self.text)) {
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

    /// Note where every full mention stands, under each word of it.
    fn look_ahead(&mut self) {
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
            for (word, part) in parts(name) {
                let mentions = self.ahead.entry(word).or_default();
                mentions.push(Ahead {
                    at: start,
                    person,
                    part,
                });
            }
            remember_sound(&mut self.by_sound, name.last(), person);
        }
    }

    /// Give the span `at` its person, and let the person's names count from here on.
    fn place(&mut self, at: usize) {
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
            for (word, part) in parts(&name) {
                self.bearers.named(&word, person, part, start);
            }
            return;
        }
        let titled = titles::before(self.text, self.tokens, start);
        let word = if name.words.is_empty() {
            String::new()
        } else {
            name.last().to_owned()
        };
        let question = Question {
            word: &word,
            titled: &titled,
            at: start,
        };
        let found = self.bearer(&question, &name);
        let (person, part) = found.unwrap_or_else(|| {
            self.genders.push(titled.gender);
            remember_sound(&mut self.by_sound, &word, self.genders.len() - 1);
            (self.genders.len() - 1, Part::Last)
        });
        self.bearers.called(&word, person, part, start);
        if let Some(gender) = self.genders.get_mut(person) {
            *gender = gender.or(titled.gender);
        }
        if let Some(slot) = self.persons.get_mut(at) {
            *slot = person;
        }
    }

    /// Whose a lone name is; `None` when it is nobody's yet.
    fn bearer(&self, question: &Question<'_>, name: &Name) -> Option<(usize, Part)> {
        let behind = self.bearers.whose(question, &self.genders);
        if let Some((person, part, presence)) = behind
            && presence >= FADED
        {
            return Some((person, part));
        }
        let reach = if behind.is_some() {
            NEAR_AHEAD
        } else {
            FAR_AHEAD
        };
        self.bearer_ahead(question, reach)
            .or(behind.map(|(person, part, _)| (person, part)))
            .or_else(|| self.by_initials(question, name))
            .or_else(|| self.by_short_form(question))
            .or_else(|| self.by_sound(question))
    }

    /// The first full mention after the question that answers it, surnames before given names.
    fn bearer_ahead(&self, question: &Question<'_>, reach: usize) -> Option<(usize, Part)> {
        let mentions = self.ahead.get(question.word)?;
        let next = mentions.partition_point(|mention| mention.at < question.at);
        mentions
            .get(next..)
            .unwrap_or_default()
            .iter()
            .take(8)
            .take_while(|mention| mention.at - question.at <= reach)
            .filter(|mention| {
                let gender = self
                    .genders
                    .get(mention.person)
                    .copied()
                    .unwrap_or_default();
                !gender.contradicts(question.titled.gender) && fits(question, mention.part, gender)
            })
            .min_by_key(|mention| mention.part)
            .map(|mention| (mention.person, mention.part))
    }

    /// "MS" is Michael Siegel.
    fn by_initials(&self, question: &Question<'_>, name: &Name) -> Option<(usize, Part)> {
        if !name.initials {
            return None;
        }
        let key = format!("={}", question.word);
        let initials = Question {
            word: &key,
            titled: question.titled,
            at: question.at,
        };
        self.bearers
            .whose(&initials, &self.genders)
            .map(|(person, part, _)| (person, part))
            .or_else(|| self.bearer_ahead(&initials, FAR_AHEAD))
    }

    /// "Bill" is William, "William" is Bill.
    fn by_short_form(&self, question: &Question<'_>) -> Option<(usize, Part)> {
        lists().long_forms(question.word).iter().find_map(|long| {
            let asked = Question {
                word: long,
                titled: question.titled,
                at: question.at,
            };
            let found = self.bearers.whose(&asked, &self.genders);
            found
                .filter(|found| found.1 == Part::First)
                .map(|(person, ..)| (person, Part::Short))
        })
    }

    /// A misspelt surname, when it sounds like that of one person alone.
    fn by_sound(&self, question: &Question<'_>) -> Option<(usize, Part)> {
        let given = lists().given(question.word).is_some() && question.titled.word.is_empty();
        if question.word.len() < MISSPELT || given {
            return None;
        }
        let mut found = None;
        for (word, person) in self.by_sound.get(&sound(question.word))?.iter().take(8) {
            let gender = self.genders.get(*person).copied().unwrap_or_default();
            if !close(word, question.word) || gender.contradicts(question.titled.gender) {
                continue;
            }
            if found.is_some_and(|found| found != *person) {
                return None;
            }
            found = Some(*person);
        }
        found.map(|person| (person, Part::Last))
    }
}

/// The words that a full name can be called by alone, each with its part; initials under a key of their own.
fn parts(name: &Name) -> Vec<(String, Part)> {
    let last = name.words.len().saturating_sub(1);
    let mut parts: Vec<(String, Part)> = Vec::with_capacity(name.words.len() + 2);
    for (at, word) in name.words.iter().enumerate() {
        if word.chars().count() > 1 {
            let part = match at {
                _ if at == last => Part::Last,
                0 => Part::First,
                _ => Part::Middle,
            };
            parts.push((word.clone(), part));
        }
    }
    if last > 0 {
        let short = lists()
            .long_forms(name.first())
            .iter()
            .filter(|long| same_long_form(name.first(), long));
        parts.extend(short.map(|long| ((*long).to_owned(), Part::Short)));
        parts.extend(name.nick.iter().map(|nick| (nick.clone(), Part::First)));
        parts.push((format!("={}", name.first_letters()), Part::Last));
    }
    parts
}

fn remember_sound(by_sound: &mut HashMap<String, Vec<(String, usize)>>, word: &str, person: usize) {
    if word.len() >= MISSPELT - 1 {
        let alike = by_sound.entry(sound(word)).or_default();
        if alike.len() < 8
            && !alike
                .iter()
                .any(|(other, who)| *who == person && other == word)
        {
            alike.push((word.to_owned(), person));
        }
    }
}

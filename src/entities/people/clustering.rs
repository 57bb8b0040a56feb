//! Entity clustering: assigns every name in a text to a person, from the names and titles alone.
//!
//! Full names come first. Then, in reading order, every lone surname, given name, short form or set of initials is assigned
//! to its antecedent. Two people with the same surname stay two; a name without an antecedent becomes a person of its own.

mod aliases;
mod antecedents;
mod full_names;
mod name_match;
mod short_forms;
mod surnames;

use super::super::id_vec::{IdVec, id_type};
use super::super::token_view::TokenView;
use super::super::tokens::TokenId;
use super::NameSpan;
use super::fold::{is_close_spelling, phonetic_key};
use super::lists::{Gender, lists};
use super::person_name::PersonName;
use super::titles;
use crate::entities::hashing::HashMap;
use antecedents::{AntecedentIndex, LoneName, NamePart, PersonId, Referent};
use full_names::{FormId, FullForm, FullNamePersons};
use name_match::share_long_form;
use short_forms::GivenNames;

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

id_type! {
    /// One of the names of a text.
    pub(super) NameId
}

/// Clusters `spans`, which are in reading order, into persons. Returns the mentions of each, of which there is at least one.
pub(super) fn cluster_names<'a>(
    view: &TokenView<'_>,
    spans: &'a [NameSpan],
) -> Vec<Vec<&'a NameSpan>> {
    let mut clustering = Clustering::new(view, spans);
    let names = clustering.names.ids();
    let assign = |name| {
        let person = clustering.assign(name);
        clustering.names[name].person = Some(person);
        person
    };
    let persons: Vec<PersonId> = names.map(assign).collect();
    let mut mentions = IdVec::from(vec![Vec::new(); clustering.genders.len()]);
    for (span, person) in spans.iter().zip(persons) {
        mentions[person].push(span);
    }
    // Two persons may have become one.
    let mentions = mentions.into_iter();
    mentions.filter(|spans| !spans.is_empty()).collect()
}

/// A name in the text.
struct Name<'a> {
    span: &'a NameSpan,
    parsed: PersonName,
    /// Its person, once that is known.
    person: Option<PersonId>,
}

/// A mention by full name.
#[derive(Debug, Clone, Copy)]
struct FullMention {
    /// Its first token.
    at: TokenId,
    /// Whom the word under which it is indexed refers to there.
    referent: Referent,
}

/// A surname and its person.
struct Surname {
    word: String,
    person: PersonId,
}

/// The state of the clustering of one text.
struct Clustering<'a> {
    view: &'a TokenView<'a>,
    names: IdVec<NameId, Name<'a>>,
    /// The gender of each person.
    genders: IdVec<PersonId, Gender>,
    /// The persons mentioned so far, by the words of their names.
    antecedents: AntecedentIndex,
    /// For each word, the mentions of a full name with that word, in reading order.
    full_mentions: HashMap<String, Vec<FullMention>>,
    /// For each phonetic key, the surnames that have it.
    by_phonetic_key: HashMap<String, Vec<Surname>>,
    /// The given names, by how they begin.
    given_names: GivenNames,
}

impl<'a> Clustering<'a> {
    fn new(view: &'a TokenView<'a>, spans: &'a [NameSpan]) -> Self {
        let name = |span: &'a NameSpan| Name {
            span,
            parsed: PersonName::parse(view, span.tokens),
            person: None,
        };
        let mut names: IdVec<NameId, Name<'_>> = spans.iter().map(name).collect();
        for name in names.iter_mut() {
            name.parsed.join_initials();
        }
        surnames::recognise_particles(view, &mut names);
        let mut clustering = Self {
            view,
            names,
            genders: IdVec::default(),
            antecedents: AntecedentIndex::default(),
            full_mentions: HashMap::default(),
            by_phonetic_key: HashMap::default(),
            given_names: GivenNames::default(),
        };
        clustering.assign_full_names();
        clustering.index_full_mentions();
        clustering
    }

    /// Assigns every full name to a person.
    fn assign_full_names(&mut self) {
        let mut forms: IdVec<FormId, FullForm> = IdVec::default();
        let mut form_by_key: HashMap<String, FormId> = HashMap::default();
        let mut form_of = |(first, name): (NameId, &Name<'_>)| {
            if !name.parsed.is_full() {
                return None;
            }
            let key = name.parsed.joined_key();
            let form = *form_by_key.entry(key).or_insert_with(|| {
                forms.push(FullForm {
                    name: name.parsed.clone(),
                    count: 0,
                    first,
                })
            });
            forms[form].count += 1;
            Some(form)
        };
        let form_of: Vec<Option<FormId>> = self.names.entries().map(&mut form_of).collect();
        let apart = self.coordinated_forms(&form_of);
        let FullNamePersons {
            of_forms: mut persons,
            count,
        } = full_names::assign_persons(&forms, &apart);
        self.join_aliases(&form_of, &mut persons, count);
        self.genders = IdVec::from(vec![Gender::Unknown; count]);
        for (name, form) in self.names.iter_mut().zip(form_of) {
            let Some(form) = form else { continue };
            let title = titles::title_before(self.view, name.span.tokens.start);
            let given_name = match name.parsed.words.as_slice() {
                [first, _, ..] => lists().given_name(first).unwrap_or_default(),
                _ => Gender::Unknown,
            };
            let gender = &mut self.genders[persons[form]];
            *gender = title.gender.or(*gender).or(given_name);
            name.person = Some(persons[form]);
        }
    }

    /// Records the position of every full name under each of its words.
    fn index_full_mentions(&mut self) {
        for name in self.names.iter() {
            let Some(person) = name.person else { continue };
            let at = name.span.tokens.start;
            for LoneForm { word, part } in lone_forms(&name.parsed) {
                let referent = Referent { person, part };
                let mentions = self.full_mentions.entry(word).or_default();
                mentions.push(FullMention { at, referent });
            }
            add_phonetic_key(&mut self.by_phonetic_key, name.parsed.last(), person);
            if name.parsed.words.len() > 1 {
                self.given_names.add(name.parsed.first(), person);
            }
        }
    }

    /// Assigns a name to a person, and makes the person an antecedent for the text after it.
    fn assign(&mut self, name: NameId) -> PersonId {
        let id = name;
        let name = &self.names[id];
        let at = name.span.tokens.start;
        if let Some(person) = name.person {
            for LoneForm { word, part } in lone_forms(&name.parsed) {
                let referent = Referent { person, part };
                self.antecedents.add_full_mention(&word, referent, at);
            }
            return person;
        }
        let title = titles::title_before(self.view, at);
        let lone = LoneName {
            word: name.parsed.last(),
            title: &title,
            is_initials: name.parsed.is_initials,
            at,
        };
        let found = self
            .find_by_alias(id)
            .or_else(|| self.find_antecedent(&lone));
        let referent = found.unwrap_or_else(|| {
            let person = self.genders.push(title.gender);
            add_phonetic_key(&mut self.by_phonetic_key, lone.word, person);
            Referent {
                person,
                part: NamePart::Last,
            }
        });
        self.antecedents.add_lone_mention(lone.word, referent, at);
        let gender = &mut self.genders[referent.person];
        *gender = gender.or(title.gender);
        referent.person
    }

    /// Whom a lone name refers to; `None` if there is no antecedent.
    fn find_antecedent(&self, lone: &LoneName<'_>) -> Option<Referent> {
        let known = self.antecedents.most_salient(lone, &self.genders);
        if let Some(known) = known
            && known.salience >= MIN_SALIENCE
        {
            return Some(known.referent);
        }
        let reach = if known.is_some() {
            LOOKAHEAD_WITH_ANTECEDENT
        } else {
            LOOKAHEAD
        };
        self.find_ahead(lone, reach)
            .or(known.map(|known| known.referent))
            .or_else(|| self.find_by_initials(lone))
            .or_else(|| self.find_by_short_form(lone))
            .or_else(|| self.find_by_diminutive(lone))
            .or_else(|| self.find_by_sound(lone))
    }

    /// Whom `lone` can refer to by one of the full names in the next `reach` tokens. A surname is preferred to a given name,
    /// and otherwise the nearest full name is chosen.
    fn find_ahead(&self, lone: &LoneName<'_>, reach: usize) -> Option<Referent> {
        let mentions = self.full_mentions.get(lone.word)?;
        let next = mentions.partition_point(|mention| mention.at < lone.at);
        let ahead = mentions.iter().skip(next).take(MAX_MENTIONS_AHEAD);
        ahead
            .take_while(|mention| mention.at - lone.at <= reach)
            .map(|mention| mention.referent)
            .filter(|referent| lone.can_refer_to(self.genders[referent.person], referent.part))
            .min_by_key(|referent| referent.part)
    }

    /// The person with the initials `lone`: "MS" for Michael Siegel.
    fn find_by_initials(&self, lone: &LoneName<'_>) -> Option<Referent> {
        if !lone.is_initials {
            return None;
        }
        let word = &format!("={}", lone.word);
        let initials = LoneName { word, ..*lone };
        let known = self.antecedents.most_salient(&initials, &self.genders);
        known
            .map(|known| known.referent)
            .or_else(|| self.find_ahead(&initials, LOOKAHEAD))
    }

    /// The person whose surname `lone` misspells, if it sounds like that of exactly one person.
    fn find_by_sound(&self, lone: &LoneName<'_>) -> Option<Referent> {
        let is_given_name = lists().is_given_name(lone.word) && lone.title.word.is_empty();
        if lone.word.len() < MIN_MISSPELT_LEN || is_given_name {
            return None;
        }
        let same_sound = self.by_phonetic_key.get(&phonetic_key(lone.word))?;
        let mut persons = same_sound
            .iter()
            .take(MAX_SAME_SOUND)
            .filter(|surname| {
                let gender = self.genders[surname.person];
                surname.word != lone.word
                    && is_close_spelling(&surname.word, lone.word)
                    && !gender.contradicts(lone.title.gender)
            })
            .map(|surname| surname.person);
        let person = persons.next()?;
        persons.all(|other| other == person).then_some(Referent {
            person,
            part: NamePart::Last,
        })
    }
}

/// A word by which a person can be mentioned alone.
struct LoneForm {
    word: String,
    /// The part of the full name that it is.
    part: NamePart,
}

/// The words by which a person with this full name can be mentioned alone. Initials have a key of their own, which starts with
/// `=`.
fn lone_forms(name: &PersonName) -> Vec<LoneForm> {
    let last = name.words.len().saturating_sub(1);
    let mut forms: Vec<LoneForm> = Vec::with_capacity(name.words.len() + 2);
    let mut add = |word: &str, part| {
        let word = word.to_owned();
        forms.push(LoneForm { word, part });
    };
    for (at, word) in name.words.iter().enumerate() {
        if word.chars().count() > 1 {
            let part = match at {
                // "King Hamad" is not Salman bin Hamad.
                _ if at == last && name.ends_in_patronymic => NamePart::Middle,
                _ if at == last => NamePart::Last,
                0 => NamePart::First,
                _ => NamePart::Middle,
            };
            add(word, part);
        }
    }
    if last > 0 {
        for long in lists().long_forms(name.first()) {
            if share_long_form(name.first(), long) {
                add(long, NamePart::ShortForm);
            }
        }
        // The syllables of "Lee Jung-jae" are not used alone.
        if lists().family_name_origin(name.first()).is_none() {
            for part in &name.surname_parts {
                add(part, NamePart::Middle);
            }
        }
        if let Some(nickname) = &name.nickname {
            add(nickname, NamePart::First);
        }
        add(&format!("={}", name.initials()), NamePart::Last);
    }
    forms
}

/// Records that `word` is the surname of `person`, unless it is too short or its key has too many names already.
fn add_phonetic_key(
    by_phonetic_key: &mut HashMap<String, Vec<Surname>>,
    word: &str,
    person: PersonId,
) {
    if word.len() < MIN_MISSPELT_LEN - 1 {
        return;
    }
    let surnames = by_phonetic_key.entry(phonetic_key(word)).or_default();
    let is_known = |surname: &Surname| surname.person == person && surname.word == word;
    if surnames.len() < MAX_SAME_SOUND && !surnames.iter().any(is_known) {
        surnames.push(Surname {
            word: word.to_owned(),
            person,
        });
    }
}

//! The questions of corrections and their answers, the most likely first.

use crate::app::corrected::{mentions, quoted, word};
use crate::app::pick::{Choice, Pick, Then};
use crate::app::state::State;
use crate::entities::corrections::{
    self, Correction, Corrections, Whom, changed, countries, find, forms,
};
use crate::entities::{Entity, Kind};
use std::cmp::Reverse;
use std::collections::HashMap;

/// x: nobody at all, or only some of the words are not.
pub(super) fn nobody(state: &State, entity: usize, whom: &Whom) -> Pick {
    let kind = whom.kind();
    let forms = ordered_forms(state, entity);
    let all: usize = forms.iter().map(|(_, count)| count).sum();
    let never = |form: &str| Correction::Never {
        kind,
        form: form.to_owned(),
    };
    let here = |form: Option<&str>| Correction::Nobody {
        whom: whom.clone(),
        form: form.map(str::to_owned),
    };
    let one = |form: &(String, usize)| Choice {
        label: format!("only {}", quoted(&form.0)),
        mentions: form.1,
        then: Then::Correct {
            here: here(Some(&form.0)),
            always: never(&form.0),
        },
    };
    let whole = Choice {
        label: format!("{}, all of it", whom.name()),
        mentions: all,
        then: Then::Correct {
            here: here(None),
            always: match &forms[..] {
                [(form, _)] => never(form),
                _ => here(None),
            },
        },
    };
    let mut choices = vec![whole];
    if forms.len() > 1 {
        choices.extend(forms.iter().map(one));
        // A country that is there is seldom wrong as a whole: a word of it is.
        if kind == Kind::Country {
            choices.rotate_left(1);
            choices.sort_by_key(|choice| {
                matches!(
                    &choice.then,
                    Then::Correct {
                        here: Correction::Nobody { form: None, .. },
                        ..
                    }
                )
            });
        }
    }
    let mark = if choices.len() > 1 { "? " } else { ": " };
    let title = format!(
        "Not a {}{mark}{}, {}",
        word(kind),
        whom.name(),
        mentions(all)
    );
    Pick::new(title, all, choices, false)
}

/// What the mentions of an entity read: first what the reader is at, then the most frequent.
fn ordered_forms(state: &State, entity: usize) -> Vec<(String, usize)> {
    let text = state.document.text();
    let mut all = forms(text, &state.entities, entity);
    let here = state
        .current_mention()
        .filter(|mention| mention.entity == entity)
        .map(|mention| state.document.slice(mention.range.clone()));
    all.sort_by_key(|(form, _)| Some(*form) != here);
    all.into_iter()
        .map(|(form, count)| (form.to_owned(), count))
        .collect()
}

/// M: the same as somebody else.
pub(super) fn merge(state: &State, entity: usize, whom: &Whom) -> Result<Pick, String> {
    let kind = whom.kind();
    let own = super::count(state, entity);
    // Countries share words without being alike: "United", "Republic".
    let likely = match whom {
        Whom::Person(name) => name.as_str(),
        Whom::Country(_) => "",
    };
    let candidates = ranked(state, likely, |n, other| n != entity && other.kind == kind);
    if candidates.is_empty() {
        return Err(format!("{} is the only {} here", whom.name(), word(kind)));
    }
    let choices = candidates.into_iter().map(|(other, label, count)| {
        let correction = one_of(whom, &other, (own, count));
        Choice {
            label,
            mentions: count,
            then: both(correction),
        }
    });
    let title = format!("{}, {}, is the same as …", whom.name(), mentions(own));
    Ok(Pick::new(title, own, choices.collect(), true))
}

/// Two that are one are called by the fuller name; by that of the one who is mentioned more, if neither is; countries by that
/// which the reader chose.
fn one_of(this: &Whom, other: &Whom, (own, theirs): (usize, usize)) -> Correction {
    let fuller = |whom: &Whom, count: usize| (whom.name().split_whitespace().count(), count);
    let keeps = this.kind() == Kind::Person && fuller(this, own) > fuller(other, theirs);
    let (from, into) = if keeps { (other, this) } else { (this, other) };
    Correction::Merge {
        from: from.clone(),
        into: into.clone(),
    }
}

/// The same correction, here and everywhere.
fn both(correction: Correction) -> Then {
    Then::Correct {
        here: correction.clone(),
        always: correction,
    }
}

/// Entities that `wanted` lets through: those that share a word with `name` first, then the most mentioned.
fn ranked(
    state: &State,
    name: &str,
    wanted: impl Fn(usize, &Entity) -> bool,
) -> Vec<(Whom, String, usize)> {
    let own = words(name);
    let all = state.entities.entities().iter().enumerate();
    let mut found: Vec<(bool, &Entity)> = all
        .filter(|(n, entity)| wanted(*n, entity))
        .map(|(_, entity)| (shares(&own, &entity.name), entity))
        .collect();
    found.sort_by_key(|(shares, entity)| (!shares, Reverse(entity.mentions.len())));
    found
        .into_iter()
        .map(|(_, entity)| {
            let (whom, label) = match entity.code {
                Some(code) => (
                    Whom::Country(code),
                    format!("{} {}", code.as_str(), entity.name),
                ),
                None => (Whom::Person(entity.name.clone()), entity.name.clone()),
            };
            (whom, label, entity.mentions.len())
        })
        .collect()
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect()
}

fn shares(own: &[String], name: &str) -> bool {
    words(name).iter().any(|word| own.contains(word))
}

/// S: one of the words is someone else.
pub(super) fn split(state: &State, entity: usize, whom: &Whom) -> Result<Pick, String> {
    let forms = ordered_forms(state, entity);
    if forms.len() < 2 {
        let form = forms
            .first()
            .map(|(form, _)| quoted(form))
            .unwrap_or_default();
        return Err(format!(
            "{} is {form} everywhere: no other form to split off",
            whom.name()
        ));
    }
    let all = forms.iter().map(|(_, count)| count).sum();
    let title = format!("Which of these is not {}?", whom.name());
    let choices = forms.into_iter().map(|(form, count)| Choice {
        label: form.clone(),
        mentions: count,
        then: match whom {
            Whom::Person(_) => both(Correction::Split {
                from: whom.clone(),
                form,
            }),
            Whom::Country(_) => Then::Who {
                from: whom.clone(),
                form: Some(form),
            },
        },
    });
    Ok(Pick::new(title, all, choices.collect(), false))
}

/// Which words of a country are a person.
pub(super) fn form_of_country(state: &State, entity: usize, whom: &Whom) -> Pick {
    let forms = ordered_forms(state, entity);
    if let [(form, _)] = &forms[..] {
        return who(state, whom, Some(form));
    }
    let all = forms.iter().map(|(_, count)| count).sum();
    let title = format!("Which of these is not {}?", whom.name());
    let choices = forms.into_iter().map(|(form, count)| Choice {
        label: form.clone(),
        mentions: count,
        then: Then::Who {
            from: whom.clone(),
            form: Some(form),
        },
    });
    Pick::new(title, all, choices.collect(), false)
}

/// Who it is, if it is not `from`: for a person as a whole a country, for a word of a country anybody.
pub(super) fn who(state: &State, from: &Whom, form: Option<&str>) -> Pick {
    let entity = find(&state.entities, from);
    let all = entity.map_or_else(Vec::new, |entity| ordered_forms(state, entity));
    let counted = all
        .iter()
        .filter(|(own, _)| form.is_none_or(|form| form == own));
    let own: usize = counted.map(|(_, count)| count).sum();
    let name = form.unwrap_or(from.name());
    let people = from.kind() == Kind::Country;
    let choices = anybody(state, name, people, |to| {
        both(Correction::Move {
            from: from.clone(),
            form: form.map(str::to_owned),
            to,
        })
    });
    let choices = choices
        .into_iter()
        .filter(|choice| !matches!(&choice.then, Then::Correct { here: Correction::Move { to, .. }, .. } if to == from))
        .collect();
    let title = match form {
        Some(form) => format!("{}, {}, is …", quoted(form), mentions(own)),
        None => format!("{}, {}, is the country …", from.name(), mentions(own)),
    };
    Pick::new(title, own, choices, true)
}

/// +: whom a stretch stands for that the engine missed.
pub(super) fn add(state: &State, form: &str) -> Result<Pick, String> {
    let correction = |whom: Whom| Correction::Add {
        form: form.to_owned(),
        whom,
    };
    // Tried out, so that the count is what will be.
    let mut tried: Corrections = state.corrected.corrections.clone();
    let someone = Whom::Person(form.to_owned());
    tried.article.push(correction(someone));
    let after = corrections::apply(state.document.text(), &super::found(state), &tried);
    let count = changed(&state.entities, &after);
    if count == 0 {
        if corrections::places(state.document.text(), form).is_empty() {
            return Err(format!(
                "{} is no whole word: nothing to mark",
                quoted(form)
            ));
        }
        return Err(format!(
            "{} is marked already wherever it stands",
            quoted(form)
        ));
    }
    let places = mentions(count).replace("mention", "place");
    let title = format!("{}, {places}, is …", quoted(form));
    let choices = anybody(state, form, true, |whom| both(correction(whom)));
    Ok(Pick::new(title, count, choices, true))
}

/// Everybody that somebody may be: people whose names share a word with `name`, somebody new, other people, countries.
fn anybody(state: &State, name: &str, people: bool, then: impl Fn(Whom) -> Then) -> Vec<Choice> {
    let mut choices = Vec::new();
    if people {
        let known = ranked(state, name, |_, entity| entity.kind == Kind::Person);
        let own = words(name);
        let likely = known
            .iter()
            .filter(|(whom, ..)| shares(&own, whom.name()))
            .count();
        choices.extend(known.into_iter().map(|(whom, label, mentions)| Choice {
            label,
            mentions,
            then: then(whom),
        }));
        let new = corrections::clean_name(name).unwrap_or_default();
        if find(&state.entities, &Whom::Person(new.clone())).is_none() {
            let someone = Choice {
                label: format!("someone new: {new}"),
                mentions: 0,
                then: then(Whom::Person(new)),
            };
            choices.insert(likely, someone);
        }
    }
    let there = state.entities.entities().iter();
    let counts: HashMap<_, usize> = there
        .filter_map(|entity| Some((entity.code?, entity.mentions.len())))
        .collect();
    let own = words(name);
    let mut all: Vec<Choice> = countries()
        .into_iter()
        .map(|(code, name)| Choice {
            label: format!("{} {name}", code.as_str()),
            mentions: counts.get(&code).copied().unwrap_or(0),
            then: then(Whom::Country(code)),
        })
        .collect();
    all.sort_by_key(|choice| (!shares(&own, &choice.label), Reverse(choice.mentions)));
    choices.extend(all);
    choices
}

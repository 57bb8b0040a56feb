//! The menus of corrections: their titles and their items, the most likely item first.

use crate::app::correction_state::{kind_noun, pluralize_mentions, quote_form};
use crate::app::menu::{Menu, MenuAction, MenuItem};
use crate::app::state::State;
use crate::entities::corrections::{
    self, Correction, Corrections, EntityRef, all_countries, count_changes, count_forms,
    find_entity,
};
use crate::entities::{Entity, EntityKind};
use std::cmp::Reverse;
use std::collections::HashMap;

/// The menu to reject an entity, or only its mentions with one form.
pub(super) fn reject_menu(state: &State, entity: usize, target: &EntityRef) -> Menu {
    let kind = target.kind();
    let forms = forms_current_first(state, entity);
    let total: usize = forms.iter().map(|(_, count)| count).sum();
    let ignore = |form: &str| Correction::Ignore {
        kind,
        form: form.to_owned(),
    };
    let remove = |form: Option<&str>| Correction::Remove {
        entity: target.clone(),
        form: form.map(str::to_owned),
    };
    let form_item = |form: &(String, usize)| MenuItem {
        label: format!("only {}", quote_form(&form.0)),
        mention_count: form.1,
        action: MenuAction::Correct {
            this_article: remove(Some(&form.0)),
            every_article: ignore(&form.0),
        },
    };
    let entity_item = MenuItem {
        label: "all mentions".to_owned(),
        mention_count: total,
        action: MenuAction::Correct {
            this_article: remove(None),
            every_article: match &forms[..] {
                [(form, _)] => ignore(form),
                _ => remove(None),
            },
        },
    };
    let mut items = vec![entity_item];
    if forms.len() > 1 {
        items.extend(forms.iter().map(form_item));
        // A country is seldom wrong altogether; more often one of its forms is, so these come first.
        if kind == EntityKind::Country {
            items.rotate_left(1);
            items.sort_by_key(|item| {
                matches!(
                    &item.action,
                    MenuAction::Correct {
                        this_article: Correction::Remove { form: None, .. },
                        ..
                    }
                )
            });
        }
    }
    let title = if items.len() > 1 {
        format!(
            "{} ({}): which are wrong?",
            target.name(),
            pluralize_mentions(total)
        )
    } else {
        format!(
            "Not a {}: {} ({})",
            kind_noun(kind),
            target.name(),
            pluralize_mentions(total)
        )
    };
    Menu::new(title, total, items, false)
}

/// The forms of an entity's mentions with their counts: that of the current mention first, then the most frequent.
fn forms_current_first(state: &State, entity: usize) -> Vec<(String, usize)> {
    let text = state.reading.document.text();
    let mut forms = count_forms(text, &state.reading.entities, entity);
    let current = state
        .reading
        .current_mention()
        .filter(|mention| mention.entity == entity)
        .map(|mention| state.reading.document.slice(mention.range.clone()));
    forms.sort_by_key(|(form, _)| Some(*form) != current);
    forms
        .into_iter()
        .map(|(form, count)| (form.to_owned(), count))
        .collect()
}

/// The menu to merge an entity with another one of its kind; the error is the message if there is none.
pub(super) fn merge_menu(state: &State, entity: usize, target: &EntityRef) -> Result<Menu, String> {
    let kind = target.kind();
    let own_count = super::count_mentions(state, entity);
    // Countries can share words without being related: "United", "Republic".
    let likely = match target {
        EntityRef::Person(name) => name.as_str(),
        EntityRef::Country(_) => "",
    };
    let candidates = rank_candidates(state, likely, |index, other| {
        index != entity && other.kind == kind
    });
    if candidates.is_empty() {
        return Err(format!(
            "{} is the only {} in this article",
            target.name(),
            kind_noun(kind)
        ));
    }
    let items = candidates.into_iter().map(|(other, label, count)| {
        let correction = merge_correction(target, &other, (own_count, count));
        MenuItem {
            label,
            mention_count: count,
            action: same_action(correction),
        }
    });
    let title = format!(
        "{} ({}) is the same as …",
        target.name(),
        pluralize_mentions(own_count)
    );
    Ok(Menu::new(title, own_count, items.collect(), true))
}

/// The correction that merges two entities. A merged person gets the name with more words or, if both have as many, the name
/// of the one mentioned more often; a merged country gets the name that the user chose.
fn merge_correction(
    this: &EntityRef,
    other: &EntityRef,
    (own_count, other_count): (usize, usize),
) -> Correction {
    let rank = |entity: &EntityRef, count: usize| (entity.name().split_whitespace().count(), count);
    let keeps_this =
        this.kind() == EntityKind::Person && rank(this, own_count) > rank(other, other_count);
    let (from, into) = if keeps_this {
        (other, this)
    } else {
        (this, other)
    };
    Correction::Merge {
        from: from.clone(),
        into: into.clone(),
    }
}

/// A menu action that makes the same correction in this article or in every one.
fn same_action(correction: Correction) -> MenuAction {
    MenuAction::Correct {
        this_article: correction.clone(),
        every_article: correction,
    }
}

/// The entities for which `wanted` holds: those that share a word with `name` first, then the most mentioned. Each with its
/// label and the number of its mentions.
fn rank_candidates(
    state: &State,
    name: &str,
    wanted: impl Fn(usize, &Entity) -> bool,
) -> Vec<(EntityRef, String, usize)> {
    let words = name_words(name);
    let entities = state.reading.entities.entities().iter().enumerate();
    let mut candidates: Vec<(bool, &Entity)> = entities
        .filter(|(index, entity)| wanted(*index, entity))
        .map(|(_, entity)| (shares_word(&words, &entity.name), entity))
        .collect();
    candidates.sort_by_key(|(shares, entity)| (!shares, Reverse(entity.mentions.len())));
    candidates
        .into_iter()
        .map(|(_, entity)| {
            let (entity_ref, label) = match entity.code {
                Some(code) => (
                    EntityRef::Country(code),
                    format!("{} {}", code.as_str(), entity.name),
                ),
                None => (EntityRef::Person(entity.name.clone()), entity.name.clone()),
            };
            (entity_ref, label, entity.mentions.len())
        })
        .collect()
}

fn name_words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect()
}

fn shares_word(words: &[String], name: &str) -> bool {
    name_words(name).iter().any(|word| words.contains(word))
}

/// The menu to split a form off an entity; the error is the message if it has only one.
pub(super) fn split_menu(state: &State, entity: usize, target: &EntityRef) -> Result<Menu, String> {
    let forms = forms_current_first(state, entity);
    if forms.len() < 2 {
        let form = forms
            .first()
            .map(|(form, _)| quote_form(form))
            .unwrap_or_default();
        return Err(format!(
            "{} is always written {form}: no other form to split off",
            target.name()
        ));
    }
    let total = forms.iter().map(|(_, count)| count).sum();
    let title = format!("Which of these is not {}?", target.name());
    let items = forms.into_iter().map(|(form, count)| MenuItem {
        label: form.clone(),
        mention_count: count,
        action: match target {
            EntityRef::Person(_) => same_action(Correction::Split {
                from: target.clone(),
                form,
            }),
            EntityRef::Country(_) => MenuAction::ChooseEntity {
                from: target.clone(),
                form: Some(form),
            },
        },
    });
    Ok(Menu::new(title, total, items.collect(), false))
}

/// The menu to choose the form of a country that is a person; with only one form, the menu to choose the person.
pub(super) fn country_form_menu(state: &State, entity: usize, target: &EntityRef) -> Menu {
    let forms = forms_current_first(state, entity);
    if let [(form, _)] = &forms[..] {
        return reassign_menu(state, target, Some(form));
    }
    let total = forms.iter().map(|(_, count)| count).sum();
    let title = format!("Which of these is not {}?", target.name());
    let items = forms.into_iter().map(|(form, count)| MenuItem {
        label: form.clone(),
        mention_count: count,
        action: MenuAction::ChooseEntity {
            from: target.clone(),
            form: Some(form),
        },
    });
    Menu::new(title, total, items.collect(), false)
}

/// The menu of the entities that the mentions of `from`, or only those that read `form`, may refer to instead: countries for
/// a person, people and countries for a country.
pub(super) fn reassign_menu(state: &State, from: &EntityRef, form: Option<&str>) -> Menu {
    let entity = find_entity(&state.reading.entities, from);
    let forms = entity.map_or_else(Vec::new, |entity| forms_current_first(state, entity));
    let matching = forms
        .iter()
        .filter(|(known, _)| form.is_none_or(|form| form == known));
    let count: usize = matching.map(|(_, count)| count).sum();
    let name = form.unwrap_or(from.name());
    let with_people = from.kind() == EntityKind::Country;
    let items = candidate_items(state, name, with_people, |to| {
        same_action(Correction::Reassign {
            from: from.clone(),
            form: form.map(str::to_owned),
            to,
        })
    });
    let is_same_entity = |item: &MenuItem| {
        matches!(
            &item.action,
            MenuAction::Correct {
                this_article: Correction::Reassign { to, .. },
                ..
            } if to == from
        )
    };
    let items = items
        .into_iter()
        .filter(|item| !is_same_entity(item))
        .collect();
    let title = match form {
        Some(form) => format!("{} ({}) is …", quote_form(form), pluralize_mentions(count)),
        None => format!(
            "{} ({}) is the country …",
            from.name(),
            pluralize_mentions(count)
        ),
    };
    Menu::new(title, count, items, true)
}

/// The menu of the entities that `form`, which the analysis missed, may refer to; the error is the message if there is
/// nothing to add.
pub(super) fn add_menu(state: &State, form: &str) -> Result<Menu, String> {
    let correction = |entity: EntityRef| Correction::Add {
        form: form.to_owned(),
        entity,
    };
    // The correction is tried out to count the mentions that it will add.
    let mut tentative: Corrections = state.reading.corrections.corrections.clone();
    let person = EntityRef::Person(form.to_owned());
    tentative.article.push(correction(person));
    let after = corrections::apply(
        state.reading.document.text(),
        &super::confident_entities(state),
        &tentative,
    );
    let count = count_changes(&state.reading.entities, &after);
    if count == 0 {
        if corrections::find_whole_words(state.reading.document.text(), form).is_empty() {
            return Err(format!(
                "{} is not a whole word: nothing to add",
                quote_form(form)
            ));
        }
        return Err(format!(
            "{} is already highlighted everywhere",
            quote_form(form)
        ));
    }
    let occurrences = pluralize_mentions(count).replace("mention", "occurrence");
    let title = format!("{} ({occurrences}) is …", quote_form(form));
    let items = candidate_items(state, form, true, |entity| same_action(correction(entity)));
    Ok(Menu::new(title, count, items, true))
}

/// The items for every entity that `name` may refer to: people whose names share a word with it, a new person, other people,
/// then all countries. People are left out unless `with_people` is set.
fn candidate_items(
    state: &State,
    name: &str,
    with_people: bool,
    action: impl Fn(EntityRef) -> MenuAction,
) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if with_people {
        let known = rank_candidates(state, name, |_, entity| entity.kind == EntityKind::Person);
        let words = name_words(name);
        let likely_count = known
            .iter()
            .filter(|(target, ..)| shares_word(&words, target.name()))
            .count();
        items.extend(
            known
                .into_iter()
                .map(|(target, label, mention_count)| MenuItem {
                    label,
                    mention_count,
                    action: action(target),
                }),
        );
        let new_name = corrections::clean_name(name).unwrap_or_default();
        if find_entity(
            &state.reading.entities,
            &EntityRef::Person(new_name.clone()),
        )
        .is_none()
        {
            let new_item = MenuItem {
                label: format!("new person: {new_name}"),
                mention_count: 0,
                action: action(EntityRef::Person(new_name)),
            };
            items.insert(likely_count, new_item);
        }
    }
    let present = state.reading.entities.entities().iter();
    let counts: HashMap<_, usize> = present
        .filter_map(|entity| Some((entity.code?, entity.mentions.len())))
        .collect();
    let words = name_words(name);
    let mut countries: Vec<MenuItem> = all_countries()
        .into_iter()
        .map(|(code, name)| MenuItem {
            label: format!("{} {name}", code.as_str()),
            mention_count: counts.get(&code).copied().unwrap_or(0),
            action: action(EntityRef::Country(code)),
        })
        .collect();
    countries.sort_by_key(|item| {
        (
            !shares_word(&words, &item.label),
            Reverse(item.mention_count),
        )
    });
    items.extend(countries);
    items
}

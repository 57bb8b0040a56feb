//! The menus of corrections: their titles and their items, the most likely item first.

use crate::app::overlays::menu::{Menu, MenuAction, MenuItem};
use crate::app::reading::corrections::{kind_noun, pluralize_mentions, quote_form};
use crate::app::state::State;
use crate::entities::corrections::{
    self, Correction, Corrections, EntityRef, FormCount, all_countries, count_changes, count_forms,
    find_entity,
};
use crate::entities::{Country, Entity, EntityId, EntityKind};
use std::cmp::Reverse;

/// The menu to reject an entity, or only its mentions with one form.
pub(super) fn reject_menu(state: &State, entity: EntityId, target: &EntityRef) -> Menu {
    let kind = target.kind();
    let forms = forms_current_first(state, entity);
    let total: usize = forms.iter().map(|form| form.count).sum();
    let ignore = |form: &str| Correction::Ignore {
        kind,
        form: form.to_owned(),
    };
    let remove = |form: Option<&str>| Correction::Remove {
        entity: target.clone(),
        form: form.map(str::to_owned),
    };
    let every_article = match &forms[..] {
        [only] => ignore(only.text),
        _ => remove(None),
    };
    let all = MenuItem::new("all mentions", total, correct(remove(None), every_article));
    let mut items = Vec::new();
    if forms.len() > 1 {
        items.extend(forms.iter().map(|form| {
            let correction = correct(remove(Some(form.text)), ignore(form.text));
            MenuItem::new(
                format!("only {}", quote_form(form.text)),
                form.count,
                correction,
            )
        }));
    }
    // A country is seldom wrong altogether; more often one of its forms is, so these come first.
    match kind {
        EntityKind::Person => items.insert(0, all),
        EntityKind::Country => items.push(all),
    }
    let (name, mentions) = (target.name(), pluralize_mentions(total));
    let title = if items.len() > 1 {
        format!("{name} ({mentions}): which are wrong?")
    } else {
        format!("Not a {}: {name} ({mentions})", kind_noun(kind))
    };
    Menu::new(title, total, items, false)
}

/// The forms of an entity's mentions: that of the current mention first, then the most frequent.
fn forms_current_first(state: &State, entity: EntityId) -> Vec<FormCount<'_>> {
    let reading = &state.reading;
    let mut forms = count_forms(reading.document.text(), &reading.entities, entity);
    let current = reading.current_mention();
    let current = current.filter(|mention| mention.entity == entity);
    let current = current.map(|mention| reading.document.slice(mention.range.clone()));
    forms.sort_by_key(|form| Some(form.text) != current);
    forms
}

/// The menu to merge an entity with another one of its kind; the error is the message if there is none.
pub(super) fn merge_menu(
    state: &State,
    entity: EntityId,
    target: &EntityRef,
) -> Result<Menu, String> {
    let kind = target.kind();
    let own_count = super::count_mentions(state, entity);
    // Countries can share words without being related: "United", "Republic".
    let likely = match target {
        EntityRef::Person(name) => name.as_str(),
        EntityRef::Country(_) => "",
    };
    let candidates = rank_candidates(state, likely, |id, other| {
        id != entity && other.kind == kind
    });
    if candidates.is_empty() {
        let (name, noun) = (target.name(), kind_noun(kind));
        return Err(format!("{name} is the only {noun} in this article"));
    }
    // A merged person gets the name with more words or, if both have as many, the name of the one mentioned more often; a
    // merged country gets the name that the user chose.
    let rank = |entity: &EntityRef, count: usize| (entity.name().split_whitespace().count(), count);
    let items = candidates.into_iter().map(|other| {
        let keeps_this = kind == EntityKind::Person
            && rank(target, own_count) > rank(&other.entity, other.mention_count);
        let (from, into) = if keeps_this {
            (&other.entity, target)
        } else {
            (target, &other.entity)
        };
        let (from, into) = (from.clone(), into.clone());
        MenuItem::new(
            other.label,
            other.mention_count,
            same(Correction::Merge { from, into }),
        )
    });
    let mentions = pluralize_mentions(own_count);
    let title = format!("{} ({mentions}) is the same as …", target.name());
    Ok(Menu::new(title, own_count, items.collect(), true))
}

/// A menu action that makes one correction in this article, or another in every one.
fn correct(this_article: Correction, every_article: Correction) -> MenuAction {
    MenuAction::Correct {
        this_article,
        every_article,
    }
}

/// A menu action that makes the same correction in this article or in every one.
fn same(correction: Correction) -> MenuAction {
    correct(correction.clone(), correction)
}

/// An entity that may be meant.
struct Candidate {
    entity: EntityRef,
    label: String,
    mention_count: usize,
}

/// The entities for which `wanted` holds: those that share a word with `name` first, then the most mentioned.
fn rank_candidates(
    state: &State,
    name: &str,
    wanted: impl Fn(EntityId, &Entity) -> bool,
) -> Vec<Candidate> {
    let (words, entities) = (name_words(name), &state.reading.entities);
    let wanted = |id: &EntityId| wanted(*id, entities.entity(*id));
    let mut found: Vec<&Entity> = Vec::new();
    found.extend(
        entities
            .entity_ids()
            .filter(wanted)
            .map(|id| entities.entity(id)),
    );
    found.sort_by_cached_key(|one| (!shares_word(&words, &one.name), Reverse(one.mentions.len())));
    let candidate = |entity: &Entity| Candidate {
        entity: EntityRef::of(entity),
        label: match entity.code {
            Some(code) => format!("{} {}", code.as_str(), entity.name),
            None => entity.name.clone(),
        },
        mention_count: entity.mentions.len(),
    };
    found.into_iter().map(candidate).collect()
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
pub(super) fn split_menu(
    state: &State,
    entity: EntityId,
    target: &EntityRef,
) -> Result<Menu, String> {
    let forms = forms_current_first(state, entity);
    if let [only] = &forms[..] {
        let (name, form) = (target.name(), quote_form(only.text));
        return Err(format!(
            "{name} is always written {form}: no other form to split off"
        ));
    }
    Ok(form_menu(target, forms, |form| match target {
        EntityRef::Person(_) => same(Correction::Split {
            from: target.clone(),
            form,
        }),
        EntityRef::Country(_) => choose_entity(target, form),
    }))
}

/// The menu to choose the form of a country that is a person; with only one form, the menu to choose the person.
pub(super) fn country_form_menu(state: &State, entity: EntityId, target: &EntityRef) -> Menu {
    let forms = forms_current_first(state, entity);
    if let [only] = &forms[..] {
        return reassign_menu(state, target, Some(only.text));
    }
    form_menu(target, forms, |form| choose_entity(target, form))
}

/// A menu action that asks who is meant by `form`, which is not `target`.
fn choose_entity(target: &EntityRef, form: String) -> MenuAction {
    MenuAction::ChooseEntity {
        from: target.clone(),
        form: Some(form),
    }
}

/// The menu of the forms of `target`, one of which does not mean it.
fn form_menu(
    target: &EntityRef,
    forms: Vec<FormCount<'_>>,
    action: impl Fn(String) -> MenuAction,
) -> Menu {
    let total = forms.iter().map(|form| form.count).sum();
    let item = |form: FormCount<'_>| {
        let text = form.text.to_owned();
        MenuItem::new(text.clone(), form.count, action(text))
    };
    let title = format!("Which of these is not {}?", target.name());
    Menu::new(title, total, forms.into_iter().map(item).collect(), false)
}

/// The menu of the entities that the mentions of `from`, or only those that read `form`, may refer to instead: countries for
/// a person, people and countries for a country.
pub(super) fn reassign_menu(state: &State, from: &EntityRef, form: Option<&str>) -> Menu {
    let entity = find_entity(&state.reading.entities, from);
    let forms = entity.map_or_else(Vec::new, |entity| forms_current_first(state, entity));
    let matching = forms
        .iter()
        .filter(|known| form.is_none_or(|form| form == known.text));
    let count: usize = matching.map(|form| form.count).sum();
    let name = form.unwrap_or(from.name());
    let with_people = from.kind() == EntityKind::Country;
    let items = candidate_items(state, name, with_people, |to| {
        (to != *from).then(|| Correction::Reassign {
            from: from.clone(),
            form: form.map(str::to_owned),
            to,
        })
    });
    let mentions = pluralize_mentions(count);
    let title = match form {
        Some(form) => format!("{} ({mentions}) is …", quote_form(form)),
        None => format!("{} ({mentions}) is the country …", from.name()),
    };
    Menu::new(title, count, items, true)
}

/// The menu of the entities that `form`, which the analysis missed, may refer to; the error is the message if there is
/// nothing to add.
pub(super) fn add_menu(state: &State, form: &str) -> Result<Menu, String> {
    let text = state.reading.document.text();
    let correction = |entity: EntityRef| Correction::Add {
        form: form.to_owned(),
        entity,
    };
    // The correction is tried out to count the mentions that it will add.
    let mut tentative: Corrections = state.reading.corrections.corrections.clone();
    let person = EntityRef::Person(form.to_owned());
    tentative.article.push(correction(person));
    let after = corrections::apply(text, &super::confident_entities(state), &tentative);
    let (count, quoted) = (
        count_changes(&state.reading.entities, &after),
        quote_form(form),
    );
    if count == 0 && corrections::find_whole_words(text, form).is_empty() {
        return Err(format!("{quoted} is not a whole word: nothing to add"));
    }
    if count == 0 {
        return Err(format!("{quoted} is already highlighted everywhere"));
    }
    let occurrences = pluralize_mentions(count).replace("mention", "occurrence");
    let items = candidate_items(state, form, true, |entity| Some(correction(entity)));
    Ok(Menu::new(
        format!("{quoted} ({occurrences}) is …"),
        count,
        items,
        true,
    ))
}

/// The items for every entity that `name` may refer to: people whose names share a word with it, a new person, other people,
/// then all countries. People are left out unless `with_people` is set, and so is what has no correction.
fn candidate_items(
    state: &State,
    name: &str,
    with_people: bool,
    correction: impl Fn(EntityRef) -> Option<Correction>,
) -> Vec<MenuItem> {
    let (words, entities) = (name_words(name), &state.reading.entities);
    let mut candidates = Vec::new();
    if with_people {
        candidates = rank_candidates(state, name, |_, entity| entity.kind == EntityKind::Person);
        let is_likely = |known: &&Candidate| shares_word(&words, known.entity.name());
        let likely = candidates.iter().filter(is_likely).count();
        let new = EntityRef::Person(corrections::clean_name(name).unwrap_or_default());
        if find_entity(entities, &new).is_none() {
            let candidate = Candidate {
                label: format!("new person: {}", new.name()),
                entity: new,
                mention_count: 0,
            };
            candidates.insert(likely, candidate);
        }
    }
    let mut countries: Vec<Candidate> = Vec::new();
    countries.extend(all_countries().into_iter().map(|Country { code, name }| {
        let entity = EntityRef::Country(code);
        let present = find_entity(entities, &entity);
        Candidate {
            label: format!("{} {name}", code.as_str()),
            mention_count: present.map_or(0, |id| super::count_mentions(state, id)),
            entity,
        }
    }));
    countries
        .sort_by_cached_key(|one| (!shares_word(&words, &one.label), Reverse(one.mention_count)));
    candidates.extend(countries);
    let items = candidates.into_iter().filter_map(|one| {
        let action = same(correction(one.entity)?);
        Some(MenuItem::new(one.label, one.mention_count, action))
    });
    items.collect()
}

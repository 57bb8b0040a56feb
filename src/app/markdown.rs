//! A card as Markdown, to be pasted elsewhere.

use super::card::{Card, count};
use super::{State, passage};
use crate::entities::company::Together;
use crate::entities::{Form, Kind, Mention, by_how};
use std::fmt::Write;

/// The card of `entity`; with every mention in its sentence.
pub(super) fn card(state: &State, entity: usize) -> Option<String> {
    let card = Card::of(&state.document, &state.entities, entity, None)?;
    let entity = state.entities.entities().get(entity)?;
    let kind = match (entity.kind, entity.code) {
        (Kind::Person, _) => "person".to_owned(),
        (Kind::Country, Some(code)) => format!("country, {}", code.as_str()),
        (Kind::Country, None) => "country".to_owned(),
    };
    let mentions = count(entity.mentions.len(), "mention", "mentions");
    let mut out = format!("# {}\n\n", escaped(&entity.name));
    // Writing to a string never fails.
    let _ = writeln!(out, "{kind}, {mentions} in “{}”\n", title(state));
    let groups = match entity.kind {
        Kind::Country => by_how(&card.forms),
        Kind::Person => card.forms.clone(),
    };
    let form = |form: &Form| format!("{} {}", escaped(&form.words), form.count);
    let _ = writeln!(out, "- Forms: {}", list(groups.iter().map(form)));
    if !entity.roles.is_empty() {
        let roles = entity.roles.iter().map(|role| escaped(role));
        let _ = writeln!(out, "- Called: {}", list(roles));
    }
    let pairs = card.people.iter().chain(&card.countries);
    let with = |pair: &Together| {
        let other = state.entities.entities().get(pair.other)?;
        let sentences = count(pair.sentences as usize, "sentence", "sentences");
        Some(format!("{} ({sentences})", escaped(&other.name)))
    };
    let pairs: Vec<String> = pairs.filter_map(with).collect();
    if !pairs.is_empty() {
        let _ = writeln!(out, "- With: {}", list(pairs));
    }
    let mention = |index: Option<usize>| state.entities.mentions().get(index?);
    if let Some(first) = mention(card.first) {
        let _ = writeln!(out, "\n> {}", sentence(state, first));
    }
    out.push_str("\n## Mentions\n\n");
    for &index in &entity.mentions {
        if out.len() > super::update::MOST_COPIED {
            break;
        }
        if let Some(mention) = mention(Some(index)) {
            let share = mention.range.start * 100 / state.document.text().len().max(1);
            let _ = writeln!(out, "- {share}%: {}", sentence(state, mention));
        }
    }
    Some(out)
}

fn title(state: &State) -> String {
    let meta = state.document.meta();
    escaped(meta.title.as_ref().unwrap_or(&meta.source))
}

/// The sentence of a mention, with its words in bold.
fn sentence(state: &State, mention: &Mention) -> String {
    let range = passage::sentence(&state.document, &state.entities, mention);
    let part = |range| escaped(state.document.slice(range));
    let words = mention.range.clone();
    format!(
        "{}**{}**{}",
        part(range.start..words.start),
        part(words.clone()),
        part(words.end..range.end.max(words.end))
    )
}

fn list(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" · ")
}

/// `text` in one line, with nothing in it that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_text_is_taken_for_markdown() {
        assert_eq!(escaped("a*b_c\n# d <e>"), "a\\*b\\_c \\# d \\<e\\>");
    }
}

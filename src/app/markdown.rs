//! A card as Markdown, for the clipboard.

use super::overlays::card::{Card, pluralize};
use super::{State, passage};
use crate::entities::cooccurrence::Cooccurrence;
use crate::entities::{EntityId, EntityKind, Mention, SurfaceForm, group_by_mention_type};
use std::fmt::Write;

/// Formats the card of `entity`, with the sentence of every mention.
pub(super) fn format_card(state: &State, entity: EntityId) -> String {
    let card = Card::for_entity(&state.reading, entity, None);
    let entity = state.reading.entities.entity(entity);
    let kind = match (entity.kind, entity.code) {
        (EntityKind::Person, _) => "person".to_owned(),
        (EntityKind::Country, Some(code)) => format!("country, {}", code.as_str()),
        (EntityKind::Country, None) => "country".to_owned(),
    };
    let mentions = pluralize(entity.mentions.len(), "mention", "mentions");
    let mut out = format!("# {}\n\n", escape_markdown(&entity.name));
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{kind}, {mentions} in “{}”\n", article_title(state));
    let groups = match entity.kind {
        EntityKind::Country => group_by_mention_type(&card.forms),
        EntityKind::Person => card.forms.clone(),
    };
    let form = |form: &SurfaceForm| format!("{} {}", escape_markdown(&form.text), form.count);
    let _ = writeln!(out, "- Forms: {}", join(groups.iter().map(form)));
    if !entity.roles.is_empty() {
        let roles = entity.roles.iter().map(|role| escape_markdown(role));
        let _ = writeln!(out, "- Roles: {}", join(roles));
    }
    let pairs = card.people.iter().chain(&card.countries);
    let describe_pair = |pair: &Cooccurrence| {
        let other = state.reading.entities.entities().get(pair.other)?;
        let sentences = pluralize(pair.sentences as usize, "sentence", "sentences");
        Some(format!("{} ({sentences})", escape_markdown(&other.name)))
    };
    let pairs: Vec<String> = pairs.filter_map(describe_pair).collect();
    if !pairs.is_empty() {
        let _ = writeln!(out, "- Mentioned with: {}", join(pairs));
    }
    let mention = |index: Option<usize>| state.reading.entities.mentions().get(index?);
    if let Some(first) = mention(card.introduction) {
        let _ = writeln!(out, "\n> {}", format_sentence(state, first));
    }
    out.push_str("\n## Mentions\n\n");
    for &index in &entity.mentions {
        if out.len() > super::update::MAX_COPY_BYTES {
            break;
        }
        if let Some(mention) = mention(Some(index)) {
            let share = mention.range.start * 100 / state.reading.document.text().len().max(1);
            let _ = writeln!(out, "- {share}%: {}", format_sentence(state, mention));
        }
    }
    out
}

fn article_title(state: &State) -> String {
    let meta = state.reading.document.meta();
    escape_markdown(meta.title.as_ref().unwrap_or(&meta.source))
}

/// The sentence of a mention, with the mention in bold.
fn format_sentence(state: &State, mention: &Mention) -> String {
    let range = passage::sentence_of(&state.reading.document, &state.reading.entities, mention);
    let part = |range| escape_markdown(state.reading.document.slice(range));
    let words = mention.range.clone();
    format!(
        "{}**{}**{}",
        part(range.start..words.start),
        part(words.clone()),
        part(words.end..range.end.max(words.end))
    )
}

fn join(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" · ")
}

/// Escapes what Markdown would interpret, and joins lines.
fn escape_markdown(text: &str) -> String {
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
    fn markdown_in_the_text_is_escaped() {
        assert_eq!(escape_markdown("a*b_c\n# d <e>"), "a\\*b\\_c \\# d \\<e\\>");
    }
}

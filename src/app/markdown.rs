//! A card as Markdown, for the clipboard.

use super::overlays::card::{Card, grouped_forms, pluralize};
use super::passage;
use super::reading::Reading;
use crate::entities::cooccurrence::Cooccurrence;
use crate::entities::{EntityId, EntityKind, Mention, SurfaceForm};
use std::fmt::Write;

/// Formats the card of `entity`, with the sentence of every mention.
pub(super) fn format_card(reading: &Reading, entity: EntityId) -> String {
    let card = Card::for_entity(reading, entity, None);
    let (meta, entities) = (reading.document.meta(), &reading.entities);
    let entity = entities.entity(entity);
    let kind = match (entity.kind, entity.code) {
        (EntityKind::Person, _) => "person".to_owned(),
        (EntityKind::Country, Some(code)) => format!("country, {}", code.as_str()),
        (EntityKind::Country, None) => "country".to_owned(),
    };
    let title = escape_markdown(meta.title.as_ref().unwrap_or(&meta.source));
    let mentions = pluralize(entity.mentions.len(), "mention", "mentions");
    let mut out = format!("# {}\n\n", escape_markdown(&entity.name));
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{kind}, {mentions} in “{title}”\n");
    let form = |form: &SurfaceForm| format!("{} {}", escape_markdown(&form.text), form.count);
    let forms = grouped_forms(entity, &card.forms);
    let _ = writeln!(out, "- Forms: {}", join(forms.iter().map(form)));
    if !entity.roles.is_empty() {
        let roles = entity.roles.iter().map(|role| escape_markdown(role));
        let _ = writeln!(out, "- Roles: {}", join(roles));
    }
    let pair = |pair: &Cooccurrence| {
        let sentences = match pair.sentences {
            0 => "same paragraph".to_owned(),
            sentences => pluralize(sentences as usize, "sentence", "sentences"),
        };
        let name = escape_markdown(&entities.entity(pair.other).name);
        format!("{name} ({sentences})")
    };
    let pairs = join(card.people.iter().chain(&card.countries).map(pair));
    if !pairs.is_empty() {
        let _ = writeln!(out, "- Mentioned with: {pairs}");
    }
    if let Some(first) = card.introduction {
        let _ = writeln!(
            out,
            "\n> {}",
            format_sentence(reading, entities.mention(first))
        );
    }
    out.push_str("\n## Mentions\n\n");
    for &id in &entity.mentions {
        if out.len() > super::update::MAX_COPY_BYTES {
            break;
        }
        let mention = entities.mention(id);
        let (share, sentence) = (
            reading.percent(mention.range.start),
            format_sentence(reading, mention),
        );
        let _ = writeln!(out, "- {share}%: {sentence}");
    }
    out
}

/// The sentence of a mention, with the mention in bold.
fn format_sentence(reading: &Reading, mention: &Mention) -> String {
    let (sentence, words) = (passage::sentence_of(reading, mention), &mention.range);
    let part = |range| escape_markdown(reading.document.slice(range));
    format!(
        "{}**{}**{}",
        part(sentence.start..words.start),
        part(words.clone()),
        part(words.end..sentence.end.max(words.end))
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

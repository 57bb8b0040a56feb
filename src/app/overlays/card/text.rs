//! The phrases on a card, as plain strings; the view styles them.

use super::Card;
use crate::app::State;
use crate::atlas::{self, CountryFacts};
use crate::document::BlockKind;
use crate::entities::cooccurrence::Cooccurrence;
use crate::entities::{EntityKind, Mention, SurfaceForm, group_by_mention_type};

/// The surface forms with their counts, as in "Russia 6 · Russian 9".
///
/// Returns `None` if the entity only ever appears under its own name.
pub(super) fn forms_text(state: &State, card: &Card) -> Option<String> {
    let entity = state.reading.entities.entities().get(card.entity)?;
    // A no-break space keeps a form and its count on one line.
    let formatted = |form: &SurfaceForm| format!("{}\u{a0}{}", form.text, form.count);
    let groups = match entity.kind {
        EntityKind::Country => group_by_mention_type(&card.forms),
        EntityKind::Person => card.forms.clone(),
    };
    let plain = |form: &SurfaceForm| form.text == entity.name;
    if groups.len() < 2 && groups.iter().all(plain) {
        return None;
    }
    let parts: Vec<String> = groups.iter().map(formatted).collect();
    Some(parts.join(" · "))
}

/// What the article calls a person, as in "President · Russian leader".
pub(super) fn roles_text(state: &State, card: &Card) -> Option<String> {
    let roles = &state.reading.entities.entities().get(card.entity)?.roles;
    (!roles.is_empty()).then(|| roles.join(" · "))
}

/// What the atlas knows about a country, as in "Eastern Europe · capital Moscow · 144 million people (2023)".
pub(super) fn facts_text(state: &State, card: &Card) -> Option<String> {
    let code = state.reading.entities.entities().get(card.entity)?.code?;
    atlas::facts(code.as_str()).map(format_facts)
}

fn format_facts(facts: &CountryFacts) -> String {
    let region = if facts.subregion.is_empty() {
        facts.region
    } else {
        facts.subregion
    };
    let mut parts = vec![region.to_owned()];
    parts.extend(facts.capital.map(|capital| format!("capital {capital}")));
    let people = |(people, year)| format!("{} ({year})", format_population(people));
    parts.extend(facts.population.map(people));
    // Break lines between facts, not within one.
    let unbroken = parts.iter().map(|part| part.replace(' ', "\u{a0}"));
    unbroken.collect::<Vec<_>>().join(" · ")
}

/// A population in words: "144 million people", "61,000 people".
fn format_population(people: u64) -> String {
    let millions = people as f64 / 1e6;
    match people {
        0..1_000_000 => format!("{} people", group_digits(people as usize)),
        1_000_000..10_000_000 => format!("{millions:.1} million people"),
        10_000_000..1_000_000_000 => format!("{millions:.0} million people"),
        _ => format!("{:.2} billion people", millions / 1e3),
    }
}

/// A number with a comma between groups of three digits: "61,234".
pub fn group_digits(number: usize) -> String {
    let digits = number.to_string();
    let mut formatted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            formatted.push(',');
        }
        formatted.push(digit);
    }
    formatted
}

/// A number with its noun: "1 sentence", "2 sentences".
pub fn pluralize(number: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        group_digits(number),
        if number == 1 { one } else { many }
    )
}

/// Where a mention stands and why it was detected: "34% · looks like a name, confidence 92% · under “Part 3”".
pub fn describe_mention(state: &State, mention: &Mention) -> String {
    let start = mention.range.start;
    let share = start * 100 / state.reading.document.text().len().max(1);
    let mut parts = vec![format!("{share}%")];
    parts.extend(
        mention
            .mention_type
            .map(|mention_type| mention_type.as_str().to_owned()),
    );
    let (reason, confidence) = (mention.reason.description(), mention.confidence);
    parts.push(format!("{reason}, confidence {confidence}%"));
    parts.extend(
        heading_above(state, start).map(|heading_above| format!("under “{heading_above}”")),
    );
    parts.join(" · ")
}

/// The text of the heading above `offset` (bytes).
fn heading_above(state: &State, offset: usize) -> Option<String> {
    let blocks = state.reading.document.blocks();
    let before = blocks.get(..=state.reading.document.block_at(offset))?;
    let heading_above = before
        .iter()
        .rev()
        .find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    let words = state.reading.document.slice(heading_above.range.clone());
    Some(words.replace('\n', " "))
}

/// How often two entities appear together: "3 sentences and 5 paragraphs with Angela Merkel".
pub fn describe_cooccurrence(state: &State, pair: &Cooccurrence) -> String {
    let entities = state.reading.entities.entities();
    let name = entities
        .get(pair.other)
        .map_or("", |other| other.name.as_str());
    let sentences = pluralize(pair.sentences as usize, "sentence", "sentences");
    let paragraphs = pluralize(pair.paragraphs as usize, "paragraph", "paragraphs");
    format!("{sentences} and {paragraphs} with {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_formatted_in_words() {
        assert_eq!(group_digits(999), "999");
        assert_eq!(group_digits(1_234_567), "1,234,567");
        assert_eq!(pluralize(1, "sentence", "sentences"), "1 sentence");
        assert_eq!(pluralize(2_000, "sentence", "sentences"), "2,000 sentences");
        for (people, formatted) in [
            (800, "800 people"),
            (61_000, "61,000 people"),
            (5_594_340, "5.6 million people"),
            (144_400_000, "144 million people"),
            (1_417_000_000, "1.42 billion people"),
        ] {
            assert_eq!(format_population(people), formatted);
        }
    }
}

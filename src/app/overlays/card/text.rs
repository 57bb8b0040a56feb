//! The phrases on a card, as plain strings; the view styles them.

use super::Card;
use crate::app::reading::Reading;
use crate::atlas::{self, Population};
use crate::document::BlockKind;
use crate::entities::cooccurrence::Cooccurrence;
use crate::entities::{Entity, EntityKind, Mention, Reason, SurfaceForm, group_by_mention_type};

/// The surface `forms` of `entity`, those of a country grouped by mention type.
pub fn grouped_forms(entity: &Entity, forms: &[SurfaceForm]) -> Vec<SurfaceForm> {
    match entity.kind {
        EntityKind::Country => group_by_mention_type(forms),
        EntityKind::Person => forms.to_vec(),
    }
}

/// The surface forms with their counts, as in "Russia 6 · Russian 9".
///
/// Returns `None` if the entity only ever appears under its own name.
pub(super) fn forms_text(reading: &Reading, card: &Card) -> Option<String> {
    let entity = reading.entities.entity(card.entity);
    let groups = grouped_forms(entity, &card.forms);
    if groups.len() < 2 && groups.iter().all(|form| form.text == entity.name) {
        return None;
    }
    // A no-break space keeps a form and its count on one line.
    let formatted = |form: &SurfaceForm| format!("{}\u{a0}{}", form.text, form.count);
    let parts: Vec<String> = groups.iter().map(formatted).collect();
    Some(parts.join(" · "))
}

/// What the article calls a person, as in "President · Russian leader".
pub(super) fn roles_text(reading: &Reading, card: &Card) -> Option<String> {
    let roles = &reading.entities.entity(card.entity).roles;
    (!roles.is_empty()).then(|| roles.join(" · "))
}

/// What the atlas knows about a country, as in "Eastern Europe · capital Moscow · 144 million people (2023)".
pub(super) fn facts_text(reading: &Reading, card: &Card) -> Option<String> {
    let code = reading.entities.entity(card.entity).code?;
    let facts = atlas::facts(code.as_str())?;
    let region = if facts.subregion.is_empty() {
        facts.region
    } else {
        facts.subregion
    };
    let capital = facts.capital.map(|capital| format!("capital {capital}"));
    let people = |Population { people, year }| format!("{} ({year})", format_population(people));
    let parts = [
        Some(region.to_owned()),
        capital,
        facts.population.map(people),
    ];
    // Break lines between facts, not within one.
    let unbroken = parts
        .iter()
        .flatten()
        .map(|part| part.replace(' ', "\u{a0}"));
    Some(unbroken.collect::<Vec<_>>().join(" · "))
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
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", group_digits(number))
}

/// Where a mention stands and why it was detected: "34% · 92% sure, because “Mr” stands before it · under “Part 3”".
pub fn describe_mention(reading: &Reading, mention: &Mention) -> String {
    let start = mention.range.start;
    let strongest = mention.evidence.strongest();
    let reason = strongest.filter(|_| mention.reason != Reason::Correction);
    let confidence = mention.confidence;
    // What speaks most for it is one opinion ("it may be used like a name here"), and how sure it is comes from all of them.
    let judgement = match reason {
        Some(reason) => format!("{confidence}% sure, because {reason}"),
        None => format!("{confidence}% sure: {}", mention.reason.description()),
    };
    let parts = [
        Some(format!("{}%", reading.percent(start))),
        mention.mention_type.map(|it| it.description().to_owned()),
        Some(judgement),
        heading_above(reading, start).map(|heading| format!("under “{heading}”")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The text of the heading above `offset` (bytes).
fn heading_above(reading: &Reading, offset: usize) -> Option<String> {
    let document = &reading.document;
    let mut before = document.blocks().get(..=document.block_at(offset))?.iter();
    let heading = before.rfind(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    Some(document.slice(heading.range.clone()).replace('\n', " "))
}

/// How often two entities appear together: "3 sentences and 5 paragraphs with Angela Merkel"; only the paragraphs if no
/// sentence has both.
pub fn describe_cooccurrence(reading: &Reading, pair: &Cooccurrence) -> String {
    let name = &reading.entities.entity(pair.other).name;
    let sentences = pluralize(pair.sentences as usize, "sentence", "sentences");
    let paragraphs = pluralize(pair.paragraphs as usize, "paragraph", "paragraphs");
    match pair.sentences {
        0 => format!("{paragraphs} with {name}"),
        _ => format!("{sentences} and {paragraphs} with {name}"),
    }
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

//! What a card says, in words.
//!
//! Owns the sentences; how they look is the view's affair.

use super::Card;
use crate::app::State;
use crate::atlas::{self, Facts};
use crate::document::BlockKind;
use crate::entities::company::Together;
use crate::entities::{Form, Kind, Mention, by_how};

/// "Russia 6 · Russian 9": in which words it stands; nothing, if it only ever stands by its name.
pub(super) fn forms(state: &State, card: &Card) -> Option<String> {
    let entity = state.entities.entities().get(card.entity)?;
    // The number is never parted from its word.
    let told = |form: &Form| format!("{}\u{a0}{}", form.words, form.count);
    let groups = match entity.kind {
        Kind::Country => by_how(&card.forms),
        Kind::Person => card.forms.clone(),
    };
    let plain = |form: &Form| form.words == entity.name;
    if groups.len() < 2 && groups.iter().all(plain) {
        return None;
    }
    let parts: Vec<String> = groups.iter().map(told).collect();
    Some(parts.join(" · "))
}

/// What the article calls a person.
pub(super) fn roles(state: &State, card: &Card) -> Option<String> {
    let roles = &state.entities.entities().get(card.entity)?.roles;
    (!roles.is_empty()).then(|| roles.join(" · "))
}

/// What is known of a country: "capital Moscow · Eastern Europe · 144 million people".
pub(super) fn facts(state: &State, card: &Card) -> Option<String> {
    let code = state.entities.entities().get(card.entity)?.code?;
    atlas::facts(code.as_str()).map(told_facts)
}

fn told_facts(facts: &Facts) -> String {
    let region = if facts.subregion.is_empty() {
        facts.region
    } else {
        facts.subregion
    };
    let mut parts = vec![region.to_owned()];
    parts.extend(facts.capital.map(|capital| format!("capital {capital}")));
    let people = |(people, year)| format!("{} ({year})", population(people));
    parts.extend(facts.population.map(people));
    // A line ends between two facts, not in one.
    let whole = parts.iter().map(|part| part.replace(' ', "\u{a0}"));
    whole.collect::<Vec<_>>().join(" · ")
}

/// "144 million people", "61,000 people".
fn population(people: u64) -> String {
    let millions = people as f64 / 1e6;
    match people {
        0..1_000_000 => format!("{} people", of_all(people as usize)),
        1_000_000..10_000_000 => format!("{millions:.1} million people"),
        10_000_000..1_000_000_000 => format!("{millions:.0} million people"),
        _ => format!("{:.2} billion people", millions / 1e3),
    }
}

/// A number with its thousands set apart: "61,234".
pub fn of_all(number: usize) -> String {
    let digits = number.to_string();
    let mut told = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}

/// "1 sentence", "2 sentences".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        of_all(number),
        if number == 1 { one } else { many }
    )
}

/// Where a mention stands and why it was marked: "34% · under “Part 3” · a name by its shape, 92% sure".
pub fn mention_words(state: &State, mention: &Mention) -> String {
    let start = mention.range.start;
    let share = start * 100 / state.document.text().len().max(1);
    let mut parts = vec![format!("{share}%")];
    parts.extend(mention.mention_type.map(|how| how.word().to_owned()));
    let (reason, sureness) = (mention.reason.words(), mention.confidence);
    parts.push(format!("{reason}, {sureness}% sure"));
    parts.extend(heading(state, start).map(|heading| format!("under “{heading}”")));
    parts.join(" · ")
}

/// The heading under which `offset` stands.
fn heading(state: &State, offset: usize) -> Option<String> {
    let blocks = state.document.blocks();
    let before = blocks.get(..=state.document.block_at(offset))?;
    let heading = before
        .iter()
        .rev()
        .find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    let words = state.document.slice(heading.range.clone());
    Some(words.replace('\n', " "))
}

/// "3 sentences and 5 paragraphs with Angela Merkel".
pub fn together_words(state: &State, pair: &Together) -> String {
    let entities = state.entities.entities();
    let name = entities
        .get(pair.other)
        .map_or("", |other| other.name.as_str());
    let sentences = count(pair.sentences as usize, "sentence", "sentences");
    let paragraphs = count(pair.paragraphs as usize, "paragraph", "paragraphs");
    format!("{sentences} and {paragraphs} with {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_people_say_them() {
        assert_eq!(of_all(999), "999");
        assert_eq!(of_all(1_234_567), "1,234,567");
        assert_eq!(count(1, "sentence", "sentences"), "1 sentence");
        assert_eq!(count(2_000, "sentence", "sentences"), "2,000 sentences");
        for (people, told) in [
            (800, "800 people"),
            (61_000, "61,000 people"),
            (5_594_340, "5.6 million people"),
            (144_400_000, "144 million people"),
            (1_417_000_000, "1.42 billion people"),
        ] {
            assert_eq!(population(people), told);
        }
    }
}

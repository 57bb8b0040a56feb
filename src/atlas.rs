//! The atlas: facts of countries, and the outlines of the world.
//!
//! Owns what is embedded from `assets/atlas/`, by ISO 3166-1 alpha-2 code (and `XK`). Promises facts for every code of the
//! table of countries, and an outline for all but the smallest. Knows nothing of articles, and nothing of screens.

mod outline;

pub use outline::{Edge, Outline, Point, edges, outline, outlines};

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is known of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Its capital or capitals; none for what has none (Antarctica).
    pub capital: Option<&'static str>,
    /// The part of the world in the words of the United Nations: "Africa".
    pub region: &'static str,
    /// The part of that: "Eastern Africa"; the same as the region where it is not divided.
    pub subregion: &'static str,
    /// People, and the year of the estimate; none where nobody lives for good.
    pub population: Option<(u64, u16)>,
    /// Degrees north and degrees east of a place inside it, where its mark stands on a map.
    pub place: (f64, f64),
}

static FACTS: LazyLock<HashMap<&'static str, Facts>> = LazyLock::new(|| {
    include_str!("../assets/atlas/facts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
        .collect()
});

/// What is known of the country with the code.
pub fn facts(code: &str) -> Option<&'static Facts> {
    FACTS.get(code)
}

/// A row of the table: code, capital, region, part of it, population, year, latitude, longitude.
fn row(line: &'static str) -> Option<(&'static str, Facts)> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let &[code, capital, region, subregion, people, year, north, east] = cells.as_slice() else {
        return None;
    };
    let facts = Facts {
        capital: Some(capital).filter(|capital| *capital != "-"),
        region,
        subregion,
        population: people.parse().ok().zip(year.parse().ok()),
        place: (north.parse().ok()?, east.parse().ok()?),
    };
    Some((code, facts))
}

/// A number of people as one says it: "1.4 billion", "58 million", "5.6 million", "880,000", "1,000".
pub fn in_words(people: u64) -> String {
    let large = |unit: f64, word: &str| {
        let number = people as f64 / unit;
        if number < 9.95 {
            let short = format!("{number:.1}");
            format!("{} {word}", short.trim_end_matches(".0"))
        } else {
            format!("{number:.0} {word}")
        }
    };
    match people {
        999_500_000.. => large(1e9, "billion"),
        995_000.. => large(1e6, "million"),
        1_000.. => {
            let step = if people < 100_000 { 1_000 } else { 10_000 };
            format!("{},000", (people + step / 2) / step * step / 1_000)
        }
        _ => people.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: a card and a map have something to say of whatever the engine can find.
    #[test]
    fn every_code_of_the_table_of_countries_has_facts() {
        let table = include_str!("../assets/countries.tsv");
        let codes: Vec<&str> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
            .filter(|code| *code != "--")
            .collect();
        assert!(codes.len() >= 250);
        for code in &codes {
            let facts = facts(code).unwrap_or_else(|| panic!("no facts of {code}"));
            let (north, east) = facts.place;
            assert!((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east));
            assert!(!facts.region.is_empty() && !facts.subregion.is_empty());
            assert_ne!(facts.capital, Some(""));
        }
        assert_eq!(FACTS.len(), codes.len(), "no facts of what is no country");
    }

    #[test]
    fn facts_are_those_of_the_country() {
        let kenya = facts("KE").unwrap();
        assert_eq!(kenya.capital, Some("Nairobi"));
        assert_eq!(
            (kenya.region, kenya.subregion),
            ("Africa", "Eastern Africa")
        );
        let (people, year) = kenya.population.unwrap();
        assert!((50_000_000..70_000_000).contains(&people) && year >= 2020);
        assert_eq!(facts("AQ").unwrap().population, None);
        assert_eq!(facts("AQ").unwrap().capital, None);
        assert_eq!(facts("ZZ"), None);
    }

    #[test]
    fn numbers_are_said_as_one_says_them() {
        for (people, words) in [
            (1_416_040_000, "1.4 billion"),
            (999_900_000, "1 billion"),
            (58_246_400, "58 million"),
            (5_600_000, "5.6 million"),
            (996_000, "1 million"),
            (884_000, "880,000"),
            (85_370, "85,000"),
            (1_000, "1,000"),
            (593, "593"),
        ] {
            assert_eq!(in_words(people), words);
        }
    }
}

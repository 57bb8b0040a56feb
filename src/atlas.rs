//! The atlas: facts about countries, and the outlines of the world's countries.
//!
//! Everything is embedded from `assets/atlas/` and looked up by ISO 3166-1 alpha-2 code (and `XK` for Kosovo). There
//! are facts for every code in the table of countries, and an outline for all but the smallest. The atlas knows nothing
//! about articles, and of screens only that a map is drawn in dots.

mod outline;
pub mod projection;

pub use outline::{Edge, GeoPoint, Outline, edges, outline, outlines};

use std::collections::HashMap;
use std::sync::LazyLock;

/// A place on the globe.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LatLon {
    /// Its latitude, in degrees north.
    pub north: f64,
    /// Its longitude, in degrees east.
    pub east: f64,
}

/// Facts about a country or territory.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryFacts {
    /// Its capital or capitals; `None` if it has none (Antarctica).
    pub capital: Option<&'static str>,
    /// The region of the world in the terms of the United Nations: "Africa".
    pub region: &'static str,
    /// The part of the region: "Eastern Africa". The same as the region where that is not divided.
    pub subregion: &'static str,
    /// How many people live there; `None` where nobody lives permanently.
    pub population: Option<Population>,
    /// A point inside it where a map marks it.
    pub map_position: LatLon,
}

/// An estimate of a population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Population {
    /// The number of people.
    pub people: u64,
    /// The year of the estimate.
    pub year: u16,
}

static FACTS: LazyLock<HashMap<&'static str, CountryFacts>> = LazyLock::new(|| {
    include_str!("../assets/atlas/facts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(parse_row)
        .collect()
});

/// The facts about the country with this code; `None` if there is no such country.
///
/// ```
/// use byline::atlas;
///
/// let capital = atlas::facts("KE").and_then(|facts| facts.capital);
/// assert_eq!(capital, Some("Nairobi"));
/// assert!(atlas::facts("ZZ").is_none());
/// ```
pub fn facts(code: &str) -> Option<&'static CountryFacts> {
    FACTS.get(code)
}

/// Parses a row of the table: code, capital, region, subregion, population, year, latitude, longitude.
fn parse_row(line: &'static str) -> Option<(&'static str, CountryFacts)> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let &[code, capital, region, subregion, people, year, north, east] = cells.as_slice() else {
        return None;
    };
    let facts = CountryFacts {
        capital: Some(capital).filter(|capital| *capital != "-"),
        region,
        subregion,
        population: people
            .parse()
            .ok()
            .zip(year.parse().ok())
            .map(|(people, year)| Population { people, year }),
        map_position: LatLon {
            north: north.parse().ok()?,
            east: east.parse().ok()?,
        },
    };
    Some((code, facts))
}

/// Rounds a population to the form used in running text: "1.4 billion", "58 million", "5.6 million", "880,000",
/// "1,000".
///
/// ```
/// use byline::atlas;
///
/// assert_eq!(atlas::format_population(58_246_400), "58 million");
/// assert_eq!(atlas::format_population(884_000), "880,000");
/// ```
pub fn format_population(people: u64) -> String {
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

    /// Protects: cards and maps have facts about every country that can be found.
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
            let facts = facts(code).unwrap_or_else(|| panic!("no facts about {code}"));
            let LatLon { north, east } = facts.map_position;
            assert!((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east));
            assert!(!facts.region.is_empty() && !facts.subregion.is_empty());
            assert_ne!(facts.capital, Some(""));
        }
        assert_eq!(
            FACTS.len(),
            codes.len(),
            "facts about a code that is not in the table"
        );
    }

    #[test]
    fn facts_are_those_of_the_country() {
        let kenya = facts("KE").unwrap();
        assert_eq!(kenya.capital, Some("Nairobi"));
        assert_eq!(
            (kenya.region, kenya.subregion),
            ("Africa", "Eastern Africa")
        );
        let Population { people, year } = kenya.population.unwrap();
        assert!((50_000_000..70_000_000).contains(&people) && year >= 2020);
        assert_eq!(facts("AQ").unwrap().population, None);
        assert_eq!(facts("AQ").unwrap().capital, None);
        assert_eq!(facts("ZZ"), None);
    }

    #[test]
    fn populations_are_rounded_for_reading() {
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
            assert_eq!(format_population(people), words);
        }
    }
}

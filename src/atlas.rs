//! The atlas: facts of countries, and the outlines of the world.
//!
//! Owns what is embedded from `assets/atlas/`, by ISO 3166-1 alpha-2 code (and `XK`). Promises facts for every code of the
//! table of countries. Knows nothing of articles, and nothing of screens.

/// What is known of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Its capital; none for what has none (Antarctica).
    pub capital: Option<&'static str>,
    /// The part of the world in the words of the United Nations: "Africa".
    pub region: &'static str,
    /// The part of that: "Eastern Africa"; the same as the region where it is not divided.
    pub subregion: &'static str,
    /// People, and the year of the count; none where nobody lives for good.
    pub population: Option<(u64, u16)>,
    /// Degrees north and degrees east of a place inside it, where its mark stands on a map.
    pub place: (f64, f64),
}

/// What is known of the country with the code.
pub fn facts(_code: &str) -> Option<&'static Facts> {
    None
}

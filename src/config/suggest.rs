//! Suggestions for misspelt words.

use crate::options::join;

/// The lowest Jaro–Winkler similarity (0 to 1) of a word that is suggested.
const MIN_SIMILARITY: f64 = 0.8;

/// The word in `known` most similar to `word`, if it is similar enough.
pub(super) fn suggestion<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let similarity = |other: &str| strsim::jaro_winkler(&word, &other.to_lowercase());
    let best = known
        .iter()
        .max_by(|a, b| similarity(a).total_cmp(&similarity(b)));
    best.copied()
        .filter(|best| similarity(best) >= MIN_SIMILARITY)
}

/// "there is no theme “papr”; did you mean paper?", or if nothing in `known` is similar, with `otherwise` at the end.
/// `kind` is the noun for what `word` should name.
pub(super) fn unknown_name(kind: &str, word: &str, known: &[&str], otherwise: &str) -> String {
    let similar = suggestion(word, known).map(|similar| format!("; did you mean {similar}?"));
    let end = similar.as_deref().unwrap_or(otherwise);
    format!("there is no {kind} “{word}”{end}")
}

/// The end of that message: the names in `known`, if they are few.
pub(super) fn only(known: &[&str]) -> String {
    const MAX_LISTED: usize = 9;
    match known.len() {
        ..=MAX_LISTED => format!(", only {}", join(known, "and")),
        _ => "; byline config lists them".to_owned(),
    }
}

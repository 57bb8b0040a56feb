//! Suggestions for misspelt words.

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

/// "there is no theme “papr”; did you mean paper?", or a list of all if they are few.
/// `kind` is the noun for what `word` should name.
pub(super) fn unknown_name(kind: &str, word: &str, known: &[&str]) -> String {
    const MAX_LISTED: usize = 9;
    match suggestion(word, known) {
        Some(similar) => format!("there is no {kind} “{word}”; did you mean {similar}?"),
        None if known.len() <= MAX_LISTED => {
            format!("there is no {kind} “{word}”, only {}", join_with_and(known))
        }
        None => format!("there is no {kind} “{word}”; byline config lists them"),
    }
}

/// "a, b and c".
pub(super) fn join_with_and(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

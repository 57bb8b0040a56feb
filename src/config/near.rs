//! What a misspelt word was meant to be.

/// From this likeness on (Jaro and Winkler's, up to 1) a word is suggested.
const LIKE: f64 = 0.8;

/// The one of `known` that `word` was probably meant to be.
pub(super) fn near<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let like = |other: &str| strsim::jaro_winkler(&word, &other.to_lowercase());
    let best = known.iter().max_by(|a, b| like(a).total_cmp(&like(b)));
    best.copied().filter(|best| like(best) >= LIKE)
}

/// "there is no theme “papr”; did you mean paper?", or all that there are, if they are few.
pub(super) fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    const FEW: usize = 9;
    match near(word, known) {
        Some(meant) => format!("there is no {what} “{word}”; did you mean {meant}?"),
        None if known.len() <= FEW => {
            format!("there is no {what} “{word}”, only {}", list(known))
        }
        None => format!("there is no {what} “{word}”; byline config lists them"),
    }
}

/// "a, b and c".
pub(super) fn list(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

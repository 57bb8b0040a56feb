//! Past searches, one on each line with the most recent last, in a file beside the history.

use crate::entities::corrections::is_safe_to_display;

/// Maximum number of searches.
const MAX_SEARCHES: usize = 100;
/// Maximum length of a search, in bytes.
const MAX_SEARCH_BYTES: usize = 1000;

/// Parses the file; lines that cannot have been typed are left out.
pub(super) fn parse_searches(text: &str) -> Vec<String> {
    let is_valid = |line: &&str| {
        !line.is_empty() && line.len() <= MAX_SEARCH_BYTES && is_safe_to_display(line)
    };
    let lines: Vec<&str> = text.lines().filter(is_valid).collect();
    let excess = lines.len().saturating_sub(MAX_SEARCHES);
    lines.into_iter().skip(excess).map(str::to_owned).collect()
}

/// The text of the file after the searches in `new` were added, in that order.
pub(super) fn append_searches(text: &str, new: &[String]) -> String {
    let mut old = parse_searches(text);
    old.retain(|old| !new.contains(old));
    let all: Vec<&str> = old.iter().chain(new).map(String::as_str).collect();
    let excess = all.len().saturating_sub(MAX_SEARCHES);
    all.into_iter()
        .skip(excess)
        .flat_map(|line| [line, "\n"])
        .collect()
}

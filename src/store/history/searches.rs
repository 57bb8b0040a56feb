//! What was searched for, the latest last: a line each, in a file beside the history.

use crate::entities::corrections::is_harmless;

/// Searches that are remembered.
const MOST: usize = 100;
/// Bytes of one, at most.
const BYTES: usize = 1000;

/// What `text` says; lines that nobody can have typed are left out.
pub(super) fn read(text: &str) -> Vec<String> {
    let typed = |line: &&str| !line.is_empty() && line.len() <= BYTES && is_harmless(line);
    let lines: Vec<&str> = text.lines().filter(typed).collect();
    let late = lines.len().saturating_sub(MOST);
    lines.into_iter().skip(late).map(str::to_owned).collect()
}

/// The file once `new` were searched for, too, in that order.
pub(super) fn after(text: &str, new: &[String]) -> String {
    let mut old = read(text);
    old.retain(|old| !new.contains(old));
    let all: Vec<&str> = old.iter().chain(new).map(String::as_str).collect();
    let late = all.len().saturating_sub(MOST);
    all.into_iter()
        .skip(late)
        .flat_map(|line| [line, "\n"])
        .collect()
}

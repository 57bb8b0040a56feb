//! What of the lines is text, and which of them belong together.
//!
//! Owns the running heads: a line at the top or the bottom of most pages, whatever number stands in it, is no text. Owns the
//! paragraphs, which a PDF shows by gaps, by indents and by the size of the letters, and does not say.

use super::super::plain::is_ideographic;
use super::page::Line;
use std::collections::{HashMap, HashSet};

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub lines: Vec<Line>,
    pub size: f32,
}

/// How many lines from the edge of a page a running head may stand.
const EDGE: usize = 2;

/// Take the running heads and the page numbers out of `pages`.
pub(super) fn without_heads(pages: &mut [Vec<Line>]) {
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        let heads: HashSet<(bool, String)> =
            edges(page).map(|(_, top, text)| (top, text)).collect();
        for head in heads {
            *counts.entry(head).or_default() += 1;
        }
    }
    let most = (pages.len() / 2).max(2);
    for page in pages.iter_mut() {
        let heads: Vec<usize> = edges(page)
            .filter(|(_, top, text)| {
                let number = text.chars().all(|c| !c.is_alphabetic()) && text.contains('#');
                number
                    || counts
                        .get(&(*top, text.clone()))
                        .is_some_and(|count| *count > most)
            })
            .map(|(at, ..)| at)
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !heads.contains(&(at - 1))
        });
    }
}

/// The lines at the edges of `page`: which one, whether it is at the top, and its text with `#` for every number.
fn edges(page: &[Line]) -> impl Iterator<Item = (usize, bool, String)> {
    let count = page.len();
    let near = move |at: usize| at < EDGE || at + EDGE >= count;
    page.iter()
        .enumerate()
        .filter(move |(at, _)| near(*at))
        .map(move |(at, line)| {
            let mut text = String::new();
            for c in line.text.trim().chars() {
                if !c.is_ascii_digit() {
                    text.push(c);
                } else if !text.ends_with('#') {
                    text.push('#');
                }
            }
            (at, at < EDGE, text)
        })
}

/// The size that most letters have.
pub(super) fn body_size(pages: &[Vec<Line>]) -> f32 {
    let mut letters: HashMap<i32, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *letters.entry((line.size * 2.0) as i32).or_default() += line.text.len();
    }
    let most = letters
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size));
    most.map_or(0.0, |(size, _)| size as f32 / 2.0)
}

/// The paragraphs and headings of `pages`, in order.
pub(super) fn groups(pages: &[Vec<Line>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for page in pages {
        let step = leading(page);
        let mut before: Option<&Line> = None;
        for line in page {
            let joins = groups
                .last()
                .is_some_and(|group| continues(group, before, line, step));
            match groups.last_mut().filter(|_| joins) {
                Some(group) => group.lines.push(line.clone()),
                None => groups.push(Group {
                    lines: vec![line.clone()],
                    size: line.size,
                }),
            }
            before = Some(line);
        }
    }
    groups
}

/// The distance from line to line that is most common on `page`.
fn leading(page: &[Line]) -> f32 {
    let steps = page.windows(2).filter_map(|pair| match pair {
        [a, b] => Some((a.y - b.y).abs()).filter(|step| *step > 0.5),
        _ => None,
    });
    let mut steps: Vec<f32> = steps.collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

/// Whether `line` goes on with `group`; `before` is the line above it on the same page.
fn continues(group: &Group, before: Option<&Line>, line: &Line, step: f32) -> bool {
    let alike = (line.size - group.size).abs() <= 0.1 * group.size;
    let Some(last) = group.lines.last() else {
        return false;
    };
    let ended = last
        .text
        .trim_end()
        .ends_with(['.', '!', '?', ':', '”', '"', '…', '。']);
    let Some(above) = before else {
        // Over the end of a page only a sentence goes on that was not finished.
        return alike && !ended && !is_marked(&line.text);
    };
    let gap = (above.y - line.y).abs();
    let far = gap > 1.35 * step.max(line.size);
    // Right after the first line the left edge is not known: it may have been indented itself.
    let edge = group
        .lines
        .iter()
        .skip(1)
        .map(|line| line.x)
        .fold(f32::MAX, f32::min)
        .min(last.x);
    let indented = ended && line.x > edge + 0.8 * line.size && line.x < edge + 5.0 * line.size;
    alike && !far && !indented && !is_marked(&line.text)
}

/// Whether a list's sign stands at the start of `text`.
fn is_marked(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.chars();
    let bullet = chars.next().is_some_and(|c| "•▪‣●○■–".contains(c))
        && chars.next().is_some_and(char::is_whitespace);
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    bullet
        || (number.len() < text.len() && text.len() - number.len() <= 2 && number.starts_with(". "))
}

/// `group` as one line of text: hyphens at line ends taken out, unless `hyphened` knows the word with its hyphen.
pub(super) fn joined(group: &Group, hyphened: &HashSet<String>) -> String {
    let mut whole = String::new();
    for line in &group.lines {
        let next = line.text.trim();
        let last = whole.chars().next_back();
        let first = next.chars().next().unwrap_or(' ');
        match last {
            None => {}
            Some('-' | '\u{ad}' | '\u{2010}') if first.is_lowercase() => {
                let stem = whole.trim_end_matches(['-', '\u{ad}', '\u{2010}']);
                let head = stem
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let tail = next
                    .split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let word = [head, "-", tail].concat().to_lowercase();
                if head.chars().any(char::is_alphabetic) && !hyphened.contains(&word) {
                    whole.truncate(stem.len());
                }
            }
            Some(last) if is_ideographic(last) && is_ideographic(first) => {}
            Some(_) => whole.push(' '),
        }
        whole.push_str(next);
    }
    whole
}

/// Every word of `pages` that has a hyphen inside of a line.
pub(super) fn hyphened(pages: &[Vec<Line>]) -> HashSet<String> {
    let lines = pages.iter().flatten();
    let words = lines.flat_map(|line| {
        line.text
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
    });
    words
        .filter(|word| word.contains('-') && !word.ends_with('-'))
        .map(str::to_lowercase)
        .collect()
}

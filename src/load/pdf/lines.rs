//! Removes running heads and groups the lines that are left into paragraphs and headings.
//!
//! A running head is a line at the top or bottom of most pages that is the same except for its numbers. A PDF does not
//! mark paragraphs: they are recognised by gaps, indents and font size.

use super::super::plain::is_ideographic;
use super::page::PdfLine;
use std::collections::{HashMap, HashSet};

/// The lines of one paragraph or heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LineGroup {
    pub lines: Vec<PdfLine>,
    /// The font size of its first line, in points.
    pub size: f32,
}

/// How many lines from the top or bottom of a page may be running heads.
const EDGE_LINES: usize = 2;

/// Removes running heads and page numbers from `pages`.
pub(super) fn remove_running_heads(pages: &mut [Vec<PdfLine>]) {
    let mut counts: HashMap<EdgeLine, usize> = HashMap::new();
    for page in pages.iter() {
        let lines = page.iter().enumerate();
        let lines = lines.filter_map(|(at, line)| EdgeLine::new(at, page.len(), line));
        for line in lines.collect::<HashSet<EdgeLine>>() {
            *counts.entry(line).or_default() += 1;
        }
    }
    let threshold = (pages.len() / 2).max(2);
    let is_running_head = |line: EdgeLine| {
        let is_frequent = counts.get(&line).is_some_and(|count| *count > threshold);
        line.is_page_number() || is_frequent
    };
    for page in pages.iter_mut() {
        let count = page.len();
        let mut numbers = 0..;
        page.retain(|line| {
            let at = numbers.next().unwrap_or(0);
            !EdgeLine::new(at, count, line).is_some_and(is_running_head)
        });
    }
}

/// A line near the top or bottom of a page.
#[derive(PartialEq, Eq, Hash)]
struct EdgeLine {
    is_top: bool,
    /// Its text with `#` for each number.
    text: String,
}

impl EdgeLine {
    /// The line `at` of a page with `count` lines, counted from 0; `None` if it is not near an edge.
    fn new(at: usize, count: usize, line: &PdfLine) -> Option<Self> {
        let is_top = at < EDGE_LINES;
        if !is_top && at + EDGE_LINES < count {
            return None;
        }
        let mut text = String::new();
        for c in line.text.trim().chars() {
            if !c.is_ascii_digit() {
                text.push(c);
            } else if !text.ends_with('#') {
                text.push('#');
            }
        }
        Some(Self { is_top, text })
    }

    fn is_page_number(&self) -> bool {
        self.text.chars().all(|c| !c.is_alphabetic()) && self.text.contains('#')
    }
}

/// The font size of most of the text, in points.
pub(super) fn body_font_size(pages: &[Vec<PdfLine>]) -> f32 {
    let mut bytes_by_size: HashMap<i32, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *bytes_by_size.entry((line.size * 2.0) as i32).or_default() += line.text.len();
    }
    let commonest = bytes_by_size
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size));
    commonest.map_or(0.0, |(size, _)| size as f32 / 2.0)
}

/// The paragraphs and headings of `pages`, in order.
pub(super) fn group_lines(pages: &[Vec<PdfLine>]) -> Vec<LineGroup> {
    let mut groups: Vec<LineGroup> = Vec::new();
    for page in pages {
        let spacing = line_spacing(page);
        let mut previous: Option<&PdfLine> = None;
        for line in page {
            let is_continuation = groups
                .last()
                .is_some_and(|group| continues_group(group, previous, line, spacing));
            match groups.last_mut().filter(|_| is_continuation) {
                Some(group) => group.lines.push(line.clone()),
                None => groups.push(LineGroup {
                    lines: vec![line.clone()],
                    size: line.size,
                }),
            }
            previous = Some(line);
        }
    }
    groups
}

/// The usual distance between lines on `page`, in points: the 33rd percentile of all distances.
fn line_spacing(page: &[PdfLine]) -> f32 {
    let distances = page.windows(2).filter_map(|pair| match pair {
        [a, b] => Some((a.y - b.y).abs()).filter(|distance| *distance > 0.5),
        _ => None,
    });
    let mut distances: Vec<f32> = distances.collect();
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 3).copied().unwrap_or(0.0)
}

/// Whether `line` continues `group`; `previous` is the line above it on the same page.
fn continues_group(
    group: &LineGroup,
    previous: Option<&PdfLine>,
    line: &PdfLine,
    spacing: f32,
) -> bool {
    let is_same_size = (line.size - group.size).abs() <= 0.1 * group.size;
    let Some(last) = group.lines.last() else {
        return false;
    };
    let sentence_ended = last
        .text
        .trim_end()
        .ends_with(['.', '!', '?', ':', '”', '"', '…', '。']);
    let Some(above) = previous else {
        // Across a page break, only an unfinished sentence continues.
        return is_same_size && !sentence_ended && !starts_with_marker(&line.text);
    };
    let gap = (above.y - line.y).abs();
    let is_far = gap > 1.35 * spacing.max(line.size);
    // The first line of a group may be indented, so it does not count for the left edge if there are others.
    let edge = group
        .lines
        .iter()
        .skip(1)
        .map(|line| line.x)
        .fold(f32::MAX, f32::min)
        .min(last.x);
    let is_indented =
        sentence_ended && line.x > edge + 0.8 * line.size && line.x < edge + 5.0 * line.size;
    is_same_size && !is_far && !is_indented && !starts_with_marker(&line.text)
}

/// Whether `text` starts with a list marker.
fn starts_with_marker(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.chars();
    let has_bullet = chars.next().is_some_and(|c| "•▪‣●○■–".contains(c))
        && chars.next().is_some_and(char::is_whitespace);
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    has_bullet
        || (after_digits.len() < text.len()
            && text.len() - after_digits.len() <= 2
            && after_digits.starts_with(". "))
}

/// The text of `group` on one line. Hyphens at line ends are removed, unless the word is in `hyphenated`.
pub(super) fn join_lines(group: &LineGroup, hyphenated: &HashSet<String>) -> String {
    let mut joined = String::new();
    for line in &group.lines {
        let next = line.text.trim();
        let last = joined.chars().next_back();
        let first = next.chars().next().unwrap_or(' ');
        match last {
            None => {}
            Some('-' | '\u{ad}' | '\u{2010}') if first.is_lowercase() => {
                let stem = joined.trim_end_matches(['-', '\u{ad}', '\u{2010}']);
                let head = stem
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let tail = next
                    .split(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                let word = [head, "-", tail].concat().to_lowercase();
                if head.chars().any(char::is_alphabetic) && !hyphenated.contains(&word) {
                    joined.truncate(stem.len());
                }
            }
            Some(last) if is_ideographic(last) && is_ideographic(first) => {}
            Some(_) => joined.push(' '),
        }
        joined.push_str(next);
    }
    joined
}

/// Every word of `pages` with a hyphen inside a line, in lower case.
pub(super) fn hyphenated_words(pages: &[Vec<PdfLine>]) -> HashSet<String> {
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

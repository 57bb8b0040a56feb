//! Takes the furniture out of a text that was laid out in pages: form feeds, running heads, and feet with page numbers.
//!
//! A line at the top or the bottom of a page is furniture if it recurs on other pages with other numbers, or names its page
//! (`[Page 12]`). What stands before and after it is then put together again: a paragraph that goes on over the end of a
//! page is one paragraph. Works in linear time.

use super::line::PlainLine;
use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

/// Lines of furniture at the top and at the bottom of a page, at most.
const MAX_LINES: usize = 2;

/// The widest line of furniture, in characters.
const MAX_WIDTH: usize = 120;

/// The most pages, and the longest text in bytes, in which furniture is looked for: more than any book has.
const MAX_PAGES: usize = 20_000;
const MAX_BYTES: usize = 8 << 20;

const FORM_FEED: char = '\u{C}';

/// `text` without page furniture; the text itself if it has no pages.
pub(in crate::load) fn remove_page_furniture(text: &str) -> Cow<'_, str> {
    let mut pages = split_pages(text);
    if pages.len() < 2 {
        return Cow::Borrowed(text);
    }
    for page in &mut pages {
        page.trim();
        while page.line_at(Edge::Bottom).is_some_and(names_its_page) {
            page.lines.pop_back();
            page.trim();
        }
    }
    for edge in [Edge::Top, Edge::Bottom] {
        for _ in 0..MAX_LINES {
            remove_recurring(&mut pages, edge);
        }
    }
    let mut joined = String::with_capacity(text.len());
    let mut previous: Option<&Page<'_>> = None;
    for page in pages.iter().filter(|page| !page.lines.is_empty()) {
        if let Some(previous) = previous {
            joined.push_str(if continues(previous, page) {
                "\n"
            } else {
                "\n\n"
            });
        }
        for (index, line) in page.lines.iter().enumerate() {
            if index > 0 {
                joined.push('\n');
            }
            joined.push_str(line);
        }
        previous = Some(page);
    }
    joined.push('\n');
    Cow::Owned(joined)
}

/// Where furniture stands on a page.
#[derive(Debug, Clone, Copy)]
enum Edge {
    Top,
    Bottom,
}

/// The lines of a page.
#[derive(Debug)]
struct Page<'a> {
    lines: VecDeque<&'a str>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str) -> Self {
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        Self {
            lines: lines.collect(),
        }
    }

    /// Takes blank lines off both ends.
    fn trim(&mut self) {
        let is_blank = |line: &&str| line.trim().is_empty();
        while self.lines.back().is_some_and(is_blank) {
            self.lines.pop_back();
        }
        while self.lines.front().is_some_and(is_blank) {
            self.lines.pop_front();
        }
    }

    /// The line at one end.
    fn line_at(&self, edge: Edge) -> Option<&'a str> {
        match edge {
            Edge::Top => self.lines.front().copied(),
            Edge::Bottom => self.lines.back().copied(),
        }
    }
}

/// The pages of `text`: between form feeds, or without these after lines that name their page.
fn split_pages(text: &str) -> Vec<Page<'_>> {
    let form_feeds = memchr::memchr_iter(FORM_FEED as u8, text.as_bytes()).take(MAX_PAGES);
    let form_feeds = form_feeds.count();
    if form_feeds == MAX_PAGES || text.len() > MAX_BYTES {
        return Vec::new();
    }
    if form_feeds > 0 {
        return text.split(FORM_FEED).map(Page::new).collect();
    }
    if memchr::memmem::find(text.as_bytes(), b"[Page ").is_none() {
        return Vec::new();
    }
    let mut pages = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if names_its_page(line) && pages.len() < MAX_PAGES {
            pages.extend(text.get(start..end).map(Page::new));
            start = end;
        }
    }
    pages.extend(text.get(start..).map(Page::new));
    pages
}

/// Whether `line` ends in the number of its page: `[Page 12]`.
fn names_its_page(line: &str) -> bool {
    let number = line.trim_end().strip_suffix(']').and_then(|line| {
        let start = line.rfind("[Page ")? + "[Page ".len();
        line.get(start..)
    });
    let is_number = |number: &str| {
        let is_roman = number.bytes().all(|byte| b"ivxlc".contains(&byte));
        number.len() <= 6 && (is_roman || number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    number.is_some_and(|number| !number.is_empty() && is_number(number))
}

/// Takes the line at one edge off the pages on which it recurs: at least two, and a fourth of all, since the heads of left
/// and right pages differ.
fn remove_recurring(pages: &mut [Page<'_>], edge: Edge) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let key = |page: &Page<'_>| key_of(page.line_at(edge)?);
    let keys: Vec<Option<String>> = pages.iter().map(key).collect();
    for key in keys.iter().flatten() {
        *counts.entry(key.clone()).or_default() += 1;
    }
    let least = pages.len().div_ceil(4).max(2);
    for (page, key) in pages.iter_mut().zip(&keys) {
        let count = key.as_ref().and_then(|key| counts.get(key));
        if count.is_some_and(|&count| count >= least) {
            match edge {
                Edge::Top => page.lines.pop_front(),
                Edge::Bottom => page.lines.pop_back(),
            };
            page.trim();
        }
    }
}

/// What a line of furniture has in common with that of other pages: its words, with `#` for each number. `None` if it cannot be
/// furniture, which has a number or is set in columns.
fn key_of(line: &str) -> Option<String> {
    let words = line.trim();
    if words.is_empty() || words.len() > 4 * MAX_WIDTH || words.chars().count() > MAX_WIDTH {
        return None;
    }
    let has_columns = words.contains("   ") || words.contains('\t');
    if !has_columns && !words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut key = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '0'..='9' if key.ends_with('#') => {}
            '0'..='9' => key.push('#'),
            c if c.is_whitespace() => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            c => key.push(c),
        }
    }
    Some(key)
}

/// Whether the last paragraph of `page` goes on at the beginning of `next`.
fn continues(page: &Page<'_>, next: &Page<'_>) -> bool {
    let Some((last, first)) = page.line_at(Edge::Bottom).zip(next.line_at(Edge::Top)) else {
        return false;
    };
    let (last, first) = (PlainLine::new(last), PlainLine::new(first));
    if last.ends_sentence() || last.quote_depth != first.quote_depth || last.is_rule() {
        return false;
    }
    if first.starts_lowercase() {
        return true;
    }
    // A sentence may go on with a name; its line is then as full as the others.
    let widths = page.lines.iter().map(|line| PlainLine::new(line).width);
    let widest = widths.max().unwrap_or(0).min(MAX_WIDTH);
    last.indent == first.indent && widest >= 40 && last.width * 10 >= widest * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: heads and feet go whatever separates the pages, and a cut paragraph is whole again.
    #[test]
    fn heads_and_feet_go() {
        for (text, expected) in [
            // Feet alone, with heads that recur, as in an RFC without form feeds.
            (
                "One that is\n\nDoe          Standards Track     [Page 1]\n\nRFC 1      A Title    May 2001\n\n\
                 cut here.\n\nTwo.\n\nDoe          Standards Track     [Page 2]\n\nRFC 1      A Title    May 2001\n\nThree.\n",
                "One that is\ncut here.\n\nTwo.\n\nThree.\n",
            ),
            // A book with other heads on left and right pages, and numbers at the foot.
            (
                "a\n- 1 -\n\u{c}12   THE BOOK\nb\n- 2 -\n\u{c}THE CHAPTER   13\nC.\n- 3 -\n\u{c}14   THE BOOK\r\nd.\n- 4 -\n\
                 \u{c}THE CHAPTER   15\nE\n- 5 -\n",
                "a\nb\n\nC.\n\nd.\n\nE\n",
            ),
            // Sections between form feeds that are no pages.
            (
                "1 First words.\n\u{c}\n2 Other words.\n\u{c}\nThe same line\n\u{c}\nThe same line\n",
                "1 First words.\n\n2 Other words.\n\nThe same line\n\nThe same line\n",
            ),
            ("See [Page 3] of it.\n", "See [Page 3] of it.\n"),
            ("No pages.\n", "No pages.\n"),
        ] {
            assert_eq!(remove_page_furniture(text), expected);
        }
        // So many pages are no book, and would take much memory.
        let feeds = "a\u{c}".repeat(MAX_PAGES);
        assert!(matches!(remove_page_furniture(&feeds), Cow::Borrowed(_)));
    }

    /// Protects: a page ends a paragraph where a sentence ends, and a name at the beginning of a page ends none.
    #[test]
    fn paragraphs_go_on_over_the_end_of_a_page() {
        let line = "The minister said that he would meet the chancellor, Angela";
        for (end, start, joint) in [
            (line, "Merkel, in May.", "\n"),
            (line, "    Merkel, in May.", "\n\n"),
            ("He met Angela", "Merkel, in May.", "\n\n"),
            ("He met her.", "merkel", "\n\n"),
            ("He met", "her.", "\n"),
        ] {
            let text = format!("{line}\n{end}\u{c}{start}");
            assert_eq!(
                remove_page_furniture(&text),
                format!("{line}\n{end}{joint}{start}\n")
            );
        }
    }
}

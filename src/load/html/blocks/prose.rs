//! Tells verse from paragraphs, and finds lines at the beginning that repeat the title, the author or the date.

use super::{InlineText, byline};
use crate::document::BlockKind;
use crate::load::html::metadata::{comparison_key, strip_byline_prefix};

/// How many blocks at the beginning are checked for repetition.
pub(super) const LEAD_BLOCKS: usize = 6;

/// The longest line of verse, in characters.
const MAX_VERSE_CHARS: usize = 64;

/// Removes line breaks that come from hard wrapping.
pub(super) fn unwrap_lines(text: InlineText) -> InlineText {
    if text.text.contains('\n') && is_hard_wrapped(&text.text) {
        text.into_one_line()
    } else {
        text
    }
}

/// Classifies `text` by its line breaks: a paragraph, or verse if the lines are short.
pub(super) fn classify(text: &str) -> BlockKind {
    let is_short = |line: &str| line.trim().chars().count() <= MAX_VERSE_CHARS;
    if text.contains('\n') && text.split('\n').all(is_short) {
        BlockKind::Verse
    } else {
        BlockKind::Paragraph
    }
}

/// Whether lines were broken to fit a width and not for their meaning: most break in the middle of a sentence after at
/// least 45 characters.
fn is_hard_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let breaks = lines.len() - 1;
    let mid_sentence = lines
        .windows(2)
        .filter(|pair| match pair {
            [line, next] => line.chars().count() >= 45 && next.starts_with(char::is_lowercase),
            _ => false,
        })
        .count();
    breaks >= 3 && mid_sentence * 2 > breaks
}

/// Finds blocks at the beginning of an article that repeat what is shown above it.
#[derive(Debug, Default)]
pub(super) struct LeadFilter {
    title_key: String,
    title_words: Vec<String>,
    byline_key: String,
    /// Whether lines that name the author or the date are left out: above an article they are, but on a page without
    /// an article they may be all its text.
    drop_credits: bool,
}

impl LeadFilter {
    pub(super) fn set_title(&mut self, title: &str) {
        self.title_key = comparison_key(title);
        self.title_words = title
            .split_whitespace()
            .map(comparison_key)
            .filter(|word| !word.is_empty())
            .collect();
    }

    pub(super) fn set_byline(&mut self, byline: &str) {
        self.byline_key = comparison_key(byline);
        self.drop_credits = true;
    }

    /// Whether a block repeats the title, the author or the date and says nothing else. `is_past_lead` says that it does
    /// not stand at the beginning.
    pub(super) fn is_redundant(&self, text: &str, kind: &BlockKind, is_past_lead: bool) -> bool {
        let is_heading = matches!(kind, BlockKind::Heading(_));
        let is_line = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. });
        if self.drop_credits && is_line && byline::is_publication_line(text) {
            return true;
        }
        if is_past_lead || text.len() > 400 || !is_heading && !is_line {
            return false;
        }
        let text_key = comparison_key(text);
        if text_key == self.title_key {
            return true;
        }
        if is_heading {
            return self.repeats_title(text);
        }
        if !self.drop_credits {
            return false;
        }
        !self.byline_key.is_empty() && comparison_key(strip_byline_prefix(text)) == self.byline_key
            || byline::is_byline(text)
            || byline::is_dateline(text)
    }

    /// Whether the text of an image says only what the title says: it has most of the words of the title, or the title
    /// has most of its words.
    pub(super) fn is_part_of_title(&self, text: &str) -> bool {
        let words: Vec<String> = text
            .split_whitespace()
            .map(comparison_key)
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() || self.title_words.is_empty() {
            return false;
        }
        let shared = words
            .iter()
            .filter(|word| self.title_words.contains(word))
            .count();
        shared * 10 >= words.len() * 8
            || shared * 10 >= self.title_words.len() * 8
                && words.len() <= 2 * self.title_words.len()
    }

    /// Whether a heading has at least four fifths of the words of the title and says no more: a longer one is a
    /// headline of its own below the title.
    fn repeats_title(&self, heading: &str) -> bool {
        let heading_key = comparison_key(heading);
        // Below a line that announces it.
        if !self.title_key.is_empty()
            && heading_key.ends_with(&self.title_key)
            && heading_key.len() <= 2 * self.title_key.len()
        {
            return true;
        }
        if heading_key.len() * 5 > 6 * self.title_key.len() {
            return false;
        }
        let shared = self
            .title_words
            .iter()
            .filter(|word| heading_key.contains(word.as_str()))
            .count();
        self.title_words.len() >= 4 && shared * 5 >= self.title_words.len() * 4
    }
}

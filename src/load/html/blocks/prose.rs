//! Paragraphs, verse, and what a reader need not be told twice.
//!
//! Owns the judgement of lines that a page broke itself, and of lines at the beginning which repeat the headline or the
//! author.

use super::{Text, credit};
use crate::document::BlockKind;
use crate::load::html::about::{key, without_by};

/// How many blocks the beginning of an article has.
pub(super) const BEGINNING: usize = 6;

/// The longest line of verse, in characters.
const VERSE: usize = 64;

/// What `text` is: lines broken on purpose, or a paragraph.
pub(super) fn kind(text: Text) -> (Text, BlockKind) {
    if !text.text.contains('\n') {
        return (text, BlockKind::Paragraph);
    }
    let lines = || text.text.split('\n').map(str::trim);
    if is_wrapped(lines()) {
        return (text.one_line(), BlockKind::Paragraph);
    }
    let short = lines().all(|line| line.chars().count() <= VERSE);
    let kind = if short {
        BlockKind::Verse
    } else {
        BlockKind::Paragraph
    };
    (text, kind)
}

/// Whether somebody broke lines to fit a window, and not for their meaning: most go on in the middle of a sentence, and
/// are about as long as each other.
fn is_wrapped<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let lines: Vec<&str> = lines.collect();
    let breaks = lines.len() - 1;
    let go_on = lines
        .windows(2)
        .filter(|pair| match pair {
            [here, next] => here.chars().count() >= 45 && next.starts_with(char::is_lowercase),
            _ => false,
        })
        .count();
    breaks >= 3 && go_on * 2 > breaks
}

/// What a reader knows before the text begins.
#[derive(Debug, Default)]
pub(super) struct Known {
    title: String,
    words: Vec<String>,
    byline: String,
    /// Whether lines that name the author or the day are left out: above an article they are, in a page that is none they
    /// may be all there is.
    credits: bool,
}

impl Known {
    pub(super) fn title(&mut self, title: &str) {
        self.title = key(title);
        self.words = title
            .split_whitespace()
            .map(key)
            .filter(|word| !word.is_empty())
            .collect();
    }

    pub(super) fn author(&mut self, byline: Option<&str>) {
        self.byline = byline.map(key).unwrap_or_default();
        self.credits = true;
    }

    /// Whether a block of the beginning says nothing else.
    pub(super) fn says(&self, text: &str, kind: &BlockKind) -> bool {
        let heading = matches!(kind, BlockKind::Heading(_));
        let line = matches!(kind, BlockKind::Paragraph | BlockKind::Item { .. });
        if text.len() > 400 || !heading && !line {
            return false;
        }
        let said = key(text);
        if said == self.title {
            return true;
        }
        if heading {
            return self.repeats(text);
        }
        if !self.credits {
            return false;
        }
        !self.byline.is_empty() && key(without_by(text)) == self.byline
            || credit::is_byline(text)
            || credit::is_dateline(text)
    }

    /// Whether a heading has nearly all words of the title, and few of its own.
    fn repeats(&self, heading: &str) -> bool {
        let said = key(heading);
        if said.len() > 2 * self.title.len() {
            return false;
        }
        let inside = self
            .words
            .iter()
            .filter(|word| said.contains(word.as_str()))
            .count();
        self.words.len() >= 4 && inside * 5 >= self.words.len() * 4
    }
}

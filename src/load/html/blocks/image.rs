//! Images: the words that stand for them.
//!
//! Owns the judgement of what an image's text is worth, and where it goes: into the line, if it is a letter, else below the
//! block it stands in, once. Shows no image.

use super::line::Line;
use super::{Flow, Frame, Writer};
use crate::document::BlockKind;
use crate::load::html::about::key;
use crate::load::html::tag::Tag;

impl Writer {
    /// An image: its text stands for it.
    pub(super) fn image(&mut self, tag: &Tag<'_>) -> Frame {
        let Some(words) = words(tag) else {
            return Frame::Inline;
        };
        match words {
            Image::Sign(sign) => self.text(sign),
            Image::Picture(words) if self.is_cell() => self.line.push(words),
            Image::Picture(words) => {
                let words = words.to_owned();
                let waits = self.figures > 0 || !self.line.is_empty();
                if waits || matches!(self.flow(), Flow::Code) {
                    self.images.push(words);
                } else {
                    self.image_text(&words);
                }
            }
        }
        Frame::Inline
    }

    /// Write an image's text as a block, unless its caption has said it.
    pub(super) fn image_text(&mut self, words: &str) {
        let said = key(words);
        if said.is_empty() || self.captioned.contains(&said) {
            return;
        }
        self.captioned = said;
        let mut line = Line::default();
        line.push("[");
        line.push(words);
        line.push("]");
        self.end(line.take(), BlockKind::Caption);
    }
}

/// What stands for an image.
#[derive(Debug, PartialEq, Eq)]
enum Image<'t> {
    /// A letter of the text: an emoji, a formula.
    Sign(&'t str),
    /// What is to be seen.
    Picture(&'t str),
}

/// The words that stand for an image; `None` if there are none worth reading.
fn words<'t>(tag: &Tag<'t>) -> Option<Image<'t>> {
    let words = tag.get("alt")?.trim();
    let class = |part: &str| {
        tag.classes()
            .any(|class| class.to_ascii_lowercase().contains(part))
    };
    if words.is_empty() {
        return None;
    }
    let emoji = words.chars().count() <= 4 && !words.contains(|c: char| c.is_ascii_alphanumeric());
    if emoji || class("math") || class("latex") || class("tex") {
        return Some(Image::Sign(words));
    }
    if class("avatar") || class("icon") || class("logo") || class("emoji") || is_tiny(tag) {
        return None;
    }
    // A file's name, or one word: no description.
    let described =
        words.split_whitespace().nth(1).is_some() || !words.is_ascii() && words.chars().count() > 6;
    let named = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"]
        .iter()
        .any(|ending| words.to_ascii_lowercase().ends_with(ending));
    (described && !named).then_some(Image::Picture(words))
}

/// Whether the page says that an image is no larger than a letter.
fn is_tiny(tag: &Tag<'_>) -> bool {
    ["width", "height"].iter().any(|name| {
        tag.get(name)
            .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size <= 32)
    })
}

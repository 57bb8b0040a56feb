//! Writes the alternative text of images.
//!
//! A text that stands for a character goes into the line; a description becomes a caption below the block, unless the
//! caption of the figure says the same.

use super::inline::InlineBuffer;
use super::{BlockContext, BlockWriter, CloseAction};
use crate::document::BlockKind;
use crate::load::html::metadata::comparison_key;
use crate::load::html::tag::HtmlTag;

impl BlockWriter {
    /// Adds the alternative text of an image.
    pub(super) fn open_image(&mut self, tag: &HtmlTag<'_>) -> CloseAction {
        let Some(text) = image_text(tag) else {
            return CloseAction::Nothing;
        };
        match text {
            ImageText::Symbol(text) => self.push_text(text),
            ImageText::Description(text) if self.is_in_table() => self.inline.push(text),
            ImageText::Description(text) => {
                let text = text.to_owned();
                let is_deferred = self.figure_depth > 0 || !self.inline.is_empty();
                if is_deferred || matches!(self.context(), BlockContext::Code) {
                    self.pending_image_texts.push(text);
                } else {
                    self.write_image_text(&text);
                }
            }
        }
        CloseAction::Nothing
    }

    /// Writes an image text as a caption, unless the last caption contains it.
    pub(super) fn write_image_text(&mut self, text: &str) {
        let text_key = comparison_key(text);
        if text_key.is_empty() || self.last_caption_key.contains(&text_key) {
            return;
        }
        self.last_caption_key = text_key;
        let mut line = InlineBuffer::default();
        line.push("[");
        line.push(text);
        line.push("]");
        self.end_block(line.take_text(), BlockKind::Caption);
    }
}

/// The text that represents an image.
#[derive(Debug, PartialEq, Eq)]
enum ImageText<'t> {
    /// A character of the text, such as an emoji or a formula.
    Symbol(&'t str),
    /// A description of the picture.
    Description(&'t str),
}

/// The text that represents an image; `None` if its alternative text is not worth reading.
fn image_text<'t>(tag: &HtmlTag<'t>) -> Option<ImageText<'t>> {
    let text = tag.attribute("alt")?.trim();
    let has_class = |part: &str| {
        tag.classes()
            .any(|class| class.to_ascii_lowercase().contains(part))
    };
    if text.is_empty() {
        return None;
    }
    let is_emoji = text.chars().count() <= 4 && !text.contains(|c: char| c.is_ascii_alphanumeric());
    if is_emoji || has_class("math") || has_class("latex") || has_class("tex") {
        return Some(ImageText::Symbol(text));
    }
    if has_class("avatar")
        || has_class("icon")
        || has_class("logo")
        || has_class("emoji")
        || is_tiny(tag)
    {
        return None;
    }
    // A file name or a single word is not a description.
    let is_description =
        text.split_whitespace().nth(1).is_some() || !text.is_ascii() && text.chars().count() > 6;
    let is_file_name = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"]
        .iter()
        .any(|ending| text.to_ascii_lowercase().ends_with(ending));
    (is_description && !is_file_name).then_some(ImageText::Description(text))
}

/// Whether the page declares the image to be no larger than a character.
fn is_tiny(tag: &HtmlTag<'_>) -> bool {
    ["width", "height"].iter().any(|name| {
        tag.attribute(name)
            .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size <= 32)
    })
}

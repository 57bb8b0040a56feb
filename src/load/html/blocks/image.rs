//! Writes the alternative text of images.
//!
//! A text that stands for a character goes into the line; a description becomes a caption below the block, unless the picture has
//! a caption and the description says the same or is only a label.

use super::inline::InlineBuffer;
use super::picture::ImageNote;
use super::{BlockContext, BlockWriter, CloseAction};
use crate::document::BlockKind;
use crate::load::html::math;
use crate::load::html::metadata::comparison_key;
use crate::load::html::tag::HtmlTag;

/// Texts of fewer words are compared as a whole.
const MIN_SHARED_WORDS: usize = 5;

/// A text of at most so many words and bytes is a label, which only those need who have no caption.
const MAX_LABEL_WORDS: usize = 8;
const MAX_LABEL_BYTES: usize = 60;

/// A figure that is open.
#[derive(Debug, Default)]
pub(super) struct OpenFigure {
    /// How many images are in it, not counting those of figures inside it.
    images: usize,
    /// How many image texts waited when it began.
    texts_before: usize,
    pub(super) has_caption: bool,
}

/// The block after an image text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NextBlock<'t> {
    /// Empty if there is none, or it does not belong to the picture.
    pub(super) text: &'t str,
    pub(super) is_caption: bool,
}

impl BlockWriter {
    /// Adds an image: its alternative text, and where it can be loaded from.
    pub(super) fn open_image(&mut self, tag: &HtmlTag<'_>) -> CloseAction {
        let is_picture = !is_decoration(tag);
        let picture = is_picture.then(|| self.picture_source(tag)).flatten();
        if let Some(figure) = self.figures.last_mut() {
            figure.images += 1;
        }
        if let Some(note) = &mut self.held_image_text {
            note.is_last_image = false;
        }
        match image_text(tag) {
            None => self.keep_picture(picture),
            Some(ImageText::Symbol(text)) => self.push_text(text),
            Some(ImageText::Description(text)) if self.is_in_table() => {
                self.inline.push(text);
                self.keep_picture(picture);
            }
            Some(ImageText::Description(text)) => {
                let text = text.to_owned();
                let note = ImageNote {
                    text,
                    is_in_figure: !self.figures.is_empty(),
                    has_caption: false,
                    is_last_image: true,
                    pictures_before: 0,
                    picture,
                };
                let is_deferred = !self.figures.is_empty() || !self.inline.is_empty();
                if is_deferred || matches!(self.context(), BlockContext::Code) {
                    self.pending_image_texts.push(note);
                } else {
                    self.write_image_text(note);
                }
            }
        }
        CloseAction::Nothing
    }

    /// Begins a figure.
    pub(super) fn open_figure(&mut self) {
        self.figures.push(OpenFigure {
            texts_before: self.pending_image_texts.len(),
            ..OpenFigure::default()
        });
    }

    /// Ends a figure. If there is one image in it, its caption is that of the image.
    pub(super) fn close_figure(&mut self) {
        let figure = self.figures.pop().unwrap_or_default();
        if figure.has_caption
            && figure.images == 1
            && let Some(note) = self.pending_image_texts.get_mut(figure.texts_before)
        {
            note.has_caption = true;
        }
    }

    /// Writes an image text as a caption, unless the caption before or after it says the same.
    pub(super) fn write_image_text(&mut self, note: ImageNote) {
        self.release_image_text(NextBlock::default());
        let text_key = comparison_key(&note.text);
        if text_key.is_empty() {
            return self.keep_picture(note.picture);
        }
        if note.has_caption && is_label(&note.text)
            || says_the_same(&text_key, &note.text, &self.captions.last)
        {
            return self.add_picture_above(note.picture);
        }
        let is_repeated = self.lead_filter.is_part_of_title(&note.text)
            || text_key.len() >= super::MIN_CAPTION_KEY_BYTES
                && !self.captions.all.insert(text_key);
        if is_repeated && note.is_in_figure {
            return self.add_picture_above(note.picture);
        }
        if is_repeated {
            return self.keep_picture(note.picture);
        }
        self.held_image_text = Some(ImageNote {
            pictures_before: self.loose_pictures.len(),
            ..note
        });
    }

    /// Writes the image text that waits, unless `next` says the same, or is the caption of a picture with a label.
    pub(super) fn release_image_text(&mut self, next: NextBlock<'_>) {
        let Some(note) = self.held_image_text.take() else {
            return;
        };
        let between = note.pictures_before.min(self.loose_pictures.len());
        let later = self.loose_pictures.split_off(between);
        self.write_note(note, next);
        self.loose_pictures.extend(later);
    }

    fn write_note(&mut self, note: ImageNote, next: NextBlock<'_>) {
        let ImageNote { text, picture, .. } = note;
        self.keep_picture(picture);
        let text_key = comparison_key(&text);
        if next.is_caption && note.is_last_image && is_label(&text)
            || !next.text.is_empty() && says_the_same(&text_key, &text, &comparison_key(next.text))
        {
            return;
        }
        self.captions.last = text_key;
        let mut line = InlineBuffer::default();
        line.push("[");
        line.push(&text);
        line.push("]");
        self.end_block(line.take_text(), BlockKind::Caption);
    }
}

/// Whether an image text is a label rather than a description.
fn is_label(text: &str) -> bool {
    text.len() <= MAX_LABEL_BYTES && text.split_whitespace().count() <= MAX_LABEL_WORDS
}

/// Whether the caption with the key `caption_key` says what the image text does: it holds all of it, or is how it begins, or
/// holds most of its words if these are several.
fn says_the_same(text_key: &str, text: &str, caption_key: &str) -> bool {
    // The text of some sites' pictures is the caption, and then the names of an agency and its lawyers.
    let is_longer_caption =
        caption_key.len() >= super::MIN_CAPTION_KEY_BYTES && text_key.starts_with(caption_key);
    if caption_key.contains(text_key) || is_longer_caption {
        return true;
    }
    let words: Vec<String> = text
        .split_whitespace()
        .map(comparison_key)
        .filter(|word| !word.is_empty())
        .collect();
    let shared = words
        .iter()
        .filter(|word| caption_key.contains(word.as_str()))
        .count();
    words.len() >= MIN_SHARED_WORDS && shared * 10 >= words.len() * 8
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
    // A decorated initial letter.
    let is_initial = text.chars().count() == 1 && text.chars().all(char::is_uppercase);
    if is_initial {
        return Some(ImageText::Symbol(text));
    }
    let is_emoji = text.chars().count() <= 4 && !text.contains(|c: char| c.is_ascii_alphanumeric());
    if is_emoji || has_class("math") || has_class("latex") || has_class("tex") {
        return Some(ImageText::Symbol(math::without_display_style(text)));
    }
    if is_decoration(tag) {
        return None;
    }
    // A file name or a single word is not a description.
    if is_placeholder(text) {
        return None;
    }
    let is_description =
        text.split_whitespace().nth(1).is_some() || !text.is_ascii() && text.chars().count() > 6;
    let is_file_name = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"]
        .iter()
        .any(|ending| text.to_ascii_lowercase().ends_with(ending));
    (is_description && !is_file_name).then_some(ImageText::Description(text))
}

/// Whether an image is no picture of the article: an icon, a face beside a name, a dot that counts readers.
fn is_decoration(tag: &HtmlTag<'_>) -> bool {
    const CLASSES: [&str; 4] = ["avatar", "icon", "logo", "emoji"];
    is_tiny(tag)
        || tag.classes().any(|class| {
            let class = class.to_ascii_lowercase();
            CLASSES.iter().any(|part| class.contains(part))
        })
}

/// Words of texts that say only that there is a picture, in lower case.
const PLACEHOLDER_WORDS: &[&str] = &[
    "a",
    "an",
    "the",
    "image",
    "images",
    "photo",
    "picture",
    "pic",
    "img",
    "bild",
    "foto",
    "imagen",
    "thumbnail",
    "of",
    "for",
    "article",
    "post",
    "story",
    "titled",
    "illustration",
    "featured",
    "default",
    "placeholder",
    "lazy",
    "loaded",
    "component",
    "loading",
    "cover",
    "header",
    "banner",
    "logo",
    "icon",
    "avatar",
    "profile",
    "stars",
    "star",
    "screenshot",
    "untitled",
    "caption",
    "no",
    "alt",
    "text",
    "here",
];

/// Whether an image text says no more than that there is a picture.
fn is_placeholder(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()))
        .all(|word| PLACEHOLDER_WORDS.contains(&word.to_lowercase().as_str()))
}

/// Whether the page declares the image to be no larger than a character.
fn is_tiny(tag: &HtmlTag<'_>) -> bool {
    ["width", "height"].iter().any(|name| {
        tag.attribute(name)
            .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size <= 32)
    })
}

//! Finds where a picture can be loaded from, and keeps it until it is known where it stands.

use super::BlockWriter;
use crate::load::clean;
use crate::load::html::tag::HtmlTag;

/// The width in pixels from which a picture is large enough for any screen.
const WIDE_ENOUGH: u32 = 1_200;

/// A picture, and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PictureSource {
    address: String,
    alt: String,
}

impl PictureSource {
    fn new(address: String, tag: &HtmlTag<'_>) -> Self {
        let alt = tag.attribute("alt").unwrap_or_default();
        Self {
            address,
            alt: clean::line(alt.trim()).into_owned(),
        }
    }
}

/// The text of an image that becomes a caption, and the image.
#[derive(Debug, Clone)]
pub(super) struct ImageNote {
    pub(super) text: String,
    /// Whether the figure that it is in may have a caption, which comes before it.
    pub(super) is_in_figure: bool,
    /// Whether the figure has one, and no other image.
    pub(super) has_caption: bool,
    /// Whether no other image has come since.
    pub(super) is_last_image: bool,
    /// How many pictures without a caption of their own came before it.
    pub(super) pictures_before: usize,
    pub(super) picture: Option<PictureSource>,
}

impl BlockWriter {
    /// The picture of an `img` element, if it says where that is.
    pub(super) fn picture_source(&self, tag: &HtmlTag<'_>) -> Option<PictureSource> {
        let attribute = |name: &str| tag.attribute(name).map(str::trim);
        // What stands in `src` until a script replaces it is a blank within the address itself.
        let own = attribute("src");
        let own = own.and_then(|link| self.base_url.resolve_picture(link));
        let (own, blank) = match own {
            Some(own) if own.starts_with("data:") => (None, Some(own)),
            own => (own, None),
        };
        // A file of a saved page was saved with it; the other sizes were not.
        if let Some(file) = own.as_ref().filter(|own| own.starts_with("file:")) {
            return Some(PictureSource::new(file.clone(), tag));
        }
        let lists = ["srcset", "data-srcset", "data-lazy-srcset"];
        let names = ["data-src", "data-original", "data-lazy-src"];
        let listed = lists
            .iter()
            .filter_map(|name| best_of_set(attribute(name)?));
        let later = names.iter().filter_map(|name| attribute(name));
        let address = listed
            .chain(later)
            .find_map(|link| self.base_url.resolve_picture(link))
            .or(own)
            .or(blank)?;
        Some(PictureSource::new(address, tag))
    }

    /// Keeps a picture without a caption of its own, until the next block is written.
    pub(super) fn keep_picture(&mut self, picture: Option<PictureSource>) {
        self.loose_pictures.extend(picture);
    }

    /// Adds a picture whose caption has just been written; if that was long ago, it is kept until the next block.
    pub(super) fn add_picture_above(&mut self, picture: Option<PictureSource>) {
        if !self.loose_pictures.is_empty() {
            self.keep_picture(picture);
        } else if let Some(PictureSource { address, alt }) = picture {
            self.builder.add_picture_above(&address, &alt);
        }
    }

    /// Adds the pictures that were kept, to the block that is about to be written.
    pub(super) fn add_kept_pictures(&mut self) {
        for PictureSource { address, alt } in self.loose_pictures.drain(..) {
            self.builder.add_picture(&address, &alt);
        }
    }
}

/// The URL in a `srcset` attribute that is just large enough, or else the largest.
fn best_of_set(set: &str) -> Option<&str> {
    let mut candidates = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        // A comma at the end of the URL ends the candidate; others are part of it.
        let bare = url.trim_end_matches(',');
        let (descriptor, after) = if bare.len() < url.len() {
            ("", after)
        } else {
            after.split_at(after.find(',').unwrap_or(after.len()))
        };
        candidates.push((bare, width_of(descriptor.trim())));
        rest = after;
    }
    let enough = candidates.iter().filter(|(_, width)| *width >= WIDE_ENOUGH);
    let best = enough.min_by_key(|(_, width)| *width);
    let best = best.or_else(|| candidates.iter().max_by_key(|(_, width)| *width));
    best.map(|(url, _)| *url)
}

/// The width in pixels in a descriptor: `800w`; `2x` counts as much as twice a column.
fn width_of(descriptor: &str) -> u32 {
    if let Some(width) = descriptor.strip_suffix('w') {
        return width.parse().unwrap_or(0);
    }
    let density = descriptor.strip_suffix('x').unwrap_or("1");
    (density.parse::<f32>().unwrap_or(1.0).clamp(0.0, 8.0) * 700.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: of several sizes the one is taken that is just large enough, however the list is written.
    #[test]
    fn the_size_that_is_large_enough_is_chosen() {
        for (set, url) in [
            ("a.jpg 400w, b.jpg 1280w, c.jpg 4000w", Some("b.jpg")),
            ("a.jpg 400w,b.jpg 800w", Some("b.jpg")),
            ("a.jpg, b.jpg 2x", Some("b.jpg")),
            (
                "https://e.org/w_400,h_300/a.jpg 1x",
                Some("https://e.org/w_400,h_300/a.jpg"),
            ),
            (" only.png ", Some("only.png")),
            (" , ,", None),
            ("", None),
            ("a.png nonsense, b.png 99999999999999w", Some("a.png")),
        ] {
            assert_eq!(best_of_set(set), url, "{set}");
        }
    }
}

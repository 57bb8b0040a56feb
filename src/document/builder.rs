//! The builder, which is the only way to make a [`Document`].
//!
//! It upholds the document's invariants: text is only appended, a block ends before the next begins, and styles and
//! links lie inside their block. It expects text that [`clean`](crate::load::clean) has already cleaned, and ignores
//! any call that would break an invariant.

use super::addresses::link_addresses;
use super::{Block, BlockKind, Document, Inline, InlineStyle, Link, Meta, PictureRef};
use std::ops::Range;

/// Maximum number of blocks, some twenty times those of the longest novel. Further blocks are appended to the last one
/// as lines: a block takes more memory than a short line, and a file of nothing but short lines must not exhaust the
/// memory.
const MAX_BLOCKS: usize = 1 << 19;

/// Most places that have a name.
const MAX_PLACES: usize = 1 << 16;

/// The longest name of a place, in bytes.
const MAX_PLACE_NAME_BYTES: usize = 200;

/// Most pictures.
const MAX_PICTURES: usize = 1 << 12;

/// The most bytes of all addresses of pictures together: some hold the picture itself.
const MAX_PICTURE_BYTES: usize = 32 << 20;

/// Builds a document block by block: [`push`](Self::push) adds text, [`end`](Self::end) ends a block.
///
/// ```
/// use byline::document::{BlockKind, Builder, InlineStyle};
///
/// let mut builder = Builder::new("news.html");
/// builder.push("She spoke in ");
/// let start = builder.len();
/// builder.push("Paris");
/// builder.add_style(start, InlineStyle::Strong);
/// builder.add_link(start, "https://example.org/paris");
/// builder.push(" on Monday.");
/// builder.end(BlockKind::Paragraph);
/// let document = builder.finish();
///
/// let link = &document.links()[0];
/// assert_eq!(document.slice(link.range.clone()), "Paris");
/// assert_eq!(document.inlines()[0].range, link.range);
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    /// Byte offset at which the open block's text begins, after the separator.
    open_start: Option<usize>,
    /// The kind of the last block that was ended, if any.
    last_kind: Option<BlockKind>,
    quote_depth: u8,
    /// Names of places at the beginning of the open block, or of the next one.
    pending_places: Vec<String>,
    /// Pictures in the open block, or before the next one.
    pending_pictures: Vec<PictureRef>,
    /// The bytes of all addresses of pictures.
    picture_bytes: usize,
    /// The address of the page, to which links to places that the text lacks belong.
    page_address: Option<String>,
    /// The byte range in the source of the blocks that follow, if the loader reports it.
    source_range: Option<Range<usize>>,
}

impl Builder {
    /// Starts an empty document; `source` is where it came from, for display.
    pub fn new(source: impl Into<String>) -> Self {
        let mut builder = Self::default();
        builder.document.meta.source = source.into();
        builder
    }

    /// Reserves memory for `bytes` more bytes of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.document.text.reserve(bytes);
    }

    /// The metadata, which may be filled in at any time.
    pub fn meta_mut(&mut self) -> &mut Meta {
        &mut self.document.meta
    }

    /// Sets the quotation depth of the blocks that follow.
    pub fn set_quote_depth(&mut self, depth: u8) {
        self.quote_depth = depth;
    }

    /// Gives the beginning of the open block, or of the next one, a name to which links with the target `#name` lead. Of
    /// places with the same name the first counts.
    pub fn add_place(&mut self, name: &str) {
        let is_short = (1..=MAX_PLACE_NAME_BYTES).contains(&name.len());
        if is_short && self.document.places.len() + self.pending_places.len() < MAX_PLACES {
            self.pending_places.push(name.to_owned());
        }
    }

    /// Adds the picture at `address`, which stands in the open block or before the next one; a caption that ends there belongs to
    /// it. `alt` are the words that stand for it. A picture that follows itself is one.
    pub fn add_picture(&mut self, address: &str, alt: &str) {
        let pictures = &self.document.pictures;
        let before = self.pending_pictures.last().or(pictures.last());
        let is_repeated = before.is_some_and(|before| &*before.address == address);
        let count = pictures.len() + self.pending_pictures.len();
        let bytes = self.picture_bytes.saturating_add(address.len());
        if address.is_empty() || is_repeated || count >= MAX_PICTURES || bytes > MAX_PICTURE_BYTES {
            return;
        }
        self.picture_bytes = bytes;
        self.pending_pictures.push(PictureRef {
            range: 0..0,
            address: address.into(),
            alt: alt.to_owned(),
        });
    }

    /// Adds a picture, which the last block belongs to if that is a caption.
    pub fn add_picture_above(&mut self, address: &str, alt: &str) {
        self.add_picture(address, alt);
        if let Some(block) = self.document.blocks.last()
            && block.kind == BlockKind::Caption
            && self.pending_pictures.len() == 1
        {
            let range = block.range.clone();
            self.place_pictures(&range);
        }
    }

    /// Gives the pending pictures their place.
    fn place_pictures(&mut self, range: &Range<usize>) {
        let pending = std::mem::take(&mut self.pending_pictures).into_iter();
        let placed = pending.map(|picture| PictureRef {
            range: range.clone(),
            ..picture
        });
        self.document.pictures.extend(placed);
    }

    /// Sets the address of the page. Links to places that are not in the text then lead there; without an address they
    /// are dropped.
    pub fn set_page_address(&mut self, address: Option<String>) {
        self.page_address = address;
    }

    /// Sets the byte range in the source of the blocks that follow; `None` if it is not known.
    pub fn set_source_range(&mut self, range: Option<Range<usize>>) {
        self.source_range = range;
    }

    /// The text from the byte offset `start` on; empty if that is not a character boundary.
    pub fn text_from(&self, start: usize) -> &str {
        self.document.text.get(start..).unwrap_or_default()
    }

    /// The length of the text so far, in bytes. If a block is open, the next pushed text starts there.
    pub fn len(&self) -> usize {
        self.document.text.len()
    }

    /// Whether the text is still empty.
    pub fn is_empty(&self) -> bool {
        self.document.text.is_empty()
    }

    /// Begins a block unless one is open; returns the byte offset of its first character.
    pub fn begin(&mut self) -> usize {
        if let Some(start) = self.open_start {
            return start;
        }
        if self.last_kind.is_some() {
            let separator = if self.is_full() { "\n" } else { "\n\n" };
            self.document.text.push_str(separator);
        }
        let start = self.document.text.len();
        self.open_start = Some(start);
        start
    }

    /// Appends text to the open block, beginning one if necessary.
    pub fn push(&mut self, text: &str) {
        self.begin();
        self.document.text.push_str(text);
    }

    /// Allows a word of the open block to be hyphenated at the byte offset `at`. Offsets must be added in ascending
    /// order.
    pub fn add_soft_hyphen(&mut self, at: usize) {
        let inside =
            self.open_start.is_some_and(|start| start < at) && at < self.document.text.len();
        let ascending = self
            .document
            .soft_hyphens
            .last()
            .is_none_or(|&last| last < at);
        if inside && ascending && self.document.text.is_char_boundary(at) {
            self.document.soft_hyphens.push(at);
        }
    }

    /// Applies `style` to `start..len()`, where `start` is a value of [`len`](Self::len) from inside the open block.
    pub fn add_style(&mut self, start: usize, style: InlineStyle) {
        let end = self.document.text.len();
        if self.open_start.is_some_and(|open| open <= start)
            && start < end
            && self.document.text.is_char_boundary(start)
        {
            self.document.inlines.push(Inline {
                range: start..end,
                style,
            });
        }
    }

    /// Makes `start..len()` a link to `target`. Links must not overlap.
    pub fn add_link(&mut self, start: usize, target: impl Into<String>) {
        let end = self.document.text.len();
        let after = self.document.links.last().map_or(0, |link| link.range.end);
        if self.open_start.is_some_and(|open| open <= start)
            && start >= after
            && start < end
            && self.document.text.is_char_boundary(start)
        {
            self.document.links.push(Link {
                range: start..end,
                target: target.into(),
            });
        }
    }

    /// Ends the open block as `kind`. White space at its end is trimmed. An empty block is dropped, unless it is a
    /// rule.
    pub fn end(&mut self, kind: BlockKind) {
        let is_rule = kind == BlockKind::Rule && !self.is_full();
        let start = if is_rule {
            self.begin()
        } else {
            self.open_start.unwrap_or(self.document.text.len())
        };
        self.open_start = None;
        let body = self.document.text.get(start..).unwrap_or_default();
        let end = start + body.trim_end().len();
        if end == start && !is_rule {
            let before = self
                .document
                .blocks
                .last()
                .map_or(0, |block| block.range.end);
            self.truncate(before);
            return;
        }
        self.truncate(end);
        if self.is_full() {
            self.extend_last_block(end);
            return;
        }
        let places = std::mem::take(&mut self.pending_places).into_iter();
        self.document
            .places
            .extend(places.map(|name| (name, start)));
        let is_caption = kind == BlockKind::Caption;
        self.place_pictures(&(start..if is_caption { end } else { start }));
        self.document.blocks.push(Block {
            range: start..end,
            kind: kind.clone(),
            quote_depth: self.quote_depth,
        });
        if self.source_range.is_some() || !self.document.source_ranges.is_empty() {
            let before = self.document.blocks.len() - 1;
            self.document.source_ranges.resize(before, None);
            self.document.source_ranges.push(self.source_range.clone());
        }
        self.last_kind = Some(kind);
    }

    fn is_full(&self) -> bool {
        self.document.blocks.len() >= MAX_BLOCKS
    }

    /// Extends the last block to `end`; it becomes a block of lines, whatever it was.
    fn extend_last_block(&mut self, end: usize) {
        if let Some(last) = self.document.blocks.last_mut() {
            last.range.end = end;
            last.kind = BlockKind::Verse;
        }
        if let Some(range) = self.document.source_ranges.last_mut() {
            *range = None;
        }
    }

    /// Returns the finished document. A block that is still open ends as a paragraph.
    pub fn finish(mut self) -> Document {
        if self.open_start.is_some() {
            self.end(BlockKind::Paragraph);
        }
        self.settle_places();
        let end = self.document.text.len();
        self.place_pictures(&(end..end));
        link_addresses(&self.document.text, &mut self.document.links);
        // Styles are added when they end, but are read in the order in which they begin.
        self.document
            .inlines
            .sort_by_key(|inline| (inline.range.start, usize::MAX - inline.range.end));
        self.document.text.shrink_to_fit();
        self.document
    }

    /// Orders the places, and decides about links to those that are not there.
    fn settle_places(&mut self) {
        // Sorting is stable, so the first of equal names stays.
        self.document.places.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.document.places.dedup_by(|(a, _), (b, _)| a == b);
        let mut links = std::mem::take(&mut self.document.links);
        links.retain_mut(|link| {
            let Some(name) = link.target.strip_prefix('#') else {
                return true;
            };
            if self.document.place(name).is_some() {
                return true;
            }
            let address = self.page_address.as_ref();
            link.target = address.map_or_else(String::new, |address| format!("{address}#{name}"));
            address.is_some()
        });
        self.document.links = links;
    }

    /// Truncates the text to `end` bytes, and every style and link with it.
    fn truncate(&mut self, end: usize) {
        self.document.text.truncate(end);
        let kept = self.document.soft_hyphens.partition_point(|&at| at < end);
        self.document.soft_hyphens.truncate(kept);
        while self
            .document
            .links
            .last()
            .is_some_and(|link| link.range.end > end)
        {
            if let Some(mut link) = self.document.links.pop()
                && link.range.start < end
            {
                link.range.end = end;
                self.document.links.push(link);
            }
        }
        for inline in self
            .document
            .inlines
            .iter_mut()
            .rev()
            .take_while(|inline| inline.range.end > end)
        {
            inline.range.end = end;
        }
        while self
            .document
            .inlines
            .last()
            .is_some_and(|inline| inline.range.start >= inline.range.end)
        {
            self.document.inlines.pop();
        }
    }
}

#[cfg(test)]
mod tests;

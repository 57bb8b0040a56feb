//! Adds up what stands in a block of a page, part by part.

use super::Amount;

/// A block of at least this many bytes is prose even without the end of a sentence.
const MIN_BLOCK_BYTES: usize = 100;

/// No more prose than this, in bytes, below a heading that is a link announces another article.
const MAX_TEASER_BYTES: usize = 600;

/// A block whose text is being measured.
#[derive(Debug, Default)]
pub(super) struct OpenBlock {
    is_heading: bool,
    /// How many links are open.
    pub(super) links: usize,
    /// All text in it.
    text: usize,
    /// The text of all links in it.
    linked: usize,
    /// The prose of the parts in it that have ended.
    prose: usize,
    /// What stands below the last heading.
    part: BlockPart,
    /// Whether a part announced another article, and was left out.
    has_teaser: bool,
    run: TextRun,
}

/// What stands below a heading, or before the first.
#[derive(Debug, Default)]
struct BlockPart {
    prose: usize,
    /// Whether the heading is a link.
    announces_other: bool,
}

impl BlockPart {
    /// Its prose, unless it announces another article.
    fn kept(&self) -> usize {
        if self.announces_other && self.prose <= MAX_TEASER_BYTES {
            0
        } else {
            self.prose
        }
    }
}

/// Text between two blocks, in bytes without white space at the ends of its pieces.
#[derive(Debug, Default)]
struct TextRun {
    bytes: usize,
    linked: usize,
    ends_sentence: bool,
}

impl OpenBlock {
    /// A block inside so many open links.
    pub(super) fn begin(is_heading: bool, links: usize) -> Self {
        Self {
            is_heading,
            links,
            ..Self::default()
        }
    }

    /// Adds a text of so many bytes.
    pub(super) fn add_text(&mut self, bytes: usize, ends_sentence: bool) {
        self.run.bytes += bytes;
        self.text += bytes;
        if self.links > 0 {
            self.run.linked += bytes;
            self.linked += bytes;
        }
        self.run.ends_sentence = ends_sentence;
    }

    /// Whether it does nothing but announce other articles.
    pub(super) fn is_teaser(&self) -> bool {
        self.amount().prose == 0
            && (self.has_teaser || self.part.announces_other && self.part.prose > 0)
    }

    /// What stands in it.
    pub(super) fn amount(&self) -> Amount {
        Amount {
            prose: self.prose + self.part.kept(),
            text: self.text,
            linked: self.linked,
        }
    }

    /// Ends the part below the last heading.
    pub(super) fn end_part(&mut self) {
        self.end_run();
        let part = std::mem::take(&mut self.part);
        self.has_teaser |= part.kept() < part.prose;
        self.prose += part.kept();
    }

    /// Adds a block that has ended to the one around it.
    pub(super) fn add_block(&mut self, block: &Self) {
        let is_only_heading =
            block.prose == 0 && block.part.prose == 0 && block.part.announces_other;
        if is_only_heading || block.is_heading {
            self.end_part();
            self.part.announces_other = block.part.announces_other;
        } else {
            self.part.prose += block.prose + block.part.kept();
        }
        self.has_teaser |= block.has_teaser;
        self.text += block.text;
        self.linked += block.linked;
    }

    /// Ends a run of text between two blocks and counts it, if it is prose.
    pub(super) fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let is_prose = run.bytes >= MIN_BLOCK_BYTES || run.ends_sentence;
        if is_prose && run.linked * 2 < run.bytes {
            self.part.prose += run.bytes;
        }
        if self.is_heading && run.bytes > 0 {
            self.part.announces_other = run.linked * 10 >= run.bytes * 8;
        }
    }
}

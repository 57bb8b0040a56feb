//! Detects the width to which a text was wrapped, and which line breaks come from wrapping.
//!
//! A break is *forced* if the first word of the next line would not have fitted within the wrap width. Where nearly all
//! breaks are forced, the text is wrapped prose; otherwise it is verse, an address, or one paragraph on each line.

use super::line::PlainLine;

/// The widest wrap width in use, in characters.
const MAX_WIDTH: usize = 104;

/// The narrowest wrap width in use, in characters.
const MIN_WIDTH: usize = 28;

/// The column to which the lines of a text were wrapped; `None` if they were not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrapWidth(Option<usize>);

impl WrapWidth {
    /// Detects the wrap width of `lines`; blank lines separate paragraphs.
    pub(super) fn detect<'a>(lines: impl Iterator<Item = PlainLine<'a>>) -> Self {
        let mut widths = [0_usize; MAX_WIDTH + 1];
        let (mut wrapped, mut too_wide, mut long_paragraphs) = (0_usize, 0_usize, 0_usize);
        let mut previous: Option<PlainLine<'_>> = None;
        let mut begins_paragraph = true;
        for next in lines {
            let Some(line) = previous.replace(next) else {
                continue;
            };
            let is_alone = begins_paragraph && next.is_blank();
            long_paragraphs += usize::from(is_alone && line.width > MAX_WIDTH);
            begins_paragraph = line.is_blank();
            // The last line of a paragraph may have any width.
            if line.is_blank() || next.is_blank() {
                continue;
            }
            match widths.get_mut(line.width) {
                Some(count) => {
                    *count += 1;
                    wrapped += 1;
                }
                None => too_wide += 1,
            }
        }
        // Whoever writes paragraphs on one long line each breaks the others on purpose.
        if wrapped == 0 || too_wide * 8 > wrapped || long_paragraphs > wrapped {
            return Self(None);
        }
        // Nine lines in ten end at or before the wrap width, so a few long URLs do not change it.
        let mut lines_left = wrapped - wrapped / 10;
        let column = widths.iter().position(|&count| {
            lines_left = lines_left.saturating_sub(count);
            lines_left == 0
        });
        // A handful of breaks is evidence only at a usual width.
        let min_width = if wrapped < 4 { 56 } else { MIN_WIDTH };
        Self(column.filter(|&column| column >= min_width))
    }

    /// Whether the break between `line` and `next` was forced.
    pub(super) fn forces_break(self, line: &PlainLine<'_>, next: &PlainLine<'_>) -> bool {
        self.0.is_some_and(|column| {
            line.width <= MAX_WIDTH && line.width + 1 + next.first_word_width() > column
        })
    }

    /// Whether `line` leaves so little of the width free that its end says nothing about the text.
    pub(super) fn is_nearly_filled(self, line: &PlainLine<'_>) -> bool {
        self.0
            .is_some_and(|column| line.width <= MAX_WIDTH && line.width * 10 >= column * 9)
    }

    /// The wrap width for `block`: that of the text, or its own if the text has none, because many of its lines are long.
    pub(super) fn for_block(self, block: &[PlainLine<'_>]) -> Self {
        let widest = block.iter().map(|line| line.width).max();
        let own = Self(widest.filter(|widest| (56..=MAX_WIDTH).contains(widest)));
        let forces_break =
            |pair: &&[PlainLine<'_>]| matches!(pair, [a, b] if own.forces_break(a, b));
        let goes_on = |pair: &&[PlainLine<'_>]| matches!(pair, [_, b] if b.starts_lowercase());
        let breaks = block.len().saturating_sub(1);
        let forced = block.windows(2).filter(forces_break).count();
        // In German many lines begin with a capital, but hardly all of three breaks are forced by chance.
        let is_wrapped = forced * 4 >= breaks * 3
            && (block.windows(2).filter(goes_on).count() * 2 >= breaks
                || breaks >= 3 && forced == breaks);
        if self.0.is_none() && breaks > 0 && is_wrapped {
            return own;
        }
        self
    }

    /// Whether `block`, lines without a blank one between them, is wrapped prose.
    pub(super) fn is_wrapped(self, block: &[PlainLine<'_>]) -> bool {
        if self.0.is_none() || block.len() < 2 {
            return false;
        }
        let block_width = Self(block.iter().map(|line| line.width).max());
        let breaks = block.len() - 1;
        let count = |test: &dyn Fn(&PlainLine<'_>, &PlainLine<'_>) -> bool| {
            let pairs = block.windows(2);
            pairs
                .filter(|pair| matches!(pair, [a, b] if test(a, b)))
                .count()
        };
        // Lines that are almost full also come from wrapping.
        let is_nearly_full = |line: &PlainLine<'_>| {
            self.0
                .is_some_and(|column| column >= 56 && line.width * 5 >= column * 4)
        };
        if block.iter().take(breaks).all(is_nearly_full) {
            return true;
        }
        let forced = count(&|a, b| self.forces_break(a, b));
        if forced * 4 >= breaks * 3 {
            // Verse that happens to fill its lines still begins each with a capital.
            let capital_starts = count(&|_, b| !b.starts_lowercase());
            let is_narrow = self.0.is_some_and(|column| column < 56);
            return !(is_narrow && breaks >= 3 && capital_starts == breaks);
        }
        // Wrapped sentences continue in lower case, verse does not. A ragged edge passes if the lines are long, and a
        // narrower quotation if it fills a width of its own.
        let lowercase_starts = count(&|_, b| b.starts_lowercase());
        let total_width: usize = block.iter().take(breaks).map(|line| line.width).sum();
        let is_long = self
            .0
            .is_some_and(|column| total_width * 10 >= column * breaks * 7);
        lowercase_starts * 2 >= breaks
            && (is_long || count(&|a, b| block_width.forces_break(a, b)) * 4 >= breaks * 3)
    }
}

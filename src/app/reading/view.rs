//! The article as it is laid out, and the part of it on the screen.

use crate::app::reading_time::estimate_minutes;
use crate::document::Document;
use crate::layout::{Flow, Line, LinePosition};
use std::ops::Range;
use std::sync::Arc;

/// The article wrapped to the width of its column, and the part of it on the screen.
#[derive(Debug, Clone)]
pub struct TextView {
    /// The lines of the article on screen.
    pub lines: Vec<Line>,
    /// How far the article is scrolled: 0 at the start, 1 at the end.
    pub scroll_fraction: f64,
    /// How long the whole article takes to read, in minutes.
    pub reading_minutes: f64,
    /// The article wrapped to the width of its column.
    pub(crate) flow: Flow,
    /// How far lines of program code are panned to the left, in cells.
    pub(crate) pan: u16,
    /// The bytes on screen, also those of lines that are cut.
    visible: Range<usize>,
    /// The row at the top of the screen.
    pub(crate) top: LinePosition,
    /// The byte offset that is kept on screen when lines are wrapped differently. It changes only when the user moves.
    pub(crate) anchor_offset: usize,
    /// The byte offset of the last mention that the user deselected.
    pub(crate) left_mention: Option<usize>,
    /// The bytes that were copied with the last key, and stand out until the next one.
    pub copied: Option<Range<usize>>,
}

impl TextView {
    /// The beginning of `document`, in a column of `width` cells; without visible lines until [`TextView::refresh`].
    pub(crate) fn new(document: &Arc<Document>, width: u16) -> Self {
        Self {
            lines: Vec::new(),
            scroll_fraction: 0.0,
            reading_minutes: estimate_minutes(document.text()),
            flow: Flow::new(Arc::clone(document), width),
            pan: 0,
            visible: 0..0,
            top: LinePosition::default(),
            anchor_offset: 0,
            left_mention: None,
            copied: None,
        }
    }

    /// Lays out a changed version of the document in the same width, from the same place on.
    pub(crate) fn set_document(&mut self, document: &Arc<Document>, width: u16) {
        self.reading_minutes = estimate_minutes(document.text());
        self.flow = Flow::new(Arc::clone(document), width);
        (self.left_mention, self.copied) = (None, None);
    }

    /// Updates the visible lines. To be called whenever `top`, the width or the document has changed.
    pub(crate) fn refresh(&mut self, height: u16) {
        let height = usize::from(height);
        let first = self.flow.first();
        // One more than fits.
        let mut lines = self.flow.lines_from(self.top, height + 1);
        // At the beginning of a longer text, its end need not be laid out.
        let is_at_start = self.top == first
            && lines.len() > height
            && lines.get(1).is_some_and(|line| line.range.start > 0);
        if is_at_start {
            self.scroll_fraction = 0.0;
        } else {
            let lowest = self.flow.last_top(height);
            if self.top > lowest {
                self.top = lowest;
                lines = self.flow.lines_from(lowest, height);
            }
            let (start, end) = (self.top_offset(), self.flow.line_start(lowest));
            self.scroll_fraction = if self.top == lowest || end == 0 {
                1.0
            } else if self.top == first {
                0.0
            } else {
                start as f64 / end as f64
            };
        }
        lines.truncate(height);
        self.lines = lines;
        let start = self.lines.first().map_or(0, |line| line.range.start);
        self.visible = start..self.lines.last().map_or(start, |line| line.range.end);
        for line in &mut self.lines {
            self.flow.pan(line, self.pan);
        }
    }

    /// The byte offset of the line at the top of the screen.
    pub(crate) fn top_offset(&mut self) -> usize {
        self.flow.line_start(self.top)
    }

    /// The range of bytes on screen.
    pub fn visible_range(&self) -> Range<usize> {
        self.visible.clone()
    }

    /// How far the lines of program code on the screen can be panned, in cells: until the end of the longest one shows.
    pub(crate) fn max_pan(&mut self, height: u16) -> u16 {
        let lines = self.flow.lines_from(self.top, usize::from(height));
        let hidden = lines.iter().map(|line| self.flow.hidden_cells(line));
        hidden.max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder};

    /// Protects: at the beginning, the end of the text is not laid out, and the view still knows whether all of it is on the screen.
    #[test]
    fn the_beginning_is_shown_without_laying_out_the_end() {
        for paragraphs in 0..5 {
            let mut builder = Builder::new("article.txt");
            builder.push("The talks");
            builder.end(BlockKind::Title);
            for _ in 0..paragraphs {
                builder.push("Ann Lee met Bob Stone in Paris on Monday.");
                builder.end(BlockKind::Paragraph);
            }
            let document = Arc::new(builder.finish());
            for height in 0..20 {
                let mut view = TextView::new(&document, 20);
                view.refresh(height);
                let mut flow = Flow::new(Arc::clone(&document), 20);
                let lowest = flow.last_top(usize::from(height));
                let is_whole = lowest == flow.first() || flow.line_start(lowest) == 0;
                let expected = if is_whole { 1.0 } else { 0.0 };
                assert!(
                    (view.scroll_fraction - expected).abs() < 1e-9,
                    "{paragraphs} {height}"
                );
                let lines = flow.lines_from(flow.first(), usize::from(height));
                assert_eq!(view.lines, lines, "{paragraphs} {height}");
            }
        }
    }
}

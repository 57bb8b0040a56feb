//! Ending a block: its kind, its place in the source, and the captions that follow it.

use super::super::super::markup;
use super::{Container, Leaf, Walker};
use crate::document::BlockKind;
use std::ops::Range;

impl Walker<'_, '_> {
    pub(super) fn program(&mut self) {
        let Leaf::Code(code) = std::mem::take(&mut self.leaf) else {
            return;
        };
        let place = self.place.take().unwrap_or_default();
        self.settle(place);
        for (number, line) in code
            .trim_end()
            .trim_start_matches('\n')
            .split('\n')
            .enumerate()
        {
            if number > 0 {
                self.builder.push("\n");
            }
            let mut column = 0;
            for piece in line.split_inclusive('\t') {
                let words = piece.strip_suffix('\t').unwrap_or(piece);
                self.builder.push(words);
                column += words.chars().count();
                if words.len() < piece.len() {
                    let blanks = 4 - column % 4;
                    self.builder.push("    ".get(..blanks).unwrap_or(" "));
                    column += blanks;
                }
            }
        }
        self.builder.end(BlockKind::Code);
        self.begun = true;
    }

    pub(super) fn html(&mut self, place: Range<usize>) {
        let Leaf::Html(html) = std::mem::take(&mut self.leaf) else {
            return;
        };
        self.settle(place);
        let before = self.builder.len();
        markup::blocks(&html, self.builder, self.quote_depth());
        self.begun |= self.builder.len() > before;
        self.builder.source(None);
        self.place = None;
    }

    pub(super) fn row(&mut self) {
        if let Leaf::Row {
            columns, heading, ..
        } = self.leaf
        {
            self.write(BlockKind::Row { columns, heading });
        }
    }

    /// The block stands at `place`, too.
    pub(super) fn widen(&mut self, place: Range<usize>) {
        self.place = Some(match self.place.take() {
            Some(before) => before.start.min(place.start)..before.end.max(place.end),
            None => place,
        });
    }

    pub(super) fn quote_depth(&self) -> u8 {
        u8::try_from(self.quotes).unwrap_or(u8::MAX)
    }

    /// Tell the builder where the next block stands.
    pub(super) fn settle(&mut self, place: Range<usize>) {
        self.builder.quote_depth(self.quote_depth());
        self.builder
            .source(Some(place.start + self.from..place.end + self.from));
    }

    /// End the block that is open, if anything is in it.
    pub(super) fn flush(&mut self) {
        let kind = match std::mem::take(&mut self.leaf) {
            Leaf::Heading(0) => BlockKind::Title,
            Leaf::Heading(level) => BlockKind::Heading(level),
            Leaf::Prose | Leaf::Row { .. } | Leaf::Code(_) | Leaf::Html(_) => self.prose(),
        };
        self.write(kind);
    }

    /// The kind of running text in the innermost container.
    pub(super) fn prose(&mut self) -> BlockKind {
        let depth = u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX);
        match self.containers.last_mut() {
            Some(Container::Item(marker)) if self.place.is_some() => {
                // What follows in the same item stands below its text.
                let below = " ".repeat(marker.chars().count());
                let marker = std::mem::replace(marker, below);
                BlockKind::Item { marker, depth }
            }
            _ if self.hard > 0 && self.soft == 0 => BlockKind::Verse,
            _ => BlockKind::Paragraph,
        }
    }

    pub(super) fn write(&mut self, kind: BlockKind) {
        (self.hard, self.soft, self.seam) = (0, 0, false);
        self.script = None;
        self.inlines.clear();
        self.targets.clear();
        if let Some(place) = self.place.take() {
            self.settle(place);
            let start = self.builder.begin();
            let title = kind == BlockKind::Title;
            self.builder.end(kind);
            if title && self.builder.meta_mut().title.is_none() {
                let words = self.builder.text(start).to_owned();
                self.builder.meta_mut().title = (!words.is_empty()).then_some(words);
            }
            self.begun |= self.builder.len() > start;
        }
        for (caption, place) in std::mem::take(&mut self.captions) {
            if !caption.is_empty() {
                self.settle(place);
                self.builder.push(&caption);
                self.builder.end(BlockKind::Caption);
                self.begun = true;
            }
        }
        self.builder.source(None);
    }
}

//! Ends blocks: sets their kind and source range, and writes the captions that follow them.

use super::super::super::markup;
use super::{ContainerBlock, LeafBlock, MarkdownWalker};
use crate::document::BlockKind;
use std::ops::Range;

impl MarkdownWalker<'_, '_> {
    /// Writes the code block, with tabs expanded.
    pub(super) fn end_code(&mut self) {
        let LeafBlock::Code(code) = std::mem::take(&mut self.leaf) else {
            return;
        };
        let range = self.source_range.take().unwrap_or_default();
        self.set_source(range);
        for (index, line) in code
            .trim_end()
            .trim_start_matches('\n')
            .split('\n')
            .enumerate()
        {
            if index > 0 {
                self.builder.push("\n");
            }
            let mut column = 0;
            for piece in line.split_inclusive('\t') {
                let text = piece.strip_suffix('\t').unwrap_or(piece);
                self.builder.push(text);
                column += text.chars().count();
                if text.len() < piece.len() {
                    let spaces = 4 - column % 4;
                    self.builder.push("    ".get(..spaces).unwrap_or(" "));
                    column += spaces;
                }
            }
        }
        self.builder.end(BlockKind::Code);
        self.has_blocks = true;
    }

    /// Writes the blocks of the HTML block, which covers `range` of the source.
    pub(super) fn end_html(&mut self, range: Range<usize>) {
        let LeafBlock::Html(html) = std::mem::take(&mut self.leaf) else {
            return;
        };
        self.set_source(range);
        let length_before = self.builder.len();
        markup::write_blocks(&html, self.builder, self.quote_depth());
        self.has_blocks |= self.builder.len() > length_before;
        self.builder.set_source_range(None);
        self.source_range = None;
    }

    pub(super) fn end_row(&mut self) {
        if let LeafBlock::Row {
            columns, heading, ..
        } = self.leaf
        {
            self.end_block(BlockKind::TableRow { columns, heading });
        }
    }

    /// Extends the source range of the current block by `range`.
    pub(super) fn extend_source_range(&mut self, range: Range<usize>) {
        self.source_range = Some(match self.source_range.take() {
            Some(covered) => covered.start.min(range.start)..covered.end.max(range.end),
            None => range,
        });
    }

    pub(super) fn quote_depth(&self) -> u8 {
        u8::try_from(self.open_quotes).unwrap_or(u8::MAX)
    }

    /// Sets the quotation depth and the source range of the next block in the builder.
    pub(super) fn set_source(&mut self, range: Range<usize>) {
        self.builder.set_quote_depth(self.quote_depth());
        self.builder.set_source_range(Some(
            range.start + self.body_offset..range.end + self.body_offset,
        ));
    }

    /// Ends the current block, if it has any text.
    pub(super) fn flush(&mut self) {
        let kind = match std::mem::take(&mut self.leaf) {
            LeafBlock::Heading(0) => BlockKind::Title,
            LeafBlock::Heading(level) => BlockKind::Heading(level),
            LeafBlock::Prose | LeafBlock::Row { .. } | LeafBlock::Code(_) | LeafBlock::Html(_) => {
                self.prose_kind()
            }
        };
        self.end_block(kind);
    }

    /// The kind of prose in the innermost container.
    pub(super) fn prose_kind(&mut self) -> BlockKind {
        let depth = u8::try_from(self.open_lists.saturating_sub(1)).unwrap_or(u8::MAX);
        match self.containers.last_mut() {
            Some(ContainerBlock::Item(marker)) if self.source_range.is_some() => {
                // Later blocks of the same item are indented as far.
                let indent = " ".repeat(marker.chars().count());
                let marker = std::mem::replace(marker, indent);
                BlockKind::ListItem { marker, depth }
            }
            _ if self.hard_breaks > 0 && self.soft_breaks == 0 => BlockKind::Verse,
            _ => BlockKind::Paragraph,
        }
    }

    pub(super) fn end_block(&mut self, kind: BlockKind) {
        (self.hard_breaks, self.soft_breaks, self.pending_join) = (0, 0, false);
        self.script_raised = None;
        self.inline_starts.clear();
        self.link_targets.clear();
        if let Some(range) = self.source_range.take() {
            self.set_source(range);
            let start = self.builder.begin();
            let is_title = kind == BlockKind::Title;
            self.builder.end(kind);
            if is_title && self.builder.meta_mut().title.is_none() {
                let text = self.builder.text_from(start).to_owned();
                self.builder.meta_mut().title = (!text.is_empty()).then_some(text);
            }
            self.has_blocks |= self.builder.len() > start;
        }
        for (caption, range) in std::mem::take(&mut self.captions) {
            if !caption.is_empty() {
                self.set_source(range);
                self.builder.push(&caption);
                self.builder.end(BlockKind::Caption);
                self.has_blocks = true;
            }
        }
        self.builder.set_source_range(None);
    }
}

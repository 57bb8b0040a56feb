//! Ends blocks: sets their kind and source range, and writes the captions that follow them.

use super::super::super::html::{self, FragmentOptions};
use super::{Caption, LeafBlock, LineBreaks, MarkdownWalker};
use crate::document::{BlockKind, InlineStyle};
use pulldown_cmark::BlockQuoteKind;
use std::ops::Range;

impl MarkdownWalker<'_, '_> {
    /// Writes the heading of a callout, such as "Note"; nothing for an ordinary quotation.
    pub(super) fn write_callout(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        let name = match kind {
            None => return,
            Some(BlockQuoteKind::Note) => "Note",
            Some(BlockQuoteKind::Tip) => "Tip",
            Some(BlockQuoteKind::Important) => "Important",
            Some(BlockQuoteKind::Warning) => "Warning",
            Some(BlockQuoteKind::Caution) => "Caution",
        };
        let start = self.builder.begin();
        self.builder.push(name);
        self.builder.add_style(start, InlineStyle::Strong);
        self.source_range = Some(range);
        self.flush();
    }

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
                    self.builder.push(&" ".repeat(spaces));
                    column += spaces;
                }
            }
        }
        self.builder.end(BlockKind::Code);
        self.has_blocks = true;
    }

    /// Writes the blocks of the HTML block, which covers `range` of the source.
    pub(super) fn end_html(&mut self, range: Range<usize>) {
        let LeafBlock::Html(text) = std::mem::take(&mut self.leaf) else {
            return;
        };
        self.set_source(range);
        let length_before = self.builder.len();
        let options = FragmentOptions {
            quote_depth: self.containers.quote_depth(),
            within: Some(self.raw),
            ..FragmentOptions::default()
        };
        html::write_fragment(&text, options, self.builder);
        self.has_blocks |= self.builder.len() > length_before;
        self.builder.set_source_range(None);
        self.source_range = None;
    }

    pub(super) fn end_row(&mut self) {
        if let LeafBlock::Row {
            columns, heading, ..
        } = self.leaf
        {
            self.end_block(BlockKind::TableRow {
                columns,
                heading,
                is_first: heading,
            });
        }
    }

    /// Extends the source range of the current block by `range`.
    pub(super) fn extend_source_range(&mut self, range: Range<usize>) {
        self.source_range = Some(match self.source_range.take() {
            Some(covered) => covered.start.min(range.start)..covered.end.max(range.end),
            None => range,
        });
    }

    /// Sets the quotation depth and the source range of the next block in the builder.
    pub(super) fn set_source(&mut self, range: Range<usize>) {
        self.builder.set_quote_depth(self.containers.quote_depth());
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
    fn prose_kind(&mut self) -> BlockKind {
        if self.source_range.is_some()
            && let Some(item) = self.containers.take_item()
        {
            return item;
        }
        match self.breaks {
            LineBreaks {
                hard: 1.., soft: 0, ..
            } => BlockKind::Verse,
            _ => BlockKind::Paragraph,
        }
    }

    pub(super) fn end_block(&mut self, kind: BlockKind) {
        self.breaks = LineBreaks::default();
        self.script = None;
        self.open_inlines.clear();
        if let Some(range) = self.source_range.take() {
            self.set_source(range);
            let start = self.builder.begin();
            let is_title = kind == BlockKind::Title;
            if is_title || matches!(kind, BlockKind::Heading(_)) {
                let name = heading_name(self.builder.text_from(start));
                self.builder.add_place(&name);
            }
            // An image without words stands where this block does.
            for caption in &mut self.images.captions {
                if let Some(address) = caption.picture.take_if(|_| caption.text.is_empty()) {
                    self.builder.add_picture(&address, "");
                }
            }
            self.builder.end(kind);
            if is_title && self.builder.meta_mut().title.is_none() {
                let text = self.builder.text_from(start).to_owned();
                self.builder.meta_mut().title = (!text.is_empty()).then_some(text);
            }
            self.has_blocks |= self.builder.len() > start;
        }
        for caption in std::mem::take(&mut self.images.captions) {
            let Caption {
                text,
                picture,
                source_range,
            } = caption;
            if let Some(address) = picture {
                self.builder.add_picture(&address, &text);
            }
            if !text.is_empty() {
                self.set_source(source_range);
                self.builder.push(&text);
                self.builder.end(BlockKind::Caption);
                self.has_blocks = true;
            }
        }
        self.builder.set_source_range(None);
    }
}

/// The name by which links lead to a heading, as on GitHub: `the-keepers-lamp` for "The keeper's lamp".
fn heading_name(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

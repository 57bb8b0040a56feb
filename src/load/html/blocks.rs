//! Turns tags and text into the blocks of a document.
//!
//! The caller is either the walk over a tree or the flat parser; both get the same blocks for the same input. Elements
//! may open and close in any order and nest to any depth. All text is cleaned of control characters before it enters
//! the document. What should not be read must not be passed in: nothing is filtered here, except lines at the beginning
//! that repeat the title, the author or the date.

mod byline;
mod image;
mod inline;
mod list;
mod open;
mod picture;
mod prose;
mod table;

pub(in crate::load) use byline::is_byline;

use super::script::ScriptPosition;
use super::{base_url::BaseUrl, metadata::comparison_key};
use crate::document::{BlockKind, Builder, Document};
use image::{NextBlock, OpenFigure};
use inline::{InlineBuffer, InlineText};
use list::ListCounter;
use picture::{ImageNote, PictureSource};
use std::collections::HashSet;
use table::TableBuilder;

/// A caption whose key has at least this many bytes is written once, wherever it stands again.
const MIN_CAPTION_KEY_BYTES: usize = 24;

/// The captions so far, as comparison keys.
#[derive(Debug, Default)]
struct CaptionKeys {
    last: String,
    /// A gallery repeats them.
    all: HashSet<String>,
}

/// Writes blocks into a document.
#[derive(Debug)]
pub(super) struct BlockWriter {
    builder: Builder,
    base_url: BaseUrl,
    inline: InlineBuffer,
    /// What to do at the end of each open element.
    close_actions: Vec<CloseAction>,
    /// What a paragraph becomes at this point, innermost context last.
    contexts: Vec<BlockContext>,
    lists: Vec<ListCounter>,
    quote_depth: u8,
    /// How many `q` elements are open.
    open_quotation_marks: usize,
    /// How many references of notes are open.
    open_notes: usize,
    table: Option<TableBuilder>,
    /// Image texts to be written after the current block.
    pending_image_texts: Vec<ImageNote>,
    /// Pictures that belong to the next block.
    loose_pictures: Vec<PictureSource>,
    /// The `figure` elements that are open, the innermost last.
    figures: Vec<OpenFigure>,
    captions: CaptionKeys,
    /// The text of an image that is written unless the next block says the same.
    held_image_text: Option<ImageNote>,
    /// Detects lines at the beginning that repeat the title or the author.
    lead_filter: prose::LeadFilter,
    /// The number of blocks written, the headline not counted.
    blocks_written: usize,
}

/// What to do when an element ends.
#[derive(Debug)]
enum CloseAction {
    /// Nothing: the element is inline and carries no style.
    Nothing,
    /// End the style or link that was opened last.
    EndMark,
    /// End the current block.
    EndBlock,
    /// End the current block and leave the innermost context.
    EndContext,
    /// End a block quotation.
    EndBlockquote,
    EndList,
    EndFigure,
    EndTable,
    EndRow,
    EndCell,
    /// Write the closing quotation mark of a `q` element.
    EndQuotation,
    /// Write the closing bracket around a ruby annotation.
    EndRuby,
    /// Write the closing bracket around the reference of a note.
    EndNote {
        /// Whether it is a link.
        is_linked: bool,
    },
    /// Convert the text from this byte on to superscript or subscript.
    EndScript(ScriptPosition, usize),
}

/// What a paragraph becomes in the element it is in.
#[derive(Debug, Clone)]
pub(super) enum BlockContext {
    Body,
    Heading(u8),
    /// An item of a list.
    Item {
        marker: String,
        /// Whether no block of the item has been written yet: only the first has the marker.
        is_first: bool,
        depth: u8,
    },
    Caption,
    /// A term of a description list, or the summary of a disclosure.
    Term,
    Code,
}

impl BlockWriter {
    /// A writer for a document from `source`, whose links are relative to `base_url`.
    pub(super) fn new(source: &str, base_url: BaseUrl) -> Self {
        Self::on(Builder::new(source), base_url, 0)
    }

    /// A writer that adds to what `builder` holds, inside `quote_depth` levels of quotation.
    pub(super) fn on(mut builder: Builder, base_url: BaseUrl, quote_depth: u8) -> Self {
        builder.set_quote_depth(quote_depth);
        builder.set_page_address(base_url.page_address());
        Self {
            builder,
            base_url,
            inline: InlineBuffer::default(),
            close_actions: Vec::new(),
            contexts: Vec::new(),
            lists: Vec::new(),
            quote_depth,
            open_quotation_marks: 0,
            open_notes: 0,
            table: None,
            pending_image_texts: Vec::new(),
            loose_pictures: Vec::new(),
            figures: Vec::new(),
            captions: CaptionKeys::default(),
            held_image_text: None,
            lead_filter: prose::LeadFilter::default(),
            blocks_written: 0,
        }
    }

    /// The metadata of the document.
    pub(super) fn meta_mut(&mut self) -> &mut crate::document::Meta {
        self.builder.meta_mut()
    }

    /// Writes the headline. It is left out where the article repeats it at its beginning.
    pub(super) fn write_title(&mut self, title: &str) {
        self.lead_filter.set_title(title);
        self.builder.push(title);
        self.builder.end(BlockKind::Title);
    }

    /// Announces that an article follows: lines above it that only name the author or the date are left out.
    pub(super) fn begin_article(&mut self, authors: &[String]) {
        self.lead_filter.set_byline(&authors.join(", "));
    }

    /// How many bytes of text have been written.
    pub(super) fn len(&self) -> usize {
        let held = self.held_image_text.as_ref();
        let held = held.map_or(0, |note| note.text.len());
        self.builder.len() + self.inline.len() + held
    }

    /// How many blocks have been written, the headline not counted.
    pub(super) fn blocks_written(&self) -> usize {
        self.blocks_written + usize::from(self.held_image_text.is_some())
    }

    /// Closes all open elements and returns the document.
    pub(super) fn finish(self) -> Document {
        self.into_builder().finish()
    }

    /// Closes all open elements and returns what has been built.
    pub(super) fn into_builder(mut self) -> Builder {
        while !self.close_actions.is_empty() {
            self.close_element();
        }
        self.flush();
        self.release_image_text(NextBlock::default());
        self.add_kept_pictures();
        self.builder
    }

    /// Adds text between tags.
    pub(super) fn push_text(&mut self, text: &str) {
        match (&self.table, self.context()) {
            (Some(table), _) if !table.is_in_cell() => {}
            (None, BlockContext::Code) => self.inline.push_verbatim(text),
            _ => self.inline.push(text),
        }
    }

    /// Writes a paragraph without markup. With empty text, only ends the current block.
    pub(super) fn write_paragraph(&mut self, text: &str) {
        self.push_text(text);
        self.flush();
    }

    /// Ends the element that was begun last.
    pub(super) fn close_element(&mut self) {
        let Some(action) = self.close_actions.pop() else {
            return;
        };
        match action {
            CloseAction::Nothing => {}
            CloseAction::EndMark => self.inline.close_mark(),
            CloseAction::EndBlock => self.flush(),
            CloseAction::EndContext => {
                self.flush();
                self.contexts.pop();
            }
            CloseAction::EndBlockquote => {
                self.flush();
                self.release_image_text(NextBlock::default());
                self.contexts.pop();
                self.quote_depth = self.quote_depth.saturating_sub(1);
                self.builder.set_quote_depth(self.quote_depth);
            }
            CloseAction::EndList => {
                self.flush();
                self.lists.pop();
            }
            CloseAction::EndFigure => {
                // Text that is left belongs to the figure.
                self.flush_text();
                self.close_figure();
                self.flush();
            }
            CloseAction::EndTable => self.end_table(),
            CloseAction::EndRow | CloseAction::EndCell => self.close_table_part(&action),
            CloseAction::EndQuotation => {
                self.open_quotation_marks = self.open_quotation_marks.saturating_sub(1);
                self.inline
                    .push(if self.open_quotation_marks.is_multiple_of(2) {
                        "”"
                    } else {
                        "’"
                    });
            }
            CloseAction::EndRuby => self.inline.push(")"),
            CloseAction::EndScript(position, start) => {
                if self.open_notes == 0 {
                    self.inline.apply_script(position, start);
                }
            }
            CloseAction::EndNote { is_linked } => {
                self.open_notes = self.open_notes.saturating_sub(1);
                self.inline.push("]");
                if is_linked {
                    self.inline.close_mark();
                }
            }
        }
    }

    /// The innermost context.
    fn context(&self) -> &BlockContext {
        self.contexts.last().unwrap_or(&BlockContext::Body)
    }

    /// Whether a table is open, so that all text belongs to its cells.
    fn is_in_table(&self) -> bool {
        self.table.is_some()
    }

    /// Separates what follows from the text so far in a table, whose cells have neither lines nor blocks.
    fn separate_in_table(&mut self) {
        let is_in_data_cell = self
            .table
            .as_ref()
            .is_some_and(TableBuilder::is_in_data_cell);
        if is_in_data_cell {
            self.inline.separate_parts();
        } else {
            self.inline.separate();
        }
    }

    /// Ends the current block, if it has any text.
    fn flush(&mut self) {
        if self.is_in_table() {
            self.separate_in_table();
            return;
        }
        self.flush_text();
        // In a figure the image text waits for the caption, which may say the same.
        if self.figures.is_empty() {
            for image in std::mem::take(&mut self.pending_image_texts) {
                self.write_image_text(image);
            }
        }
    }

    /// Writes what text there is as a block.
    fn flush_text(&mut self) {
        if self.is_in_table() {
            return;
        }
        let text = self.inline.take_text();
        if !text.text.is_empty() {
            self.write_block(text);
        }
    }

    /// Writes `text` as a block of the kind that the context asks for.
    fn write_block(&mut self, text: InlineText) {
        let (text, kind) = match self.context() {
            BlockContext::Body => {
                let text = prose::unwrap_lines(text);
                let kind = prose::classify(&text.text);
                (text, kind)
            }
            BlockContext::Heading(level) => {
                let kind = BlockKind::Heading(*level);
                (self.take_item_number(text.into_one_line()), kind)
            }
            BlockContext::Item { .. } => {
                let kind = self.item_kind();
                (text, kind)
            }
            BlockContext::Caption => {
                let key = comparison_key(&text.text);
                let is_repeated =
                    key.len() >= MIN_CAPTION_KEY_BYTES && !self.captions.all.insert(key.clone());
                self.captions.last = key;
                if let Some(figure) = self.figures.last_mut() {
                    figure.has_caption = true;
                }
                if is_repeated {
                    return;
                }
                (text, BlockKind::Caption)
            }
            BlockContext::Term => (text.into_strong(), BlockKind::Paragraph),
            BlockContext::Code => {
                let text = text.without_leading_blank_lines();
                self.end_block(text, BlockKind::Code);
                return;
            }
        };
        let is_past_lead = self.blocks_written >= prose::LEAD_BLOCKS;
        if self
            .lead_filter
            .is_redundant(&text.text, &kind, is_past_lead)
        {
            return;
        }
        self.end_block(text, kind);
    }

    fn end_block(&mut self, text: InlineText, kind: BlockKind) {
        self.release_image_text(NextBlock {
            text: &text.text,
            is_caption: kind == BlockKind::Caption
                && matches!(self.context(), BlockContext::Caption),
        });
        self.add_kept_pictures();
        text.write_to(&mut self.builder);
        self.builder.end(kind);
        self.blocks_written += 1;
    }

    fn write_rule(&mut self) {
        if !self.is_in_table() && self.blocks_written > 0 {
            self.release_image_text(NextBlock::default());
            self.builder.end(BlockKind::Rule);
        }
    }
}

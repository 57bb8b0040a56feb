//! What lasts as long as an article is open. Opening another article replaces all of it.

pub mod corrections;
pub mod filter;
pub mod history;
pub mod pair;
pub mod panel;
pub mod search;
mod view;

pub use view::TextView;

use super::options::Origin;
use crate::document::Document;
use crate::entities::{Entities, Entity, EntityId, Mention, MentionId};
use corrections::CorrectionState;
use filter::ParagraphFilter;
use history::ReadingHistory;
use pair::EntityPair;
use panel::Panel;
use search::SearchState;
use std::ops::Range;
use std::sync::Arc;

/// How much of the text has been searched for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnalysisProgress {
    /// The text up to this byte.
    UpTo(usize),
    /// The whole text.
    Done,
}

/// A position in the article to jump back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewPosition {
    /// The byte offset of the first line on screen.
    pub top_offset: usize,
    /// The byte offset of the current mention, if there was one.
    pub mention_offset: Option<usize>,
}

/// The jump list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jumps {
    /// The positions to go back to, the latest last.
    pub(crate) back: Vec<ViewPosition>,
    /// The positions to go forward to, after going back; the next one last.
    pub(crate) forward: Vec<ViewPosition>,
    /// What the event that is being handled has done with them.
    pub(crate) latest: Option<JumpDirection>,
}

/// Which way a jump goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JumpDirection {
    /// To another place, from where it can be gone back.
    Away,
    /// Back to where a jump began.
    Back,
}

/// A paragraph by its number in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberedParagraph {
    /// Its number, counted from 1.
    pub(crate) number: usize,
    /// The number of paragraphs in the article.
    pub(crate) count: usize,
    /// Where it begins, as a byte offset.
    pub(crate) start: usize,
}

/// An article being read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Whether an article is open.
    pub is_open: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// The article; empty while there is none.
    pub document: Arc<Document>,
    /// The names and mentions found in it so far, with the corrections applied.
    pub entities: Arc<Entities>,
    /// How much of the text has been searched for names.
    pub analysis: AnalysisProgress,
    /// What the engine found before corrections, and the corrections themselves.
    pub corrections: CorrectionState,
    /// The selected name, whose mentions stand out and are visited by `n` and `N`.
    pub selected: Option<EntityId>,
    /// The current mention.
    pub current: Option<MentionId>,
    /// Two names whose common passages are visited by `n` and `N`.
    pub pair: Option<EntityPair>,
    /// The names marked in the panel for the paragraph filter, in the order they were marked.
    pub marked: Vec<EntityId>,
    /// The filter that hides all but some paragraphs, if there is one.
    pub filter: Option<ParagraphFilter>,
    /// The rows of the panel.
    pub panel: Panel,
    /// The search in the text.
    pub search: SearchState,
    /// The article wrapped to the width of its column, and the part of it on the screen.
    pub view: TextView,
    /// The positions to go back and forward to.
    pub(crate) jumps: Jumps,
    /// What is remembered of the article, and what is to be restored in it.
    pub history: ReadingHistory,
}

impl Reading {
    /// The beginning of `document`, in a column of `width` cells.
    pub(super) fn new(document: Arc<Document>, origin: Origin, width: u16) -> Self {
        Self {
            is_open: true,
            origin,
            view: TextView::new(&document, width),
            document,
            entities: Arc::default(),
            analysis: AnalysisProgress::UpTo(0),
            corrections: CorrectionState::default(),
            selected: None,
            current: None,
            pair: None,
            marked: Vec::new(),
            filter: None,
            panel: Panel::default(),
            search: SearchState::default(),
            jumps: Jumps::default(),
            history: ReadingHistory::default(),
        }
    }

    /// The paragraph (or heading, or list item) with this number, counted from 1; the last one if there are fewer, and
    /// `None` in an empty article.
    pub(crate) fn paragraph(&self, number: usize) -> Option<NumberedParagraph> {
        let blocks = self.document.blocks();
        let block = blocks.get(number.clamp(1, blocks.len().max(1)) - 1)?;
        Some(NumberedParagraph {
            number: number.clamp(1, blocks.len()),
            count: blocks.len(),
            start: block.range.start,
        })
    }

    /// The range of bytes on screen.
    pub fn visible_range(&self) -> Range<usize> {
        self.view.visible_range()
    }

    /// Whether the paragraph at byte `offset` is shown by the paragraph filter. Without a filter, all are.
    pub fn passes_filter(&self, offset: usize) -> bool {
        self.filter
            .as_ref()
            .is_none_or(|filter| filter.shows_block(self.document.block_at(offset)))
    }

    /// The mentions on screen, without those in paragraphs hidden by the paragraph filter.
    pub fn visible_mentions(&self) -> impl Iterator<Item = MentionId> + '_ {
        let mentions = self.entities.mentions_in(self.visible_range());
        mentions.filter(|&id| self.passes_filter(self.entities.mention(id).range.start))
    }

    /// The current mention.
    pub fn current_mention(&self) -> Option<&Mention> {
        self.current.map(|id| self.entities.mention(id))
    }

    /// The byte offset of the current mention.
    pub fn current_start(&self) -> Option<usize> {
        self.current_mention().map(|mention| mention.range.start)
    }

    /// The byte offset of a mention.
    pub fn start_of(&self, mention: MentionId) -> usize {
        self.entities.mention(mention).range.start
    }

    /// The selected name.
    pub fn selected_entity(&self) -> Option<&Entity> {
        self.selected.map(|id| self.entities.entity(id))
    }

    /// The name of the current mention.
    pub fn current_entity(&self) -> Option<EntityId> {
        self.current_mention().map(|mention| mention.entity)
    }

    /// How far into the text the byte `offset` is, in percent.
    pub fn percent(&self, offset: usize) -> usize {
        offset * 100 / self.document.text().len().max(1)
    }
}

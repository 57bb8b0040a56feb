//! The paragraph filter: shows only the paragraphs that mention certain entities.
//!
//! This module decides which paragraphs those are; `update` applies the filter.

use super::state::ViewPosition;
use crate::document::Document;
use crate::entities::Entities;

/// An active filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphFilter {
    /// The entities it asks for, as ascending indices.
    pub entities: Vec<usize>,
    /// Whether mentioning one of the entities is enough; otherwise a paragraph must mention all of them.
    pub match_any: bool,
    /// The blocks that are shown, as ascending indices; never empty.
    pub blocks: Vec<usize>,
    /// The place to return to when the filter ends.
    pub(super) return_place: ViewPosition,
}

impl ParagraphFilter {
    /// Whether the block is shown.
    pub fn shows_block(&self, block: usize) -> bool {
        self.blocks.binary_search(&block).is_ok()
    }
}

/// The blocks that mention all of the entities `wanted`, or any of them if `match_any` is set, as ascending indices.
pub fn matching_blocks(
    document: &Document,
    entities: &Entities,
    wanted: &[usize],
    match_any: bool,
) -> Vec<usize> {
    let mut block_lists = wanted.iter().filter_map(|&entity| {
        let entity = entities.entities().get(entity)?;
        let starts = entity
            .mentions
            .iter()
            .filter_map(|&n| entities.mentions().get(n))
            .map(|mention| document.block_at(mention.range.start));
        let mut entity_blocks: Vec<usize> = starts.collect();
        entity_blocks.dedup();
        Some(entity_blocks)
    });
    let mut blocks = block_lists.next().unwrap_or_default();
    for entity_blocks in block_lists {
        if match_any {
            blocks.extend(entity_blocks);
            blocks.sort_unstable();
            blocks.dedup();
        } else {
            blocks.retain(|block| entity_blocks.binary_search(block).is_ok());
        }
    }
    blocks
}

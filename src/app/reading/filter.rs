//! The paragraph filter: shows only the paragraphs that mention certain entities.
//!
//! This module decides which paragraphs those are; `update` applies the filter.

use super::{Reading, ViewPosition};
use crate::entities::EntityId;

/// An active filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphFilter {
    /// The entities it asks for, ascending.
    pub entities: Vec<EntityId>,
    /// Whether mentioning one of the entities is enough; otherwise a paragraph must mention all of them.
    pub match_any: bool,
    /// The blocks that are shown, as ascending indices; never empty.
    pub blocks: Vec<usize>,
    /// The place to return to when the filter ends.
    pub(crate) return_place: ViewPosition,
}

impl ParagraphFilter {
    /// Whether the block is shown.
    pub fn shows_block(&self, block: usize) -> bool {
        self.blocks.binary_search(&block).is_ok()
    }
}

/// The blocks that mention all of the entities `wanted`, or any of them if `match_any` is set, as ascending indices.
pub fn matching_blocks(reading: &Reading, wanted: &[EntityId], match_any: bool) -> Vec<usize> {
    let (document, entities) = (&reading.document, &reading.entities);
    let mut block_lists = wanted.iter().map(|&entity| {
        let mentions = entities.entity(entity).mentions.iter();
        let starts = mentions.map(|&id| entities.mention(id).range.start);
        let mut blocks: Vec<usize> = starts.map(|start| document.block_at(start)).collect();
        blocks.dedup();
        blocks
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

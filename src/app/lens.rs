//! The lens: only the paragraphs that speak of someone.
//!
//! Owns which paragraphs those are, and the place to come back to. Pure; what it does to the screen is `update`'s affair.

use super::state::Place;
use crate::document::Document;
use crate::entities::Entities;

/// The paragraphs that show, and why these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// Whom they speak of: indices into the entities, ascending.
    pub of: Vec<usize>,
    /// Whether one of them is enough; else all must be there.
    pub any: bool,
    /// The blocks that show, ascending; never empty.
    pub blocks: Vec<usize>,
    /// Where the reader was.
    pub(super) back: Place,
}

impl Lens {
    /// Whether the block shows.
    pub fn shows(&self, block: usize) -> bool {
        self.blocks.binary_search(&block).is_ok()
    }
}

/// The blocks that speak of all of `of` (of any of them, if `any`), ascending.
pub fn blocks(document: &Document, entities: &Entities, of: &[usize], any: bool) -> Vec<usize> {
    let mut lists = of.iter().filter_map(|&entity| {
        let entity = entities.entities().get(entity)?;
        let starts = entity
            .mentions
            .iter()
            .filter_map(|&n| entities.mentions().get(n))
            .map(|mention| document.block_at(mention.range.start));
        let mut list: Vec<usize> = starts.collect();
        list.dedup();
        Some(list)
    });
    let mut blocks = lists.next().unwrap_or_default();
    for list in lists {
        if any {
            blocks.extend(list);
            blocks.sort_unstable();
            blocks.dedup();
        } else {
            blocks.retain(|block| list.binary_search(block).is_ok());
        }
    }
    blocks
}

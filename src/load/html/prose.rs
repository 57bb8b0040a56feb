//! Measures where the prose of a page stands, to judge whether what was extracted is the article, and to find the
//! article where it was not.
//!
//! Prose is text in blocks that read as sentences and are not mostly links. An element whose name or class says that it
//! is no article (comments, side columns, teasers) does not count, unless it holds most of the page: wrappers have such
//! classes, too (`has-sidebar`).

mod open_block;
mod outline;

use super::furniture::{MAX_CONSENT_BYTES, is_consent, is_furniture};
use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeId};
use open_block::OpenBlock;
use outline::{Outline, OutlineElement, Step};
use std::collections::{HashMap, HashSet};

/// How many elements around one are looked at.
const MAX_DEPTH: usize = 40;

/// How much prose and how much text stands somewhere, in bytes without white space at the ends of lines.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Amount {
    pub(super) prose: usize,
    /// All text, prose included.
    pub(super) text: usize,
    /// The text of links.
    pub(super) linked: usize,
}

impl Amount {
    /// How well an element with this much in it stands for the article: prose speaks for it, other text against it.
    fn worth(self) -> isize {
        let (prose, text) = (self.prose.cast_signed(), self.text.cast_signed());
        prose - (text - prose) / 2
    }
}

/// What stands below each block of a page.
#[derive(Debug, Default)]
pub(super) struct ProseMap {
    amounts: HashMap<NodeId, Amount, foldhash::fast::RandomState>,
    /// Elements that hold no article.
    furniture: Vec<NodeId>,
    /// The prose in each of them, in bytes.
    furniture_prose: Vec<usize>,
    /// Those of them that announce other articles: by a heading that is a link, and not by their class.
    teasers: HashSet<NodeId, foldhash::fast::RandomState>,
    /// What stands outside the furniture.
    pub(super) total: Amount,
    /// What stands anywhere.
    pub(super) everything: Amount,
}

impl ProseMap {
    /// Measures what is below `root`, first all of it, then without its furniture.
    pub(super) fn measure(document: &Document, root: NodeId) -> Self {
        let outline = Outline::read(document, root);
        let mut whole = Self::default();
        whole.add(&outline, &|_| false);
        whole.everything = whole.total;
        if whole.total.prose == 0 {
            return whole;
        }
        let mut map = Self {
            everything: whole.total,
            ..Self::default()
        };
        map.add(&outline, &|id| {
            document.tree.query_node_or(&id, false, |node| {
                let Some(element) = node.as_element() else {
                    return false;
                };
                let (tag, amount) = (HtmlTag::of(element), whole.of(id));
                is_furniture(&tag) && amount.prose * 10 <= whole.total.prose * 4
                    || is_consent(&tag) && amount.text <= MAX_CONSENT_BYTES
            })
        });
        let furniture = map.furniture.iter().map(|id| whole.of(*id).prose);
        map.furniture_prose = furniture.collect();
        map
    }

    /// The furniture, and the prose in each piece of it.
    pub(super) fn furniture(&self) -> impl Iterator<Item = (NodeId, usize)> {
        let prose = self.furniture_prose.iter().copied();
        self.furniture
            .iter()
            .copied()
            .zip(prose.chain(std::iter::repeat(0)))
    }

    /// Whether an element announces another article by a heading that is a link.
    pub(super) fn is_teaser(&self, id: NodeId) -> bool {
        self.teasers.contains(&id)
    }

    /// Whether most of the text below `root` announces other articles, the first of which comes before all other prose: then
    /// it is a list of things with a link on each, and not an article above such a list.
    pub(super) fn is_list_of_teasers(&self, document: &Document, root: NodeId) -> bool {
        let parent = |id: &NodeId| document.tree.query_node_or(id, None, |node| node.parent);
        let is_inner = |id: &NodeId| {
            let mut above = std::iter::successors(parent(id), parent).take(MAX_DEPTH);
            above.any(|id| self.is_teaser(id))
        };
        let mut around_teasers: HashSet<NodeId> = HashSet::new();
        for teaser in &self.teasers {
            let mut above = std::iter::successors(parent(teaser), parent);
            // What is around one that is there already is there, too.
            while above.next().is_some_and(|id| around_teasers.insert(id)) {}
        }
        let is_paragraph = |id: NodeId| self.of(id).prose > 0 && !around_teasers.contains(&id);
        let first =
            nodes::descendants(document, root).find(|id| self.is_teaser(*id) || is_paragraph(*id));
        let outer = self.teasers.iter().filter(|id| !is_inner(id));
        let text: usize = outer.map(|id| self.of(*id).text).sum();
        first.is_some_and(|first| self.is_teaser(first)) && text * 2 > self.total.text
    }

    /// What stands below `id`.
    pub(super) fn of(&self, id: NodeId) -> Amount {
        self.amounts.get(&id).copied().unwrap_or_default()
    }

    /// The blocks and what stands in them, in no order.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (NodeId, Amount)> {
        self.amounts.iter().map(|(id, amount)| (*id, *amount))
    }

    /// The block that stands best for the article.
    pub(super) fn best_block(&self) -> Option<NodeId> {
        let by_worth =
            |(id, amount): &(&NodeId, &Amount)| (amount.worth(), usize::MAX - amount.text, **id);
        let best = self.amounts.iter().max_by_key(by_worth);
        best.filter(|(_, amount)| amount.prose > 0)
            .map(|(id, _)| *id)
    }

    /// Adds up what stands in the blocks of `outline`, except in elements that `skips` says are furniture.
    fn add(&mut self, outline: &Outline, skips: &dyn Fn(NodeId) -> bool) {
        let steps = &outline.steps;
        let mut open = vec![OpenBlock::default()];
        let mut path: Vec<OutlineElement> = Vec::new();
        let mut at = 0;
        loop {
            while let Some(element) = path.pop_if(|element| element.end as usize <= at) {
                self.leave(element, &mut open);
            }
            let Some(step) = steps.get(at) else {
                break;
            };
            at += 1;
            let Some(block) = open.last_mut() else {
                break;
            };
            match *step {
                Step::Text {
                    bytes,
                    ends_sentence,
                } => block.add_text(bytes as usize, ends_sentence),
                Step::Element(element) if skips(element.id) => {
                    self.furniture.push(element.id);
                    at = element.end as usize;
                }
                Step::Element(element) => {
                    block.links += usize::from(element.is_link);
                    let links = block.links;
                    if element.is_block {
                        block.end_run();
                    }
                    if element.is_heading {
                        block.end_part();
                    }
                    if element.is_block {
                        open.push(OpenBlock::begin(element.is_heading, links));
                    }
                    path.push(element);
                }
            }
        }
        if let Some(mut page) = open.pop() {
            page.end_part();
            self.total = page.amount();
            self.amounts.insert(outline.root, self.total);
        }
    }

    /// Leaves an element.
    fn leave(&mut self, element: OutlineElement, open: &mut Vec<OpenBlock>) {
        if element.is_block
            && let Some(mut block) = open.pop()
        {
            block.end_run();
            self.amounts.insert(element.id, block.amount());
            if block.is_teaser() {
                self.furniture.push(element.id);
                self.teasers.insert(element.id);
            }
            if let Some(outer) = open.last_mut() {
                outer.add_block(&block);
            }
        }
        if element.is_link
            && let Some(block) = open.last_mut()
        {
            block.links = block.links.saturating_sub(1);
        }
    }
}

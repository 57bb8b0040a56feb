//! Measures where the prose of a page stands, to judge whether what was extracted is the article, and to find the
//! article where it was not.
//!
//! Prose is text in blocks that read as sentences and are not mostly links. An element whose name or class says that it
//! is no article (comments, side columns, teasers) does not count, unless it holds most of the page: wrappers have such
//! classes, too (`has-sidebar`).

use super::furniture::{MAX_CONSENT_BYTES, is_consent, is_furniture};
use super::nodes;
use super::tag::HtmlTag;
use dom_query::{Document, NodeData, NodeId};
use std::collections::{HashMap, HashSet};

/// A block of at least this many bytes is prose even without the end of a sentence.
const MIN_BLOCK_BYTES: usize = 100;

/// No more prose than this, in bytes, below a heading that is a link announces another article.
const MAX_TEASER_BYTES: usize = 600;

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
        let mut whole = Self::default();
        whole.walk(document, root, &|_, _| false);
        whole.everything = whole.total;
        if whole.total.prose == 0 {
            return whole;
        }
        let mut map = Self {
            everything: whole.total,
            ..Self::default()
        };
        map.walk(document, root, &|tag, id| {
            let amount = whole.of(id);
            is_furniture(tag) && amount.prose * 10 <= whole.total.prose * 4
                || is_consent(tag) && amount.text <= MAX_CONSENT_BYTES
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

    /// Walks through everything below `root`; what `skips` is not entered.
    fn walk(
        &mut self,
        document: &Document,
        root: NodeId,
        skips: &dyn Fn(&HtmlTag<'_>, NodeId) -> bool,
    ) {
        let tree = &document.tree;
        let mut open = vec![OpenBlock::default()];
        let mut path = vec![(root, false)];
        let mut next = tree.query_node_or(&root, None, |node| node.first_child);
        while let Some(id) = next {
            let entered = tree.query_node_or(&id, Entered::Leaf, |node| match &node.data {
                NodeData::Text { contents } => {
                    if let Some(block) = open.last_mut() {
                        block.add_text(contents);
                    }
                    Entered::Leaf
                }
                NodeData::Element(element) => {
                    let tag = HtmlTag::of(element);
                    if tag.is_skipped() || tag.is_hidden() || tag.name == "noscript" {
                        Entered::Leaf
                    } else if skips(&tag, id) {
                        Entered::Furniture
                    } else {
                        Entered::Element {
                            is_block: tag.is_block(),
                            is_link: tag.name == "a",
                            is_heading: is_heading(tag.name),
                        }
                    }
                }
                _ => Entered::Leaf,
            });
            let mut child = None;
            match entered {
                Entered::Leaf => {}
                Entered::Furniture => self.furniture.push(id),
                Entered::Element {
                    is_block,
                    is_link,
                    is_heading,
                } => {
                    let mut links = 0;
                    if let Some(block) = open.last_mut() {
                        block.links += usize::from(is_link);
                        links = block.links;
                        if is_block {
                            block.end_run();
                        }
                        if is_heading {
                            block.end_part();
                        }
                    }
                    if is_block {
                        open.push(OpenBlock {
                            is_heading,
                            links,
                            ..OpenBlock::default()
                        });
                    }
                    child = tree.query_node_or(&id, None, |node| node.first_child);
                    path.push((id, is_block));
                    if child.is_none() {
                        self.leave(&mut open, &mut path, is_link);
                    }
                }
            }
            next = child;
            let mut current = id;
            while next.is_none() {
                let (sibling, parent) = tree.query_node_or(&current, (None, None), |node| {
                    (node.next_sibling, node.parent)
                });
                next = sibling;
                if next.is_some() {
                    break;
                }
                match parent.filter(|parent| *parent != root) {
                    Some(parent) => {
                        let is_link = tree.query_node_or(&parent, false, |node| {
                            node.as_element()
                                .is_some_and(|element| &*element.name.local == "a")
                        });
                        self.leave(&mut open, &mut path, is_link);
                        current = parent;
                    }
                    None => break,
                }
            }
        }
        while let Some(mut block) = open.pop() {
            block.end_part();
            match open.last_mut() {
                Some(outer) => outer.add_block(&block),
                None => self.total = block.amount(),
            }
        }
        self.amounts.insert(root, self.total);
    }

    /// Leaves the element entered last.
    fn leave(&mut self, open: &mut Vec<OpenBlock>, path: &mut Vec<(NodeId, bool)>, is_link: bool) {
        let Some((id, is_block)) = path.pop() else {
            return;
        };
        if is_block && let Some(mut block) = open.pop() {
            block.end_run();
            let amount = block.amount();
            self.amounts.insert(id, amount);
            if amount.prose == 0
                && (block.has_teaser || block.part.announces_other && block.part.prose > 0)
            {
                self.furniture.push(id);
                self.teasers.insert(id);
            }
            if let Some(outer) = open.last_mut() {
                outer.add_block(&block);
            }
        }
        if is_link && let Some(block) = open.last_mut() {
            block.links = block.links.saturating_sub(1);
        }
    }
}

/// What a node is for the walk.
enum Entered {
    Leaf,
    Furniture,
    Element {
        is_block: bool,
        is_link: bool,
        is_heading: bool,
    },
}

/// A block whose text is being measured.
#[derive(Debug, Default)]
struct OpenBlock {
    is_heading: bool,
    /// How many links are open.
    links: usize,
    /// All text in it.
    text: usize,
    /// The text of all links in it.
    linked: usize,
    /// The prose of the parts in it that have ended.
    prose: usize,
    /// What stands below the last heading.
    part: BlockPart,
    /// Whether a part announced another article, and was left out.
    has_teaser: bool,
    run: TextRun,
}

/// What stands below a heading, or before the first.
#[derive(Debug, Default)]
struct BlockPart {
    prose: usize,
    /// Whether the heading is a link.
    announces_other: bool,
}

impl BlockPart {
    /// Its prose, unless it announces another article.
    fn kept(&self) -> usize {
        if self.announces_other && self.prose <= MAX_TEASER_BYTES {
            0
        } else {
            self.prose
        }
    }
}

/// Text between two blocks, in bytes without white space at the ends of its pieces.
#[derive(Debug, Default)]
struct TextRun {
    bytes: usize,
    linked: usize,
    ends_sentence: bool,
}

impl OpenBlock {
    fn add_text(&mut self, text: &str) {
        let text = text.trim();
        let Some(last) = text.chars().next_back() else {
            return;
        };
        self.run.bytes += text.len();
        self.text += text.len();
        if self.links > 0 {
            self.run.linked += text.len();
            self.linked += text.len();
        }
        self.run.ends_sentence = matches!(
            last,
            '.' | '!' | '?' | '…' | '"' | '”' | '»' | '“' | ':' | '。' | '！' | '？' | '।'
        );
    }

    /// What stands in it.
    fn amount(&self) -> Amount {
        Amount {
            prose: self.prose + self.part.kept(),
            text: self.text,
            linked: self.linked,
        }
    }

    /// Ends the part below the last heading.
    fn end_part(&mut self) {
        self.end_run();
        let part = std::mem::take(&mut self.part);
        self.has_teaser |= part.kept() < part.prose;
        self.prose += part.kept();
    }

    /// Adds a block that has ended to the one around it.
    fn add_block(&mut self, block: &Self) {
        let is_only_heading =
            block.prose == 0 && block.part.prose == 0 && block.part.announces_other;
        if is_only_heading || block.is_heading {
            self.end_part();
            self.part.announces_other = block.part.announces_other;
        } else {
            self.part.prose += block.prose + block.part.kept();
        }
        self.has_teaser |= block.has_teaser;
        self.text += block.text;
        self.linked += block.linked;
    }

    /// Ends a run of text between two blocks and counts it, if it is prose.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let is_prose = run.bytes >= MIN_BLOCK_BYTES || run.ends_sentence;
        if is_prose && run.linked * 2 < run.bytes {
            self.part.prose += run.bytes;
        }
        if self.is_heading && run.bytes > 0 {
            self.part.announces_other = run.linked * 10 >= run.bytes * 8;
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

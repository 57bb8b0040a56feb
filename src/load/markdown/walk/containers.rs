//! The blocks that contain other blocks: quotations, lists and their items.

use crate::document::BlockKind;

/// A block that contains other blocks.
#[derive(Debug)]
enum ContainerBlock {
    Quote,
    /// A list, with the number of its next item if it is numbered.
    List(Option<u64>),
    /// A list item, with the marker of its next block.
    Item(String),
}

/// The open container blocks.
#[derive(Debug, Default)]
pub(super) struct Containers {
    /// Outermost first.
    open: Vec<ContainerBlock>,
    /// How many of them are quotations, and how many are lists.
    quotes: usize,
    lists: usize,
}

impl Containers {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn open_quote(&mut self) {
        self.open.push(ContainerBlock::Quote);
        self.quotes += 1;
    }

    /// Opens a list, which is numbered if the number of its `first` item is given.
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.open.push(ContainerBlock::List(first));
        self.lists += 1;
    }

    /// Opens the next item of the innermost list.
    pub(super) fn open_item(&mut self) {
        let marker = match self.open.last_mut() {
            Some(ContainerBlock::List(Some(next))) => {
                let number = *next;
                *next = next.saturating_add(1);
                format!("{number}.")
            }
            _ => "•".to_owned(),
        };
        self.open_marked_item(marker);
    }

    pub(super) fn open_marked_item(&mut self, marker: String) {
        self.open.push(ContainerBlock::Item(marker));
    }

    /// Makes the open item a task.
    pub(super) fn mark_task(&mut self, done: bool) {
        if let Some(ContainerBlock::Item(marker)) = self.open.last_mut() {
            *marker = String::from(if done { "[x]" } else { "[ ]" });
        }
    }

    /// Closes the innermost container.
    pub(super) fn close(&mut self) {
        match self.open.pop() {
            Some(ContainerBlock::Quote) => self.quotes -= 1,
            Some(ContainerBlock::List(_)) => self.lists -= 1,
            Some(ContainerBlock::Item(_)) | None => {}
        }
    }

    pub(super) fn quote_depth(&self) -> u8 {
        u8::try_from(self.quotes).unwrap_or(u8::MAX)
    }

    /// The kind of the next block if it belongs to an item. Later blocks of the same item are indented as far.
    pub(super) fn take_item(&mut self) -> Option<BlockKind> {
        let Some(ContainerBlock::Item(marker)) = self.open.last_mut() else {
            return None;
        };
        let indent = " ".repeat(marker.chars().count());
        Some(BlockKind::ListItem {
            marker: std::mem::replace(marker, indent),
            depth: u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX),
        })
    }
}

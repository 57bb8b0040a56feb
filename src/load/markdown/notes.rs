//! Footnotes: numbered as they are mentioned, read at the end.
//!
//! Owns the numbers and keeps the definitions until the text is over. A note that nothing mentions is read, too, after the
//! others: nothing that was written gets lost.

use pulldown_cmark::Event;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// A piece of Markdown and where it stands.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    numbers: HashMap<String, usize>,
    /// Mentioned and not read yet, in order.
    due: VecDeque<String>,
    bodies: HashMap<String, Vec<Placed<'a>>>,
    /// The definitions as they stand in the text.
    order: VecDeque<String>,
}

impl<'a> Notes<'a> {
    /// The number of the note called `label`.
    pub(super) fn number(&mut self, label: &str) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(label.to_owned(), number);
        self.due.push_back(label.to_owned());
        number
    }

    /// Keep what stands in the note called `label`.
    pub(super) fn keep(&mut self, label: &str, body: Vec<Placed<'a>>) {
        self.order.push_back(label.to_owned());
        self.bodies.entry(label.to_owned()).or_insert(body);
    }

    /// The next note to read, with its number.
    pub(super) fn next(&mut self) -> Option<(usize, Vec<Placed<'a>>)> {
        loop {
            let due = self.due.pop_front();
            let label = due.or_else(|| self.order.pop_front())?;
            if let Some(body) = self.bodies.remove(&label) {
                return Some((self.number(&label), body));
            }
        }
    }
}

//! Numbers footnotes in the order of their references and keeps their texts for the end.
//!
//! A footnote without a reference is written after the others, so no text is lost.

use pulldown_cmark::Event;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// A Markdown event and its byte range in the text.
pub(super) type OffsetEvent<'a> = (Event<'a>, Range<usize>);

/// A footnote to write.
pub(super) struct Footnote<'a> {
    pub(super) number: usize,
    pub(super) body: Vec<OffsetEvent<'a>>,
}

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    numbers: HashMap<String, usize>,
    /// Labels of footnotes referenced and not written yet, in order.
    referenced: VecDeque<String>,
    bodies: HashMap<String, Vec<OffsetEvent<'a>>>,
    /// Labels of footnotes in the order of their definitions.
    defined: VecDeque<String>,
}

impl<'a> Footnotes<'a> {
    /// The number of the footnote `label`; a new number if this is its first reference.
    pub(super) fn number_of(&mut self, label: &str) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(label.to_owned(), number);
        self.referenced.push_back(label.to_owned());
        number
    }

    /// Stores the content of the footnote `label`. A second definition is ignored.
    pub(super) fn define(&mut self, label: &str, body: Vec<OffsetEvent<'a>>) {
        self.defined.push_back(label.to_owned());
        self.bodies.entry(label.to_owned()).or_insert(body);
    }

    /// Takes the next footnote to write.
    pub(super) fn next_footnote(&mut self) -> Option<Footnote<'a>> {
        loop {
            let label = self.referenced.pop_front();
            let label = label.or_else(|| self.defined.pop_front())?;
            if let Some(body) = self.bodies.remove(&label) {
                let number = self.number_of(&label);
                return Some(Footnote { number, body });
            }
        }
    }
}

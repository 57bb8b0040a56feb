//! The elements that are open, and what happens when one begins or ends.
//!
//! Owns the stack of elements and the counts of those that are asked for at every word, so that no step looks at more than a
//! few of them.

use super::element::{self, Element, What};
use super::tags::{Tag, Tokens};
use crate::document::{BlockKind, Builder};

/// How many elements may stand in one another; a book's own nest ten deep. What is nested deeper is read as if it were not.
const DEEPEST: usize = 256;

/// A line longer than this, in bytes, is no line of verse.
const VERSE: usize = 120;

/// What stands before the place that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing in this block.
    Block,
    /// Nothing on this line.
    Line,
    /// A word, and a blank that will be written if another follows.
    Gap,
    /// A word.
    Word,
}

#[derive(Debug)]
pub(super) struct Walker<'a, 'b> {
    pub(super) builder: &'b mut Builder,
    /// The elements that are open, outermost first.
    pub(super) open: Vec<Element<'a>>,
    /// How many of them are of the kinds that are asked for at every word.
    pub(super) inside: Inside,
    /// How many more are open than are followed.
    pub(super) deeper: usize,
    /// How many open inline elements have no place yet where they begin.
    pub(super) unplaced: usize,
    pub(super) before: Before,
    /// Where the longest line of the block so far began and how many bytes it has; how many breaks there are.
    pub(super) line_start: usize,
    pub(super) longest: usize,
    pub(super) breaks: usize,
    /// The column in program text, for its tabs.
    pub(super) column: usize,
    /// Alternative texts of images in this block.
    pub(super) captions: Vec<String>,
    pub(super) quotes: u8,
}

impl<'a, 'b> Walker<'a, 'b> {
    pub(super) fn new(builder: &'b mut Builder, quotes: u8) -> Self {
        Self {
            builder,
            open: Vec::new(),
            inside: Inside::default(),
            deeper: 0,
            unplaced: 0,
            before: Before::Block,
            line_start: 0,
            longest: 0,
            breaks: 0,
            column: 0,
            captions: Vec::new(),
            quotes,
        }
    }

    pub(super) fn open(&mut self, tag: Tag<'a>, after: &Tokens<'a>) {
        match element::name(tag.name).as_str() {
            "br" => self.line_break(),
            "hr" => {
                self.flush();
                self.builder.quote_depth(self.quote_depth());
                self.builder.end(BlockKind::Rule);
            }
            "img" | "image" => self.image(tag),
            name if element::is_void(name) => {}
            name => {
                self.close_implied(name);
                let what = element::what(name, &tag, &mut self.open, after);
                if what.is_block() && !matches!(what, What::Cell { .. }) {
                    self.part();
                }
                if self.open.len() >= DEEPEST {
                    self.deeper += usize::from(!tag.empty);
                    return;
                }
                self.enter(what, tag);
            }
        }
    }

    fn enter(&mut self, what: What, tag: Tag<'a>) {
        self.unplaced += usize::from(what.is_inline());
        let cell = matches!(what, What::Cell { .. });
        let heading = matches!(what, What::Cell { heading: true });
        if what.opens_bracket() {
            self.word("[");
        }
        if cell {
            self.cell(heading);
        }
        self.inside.count(&what, 1);
        self.open.push(Element {
            name: tag.name,
            what,
            start: None,
        });
        if tag.empty {
            self.leave(self.open.len().saturating_sub(1));
        }
    }

    /// Begin a cell: a line feed parts it from the one before.
    fn cell(&mut self, heading: bool) {
        let row = self.open.iter_mut().rev().find_map(|element| {
            if let What::Row { cells, heads } = &mut element.what {
                Some((cells, heads))
            } else {
                None
            }
        });
        let Some((cells, heads)) = row else { return };
        *cells += 1;
        *heads += usize::from(heading);
        if *cells > 1 {
            self.builder.push("\n");
            self.before = Before::Line;
        }
    }

    /// Close what the opening of `name` closes without saying so.
    fn close_implied(&mut self, name: &str) {
        let until: &[&str] = match name {
            "li" => &["ul", "ol", "menu"],
            "dt" | "dd" => &["dl"],
            "tr" | "td" | "th" => &["table"],
            _ => &[],
        };
        let closes = |open: &str| match name {
            "li" => open == "li",
            "dt" | "dd" => open == "dt" || open == "dd",
            "tr" => open == "tr",
            "td" | "th" => open == "td" || open == "th",
            _ => element::ends_paragraph(name) && open == "p",
        };
        let found = self
            .open
            .iter()
            .enumerate()
            .rev()
            .take(32)
            .find_map(|(at, element)| {
                let open = element::name(element.name);
                let stop = until.contains(&open.as_str());
                (stop || closes(&open)).then_some((at, stop))
            });
        if let Some((at, false)) = found {
            self.leave(at);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= usize::from(!element::is_void(&element::name(name)));
            return;
        }
        let found = self
            .open
            .iter()
            .rposition(|element| element.name.eq_ignore_ascii_case(name));
        if let Some(at) = found {
            self.leave(at);
        } else if name.eq_ignore_ascii_case("p") {
            self.part();
        }
    }

    /// Close the open elements from `at` on.
    fn leave(&mut self, at: usize) {
        while self.open.len() > at {
            let block = self
                .open
                .last()
                .is_some_and(|element| element.what.is_block());
            if block {
                self.part();
            }
            let Some(element) = self.open.pop() else {
                return;
            };
            self.inside.count(&element.what, -1);
            if element.what.opens_bracket() {
                self.builder.push("]");
            }
            if !element.what.is_inline() {
                continue;
            }
            match element.start {
                Some(start) => element.what.apply(self.builder, start),
                None => self.unplaced = self.unplaced.saturating_sub(1),
            }
        }
    }

    /// A block begins or ends: in a table's row that is a blank, elsewhere the end of a block.
    fn part(&mut self) {
        let last = self.open.last().map(|element| &element.what);
        if self.inside.rows > 0 && !matches!(last, Some(What::Row { .. })) {
            self.blank();
        } else {
            self.flush();
        }
    }

    fn quote_depth(&self) -> u8 {
        let inside = u8::try_from(self.inside.quotes).unwrap_or(u8::MAX);
        self.quotes.saturating_add(inside)
    }

    /// End the block that is open, if anything is in it.
    pub(super) fn flush(&mut self) {
        if self.before != Before::Block {
            self.measure();
            // What is still open goes on in the next block.
            let inlines = self.open.iter_mut().filter(|_| self.inside.inlines > 0);
            for element in inlines.filter(|element| element.what.is_inline()) {
                if let Some(start) = element.start.take() {
                    element.what.apply(self.builder, start);
                }
            }
            self.unplaced = self.inside.inlines;
            // A break at the end parts nothing.
            self.breaks -= usize::from(self.before == Before::Line && self.breaks > 0);
            let verse = self.breaks > 0 && self.longest <= VERSE;
            let kind = element::kind(&mut self.open, verse);
            self.builder.quote_depth(self.quote_depth());
            self.builder.end(kind);
        }
        self.before = Before::Block;
        (self.breaks, self.longest) = (0, 0);
        for caption in std::mem::take(&mut self.captions) {
            self.builder.quote_depth(self.quote_depth());
            self.builder.push(&caption);
            self.builder.end(BlockKind::Caption);
        }
    }
}

/// How many elements of a kind are open.
#[derive(Debug, Default)]
pub(super) struct Inside {
    pub(super) codes: usize,
    pub(super) rows: usize,
    pub(super) quotes: usize,
    pub(super) scripts: usize,
    pub(super) inlines: usize,
}

impl Inside {
    /// One more or one less like `what`.
    fn count(&mut self, what: &What, step: isize) {
        let slot = match what {
            What::Code => &mut self.codes,
            What::Row { .. } => &mut self.rows,
            What::Quote => &mut self.quotes,
            What::Script { .. } => &mut self.scripts,
            What::Style(_) | What::Link(_) => &mut self.inlines,
            What::Box
            | What::Heading(_)
            | What::List(_)
            | What::Item { .. }
            | What::Caption
            | What::Table { .. }
            | What::Cell { .. }
            | What::Mark
            | What::Plain => return,
        };
        *slot = slot.saturating_add_signed(step);
    }
}

impl What {
    /// Set what was written from `start` on as this says.
    fn apply(&self, builder: &mut Builder, start: usize) {
        if let Self::Style(style) = self {
            builder.style(start, *style);
        } else if let Self::Link(target) = self {
            builder.link(start, target.clone());
        }
    }
}

//! Markup to blocks, in one pass and without a tree.
//!
//! Owns what each element of a book's chapter (and of the HTML inside Markdown) becomes: headings, paragraphs, nested lists,
//! quotations, program text, tables, captions, verse, styles, links. Promises memory in proportion to how deep elements
//! nest, of which it follows [`DEEPEST`], and time linear in the text. Does not look for an article in a page: what stands
//! there is all meant to be read.

mod element;
mod table;
mod tags;

pub(super) use element::script;
pub(super) use tags::{Tag, Token, Tokens};

use super::clean;
use crate::document::{BlockKind, Builder, Style};
use element::{Element, What};
use std::borrow::Cow;

/// How many elements may stand in one another; a book's own nest ten deep. What is nested deeper is read as if it were not.
const DEEPEST: usize = 256;

/// A line longer than this, in bytes, is no line of verse.
const VERSE: usize = 120;

/// Add the blocks of `markup` to `builder`, in `quotes` quotations.
pub(super) fn blocks(markup: &str, builder: &mut Builder, quotes: u8) {
    let clean = clean::text(markup);
    let mut tokens = Tokens::new(&clean);
    let mut walker = Walker::new(builder, quotes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => walker.text(&text),
            Token::Open(tag) if element::is_unread(&tag) => {
                if !tag.empty {
                    tokens.go_past(tag.name);
                }
            }
            Token::Open(tag) => walker.open(tag, &tokens),
            Token::Close(name) => walker.close(name),
        }
    }
    walker.flush();
}

/// Where a link may lead.
pub(super) fn is_followed(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        target
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Whether an image's alternative text says something: a file's name and the word "image" do not.
pub(super) fn is_telling(alt: &str) -> bool {
    let alt = alt.trim();
    let lower = alt.to_ascii_lowercase();
    let name = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"];
    let empty = [
        "image", "cover", "images", "photo", "picture", "logo", "[image]",
    ];
    alt.chars().any(char::is_alphanumeric)
        && !name.iter().any(|ending| lower.ends_with(ending))
        && !empty.contains(&lower.as_str())
}

/// What stands before the place that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
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
struct Walker<'a, 'b> {
    builder: &'b mut Builder,
    /// The elements that are open, outermost first.
    open: Vec<Element<'a>>,
    /// How many of them are of the kinds that are asked for at every word.
    inside: Inside,
    /// How many more are open than are followed.
    deeper: usize,
    /// How many open inline elements have no place yet where they begin.
    unplaced: usize,
    before: Before,
    /// Where the longest line of the block so far began and how many bytes it has; how many breaks there are.
    line_start: usize,
    longest: usize,
    breaks: usize,
    /// The column in program text, for its tabs.
    column: usize,
    /// Alternative texts of images in this block.
    captions: Vec<String>,
    quotes: u8,
}

impl<'a, 'b> Walker<'a, 'b> {
    fn new(builder: &'b mut Builder, quotes: u8) -> Self {
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

    fn text(&mut self, text: &str) {
        // An entity may stand for what the gate takes out.
        let text = clean::text(text);
        if self.inside.codes > 0 {
            return self.program(&text);
        }
        if text.starts_with(|c: char| c.is_ascii_whitespace()) {
            self.blank();
        }
        let scripts = self.open.iter().rev().filter(|_| self.inside.scripts > 0);
        let script = scripts.into_iter().find_map(|element| {
            if let What::Script { raised } = element.what {
                Some(raised)
            } else {
                None
            }
        });
        for word in text.split_ascii_whitespace() {
            let word = script.map_or(Cow::Borrowed(word), |raised| element::script(word, raised));
            self.word(&word);
            self.blank();
        }
        if self.before == Before::Gap
            && !text.ends_with(|c: char| c.is_ascii_whitespace())
            && !text.is_empty()
        {
            self.before = Before::Word;
        }
    }

    /// A blank, if a word stands before it and another follows.
    fn blank(&mut self) {
        if self.before == Before::Word {
            self.before = Before::Gap;
        }
    }

    /// Write one word, and before it the blank that is due.
    fn word(&mut self, word: &str) {
        match self.before {
            Before::Block => self.line_start = self.builder.begin(),
            Before::Gap => self.builder.push(" "),
            Before::Line | Before::Word => {}
        }
        self.place();
        self.builder.push(word);
        self.before = Before::Word;
    }

    /// Inline elements that were opened begin here.
    fn place(&mut self) {
        if self.unplaced == 0 {
            return;
        }
        self.builder.begin();
        let at = self.builder.len();
        for element in self.open.iter_mut().rev() {
            if element.what.is_inline() && element.start.is_none() {
                element.start = Some(at);
                self.unplaced -= 1;
            }
            if self.unplaced == 0 {
                break;
            }
        }
        self.unplaced = 0;
    }

    /// Text whose blanks and line breaks are its own; tabs are drawn out.
    fn program(&mut self, text: &str) {
        let mut text = text;
        if self.before == Before::Block {
            text = text.strip_prefix('\n').unwrap_or(text);
            if text.is_empty() {
                return;
            }
            self.column = 0;
        }
        self.builder.begin();
        self.place();
        let mut drawn = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\t' => {
                    let blanks = 4 - self.column % 4;
                    drawn.extend(std::iter::repeat_n(' ', blanks));
                    self.column += blanks;
                }
                '\n' => {
                    drawn.push(c);
                    self.column = 0;
                }
                _ => {
                    drawn.push(c);
                    self.column += 1;
                }
            }
        }
        self.builder.push(&drawn);
        self.before = Before::Word;
    }

    fn open(&mut self, tag: Tag<'a>, after: &Tokens<'a>) {
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

    fn close(&mut self, name: &str) {
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

    fn line_break(&mut self) {
        if self.inside.rows > 0 {
            self.blank();
        } else if self.inside.codes > 0 {
            self.program("\n");
        } else if matches!(self.before, Before::Block | Before::Line) {
            // Two breaks are what a paragraph's end was before there were paragraphs.
            self.flush();
        } else {
            self.measure();
            self.builder.push("\n");
            self.breaks += 1;
            self.line_start = self.builder.len();
            self.before = Before::Line;
        }
    }

    fn measure(&mut self) {
        self.longest = self
            .longest
            .max(self.builder.len().saturating_sub(self.line_start));
    }

    fn image(&mut self, tag: Tag<'a>) {
        let Some(alt) = tag.attribute("alt") else {
            return;
        };
        let alt = clean::line(&alt)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if alt.chars().count() <= 2 {
            // A drawn initial.
            if alt.chars().all(char::is_alphabetic) && !alt.is_empty() {
                self.word(&alt);
            }
        } else if is_telling(&alt) {
            self.captions.push(alt);
        }
    }

    fn quote_depth(&self) -> u8 {
        let inside = u8::try_from(self.inside.quotes).unwrap_or(u8::MAX);
        self.quotes.saturating_add(inside)
    }

    /// End the block that is open, if anything is in it.
    fn flush(&mut self) {
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
struct Inside {
    codes: usize,
    rows: usize,
    quotes: usize,
    scripts: usize,
    inlines: usize,
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

#[cfg(test)]
mod tests;

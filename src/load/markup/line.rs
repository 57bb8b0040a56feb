//! Writing inside of a line: words and the blanks between them, program text, breaks, images.

use super::clean;
use super::element::{self, What};
use super::is_telling;
use super::tags::Tag;
use super::walk::{Before, Walker};
use std::borrow::Cow;

impl Walker<'_, '_> {
    pub(super) fn text(&mut self, text: &str) {
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
    pub(super) fn blank(&mut self) {
        if self.before == Before::Word {
            self.before = Before::Gap;
        }
    }

    /// Write one word, and before it the blank that is due.
    pub(super) fn word(&mut self, word: &str) {
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
    pub(super) fn place(&mut self) {
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
    pub(super) fn program(&mut self, text: &str) {
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

    pub(super) fn line_break(&mut self) {
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

    pub(super) fn measure(&mut self) {
        self.longest = self
            .longest
            .max(self.builder.len().saturating_sub(self.line_start));
    }

    pub(super) fn image(&mut self, tag: Tag<'_>) {
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
}

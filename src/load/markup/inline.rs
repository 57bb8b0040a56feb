//! Writes inside a block: words and the spaces between them, code, line breaks, images.

use super::clean;
use super::element::{self, ElementRole};
use super::is_descriptive;
use super::tokenizer::MarkupTag;
use super::walk::{MarkupWalker, WritePosition};
use std::borrow::Cow;

impl MarkupWalker<'_, '_> {
    pub(super) fn push_text(&mut self, text: &str) {
        // A character reference may stand for a character that must be cleaned away.
        let text = clean::text(text);
        if self.counts.codes > 0 {
            return self.push_code(&text);
        }
        if text.starts_with(|c: char| c.is_ascii_whitespace()) {
            self.separate();
        }
        let scripts = self
            .open_elements
            .iter()
            .rev()
            .filter(|_| self.counts.scripts > 0);
        let script = scripts.into_iter().find_map(|element| {
            if let ElementRole::Script { raised } = element.role {
                Some(raised)
            } else {
                None
            }
        });
        for word in text.split_ascii_whitespace() {
            let word = script.map_or(Cow::Borrowed(word), |raised| {
                element::script_digits(word, raised)
            });
            self.push_word(&word);
            self.separate();
        }
        if self.position == WritePosition::PendingSpace
            && !text.ends_with(|c: char| c.is_ascii_whitespace())
            && !text.is_empty()
        {
            self.position = WritePosition::AfterWord;
        }
    }

    /// Requests a space, which is written if a word comes before and after it.
    pub(super) fn separate(&mut self) {
        if self.position == WritePosition::AfterWord {
            self.position = WritePosition::PendingSpace;
        }
    }

    /// Writes one word, preceded by the space that is due.
    pub(super) fn push_word(&mut self, word: &str) {
        match self.position {
            WritePosition::BlockStart => self.line_start = self.builder.begin(),
            WritePosition::PendingSpace => self.builder.push(" "),
            WritePosition::LineStart | WritePosition::AfterWord => {}
        }
        self.place_inlines();
        self.builder.push(word);
        self.position = WritePosition::AfterWord;
    }

    /// Lets the styles and links that were opened begin here.
    pub(super) fn place_inlines(&mut self) {
        if self.unplaced_inlines == 0 {
            return;
        }
        self.builder.begin();
        let at = self.builder.len();
        for element in self.open_elements.iter_mut().rev() {
            if element.role.is_inline() && element.start.is_none() {
                element.start = Some(at);
                self.unplaced_inlines -= 1;
            }
            if self.unplaced_inlines == 0 {
                break;
            }
        }
        self.unplaced_inlines = 0;
    }

    /// Writes preformatted text, with tabs expanded.
    pub(super) fn push_code(&mut self, text: &str) {
        let mut text = text;
        if self.position == WritePosition::BlockStart {
            text = text.strip_prefix('\n').unwrap_or(text);
            if text.is_empty() {
                return;
            }
            self.column = 0;
        }
        self.builder.begin();
        self.place_inlines();
        let mut expanded = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\t' => {
                    let spaces = 4 - self.column % 4;
                    expanded.extend(std::iter::repeat_n(' ', spaces));
                    self.column += spaces;
                }
                '\n' => {
                    expanded.push(c);
                    self.column = 0;
                }
                _ => {
                    expanded.push(c);
                    self.column += 1;
                }
            }
        }
        self.builder.push(&expanded);
        self.position = WritePosition::AfterWord;
    }

    pub(super) fn break_line(&mut self) {
        if self.counts.rows > 0 {
            self.separate();
        } else if self.counts.codes > 0 {
            self.push_code("\n");
        } else if matches!(
            self.position,
            WritePosition::BlockStart | WritePosition::LineStart
        ) {
            // Two line breaks in a row end a paragraph, as in old HTML.
            self.flush();
        } else {
            self.measure_line();
            self.builder.push("\n");
            self.line_breaks += 1;
            self.line_start = self.builder.len();
            self.position = WritePosition::LineStart;
        }
    }

    pub(super) fn measure_line(&mut self) {
        self.longest_line = self
            .longest_line
            .max(self.builder.len().saturating_sub(self.line_start));
    }

    pub(super) fn push_image(&mut self, tag: MarkupTag<'_>) {
        let Some(alt) = tag.attribute("alt") else {
            return;
        };
        let alt = clean::spaced_line(&alt).unwrap_or_default();
        if alt.chars().count() <= 2 {
            // A decorated initial letter.
            if alt.chars().all(char::is_alphabetic) && !alt.is_empty() {
                self.push_word(&alt);
            }
        } else if is_descriptive(&alt) {
            self.captions.push(alt);
        }
    }
}

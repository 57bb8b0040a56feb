//! Writing inside of a line: its words, its breaks, where styles and links begin and end.

use super::super::super::plain::is_ideographic;
use super::super::super::{clean, markup};
use super::{Leaf, Walker};
use crate::document::Style;

impl Walker<'_, '_> {
    /// Text of the line; a line feed in it is a break that is not meant.
    pub(super) fn text(&mut self, text: &str) {
        let text = clean::text(text);
        self.join(&text);
        if self.images > 0 {
            return self.alt.push_str(&text.replace('\n', " "));
        }
        match &mut self.leaf {
            Leaf::Code(code) => code.push_str(&text),
            Leaf::Html(html) => html.push_str(&text),
            Leaf::Prose | Leaf::Heading(_) | Leaf::Row { .. } => {
                let before = self.builder.text(0).ends_with([' ', '\n']);
                // Where a comment stood there would be two blanks.
                let text = if before {
                    text.trim_start_matches(' ')
                } else {
                    &text
                };
                let script = self.script.filter(|_| text.len() < 4);
                if text.contains(['\n', '\t']) {
                    self.builder.push(&text.replace(['\n', '\t'], " "));
                } else if let Some(raised) = script {
                    self.builder.push(&markup::script(text, raised));
                } else {
                    self.builder.push(text);
                }
            }
        }
    }

    /// Where the next text will stand.
    pub(super) fn here(&mut self) -> usize {
        if self.images == 0 {
            // The blank before it is not part of what begins here.
            let wide = self
                .builder
                .text(0)
                .chars()
                .next_back()
                .is_some_and(is_ideographic);
            self.join(if wide { "\u{3000}" } else { "" });
            self.builder.begin();
        }
        self.builder.len()
    }

    /// A blank between two lines that become one, but for ideographs, which have none between them.
    pub(super) fn join(&mut self, next: &str) {
        if std::mem::take(&mut self.seam) {
            let before = if self.images > 0 {
                &self.alt
            } else {
                self.builder.text(0)
            };
            let wide = |c: Option<char>| c.is_some_and(is_ideographic);
            let first = next.chars().next();
            if !(wide(before.chars().next_back()) && (wide(first) || first == Some('\u{3000}'))) {
                self.text(" ");
            }
        }
    }

    pub(super) fn hard_break(&mut self) {
        if matches!(self.leaf, Leaf::Prose) && self.images == 0 {
            self.hard += 1;
            self.builder.push("\n");
        } else {
            self.text(" ");
        }
    }

    pub(super) fn inline_html(&mut self, html: &str) {
        self.script = None;
        let Some(markup::Token::Open(tag)) = markup::Tokens::new(html).next() else {
            return;
        };
        if tag.name.eq_ignore_ascii_case("sup") || tag.name.eq_ignore_ascii_case("sub") {
            self.script = Some(tag.name.eq_ignore_ascii_case("sup"));
        }
        if tag.name.eq_ignore_ascii_case("br") {
            self.hard_break();
        } else if tag.name.eq_ignore_ascii_case("img")
            && let Some(alt) = tag.attribute("alt").filter(|alt| markup::is_telling(alt))
        {
            let place = self.place.clone().unwrap_or_default();
            let place = place.start..place.end;
            self.captions.push((clean::line(&alt).into_owned(), place));
        }
    }

    pub(super) fn close(&mut self, style: Style) {
        if let Some(start) = self.inlines.pop() {
            self.builder.style(start, style);
        }
    }
}

//! Writes inside a block: text, line breaks, and where styles and links begin and end.

use super::super::super::plain::is_ideographic;
use super::super::super::{clean, markup};
use super::{LeafBlock, MarkdownWalker};
use crate::document::InlineStyle;

impl MarkdownWalker<'_, '_> {
    /// Writes text; a line feed in it is a soft line break.
    pub(super) fn push_text(&mut self, text: &str) {
        let text = clean::text(text);
        self.join_lines(&text);
        if self.image_depth > 0 {
            return self.alt_text.push_str(&text.replace('\n', " "));
        }
        match &mut self.leaf {
            LeafBlock::Code(code) => code.push_str(&text),
            LeafBlock::Html(html) => html.push_str(&text),
            LeafBlock::Prose | LeafBlock::Heading(_) | LeafBlock::Row { .. } => {
                let after_space = self.builder.text_from(0).ends_with([' ', '\n']);
                // A removed comment would leave two spaces.
                let text = if after_space {
                    text.trim_start_matches(' ')
                } else {
                    &text
                };
                let raised = self.script_raised.filter(|_| text.len() < 4);
                if text.contains(['\n', '\t']) {
                    self.builder.push(&text.replace(['\n', '\t'], " "));
                } else if let Some(raised) = raised {
                    self.builder.push(&markup::script_digits(text, raised));
                } else {
                    self.builder.push(text);
                }
            }
        }
    }

    /// The offset at which the next text begins.
    pub(super) fn begin_inline(&mut self) -> usize {
        if self.image_depth == 0 {
            // The space before it does not belong to the style or link that begins here.
            let after_ideograph = self
                .builder
                .text_from(0)
                .chars()
                .next_back()
                .is_some_and(is_ideographic);
            self.join_lines(if after_ideograph { "\u{3000}" } else { "" });
            self.builder.begin();
        }
        self.builder.len()
    }

    /// Joins two lines with a space, or without one between ideographs.
    pub(super) fn join_lines(&mut self, next: &str) {
        if std::mem::take(&mut self.pending_join) {
            let before = if self.image_depth > 0 {
                &self.alt_text
            } else {
                self.builder.text_from(0)
            };
            let is_wide = |c: Option<char>| c.is_some_and(is_ideographic);
            let first = next.chars().next();
            if !(is_wide(before.chars().next_back())
                && (is_wide(first) || first == Some('\u{3000}')))
            {
                self.push_text(" ");
            }
        }
    }

    pub(super) fn break_line(&mut self) {
        if matches!(self.leaf, LeafBlock::Prose) && self.image_depth == 0 {
            self.hard_breaks += 1;
            self.builder.push("\n");
        } else {
            self.push_text(" ");
        }
    }

    pub(super) fn push_html(&mut self, html: &str) {
        self.script_raised = None;
        let Some(markup::MarkupToken::Open(tag)) = markup::MarkupTokenizer::new(html).next() else {
            return;
        };
        if tag.name.eq_ignore_ascii_case("sup") || tag.name.eq_ignore_ascii_case("sub") {
            self.script_raised = Some(tag.name.eq_ignore_ascii_case("sup"));
        }
        if tag.name.eq_ignore_ascii_case("br") {
            self.break_line();
        } else if tag.name.eq_ignore_ascii_case("img")
            && let Some(alt) = tag
                .attribute("alt")
                .filter(|alt| markup::is_descriptive(alt))
        {
            let range = self.source_range.clone().unwrap_or_default();
            let range = range.start..range.end;
            self.captions.push((clean::line(&alt).into_owned(), range));
        }
    }

    pub(super) fn end_style(&mut self, style: InlineStyle) {
        if let Some(start) = self.inline_starts.pop() {
            self.builder.add_style(start, style);
        }
    }
}

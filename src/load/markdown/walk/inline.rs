//! Writes inside a block: text, line breaks, and where styles and links begin and end.

use super::super::super::html::{self, ScriptPosition};
use super::super::super::plain::is_ideographic;
use super::super::super::{clean, linked_files, markup};
use super::{Caption, Images, LeafBlock, MarkdownWalker};
use crate::document::InlineStyle;
use pulldown_cmark::{CowStr, LinkType, Tag};
use std::ops::Range;

/// A style or link that has not ended yet.
#[derive(Debug)]
pub(super) struct OpenInline {
    /// Where it begins in the text, in bytes.
    start: usize,
    /// The URL of a link; `None` if it cannot be followed.
    target: Option<String>,
}

impl Images {
    /// Ends the innermost image. The alternative text of the outermost becomes its caption if it says anything.
    pub(super) fn end_image(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let alt = std::mem::take(&mut self.alt_text);
        if let Some(caption) = self.captions.last_mut().filter(|_| self.depth == 0)
            && markup::is_descriptive(&alt)
        {
            caption.text = clean::collapse_spaces(&alt);
        }
    }
}

impl MarkdownWalker<'_, '_> {
    /// Begins a style, a link or an image, which covers `range` of the source.
    pub(super) fn start_inline(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if let Tag::Image {
            title, dest_url, ..
        } = &tag
        {
            self.images.depth += 1;
            if self.images.depth == 1 {
                self.images.alt_text.clear();
                self.images.captions.push(Caption {
                    picture: html::picture_address(self.raw, dest_url),
                    text: clean::line(title).into_owned(),
                    source_range: range,
                });
            }
            return;
        }
        let start = self.begin_inline();
        let target = match tag {
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link_target(link_type, &dest_url),
            _ => None,
        };
        self.open_inlines.push(OpenInline { start, target });
    }

    /// Writes text; a line feed in it is a soft line break.
    pub(super) fn push_text(&mut self, text: &str) {
        let text = clean::text(text);
        self.join_lines(&text);
        if self.images.depth > 0 {
            return self.images.alt_text.push_str(&text.replace('\n', " "));
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
                let script = self.script.and_then(|position| {
                    html::script_text(self.builder.text_from(0), text, position, false)
                });
                if text.contains(['\n', '\t']) {
                    self.builder.push(&text.replace(['\n', '\t'], " "));
                } else if let Some(script) = script {
                    self.builder.push(&script);
                } else {
                    self.builder.push(text);
                }
            }
        }
    }

    /// The offset at which the next text begins.
    pub(super) fn begin_inline(&mut self) -> usize {
        if self.images.depth == 0 {
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
        if std::mem::take(&mut self.breaks.pending) {
            let before = if self.images.depth > 0 {
                &self.images.alt_text
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
        if matches!(self.leaf, LeafBlock::Prose) && self.images.depth == 0 {
            self.breaks.hard += 1;
            self.builder.push("\n");
        } else {
            self.push_text(" ");
        }
    }

    pub(super) fn push_html(&mut self, html: &str) {
        self.script = None;
        let tag = match markup::MarkupTokenizer::new(html).next() {
            Some(markup::MarkupToken::Open(tag)) => tag,
            Some(markup::MarkupToken::Close(name)) if name.eq_ignore_ascii_case("q") => {
                return self.push_text("”");
            }
            _ => return,
        };
        if tag.name.eq_ignore_ascii_case("sup") {
            self.script = Some(ScriptPosition::Superscript);
        } else if tag.name.eq_ignore_ascii_case("sub") {
            self.script = Some(ScriptPosition::Subscript);
        }
        if tag.name.eq_ignore_ascii_case("q") {
            self.push_text("“");
        } else if tag.name.eq_ignore_ascii_case("br") {
            self.break_line();
        } else if tag.name.eq_ignore_ascii_case("img") {
            let alt = tag.attribute("alt");
            let alt = alt.filter(|alt| markup::is_descriptive(alt));
            let source = tag.attribute("src");
            self.images.captions.push(Caption {
                text: alt.map_or_else(String::new, |alt| clean::line(&alt).into_owned()),
                picture: source.and_then(|link| html::picture_address(self.raw, &link)),
                source_range: self.source_range.clone().unwrap_or_default(),
            });
        }
    }

    pub(super) fn end_style(&mut self, style: InlineStyle) {
        if let Some(inline) = self.open_inlines.pop() {
            self.builder.add_style(inline.start, style);
        }
    }

    pub(super) fn end_link(&mut self) {
        if let Some(OpenInline { start, target }) = self.open_inlines.pop()
            && let Some(target) = target
        {
            self.builder.add_link(start, target);
        }
    }

    /// The URL of a link; `None` if it cannot be followed.
    fn link_target(&self, kind: LinkType, url: &CowStr<'_>) -> Option<String> {
        let url = clean::line(url.trim());
        match kind {
            LinkType::Email if !url.starts_with("mailto:") => Some(format!("mailto:{url}")),
            // To a heading of this text.
            _ if url.starts_with('#') => Some(url.into_owned()),
            _ if markup::is_followable(&url) => Some(url.into_owned()),
            _ => linked_files::address_beside(self.raw, &url),
        }
    }
}

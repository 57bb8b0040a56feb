//! Begins elements: what each tag means for the text that follows, and what is to be done when its element ends.

use super::image::NextBlock;
use super::inline::InlineMark;
use super::list::ListCounter;
use super::table::TableBuilder;
use super::{BlockContext, BlockWriter, CloseAction};
use crate::document::InlineStyle;
use crate::load::html::article::LEVEL_ATTRIBUTE;
use crate::load::html::script::ScriptPosition;
use crate::load::html::tag::HtmlTag;

impl BlockWriter {
    /// Begins an element.
    pub(in crate::load::html) fn open_element(&mut self, tag: &HtmlTag<'_>) {
        let own_name = || tag.attribute("name").filter(|_| tag.name == "a");
        if let Some(id) = tag.attribute("id").or_else(own_name) {
            // What is named is the beginning of the block that the element begins or stands in.
            if tag.is_block() {
                self.flush();
            }
            let name = self.base_url.place_name(id);
            self.builder.add_place(&name);
        }
        let action = match tag.name {
            "br" => self.break_line(),
            "img" => self.open_image(tag),
            "wbr" => CloseAction::Nothing,
            "input" => self.open_checkbox(tag),
            "a" => self.open_link(tag),
            "em" | "i" | "cite" | "dfn" | "var" => self.open_style(InlineStyle::Emphasis),
            "b" | "strong" => self.open_style(InlineStyle::Strong),
            "code" | "kbd" | "samp" | "tt" => self.open_style(InlineStyle::Code),
            "del" | "s" | "strike" => self.open_style(InlineStyle::Struck),
            "q" => self.open_quotation(),
            "rt" => {
                self.inline.push("(");
                CloseAction::EndRuby
            }
            "sup" => CloseAction::EndScript(ScriptPosition::Superscript, self.inline.len()),
            "sub" => CloseAction::EndScript(ScriptPosition::Subscript, self.inline.len()),
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption"
                if self.table.is_some() =>
            {
                self.open_table_part(tag)
            }
            _ if tag.is_block() => self.open_block(tag),
            "span" if is_caption(tag) && self.is_below_picture() => {
                self.contexts.push(BlockContext::Caption);
                CloseAction::EndContext
            }
            _ => CloseAction::Nothing,
        };
        self.close_actions.push(action);
    }

    /// Whether what follows begins a line directly below a picture.
    fn is_below_picture(&self) -> bool {
        let has_picture = self.held_image_text.is_some()
            || !self.pending_image_texts.is_empty()
            || !self.loose_pictures.is_empty();
        let is_free = matches!(self.context(), BlockContext::Body) && !self.is_in_table();
        has_picture && is_free && self.inline.is_empty()
    }

    /// Begins a block element.
    fn open_block(&mut self, tag: &HtmlTag<'_>) -> CloseAction {
        self.flush();
        let context = match tag.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let own = tag.attribute(LEVEL_ATTRIBUTE).unwrap_or(tag.name);
                let level = own
                    .bytes()
                    .last()
                    .map_or(1, |digit| digit.wrapping_sub(b'0'));
                let level = level.clamp(1, 6);
                BlockContext::Heading(level)
            }
            "blockquote" => {
                self.release_image_text(NextBlock::default());
                self.quote_depth = self.quote_depth.saturating_add(1);
                self.builder.set_quote_depth(self.quote_depth);
                self.contexts.push(BlockContext::Body);
                return CloseAction::EndBlockquote;
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.push(ListCounter::new(tag));
                return CloseAction::EndList;
            }
            "figure" => {
                self.open_figure();
                return CloseAction::EndFigure;
            }
            "li" => self.open_item(tag),
            "dt" | "summary" => BlockContext::Term,
            "dd" => BlockContext::Item {
                marker: "–".to_owned(),
                is_first: true,
                depth: self.list_depth(),
            },
            "figcaption" | "caption" => BlockContext::Caption,
            "p" | "div" if is_caption(tag) => BlockContext::Caption,
            "pre" | "listing" | "xmp" | "plaintext" => BlockContext::Code,
            "table" if self.table.is_none() => {
                self.table = Some(TableBuilder::default());
                return CloseAction::EndTable;
            }
            "hr" => {
                self.write_rule();
                return CloseAction::EndBlock;
            }
            _ => return CloseAction::EndBlock,
        };
        self.contexts.push(context);
        CloseAction::EndContext
    }

    fn open_style(&mut self, style: InlineStyle) -> CloseAction {
        // Everything in a code block is code already.
        let is_code_already =
            style == InlineStyle::Code && matches!(self.context(), BlockContext::Code);
        if !is_code_already && self.inline.open_mark(InlineMark::Style(style)) {
            CloseAction::EndMark
        } else {
            CloseAction::Nothing
        }
    }

    fn open_link(&mut self, tag: &HtmlTag<'_>) -> CloseAction {
        // In a book, what refers to a note says so.
        let refers_to_note = ["epub:type", "role", "type"].iter().any(|name| {
            tag.attribute(name)
                .is_some_and(|kind| kind.contains("noteref"))
        });
        let link = tag.attribute("href");
        let place = link.and_then(|link| self.base_url.place_of_link(link));
        let place = place.map(|name| format!("#{name}"));
        if refers_to_note {
            let is_linked =
                place.is_some_and(|place| self.inline.open_mark(InlineMark::Link(place.into())));
            self.inline.push("[");
            self.open_notes += 1;
            return CloseAction::EndNote { is_linked };
        }
        let target = place.or_else(|| link.and_then(|link| self.base_url.resolve(link)));
        if target.is_some_and(|target| self.inline.open_mark(InlineMark::Link(target.into()))) {
            CloseAction::EndMark
        } else {
            CloseAction::Nothing
        }
    }

    fn open_quotation(&mut self) -> CloseAction {
        self.inline
            .push(if self.open_quotation_marks.is_multiple_of(2) {
                "“"
            } else {
                "‘"
            });
        self.open_quotation_marks += 1;
        CloseAction::EndQuotation
    }

    fn break_line(&mut self) -> CloseAction {
        if self.is_in_table() {
            self.separate_in_table();
        } else if matches!(self.context(), BlockContext::Code) {
            self.inline.push_verbatim("\n");
        } else if self.inline.break_line() {
            // Two line breaks end a paragraph.
            self.flush();
        }
        CloseAction::Nothing
    }
}

/// Whether the class of a block makes it a caption.
fn is_caption(tag: &HtmlTag<'_>) -> bool {
    tag.classes().any(|class| {
        let class = class.to_ascii_lowercase();
        class.ends_with("caption") && class != "wp-caption" || class.ends_with("caption-text")
    })
}

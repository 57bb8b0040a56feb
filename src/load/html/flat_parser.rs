//! Writes the text of a page straight from its tags, without building a tree.
//!
//! For pages that are too deep or too large for a tree. Time and memory are linear in the page, whatever it contains.
//! Only tags that make blocks are understood, and no tables; no article is looked for.

use super::blocks::BlockWriter;
use super::tag::HtmlTag;
use super::tokenize::tokenize;
use crate::load::clean::collapse_spaces;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};
use std::cell::RefCell;

/// How many nested elements are tracked; of those further in only the text is used.
const MAX_DEPTH: usize = 128;

/// Writes all text of the page in `text` to `writer`.
pub(super) fn write_blocks(text: &str, writer: BlockWriter) -> BlockWriter {
    let sink = FlatSink(RefCell::new(FlatParser {
        writer,
        open_elements: Vec::new(),
        skipped_element: None,
        title: String::new(),
    }));
    let sink = tokenize(text, sink, |_| true);
    let mut writer = sink.0.into_inner().writer;
    writer.write_paragraph("");
    writer
}

/// The text of the page's `title` element, if it is within the first 64 kilobytes.
pub(super) fn read_title(text: &str) -> Option<String> {
    let sink = FlatSink(RefCell::new(FlatParser {
        writer: BlockWriter::new("", super::base_url::BaseUrl::default()),
        open_elements: Vec::new(),
        skipped_element: None,
        title: String::new(),
    }));
    let mut chunks = 0;
    let sink = tokenize(text, sink, |_| {
        chunks += 1;
        chunks < 16
    });
    let title = sink.0.into_inner().title;
    let title = collapse_spaces(&title);
    (!title.is_empty()).then_some(title)
}

struct FlatSink(RefCell<FlatParser>);

struct FlatParser {
    writer: BlockWriter,
    /// Names of the open elements, outermost first.
    open_elements: Vec<String>,
    /// The element whose content is being skipped.
    skipped_element: Option<String>,
    title: String,
}

impl TokenSink for FlatSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name = &*tag.name;
                match tag.kind {
                    TagKind::StartTag => {
                        state.start_tag(name, &tag.attrs);
                        return tokenizer_state(name);
                    }
                    TagKind::EndTag => state.end_tag(name),
                }
            }
            Token::CharacterTokens(text) => state.push_text(&text),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the tokenizer must read the content of an element.
fn tokenizer_state(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// Whether a skipped element can be trusted to have an end tag, so that all its content is skipped. Of the other
/// skipped elements only the tags are.
fn has_reliable_end(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "noembed"
            | "title"
            | "textarea"
            | "template"
            | "svg"
            | "select"
    )
}

impl FlatParser {
    fn start_tag(&mut self, name: &str, attributes: &[html5ever::Attribute]) {
        if self.skipped_element.is_some() {
            return;
        }
        let tag = HtmlTag { name, attributes };
        if has_reliable_end(name) {
            self.skipped_element = Some(name.to_owned());
            return;
        }
        if tag.is_skipped()
            || matches!(
                name,
                "html" | "body" | "table" | "tbody" | "thead" | "tfoot"
            )
        {
            return;
        }
        if matches!(name, "td" | "th") {
            self.writer.push_text(" ");
            return;
        }
        if tag.is_void() {
            self.writer.open_element(&tag);
            self.writer.close_element();
            return;
        }
        self.close_implied(name);
        if self.open_elements.len() < MAX_DEPTH {
            self.writer.open_element(&tag);
            self.open_elements.push(name.to_owned());
        } else if tag.is_block() {
            // Too deep to be tracked, but it still ends a line.
            self.writer.open_element(&HtmlTag {
                name: "div",
                attributes: &[],
            });
            self.writer.close_element();
        }
    }

    /// Closes the elements that the start of `name` implicitly ends.
    fn close_implied(&mut self, name: &str) {
        let is_ended = |open: &str| match name {
            "li" => matches!(open, "li" | "p"),
            "dt" | "dd" => matches!(open, "dt" | "dd" | "p"),
            "tr" => matches!(open, "tr" | "p"),
            "option" => open == "option",
            _ => {
                open == "p"
                    && (HtmlTag {
                        name,
                        attributes: &[],
                    })
                    .is_block()
            }
        };
        while self.open_elements.last().is_some_and(|open| is_ended(open)) {
            self.open_elements.pop();
            self.writer.close_element();
        }
    }

    fn end_tag(&mut self, name: &str) {
        if let Some(skipped) = &self.skipped_element {
            if skipped == name {
                self.skipped_element = None;
            }
            return;
        }
        let Some(at) = self.open_elements.iter().rposition(|open| open == name) else {
            if (HtmlTag {
                name,
                attributes: &[],
            })
            .is_block()
            {
                self.writer.open_element(&HtmlTag {
                    name: "div",
                    attributes: &[],
                });
                self.writer.close_element();
            }
            return;
        };
        while self.open_elements.len() > at {
            self.open_elements.pop();
            self.writer.close_element();
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.skipped_element.as_deref() {
            None => self.writer.push_text(text),
            Some("title") if self.title.len() < 1000 => self.title.push_str(text),
            Some(_) => {}
        }
    }
}

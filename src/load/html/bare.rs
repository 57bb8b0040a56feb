//! A page without a tree: its tags and text as they come.
//!
//! Owns the reading of pages that are too deep or too large for a tree. Promises time and memory in proportion to the
//! page, whatever it does. Knows only the tags that make blocks, and no tables; finds no article.

use super::blocks::Writer;
use super::feed::feed;
use super::tag::Tag;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};
use std::cell::RefCell;

/// How many elements are remembered at once; those further in are taken for their text alone.
const DEPTH: usize = 128;

/// Give all text of the page in `text` to `writer`.
pub(super) fn read(text: &str, writer: Writer) -> Writer {
    let sink = Sink(RefCell::new(State {
        writer,
        open: Vec::new(),
        dead: None,
        title: String::new(),
    }));
    let (sink, _) = feed(text, sink, |_| true);
    let mut writer = sink.0.into_inner().writer;
    writer.paragraph("");
    writer
}

/// The text of the page's `title`, which stands in its first kilobytes.
pub(super) fn title(text: &str) -> Option<String> {
    let sink = Sink(RefCell::new(State {
        writer: Writer::new("", super::address::Base::default()),
        open: Vec::new(),
        dead: None,
        title: String::new(),
    }));
    let mut pieces = 0;
    let (sink, _) = feed(text, sink, |_| {
        pieces += 1;
        pieces < 16
    });
    let title = sink.0.into_inner().title;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

struct Sink(RefCell<State>);

struct State {
    writer: Writer,
    /// Names of the elements that have begun, outermost first.
    open: Vec<String>,
    /// The element with nothing to read that this is in.
    dead: Option<String>,
    title: String,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name = &*tag.name;
                match tag.kind {
                    TagKind::StartTag => {
                        state.start(name, &tag.attrs);
                        return raw(name);
                    }
                    TagKind::EndTag => state.end(name),
                }
            }
            Token::CharacterTokens(text) => state.text(&text),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the parser must read what is in an element.
fn raw(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// Dead elements whose end can be relied on; the others are passed over tag by tag.
fn is_sealed(name: &str) -> bool {
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

impl State {
    fn start(&mut self, name: &str, attributes: &[html5ever::Attribute]) {
        if self.dead.is_some() {
            return;
        }
        let tag = Tag { name, attributes };
        if is_sealed(name) {
            self.dead = Some(name.to_owned());
            return;
        }
        if tag.is_dead()
            || matches!(
                name,
                "html" | "body" | "table" | "tbody" | "thead" | "tfoot"
            )
        {
            return;
        }
        if matches!(name, "td" | "th") {
            self.writer.text(" ");
            return;
        }
        if tag.is_void() {
            self.writer.open(&tag);
            self.writer.close();
            return;
        }
        self.imply_end(name);
        if self.open.len() < DEPTH {
            self.writer.open(&tag);
            self.open.push(name.to_owned());
        } else if tag.is_block() {
            // Too deep to be remembered, but a line of its own it is.
            self.writer.open(&Tag {
                name: "div",
                attributes: &[],
            });
            self.writer.close();
        }
    }

    /// Elements that end where another begins.
    fn imply_end(&mut self, name: &str) {
        let ends = |open: &str| match name {
            "li" => matches!(open, "li" | "p"),
            "dt" | "dd" => matches!(open, "dt" | "dd" | "p"),
            "tr" => matches!(open, "tr" | "p"),
            "option" => open == "option",
            _ => {
                open == "p"
                    && (Tag {
                        name,
                        attributes: &[],
                    })
                    .is_block()
            }
        };
        while self.open.last().is_some_and(|open| ends(open)) {
            self.open.pop();
            self.writer.close();
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(dead) = &self.dead {
            if dead == name {
                self.dead = None;
            }
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open == name) else {
            if (Tag {
                name,
                attributes: &[],
            })
            .is_block()
            {
                self.writer.open(&Tag {
                    name: "div",
                    attributes: &[],
                });
                self.writer.close();
            }
            return;
        };
        while self.open.len() > at {
            self.open.pop();
            self.writer.close();
        }
    }

    fn text(&mut self, text: &str) {
        match self.dead.as_deref() {
            None => self.writer.text(text),
            Some("title") if self.title.len() < 1000 => self.title.push_str(text),
            Some(_) => {}
        }
    }
}

//! The parser's food: a page in small pieces, with a look at what has grown after each.
//!
//! Owns the cut into pieces and the limit on the attributes of a tag, both of which the parser lacks: it compares each
//! attribute with all before it, and a page can be nested so deep that every further tag costs as much as all before.
//! Promises that a page can be given up between two pieces, and that a tag with attributes without end is closed. Knows
//! nothing of trees.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::Cell;

/// The longest piece, in bytes, and how much is fed between two looks.
const PIECE: usize = 4096;

/// How many attributes a tag may have; real ones have a dozen.
const ATTRIBUTES: usize = 512;

/// Give `text` to `sink`; `go_on` is asked every few kilobytes. Returns the sink, and whether it has seen everything.
pub(super) fn feed<S: TokenSink>(
    text: &str,
    sink: S,
    mut go_on: impl FnMut(&S) -> bool,
) -> (S, bool) {
    let counter = Counter {
        sink,
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(counter, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let whole = StrTendril::from_slice(text);
    let mut scan: Option<Scan> = None;
    let (mut at, mut looked) = (0, 0);
    while at < text.len() {
        let end = piece_end(text, at);
        let mut cut = None;
        let piece = text.as_bytes().get(at..end).unwrap_or_default();
        if scan.is_none() && is_tag(piece) {
            scan = Some(Scan::default());
        }
        if let Some(scan) = &mut scan {
            cut = scan.run(piece);
        }
        let before = tokenizer.sink.tokens.get();
        let taken = cut.unwrap_or(end - at);
        // Offsets are below 4 GiB: sources are limited to far less.
        push(
            &tokenizer,
            &queue,
            whole.subtendril(at as u32, taken as u32),
        );
        if cut.is_some() {
            push(&tokenizer, &queue, StrTendril::from_slice(">"));
        }
        if cut.is_some() || tokenizer.sink.tokens.get() != before {
            scan = None;
        }
        at += taken;
        if at - looked >= PIECE {
            looked = at;
            if !go_on(&tokenizer.sink.sink) {
                return (tokenizer.sink.sink, false);
            }
        }
    }
    tokenizer.end();
    let whole = go_on(&tokenizer.sink.sink);
    (tokenizer.sink.sink, whole)
}

fn push<S: TokenSink>(tokenizer: &Tokenizer<Counter<S>>, queue: &BufferQueue, piece: StrTendril) {
    queue.push_back(piece);
    // It stops at each script for somebody to run it; nobody does.
    while !matches!(tokenizer.feed(queue), TokenizerResult::Done) {}
}

/// Where the piece that begins at `at` ends: before the next tag, at the latest after [`PIECE`] bytes.
fn piece_end(text: &str, at: usize) -> usize {
    let mut end = (at + PIECE).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let bytes = text.as_bytes();
    // A letter of several bytes at the beginning does no harm: none of them is a `<`.
    let rest = bytes.get(at + 1..end).unwrap_or_default();
    memchr::memchr_iter(b'<', rest)
        .map(|found| at + 1 + found)
        .find(|found| is_tag(bytes.get(*found..).unwrap_or_default()))
        .unwrap_or(end)
}

fn is_tag(piece: &[u8]) -> bool {
    matches!(piece, [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic())
}

/// Counts the attributes of a tag as the parser will see them, or a few too many.
#[derive(Debug, Default)]
struct Scan {
    attributes: usize,
    value: Value,
}

/// Where in an attribute a byte stands.
#[derive(Debug, Default, Clone, Copy)]
enum Value {
    /// In names and blanks between them.
    #[default]
    Outside,
    /// After the equals sign.
    Expected,
    /// In a value without quotes.
    Bare,
    /// Between quotes of this kind.
    Quoted(u8),
}

impl Scan {
    /// Go on through `piece`; the place to close the tag, if it has too many attributes.
    fn run(&mut self, piece: &[u8]) -> Option<usize> {
        for (at, &byte) in piece.iter().enumerate() {
            let blank = byte.is_ascii_whitespace();
            self.value = match (self.value, byte) {
                (Value::Quoted(quote), _) if byte != quote => Value::Quoted(quote),
                (Value::Expected, b'"' | b'\'') => Value::Quoted(byte),
                (Value::Expected, _) if blank => Value::Expected,
                (Value::Expected | Value::Bare, _) if !blank => Value::Bare,
                (Value::Outside, b'=') => Value::Expected,
                (Value::Outside, _) if !blank && byte != b'/' => Value::Outside,
                // A blank, a slash, or the end of a value: another name may begin.
                (Value::Outside | Value::Expected | Value::Bare | Value::Quoted(_), _) => {
                    self.attributes += 1;
                    // Several bytes of one letter stand in names and values only, so this is between letters.
                    if self.attributes > ATTRIBUTES {
                        return Some(at + 1);
                    }
                    Value::Outside
                }
            };
        }
        None
    }
}

/// Counts what the parser has made of its food.
struct Counter<S> {
    sink: S,
    tokens: Cell<usize>,
}

impl<S: TokenSink> TokenSink for Counter<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        // Of errors nobody wants to know, and a page may have millions.
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.tokens.set(self.tokens.get() + 1);
        self.sink.process_token(token, line)
    }

    fn end(&self) {
        self.sink.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.sink
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

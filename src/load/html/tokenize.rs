//! Feeds a page to html5ever in small chunks, and lets the caller stop after any of them.
//!
//! Two limits are enforced here because the parser has none. It compares each attribute of a tag with all before it, so
//! a tag with more than [`MAX_ATTRIBUTES`] is closed early. And a page can be nested so deeply that every further tag
//! costs as much as all before it, so the caller can inspect what was built after each chunk and give up. Nothing here
//! depends on what the tokens are used for.

use super::tag::HtmlTag;
use crate::document::ceil_char_boundary;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::Cell;

/// The longest chunk, in bytes, and how many bytes are fed between two calls of `go_on`.
const CHUNK_BYTES: usize = 4096;

/// How many attributes a tag may have; on real pages it is a dozen.
const MAX_ATTRIBUTES: usize = 512;

/// Tokenizes `text` into `sink`. `go_on` is called every few kilobytes and stops the parser by returning `false`.
/// Returns the sink.
pub(super) fn tokenize<S: TokenSink>(text: &str, sink: S, mut go_on: impl FnMut(&S) -> bool) -> S {
    let counting_sink = CountingSink {
        sink,
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(counting_sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let tendril = StrTendril::from_slice(text);
    let mut counter: Option<AttributeCounter> = None;
    let (mut at, mut checked) = (0, 0);
    while at < text.len() {
        let end = chunk_end(text, at);
        let mut cut = None;
        let chunk = text.as_bytes().get(at..end).unwrap_or_default();
        // Nearly all tags are so short that they need not be counted through, unless they go on in the next chunk.
        let is_new = counter.is_none() && starts_with_tag(chunk);
        let is_short = is_new && chunk.len() < MAX_ATTRIBUTES;
        if is_new {
            counter = Some(AttributeCounter::default());
        }
        if let Some(counter) = counter.as_mut().filter(|_| !is_short) {
            cut = counter.scan(chunk);
        }
        let before = tokenizer.sink.tokens.get();
        let length = cut.unwrap_or(end - at);
        // Offsets fit into 32 bits: sources are limited to far less than 4 GiB.
        push_chunk(
            &tokenizer,
            &queue,
            tendril.subtendril(at as u32, length as u32),
        );
        if cut.is_some() {
            push_chunk(&tokenizer, &queue, StrTendril::from_slice(">"));
        }
        if cut.is_some() || tokenizer.sink.tokens.get() != before {
            counter = None;
        } else if let Some(counter) = counter.as_mut().filter(|_| is_short) {
            // Too short to be cut.
            let _ = counter.scan(chunk);
        }
        at += length;
        if at - checked >= CHUNK_BYTES {
            checked = at;
            if !go_on(&tokenizer.sink.sink) {
                return tokenizer.sink.sink;
            }
        }
    }
    tokenizer.end();
    go_on(&tokenizer.sink.sink);
    tokenizer.sink.sink
}

fn push_chunk<S: TokenSink>(
    tokenizer: &Tokenizer<CountingSink<S>>,
    queue: &BufferQueue,
    chunk: StrTendril,
) {
    queue.push_back(chunk);
    // The tokenizer returns at each script, so that it can be run; scripts are not run here.
    while !matches!(tokenizer.feed(queue), TokenizerResult::Done) {}
}

/// The end of the chunk that begins at `at`: before the next tag, or after [`CHUNK_BYTES`] bytes if that is sooner.
fn chunk_end(text: &str, at: usize) -> usize {
    let end = ceil_char_boundary(text, at + CHUNK_BYTES);
    let bytes = text.as_bytes();
    // `at + 1` may be inside a multi-byte character, which is harmless: none of its bytes is a `<`.
    let rest = bytes.get(at + 1..end).unwrap_or_default();
    memchr::memchr_iter(b'<', rest)
        .map(|found| at + 1 + found)
        .find(|found| starts_with_tag(bytes.get(*found..).unwrap_or_default()))
        .unwrap_or(end)
}

fn starts_with_tag(chunk: &[u8]) -> bool {
    matches!(chunk, [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic())
}

/// Counts the attributes of a tag as the tokenizer will see them; the count may be a little too high.
#[derive(Debug, Default)]
struct AttributeCounter {
    attributes: usize,
    position: AttributePosition,
}

/// Where in a tag a byte is.
#[derive(Debug, Default, Clone, Copy)]
enum AttributePosition {
    /// In a name, or in white space between names.
    #[default]
    Outside,
    /// After the equals sign.
    BeforeValue,
    /// In an unquoted value.
    Unquoted,
    /// In a value quoted with this byte.
    Quoted(u8),
}

impl AttributeCounter {
    /// Continues through `chunk`. Returns the offset at which the tag must be closed, if it has too many attributes.
    fn scan(&mut self, chunk: &[u8]) -> Option<usize> {
        for (at, &byte) in chunk.iter().enumerate() {
            let is_space = byte.is_ascii_whitespace();
            self.position = match (self.position, byte) {
                (AttributePosition::Quoted(quote), _) if byte != quote => {
                    AttributePosition::Quoted(quote)
                }
                (AttributePosition::BeforeValue, b'"' | b'\'') => AttributePosition::Quoted(byte),
                (AttributePosition::BeforeValue, _) if is_space => AttributePosition::BeforeValue,
                (AttributePosition::BeforeValue | AttributePosition::Unquoted, _) if !is_space => {
                    AttributePosition::Unquoted
                }
                (AttributePosition::Outside, b'=') => AttributePosition::BeforeValue,
                (AttributePosition::Outside, _) if !is_space && byte != b'/' => {
                    AttributePosition::Outside
                }
                // White space, a slash or the end of a value: another name may begin.
                (
                    AttributePosition::Outside
                    | AttributePosition::BeforeValue
                    | AttributePosition::Unquoted
                    | AttributePosition::Quoted(_),
                    _,
                ) => {
                    self.attributes += 1;
                    // The bytes of a multi-byte character occur only in names and values, so this is a character
                    // boundary.
                    if self.attributes > MAX_ATTRIBUTES {
                        return Some(at + 1);
                    }
                    AttributePosition::Outside
                }
            };
        }
        None
    }
}

/// Ends elements where XHTML ends them: `<a id="note"/>` has no content there, while HTML ignores the slash.
pub(super) struct XhtmlSink<S> {
    pub(super) sink: S,
    /// Whether the text is XHTML.
    pub(super) is_xhtml: bool,
}

impl<S: TokenSink> TokenSink for XhtmlSink<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        if let Token::TagToken(tag) = &token
            && self.is_xhtml
            && tag.self_closing
            && tag.kind == TagKind::StartTag
        {
            let (mut start, mut end) = (tag.clone(), tag.clone());
            start.self_closing = false;
            end.self_closing = false;
            end.kind = TagKind::EndTag;
            end.attrs.clear();
            let is_void = HtmlTag {
                name: &start.name,
                attributes: &[],
            }
            .is_void();
            let result = self.sink.process_token(Token::TagToken(start), line);
            if is_void {
                return result;
            }
            let _ = self.sink.process_token(Token::TagToken(end), line);
            return TokenSinkResult::Continue;
        }
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

/// Counts the tokens that the tokenizer has emitted, without parse errors.
struct CountingSink<S> {
    sink: S,
    tokens: Cell<usize>,
}

impl<S: TokenSink> TokenSink for CountingSink<S> {
    type Handle = S::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<S::Handle> {
        // Parse errors are of no use here, and a page may have millions of them.
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// Keeps the values of all attributes.
    #[derive(Default)]
    struct ValueSink(RefCell<Vec<String>>);

    impl TokenSink for ValueSink {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            if let Token::TagToken(tag) = token {
                let values = tag
                    .attrs
                    .iter()
                    .map(|attribute| attribute.value.to_string());
                self.0.borrow_mut().extend(values);
            }
            TokenSinkResult::Continue
        }
    }

    /// Protects: words in a quoted value are no attributes, even where the value looks as if another tag began in it.
    #[test]
    fn words_in_a_value_that_looks_like_a_tag_are_not_counted() {
        let value = format!("<b {}", "word ".repeat(2 * MAX_ATTRIBUTES));
        let sink = tokenize(
            &format!("<p title=\"{value}\">"),
            ValueSink::default(),
            |_| true,
        );
        assert_eq!(sink.0.into_inner(), [value]);
    }

    /// Protects: a tag with too many attributes is closed, whether or not its beginning is short.
    #[test]
    fn a_tag_with_too_many_attributes_is_closed() {
        let names: Vec<String> = (0..2 * MAX_ATTRIBUTES).map(|i| format!("x{i}")).collect();
        for beginning in ["<p", "<p a=\"<b\""] {
            let page = format!("{beginning} {}>", names.join(" "));
            let sink = tokenize(&page, ValueSink::default(), |_| true);
            let count = sink.0.into_inner().len();
            assert!(
                (MAX_ATTRIBUTES - 4..=MAX_ATTRIBUTES).contains(&count),
                "{count} attributes after {beginning:?}"
            );
        }
    }
}

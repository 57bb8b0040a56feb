//! Styles and links inside a block, as byte ranges.

use std::ops::Range;

/// How a range of text is emphasised in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InlineStyle {
    /// Emphasis, usually italic.
    Emphasis,
    /// Strong emphasis, usually bold.
    Strong,
    /// Program code.
    Code,
    /// Struck through.
    Struck,
}

/// A range of text with a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Byte range of the text.
    pub range: Range<usize>,
    /// The style.
    pub style: InlineStyle,
}

/// A range of text that links somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Byte range of the text.
    pub range: Range<usize>,
    /// The target URL, without control characters.
    pub target: String,
}

//! Styles and links inside a block, as byte ranges.

use std::ops::Range;

/// How a stretch of text is set apart in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Emphasis, usually italic.
    Emphasis,
    /// Strong emphasis, usually bold.
    Strong,
    /// Program text.
    Code,
    /// Struck out.
    Struck,
}

/// A styled stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its style.
    pub style: Style,
}

/// A stretch that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Where it leads, cleaned of control characters.
    pub target: String,
}

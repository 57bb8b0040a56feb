//! A long article for measuring: 3.2 MB of news-like prose, the same every time.

#![allow(dead_code, reason = "each bench uses its part")]

use byline::document::{BlockKind, Builder, Document};
use std::sync::Arc;

/// Bytes of the long article, about 640,000 tokens.
pub(crate) const LONG_BYTES: usize = 3_200_000;

/// An article of about `bytes` bytes, made by repeating the embedded sample with numbered headings.
pub(crate) fn article(bytes: usize) -> Arc<Document> {
    let sample = include_str!("../../assets/sample.txt");
    let mut builder = Builder::new("bench");
    let mut round = 0;
    while builder.len() < bytes {
        round += 1;
        builder.push(&format!("Part {round}"));
        builder.end(BlockKind::Heading(1));
        for paragraph in sample.split("\n\n") {
            builder.push(&paragraph.replace('\n', " "));
            builder.end(BlockKind::Paragraph);
        }
    }
    Arc::new(builder.finish())
}

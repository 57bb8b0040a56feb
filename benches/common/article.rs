//! A long article for benchmarks: 3.2 MB of news prose, always the same.

#![allow(dead_code, reason = "each benchmark uses a part")]

use byline::document::{BlockKind, Builder, Document};
use std::sync::Arc;

/// The length of the long article in bytes; about 640,000 tokens.
pub(crate) const LONG_BYTES: usize = 3_200_000;

/// An article of about `bytes` bytes: the sample article repeated, with numbered headings.
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

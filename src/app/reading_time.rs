//! How long an article takes to read.

use crate::document::prefix;

/// Estimates the minutes to read `text`, at 230 words a minute and two ideographs to a word.
///
/// Of a long text only the first 32 KiB are counted.
pub(super) fn estimate_minutes(text: &str) -> f64 {
    const SAMPLE_BYTES: usize = 32 * 1024;
    let sample = prefix(text, SAMPLE_BYTES);
    if sample.is_empty() {
        return 0.0;
    }
    let ideographs = sample
        .chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
        .count();
    let words = sample.split_ascii_whitespace().count() as f64 + ideographs as f64 / 2.0;
    words / 230.0 * (text.len() as f64 / sample.len() as f64)
}

//! The lines of a PDF to blocks.
//!
//! Owns what is a title, a heading or a paragraph, and what of the file's own description is worth believing. Mends ligatures.

use super::super::{clean, plain};
use super::lines::{self, Group};
use super::reader::Pages;
use crate::document::{BlockKind, Builder, Document};

/// The document of `pages`, which came from `source`.
pub(super) fn document(mut pages: Pages, source: &str) -> Result<Document, &'static str> {
    for line in pages.lines.iter_mut().flatten() {
        line.text = mended(&line.text);
    }
    lines::without_heads(&mut pages.lines);
    let body = lines::body_size(&pages.lines);
    let hyphened = lines::hyphened(&pages.lines);
    let groups = lines::groups(&pages.lines);
    let mut builder = Builder::new(source);
    let title = describe(&pages, &groups, body, &mut builder);
    let mut text = String::new();
    for (index, group) in groups.iter().enumerate() {
        let words = lines::joined(group, &hyphened);
        match heading(group, &words, body) {
            Some(_)
                if index < 4 && title.as_deref().is_some_and(|title| is_same(title, &words)) => {}
            Some(level) => {
                plain::append(&std::mem::take(&mut text), &mut builder);
                builder.quote_depth(0);
                builder.push(&words);
                builder.end(BlockKind::Heading(level));
            }
            None => {
                text.push_str(&words);
                text.push_str("\n\n");
            }
        }
    }
    plain::append(&text, &mut builder);
    let document = builder.finish();
    if document.text().is_empty() {
        Err("there is no text in it")
    } else {
        Ok(document)
    }
}

/// Note what the file says of itself, and write its title; without one, the largest words of the first page are it.
fn describe(pages: &Pages, groups: &[Group], body: f32, builder: &mut Builder) -> Option<String> {
    let first = groups
        .iter()
        .take(4)
        .filter(|group| group.size >= 1.3 * body && group.lines.len() <= 4);
    let largest = first.max_by(|a, b| a.size.total_cmp(&b.size));
    let largest = largest.map(|group| lines::joined(group, &std::collections::HashSet::new()));
    let title = pages.title.as_deref().and_then(sensible).or(largest);
    let meta = builder.meta_mut();
    meta.title.clone_from(&title);
    meta.byline = pages.author.as_deref().and_then(sensible);
    meta.date = pages.date.as_deref().and_then(day);
    if let Some(title) = &title {
        builder.push(title);
        builder.end(BlockKind::Title);
    }
    title
}

/// The level of heading that `group` is, by the size of its letters.
fn heading(group: &Group, words: &str, body: f32) -> Option<u8> {
    let short = group.lines.len() <= 3 && words.len() <= 240;
    let letters = words.chars().any(char::is_alphabetic);
    match group.size {
        size if !short || !letters || size < 1.15 * body => None,
        size if size >= 1.5 * body => Some(1),
        _ => Some(2),
    }
}

/// A name that a person gave: not the file's, and not the program's.
fn sensible(text: &str) -> Option<String> {
    let text = clean::line(text);
    let text = text
        .trim()
        .trim_start_matches("Microsoft Word - ")
        .trim_start_matches("Microsoft PowerPoint - ");
    let lower = text.to_lowercase();
    let files = [
        ".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".qxd", ".ps", ".odt", ".rtf", ".ppt",
        ".pptx",
    ];
    let empty = [
        "untitled",
        "unknown",
        "user",
        "admin",
        "administrator",
        "title",
        "author",
        "owner",
    ];
    let named =
        files.iter().any(|ending| lower.ends_with(ending)) || empty.contains(&lower.as_str());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3 && !named && text.len() <= 300).then(|| text.to_owned())
}

/// `D:20260514…` as 2026-05-14.
fn day(date: &str) -> Option<String> {
    let digits = date.trim_start_matches("D:");
    let part = |from: usize, to: usize| {
        digits
            .get(from..to)
            .filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    Some(format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?))
}

fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters(one) == letters(other)
}

/// `text` clean, and with its ligatures as letters.
fn mended(text: &str) -> String {
    let text = clean::line(text);
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => whole.push_str("ff"),
            'ﬁ' => whole.push_str("fi"),
            'ﬂ' => whole.push_str("fl"),
            'ﬃ' => whole.push_str("ffi"),
            'ﬄ' => whole.push_str("ffl"),
            'ﬅ' | 'ﬆ' => whole.push_str("st"),
            '\u{a0}' => whole.push(' '),
            _ => whole.push(c),
        }
    }
    whole
}

//! Turns the lines of a PDF into blocks.
//!
//! Decides what is a title, a heading or a paragraph, and which of the metadata in the file is plausible. Ligatures
//! become letters.

use super::super::{clean, plain};
use super::file::PdfContents;
use super::lines::{self, LineGroup};
use crate::document::{BlockKind, Builder, Document};

/// Builds the document from `contents`, which come from `source`.
pub(super) fn build_document(
    mut contents: PdfContents,
    source: &str,
) -> Result<Document, &'static str> {
    for line in contents.pages.iter_mut().flatten() {
        line.text = clean_text(&line.text);
    }
    lines::remove_running_heads(&mut contents.pages);
    let body_size = lines::body_font_size(&contents.pages);
    let hyphenated = lines::hyphenated_words(&contents.pages);
    let groups = lines::group_lines(&contents.pages);
    let mut builder = Builder::new(source);
    let title = write_metadata(&contents, &groups, body_size, &mut builder);
    let mut paragraphs = String::new();
    for (index, group) in groups.iter().enumerate() {
        let group_text = lines::join_lines(group, &hyphenated);
        match heading_level(group, &group_text, body_size) {
            Some(_)
                if index < 4
                    && title
                        .as_deref()
                        .is_some_and(|title| has_same_letters(title, &group_text)) => {}
            Some(level) => {
                plain::append_blocks(&std::mem::take(&mut paragraphs), &mut builder);
                builder.set_quote_depth(0);
                builder.push(&group_text);
                builder.end(BlockKind::Heading(level));
            }
            None => {
                paragraphs.push_str(&group_text);
                paragraphs.push_str("\n\n");
            }
        }
    }
    plain::append_blocks(&paragraphs, &mut builder);
    let document = builder.finish();
    if document.text().is_empty() {
        Err("it contains no text")
    } else {
        Ok(document)
    }
}

/// Sets the metadata and writes the title: the one in the file, or else the largest text at the top of the first page.
fn write_metadata(
    contents: &PdfContents,
    groups: &[LineGroup],
    body_size: f32,
    builder: &mut Builder,
) -> Option<String> {
    let candidates = groups
        .iter()
        .take(4)
        .filter(|group| group.size >= 1.3 * body_size && group.lines.len() <= 4);
    let largest = candidates.max_by(|a, b| a.size.total_cmp(&b.size));
    let largest = largest.map(|group| lines::join_lines(group, &std::collections::HashSet::new()));
    let title = contents
        .title
        .as_deref()
        .and_then(plausible_text)
        .or(largest);
    let meta = builder.meta_mut();
    meta.title.clone_from(&title);
    let author = contents.author.as_deref().and_then(plausible_text);
    meta.authors.extend(author);
    meta.date = contents.date.as_deref().and_then(parse_day);
    if let Some(title) = &title {
        builder.push(title);
        builder.end(BlockKind::Title);
    }
    title
}

/// The heading level of `group` by the size of its letters; `None` if it is not a heading.
fn heading_level(group: &LineGroup, text: &str, body_size: f32) -> Option<u8> {
    let is_short = group.lines.len() <= 3 && text.len() <= 240;
    let has_letters = text.chars().any(char::is_alphabetic);
    match group.size {
        size if !is_short || !has_letters || size < 1.15 * body_size => None,
        size if size >= 1.5 * body_size => Some(1),
        _ => Some(2),
    }
}

/// `text` if a person wrote it: not a file name, and not a program's default.
fn plausible_text(text: &str) -> Option<String> {
    let text = clean::line(text);
    let text = text
        .trim()
        .trim_start_matches("Microsoft Word - ")
        .trim_start_matches("Microsoft PowerPoint - ");
    let lower = text.to_lowercase();
    let file_endings = [
        ".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".qxd", ".ps", ".odt", ".rtf", ".ppt",
        ".pptx",
    ];
    let defaults = [
        "untitled",
        "unknown",
        "user",
        "admin",
        "administrator",
        "title",
        "author",
        "owner",
    ];
    let is_generic = file_endings.iter().any(|ending| lower.ends_with(ending))
        || defaults.contains(&lower.as_str());
    let letter_count = text.chars().filter(|c| c.is_alphabetic()).count();
    (letter_count >= 3 && !is_generic && text.len() <= 300).then(|| text.to_owned())
}

/// `D:20260514…` as `2026-05-14`.
fn parse_day(date: &str) -> Option<String> {
    let digits = date.trim_start_matches("D:");
    let part = |from: usize, to: usize| {
        digits
            .get(from..to)
            .filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    Some(format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?))
}

fn has_same_letters(one: &str, other: &str) -> bool {
    let letters_of = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    letters_of(one) == letters_of(other)
}

/// `text` cleaned of control characters, with its ligatures as letters.
fn clean_text(text: &str) -> String {
    let text = clean::line(text);
    let mut expanded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => expanded.push_str("ff"),
            'ﬁ' => expanded.push_str("fi"),
            'ﬂ' => expanded.push_str("fl"),
            'ﬃ' => expanded.push_str("ffi"),
            'ﬄ' => expanded.push_str("ffl"),
            'ﬅ' | 'ﬆ' => expanded.push_str("st"),
            '\u{a0}' => expanded.push(' '),
            _ => expanded.push(c),
        }
    }
    expanded
}

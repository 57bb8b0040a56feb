//! Reads articles whose names are marked in the text.
//!
//! An article begins with a line `=== ID | genre | region`. A mark is `{X:words}` or `{X=entity:words}`; X is P for a person, C
//! for a country (the entity is its code and how it is named, `FR/demonym`), L for a place, O for an organisation, N for a
//! group, and any other letter for another name. Marks that touch are one name: `{O:Bank of }{C=GH/name:Ghana}`.

use super::super::NameClass;
use super::files::{AnnotatedName, RawArticle};
use std::io;

/// The articles of one file.
pub(super) fn parse(file: &str) -> io::Result<Vec<RawArticle>> {
    let mut articles = Vec::new();
    let mut rest = file.trim_start();
    while let Some(article) = rest.strip_prefix("=== ") {
        let end = article.find("\n=== ").map_or(article.len(), |end| end + 1);
        let (article, next) = article.split_at(end);
        articles.push(parse_article(article)?);
        rest = next;
    }
    Ok(articles)
}

fn parse_article(article: &str) -> io::Result<RawArticle> {
    let (head, body) = article.split_once('\n').unwrap_or((article, ""));
    let mut cells = head.split(" | ");
    let id = cells.next().unwrap_or_default().to_owned();
    let region = cells.nth(1).unwrap_or_default().to_owned();
    let wrong = || io::Error::other(format!("{id}: a mark is not closed, or has no colon"));
    let mut text = String::new();
    let mut names: Vec<AnnotatedName> = Vec::new();
    // The last mark: where it ends in the text, and whether it is a country's.
    let mut last_mark = (usize::MAX, false);
    let mut pieces = body.trim_matches('\n').split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (mark, after) = piece.split_once('}').ok_or_else(wrong)?;
        let (kind, words) = mark.split_once(':').ok_or_else(wrong)?;
        let is_country = kind.starts_with('C');
        let is_joined = last_mark.0 == text.len() && (is_country != last_mark.1);
        let start = text.len() + words.len() - words.trim_start().len();
        text.push_str(words);
        let end = text.trim_end().len();
        last_mark = (text.len(), is_country);
        let class = class_of(kind);
        match names.last_mut().filter(|_| is_joined) {
            Some(name) => {
                name.range.end = end;
                if !is_country {
                    name.class = Some(class);
                }
            }
            None => names.push(AnnotatedName {
                range: start..end,
                class: Some(class),
            }),
        }
        text.push_str(after);
    }
    Ok(RawArticle {
        id,
        region,
        text,
        names,
    })
}

/// The class of a mark's kind and entity.
fn class_of(kind: &str) -> NameClass {
    match kind.as_bytes().first() {
        Some(b'P') => NameClass::Person,
        Some(b'C') if kind.ends_with("/demonym") => NameClass::Group,
        Some(b'C' | b'L') => NameClass::Location,
        Some(b'O') => NameClass::Organisation,
        Some(b'N') => NameClass::Group,
        _ => NameClass::Misc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: names keep their places, and marks that touch are one name of the longer kind.
    #[test]
    fn marks_become_names() {
        let file = "=== a-1 | wire | Ghana\n{P=Ama Owusu:Owusu} of the {O:Bank of }{C=GH/name:Ghana} flew.\n\n=== a-2 | x | y\nNo.\n";
        let articles = parse(file).unwrap();
        assert_eq!(articles.len(), 2);
        let article = &articles[0];
        assert_eq!(article.text, "Owusu of the Bank of Ghana flew.");
        let names: Vec<_> = article
            .names
            .iter()
            .map(|name| (&article.text[name.range.clone()], name.class))
            .collect();
        assert_eq!(
            names,
            [
                ("Owusu", Some(NameClass::Person)),
                ("Bank of Ghana", Some(NameClass::Organisation)),
            ]
        );
        assert!(parse("=== a | b | c\n{P:x").is_err());
    }
}

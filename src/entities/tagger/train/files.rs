//! Reads the file formats of the corpora.

use super::super::NameClass;
use super::marks;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

/// A name in an article.
#[derive(Debug)]
pub(super) struct AnnotatedName {
    /// Its byte range.
    pub range: Range<usize>,
    /// Its class; `None` for a country of unknown class.
    pub class: Option<NameClass>,
}

/// An article as its file has it, with the ranges of names converted to bytes.
#[derive(Debug)]
pub(super) struct RawArticle {
    pub id: String,
    /// The part of the world that it is about; empty if that is not known.
    pub region: String,
    pub text: String,
    pub names: Vec<AnnotatedName>,
}

/// Reads the articles of a `.jsonl` file, a `.tsv.gz` file, or a folder of `.json` files or of `.txt` files with marks.
pub(super) fn read_articles(path: &Path) -> io::Result<Vec<RawArticle>> {
    if path.is_dir() {
        let mut files: Vec<_> = fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.retain(|file| file.is_file());
        files.sort();
        let mut articles = Vec::new();
        for file in files {
            let text = fs::read_to_string(&file)?;
            if file.extension().is_some_and(|end| end == "txt") {
                articles.extend(marks::parse(&text)?);
            } else {
                articles.push(parse_json(&text)?);
            }
        }
        return Ok(articles);
    }
    if path.extension().is_some_and(|end| end == "gz") {
        return Ok(read_tsv(&read_gzip(path)?));
    }
    fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(parse_json)
        .collect()
}

/// Reads a gzipped text file.
pub(super) fn read_gzip(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}

/// The name of a class in the files of the corpora.
pub(super) fn class_name(class: NameClass) -> &'static str {
    match class {
        NameClass::Outside => "O",
        NameClass::Person => "PER",
        NameClass::Location => "LOC",
        NameClass::Organisation => "ORG",
        NameClass::Group => "NORP",
        NameClass::Misc => "MISC",
    }
}

fn parse_class(kind: &str) -> Option<NameClass> {
    Some(match kind {
        "PER" | "person" => NameClass::Person,
        "LOC" => NameClass::Location,
        "ORG" => NameClass::Organisation,
        "NORP" => NameClass::Group,
        "MISC" => NameClass::Misc,
        _ => return None,
    })
}

fn parse_json(json: &str) -> io::Result<RawArticle> {
    let value: Value = serde_json::from_str(json)?;
    let string = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let text = string("text");
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let offset = |value: Option<&Value>| {
        value
            .and_then(Value::as_u64)
            .and_then(|at| bytes.get(at as usize).copied())
            .unwrap_or(0)
    };
    let mut names = Vec::new();
    for span in value
        .get("spans")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let kind = span.get(2).and_then(Value::as_str).unwrap_or_default();
        names.push(AnnotatedName {
            range: offset(span.get(0))..offset(span.get(1)),
            class: parse_class(kind),
        });
    }
    for span in value
        .get("mentions")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let kind = span.get("kind").and_then(Value::as_str).unwrap_or_default();
        names.push(AnnotatedName {
            range: offset(span.get("start"))..offset(span.get("end")),
            class: parse_class(kind),
        });
    }
    Ok(RawArticle {
        id: string("id"),
        region: string("region"),
        text,
        names,
    })
}

/// Parses articles from lines of `TOKEN<TAB>TAG`. The tokens are joined by spaces.
fn read_tsv(tsv: &str) -> Vec<RawArticle> {
    let mut articles: Vec<RawArticle> = Vec::new();
    for line in tsv.lines() {
        if let Some(id) = line.strip_prefix("# doc = ") {
            articles.push(RawArticle {
                id: id.to_owned(),
                region: String::new(),
                text: String::new(),
                names: Vec::new(),
            });
        } else if let (Some((token, tag)), Some(article)) =
            (line.rsplit_once('\t'), articles.last_mut())
        {
            if !article.text.is_empty() {
                article.text.push(' ');
            }
            let start = article.text.len();
            article.text.push_str(token);
            let end = article.text.len();
            match tag.split_once('-') {
                Some(("I", _)) => {
                    if let Some(name) = article.names.last_mut() {
                        name.range.end = end;
                    }
                }
                Some((_, kind)) => article.names.push(AnnotatedName {
                    range: start..end,
                    class: parse_class(kind),
                }),
                None => {}
            }
        }
    }
    articles
}

//! The files of corpora: their forms, and what they say.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

/// A name in an article: bytes, and the index of its class in label order, 0 for a country of unknown class.
pub(super) type Name = (Range<usize>, usize);

/// An article as a file has it: names in bytes.
#[derive(Debug)]
pub(super) struct Raw {
    pub id: String,
    pub text: String,
    pub names: Vec<Name>,
}

/// The articles of a `.jsonl`, a `.tsv.gz`, or a folder of `.json`.
pub(super) fn read(path: &Path) -> io::Result<Vec<Raw>> {
    if path.is_dir() {
        let mut files: Vec<_> = fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        return files
            .iter()
            .map(|file| parse(&fs::read_to_string(file)?))
            .collect();
    }
    if path.extension().is_some_and(|end| end == "gz") {
        return Ok(read_tsv(&unzip(path)?));
    }
    fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(parse)
        .collect()
}

/// The text of a gzipped file.
pub(super) fn unzip(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}

fn class(kind: &str) -> usize {
    match kind {
        "PER" | "person" => 1,
        "LOC" => 2,
        "ORG" => 3,
        "NORP" => 4,
        "MISC" => 5,
        _ => 0,
    }
}

fn parse(json: &str) -> io::Result<Raw> {
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
        names.push((offset(span.get(0))..offset(span.get(1)), class(kind)));
    }
    for span in value
        .get("mentions")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let kind = span.get("kind").and_then(Value::as_str).unwrap_or_default();
        names.push((
            offset(span.get("start"))..offset(span.get("end")),
            class(kind),
        ));
    }
    Ok(Raw {
        id: string("id"),
        text,
        names,
    })
}

/// Articles of lines `TOKEN<TAB>TAG`, the tokens joined by blanks.
fn read_tsv(tsv: &str) -> Vec<Raw> {
    let mut articles: Vec<Raw> = Vec::new();
    for line in tsv.lines() {
        if let Some(id) = line.strip_prefix("# doc = ") {
            articles.push(Raw {
                id: id.to_owned(),
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
                    if let Some((range, _)) = article.names.last_mut() {
                        range.end = end;
                    }
                }
                Some((_, kind)) => article.names.push((start..end, class(kind))),
                None => {}
            }
        }
    }
    articles
}

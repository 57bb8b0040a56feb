//! Corpora: annotated articles, brought onto our tokens, with the labels that each token may bear.
//!
//! What a corpus does not annotate is unknown there, not absent: a token then may bear several labels.

use super::super::labels;
use crate::entities::sentences;
use crate::entities::tokens::{self, Token};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

/// What articles are wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Train,
    Measure,
}

/// How a corpus treats nationalities and what else is peculiar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// All five classes.
    Full,
    /// Nationalities are not annotated.
    NoGroups,
    /// Nationalities are among the miscellaneous.
    GroupsInMisc,
    /// Nationalities and countries are mixed.
    GroupsOrPlaces,
    /// Only people (and countries) are known.
    People,
}

/// A corpus.
struct Corpus {
    name: &'static str,
    file: &'static str,
    manner: Manner,
    usage: Use,
    /// How far one mistake moves a weight.
    step: i32,
    /// Whether its documents are long enough to learn from their other places.
    votes: bool,
}

const fn corpus(
    name: &'static str,
    file: &'static str,
    manner: Manner,
    usage: Use,
    step: i32,
) -> Corpus {
    Corpus {
        name,
        file,
        manner,
        usage,
        step,
        votes: true,
    }
}

const CORPORA: [Corpus; 16] = [
    corpus("gum", "gum/train.jsonl", Manner::NoGroups, Use::Train, 8),
    corpus(
        "litbank",
        "litbank/train.jsonl",
        Manner::NoGroups,
        Use::Train,
        8,
    ),
    corpus(
        "crossner",
        "crossner/train.jsonl",
        Manner::GroupsInMisc,
        Use::Train,
        8,
    ),
    corpus(
        "wikigold",
        "wikigold/train.jsonl",
        Manner::GroupsInMisc,
        Use::Train,
        8,
    ),
    corpus(
        "wnut17",
        "wnut17/train.jsonl",
        Manner::NoGroups,
        Use::Train,
        8,
    ),
    corpus("ewt", "ewt/dev.jsonl", Manner::NoGroups, Use::Train, 8),
    corpus("news", "../gold/train", Manner::People, Use::Train, 8),
    Corpus {
        name: "gmb",
        file: "gmb/train.tsv.gz",
        manner: Manner::GroupsOrPlaces,
        usage: Use::Train,
        step: 3,
        votes: false,
    },
    corpus("docred", "docred/dev.jsonl", Manner::Full, Use::Train, 8),
    corpus("gold", "../gold/dev", Manner::People, Use::Measure, 0),
    corpus(
        "worldwide",
        "worldwide/dev.jsonl",
        Manner::Full,
        Use::Measure,
        0,
    ),
    corpus("gum", "gum/dev.jsonl", Manner::NoGroups, Use::Measure, 0),
    corpus(
        "wikigold",
        "wikigold/dev.jsonl",
        Manner::GroupsInMisc,
        Use::Measure,
        0,
    ),
    corpus(
        "litbank",
        "litbank/dev.jsonl",
        Manner::NoGroups,
        Use::Measure,
        0,
    ),
    corpus(
        "crossner",
        "crossner/dev.jsonl",
        Manner::GroupsInMisc,
        Use::Measure,
        0,
    ),
    corpus(
        "wnut17",
        "wnut17/dev.jsonl",
        Manner::NoGroups,
        Use::Measure,
        0,
    ),
];

/// A name in an article: bytes, and the index of its class in label order, 0 for a country of unknown class.
pub(super) type Name = (Range<usize>, usize);

/// An annotated article on our tokens.
#[derive(Debug)]
pub(super) struct Article {
    pub corpus: &'static str,
    pub text: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Range<usize>>,
    pub names: Vec<Name>,
    /// A bit for each label that a token may bear.
    pub allowed: Vec<u16>,
    pub step: i32,
    pub votes: bool,
    /// Whether a machine made the labels.
    pub doubtful: bool,
}

impl Article {
    /// Where `labels` say otherwise than the corpus, believe either.
    pub(super) fn doubt(&mut self, labels: &[u8]) {
        for (allowed, label) in self.allowed.iter_mut().zip(labels) {
            *allowed |= 1 << label;
        }
    }
}

/// Corpora of which every second document can be held out.
const DIVIDED: [&str; 2] = ["docred", "news"];

/// The articles for `usage`. With `hold_out` every second document of [`DIVIDED`] is measured instead of trained on.
pub(super) fn load(data: &Path, usage: Use, hold_out: bool) -> io::Result<Vec<Article>> {
    let mut articles = Vec::new();
    for corpus in &CORPORA {
        let split = hold_out && DIVIDED.contains(&corpus.name);
        if corpus.usage != usage && !split {
            continue;
        }
        let path = data.join(corpus.file);
        for (index, raw) in read(&path)?.into_iter().enumerate() {
            if !split || (index % 2 == 0) == (usage == Use::Train) {
                articles.push(corpus.article(raw));
            }
        }
    }
    Ok(articles)
}

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

/// A line feed inside a paragraph becomes a blank, so that a margin does not part a name.
fn unwrap_lines(text: &str) -> String {
    let mut lines = text.split("\n\n");
    let mut joined = String::with_capacity(text.len());
    joined.push_str(&lines.next().unwrap_or_default().replace('\n', " "));
    for paragraph in lines {
        joined.push_str("\n\n");
        joined.push_str(&paragraph.replace('\n', " "));
    }
    joined
}

/// The tokens of a text whose paragraphs are parted by empty lines.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut start = 0;
    for (block, paragraph) in text.split("\n\n").enumerate() {
        tokens::scan(text, start..start + paragraph.len(), block as u32, &mut all);
        start += paragraph.len() + 2;
    }
    all
}

impl Corpus {
    fn article(&self, raw: Raw) -> Article {
        let text = if self.name == "litbank" {
            unwrap_lines(&raw.text)
        } else {
            raw.text
        };
        let tokens = tokenize(&text);
        let sentences = sentences::split(&text, &tokens);
        let allowed = self.allowed(&text, &tokens, &raw.names);
        Article {
            corpus: self.name,
            text,
            tokens,
            sentences,
            names: raw.names,
            allowed,
            step: self.step,
            votes: self.votes,
            doubtful: self.name == "gmb",
        }
    }

    /// The labels that each token may bear.
    fn allowed(&self, text: &str, tokens: &[Token], names: &[Name]) -> Vec<u16> {
        let person = both(1);
        let outside = match self.manner {
            Manner::People => !person,
            Manner::NoGroups => 1 | both(4),
            Manner::Full | Manner::GroupsInMisc | Manner::GroupsOrPlaces => 1,
        };
        let mut allowed = vec![outside; tokens.len()];
        for (range, class) in names {
            let first = tokens.partition_point(|token| (token.end as usize) <= range.start);
            let mut begins = true;
            let inside = tokens.iter().zip(&mut allowed).skip(first);
            let count = tokens
                .iter()
                .skip(first)
                .take_while(|token| (token.start as usize) < range.end)
                .count();
            for (token, allowed) in inside.take(count) {
                let dotted = token.end as usize == range.end + 1 && token.text(text).ends_with('.');
                if (token.start as usize) < range.start || token.end as usize > range.end && !dotted
                {
                    // The corpus divides this word otherwise than we do.
                    *allowed = u16::MAX;
                    continue;
                }
                *allowed = self.labels(*class, begins, count == 1);
                begins = false;
            }
        }
        allowed
    }

    /// The labels of a token in a name of `class`.
    fn labels(&self, class: usize, begins: bool, single: bool) -> u16 {
        let label = |class: usize| 1u16 << (class * 2 - usize::from(begins));
        match (self.manner, class) {
            (Manner::People, 1) => label(1),
            (Manner::People, _) | (_, 0) => !both(1),
            (Manner::GroupsInMisc, 5) if single => label(5) | label(4),
            (Manner::GroupsOrPlaces, 4) => label(4) | label(2),
            _ => label(class),
        }
    }
}

/// Both labels of a class, as bits.
fn both(class: usize) -> u16 {
    debug_assert!(class > 0 && class * 2 < labels::COUNT);
    0b11 << (class * 2 - 1)
}

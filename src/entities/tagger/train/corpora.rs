//! Corpora: annotated articles, brought onto our tokens, with the labels that each token may bear.
//!
//! What a corpus does not annotate is unknown there, not absent: a token then may bear several labels.

use super::super::labels;
use super::files::{Name, Raw, read};
use crate::entities::sentences;
use crate::entities::tokens::{self, Token};
use std::io;
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

//! The annotated corpora, aligned with the program's own tokens: which labels each token may have.
//!
//! What a corpus does not annotate is unknown there, not absent, so such a token may have several labels.

use super::super::NameClass;
use super::super::labels::Label;
use super::files::{AnnotatedName, RawArticle, read_articles};
use super::other_names::OtherNames;
use crate::entities::id_vec::IdVec;
use crate::entities::tokens::{self, Token, TokenId, TokenRange};
use crate::entities::{TokenView, sentences};
use AnnotationScheme::{Full, GroupsInMisc, GroupsOrPlaces, NoGroups, PeopleOnly};
use CorpusUse::{Evaluate, Train};
use std::collections::HashSet;
use std::io;
use std::path::Path;

/// What articles are used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CorpusUse {
    Train,
    Evaluate,
}

/// Which classes a corpus annotates, and how it treats nationalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AnnotationScheme {
    /// All five classes are annotated.
    Full,
    /// Nationalities are not annotated.
    NoGroups,
    /// Nationalities are annotated as miscellaneous.
    GroupsInMisc,
    /// Nationalities and countries are not distinguished.
    GroupsOrPlaces,
    /// Only people, and countries of unknown class, are annotated.
    PeopleOnly,
}

/// One file of annotated articles, and how to use it.
struct Corpus {
    name: &'static str,
    file: &'static str,
    scheme: AnnotationScheme,
    usage: CorpusUse,
    /// What the gradients of its examples are multiplied by.
    step_size: i32,
    /// Whether its documents are long enough to learn document-context features from.
    has_document_context: bool,
}

const fn corpus(
    name: &'static str,
    file: &'static str,
    scheme: AnnotationScheme,
    usage: CorpusUse,
) -> Corpus {
    Corpus {
        name,
        file,
        scheme,
        usage,
        step_size: match usage {
            Train => 8,
            Evaluate => 0,
        },
        has_document_context: true,
    }
}

const CORPORA: [Corpus; 19] = [
    corpus("gum", "gum/train.jsonl", NoGroups, Train),
    corpus("litbank", "litbank/train.jsonl", NoGroups, Train),
    corpus("crossner", "crossner/train.jsonl", GroupsInMisc, Train),
    corpus("wikigold", "wikigold/train.jsonl", GroupsInMisc, Train),
    corpus("wnut17", "wnut17/train.jsonl", NoGroups, Train),
    corpus("ewt", "ewt/dev.jsonl", NoGroups, Train),
    corpus("news", "../gold/train", PeopleOnly, Train),
    Corpus {
        step_size: 2,
        has_document_context: false,
        ..corpus("gmb", "gmb/train.tsv.gz", GroupsOrPlaces, Train)
    },
    corpus("docred", "docred/dev.jsonl", Full, Train),
    corpus("written", "written/train.jsonl", Full, Train),
    corpus("articles", "articles", Full, Train),
    corpus("checked", "articles/news", Full, Train),
    corpus("gold", "../gold/dev", PeopleOnly, Evaluate),
    corpus("worldwide", "worldwide/dev.jsonl", Full, Evaluate),
    corpus("gum", "gum/dev.jsonl", NoGroups, Evaluate),
    corpus("wikigold", "wikigold/dev.jsonl", GroupsInMisc, Evaluate),
    corpus("litbank", "litbank/dev.jsonl", NoGroups, Evaluate),
    corpus("crossner", "crossner/dev.jsonl", GroupsInMisc, Evaluate),
    corpus("wnut17", "wnut17/dev.jsonl", NoGroups, Evaluate),
];

/// An annotated article, aligned with the program's tokens.
#[derive(Debug)]
pub(super) struct AnnotatedArticle {
    pub corpus: &'static str,
    pub text: String,
    pub tokens: Vec<Token>,
    pub sentences: Vec<TokenRange>,
    pub names: Vec<AnnotatedName>,
    /// For each token, a bit mask of the labels it may have.
    pub allowed: IdVec<TokenId, u16>,
    pub step_size: i32,
    pub has_document_context: bool,
    /// Whether the labels were made by a machine.
    pub is_machine_labelled: bool,
    /// Which article it is, or of which it is a copy with other names.
    pub source: usize,
    /// Whether it is a copy.
    pub is_copy: bool,
}

impl AnnotatedArticle {
    /// The article, with its tokens and sentences.
    pub(super) fn view(&self) -> TokenView<'_> {
        TokenView::new(&self.text, &self.tokens).with_sentences(&self.sentences)
    }

    /// Also allows `labels`, one per token, so that where they differ from the corpus either counts as right.
    pub(super) fn allow_also(&mut self, labels: impl Iterator<Item = Label>) {
        for (allowed, label) in self.allowed.iter_mut().zip(labels) {
            *allowed |= label.bit();
        }
    }
}

/// Corpora of which a part can be held out: every second document, or one region in [`WRITTEN_PARTS`].
const HELD_OUT_CORPORA: [&str; 4] = ["docred", "news", "written", "checked"];

/// The ids of the articles that the tests measure on, and which are never trained on.
const GOLD_OF_TESTS: &str = include_str!("../../../../tests/gold/held_out.txt");

/// One in how many regions of the written articles is held out.
const WRITTEN_PARTS: u32 = 5;

/// One in how many of the checked news articles is held out.
const CHECKED_PARTS: usize = 8;

/// Loads the articles for `usage`. With `hold_out`, a part of [`HELD_OUT_CORPORA`] is used for evaluation instead of
/// training. The folder `articles` is that of `assets`; the others are in `data`.
pub(super) fn load(
    data: &Path,
    assets: &Path,
    usage: CorpusUse,
    hold_out: bool,
) -> io::Result<Vec<AnnotatedArticle>> {
    let checked: HashSet<String> = read_articles(&assets.join("articles/news"))?
        .iter()
        .flat_map(|raw| raw.text.split("\n\n").map(letters))
        .collect();
    let mut articles = Vec::new();
    for corpus in &CORPORA {
        let is_divided = hold_out && HELD_OUT_CORPORA.contains(&corpus.name);
        if corpus.usage != usage && !is_divided {
            continue;
        }
        let folder = if corpus.file.starts_with("articles") {
            assets
        } else {
            data
        };
        let path = folder.join(corpus.file);
        for (index, raw) in read_articles(&path)?.into_iter().enumerate() {
            if usage == Train && GOLD_OF_TESTS.lines().any(|id| id == raw.id)
                || corpus.name == "gmb" && checked.contains(&letters(&raw.text))
            {
                continue;
            }
            let is_held_out = match corpus.name {
                "written" => is_held_out_region(&raw.region),
                "checked" => index % CHECKED_PARTS == 1,
                _ => index % 2 == 1,
            };
            if !is_divided || is_held_out == (usage == Evaluate) {
                articles.push(corpus.to_article(raw));
            }
        }
    }
    Ok(articles)
}

/// The letters and digits of `text`, to compare texts that are spaced differently.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The corpora of which copies with other names are trained on as well, one of each article. On articles held out, one copy gave
/// a mention F1 of 0.904 instead of 0.896, and a list F1 of 0.820 instead of 0.808; three copies as much, five copies less.
const COPIED_CORPORA: [&str; 7] = [
    "written", "articles", "checked", "news", "docred", "gum", "wikigold",
];

/// Numbers `articles`, and adds copies of them with other names.
pub(super) fn add_copies(articles: &mut Vec<AnnotatedArticle>, others: &OtherNames) {
    let mut copies = Vec::new();
    for (source, article) in articles.iter_mut().enumerate() {
        article.source = source;
        let corpus = CORPORA
            .iter()
            .find(|corpus| corpus.name == article.corpus && corpus.usage == Train);
        let corpus = corpus.filter(|corpus| COPIED_CORPORA.contains(&corpus.name));
        if let Some(corpus) = corpus
            && let Some((text, names)) = others.replaced(article, source as u64)
        {
            let raw = RawArticle {
                id: String::new(),
                region: String::new(),
                text,
                names,
            };
            copies.push(AnnotatedArticle {
                source,
                is_copy: true,
                ..corpus.to_article(raw)
            });
        }
    }
    articles.extend(copies);
}

/// Whether the articles from `region` are held out. Decided by the letters of its name, so that nobody chooses.
fn is_held_out_region(region: &str) -> bool {
    region.bytes().map(u32::from).sum::<u32>() % WRITTEN_PARTS == 3
}

/// Replaces the line feeds inside paragraphs by spaces, so that wrapped lines do not divide names.
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

/// Tokenizes a text whose paragraphs are separated by empty lines.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut start = 0;
    for (block, paragraph) in text.split("\n\n").enumerate() {
        tokens::tokenize_range(text, start..start + paragraph.len(), block as u32, &mut all);
        start += paragraph.len() + 2;
    }
    all
}

impl Corpus {
    fn to_article(&self, raw: RawArticle) -> AnnotatedArticle {
        let text = if self.name == "litbank" {
            unwrap_lines(&raw.text)
        } else {
            raw.text
        };
        let tokens = tokenize(&text);
        let sentences = sentences::split(&text, &tokens);
        let allowed = self.allowed_labels(&text, &tokens, &raw.names);
        AnnotatedArticle {
            corpus: self.name,
            text,
            tokens,
            sentences,
            names: raw.names,
            allowed,
            step_size: self.step_size,
            has_document_context: self.has_document_context,
            is_machine_labelled: self.name == "gmb",
            source: 0,
            is_copy: false,
        }
    }

    /// The labels that each token may have, as bit masks.
    fn allowed_labels(
        &self,
        text: &str,
        tokens: &[Token],
        names: &[AnnotatedName],
    ) -> IdVec<TokenId, u16> {
        let person = class_labels(NameClass::Person);
        let outside = match self.scheme {
            PeopleOnly => !person,
            NoGroups => Label::Outside.bit() | class_labels(NameClass::Group),
            Full | GroupsInMisc | GroupsOrPlaces => Label::Outside.bit(),
        };
        let mut allowed = vec![outside; tokens.len()];
        for AnnotatedName { range, class } in names {
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
                    // The corpus divides this word differently.
                    *allowed = u16::MAX;
                    continue;
                }
                *allowed = self.name_labels(*class, begins, count == 1);
                begins = false;
            }
        }
        IdVec::from(allowed)
    }

    /// The labels that a token in a name of `class` may have. `begins`: it is the first token of the name; `single`: it
    /// is the only one.
    fn name_labels(&self, class: Option<NameClass>, begins: bool, single: bool) -> u16 {
        let label =
            |class| labels_where(|label| label.class() == class && label.begins_name() == begins);
        match (self.scheme, class) {
            (PeopleOnly, Some(NameClass::Person)) => label(NameClass::Person),
            (PeopleOnly, _) | (_, None) => !class_labels(NameClass::Person),
            (GroupsInMisc, Some(NameClass::Misc)) if single => {
                label(NameClass::Misc) | label(NameClass::Group)
            }
            (GroupsOrPlaces, Some(NameClass::Group)) => {
                label(NameClass::Group) | label(NameClass::Location)
            }
            (_, Some(class)) => label(class),
        }
    }
}

/// Both labels of a class, as a bit mask.
pub(super) fn class_labels(class: NameClass) -> u16 {
    labels_where(|label| label.class() == class)
}

/// The labels for which `is_wanted` holds, as a bit mask.
fn labels_where(is_wanted: impl Fn(Label) -> bool) -> u16 {
    let wanted = Label::ALL.into_iter().filter(|&label| is_wanted(label));
    wanted.fold(0, |mask, label| mask | label.bit())
}

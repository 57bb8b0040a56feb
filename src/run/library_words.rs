//! Puts what the library answers into the words of the reader.

use super::library_decisions::in_words_on;
use crate::app::overlays::card::{EarlierSentence, MetBefore, ReadBefore};
use crate::app::overlays::library::{
    self as shown, KeptName, NamePage, NameSummary, Namesake, PageArticles,
};
use crate::dates;
use crate::entities::EntityKind;
use crate::library::{
    self, ArticleEntry, Certainty, KeptSentence, LatestSentence, NameEntry, NameId, PageArticle,
};
use std::collections::HashMap;

/// What stands for the day of what was only read in.
pub(super) const NOT_OPENED: &str = "not opened";

/// From how many of the latest articles the roles on a page are.
const ROLE_ARTICLES: usize = 10;

pub(super) fn kept_name(id: NameId) -> KeptName {
    KeptName(id.number())
}

pub(super) fn kept_article(article: ArticleEntry, now: u64) -> shown::KeptArticle {
    shown::KeptArticle {
        identity: article.identity,
        title: article.title,
        address: article.address,
        last_read: article
            .opened
            .then(|| dates::relative_day(article.last_read, now)),
        percent: article.percent,
    }
}

pub(super) fn page_in_words(page: library::NamePage, marks: &HashMap<NameId, String>) -> NamePage {
    let entry = page.entry;
    let mut roles = Vec::new();
    let latest = page.articles.iter().take(ROLE_ARTICLES);
    for role in latest.flat_map(|article| &article.roles) {
        if !roles.contains(role) {
            roles.push(role.clone());
        }
    }
    let company = |kind| {
        let company = page.company.iter().filter(|other| other.kind == kind);
        company.map(companion).collect()
    };
    let namesakes = page.perhaps.iter().map(|other| Namesake {
        id: kept_name(other.id),
        name: other.name.clone(),
        articles: other.articles,
        read: days(other),
        mark: marks.get(&other.id).cloned().unwrap_or_default(),
    });
    let decisions = page.decisions.iter();
    let decisions = decisions.map(|decision| in_words_on(entry.id, decision));
    NamePage {
        summary: NameSummary {
            id: kept_name(entry.id),
            kind: entry.kind,
            code: entry.code,
            articles: entry.articles,
            mentions: entry.mentions,
            read: match entry.opened {
                0 => "none of them yet".to_owned(),
                _ => days(&entry),
            },
            name: entry.name,
            roles,
            people: company(EntityKind::Person),
            countries: company(EntityKind::Country),
            namesakes: namesakes.collect(),
            decisions: decisions.collect(),
        },
        articles: page_articles(0, page.articles),
    }
}

fn companion(other: &library::Companion) -> shown::Companion {
    shown::Companion {
        id: kept_name(other.id),
        name: other.name.clone(),
        code: other.code,
        articles: other.articles,
    }
}

/// The days on which the articles about a name were first and last read, and how many were not opened.
fn days(entry: &NameEntry) -> String {
    if entry.opened == 0 {
        return NOT_OPENED.to_owned();
    }
    let (first, last) = (
        dates::day_in_words(entry.first_read),
        dates::day_in_words(entry.last_read),
    );
    let days = if first == last {
        first
    } else {
        format!("{first} – {last}")
    };
    match entry.articles.saturating_sub(entry.opened) {
        0 => days,
        not_opened => format!("{days}, {not_opened} not opened"),
    }
}

pub(super) fn page_articles(first: usize, articles: Vec<PageArticle>) -> PageArticles {
    let now = dates::now();
    let sentence = |sentence: KeptSentence| shown::KeptSentence {
        text: sentence.text,
        mentions: sentence.mentions,
        offset: sentence.offset,
    };
    let articles = articles.into_iter().map(|page| {
        let sentences = page.sentences.into_iter().map(sentence);
        (kept_article(page.article, now), sentences.collect())
    });
    PageArticles {
        first,
        articles: articles.collect(),
    }
}

/// What the card says of it.
pub(super) fn in_words(before: library::ReadBefore) -> ReadBefore {
    ReadBefore {
        id: kept_name(before.id),
        who: match before.certainty {
            Certainty::Certain => MetBefore::Same,
            Certainty::Perhaps => MetBefore::Perhaps,
            Certainty::Other => MetBefore::Namesake(before.namesakes),
        },
        articles: before.articles,
        opened: before.opened,
        since: dates::day_in_words(before.since),
        sentences: before.latest.into_iter().map(earlier).collect(),
    }
}

fn earlier(latest: LatestSentence) -> EarlierSentence {
    let LatestSentence {
        article,
        sentence,
        others,
    } = latest;
    EarlierSentence {
        text: sentence.text,
        mention: sentence.mentions.into_iter().next().unwrap_or_default(),
        offset: sentence.offset,
        title: article.title,
        others,
        address: article.address,
        read_on: article
            .opened
            .then(|| dates::day_in_words(article.last_read)),
    }
}

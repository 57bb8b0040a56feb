//! What was read before, in other articles, about the person or country of a card. The library is asked when the card is on top
//! and the names of the article are complete; until the answer comes, and if there is nothing, the card does not speak of it.

use super::pluralize;
use crate::app::overlays::library::KeptName;
use std::borrow::Cow;
use std::ops::Range;

/// Who it is that was met in other articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MetBefore {
    /// The one of the card.
    #[default]
    Same,
    /// Perhaps the same person.
    Perhaps,
    /// Someone else of that name; how many of these there are.
    Namesake(usize),
}

/// What was read before about a person or a country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadBefore {
    /// Whose page has the rest.
    pub id: KeptName,
    /// Whether that is the one of the card.
    pub who: MetBefore,
    /// The number of other articles with the name.
    pub articles: usize,
    /// How many of them were opened, and not only read into the library.
    pub opened: usize,
    /// The day on which the first of these was first read, as in "3 May 2025".
    pub since: String,
    /// The latest sentences with the name, latest first.
    pub sentences: Vec<EarlierSentence>,
}

/// A sentence of an article that was read before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EarlierSentence {
    /// The sentence on one line.
    pub text: String,
    /// The first mention of the name in it, in bytes of `text`; empty if it is not known.
    pub mention: Range<usize>,
    /// Where that mention is in the article, in bytes.
    pub offset: usize,
    /// The title of the article.
    pub title: String,
    /// How many other articles have the same sentence.
    pub others: usize,
    /// The absolute path or the URL from which the article can be opened again, if it has one.
    pub address: Option<String>,
    /// The day on which the article was last read, as in "3 May 2025"; `None` if it was not opened.
    pub read_on: Option<String>,
}

impl ReadBefore {
    /// The heading: what was only read into the library is not called read.
    pub fn heading(&self) -> &'static str {
        match self.who {
            MetBefore::Namesake(_) => "SAME NAME",
            MetBefore::Same | MetBefore::Perhaps if self.opened > 0 => "READ BEFORE",
            MetBefore::Same | MetBefore::Perhaps => "IN THE LIBRARY",
        }
    }

    /// How much was read, as in "in 4 articles, since 3 May 2025"; the longest wording first.
    pub fn wordings(&self) -> Vec<String> {
        let opened = pluralize(self.opened, "article", "articles");
        let since = &self.since;
        let wordings = match (self.opened, self.articles.saturating_sub(self.opened)) {
            (0, not_opened) => {
                let articles = pluralize(not_opened, "article", "articles");
                [
                    format!("in {articles} that you have not opened"),
                    format!("in {articles}"),
                ]
            }
            (_, 0) => [
                format!("in {opened}, since {since}"),
                format!("in {opened}"),
            ],
            (_, not_opened) => [
                format!("in {opened} since {since}, and in {not_opened} not opened"),
                format!("in {opened}, and in {not_opened} not opened"),
            ],
        };
        let (who, articles_of) = match self.who {
            MetBefore::Same => return wordings.into(),
            MetBefore::Perhaps => ("perhaps the same person".to_owned(), ""),
            MetBefore::Namesake(1) => ("someone else".to_owned(), ""),
            MetBefore::Namesake(people) => (format!("{people} other people"), "one of them "),
        };
        let wordings = wordings.map(|wording| format!("{who}, {articles_of}{wording}"));
        wordings.into_iter().chain([who.clone()]).collect()
    }
}

impl EarlierSentence {
    /// The rows of the screen that it takes: its own, and one for the title of its article.
    pub const ROWS: u16 = 2;

    /// The title, and how many other articles there are: "Talks in Berlin, and 1 other article".
    pub fn describe_articles(&self) -> Cow<'_, str> {
        match self.others {
            0 => Cow::Borrowed(&self.title),
            others => {
                let others = pluralize(others, "other article", "other articles");
                Cow::Owned(format!("{}, and {others}", self.title))
            }
        }
    }

    /// When the article was read and where it is: "read on 3 May 2025 · example.org/talks".
    pub fn describe(&self) -> String {
        let read = match &self.read_on {
            Some(day) => format!("read on {day}"),
            None => "not opened yet".to_owned(),
        };
        match &self.address {
            Some(address) => format!("{read} · {address}"),
            None => read,
        }
    }
}

//! A library for the reader, as it answers questions.

use byline::app::action::Action;
use byline::app::effect::{Effect, LibraryQuery, LibraryQuestion};
use byline::app::overlays::library::{
    Companion, KeptArticle, KeptName, KeptSentence, LibraryAnswer, LibraryLists, NamePage, NameRow,
    NameSummary, Namesake, PageArticles,
};
use byline::app::{Event, State, update};
use byline::entities::{CountryCode, EntityKind};
use std::sync::Arc;

/// The question to the library among `effects`.
pub(crate) fn question(effects: &[Effect]) -> Option<&LibraryQuestion> {
    effects.iter().find_map(|effect| match effect {
        Effect::AskLibrary(question) | Effect::DecideInLibrary(_, question) => Some(question),
        _ => None,
    })
}

/// Gives the answer of [`answer_to`] to the question among `effects`, and to those that follow from it.
pub(crate) fn answer(state: &mut State, effects: &[Effect]) {
    let mut asked = question(effects).cloned();
    while let Some(question) = asked {
        let event = Event::LibraryAnswered(question.id, answer_to(&question.query));
        asked = self::question(&update(state, event)).cloned();
    }
}

/// What the library answers.
pub(crate) fn answer_to(query: &LibraryQuery) -> LibraryAnswer {
    match query {
        LibraryQuery::ReadBefore(..) => LibraryAnswer::ReadBefore(None),
        LibraryQuery::PeopleMet(_) => LibraryAnswer::PeopleMet(vec!["Angela Merkel".to_owned()]),
        LibraryQuery::Lists => LibraryAnswer::Lists(Arc::new(lists())),
        LibraryQuery::Page(id) => LibraryAnswer::Page(Some(Box::new(name_page(*id)))),
        LibraryQuery::PageOf(..) => LibraryAnswer::Page(Some(Box::new(name_page(KeptName(1))))),
        LibraryQuery::PageArticles(_, first) => LibraryAnswer::PageArticles(PageArticles {
            first: *first,
            articles: articles().split_off(*first),
        }),
    }
}

/// The reader with the lists of the library open.
pub(crate) fn library(state: State) -> State {
    press_key_of(state, Action::ShowLibrary)
}

/// The reader with the page of Angela Merkel open over these lists.
pub(crate) fn page(state: State) -> State {
    press_key_of(library(state), Action::Choose)
}

/// Presses the key of `action`, whichever that is, and gives the answer to what is asked.
fn press_key_of(mut state: State, action: Action) -> State {
    let mode = state.mode();
    let key = state.session.keymap.keys_for(mode, action)[0];
    let effects = update(&mut state, Event::Key(key));
    answer(&mut state, &effects);
    state
}

fn code(code: &str) -> Option<CountryCode> {
    CountryCode::new(code)
}

pub(crate) fn lists() -> LibraryLists {
    let row = |(id, name, articles, last_read): (i64, &str, usize, &str)| NameRow {
        id: KeptName(id),
        name: name.to_owned(),
        code: None,
        articles,
        by_month: [0, 0, 1, 0, 0, 0, 0, 2, 0, 3, 0, articles as u32],
        last_read: last_read.to_owned(),
        mark: String::new(),
    };
    let people = [
        (1, "Angela Merkel", 12, "yesterday"),
        (2, "Vladimir Putin", 9, "today"),
        (3, "Barack Obama", 3, "12 Nov 2025"),
        (4, "Colette Dumont", 1, "3 days ago"),
    ];
    let country = |(id, name, country, articles): (i64, &str, &str, usize)| NameRow {
        code: code(country),
        ..row((id, name, articles, "today"))
    };
    let countries = [(10, "Germany", "DE", 14), (11, "Russia", "RU", 9)];
    LibraryLists {
        people: people.into_iter().map(row).collect(),
        countries: countries.into_iter().map(country).collect(),
        articles: articles().into_iter().map(|(article, _)| article).collect(),
    }
}

fn sentence(text: &str) -> KeptSentence {
    let mentions = text.match_indices("Merkel");
    KeptSentence {
        text: text.to_owned(),
        mentions: mentions.map(|(at, word)| at..at + word.len()).collect(),
        offset: 500,
    }
}

/// The articles about Angela Merkel.
pub(crate) fn articles() -> Vec<(KeptArticle, Vec<KeptSentence>)> {
    let article = |title: &str, address: Option<&str>, last_read: &str, percent| KeptArticle {
        identity: title.to_lowercase(),
        title: title.to_owned(),
        address: address.map(str::to_owned),
        last_read: Some(last_read.to_owned()),
        percent,
    };
    let hamburg = [
        "In Hamburg, where the fleet lay at anchor for the third week, Merkel opened the harbour festival, and the people of the \
         town came out to see her.",
        "“We are glad,” said Merkel.",
    ];
    let mut articles = vec![
        (
            article(
                "A festival in Hamburg",
                Some("https://example.org/hamburg"),
                "yesterday",
                100,
            ),
            hamburg.into_iter().map(sentence).collect(),
        ),
        (
            article(
                "Talks in Berlin",
                Some("/home/ann/talks #2.txt"),
                "3 days ago",
                40,
            ),
            vec![sentence("Merkel was late.")],
        ),
        (
            article("A letter without its text", None, "12 Nov 2025", 7),
            Vec::new(),
        ),
    ];
    articles.extend((4..=12).map(|n| {
        let title = format!("Report {n}");
        let address = format!("https://example.org/{n}");
        let sentences = vec![
            sentence("Merkel said so."),
            sentence("No one asked Merkel why."),
        ];
        (
            article(&title, Some(&address), "9 May 2025", 100),
            sentences,
        )
    }));
    articles
}

fn name_page(id: KeptName) -> NamePage {
    let companion = |(id, name, country, articles): (i64, &str, &str, usize)| Companion {
        id: KeptName(id),
        name: name.to_owned(),
        code: code(country),
        articles,
    };
    let people = [
        (2, "Vladimir Putin", "", 6),
        (3, "Barack Obama", "", 3),
        (4, "Colette Dumont", "", 1),
    ];
    let countries = [(10, "Germany", "DE", 12), (11, "Russia", "RU", 5)];
    let mut first = articles();
    first.truncate(2);
    NamePage {
        summary: NameSummary {
            id,
            kind: EntityKind::Person,
            name: "Angela Merkel".to_owned(),
            code: None,
            articles: 12,
            mentions: 31,
            read: "3 May 2025 – 28 November 2026".to_owned(),
            roles: vec!["German chancellor".to_owned(), "former minister".to_owned()],
            people: people.into_iter().map(companion).collect(),
            countries: countries.into_iter().map(companion).collect(),
            namesakes: vec![Namesake {
                id: KeptName(7),
                name: "Angela Merkel".to_owned(),
                articles: 2,
                read: "4 May 2025".to_owned(),
                mark: "senator".to_owned(),
            }],
            decisions: Vec::new(),
        },
        articles: PageArticles {
            first: 0,
            articles: first,
        },
    }
}

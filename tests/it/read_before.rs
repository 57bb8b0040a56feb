//! What a card says was read before, in other articles.

use crate::common::reader::{analysed, keys, paragraphs, press, reader, reader_of, select};
use crate::common::screen::{last_row, picture, screen};
use byline::app::action::Mode;
use byline::app::effect::{Effect, LibraryQuery, OpenRequest};
use byline::app::overlays::Overlay;
use byline::app::overlays::card::{
    Card, CardLayout, CardRow, EarlierSentence, MetBefore, ReadBefore,
};
use byline::app::overlays::library::{KeptName, LibraryAnswer};
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use std::sync::Arc;

/// A sentence about Angela Merkel in the article at `address`.
fn sentence(text: &str, title: &str, address: Option<&str>) -> EarlierSentence {
    let start = text.find("Merkel").unwrap();
    EarlierSentence {
        text: text.to_owned(),
        mention: start..start + "Merkel".len(),
        offset: 500,
        title: title.to_owned(),
        others: 0,
        address: address.map(str::to_owned),
        read_on: Some("9 May 2025".to_owned()),
    }
}

fn before() -> ReadBefore {
    ReadBefore {
        id: KeptName(1),
        who: MetBefore::Same,
        articles: 4,
        opened: 4,
        since: "3 May 2025".to_owned(),
        sentences: vec![
            sentence(
                "In Hamburg, where the fleet lay at anchor for the third week, Merkel opened the harbour festival.",
                "A festival in Hamburg",
                Some("https://example.org/hamburg"),
            ),
            sentence(
                "Merkel was late.",
                "Talks in Berlin",
                Some("/home/ann/talks #2.txt"),
            ),
        ],
    }
}

/// The number of the question to the library among `effects`.
fn question(effects: &[Effect]) -> Option<u64> {
    effects.iter().find_map(|effect| match effect {
        Effect::AskLibrary(question) => {
            matches!(question.query, LibraryQuery::ReadBefore(..)).then_some(question.id)
        }
        _ => None,
    })
}

/// The event that the library answers the question with this number.
fn answer(id: u64, before: Option<ReadBefore>) -> Event {
    Event::LibraryAnswered(id, LibraryAnswer::ReadBefore(before))
}

fn card(state: &State) -> &Card {
    match state.screen.overlays.last() {
        Some(Overlay::Card(card)) => card,
        other => panic!("no card but {other:?}"),
    }
}

/// The reader with the card of Angela Merkel, and the number of its question.
fn open_card(size: (u16, u16)) -> (State, u64) {
    let mut state = reader(size);
    select(&mut state, "Angela Merkel");
    let effects = keys(&mut state, "enter");
    let id = question(&effects).expect("the library is asked");
    (state, id)
}

/// The same with the answer `before`.
fn answered(size: (u16, u16), before: ReadBefore) -> State {
    let (mut state, id) = open_card(size);
    update(&mut state, answer(id, Some(before)));
    state
}

/// The reader with that card, on the sentence “Merkel was late.” of another article.
pub(crate) fn at_the_card(size: (u16, u16)) -> State {
    let mut state = answered(size, before());
    keys(&mut state, "k");
    assert_eq!(card(&state).chosen, CardRow::Earlier(1));
    state
}

/// Protects: a card asks once, for its own name; the answer shows on it. Without an answer, with an empty one, and with that of
/// another card, it looks as it would without a library.
#[test]
fn the_answer_shows_on_its_card_alone() {
    let (mut state, id) = open_card((100, 40));
    let without = screen(&state);
    assert!(!without.contains("READ BEFORE"));
    assert_eq!(question(&keys(&mut state, "j k")), None, "asked once");
    update(&mut state, answer(id, None));
    update(&mut state, answer(id + 1, Some(before())));
    assert_eq!(screen(&state), without);
    let mut of_an_agency = before();
    of_an_agency.sentences[1].others = 1;
    update(&mut state, answer(id, Some(of_an_agency)));
    let shown = screen(&state);
    for words in [
        "READ BEFORE in 4 articles, since 3 May 2025",
        "Merkel opened the harbour festival.",
        "A festival in Hamburg",
        "Merkel was late.",
        "Talks in Berlin, and 1 other article",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    // The card of another name asks again, and an answer reaches the card that asked although another one is on top.
    let effects = keys(&mut state, "g enter");
    let other = question(&effects).unwrap();
    assert_ne!(other, id);
    assert!(!screen(&state).contains("READ BEFORE"));
    let changed = ReadBefore {
        articles: 1,
        opened: 1,
        who: MetBefore::Perhaps,
        ..before()
    };
    update(&mut state, answer(id, Some(changed)));
    assert!(!screen(&state).contains("READ BEFORE"));
    assert_eq!(question(&keys(&mut state, "esc")), None);
    let words = "READ BEFORE perhaps the same person, in 1 article, since 3 May 2025";
    assert!(screen(&state).contains(words));
}

/// Protects: the library is not asked before all names are known, as the names beside one tell who it is; it is asked again when
/// they have changed, and what is shown stays meanwhile.
#[test]
fn the_library_is_asked_when_the_names_are_known() {
    let document = paragraphs(&["Angela Merkel met Barack Obama in Paris. Merkel spoke."]);
    let entities = Arc::new(byline::entities::read(&document));
    let mut state = State::new(Arc::clone(&document), (80, 24), ReaderOptions::default());
    let part = Event::Analysed {
        entities: Arc::clone(&entities),
        covered: 10,
        done: false,
    };
    update(&mut state, part);
    assert_eq!(question(&keys(&mut state, ". enter")), None);
    assert_eq!(state.mode(), Mode::Card);
    let effects = update(&mut state, analysed(&document, Arc::clone(&entities)));
    let id = question(&effects).unwrap();
    update(&mut state, answer(id, Some(before())));
    assert!(screen(&state).contains("READ BEFORE"));
    let fewer = paragraphs(&["Angela Merkel met nobody in Paris. Merkel spoke."]);
    let fewer = Arc::new(byline::entities::read(&fewer));
    let effects = update(&mut state, analysed(&document, fewer));
    let next = question(&effects).unwrap();
    assert_ne!(next, id);
    assert!(screen(&state).contains("READ BEFORE"));
    update(&mut state, answer(next, None));
    assert!(!screen(&state).contains("READ BEFORE"));
}

/// Protects: Enter on an earlier sentence opens its article at the sentence, also where the text has changed a little, with the
/// mention current; Backspace comes back to the card.
#[test]
fn enter_opens_the_article_at_the_sentence() {
    let mut state = answered((80, 24), before());
    keys(&mut state, "k");
    assert_eq!(card(&state).chosen, CardRow::Earlier(1));
    assert!(screen(&state).contains("read on 9 May 2025 · /home/ann/talks #2.txt"));
    let open = |name: &str| Effect::Open(OpenRequest::Other(Some(name.to_owned())));
    assert_eq!(keys(&mut state, "enter"), [open("/home/ann/talks #2.txt")]);
    update(&mut state, Event::LoadFailed("It is gone.".to_owned()));
    assert!(screen(&state).contains("It is gone."));
    keys(&mut state, "esc k");
    assert_eq!(card(&state).chosen, CardRow::Earlier(0));
    assert_eq!(
        keys(&mut state, "enter"),
        [open("https://example.org/hamburg")]
    );
    let mut texts: Vec<String> = (0..80).map(|n| format!("Paragraph {n}.")).collect();
    texts[0] = "Angela Merkel spoke.".to_owned();
    texts[60] = "In Hamburg, where the fleet lay at anchor for the third week,\nMerkel opened the\nharbour festival."
        .to_owned();
    let document = paragraphs(&texts);
    update(&mut state, Event::Loaded(Arc::clone(&document)));
    let entities = Arc::new(byline::entities::read(&document));
    update(&mut state, analysed(&document, entities));
    assert_eq!(state.mode(), Mode::Text);
    assert!(screen(&state).contains("harbour festival."));
    let at = document.text().rfind("Merkel").unwrap();
    let current = state.reading.current_mention();
    assert!(current.is_some_and(|mention| mention.range.contains(&at)));
    keys(&mut state, "backspace");
    assert_eq!(card(&state).chosen, CardRow::Earlier(0));
    assert!(screen(&state).contains("READ BEFORE"));
    // An article in which the sentence is no longer is opened all the same.
    keys(&mut state, "enter");
    update(&mut state, Event::Loaded(paragraphs(&["Something else."])));
    assert!(last_row(&state).contains("The sentence is not in this article any more"));
}

/// Protects: without an address nothing is opened, and a changed database cannot make the reader open what is no page and no
/// file, like standard input or the list of feeds.
#[test]
fn only_pages_and_files_are_opened() {
    let addresses = [
        None,
        Some("-"),
        Some("feeds"),
        Some("talks.txt"),
        Some("mailto:ann@example.org"),
        Some(""),
    ];
    for address in addresses {
        let before = ReadBefore {
            sentences: vec![sentence("Merkel was late.", "Talks", address)],
            ..before()
        };
        let mut state = answered((80, 24), before);
        assert_eq!(keys(&mut state, "k enter"), [], "{address:?}");
        assert!(screen(&state).contains("has no address"), "{address:?}");
    }
}

/// Protects: a click chooses a sentence, on its own row or on that of its title, and a second click opens it; `y` copies it.
#[test]
fn sentences_are_clicked_and_copied() {
    let mut state = answered((80, 24), before());
    let area = CardLayout::new(&state, card(&state)).before.sentences;
    press(&mut state, area.x + 4, area.y + 3);
    assert_eq!(card(&state).chosen, CardRow::Earlier(1));
    let effects = keys(&mut state, "y");
    assert_eq!(
        effects,
        [Effect::CopyToClipboard("Merkel was late.".to_owned())]
    );
    let effects = press(&mut state, area.x + 4, area.y + 2);
    assert!(matches!(&effects[..], [Effect::Open(_)]), "{effects:?}");
}

/// Protects: on a screen of any size the rows are where the layout says, every one can be chosen, and whatever the library
/// answers can be painted.
#[test]
fn any_answer_fits_any_screen() {
    let odd = |text: &str, mention| EarlierSentence {
        text: text.to_owned(),
        mention,
        ..EarlierSentence::default()
    };
    let answers = [
        before(),
        ReadBefore::default(),
        ReadBefore {
            sentences: vec![odd("é", 1..90), odd("", 0..0)],
            ..before()
        },
    ];
    for size in [(12, 5), (20, 8), (40, 12), (60, 16), (80, 24), (120, 40)] {
        for answer in &answers {
            let mut state = answered(size, answer.clone());
            picture(&state);
            let Some(Overlay::Card(card)) = state.screen.overlays.last() else {
                continue;
            };
            let layout = CardLayout::new(&state, card);
            let shown = layout.before.shown;
            assert!(shown <= answer.sentences.len());
            assert!(layout.list.height > 0, "{size:?}");
            let rows = layout.people_shown + layout.countries_shown + shown;
            keys(&mut state, "g");
            for _ in 0..rows {
                picture(&state);
                keys(&mut state, "j");
            }
            assert_eq!(self::card(&state).chosen, CardRow::Mention(0), "{size:?}");
        }
    }
}

/// Protects: the page of the name opens from the card, if there is one, and Backspace comes back to the card.
#[test]
fn the_page_opens_from_the_card() {
    let mut state = answered((80, 24), before());
    assert!(screen(&state).contains("L library"));
    let effects = keys(&mut state, "L");
    let is_asked = |effect: &Effect| match effect {
        Effect::AskLibrary(question) => question.query == LibraryQuery::Page(KeptName(1)),
        _ => false,
    };
    assert!(effects.iter().any(is_asked), "{effects:?}");
    assert_eq!(state.mode(), Mode::LibraryPage);
    keys(&mut state, "backspace");
    assert_eq!(state.mode(), Mode::Card);
    let (mut state, _) = open_card((80, 24));
    assert_eq!(keys(&mut state, "L"), []);
    let notice = "No other article with Angela Merkel is in the library";
    assert!(last_row(&state).contains(notice));
}

/// Protects: where only people who share the name are in other articles, the card says that there is one or how many, on any screen,
/// shows what was read about one, and its key leads to that page.
#[test]
fn people_who_share_the_name_are_said() {
    for (namesakes, long, short) in [
        (
            1,
            "SAME NAME someone else, in 4 articles, since 3 May 2025",
            "SAME NAME someone else, in 4 articles",
        ),
        (
            3,
            "SAME NAME 3 other people, one of them in 4 articles, since 3 May 2025",
            "SAME NAME 3 other people",
        ),
    ] {
        let before = ReadBefore {
            who: MetBefore::Namesake(namesakes),
            ..before()
        };
        for (size, words) in [((100, 40), long), ((80, 24), long), ((40, 12), short)] {
            let mut state = answered(size, before.clone());
            let shown = screen(&state);
            assert!(shown.contains(words), "{words}\n{shown}");
            assert!(shown.contains("Merkel opened the"), "{shown}");
            let effects = keys(&mut state, "L");
            let is_asked = |effect: &Effect| match effect {
                Effect::AskLibrary(question) => question.query == LibraryQuery::Page(KeptName(1)),
                _ => false,
            };
            assert!(effects.iter().any(is_asked), "{effects:?}");
        }
    }
}

/// Protects: what was read into the library and never opened is not called read.
#[test]
fn what_was_not_opened_is_not_called_read() {
    let heading = |opened, who| {
        let before = ReadBefore {
            opened,
            who,
            ..before()
        };
        screen(&answered((100, 40), before))
    };
    for (opened, who, expected) in [
        (
            4,
            MetBefore::Same,
            "READ BEFORE in 4 articles, since 3 May 2025",
        ),
        (
            3,
            MetBefore::Same,
            "READ BEFORE in 3 articles since 3 May 2025, and in 1 not opened",
        ),
        (
            0,
            MetBefore::Same,
            "IN THE LIBRARY in 4 articles that you have not opened",
        ),
        (
            0,
            MetBefore::Perhaps,
            "IN THE LIBRARY perhaps the same person, in 4 articles that you have not opened",
        ),
    ] {
        let shown = heading(opened, who);
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
    let not_opened = EarlierSentence {
        read_on: None,
        ..sentence("Merkel was late.", "Talks", Some("/home/ann/talks.txt"))
    };
    let before = ReadBefore {
        sentences: vec![not_opened],
        opened: 0,
        ..before()
    };
    let mut state = answered((100, 40), before);
    keys(&mut state, "k");
    assert!(screen(&state).contains("not opened yet · /home/ann/talks.txt"));
}

/// Protects: on a small screen the panel, which covers the text there, is closed when another article is opened, and is there
/// again on the way back.
#[test]
fn the_panel_does_not_cover_the_article_that_is_opened() {
    for size in [(40, 12), (60, 20)] {
        let mut state = reader(size);
        keys(&mut state, "e");
        assert!(state.screen.areas.panel_over_text);
        select(&mut state, "Angela Merkel");
        let effects = keys(&mut state, "enter");
        let id = question(&effects).unwrap();
        update(&mut state, answer(id, Some(before())));
        keys(&mut state, "g");
        while !matches!(card(&state).chosen, CardRow::Earlier(_)) {
            keys(&mut state, "j");
        }
        keys(&mut state, "enter");
        update(
            &mut state,
            Event::Loaded(paragraphs(&["Merkel opened it."])),
        );
        assert!(state.screen.areas.panel.is_empty(), "{}", screen(&state));
        keys(&mut state, "backspace esc");
        assert!(state.screen.areas.panel_over_text);
    }
}

/// Protects: what was read before about a country, too.
#[test]
fn a_country_is_asked_about() {
    let document = paragraphs(&["Angela Merkel went to France."]);
    let mut state = reader_of(&document, (80, 24));
    select(&mut state, "France");
    let effects = keys(&mut state, "enter");
    let id = question(&effects).unwrap();
    update(&mut state, answer(id, Some(before())));
    assert!(screen(&state).contains("READ BEFORE in 4 articles"));
}

/// Protects: the look of it.
#[test]
fn read_before_snapshot() {
    let mut state = answered((80, 24), before());
    keys(&mut state, "k");
    insta::assert_snapshot!(screen(&state));
    let uncertain = ReadBefore {
        who: MetBefore::Perhaps,
        ..before()
    };
    insta::assert_snapshot!(screen(&answered((40, 12), uncertain)));
}

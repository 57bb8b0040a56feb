//! The library in the reader: the lists of people, countries and articles, and the page of a person or a country.

mod names;
#[cfg(unix)]
mod program;
mod small;
mod taking_back;

use crate::common::library::{answer, answer_to, articles, library, page, question};
use crate::common::reader::{article, keys, press, reader, reader_with, type_text};
use crate::common::screen::{last_row, picture, rows, screen};
use byline::app::action::Mode;
use byline::app::effect::{Effect, LibraryDecision, LibraryQuery, OpenRequest};
use byline::app::overlays::Overlay;
use byline::app::overlays::library::lists::{LibraryOverlay, LibraryTab};
use byline::app::overlays::library::page::{LibraryPage, PageLayout, PageRow};
use byline::app::overlays::library::{KeptName, LibraryAnswer, LibraryLists, PageArticles};
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use std::sync::Arc;

fn lists(state: &State) -> &LibraryOverlay {
    match state.screen.overlays.last() {
        Some(Overlay::Library(lists)) => lists,
        other => panic!("no lists but {other:?}"),
    }
}

fn top_page(state: &State) -> &LibraryPage {
    match state.screen.overlays.last() {
        Some(Overlay::LibraryPage(page)) => page,
        other => panic!("no page but {other:?}"),
    }
}

/// The decision that `effects` keep, with which the page of Angela Merkel is asked for again.
fn decision(effects: &[Effect]) -> LibraryDecision {
    match effects {
        [Effect::DecideInLibrary(decision, question)] => {
            assert!(matches!(question.query, LibraryQuery::Page(KeptName(1))));
            decision.clone()
        }
        other => panic!("{other:?}"),
    }
}

/// The names of the rows of the list on the screen.
fn names(state: &State) -> Vec<&str> {
    let lists = lists(state);
    let rows = lists.names().unwrap();
    let names = lists
        .matches
        .iter()
        .map(|found| rows[found.entry].name.as_str());
    names.collect()
}

/// Protects: the lists are asked for once and shown when they come; each has its rows with their numbers; Tab and the arrows go
/// from one to the next, and each keeps its cursor.
#[test]
fn the_three_lists_are_shown() {
    let mut state = reader((80, 24));
    let effects = keys(&mut state, "L");
    assert!(matches!(
        question(&effects).map(|question| &question.query),
        Some(LibraryQuery::Lists)
    ));
    assert!(screen(&state).contains("Reading the library …"));
    assert_eq!(question(&keys(&mut state, "j tab")), None, "asked once");
    keys(&mut state, "shift-tab");
    answer(&mut state, &effects);
    let shown = screen(&state);
    for words in [
        "People 4   Countries 2   Articles 12",
        "articles  12 months       last read",
        "▶ Angela Merkel",
        "12  ▁▁▂▁▁▁▁▂▁▃▁▇    yesterday",
        "Colette Dumont",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    keys(&mut state, "j tab");
    assert_eq!(lists(&state).tab, LibraryTab::Countries);
    assert!(screen(&state).contains("▶ DE Germany"));
    keys(&mut state, "right");
    let shown = screen(&state);
    assert!(shown.contains("▶ A festival in Hamburg") && shown.contains("40%   3 days ago"));
    keys(&mut state, "right");
    assert!(
        screen(&state).contains("▶ Vladimir Putin"),
        "its cursor is kept"
    );
    keys(&mut state, "left left esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: letters narrow the list as in the other lists, also after changing it; Esc shows all rows again, with the same one
/// chosen, and then closes the library.
#[test]
fn the_lists_are_searched() {
    let mut state = library(reader((80, 24)));
    keys(&mut state, "/");
    type_text(&mut state, "puti");
    assert_eq!(names(&state), ["Vladimir Putin"]);
    let cell = |state: &State| {
        let rows = rows(state);
        let row = rows
            .iter()
            .position(|row| row.contains("▶ Vladimir"))
            .unwrap();
        let column = rows[row].chars().position(|c| c == 'P').unwrap();
        picture(state)[(column as u16, row as u16)].modifier
    };
    assert!(cell(&state).contains(ratatui::style::Modifier::UNDERLINED));
    keys(&mut state, "esc");
    assert_eq!(names(&state).len(), 4);
    assert_eq!(lists(&state).cursor().chosen, 1);
    keys(&mut state, "/");
    type_text(&mut state, "german");
    assert!(screen(&state).contains("No match"));
    keys(&mut state, "tab");
    assert_eq!(names(&state), ["Germany"]);
    keys(&mut state, "esc esc");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: the library is found without knowing its key: on the first page of the help, on the status line of a screen that has room,
/// in the panel, and among the commands by its name.
#[test]
fn the_library_is_found() {
    let mut state = reader((120, 40));
    assert!(last_row(&state).contains("L library"));
    keys(&mut state, "tab");
    assert!(last_row(&state).contains("L library"));
    keys(&mut state, "tab ?");
    assert!(screen(&state).contains("L                   library: who was in what you have read"));
    keys(&mut state, "esc esc :");
    type_text(&mut state, "library");
    let effects = keys(&mut state, "enter");
    let query = &question(&effects).unwrap().query;
    assert!(matches!(query, LibraryQuery::Lists), "{query:?}");
}

/// Protects: what tells people of one name apart stands beside the names, where there is room.
#[test]
fn people_of_one_name_have_a_mark() {
    let mut state = reader((80, 24));
    let effects = keys(&mut state, "L");
    let mut all = crate::common::library::lists();
    for (row, mark) in all
        .people
        .iter_mut()
        .zip(["senator", "with Piet Ashford", "", ""])
    {
        (row.name, row.mark) = ("John Smith".to_owned(), mark.to_owned());
    }
    let id = question(&effects).unwrap().id;
    let answer = LibraryAnswer::Lists(Arc::new(all));
    update(&mut state, Event::LibraryAnswered(id, answer));
    let shown = screen(&state);
    assert!(shown.contains("▶ John Smith  senator "), "{shown}");
    assert!(shown.contains("  John Smith  with Piet"), "{shown}");
}

/// Protects: without a library, and with an empty or an unreadable one, one plain sentence says so, and nothing else can be done.
#[test]
fn what_cannot_be_shown_is_said() {
    let failed = "the library is turned off by --private or the configuration";
    for (answer, sentence) in [
        (
            LibraryAnswer::Lists(Arc::new(LibraryLists::default())),
            "Nothing here yet: the articles you read are kept here",
        ),
        (
            LibraryAnswer::Failed(failed.to_owned()),
            "The library is turned off by --private or the configuration",
        ),
    ] {
        for size in [(80, 24), (40, 12)] {
            let mut state = reader(size);
            let effects = keys(&mut state, "L");
            let id = question(&effects).unwrap().id;
            update(&mut state, Event::LibraryAnswered(id, answer.clone()));
            let shown = screen(&state).replace("│", " ");
            let words: Vec<&str> = shown.split_whitespace().collect();
            assert!(words.join(" ").contains(sentence), "{size:?} {shown}");
            assert_eq!(keys(&mut state, "/ j enter tab G U"), []);
            assert_eq!(state.mode(), Mode::Library);
            keys(&mut state, "L");
            assert_eq!(state.mode(), Mode::Text);
        }
    }
    let mut state = library(reader((80, 24)));
    let effects = keys(&mut state, "enter");
    let id = question(&effects).unwrap().id;
    update(
        &mut state,
        Event::LibraryAnswered(id, LibraryAnswer::Page(None)),
    );
    assert!(screen(&state).contains("No article in the library mentions this name any more"));
    keys(&mut state, "M S y ) enter backspace");
    assert_eq!(state.mode(), Mode::Library);
}

/// Protects: a page has what is known of a person, the company, who is perhaps the same, and all sentences by article, with the
/// name marked; the articles that did not come with the page are asked for.
#[test]
fn a_page_has_every_sentence() {
    let mut state = page(reader((80, 40)));
    let shown = screen(&state);
    for words in [
        "Angela Merkel ─",
        "12 articles · 31 mentions",
        "read    3 May 2025 – 28 November 2026",
        "roles   German chancellor · former minister",
        "Angela Merkel (senator)",
        "Vladimir Putin",
        "DE Germany",
        "▶ A festival in Hamburg",
        "for the third week, Merkel",
        "“We are glad,” said Merkel.",
        "Talks in Berlin",
        "text not kept · 12 Nov 2025",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    let content = top_page(&state).content.content().unwrap();
    assert_eq!(content.articles, articles());
    keys(&mut state, "G");
    assert!(screen(&state).contains("▶ No one asked Merkel why."));
    keys(&mut state, "g");
    assert_eq!(top_page(&state).chosen, PageRow::Namesake(0));
}

/// Protects: the cursor goes through all rows and from article to article, in both directions, and what it is on is on the screen
/// whole, on a screen of any size; a click goes to the row under it.
#[test]
fn the_cursor_is_always_on_the_screen() {
    for size in [
        (12, 5),
        (20, 8),
        (40, 12),
        (60, 16),
        (80, 24),
        (120, 40),
        (250, 60),
    ] {
        let mut state = page(reader(size));
        keys(&mut state, "g");
        for key in ["j", "k", ")", "(", "pgdn", "pgup"] {
            for _ in 0..60 {
                keys(&mut state, key);
                picture(&state);
                let page = top_page(&state);
                let layout = PageLayout::new(&state, page);
                let content = page.content.content().unwrap();
                let PageRow::Item(chosen) = page.chosen else {
                    continue;
                };
                let items = layout.visible_items(content, page.top);
                let item = items.iter().find(|item| item.index == chosen);
                let item = item.unwrap_or_else(|| panic!("{size:?} {key} {page:?}"));
                assert!(item.area.height >= item.lines.len() as u16, "{size:?}");
            }
            keys(
                &mut state,
                if key == "j" || key == ")" || key == "pgdn" {
                    "G"
                } else {
                    "g"
                },
            );
        }
        keys(&mut state, "5j");
        let page = top_page(&state);
        let layout = PageLayout::new(&state, page);
        let content = page.content.content().unwrap();
        let item = layout.visible_items(content, page.top).pop().unwrap();
        press(&mut state, item.area.x, item.area.y);
        assert_eq!(
            top_page(&state).chosen,
            PageRow::Item(item.index),
            "{size:?}"
        );
    }
    let mut state = page(reader((80, 24)));
    keys(&mut state, "n n");
    let item = |state: &State| match top_page(state).chosen {
        PageRow::Item(nth) => top_page(state).content.content().unwrap().items[nth],
        other => panic!("{other:?}"),
    };
    assert_eq!((item(&state).article, item(&state).sentence), (2, None));
    keys(&mut state, "j N");
    assert_eq!(item(&state).article, 2);
    keys(&mut state, "99)");
    assert_eq!(item(&state).article, 11);
}

/// Protects: from the library to a person, to a sentence and its article, and with Backspace back to all of these, as they were
/// left.
#[test]
fn backspace_comes_back_to_the_page() {
    let mut state = page(reader((80, 24)));
    keys(&mut state, "j j");
    let open = |name: &str| Effect::Open(OpenRequest::Other(Some(name.to_owned())));
    assert_eq!(
        keys(&mut state, "enter"),
        [open("https://example.org/hamburg")]
    );
    let (document, _) = article();
    update(&mut state, Event::Loaded(document));
    assert_eq!(state.mode(), Mode::Text);
    keys(&mut state, "backspace");
    assert_eq!(top_page(&state).chosen, PageRow::Item(2));
    // The row of an article opens it at its first sentence; one without an address says so.
    keys(&mut state, ")");
    assert_eq!(keys(&mut state, "enter"), [open("/home/ann/talks #2.txt")]);
    update(&mut state, Event::LoadFailed("It is gone.".to_owned()));
    assert!(screen(&state).contains("It is gone."));
    keys(&mut state, "esc )");
    assert_eq!(keys(&mut state, "enter"), []);
    assert!(screen(&state).contains("has no address"));
    keys(&mut state, "backspace");
    assert_eq!(state.mode(), Mode::Library);
    keys(&mut state, "tab tab j");
    assert_eq!(keys(&mut state, "enter"), [open("/home/ann/talks #2.txt")]);
    keys(&mut state, "esc");
}

/// Protects: a page that is read again, with the article that was read last first, keeps the cursor on its sentence and that in its place on
/// the screen, also if the article only comes with a later answer; a key in between moves it as ever.
#[test]
fn a_page_that_is_read_again_keeps_its_row() {
    let sentence = |state: &State| {
        let page = top_page(state);
        let PageRow::Item(nth) = page.chosen else {
            panic!("{page:?}");
        };
        let content = page.content.content().unwrap();
        let (article, sentence) = content.item(nth).unwrap();
        (article.title.clone(), sentence.cloned(), nth - page.top)
    };
    for key in ["", "k", "click", "gone"] {
        let mut state = page(reader((80, 24)));
        keys(&mut state, "5) j");
        let before = sentence(&state);
        assert_eq!(before.0, "Report 6");
        let effects = keys(&mut state, "U");
        let id = question(&effects).unwrap().id;
        // The last article has become the first, and only two come with the page.
        let mut all = articles();
        all.rotate_right(1);
        let mut answer = answer_to(&LibraryQuery::Page(KeptName(1)));
        if let LibraryAnswer::Page(Some(page)) = &mut answer {
            page.articles.articles = all[..2].to_vec();
        }
        let effects = update(&mut state, Event::LibraryAnswered(id, answer));
        let id = question(&effects).unwrap().id;
        let is_gone = key == "gone";
        if is_gone {
            for (article, sentences) in &mut all {
                sentences.truncate(usize::from(article.title != "Report 6"));
            }
        } else if key == "click" {
            let layout = PageLayout::new(&state, top_page(&state));
            let page = top_page(&state);
            let content = page.content.content().unwrap();
            let items = layout.visible_items(content, page.top);
            let other = items
                .iter()
                .find(|item| PageRow::Item(item.index) != page.chosen);
            let area = other.unwrap().area;
            press(&mut state, area.x, area.y);
        } else {
            keys(&mut state, key);
        }
        let rest = PageArticles {
            first: 2,
            articles: all.split_off(2),
        };
        update(
            &mut state,
            Event::LibraryAnswered(id, LibraryAnswer::PageArticles(rest)),
        );
        assert_eq!(sentence(&state) == before, key.is_empty(), "{key}");
        let is_there = sentence(&state).0 == before.0;
        assert_eq!(is_there, key.is_empty() || is_gone, "{key}");
    }
}

/// Protects: the page and the lists are there again, on their rows, also when the article below them is no longer in memory, and has to be
/// loaded again.
#[test]
fn a_page_outlives_its_article() {
    let mut state = page(reader((80, 24)));
    keys(&mut state, ") ) j");
    let before = screen(&state);
    let (document, _) = article();
    for n in 0..25 {
        let effects = keys(&mut state, if n == 0 { "enter" } else { "L" });
        if n > 0 {
            answer(&mut state, &effects);
            keys(&mut state, "left enter");
        }
        update(&mut state, Event::Loaded(Arc::clone(&document)));
    }
    for _ in 0..25 {
        let effects = keys(&mut state, "esc backspace");
        let mut opened = effects.iter();
        if opened.any(|it| matches!(it, Effect::Open(OpenRequest::Page(_)))) {
            let effects = update(&mut state, Event::Loaded(Arc::clone(&document)));
            // What such a page shows is not kept, and asked for again.
            if state.mode() == Mode::LibraryPage {
                assert!(top_page(&state).content.content().is_none());
                assert!(question(&effects).is_some());
            }
            answer(&mut state, &effects);
        }
        if state.mode() == Mode::Library {
            keys(&mut state, "esc");
        }
    }
    keys(&mut state, "j k");
    assert_eq!(screen(&state), before);
    keys(&mut state, "esc");
    assert_eq!(state.mode(), Mode::Library);
}

/// Protects: Enter on one of the company opens that page, and Esc goes back one page at a time; `y` copies a sentence.
#[test]
fn pages_lead_to_each_other() {
    let mut state = page(reader((80, 24)));
    keys(&mut state, "k");
    assert_eq!(top_page(&state).chosen, PageRow::Country(1));
    let effects = keys(&mut state, "enter");
    let query = &question(&effects).unwrap().query;
    assert!(
        matches!(query, LibraryQuery::Page(KeptName(11))),
        "{query:?}"
    );
    assert_eq!(top_page(&state).name, "Russia");
    keys(&mut state, "esc");
    assert_eq!(top_page(&state).name, "Angela Merkel");
    let effects = keys(&mut state, "j j j y");
    let copied = Effect::CopyToClipboard("“We are glad,” said Merkel.".to_owned());
    assert_eq!(effects, [copied]);
    keys(&mut state, "q q");
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: who is perhaps the same is joined or kept apart, and an article about someone else parted, each by a key that the
/// page names; the page and the lists below are asked for again, as they have changed.
#[test]
fn people_of_one_name_are_joined_and_parted() {
    let (one, other) = (KeptName(1), KeptName(7));
    let mut state = page(reader((80, 24)));
    keys(&mut state, "g");
    let shown = screen(&state);
    assert!(
        shown.contains("M the same person · S someone else"),
        "{shown}"
    );
    assert!(shown.contains("M joins the two, S keeps them apart: perhaps the same person"));
    let effects = keys(&mut state, "S");
    assert_eq!(decision(&effects), LibraryDecision::KeepApart(one, other));
    let effects = keys(&mut state, "M");
    assert_eq!(decision(&effects), LibraryDecision::Join(one, other));
    let id = question(&effects).unwrap().id;
    let mut answer = answer_to(&LibraryQuery::Page(one));
    if let LibraryAnswer::Page(Some(page)) = &mut answer {
        page.summary.namesakes.clear();
    }
    update(&mut state, Event::LibraryAnswered(id, answer));
    assert!(!screen(&state).contains("perhaps"));
    assert_eq!(keys(&mut state, "M"), []);
    assert!(screen(&state).contains("There is no one else of this name"));
    // The second article is about someone else.
    keys(&mut state, "g ) ) j");
    let effects = keys(&mut state, "S");
    let part = LibraryDecision::Part(one, "talks in berlin".to_owned());
    assert_eq!(decision(&effects), part);
    assert!(screen(&state).contains("about another Angela Merkel from now on; U to undo"));
    let id = question(&effects).unwrap().id;
    update(
        &mut state,
        Event::LibraryAnswered(id, answer_to(&LibraryQuery::Page(one))),
    );
    let effects = keys(&mut state, "esc");
    let query = &question(&effects).unwrap().query;
    assert!(matches!(query, LibraryQuery::Lists), "{query:?}");
    assert!(screen(&state).contains("Colette Dumont"), "shown meanwhile");
}

/// Protects: the people of the article are looked up when all names are known, and those who were met have a ring, which takes no
/// room from the names; the help says what it means.
#[test]
fn people_met_before_have_a_ring() {
    let (document, entities) = article();
    let mut state = State::new(Arc::clone(&document), (80, 24), ReaderOptions::default());
    let found = crate::common::reader::analysed(&document, entities);
    let effects = update(&mut state, found);
    let before = screen(&state);
    let id = question(&effects).unwrap().id;
    let met = LibraryAnswer::PeopleMet(vec!["Angela Merkel".to_owned()]);
    update(&mut state, Event::LibraryAnswered(id + 1, met.clone()));
    assert_eq!(screen(&state), before);
    update(&mut state, Event::LibraryAnswered(id, met));
    let after = screen(&state);
    assert_eq!(after.replace('○', " ").replace('◉', "●"), before);
    assert_eq!(after.matches(['○', '◉']).count(), 1);
    assert_eq!(question(&keys(&mut state, "j J")), None, "asked once");
    keys(&mut state, "?");
    type_text(&mut state, "ring");
    let shown = screen(&state);
    for line in [
        "○                   a ring: a person also in other articles",
        "◉                   a dot in a ring: on this screen and in others",
    ] {
        assert!(shown.contains(line), "{shown}");
    }
}

/// Protects: the look of the lists and of a page.
#[test]
fn library_snapshots() {
    let ascii = ReaderOptions {
        ascii: true,
        ..ReaderOptions::default()
    };
    for (name, size, options) in [
        ("80x24", (80, 24), ReaderOptions::default()),
        ("120x40", (120, 40), ReaderOptions::default()),
        ("40x12", (40, 12), ReaderOptions::default()),
        ("ascii", (80, 24), ascii),
    ] {
        let mut state = library(reader_with(options, size));
        insta::assert_snapshot!(format!("library_people_{name}"), screen(&state));
        keys(&mut state, "left");
        insta::assert_snapshot!(format!("library_articles_{name}"), screen(&state));
        keys(&mut state, "right");
        let effects = keys(&mut state, "enter");
        answer(&mut state, &effects);
        insta::assert_snapshot!(format!("library_page_{name}"), screen(&state));
    }
}

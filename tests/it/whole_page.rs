//! All text of a web page in place of its article: by key in the reader, and by option.

use crate::common::reader::{keys, paragraphs};
use crate::common::screen::last_row;
use byline::app::action::{Action, Mode};
use byline::app::effect::{Effect, OpenRequest};
use byline::app::state::{Origin, ReaderOptions};
use byline::app::{Event, KeyBinding, Keymap, State, update};
use byline::document::{Document, Feed, FeedItem, ItemBody, PageText};
use byline::error::SafeText;
use byline::load::{self, FileFormat, LoadOptions, RawContent};
use std::sync::Arc;

/// A sentence of prose about the `n`th day.
fn sentence(n: usize) -> String {
    format!(
        "On day {n} the keepers of the lamp, who had come from the harbour by boat, cleaned its glass and oiled the clockwork. "
    )
}

/// A page with navigation, an article of `count` paragraphs, and a list of other texts.
fn page(count: usize) -> String {
    let article: String = (0..count)
        .map(|n| format!("<p>{}</p>", sentence(n).repeat(2)))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>The lamp</title></head><body><nav><a href=/a>All about harbours</a></nav>\
         <article><h1>The lamp</h1>{article}</article><aside class=sidebar><p>Members of the club read more.</p></aside></body></html>"
    )
}

/// A page with an article, and replies to it that are longer together.
fn page_with_replies() -> String {
    let article: String = (0..4)
        .map(|n| format!("<p>{}</p>", sentence(n).repeat(3)))
        .collect();
    let replies: String = (0..12)
        .map(|n| {
            let text = sentence(100 + n).repeat(2);
            format!("<li><div><a href=/{n}>Ann {n}</a><div><p>{text}</p></div></div></li>")
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>The lamp</title></head><body><div id=story><h1>The lamp</h1>{article}</div>\
         <div id=replies><ul>{replies}</ul></div></body></html>"
    )
}

fn read(html: &str, whole_page: bool) -> Arc<Document> {
    let mut raw = RawContent::new(html.as_bytes().to_vec(), SafeText::new("example.org/lamp"));
    raw.declared_format = Some(FileFormat::Html);
    let options = LoadOptions {
        whole_page,
        ..LoadOptions::default()
    };
    Arc::new(load::parse(&raw, &options).unwrap())
}

fn reader(document: &Arc<Document>) -> State {
    State::new(Arc::clone(document), (80, 24), ReaderOptions::default())
}

fn reopen(whole_page: bool) -> Effect {
    Effect::Reopen {
        request: OpenRequest::Initial,
        whole_page,
    }
}

/// The first line of text on the screen.
fn top(state: &State) -> &str {
    let mut lines = state.reading.view.lines.iter();
    let line = lines.find(|line| !line.blank).unwrap();
    state.reading.document.slice(line.range.clone())
}

/// Protects: the option shows all text of a page, without it only the article is there.
#[test]
fn whole_page_is_loaded_on_request() {
    let [article, whole] = [false, true].map(|whole| read(&page(6), whole));
    for words in ["All about harbours", "Members of the club"] {
        assert!(!article.text().contains(words));
        assert!(whole.text().contains(words));
    }
    assert_eq!(article.meta().page_text, Some(PageText::Article));
    assert_eq!(whole.meta().page_text, Some(PageText::Whole));
    for document in [article, whole] {
        assert!(document.text().contains("On day 5 the keepers"));
        assert_eq!(document.meta().title.as_deref(), Some("The lamp"));
        assert_eq!(document.meta().notice, None);
    }
    let empty = read("<title>Lamps</title><p>Ask us.<p>Call us.", false);
    assert_eq!(empty.meta().page_text, Some(PageText::NoArticle));
}

/// Protects: the key shows all of the page and then the article again; the words on the screen stay, and reloading changes
/// nothing about it.
#[test]
fn key_shows_all_of_the_page_and_the_article_again() {
    let [article, whole] = [false, true].map(|whole| read(&page(40), whole));
    let mut state = reader(&article);
    assert_eq!(state.messages.current_notice(), None);
    keys(&mut state, "20j");
    let words = top(&state).to_owned();
    assert_eq!(keys(&mut state, "W"), [reopen(true)]);
    assert!(last_row(&state).contains("Reloading"));
    update(&mut state, Event::Loaded(Arc::clone(&whole)));
    assert_eq!(
        state.messages.current_notice(),
        Some("All of the page · W shows only its article")
    );
    assert_eq!(top(&state), words);
    assert_eq!(keys(&mut state, "r"), [reopen(true)], "r keeps it so");
    update(&mut state, Event::Loaded(Arc::clone(&whole)));
    assert_eq!(keys(&mut state, "W"), [reopen(false)]);
    update(&mut state, Event::Loaded(Arc::clone(&article)));
    assert_eq!(
        state.messages.current_notice(),
        Some("The article alone · W shows all of the page")
    );
    assert_eq!(top(&state), words);
    assert_eq!(keys(&mut state, "r"), [reopen(false)]);
}

/// Protects: where the article may lack a part a message says so, with the key that shows all of the page; a text that the
/// feed itself has is complete.
#[test]
fn uncertain_article_says_how_to_see_all() {
    let document = read(&page_with_replies(), false);
    assert_eq!(document.meta().page_text, Some(PageText::LikelyArticle));
    let notice = "This may not be the whole article";
    assert_eq!(document.meta().notice.as_deref(), Some(notice));
    let with_key = format!("{notice} · W shows all of the page");
    let mut state = reader(&document);
    assert_eq!(state.messages.current_notice(), Some(with_key.as_str()));
    update(&mut state, Event::Loaded(Arc::clone(&document)));
    assert_eq!(state.messages.current_notice(), Some(with_key.as_str()));
    let unbound = KeyBinding {
        mode: Mode::Text,
        key: "W".parse().unwrap(),
        action: None,
    };
    let options = ReaderOptions {
        keymap: Keymap::with_bindings(&[], &[unbound]),
        ..ReaderOptions::default()
    };
    assert_eq!(
        options.keymap.key_hint(Mode::Text, Action::ToggleWholePage),
        ""
    );
    let state = State::new(document, (80, 24), options);
    assert_eq!(state.messages.current_notice(), Some(notice));
    let feed = Feed {
        items: vec![FeedItem {
            title: "One".to_owned(),
            body: Some(ItemBody {
                text: page_with_replies(),
                is_html: true,
                is_complete: true,
            }),
            ..FeedItem::default()
        }],
        ..Feed::default()
    };
    let item = load::open_feed_item(&feed, 0, &LoadOptions::default(), &|_| true).unwrap();
    assert_eq!(item.meta().page_text, Some(PageText::Article));
    assert_eq!(item.meta().notice, None);
}

/// Protects: what is no page, has no article or cannot be read again says so and stays as it is.
#[test]
fn what_has_no_other_text_says_so() {
    let article = read(&page(6), false);
    let no_article = read("<title>Lamps</title><p>Ask us.<p>Call us.", false);
    for (document, origin, notice) in [
        (
            paragraphs(&["Words."]),
            Origin::Named,
            "This is not a web page: all of its text is shown",
        ),
        (
            no_article,
            Origin::Named,
            "This page has no article: all of its text is shown",
        ),
        (
            article,
            Origin::Stdin,
            "Standard input cannot be read again: start with --whole-page",
        ),
    ] {
        let options = ReaderOptions {
            origin,
            ..ReaderOptions::default()
        };
        let mut state = State::new(document, (80, 24), options);
        assert!(keys(&mut state, "W").is_empty());
        assert_eq!(state.messages.current_notice(), Some(notice));
    }
}

/// Protects: an article of a feed is loaded again as that article.
#[test]
fn article_of_a_feed_is_loaded_again() {
    let item = FeedItem {
        title: "One".to_owned(),
        url: Some("https://example.org/1".to_owned()),
        ..FeedItem::default()
    };
    let feed = Feed {
        items: vec![item.clone(), item],
        ..Feed::default()
    };
    let mut state = State::from_feed(Arc::new(feed), (80, 24), ReaderOptions::default());
    keys(&mut state, "j enter");
    update(&mut state, Event::Loaded(read(&page(6), false)));
    let request = OpenRequest::FeedItem(1);
    let whole_page = true;
    assert_eq!(
        keys(&mut state, "W"),
        [Effect::Reopen {
            request,
            whole_page
        }]
    );
}

/// Protects: in the program the key reads the file again, with the other text.
#[cfg(unix)]
#[test]
fn program_shows_all_of_a_page() {
    use crate::common::program::BYLINE;
    use crate::common::pty::{Pty, command};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lamp.html");
    std::fs::write(&file, page(6)).unwrap();
    let mut pty = Pty::start(command(&[BYLINE, file.to_str().unwrap()]));
    pty.wait_for_reader("On day 0 the keepers");
    pty.send("W");
    pty.wait_for_reader("All about harbours");
    pty.send("W");
    pty.wait_for_reader("The article alone");
    assert!(!pty.contents().contains("All about harbours"));
    pty.send("q");
    pty.ends_with(0);
}

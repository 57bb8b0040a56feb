//! The ways out of the reader: an article, keys, and what is asked of the outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/reader.rs"]
mod common;

use byline::app::action::Mode;
use byline::app::effect::{Effect, Piped};
use byline::app::layer::Layer;
use byline::app::state::Options;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder, Document, Feed, Item, Page};
use byline::{load, views};
use common::{keys, reader};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// An article that knows its page, with links of every kind.
fn linked(size: (u16, u16)) -> State {
    let mut builder = Builder::new("test");
    builder.meta_mut().page = Page::at("https://example.org/lamp?a=1");
    for (words, target) in [
        ("The first link", "https://example.org/first"),
        ("a letter box", "mailto:keeper@example.org"),
        ("no page", "javascript:alert(1)"),
        ("a secret", "https://me:secret@example.org/"),
        ("below", "https://example.org/lamp?a=1#the-keepers-beer"),
    ] {
        let start = builder.begin();
        builder.push(words);
        builder.link(start, target);
        builder.end(BlockKind::Paragraph);
    }
    for n in 0..40 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    builder.push("The keeper’s beer");
    builder.end(BlockKind::Heading(2));
    for n in 0..40 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    State::new(Arc::new(builder.finish()), size, Options::default())
}

fn page(address: &str) -> Effect {
    Effect::Browse(Page::at(address).unwrap())
}

/// The letters of the link with `words`.
fn letters(state: &State, words: &str) -> String {
    let Some(Layer::Hints(hints)) = state.layers.last() else {
        panic!("no letters");
    };
    let hint = hints
        .links
        .iter()
        .find(|hint| state.document.slice(hint.range.clone()) == words);
    let letters = hint.map(|hint| hint.letters.clone()).unwrap();
    let letters: Vec<String> = letters.chars().map(String::from).collect();
    letters.join(" ")
}

/// The row of the screen at `y` as it is drawn; from the end if below zero.
fn row(state: &State, y: i32) -> String {
    let (width, height) = state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    let y = if y < 0 { i32::from(height) + y } else { y };
    (0..width)
        .map(|x| buffer[(x, y as u16)].symbol().to_owned())
        .collect()
}

/// Protects: o opens the article's own page, and says so where there is none.
#[test]
fn the_articles_page_is_opened() {
    let mut state = linked((80, 24));
    assert_eq!(
        keys(&mut state, "o"),
        [page("https://example.org/lamp?a=1")]
    );
    let mut state = reader((80, 24));
    assert!(keys(&mut state, "o").is_empty());
    assert!(state.notice.unwrap().contains("no page"));
}

/// Protects: in a list it is that of the chosen article.
#[test]
fn the_page_of_a_row_is_opened() {
    let item = |address: Option<&str>| Item {
        title: "An article".to_owned(),
        address: address.map(str::to_owned),
        ..Item::default()
    };
    let items = vec![
        item(Some("https://example.org/1")),
        item(Some("https://example.org/2")),
        item(None),
    ];
    let feed = Feed {
        items,
        ..Feed::default()
    };
    let mut state = State::choosing(Arc::new(feed), (80, 24), Options::default());
    assert_eq!(keys(&mut state, "j o"), [page("https://example.org/2")]);
    assert!(keys(&mut state, "j o").is_empty());
    assert!(state.notice.is_some());
}

/// Protects: every link that can be opened bears letters, which open it; nothing else does.
#[test]
fn letters_open_links() {
    let mut state = linked((80, 24));
    keys(&mut state, "F");
    let Some(Layer::Hints(hints)) = state.layers.last() else {
        panic!("no letters");
    };
    assert_eq!(hints.links.len(), 4, "what is no page bears none");
    let typed = letters(&state, "The first link");
    assert!(row(&state, 1).starts_with(&format!(" {}he first link", typed.trim())));
    assert_eq!(
        keys(&mut state, &typed),
        [page("https://example.org/first")]
    );
    assert_eq!(state.mode(), Mode::Text);
    keys(&mut state, "F");
    let typed = letters(&state, "a letter box");
    assert_eq!(
        keys(&mut state, &typed),
        [page("mailto:keeper@example.org")]
    );
    keys(&mut state, "F");
    let typed = letters(&state, "The first link");
    assert_eq!(
        keys(&mut state, &typed.to_uppercase()),
        [page("https://example.org/first")]
    );
}

/// Protects: the key that brought the letters takes them away; it opens nothing, whatever link bears its letter.
#[test]
fn the_same_key_takes_the_letters_away() {
    let mut state = linked((80, 24));
    keys(&mut state, "F");
    assert_eq!(letters(&state, "a letter box").trim(), "f");
    assert!(keys(&mut state, "F").is_empty());
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: a link to a heading of this very article leads there, and Backspace comes back.
#[test]
fn a_link_within_the_article_jumps() {
    let mut state = linked((80, 24));
    let before = state.visible();
    keys(&mut state, "F");
    let typed = letters(&state, "below");
    assert!(keys(&mut state, &typed).is_empty());
    let top = state
        .page
        .iter()
        .find(|line| !line.gap)
        .unwrap()
        .range
        .clone();
    assert_eq!(state.document.slice(top), "The keeper’s beer");
    keys(&mut state, "backspace");
    assert_eq!(state.visible(), before);
}

/// Protects: letters that no link bears change nothing, Backspace takes one back, Esc leaves.
#[test]
fn letters_can_be_taken_back() {
    let mut builder = Builder::new("test");
    for n in 0..30 {
        let start = builder.begin();
        builder.push("link");
        builder.link(start, format!("https://example.org/{n}"));
        builder.end(BlockKind::Item {
            marker: "•".to_owned(),
            depth: 0,
        });
    }
    let mut state = State::new(Arc::new(builder.finish()), (80, 40), Options::default());
    keys(&mut state, "F");
    let Some(Layer::Hints(hints)) = state.layers.last() else {
        panic!("no letters");
    };
    assert!(row(&state, -1).contains("30 links"));
    let long = hints
        .links
        .iter()
        .find(|hint| hint.letters.len() == 2)
        .unwrap()
        .clone();
    let (first, second) = long.letters.split_at(1);
    assert!(keys(&mut state, first).is_empty());
    assert!(row(&state, -1).contains(&format!("{first}… ")));
    keys(&mut state, "backspace z");
    assert!(state.notice.as_ref().unwrap().contains("no link bears z"));
    // In small that is two characters.
    keys(&mut state, "İ");
    assert_eq!(state.mode(), Mode::Hints);
    keys(&mut state, first);
    assert_eq!(keys(&mut state, second), [Effect::Browse(long.page)]);
    keys(&mut state, "F");
    assert!(keys(&mut state, "esc").is_empty());
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: where a link leads is told before it is opened, without what it keeps secret; where none is, that is told.
#[test]
fn where_a_link_leads_is_told() {
    let mut builder = Builder::new("test");
    let start = builder.begin();
    builder.push("a secret");
    builder.link(start, "https://me:secret@example.org/\u{202e}x");
    builder.end(BlockKind::Paragraph);
    for n in 0..40 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
    let mut state = State::new(Arc::new(builder.finish()), (80, 24), Options::default());
    keys(&mut state, "F");
    let status = row(&state, -1);
    assert!(status.contains("https://example.org/\u{fffd}x"), "{status}");
    keys(&mut state, "esc G F");
    assert_eq!(state.notice.as_deref(), Some("no link on the screen"));
    let mut state = State::new(Arc::<Document>::default(), (80, 24), Options::default());
    keys(&mut state, "F");
    assert_eq!(state.notice.as_deref(), Some("no link in this article"));
}

/// Protects: an article knows its page: where it came from, what a file says of itself, or the file if it is a page.
#[test]
fn an_article_knows_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let source = load::named(path.clone());
        let document = load::open(&source, &load::Options::default()).unwrap();
        (document.meta().page.clone(), Page::of_file(&path))
    };
    let words = "A lamp is lit by Norwegian time. ".repeat(30);
    let html = |head: &str| format!("<html><head>{head}</head><body><p>{words}</p></body></html>");
    let (page, file) = read("a.html", &html(""));
    assert!(page.is_some() && page == file);
    let own = "<link rel=canonical href=https://example.org/lamp>";
    let (page, _) = read("b.html", &html(own));
    assert_eq!(page, Page::at("https://example.org/lamp"));
    let hostile = "<link rel=canonical href=\"javascript:alert(1)\">";
    let (page, file) = read("c.html", &html(hostile));
    assert_eq!(page, file);
    let (page, _) = read("d.txt", &words);
    assert_eq!(page, None);
    let feed = format!(
        "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Lamps</title><item><title>One</title><link>https://example.org/1</link>\
         <content:encoded>{words}</content:encoded></item></channel></rss>"
    );
    let path = folder.path().join("feed.xml");
    std::fs::write(&path, feed).unwrap();
    let options = load::Options::default();
    let Ok(load::Found::Feed(feed)) = load::find(&load::named(path), &options, &|_| true) else {
        panic!("no feed");
    };
    let document = load::item(&feed, 0, &options, &|_| true).unwrap();
    assert_eq!(document.meta().page, Page::at("https://example.org/1"));
}

/// Protects: in a lens, and without a panel, letters stand on the links that show.
#[test]
fn letters_stand_in_a_lens() {
    for size in [(100, 24), (30, 6)] {
        let mut state = reader(size);
        common::select(&mut state, "Kenya");
        keys(&mut state, "& F");
        let Some(Layer::Hints(hints)) = state.layers.last() else {
            panic!("no letters");
        };
        assert!(!hints.links.is_empty());
        let meant = hints.links[0].page.clone();
        let typed = hints.links[0].letters.clone();
        assert_eq!(keys(&mut state, &typed), [Effect::Browse(meant)]);
    }
}

/// Protects: the whole article goes to a command, and the question says so.
#[test]
fn the_article_is_given_to_a_command() {
    let mut state = linked((80, 24));
    keys(&mut state, "|");
    let Some(Layer::Prompt(prompt)) = state.layers.last() else {
        panic!("no question");
    };
    assert_eq!(prompt.title(), "Give to a command: the article, 414 words");
    let effects = keys(&mut state, "w c space - w enter");
    let [
        Effect::Pipe(Piped {
            command,
            text,
            what,
        }),
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (command.as_str(), what.as_str()),
        ("wc -w", "the article, 414 words")
    );
    assert!(text.starts_with("The first link\n\na letter box\n\n"));
    assert!(text.ends_with("Paragraph 39 has no link.\n"));
    assert_eq!(state.mode(), Mode::Text);
    assert!(
        keys(&mut state, "| enter").is_empty(),
        "no command, no effect"
    );
    assert!(keys(&mut state, "| w c esc").is_empty());
    assert_eq!(state.mode(), Mode::Text);
}

/// Protects: of what is taken only that is given, and it stays taken.
#[test]
fn what_is_taken_is_given_to_a_command() {
    let mut state = linked((80, 24));
    keys(&mut state, "v v l |");
    let Some(Layer::Prompt(prompt)) = state.layers.last() else {
        panic!("no question");
    };
    assert_eq!(prompt.title(), "Give to a command: what is taken, 2 words");
    let effects = keys(&mut state, "c a t enter");
    let [Effect::Pipe(piped)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(piped.text, "The first\n");
    assert_eq!(state.mode(), Mode::Stretch);
}

/// Protects: commands come back with ↑, each once, and what was being typed with ↓.
#[test]
fn commands_are_remembered() {
    let mut state = linked((80, 24));
    keys(&mut state, "| a enter | b enter | a enter | n e w up");
    let typed = |state: &State| match state.layers.last() {
        Some(Layer::Prompt(prompt)) => prompt.typed.text().to_owned(),
        _ => panic!("no question"),
    };
    assert_eq!(typed(&state), "a");
    keys(&mut state, "up");
    assert_eq!(typed(&state), "b");
    keys(&mut state, "up down down");
    assert_eq!(typed(&state), "new");
    keys(&mut state, "tab");
    assert_eq!(state.mode(), Mode::Prompt, "Tab means nothing here");
}

/// Protects: what is said of a way out is shown, until the next key.
#[test]
fn what_became_of_it_is_told() {
    let mut state = linked((80, 24));
    update(&mut state, Event::Done("opened it".to_owned()));
    assert!(row(&state, -1).contains("opened it"));
    keys(&mut state, "j");
    assert_eq!(state.notice, None);
}

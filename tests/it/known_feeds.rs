//! The feeds that were opened before: the list of them, and what is new in each.

use crate::common::program::{BYLINE, byline};
use crate::common::pty::{self, Pty};
use crate::common::reader::keys;
use crate::common::screen::{last_row, screen};
use crate::common::server::{Server, answer, path};
use byline::app::action::Mode;
use byline::app::effect::{Effect, OpenRequest};
use byline::app::state::{MainView, Origin, ReaderOptions};
use byline::app::{Event, State, update};
use byline::document::{Feed, FeedItem};
use byline::load::{self, Content, KnownFeed, LoadOptions, Source};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A feed with this title and articles.
fn rss(title: &str, articles: &[&str]) -> String {
    let items: String = articles
        .iter()
        .map(|article| {
            format!(
                "<item><title>{article}</title><link>https://example.org/{article}</link></item>"
            )
        })
        .collect();
    format!("<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>")
}

/// What is known of a feed at `source` that had these articles.
fn known(source: &str, articles: &[&str]) -> KnownFeed {
    let fingerprint = |article: &&str| {
        let url = Some(format!("https://example.org/{article}"));
        let item = FeedItem {
            url,
            ..FeedItem::default()
        };
        item.fingerprint()
    };
    KnownFeed {
        source: source.to_owned(),
        title: format!("Feed {source}"),
        opened: "yesterday".to_owned(),
        seen: articles.iter().map(fingerprint).collect(),
    }
}

/// Protects: the list is made without a network; when it is asked for, each feed is fetched once and its row says what is new
/// or why it cannot be fetched; those with new articles come first, the others keep their order.
#[test]
fn what_is_new_is_fetched_only_on_request() {
    let server = Server::start(|request, out| match path(request) {
        "/old" => answer(out, "200 OK", "", rss("Old", &["a", "b"]).as_bytes()),
        "/new" => answer(
            out,
            "200 OK",
            "",
            rss("New", &["e", "d", "c", "b", "a"]).as_bytes(),
        ),
        "/page" => answer(out, "200 OK", "Content-Type: text/plain\r\n", b"Words."),
        _ => answer(out, "404 Not Found", "", b""),
    });
    let feeds: Vec<KnownFeed> = ["/gone", "/old", "/new", "/page"]
        .map(|path| known(&server.at(path), &["a", "b"]))
        .to_vec();
    let list = load::list_feeds(&feeds);
    assert!(list.lists_feeds() && list.items.len() == 4);
    assert!(server.requests().is_empty(), "nothing is fetched");
    let source = Source::Feeds(feeds.clone());
    let options = LoadOptions::default();
    let Ok(Content::Feed(checked)) = load::open_content(&source, &options, &|_| true) else {
        panic!("a list");
    };
    assert_eq!(server.requests().len(), 4);
    let rows: Vec<(&str, bool)> = checked
        .items
        .iter()
        .map(|item| (item.lead.as_str(), item.is_new))
        .collect();
    assert_eq!(rows[0], ("3 new: e · d · c", true));
    assert!(rows[1].0.contains("returned 404 Not Found"), "{rows:?}");
    assert_eq!(rows[2], ("Nothing new", false));
    assert_eq!(rows[3], ("This is no longer a feed", false));
    assert_eq!(checked.items[0].title, "New");
    assert_eq!(checked.items[0].url.as_ref(), Some(&feeds[2].source));
    let cancelled = load::open_content(&source, &options, &|_| false).unwrap_err();
    assert!(cancelled.to_string().contains("cancelled"), "{cancelled}");
}

/// Protects: what a stored title or source holds cannot act on the terminal.
#[test]
fn stored_names_are_made_safe() {
    let mut feed = known("https://example.org/\u{1b}]0;x\u{7}", &[]);
    feed.title = "\u{1b}[2JNews\u{202e}".to_owned();
    let list = load::list_feeds(&[feed]);
    let item = &list.items[0];
    let shown = format!("{} {}", item.title, item.url.as_ref().unwrap());
    assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'));
}

fn list_of_feeds() -> State {
    let feeds = [
        known("https://example.org/1", &[]),
        known("/feeds/2.xml", &[]),
    ];
    let list = Arc::new(load::list_feeds(&feeds));
    let options = ReaderOptions {
        origin: Origin::Feeds,
        ..ReaderOptions::default()
    };
    State::from_feed(list, (80, 24), options)
}

/// Protects: a feed of the list opens as a list of its own, from which `q` and Backspace come back; its row then says that it
/// was opened. The key that reloads asks for what is new, and the rows follow.
#[test]
fn a_feed_opens_from_the_list_and_comes_back() {
    let mut state = list_of_feeds();
    assert!(last_row(&state).contains("r what is new"));
    let shown = screen(&state);
    assert!(shown.contains("Your feeds  2 feeds"), "{shown}");
    let request = OpenRequest::Other(Some("/feeds/2.xml".to_owned()));
    assert_eq!(keys(&mut state, "j enter"), [Effect::Open(request)]);
    let item = |n: usize| FeedItem {
        title: format!("Article {n}"),
        is_new: n == 0,
        ..FeedItem::default()
    };
    let feed = Arc::new(Feed {
        title: "Second".to_owned(),
        items: (0..3).map(item).collect(),
        ..Feed::default()
    });
    update(&mut state, Event::FeedLoaded(Arc::clone(&feed)));
    let shown = screen(&state);
    assert!(shown.contains("Second  3 articles"), "{shown}");
    assert_eq!(shown.matches("new").count(), 1, "{shown}");
    assert!(last_row(&state).contains("q back"));
    for key in ["q", "backspace"] {
        let effects = keys(&mut state, key);
        assert!(
            matches!(&effects[..], [Effect::ShowPage(_), Effect::KeepPage(_)]),
            "{effects:?}"
        );
        let list = state.session.feed_list.as_ref().unwrap();
        assert!(list.feed.lists_feeds());
        assert_eq!(list.list.chosen, 1);
        assert_eq!(list.feed.items[1].lead, "Opened just now");
        keys(&mut state, "\\");
        assert_eq!(state.session.feed_list.as_ref().unwrap().feed, feed);
    }
    keys(&mut state, "q");
    assert_eq!(keys(&mut state, "r"), [Effect::Open(OpenRequest::Initial)]);
    let mut checked = load::list_feeds(&[known("/feeds/2.xml", &[])]);
    assert!(!screen(&state).contains("New articles"));
    checked.items[0].lead = "1 new: Storm".to_owned();
    checked.items[0].is_new = true;
    update(&mut state, Event::FeedLoaded(Arc::new(checked)));
    assert!(screen(&state).contains("1 new: Storm"));
    assert_eq!(
        state.messages.current_notice(),
        Some("New articles in 1 of 1 feeds")
    );
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

/// Protects: the feeds of an OPML file open as lists, too.
#[test]
fn the_feeds_of_an_opml_file_open_as_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.opml");
    let opml = "<opml version='2.0'><head><title>Mine</title></head><body>\
                <outline text='One' xmlUrl='https://example.org/rss'/></body></opml>";
    std::fs::write(&path, opml).unwrap();
    let options = LoadOptions::default();
    let Ok(Content::Feed(list)) = load::open_content(&Source::Path(path), &options, &|_| true)
    else {
        panic!("no list");
    };
    let mut state = State::from_feed(Arc::new(list), (80, 24), ReaderOptions::default());
    assert!(screen(&state).contains("Mine  1 feed"));
    let request = OpenRequest::Other(Some("https://example.org/rss".to_owned()));
    assert_eq!(keys(&mut state, "enter"), [Effect::Open(request)]);
    assert_eq!(state.main_view(), MainView::FeedList);
}

/// Protects: `/` searches the list of a feed as other lists are searched; the article that is chosen opens and is the chosen
/// one of the list, and Esc comes back to the list as it was.
#[test]
fn the_list_of_a_feed_is_searched() {
    let item = |title: &str| FeedItem {
        title: title.to_owned(),
        date: Some("2026-11-25".to_owned()),
        ..FeedItem::default()
    };
    let feed = Feed {
        title: "News".to_owned(),
        items: ["Storm", "Quiet", "The quays", "Rain"].map(item).to_vec(),
        ..Feed::default()
    };
    let mut state = State::from_feed(Arc::new(feed), (80, 24), ReaderOptions::default());
    assert!(keys(&mut state, "j / q u").is_empty());
    assert_eq!(state.mode(), Mode::Picker);
    let shown = screen(&state);
    assert!(shown.contains("2 of 4"), "{shown}");
    assert!(keys(&mut state, "esc").is_empty());
    assert_eq!(state.mode(), Mode::FeedList);
    assert_eq!(state.session.feed_list.as_ref().unwrap().list.chosen, 1);
    let opened = keys(&mut state, "/ q u a y enter");
    assert_eq!(opened, [Effect::Open(OpenRequest::FeedItem(2))]);
    assert_eq!(state.mode(), Mode::FeedList);
    assert_eq!(state.session.feed_list.as_ref().unwrap().list.chosen, 2);
    assert_eq!(
        state.session.loading.as_ref().unwrap().status_text(),
        "Opening The quays"
    );
}

/// The program, run without a terminal.
fn run(home: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = byline();
    command.args(arguments).env("XDG_STATE_HOME", home);
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Protects: a feed that was opened in the reader is listed by `byline feeds`, which fetches nothing before it is asked to, and
/// then says what is new; in the feed the new articles are marked. A pipe gets the list, and feeds can be forgotten.
#[test]
fn opened_feeds_are_remembered() {
    let count = Arc::new(AtomicUsize::new(1));
    let published = Arc::clone(&count);
    let server = Server::start(move |_, out| {
        let articles = &["Storm", "Quiet"][2 - published.load(Relaxed)..];
        answer(out, "200 OK", "", rss("The Skerry", articles).as_bytes())
    });
    let home = tempfile::tempdir().unwrap();
    let url = server.at("/feed");
    let start = |arguments: &[&str]| {
        let mut command = pty::command(&[&[BYLINE], arguments].concat());
        command.env("XDG_STATE_HOME", home.path());
        Pty::start(command)
    };
    let pty = start(&["feeds"]);
    pty.wait_for_shell("no feeds yet");
    pty.ends_with(0);
    let mut pty = start(&["--no-history", &url]);
    pty.wait_for_reader("The Skerry  1 article");
    pty.send("q");
    pty.ends_with(0);
    assert_eq!(run(home.path(), &["feeds"]).1, "");
    let mut pty = start(&[&url]);
    pty.wait_for_reader("The Skerry  1 article");
    assert!(!pty.contents().contains("new"), "{}", pty.contents());
    pty.send("q");
    pty.ends_with(0);
    let (code, list, _) = run(home.path(), &["feeds"]);
    assert_eq!(code, Some(0));
    let fields: Vec<&str> = list.trim_end().split('\t').collect();
    assert_eq!(fields[1..], ["The Skerry", url.as_str()], "{list}");
    count.store(2, Relaxed);
    let before = server.requests().len();
    let mut pty = start(&["feeds"]);
    pty.wait_for_reader("Not checked for new articles yet");
    assert_eq!(server.requests().len(), before, "not on its own");
    pty.send("r");
    pty.wait_for_reader("1 new: Storm");
    pty.send("\r");
    pty.wait_for_reader("The Skerry  2 articles");
    let rows = pty.contents();
    let row = rows.lines().find(|row| row.contains("Storm")).unwrap();
    assert!(row.trim_end().ends_with("new"), "{rows}");
    pty.send("q");
    pty.wait_for_reader("Opened just now");
    pty.send("r");
    pty.wait_for_reader("Nothing new");
    pty.send("q");
    pty.ends_with(0);
    let (code, _, error) = run(home.path(), &["feeds", "--forget", "https://example.org/x"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("is not among your feeds"), "{error}");
    let (code, said, _) = run(home.path(), &["feeds", "--forget", &url]);
    assert_eq!((code, said.starts_with("forgot ")), (Some(0), true));
    assert_eq!(run(home.path(), &["feeds"]).1, "");
    let mut pty = start(&[&url]);
    pty.wait_for_reader("The Skerry  2 articles");
    pty.send("q");
    pty.ends_with(0);
    run(home.path(), &["history", "--clear"]);
    assert_eq!(run(home.path(), &["feeds"]).1, "");
}

/// Protects: a file that is called like the command can be read, and the message of a wrong order says how.
#[test]
fn a_file_called_feeds_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("feeds"), "Words about Portugal.\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = byline();
        command.args(arguments).current_dir(folder.path());
        command.env("XDG_STATE_HOME", folder.path().join("state"));
        let output = command.output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(text).unwrap())
    };
    assert_eq!(run(&["feeds"]), (Some(0), String::new()));
    let (code, text) = run(&["./feeds"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("about *Portugal*"), "{text}");
    let (code, text) = run(&["--plain", "feeds"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("write ./feeds"), "{text}");
}

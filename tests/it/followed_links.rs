//! Links followed in the reader: where they open, and going back and forward among the pages.

#[cfg(unix)]
mod program;

use crate::common::reader::{analysed, article, keys, paragraphs, reader, reader_with};
use crate::common::screen::{cell_of_words, last_row, screen};
use byline::app::action::Mode;
use byline::app::effect::{Effect, OpenRequest};
use byline::app::overlays::Overlay;
use byline::app::reading::history::RestoredHistory;
use byline::app::state::{MainView, ReaderOptions};
use byline::app::visited::PageId;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, BrowseTarget, Builder, Document, Feed, FeedItem};
use byline::options::{LinkOpening, ReadingOptions};
use std::fmt::Write as _;
use std::sync::Arc;

/// The effect of following a link to `address` in the reader.
fn read(address: &str) -> Effect {
    Effect::Open(OpenRequest::Other(Some(address.to_owned())))
}

fn browse(address: &str) -> Effect {
    Effect::OpenInBrowser(BrowseTarget::from_url(address).unwrap())
}

/// The n-th number that pages get when they are left, from 1.
fn page_id(n: usize) -> PageId {
    (0..n).fold(PageId::default(), |id, _| id.next())
}

/// An article with a paragraph for each of these links, called "link 0" and so on.
fn article_with_links(targets: &[&str]) -> Arc<Document> {
    let mut builder = Builder::new("test");
    for (n, target) in targets.iter().enumerate() {
        let start = builder.begin();
        builder.push(&format!("link {n}"));
        builder.add_link(start, *target);
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

fn reader_of(document: Arc<Document>, links: LinkOpening) -> State {
    let reading = ReadingOptions {
        links,
        ..ReadingOptions::default()
    };
    let options = ReaderOptions {
        reading,
        ..ReaderOptions::default()
    };
    State::new(document, (80, 24), options)
}

/// The keys that open the n-th link, with those in `before` pressed first.
fn follow_with(state: &mut State, before: &str, n: usize) -> Vec<Effect> {
    keys(state, &format!("F {before}"));
    let Some(Overlay::LinkHints(hints)) = state.top_overlay() else {
        panic!("no link hints");
    };
    let letters: Vec<String> = hints.links[n].label.chars().map(String::from).collect();
    keys(state, &letters.join(" "))
}

fn follow(state: &mut State, n: usize) -> Vec<Effect> {
    follow_with(state, "", n)
}

fn click(state: &mut State, words: &str) -> Vec<Effect> {
    let (x, y) = cell_of_words(state, words);
    [MouseEventKind::Press, MouseEventKind::Release]
        .into_iter()
        .flat_map(|kind| update(state, Event::Mouse(MouseEvent { x, y, kind })))
        .collect()
}

/// Another article with as many paragraphs, each of which says its number and `word`.
fn long_article(word: &str, count: usize) -> Arc<Document> {
    let texts: Vec<String> = (0..count).map(|n| format!("{word} {n} is here.")).collect();
    paragraphs(&texts)
}

/// Follows the first link on the screen, and what it leads to arrives. Returns the effects of the arrival.
fn open_page(state: &mut State, document: Arc<Document>) -> Vec<Effect> {
    let effects = follow(state, 0);
    assert!(matches!(&effects[..], [Effect::Open(_)]), "{effects:?}");
    update(state, Event::Loaded(document))
}

fn text(state: &State) -> &str {
    state.reading.document.text()
}

/// Protects: pages open in the reader, by letters, with Enter, from a selection and by a click; what can be no article opens in
/// the browser, and so does everything with one more key or with the option; local files open in the reader in any case.
#[test]
fn links_open_where_they_should() {
    let page = "https://example.org/news/storm.html?a=1.png";
    let targets = [
        page,
        "HTTPS://example.org/Photo.JPG?w=800#x",
        "mailto:keeper@example.org",
        "https://example.org/book.epub",
        "https://example.jpg",
        "file:///home/ann/50%25%20off.md#prices",
    ];
    let article = article_with_links(&targets);
    let mut state = reader_of(Arc::clone(&article), LinkOpening::Reader);
    assert_eq!(follow(&mut state, 0), [read(page)]);
    assert_eq!(follow(&mut state, 1), [browse(targets[1])]);
    assert_eq!(follow(&mut state, 2), [browse(targets[2])]);
    assert_eq!(follow(&mut state, 3), [read(targets[3])]);
    assert_eq!(follow(&mut state, 4), [read(targets[4])]);
    let file = "file:///home/ann/50%25%20off.md";
    assert_eq!(follow(&mut state, 5), [read(file)]);
    assert_eq!(click(&mut state, "link 0"), [read(page)]);
    assert_eq!(keys(&mut state, "v enter"), [read(page)]);
    assert_eq!(state.mode(), Mode::Text);
    assert_eq!(follow_with(&mut state, "o", 0), [browse(page)]);
    assert_eq!(follow_with(&mut state, "o", 5), [read(file)]);
    assert_eq!(follow_with(&mut state, "o o", 0), [read(page)]);
    let mut state = reader_of(article, LinkOpening::Browser);
    assert_eq!(follow(&mut state, 0), [browse(page)]);
    assert_eq!(click(&mut state, "link 0"), [browse(page)]);
    assert_eq!(keys(&mut state, "v enter"), [browse(page)]);
    assert_eq!(follow_with(&mut state, "o", 0), [read(page)]);
    assert_eq!(follow(&mut state, 5), [read(file)]);
    let mut state = reader_of(article_with_links(&[page]), LinkOpening::Reader);
    assert_eq!(keys(&mut state, "F enter"), [read(page)]);
    assert_eq!(keys(&mut state, "F o enter"), [browse(page)]);
}

/// Protects: Enter opens a link only if it is clear which; where there is none, a selection says so and stays.
#[test]
fn enter_needs_a_single_link() {
    let targets = ["https://example.org/1", "https://example.org/2"];
    let mut state = reader_of(article_with_links(&targets), LinkOpening::Reader);
    assert!(keys(&mut state, "F enter").is_empty());
    assert_eq!(state.mode(), Mode::LinkHints);
    let mut state = reader_of(long_article("Word", 3), LinkOpening::Reader);
    assert!(keys(&mut state, "v enter").is_empty());
    assert_eq!(state.mode(), Mode::Selection);
    assert_eq!(state.messages.current_notice(), Some("No link here"));
}

/// Protects: while a page is loaded the article stays, and the status line names the page without its password; Esc stops it,
/// and a page that fails is a message: in both cases nothing else has changed.
#[test]
fn the_article_stays_until_the_page_is_there() {
    let link = "https://me:secret@example.org/storm";
    let mut state = reader_of(article_with_links(&[link]), LinkOpening::Reader);
    let before = Arc::clone(&state.reading.document);
    assert_eq!(follow(&mut state, 0), [read(link)]);
    update(&mut state, Event::LoadProgress(3000));
    let status = last_row(&state);
    assert!(
        status.contains("Opening https://example.org/storm (3 KB so far)"),
        "{status}"
    );
    assert_eq!(keys(&mut state, "esc"), [Effect::CancelOpen]);
    assert_eq!(state.reading.document, before);
    follow(&mut state, 0);
    let sentence = "example.org/storm returned 404 Not Found; check the address";
    assert!(update(&mut state, Event::LoadFailed(sentence.to_owned())).is_empty());
    assert_eq!(state.reading.document, before);
    let shown = screen(&state);
    assert!(
        shown.contains("Could not open") && shown.contains("404 Not"),
        "{shown}"
    );
    keys(&mut state, "esc");
    keys(&mut state, "backspace");
    assert_eq!(
        state.messages.current_notice(),
        Some("No jump to go back to"),
        "a page that did not open is no page to go back to"
    );
}

/// The reader on the article of the other tests, moved, with a name selected, a search, a bookmark, a mark in the panel, and
/// its own panel.
fn well_used_reader() -> State {
    let mut state = reader((100, 24));
    keys(
        &mut state,
        "5j . * n m q tab j space tab / s y r i a enter n e 3j",
    );
    state
}

/// What of `state` must be as before.
fn fingerprint(state: &State) -> String {
    let reading = &state.reading;
    let mut found = format!("{:?} {:?}", reading.visible_range(), reading.selected);
    let rest = (
        reading.current,
        &reading.marked,
        &reading.history.bookmarks,
        state.screen.layout_options,
        state.screen.focus,
    );
    write!(found, " {rest:?} {:?}", reading.search.active.is_some()).unwrap();
    found
}

/// Protects: Backspace goes back along the jumps in an article first, then to the article before, where all is as it was left:
/// place, selection, current mention, search, bookmarks, panel. The forward key returns.
#[test]
fn back_and_forward_keep_the_place() {
    let mut state = well_used_reader();
    let before = fingerprint(&state);
    let first = Arc::clone(&state.reading.document);
    let second = article_with_links(&["https://example.org/more"]);
    let effects = open_page(&mut state, Arc::clone(&second));
    assert_eq!(effects, [Effect::KeepPage(page_id(1))]);
    assert_eq!(text(&state), second.text());
    assert!(state.reading.selected.is_none() && state.reading.search.active.is_none());
    // The panel stays as it is when a page opens, and is open again in the first article.
    keys(&mut state, "e");
    let third = long_article("Third", 100);
    open_page(&mut state, Arc::clone(&third));
    keys(&mut state, "5j G");
    let low = state.reading.visible_range();
    keys(&mut state, "backspace");
    assert_eq!(text(&state), third.text(), "first the jump in the article");
    assert_ne!(state.reading.visible_range(), low);
    let place = state.reading.visible_range();
    let effects = keys(&mut state, "backspace");
    assert!(
        matches!(
            &effects[..],
            [
                Effect::SavePosition(saved),
                Effect::ShowPage(shown),
                Effect::KeepPage(kept),
            ] if saved.document == third && *shown == page_id(2) && *kept == page_id(3)
        ),
        "{effects:?}"
    );
    assert_eq!(text(&state), second.text());
    keys(&mut state, "backspace");
    assert_eq!(text(&state), first.text());
    // The jumps of the first article come next.
    assert_eq!(fingerprint(&state), before);
    assert!(last_row(&state).contains("\\ goes forward again"));
    keys(&mut state, "\\");
    assert_eq!(text(&state), second.text());
    keys(&mut state, "\\");
    assert_eq!(text(&state), third.text());
    assert_eq!(state.reading.visible_range(), place);
    keys(&mut state, "\\");
    assert_eq!(state.reading.visible_range(), low, "forward in the article");
    keys(&mut state, "\\");
    assert_eq!(
        state.messages.current_notice(),
        Some("No jump to go forward to")
    );
}

/// Protects: a page that is opened after going back takes the place of what could be gone forward to.
#[test]
fn a_new_page_ends_what_was_forward() {
    let links = article_with_links(&["https://example.org/1"]);
    let mut state = reader_of(Arc::clone(&links), LinkOpening::Reader);
    open_page(&mut state, long_article("Second", 9));
    keys(&mut state, "backspace");
    let effects = open_page(&mut state, long_article("Other", 9));
    assert_eq!(
        effects,
        [Effect::ForgetPage(page_id(2)), Effect::KeepPage(page_id(3))]
    );
    keys(&mut state, "\\");
    assert!(text(&state).starts_with("Other"));
    keys(&mut state, "backspace");
    assert_eq!(text(&state), links.text());
}

/// Protects: the window may have been resized and another order of the panel chosen meanwhile.
#[test]
fn a_page_fits_the_screen_and_the_order_of_now() {
    let mut state = well_used_reader();
    open_page(&mut state, long_article("Second", 50));
    update(
        &mut state,
        Event::Resize {
            width: 60,
            height: 12,
        },
    );
    keys(&mut state, "s s");
    keys(&mut state, "backspace");
    assert_eq!(
        (state.screen.size.columns, state.screen.size.rows),
        (60, 12)
    );
    assert!(state.reading.view.lines.len() <= 12);
    let mut by_name = reader((100, 24));
    let before = by_name.reading.panel.people.rows.clone();
    keys(&mut by_name, "s s");
    let rows = &state.reading.panel.people.rows;
    assert_eq!(rows, &by_name.reading.panel.people.rows);
    assert_ne!(rows, &before);
}

/// What the history knows of an article that was read up to the byte `offset`.
fn read_before(offset: usize) -> Event {
    Event::HistoryLoaded(RestoredHistory {
        offset,
        percent: 50,
        last_read: "yesterday".to_owned(),
        ..RestoredHistory::default()
    })
}

/// Protects: a link to a place in another page goes there, also if that was read before; one to a place that is not there, to
/// its start.
#[test]
fn a_fragment_leads_to_its_place() {
    let page = || {
        let mut builder = Builder::new("page");
        for n in 0..80 {
            if n == 40 {
                builder.add_place("notes");
                builder.push("The keeper’s notes");
                builder.end(BlockKind::Heading(2));
            }
            builder.push(&format!("Paragraph {n}."));
            builder.end(BlockKind::Paragraph);
        }
        Arc::new(builder.finish())
    };
    for (fragment, top) in [
        ("#notes", "The keeper’s notes"),
        ("#the-keepers-notes", "The keeper’s notes"),
        ("#gone", "Paragraph 0."),
        ("#", "Paragraph 0."),
    ] {
        let link = format!("https://example.org/page{fragment}");
        let mut state = reader_of(article_with_links(&[&link]), LinkOpening::Reader);
        assert_eq!(follow(&mut state, 0), [read("https://example.org/page")]);
        update(&mut state, Event::Loaded(page()));
        if fragment.starts_with("#n") {
            update(&mut state, read_before(900));
        }
        let visible = state.reading.document.slice(state.reading.visible_range());
        assert!(visible.starts_with(top), "{fragment}: {visible}");
    }
}

/// Protects: a link in an article of a feed, and a link to a feed, can be come back from: the list with its article, or the
/// article. From the list of a feed, Backspace goes back to the page that led there.
#[test]
fn feeds_are_pages_too() {
    let item = |title: &str| FeedItem {
        title: title.to_owned(),
        url: Some(format!("https://example.org/{title}")),
        ..FeedItem::default()
    };
    let feed = Arc::new(Feed {
        title: "News".to_owned(),
        items: ["one", "two"].map(item).to_vec(),
        ..Feed::default()
    });
    let links = article_with_links(&["https://example.org/feed"]);
    let mut state = reader_of(Arc::clone(&links), LinkOpening::Reader);
    follow(&mut state, 0);
    let effects = update(&mut state, Event::FeedLoaded(Arc::clone(&feed)));
    assert_eq!(effects, [Effect::KeepPage(page_id(1))]);
    assert_eq!(state.main_view(), MainView::FeedList);
    assert_eq!(
        keys(&mut state, "j enter"),
        [Effect::Open(OpenRequest::FeedItem(1))]
    );
    update(&mut state, Event::Loaded(Arc::clone(&links)));
    open_page(&mut state, long_article("Far", 9));
    assert!(state.session.feed_list.is_none());
    keys(&mut state, "backspace");
    let list = state.session.feed_list.as_ref().unwrap();
    assert_eq!((list.open_item, list.is_visible), (Some(1), false));
    keys(&mut state, "backspace");
    assert_eq!(state.main_view(), MainView::FeedList);
    keys(&mut state, "backspace");
    assert_eq!(state.main_view(), MainView::Article);
    assert!(state.session.feed_list.is_none());
    keys(&mut state, "\\");
    assert_eq!(state.main_view(), MainView::FeedList);
    keys(&mut state, "\\");
    assert!(text(&state).starts_with("Far"));
    let mut state = State::from_feed(feed, (80, 24), ReaderOptions::default());
    keys(&mut state, "backspace");
    assert_eq!(
        state.messages.current_notice(),
        Some("No article to go back to")
    );
}

/// Protects: only so much stays in memory. The pages that are farthest are dropped from it first, and come back at their place
/// with their selection and bookmarks once they are loaded again; if that fails, nothing has changed.
#[test]
fn old_pages_are_loaded_again() {
    let (talks, entities) = article();
    let mut state = reader_with(ReaderOptions::default(), (100, 24));
    keys(&mut state, "G m q g 3j 2J G");
    let selected = state.reading.selected_entity().unwrap().name.clone();
    let read_at = state.history_snapshot().unwrap().offset;
    let place = state.reading.visible_range().start;
    let bookmarks = state.reading.history.bookmarks.clone();
    let mut unloaded = Vec::new();
    for n in 0..25 {
        let links = article_with_links(&[&format!("https://example.org/{n}")]);
        let effects = open_page(&mut state, links);
        unloaded.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::UnloadPage(id) => Some(id),
            _ => None,
        }));
    }
    let expected: Vec<PageId> = (1..=5).map(page_id).collect();
    assert_eq!(unloaded, expected);
    for _ in 0..20 {
        keys(&mut state, "backspace");
    }
    let again = |n: usize| Effect::Open(OpenRequest::Page(page_id(n)));
    let document = Arc::clone(&state.reading.document);
    assert_eq!(keys(&mut state, "backspace"), [again(5)]);
    assert_eq!(state.reading.document, document, "it stays until then");
    update(&mut state, Event::LoadFailed("It is gone".to_owned()));
    keys(&mut state, "esc");
    assert_eq!(state.reading.document, document);
    for n in (1..=5).rev() {
        assert_eq!(keys(&mut state, "backspace"), [again(n)]);
        let page = match n {
            1 => Arc::clone(&talks),
            _ => article_with_links(&["https://example.org/x"]),
        };
        update(&mut state, Event::Loaded(page));
    }
    assert_eq!(text(&state), talks.text());
    update(&mut state, read_before(900));
    assert_eq!(state.reading.visible_range().start, place);
    assert_eq!(state.reading.history.bookmarks, bookmarks);
    assert!(read_at < place);
    assert_eq!(state.history_snapshot().unwrap().offset, read_at);
    update(&mut state, analysed(&talks, entities));
    assert_eq!(state.reading.selected_entity().unwrap().name, selected);
    assert_eq!(state.reading.visible_range().start, place);
}

/// Protects: a link does not end the reading of a pipe that is still open, which could not be read again.
#[test]
fn a_pipe_is_not_cut_off() {
    let options = ReaderOptions::default();
    let mut state = State::opening("standard input".to_owned(), (80, 24), options);
    let links = article_with_links(&["https://example.org/1"]);
    update(&mut state, Event::LoadedPart(links));
    assert!(follow(&mut state, 0).is_empty());
    let notice = state.messages.current_notice().unwrap();
    assert!(notice.contains("Esc stops it"), "{notice}");
    assert!(state.session.loading.is_some());
}

/// Protects: a correction that was made for every article applies to the article that is come back to, too.
#[test]
fn corrections_for_every_article_come_along() {
    let (talks, entities) = article();
    let mut state = reader((100, 24));
    let name = |state: &State| {
        let found = state.reading.entities.entities().iter();
        found
            .filter(|entity| entity.name == "Angela Merkel")
            .count()
    };
    open_page(&mut state, Arc::clone(&talks));
    update(&mut state, analysed(&talks, entities));
    crate::common::reader::select(&mut state, "Angela Merkel");
    keys(&mut state, "n x tab");
    assert_eq!(name(&state), 0);
    keys(&mut state, "backspace backspace");
    assert_eq!(name(&state), 0);
    keys(&mut state, "\\");
    assert_eq!(name(&state), 0);
}

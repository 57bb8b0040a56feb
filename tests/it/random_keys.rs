//! Random keys, mouse events and other events in random order: nothing panics, in the state or in drawing it, and every
//! stored offset lies within the text and on a character boundary.

use crate::common::modes::enter_mode;
use crate::common::reader::{article, reader_of};
use crate::common::screen::picture;
use byline::app::action::Mode;
use byline::app::effect::{Effect, OpenRequest};
use byline::app::key::Key;
use byline::app::overlays::picker::{PickerEntry, PickerTarget};
use byline::app::reading::history::RestoredHistory;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, BrowseTarget, Builder, Document, Feed, FeedItem};
use byline::entities::{self, Entities};
use byline::search;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::{Arc, LazyLock};

/// Articles with their entities: an ordinary one, one with other scripts, and a longer version of the latter.
static ARTICLES: LazyLock<Vec<(Arc<Document>, Arc<Entities>)>> = LazyLock::new(|| {
    let found = |document: Document| {
        let entities = Arc::new(entities::read(&document));
        (Arc::new(document), entities)
    };
    vec![article(), found(foreign(2)), found(foreign(9))]
});

/// An article with wide, combining and right-to-left characters, verse, code, tables and links, in `parts` parts.
fn foreign(parts: usize) -> Document {
    let mut builder = Builder::new("foreign");
    for n in 0..parts {
        builder.push(&format!("Kapitel {n} – Ça e\u{301}té 北京"));
        builder.end(BlockKind::Heading(1 + n as u8 % 3));
        builder.push("Recep Tayyip Erdoğan met 习近平 in 北京, Türkiye, and Zoë Müller of Österreich; אנגלה מרקל said nothing. ");
        let start = builder.begin();
        builder.push("Erdoğan’s 👩‍👩‍👧 left for Norway");
        builder.add_link(start, format!("https://example.org/é/{n}#Kapitel-{n}"));
        builder.end(BlockKind::Paragraph);
        builder.push("Zoë Müller\nin Norwegen,\nin 北京.");
        builder.end(BlockKind::Verse);
        builder.push("let x = \"Berlin\";\n\tfrance();");
        builder.end(BlockKind::Code);
        for heading in [true, false] {
            builder.push("Norway\nMüller\n北京 and a cell that is longer than a column is wide");
            builder.end(BlockKind::TableRow {
                columns: 3,
                heading,
                is_first: heading,
            });
        }
        builder.end(BlockKind::Rule);
        builder.push(&"a wordwithoutanend".repeat(20));
        builder.end(BlockKind::Paragraph);
    }
    let page = BrowseTarget::from_url("https://example.org/é/1");
    builder.finish().with_browse_target(page)
}

/// A random event; its numbers are reduced to the valid range when it is sent.
#[derive(Debug, Clone)]
enum RandomEvent {
    Key(&'static str),
    Letter(char),
    Paste(String),
    Mouse(u16, u16, MouseEventKind),
    MultiClick(u16, u16, u8),
    Resize(u16, u16),
    Loaded(usize),
    FeedLoaded(usize),
    LoadedRest,
    Analysed(bool),
    HistoryLoaded(usize, char),
    RecentArticlesLoaded(usize),
    Failed,
    Resumed,
    SourceChanged,
    NextStep,
}

/// Keys to press: first those that open something, then those that move, then all others. Some are listed twice to be pressed more
/// often.
const KEYS: [&str; 66] = [
    "tab",
    "/",
    "t",
    "T",
    "m",
    "'",
    "h",
    "F",
    "|",
    "v",
    "w",
    "c",
    "enter",
    "enter",
    "esc",
    "esc",
    "n",
    "N",
    ".",
    ",",
    "*",
    "&",
    "space",
    "p",
    "j",
    "k",
    "l",
    "up",
    "down",
    "left",
    "right",
    "pgdn",
    "pgup",
    "g",
    "G",
    "}",
    "{",
    ")",
    "(",
    "backspace",
    "\\",
    "e",
    "s",
    "x",
    "M",
    "S",
    "R",
    "U",
    "H",
    "z",
    "+",
    "-",
    "=",
    "<",
    ">",
    "y",
    "Y",
    "o",
    "?",
    "r",
    "J",
    "K",
    "d",
    "ctrl-u",
    "ctrl-w",
    "delete",
];

fn random_event() -> impl Strategy<Value = RandomEvent> {
    use RandomEvent as R;
    let kinds = vec![
        MouseEventKind::Press,
        MouseEventKind::Drag,
        MouseEventKind::Drag,
        MouseEventKind::Release,
        MouseEventKind::WheelDown,
        MouseEventKind::WheelUp,
    ];
    let letters = "abefjdkslan019'.ÉİßŒ北👩\u{301}^$!\\"
        .chars()
        .collect::<Vec<_>>();
    prop_oneof![
        30 => select(KEYS.to_vec()).prop_map(R::Key),
        10 => select(letters.clone()).prop_map(R::Letter),
        1 => "[a-zé北\n\t (]{0,12}".prop_map(R::Paste),
        8 => (0..130_u16, 0..60_u16, select(kinds)).prop_map(|(x, y, kind)| R::Mouse(x, y, kind)),
        2 => (0..130_u16, 0..60_u16, 2..4_u8).prop_map(|(x, y, clicks)| R::MultiClick(x, y, clicks)),
        3 => (1..140_u16, 1..60_u16).prop_map(|(width, height)| R::Resize(width, height)),
        1 => (0..3_usize).prop_map(R::Loaded),
        1 => (0..4_usize).prop_map(R::FeedLoaded),
        1 => Just(R::LoadedRest),
        2 => any::<bool>().prop_map(R::Analysed),
        1 => (any::<usize>(), select(letters)).prop_map(|(number, letter)| R::HistoryLoaded(number, letter)),
        1 => (0..4_usize).prop_map(R::RecentArticlesLoaded),
        1 => Just(R::Failed),
        1 => Just(R::Resumed),
        1 => Just(R::SourceChanged),
        3 => Just(R::NextStep),
    ]
}

/// The event for `random_event`, or `None` if it could not occur now.
fn event(state: &State, random_event: RandomEvent) -> Option<Event> {
    use RandomEvent as R;
    let mouse = |x, y, kind| MouseEvent { x, y, kind };
    let text = state.reading.document.text();
    let offset = |number: usize| {
        let mut at = number % (text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Some(match random_event {
        R::Key(name) => Event::Key(name.parse().unwrap()),
        R::Letter(letter) => Event::Key(Key::char(letter)),
        R::Paste(text) => Event::Paste(text),
        R::Mouse(x, y, kind) => Event::Mouse(mouse(x, y, kind)),
        R::MultiClick(x, y, clicks) => Event::MultiClick {
            mouse: mouse(x, y, MouseEventKind::Press),
            clicks,
        },
        R::Resize(width, height) => Event::Resize { width, height },
        R::Loaded(index) => Event::Loaded(Arc::clone(&ARTICLES[index].0)),
        R::FeedLoaded(count) => Event::FeedLoaded(Arc::new(feed(count))),
        R::LoadedRest if Arc::ptr_eq(&state.reading.document, &ARTICLES[1].0) => {
            Event::LoadedRest(Arc::clone(&ARTICLES[2].0))
        }
        R::Analysed(done) => {
            let known = |article: &&(Arc<Document>, Arc<Entities>)| {
                Arc::ptr_eq(&state.reading.document, &article.0)
            };
            Event::Analysed {
                entities: Arc::clone(&ARTICLES.iter().find(known)?.1),
                covered: if done { text.len() } else { text.len() / 2 },
                done,
            }
        }
        R::HistoryLoaded(number, letter) => Event::HistoryLoaded(RestoredHistory {
            offset: offset(number),
            percent: (number % 101) as u8,
            last_read: "yesterday".to_owned(),
            bookmarks: [(letter, offset(number / 2))].into(),
        }),
        R::RecentArticlesLoaded(count) => {
            Event::RecentArticlesLoaded((0..count).map(entry).collect())
        }
        R::Failed => Event::Failed("it failed".to_owned()),
        R::Resumed => Event::Resumed,
        R::SourceChanged => Event::SourceChanged,
        R::NextStep => Event::NextStep,
        R::LoadedRest => return None,
    })
}

fn entry(nth: usize) -> PickerEntry {
    PickerEntry {
        label: format!("Ça e\u{301}té 北京 {nth}"),
        detail: "yesterday  12%".to_owned(),
        depth: 0,
        target: PickerTarget::Article((nth > 0).then(|| "/tmp/a".to_owned())),
    }
}

fn feed(count: usize) -> Feed {
    let item = |n: usize| FeedItem {
        title: format!("Title {n} 北京"),
        url: Some(format!("https://example.org/{n}")),
        lead: "First words.".to_owned(),
        ..FeedItem::default()
    };
    Feed {
        title: "A feed".to_owned(),
        source: "https://example.org/feed".to_owned(),
        items: (0..count).map(item).collect(),
    }
}

/// The event with which the program would answer `effect`.
fn answer(effect: Effect) -> Option<Event> {
    match effect {
        Effect::Search(request) => {
            let results =
                search::find_all(&request.document, &request.pattern, request.start, &|| true)?;
            Some(Event::Searched(request.id, results))
        }
        Effect::LoadRecentArticles => {
            Some(Event::RecentArticlesLoaded((0..3).map(entry).collect()))
        }
        Effect::Open(OpenRequest::FeedItem(_)) => Some(Event::Loaded(Arc::clone(&ARTICLES[0].0))),
        Effect::Open(OpenRequest::Other(None)) => Some(Event::LoadFailed("gone".to_owned())),
        Effect::Open(OpenRequest::Other(Some(name))) if name.ends_with('3') => {
            Some(Event::FeedLoaded(Arc::new(feed(3))))
        }
        Effect::Open(_) => Some(Event::Loaded(Arc::clone(&ARTICLES[2].0))),
        Effect::Pipe(request) => Some(Event::Finished(request.description)),
        _ => None,
    }
}

/// Checks the stored offsets, and draws the screen.
fn check(state: &State) {
    let text = state.reading.document.text();
    if let Some(snapshot) = state.history_snapshot() {
        assert!(
            text.is_char_boundary(snapshot.offset),
            "{}",
            snapshot.offset
        );
        let mut offsets = snapshot.bookmarks.values();
        assert!(offsets.all(|&at| text.is_char_boundary(at)));
    }
    picture(state);
    let size = state.screen.size;
    let cells = state.screen_links().into_iter().flat_map(|link| link.cells);
    for cell in cells {
        assert!(cell.at.x < size.columns && cell.at.y < size.rows);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Protects: no sequence of events causes a panic or an invalid offset. A failure found here deserves a test of its own.
    #[test]
    fn random_events_are_harmless(
        first in prop_oneof![(1..3_usize).prop_map(Err), select(Mode::ALL.to_vec()).prop_map(Ok)],
        events in prop::collection::vec(random_event(), 1..80),
    ) {
        let mut state = match first {
            Ok(mode) => enter_mode(mode, (100, 30)),
            Err(article) => reader_of(&ARTICLES[article].0, (100, 30)),
        };
        state.session.options.smooth_scroll = true;
        for random_event in events {
            let Some(event) = event(&state, random_event) else {
                continue;
            };
            for effect in update(&mut state, event) {
                if let Some(event) = answer(effect) {
                    update(&mut state, event);
                }
            }
            check(&state);
        }
    }
}

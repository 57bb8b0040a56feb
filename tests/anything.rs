//! Whatever a reader does, in whatever order, and whatever comes from outside meanwhile: nothing panics, in the app or in its
//! picture, and no place falls out of the text or between the bytes of a character.

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

use byline::app::effect::{Effect, Wanted};
use byline::app::finder::{Entry, Goal};
use byline::app::key::Key;
use byline::app::memory::Remembered;
use byline::app::state::Options;
use byline::app::{Event, Mouse, MouseKind, State, update};
use byline::document::{BlockKind, Builder, Document, Feed, Item, Page};
use byline::entities::{self, Entities};
use byline::{search, views};
use proptest::prelude::*;
use proptest::sample::select;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::{Arc, LazyLock};

/// Articles, each with what is found in it: an ordinary one, one of other scripts, and the same with more behind it.
static ARTICLES: LazyLock<Vec<(Arc<Document>, Arc<Entities>)>> = LazyLock::new(|| {
    let found = |document: Document| {
        let entities = Arc::new(entities::read(&document));
        (Arc::new(document), entities)
    };
    vec![common::article(), found(foreign(2)), found(foreign(9))]
});

/// Wide, joined and right-to-left letters, verse, code, rows and links, in so many parts.
fn foreign(parts: usize) -> Document {
    let mut builder = Builder::new("foreign");
    for n in 0..parts {
        builder.push(&format!("Kapitel {n} – Ça e\u{301}té 北京"));
        builder.end(BlockKind::Heading(1 + n as u8 % 3));
        builder.push("Recep Tayyip Erdoğan met 习近平 in 北京, Türkiye, and Zoë Müller of Österreich; אנגלה מרקל said nothing. ");
        let start = builder.begin();
        builder.push("Erdoğan’s 👩‍👩‍👧 left for Norway");
        builder.link(start, format!("https://example.org/é/{n}#Kapitel-{n}"));
        builder.end(BlockKind::Paragraph);
        builder.push("Zoë Müller\nin Norwegen,\nin 北京.");
        builder.end(BlockKind::Verse);
        builder.push("let x = \"Berlin\";\n\tfrance();");
        builder.end(BlockKind::Code);
        for heading in [true, false] {
            builder.push("Norway\nMüller\n北京 and a cell that is longer than a column is wide");
            builder.end(BlockKind::Row {
                columns: 3,
                heading,
            });
        }
        builder.end(BlockKind::Rule);
        builder.push(&"a wordwithoutanend".repeat(20));
        builder.end(BlockKind::Paragraph);
    }
    let page = Page::at("https://example.org/é/1");
    builder.finish().on_page(page)
}

/// Something that happens; numbers are taken as they fit.
#[derive(Debug, Clone)]
enum Happening {
    Key(&'static str),
    Letter(char),
    Paste(String),
    Mouse(u16, u16, MouseKind),
    Again(u16, u16, u8),
    Resize(u16, u16),
    Opened(usize),
    Listed(usize),
    Grown,
    Analysed(bool),
    Remembered(usize, char),
    Recent(usize),
    Failed,
    Resumed,
}

/// Keys in the order of how often they are worth pressing: what opens something, what walks in it, and all the rest.
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

fn happening() -> impl Strategy<Value = Happening> {
    use Happening as H;
    let kinds = vec![
        MouseKind::Press,
        MouseKind::Drag,
        MouseKind::Drag,
        MouseKind::Release,
        MouseKind::WheelDown,
        MouseKind::WheelUp,
    ];
    let letters = "abefjdkslan019'.ÉİßŒ北👩\u{301}^$!\\"
        .chars()
        .collect::<Vec<_>>();
    prop_oneof![
        30 => select(KEYS.to_vec()).prop_map(H::Key),
        10 => select(letters.clone()).prop_map(H::Letter),
        1 => "[a-zé北\n\t (]{0,12}".prop_map(H::Paste),
        8 => (0..130_u16, 0..60_u16, select(kinds)).prop_map(|(x, y, what)| H::Mouse(x, y, what)),
        2 => (0..130_u16, 0..60_u16, 2..4_u8).prop_map(|(x, y, times)| H::Again(x, y, times)),
        3 => (1..140_u16, 1..60_u16).prop_map(|(width, height)| H::Resize(width, height)),
        1 => (0..3_usize).prop_map(H::Opened),
        1 => (0..4_usize).prop_map(H::Listed),
        1 => Just(H::Grown),
        2 => any::<bool>().prop_map(H::Analysed),
        1 => (any::<usize>(), select(letters)).prop_map(|(place, letter)| H::Remembered(place, letter)),
        1 => (0..4_usize).prop_map(H::Recent),
        1 => Just(H::Failed),
        1 => Just(H::Resumed),
    ]
}

/// What of it the outside may send now; it keeps to what is open.
fn event(state: &State, happening: Happening) -> Option<Event> {
    use Happening as H;
    let mouse = |x, y, what| Mouse { x, y, what };
    let text = state.document.text();
    let place = |number: usize| {
        let mut at = number % (text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Some(match happening {
        H::Key(name) => Event::Key(name.parse().unwrap()),
        H::Letter(letter) => Event::Key(Key::char(letter)),
        H::Paste(words) => Event::Paste(words),
        H::Mouse(x, y, what) => Event::Mouse(mouse(x, y, what)),
        H::Again(x, y, times) => Event::Again {
            mouse: mouse(x, y, MouseKind::Press),
            times,
        },
        H::Resize(width, height) => Event::Resize { width, height },
        H::Opened(nth) => Event::Opened(Arc::clone(&ARTICLES[nth].0)),
        H::Listed(many) => Event::Listed(Arc::new(feed(many))),
        H::Grown if Arc::ptr_eq(&state.document, &ARTICLES[1].0) => {
            Event::Grown(Arc::clone(&ARTICLES[2].0))
        }
        H::Analysed(done) => {
            let known = |article: &&(Arc<Document>, Arc<Entities>)| {
                Arc::ptr_eq(&state.document, &article.0)
            };
            Event::Analysed {
                entities: Arc::clone(&ARTICLES.iter().find(known)?.1),
                covered: if done { text.len() } else { text.len() / 2 },
                done,
            }
        }
        H::Remembered(number, letter) => Event::Remembered(Remembered {
            place: place(number),
            per_cent: (number % 101) as u8,
            when: "yesterday".to_owned(),
            marks: [(letter, place(number / 2))].into(),
        }),
        H::Recent(many) => Event::Recent((0..many).map(entry).collect()),
        H::Failed => Event::Failed("it failed".to_owned()),
        H::Resumed => Event::Resumed,
        H::Grown => return None,
    })
}

fn entry(nth: usize) -> Entry {
    Entry {
        label: format!("Ça e\u{301}té 北京 {nth}"),
        detail: "yesterday  12%".to_owned(),
        depth: 0,
        goal: Goal::Article((nth > 0).then(|| "/tmp/a".to_owned())),
    }
}

fn feed(many: usize) -> Feed {
    let item = |n: usize| Item {
        title: format!("Title {n} 北京"),
        address: Some(format!("https://example.org/{n}")),
        lead: "First words.".to_owned(),
        ..Item::default()
    };
    Feed {
        title: "A feed".to_owned(),
        source: "https://example.org/feed".to_owned(),
        items: (0..many).map(item).collect(),
    }
}

/// What the outside does about `effect`.
fn answer(effect: Effect) -> Option<Event> {
    match effect {
        Effect::Search(order) => {
            let found = search::all(&order.document, &order.pattern, order.from, &|| true)?;
            Some(Event::Searched(order.number, found))
        }
        Effect::Recent => Some(Event::Recent((0..3).map(entry).collect())),
        Effect::Open(Wanted::Item(_)) => Some(Event::Opened(Arc::clone(&ARTICLES[0].0))),
        Effect::Open(Wanted::Another(None)) => Some(Event::NotOpened("gone".to_owned())),
        Effect::Open(_) => Some(Event::Opened(Arc::clone(&ARTICLES[2].0))),
        Effect::Pipe(piped) => Some(Event::Done(piped.what)),
        _ => None,
    }
}

fn check(state: &State) {
    let text = state.document.text();
    if let Some(memory) = state.memory() {
        assert!(text.is_char_boundary(memory.place), "{}", memory.place);
        let mut marks = memory.marks.values();
        assert!(marks.all(|&at| text.is_char_boundary(at)));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    views::paint(state, &mut buffer);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Protects: everything at once. What it finds is worth a test of its own.
    #[test]
    fn anything_may_happen(first in 0..3_usize, all in prop::collection::vec(happening(), 1..80)) {
        let document = Arc::clone(&ARTICLES[first].0);
        let mut state = State::new(document, (100, 30), Options::default());
        if let Some(known) = event(&state, Happening::Analysed(true)) {
            update(&mut state, known);
        }
        for happening in all {
            let Some(event) = event(&state, happening) else {
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

//! What is remembered from one sitting to the next: the place, in whatever window and however the reader was left; the
//! articles read lately, and opening one of them. Nothing is lost by two readers at once, nor silently by a broken file.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::allow_attributes,
    clippy::cast_possible_wrap,
    reason = "a test that fails may say so by panicking"
)]

#[path = "common/reader.rs"]
mod common;
#[path = "remembering/file.rs"]
mod file;
#[path = "remembering/program.rs"]
mod program;
#[allow(dead_code, reason = "each test file uses its part")]
#[path = "terminal/pty.rs"]
mod pty;
#[allow(dead_code, reason = "each test file uses its part")]
#[path = "fetch/server.rs"]
mod server;

use byline::app::effect::{Effect, Wanted};
use byline::app::finder::{Entry, Goal};
use byline::app::layer::Layer;
use byline::app::memory::Remembered;
use byline::app::state::{Options, Origin, Surface};
use byline::app::{Event, State, update};
use byline::views;
use common::{article, keys, reader};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// The words at the top of the screen.
fn top(state: &State) -> &str {
    let line = state.page.iter().find(|line| !line.gap).unwrap();
    state.document.slice(line.range.clone())
}

/// What was remembered: left at `place`, which is so far.
fn left(place: usize, per_cent: u8) -> Event {
    Event::Remembered(Remembered {
        place,
        per_cent,
        when: "yesterday".to_owned(),
        marks: BTreeMap::new(),
    })
}

/// An article that is about to be read.
fn opened(size: (u16, u16)) -> State {
    State::new(article().0, size, Options::default())
}

/// Protects: an article goes on where it was left, in a window of any width, and one line says so, with the key that is bound.
#[test]
fn an_article_goes_on_where_it_was_left() {
    let mut before = reader((80, 12));
    keys(&mut before, "} } } j j");
    let memory = before.memory().unwrap();
    assert!(memory.moved && memory.per_cent > 0 && !memory.ended);
    for width in [30, 60, 80, 200] {
        let mut state = opened((width, 12));
        update(&mut state, left(memory.place, memory.per_cent));
        let line = state.page[0].range.clone();
        assert!(line.contains(&memory.place), "{width}");
        assert_eq!(
            state.notice.as_deref(),
            Some("where you left it, yesterday · g to the beginning")
        );
        let now = state.memory().unwrap();
        assert_eq!((now.place, now.moved), (memory.place, false), "{width}");
        keys(&mut state, "j");
        assert!(state.notice.is_none() && state.memory().unwrap().moved);
    }
}

/// Protects: the text never jumps away under a reader who has begun to read.
#[test]
fn whoever_has_begun_stays() {
    let mut state = opened((80, 12));
    keys(&mut state, "j");
    let here = top(&state).to_owned();
    update(&mut state, left(900, 40));
    assert_eq!(top(&state), here);
    assert!(state.notice.is_none());
}

/// Protects: marks are remembered, also those that are set without going anywhere, and none that was set meanwhile is lost.
#[test]
fn marks_are_remembered() {
    let mut state = opened((80, 12));
    keys(&mut state, "3j m a g");
    let a = state.memory().unwrap().marks[&'a'];
    assert!(a > 0);
    let mut state = opened((80, 12));
    keys(&mut state, "m b");
    let marks = BTreeMap::from([('a', a), ('b', 7)]);
    let earlier = Remembered {
        marks,
        ..Remembered::default()
    };
    update(&mut state, Event::Remembered(earlier));
    assert_eq!(
        state.memory().unwrap().marks,
        BTreeMap::from([('a', a), ('b', 0)])
    );
    keys(&mut state, "' a");
    assert_eq!(state.memory().unwrap().place, a);
}

/// Protects: what was read to its end begins anew, and says so; where all of it is on the screen there is nothing to say.
#[test]
fn what_was_read_to_its_end_begins_anew() {
    let mut before = reader((80, 12));
    keys(&mut before, "G");
    let memory = before.memory().unwrap();
    assert!(memory.ended && memory.per_cent == 100);
    let mut state = opened((80, 12));
    update(&mut state, left(memory.place, 100));
    assert!(top(&state).contains("Talks in Paris"));
    assert_eq!(
        state.notice.as_deref(),
        Some("read to its end, yesterday · G there")
    );
    let mut state = opened((80, 250));
    update(&mut state, left(0, 100));
    assert_eq!(state.notice, None);
    let mut state = opened((80, 12));
    update(&mut state, left(0, 0));
    assert_eq!(state.notice, None, "it was opened, and no more");
}

fn entries(names: &[&str]) -> Vec<Entry> {
    let entry = |label: &str, goal| Entry {
        label: label.to_owned(),
        detail: "yesterday   34%".to_owned(),
        depth: 0,
        goal: Goal::Article(goal),
    };
    let rows = names.iter().map(|name| {
        let source = format!("/articles/{name}");
        entry(name, Some(source))
    });
    rows.chain([entry("the sample", None)]).collect()
}

/// Protects: h asks for the articles read lately and Enter opens one of them in place of the present one, of which `r` and
/// what it is then follow; Esc on the way calls it off.
#[test]
fn an_article_read_lately_is_opened_in_place() {
    let mut state = reader((80, 24));
    assert_eq!(keys(&mut state, "j h"), [Effect::Recent]);
    update(&mut state, Event::Recent(entries(&["one", "two"])));
    assert!(matches!(state.layers.last(), Some(Layer::Finder(_))));
    let wanted = Wanted::Another(Some("/articles/two".to_owned()));
    assert_eq!(
        keys(&mut state, "down enter"),
        [Effect::Open(wanted.clone())]
    );
    assert!(state.layers.is_empty());
    assert_eq!(
        state.loading.as_ref().unwrap().sentence(),
        "opening two",
        "and the text is here meanwhile"
    );
    assert_eq!(keys(&mut state, "esc"), [Effect::CallOff]);
    keys(&mut state, "h");
    update(&mut state, Event::Recent(entries(&["one", "two"])));
    keys(&mut state, "t w o enter");
    update(&mut state, Event::Opened(article().0));
    assert!(state.loading.is_none() && top(&state).contains("Talks in Paris"));
    assert!(!state.memory().unwrap().moved);
    assert_eq!(keys(&mut state, "r"), [Effect::Open(Wanted::Whole)]);
}

/// Protects: what is there is not lost if another article cannot be opened, and the sentence is not that of reading anew.
#[test]
fn what_cannot_be_opened_leaves_everything_as_it_was() {
    let mut state = reader((80, 24));
    keys(&mut state, "5j h");
    let here = top(&state).to_owned();
    update(&mut state, Event::Recent(entries(&["gone"])));
    keys(&mut state, "enter");
    update(
        &mut state,
        Event::NotOpened("there is no file gone".to_owned()),
    );
    assert_eq!((top(&state), state.surface()), (&*here, Surface::Article));
    let screen = picture(&state, (80, 24));
    assert!(screen.contains("This could not be opened"), "{screen}");
    assert!(screen.contains("There is no file gone."), "{screen}");
    assert_eq!(state.options.origin, Origin::Named);
}

/// Protects: the sample is a row among others; over itself it only closes the list, and from elsewhere it is opened as what it
/// is, which cannot be read anew.
#[test]
fn the_sample_is_a_row_of_its_own() {
    let sample = Options {
        origin: Origin::Sample,
        ..Options::default()
    };
    let mut state = State::new(article().0, (80, 24), sample);
    update(&mut state, Event::Recent(entries(&["one"])));
    assert_eq!(keys(&mut state, "down enter"), []);
    assert!(state.layers.is_empty() && state.loading.is_none());
    let mut state = reader((80, 24));
    update(&mut state, Event::Recent(entries(&["one"])));
    let wanted = Wanted::Another(None);
    assert_eq!(keys(&mut state, "down enter"), [Effect::Open(wanted)]);
    update(&mut state, Event::Opened(article().0));
    assert_eq!(keys(&mut state, "r"), []);
    assert!(state.notice.as_ref().unwrap().contains("sample"));
}

/// Protects: a list that comes late opens over nothing else, and one with nothing in it opens not at all.
#[test]
fn the_list_opens_where_it_was_asked_for() {
    let mut state = reader((80, 24));
    keys(&mut state, "h");
    update(&mut state, Event::Recent(entries(&[])));
    assert!(state.layers.is_empty());
    assert!(state.notice.as_ref().unwrap().contains("no other article"));
    keys(&mut state, "h . enter");
    update(&mut state, Event::Recent(entries(&["one"])));
    assert!(matches!(state.layers[..], [Layer::Card(_)]));
}

fn picture(state: &State, (width, height): (u16, u16)) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    let row = |y: u16| -> String { (0..width).map(|x| buffer[(x, y)].symbol()).collect() };
    (0..height).map(|y| row(y) + "\n").collect()
}

/// Protects: nothing panics and nothing is drawn outside, whatever the size of the screen and whatever articles are called.
#[test]
fn the_list_and_its_troubles_are_drawn_at_every_size() {
    let long = "漢字 👨‍👩‍👧 ".repeat(40);
    for names in [&["one", "two"][..], &[&long, "", "e\u{301}"]] {
        let mut state = reader((100, 30));
        update(&mut state, Event::Recent(entries(names)));
        for size in [(1, 1), (3, 2), (24, 5), (40, 12), (80, 24), (250, 60)] {
            let (width, height) = size;
            update(&mut state, Event::Resize { width, height });
            picture(&state, size);
            let mut told = state.clone();
            told.layers.clear();
            update(&mut told, Event::Unremembered("why ".repeat(90)));
            picture(&told, size);
        }
    }
}

//! The reading history: the position is restored in a window of any size and however the program was left, and recently
//! read articles can be listed and opened. Two running instances lose nothing, and a broken file is never lost
//! silently.

mod database;
mod migration;
mod place;
mod program;

use crate::common::reader::{article, keys, reader};
use crate::common::screen::{picture, screen};
use byline::app::effect::{Effect, OpenRequest};
use byline::app::overlays::Overlay;
use byline::app::overlays::picker::{PickerEntry, PickerTarget};
use byline::app::reading::history::RestoredHistory;
use byline::app::state::{MainView, Origin, ReaderOptions};
use byline::app::{Event, State, update};
use std::collections::BTreeMap;

/// The text at the top of the screen.
fn top(state: &State) -> &str {
    let line = state
        .reading
        .view
        .lines
        .iter()
        .find(|line| !line.blank)
        .unwrap();
    state.reading.document.slice(line.range.clone())
}

/// The event of a loaded history: left at byte `offset`, at `percent` of the text.
fn history_loaded(offset: usize, percent: u8) -> Event {
    Event::HistoryLoaded(RestoredHistory {
        offset,
        percent,
        last_read: "yesterday".to_owned(),
        bookmarks: BTreeMap::new(),
    })
}

/// The state of an article that has just been opened.
fn new_state(size: (u16, u16)) -> State {
    State::new(article().0, size, ReaderOptions::default())
}

/// Protects: an article reopens where it was left, in a window of any width, and one line says so and names the bound
/// key.
#[test]
fn an_article_reopens_where_it_was_left() {
    let mut before = reader((80, 12));
    keys(&mut before, "} } } j j");
    let snapshot = before.history_snapshot().unwrap();
    assert!(snapshot.has_moved && snapshot.percent > 0 && !snapshot.is_finished);
    for width in [30, 60, 80, 200] {
        let mut state = new_state((width, 12));
        update(
            &mut state,
            history_loaded(snapshot.offset, snapshot.percent),
        );
        let line = state.reading.view.lines[0].range.clone();
        assert!(line.contains(&snapshot.offset), "{width}");
        assert_eq!(
            state.messages.current_notice(),
            Some("Where you left off, yesterday · g goes to the start")
        );
        let now = state.history_snapshot().unwrap();
        assert_eq!(
            (now.offset, now.has_moved),
            (snapshot.offset, false),
            "{width}"
        );
        keys(&mut state, "j");
        assert!(
            state.messages.current_notice().is_none()
                && state.history_snapshot().unwrap().has_moved
        );
    }
}

/// Protects: the text never jumps once the user has begun to read.
#[test]
fn a_late_history_does_not_move_the_text() {
    let mut state = new_state((80, 12));
    keys(&mut state, "j");
    let here = top(&state).to_owned();
    update(&mut state, history_loaded(900, 40));
    assert_eq!(top(&state), here);
    assert!(state.messages.current_notice().is_none());
}

/// Protects: bookmarks are restored, including those set without moving, and none that was set in the meantime is lost.
#[test]
fn bookmarks_are_restored() {
    let mut state = new_state((80, 12));
    keys(&mut state, "3j m a g");
    let a = state.history_snapshot().unwrap().bookmarks[&'a'];
    assert!(a > 0);
    let mut state = new_state((80, 12));
    keys(&mut state, "m b");
    let bookmarks = BTreeMap::from([('a', a), ('b', 7)]);
    let earlier = RestoredHistory {
        bookmarks,
        ..RestoredHistory::default()
    };
    update(&mut state, Event::HistoryLoaded(earlier));
    assert_eq!(
        state.history_snapshot().unwrap().bookmarks,
        BTreeMap::from([('a', a), ('b', 0)])
    );
    keys(&mut state, "' a");
    assert_eq!(state.history_snapshot().unwrap().offset, a);
}

/// Protects: an article that was read to its end reopens there, and says how to begin again; if all of it fits on the screen
/// there is nothing to say.
#[test]
fn a_finished_article_reopens_at_its_end() {
    let mut before = reader((80, 12));
    keys(&mut before, "99space");
    let snapshot = before.history_snapshot().unwrap();
    assert!(snapshot.is_finished && snapshot.percent == 100);
    let mut state = new_state((80, 12));
    update(&mut state, history_loaded(snapshot.offset, 100));
    assert_eq!(state.history_snapshot().unwrap().offset, snapshot.offset);
    assert!(!top(&state).contains("Talks in Paris"));
    assert_eq!(
        state.messages.current_notice(),
        Some("You read this to the end yesterday · g goes to the start")
    );
    let mut state = new_state((80, 250));
    update(&mut state, history_loaded(0, 100));
    assert_eq!(state.messages.current_notice(), None);
    let mut state = new_state((80, 12));
    update(&mut state, history_loaded(0, 0));
    assert_eq!(
        state.messages.current_notice(),
        None,
        "it was opened but not read"
    );
}

fn entries(names: &[&str]) -> Vec<PickerEntry> {
    let entry = |label: &str, source| PickerEntry {
        label: label.to_owned(),
        detail: "yesterday   34%".to_owned(),
        depth: 0,
        target: PickerTarget::Article(source),
    };
    let rows = names.iter().map(|name| {
        let source = format!("/articles/{name}");
        entry(name, Some(source))
    });
    rows.chain([entry("the sample", None)]).collect()
}

/// Protects: h lists the recently read articles and Enter opens one in place of the current article, which `r` then
/// reloads; Esc while it loads cancels.
#[test]
fn a_recent_article_opens_in_place() {
    let mut state = reader((80, 24));
    assert_eq!(keys(&mut state, "j h"), [Effect::LoadRecentArticles]);
    update(
        &mut state,
        Event::RecentArticlesLoaded(entries(&["one", "two"])),
    );
    assert!(matches!(
        state.screen.overlays.last(),
        Some(Overlay::Picker(_))
    ));
    let request = OpenRequest::Other(Some("/articles/two".to_owned()));
    assert_eq!(
        keys(&mut state, "down enter"),
        [Effect::Open(request.clone())]
    );
    assert!(state.screen.overlays.is_empty());
    assert_eq!(
        state.session.loading.as_ref().unwrap().status_text(),
        "Opening two",
        "the text stays in the meantime"
    );
    assert_eq!(keys(&mut state, "esc"), [Effect::CancelOpen]);
    keys(&mut state, "h");
    update(
        &mut state,
        Event::RecentArticlesLoaded(entries(&["one", "two"])),
    );
    keys(&mut state, "/ t w o enter");
    update(&mut state, Event::Loaded(article().0));
    assert!(state.session.loading.is_none() && top(&state).contains("Talks in Paris"));
    assert!(!state.history_snapshot().unwrap().has_moved);
    assert_eq!(keys(&mut state, "r"), [Effect::Open(OpenRequest::Initial)]);
}

/// Protects: the current article is kept if another cannot be opened, and the message differs from that of a failed
/// reload.
#[test]
fn a_failure_to_open_keeps_the_current_article() {
    let mut state = reader((80, 24));
    keys(&mut state, "5j h");
    let here = top(&state).to_owned();
    update(&mut state, Event::RecentArticlesLoaded(entries(&["gone"])));
    keys(&mut state, "enter");
    update(
        &mut state,
        Event::LoadFailed("there is no file gone".to_owned()),
    );
    assert_eq!(
        (top(&state), state.main_view()),
        (&*here, MainView::Article)
    );
    let screen = screen(&state);
    assert!(screen.contains("Could not open"), "{screen}");
    assert!(screen.contains("There is no file gone."), "{screen}");
    assert_eq!(state.session.options.origin, Origin::Named);
}

/// Protects: the sample has an entry of its own in the list. Choosing it while it is open only closes the list;
/// otherwise it opens as the sample, which cannot be reloaded.
#[test]
fn the_sample_has_its_own_list_entry() {
    let sample = ReaderOptions {
        origin: Origin::Sample,
        ..ReaderOptions::default()
    };
    let mut state = State::new(article().0, (80, 24), sample);
    update(&mut state, Event::RecentArticlesLoaded(entries(&["one"])));
    assert_eq!(keys(&mut state, "down enter"), []);
    assert!(state.screen.overlays.is_empty() && state.session.loading.is_none());
    let mut state = reader((80, 24));
    update(&mut state, Event::RecentArticlesLoaded(entries(&["one"])));
    let request = OpenRequest::Other(None);
    assert_eq!(keys(&mut state, "down enter"), [Effect::Open(request)]);
    update(&mut state, Event::Loaded(article().0));
    assert_eq!(keys(&mut state, "r"), []);
    assert!(state.messages.current_notice().unwrap().contains("sample"));
}

/// Protects: a list that arrives late does not open over something else, and an empty list does not open at all.
#[test]
fn the_list_opens_only_where_it_was_requested() {
    let mut state = reader((80, 24));
    keys(&mut state, "h");
    update(&mut state, Event::RecentArticlesLoaded(entries(&[])));
    assert!(state.screen.overlays.is_empty());
    assert!(
        state
            .messages
            .current_notice()
            .unwrap()
            .contains("No other article")
    );
    keys(&mut state, "h . enter");
    update(&mut state, Event::RecentArticlesLoaded(entries(&["one"])));
    assert!(matches!(state.screen.overlays[..], [Overlay::Card(_)]));
}

/// Protects: at any screen size and for any article title nothing panics and nothing is drawn outside.
#[test]
fn the_list_and_its_errors_fit_any_screen_size() {
    let long = "漢字 👨‍👩‍👧 ".repeat(40);
    for names in [&["one", "two"][..], &[&long, "", "e\u{301}"]] {
        let mut state = reader((100, 30));
        update(&mut state, Event::RecentArticlesLoaded(entries(names)));
        for (width, height) in [(1, 1), (3, 2), (24, 5), (40, 12), (80, 24), (250, 60)] {
            update(&mut state, Event::Resize { width, height });
            picture(&state);
            let mut failed = state.clone();
            failed.screen.overlays.clear();
            update(&mut failed, Event::HistoryFailed("why ".repeat(90)));
            picture(&failed);
        }
    }
}

//! Scrolling: lines of context, smooth half pages, and a file that is reloaded while it is being written.

use crate::common::program::BYLINE;
use crate::common::pty::{Pty, command};
use crate::common::reader::{analysed, article, keys, paragraphs, reader, reader_of, reader_with};
use byline::app::effect::{Effect, OpenRequest};
use byline::app::reading::search::Search;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::options::ReadingOptions;
use std::sync::Arc;

/// The article with that many lines of context.
fn with_scrolloff(scrolloff: u16, size: (u16, u16)) -> State {
    let options = ReaderOptions {
        reading: ReadingOptions {
            scrolloff,
            ..ReadingOptions::default()
        },
        ..ReaderOptions::default()
    };
    reader_with(options, size)
}

/// The rows of text above and below the current mention or match.
fn context(state: &State) -> (usize, usize) {
    let search = state.reading.search.active.as_ref();
    let found = search.and_then(Search::current_match);
    let start = found
        .map(|found| found.start)
        .or(state.reading.current_start())
        .expect("a mention or a match");
    let lines = &state.reading.view.lines;
    let row = lines
        .iter()
        .rposition(|line| !line.blank && line.range.start <= start)
        .expect("it is on the screen");
    (row, lines.len() - 1 - row)
}

fn is_at_an_end(state: &State) -> bool {
    let fraction = state.reading.view.scroll_fraction;
    fraction <= 0.0 || fraction >= 1.0
}

/// Protects: a mention or match that is gone to has as many lines around it as the option says, wherever it was before; one that
/// was out of view comes to a third of the screen.
#[test]
fn mentions_and_matches_keep_their_context() {
    for scrolloff in [0, 2, 4, 100] {
        for forth in [true, false] {
            for (first, next) in [
                ("", if forth { "." } else { "," }),
                ("/ o enter", if forth { "n" } else { "N" }),
            ] {
                let mut state = with_scrolloff(scrolloff, (80, 18));
                keys(&mut state, first);
                let rows = state.reading.view.lines.len();
                let margin = usize::from(scrolloff).min((rows - 1) / 2);
                for _ in 0..60 {
                    let before = state.reading.view.lines.clone();
                    keys(&mut state, next);
                    let (above, below) = context(&state);
                    if !is_at_an_end(&state) {
                        assert!(
                            above.min(below) >= margin,
                            "{scrolloff} {first} {above} {below}"
                        );
                        if state.reading.view.lines != before {
                            let third = (rows / 3).max(margin).min((rows - 1) / 2);
                            assert_eq!(above, third, "{scrolloff} {first}");
                        }
                    }
                }
            }
        }
    }
}

/// Protects: by default, the text stays where it is as long as the mention that is gone to is on the screen, be it on its first or last
/// line.
#[test]
fn a_visible_mention_does_not_move_the_text() {
    let texts: Vec<String> = (0..40)
        .map(|n| format!("Angela Merkel said {n}."))
        .collect();
    let mut state = reader_of(&paragraphs(&texts), (80, 24));
    keys(&mut state, "5j");
    let last = |state: &State| {
        let mut lines = state.reading.view.lines.iter().rev();
        lines.find(|line| !line.blank).unwrap().range.clone()
    };
    let (lines, end) = (state.reading.view.lines.clone(), last(&state));
    for _ in 0..40 {
        keys(&mut state, ".");
        let start = state.reading.current_start().unwrap();
        let is_visible = start < end.end;
        assert_eq!(state.reading.view.lines == lines, is_visible, "{start}");
        if !is_visible {
            return;
        }
    }
    panic!("no mention was out of sight");
}

fn smooth(size: (u16, u16)) -> State {
    let options = ReaderOptions {
        smooth_scroll: true,
        ..ReaderOptions::default()
    };
    reader_with(options, size)
}

fn top(state: &State) -> usize {
    state.reading.visible_range().start
}

/// Protects: a smooth half page takes several steps and ends where the other one does; a key in between finishes it first, so
/// that no key is lost; at an end of the text it ends.
#[test]
fn a_smooth_half_page_ends_where_a_sudden_one_does() {
    let mut plain = reader((80, 24));
    let mut state = smooth((80, 24));
    let mut steps = 0;
    for key in ["d", "d", "u", "3d", "u"] {
        keys(&mut plain, key);
        assert!(!plain.is_moving());
        keys(&mut state, key);
        assert!(state.is_moving(), "{key}");
        assert_ne!(top(&state), top(&plain));
        while state.is_moving() {
            update(&mut state, Event::NextStep);
            steps += 1;
            assert!(steps < 100);
        }
        assert_eq!(top(&state), top(&plain), "{key}");
    }
    keys(&mut plain, "g d d j u");
    keys(&mut state, "g d d j u");
    assert!(state.is_moving());
    update(
        &mut state,
        Event::Resize {
            width: 80,
            height: 24,
        },
    );
    assert!(!state.is_moving());
    assert_eq!(top(&state), top(&plain));
    for key in ["g u", "G d", "G 99d", "f f G g 99u"] {
        keys(&mut state, key);
        assert!(!state.is_moving(), "{key}");
    }
    // Whole pages, and steps that no one waits for, are not smooth.
    keys(&mut state, "g f");
    let before = top(&state);
    update(&mut state, Event::NextStep);
    assert_eq!(top(&state), before);
}

/// Protects: without a current mention, a correction is about the mention nearest to the one that was left; without that, to
/// where mentions appear; without a mention on the screen there is none.
#[test]
fn corrections_are_about_the_nearest_mention() {
    let mut state = reader((80, 24));
    keys(&mut state, ". . .");
    let current = state.reading.current_entity();
    assert!(current.is_some());
    keys(&mut state, "esc x");
    assert_eq!(state.reading.current_entity(), current);
    assert_eq!(state.screen.overlays.len(), 1, "the question");
    keys(&mut state, "esc esc");
    let mut state = reader((80, 24));
    keys(&mut state, "M");
    assert!(state.reading.current.is_some() && state.screen.overlays.len() == 1);
    let mut state = reader((80, 24));
    keys(&mut state, ". esc H H H x");
    assert_eq!(state.screen.overlays.len(), 0, "none is highlighted");
    let mut state = reader_of(&paragraphs(&["No name stands here."]), (80, 24));
    keys(&mut state, "x");
    let notice = state.messages.current_notice().unwrap();
    assert!(notice.contains("No people or countries"), "{notice}");
}

/// Protects: `q` ends what is in front, as Esc does, and the program only if nothing is open.
#[test]
fn q_closes_what_is_in_front() {
    let mut state = reader((80, 24));
    for pressed in [
        "v q",
        "v v l l q",
        "? esc",
        ". enter q",
        "w q",
        "c q",
        "tab q",
    ] {
        let mut effects = keys(&mut state, pressed);
        // The card asks what was read before.
        effects.retain(|effect| !matches!(effect, Effect::AskLibrary(_)));
        assert_eq!(effects, [], "{pressed}");
        assert!(state.screen.overlays.is_empty(), "{pressed}");
    }
    for key in ["q", "esc"] {
        update(&mut state, Event::StoreFailed("It is broken.".to_owned()));
        assert!(keys(&mut state, key).is_empty());
        assert!(state.messages.current_box().is_none());
    }
    // Other keys close a message and act.
    update(&mut state, Event::StoreFailed("It is broken.".to_owned()));
    keys(&mut state, "z");
    assert!(state.screen.layout_options.zen && state.messages.current_box().is_none());
    assert_eq!(keys(&mut state, "q"), [Effect::Quit(0)]);
}

/// Protects: a file that has changed is reloaded once, but not while something is open that this would close, nor while
/// something else is being opened.
#[test]
fn a_changed_file_is_reloaded_when_nothing_is_in_the_way() {
    let reload = [Effect::Open(OpenRequest::Initial)];
    let mut state = reader((80, 24));
    keys(&mut state, ". . *");
    let selected = state.reading.selected_entity().unwrap().name.clone();
    assert_eq!(update(&mut state, Event::SourceChanged), reload);
    assert!(
        update(&mut state, Event::SourceChanged).is_empty(),
        "it is being loaded"
    );
    let (document, found) = article();
    let loaded = update(&mut state, Event::Loaded(Arc::clone(&document)));
    assert_eq!(loaded, reload, "it has changed again meanwhile");
    assert!(update(&mut state, Event::Loaded(Arc::clone(&document))).is_empty());
    update(&mut state, analysed(&document, found));
    assert_eq!(state.reading.selected_entity().unwrap().name, selected);

    for (opened, closed) in [
        ("?", "esc"),
        ("/ a", "esc"),
        ("v", "esc"),
        (". x", "esc"),
        ("t", "esc"),
    ] {
        keys(&mut state, opened);
        assert!(
            update(&mut state, Event::SourceChanged).is_empty(),
            "{opened}"
        );
        assert_eq!(keys(&mut state, closed), reload, "{opened}");
        update(&mut state, Event::Loaded(Arc::clone(&document)));
    }
}

/// Protects: a file that is being written is followed: what has been added shows, with its names, and the place stays.
#[test]
fn a_file_is_followed_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.txt");
    let body: String = (1..=60)
        .map(|n| format!("Paragraph {n} has a few words.\n\n"))
        .collect();
    std::fs::write(&path, &body).unwrap();
    let mut pty = Pty::start(command(&[BYLINE, "--follow", path.to_str().unwrap()]));
    pty.wait_for_reader("Paragraph 1 ");
    pty.send("}}}}}}}}}}");
    let eleventh = |pty: &Pty, words: &str| {
        pty.wait(words, |screen| {
            let shown = screen.contents();
            let first = shown.lines().nth(1).unwrap_or_default();
            first.contains("Paragraph 11 ") && shown.contains(words)
        });
    };
    eleventh(&pty, "PEOPLE  0");
    // Written into the file, and by putting another in its place, as editors do.
    std::fs::write(&path, format!("Barack Obama spoke.\n\n{body}")).unwrap();
    eleventh(&pty, "PEOPLE  1");
    let new = folder.path().join("draft.txt~");
    std::fs::write(
        &new,
        format!("Barack Obama spoke. Angela Merkel heard it.\n\n{body}"),
    )
    .unwrap();
    std::fs::rename(&new, &path).unwrap();
    eleventh(&pty, "PEOPLE  2");
    // A file that is gone or empty for a moment is waited for.
    std::fs::remove_file(&path).unwrap();
    pty.send(".");
    pty.wait_for_reader("wrapped to the first mention");
    std::fs::write(&path, "Nobody.\n").unwrap();
    pty.wait_for_reader("Nobody.");
    pty.send("q");
    pty.ends_with(0);
}

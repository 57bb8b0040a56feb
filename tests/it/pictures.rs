//! Pictures: where articles say they are, how they are loaded, and the overlay that shows them.

mod loading;
mod sources;

use crate::common::reader::{keys, press, reader_of, reader_with};
use crate::common::screen::{picture, rows};
use byline::app::action::Mode;
use byline::app::effect::Effect;
use byline::app::overlays::Overlay;
use byline::app::pictures::PictureId;
use byline::app::state::ReaderOptions;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder, Document, Picture};
use std::sync::Arc;

/// An article with three pictures: one with a caption, one without any words, and one at the end.
fn document() -> Arc<Document> {
    let mut builder = Builder::new("pictures");
    let words =
        "Some words of a paragraph that is long enough to take a few lines in a column of text. ";
    let paragraph = |builder: &mut Builder| {
        builder.push(words.repeat(4).trim());
        builder.end(BlockKind::Paragraph);
    };
    paragraph(&mut builder);
    builder.add_picture(
        "https://me:secret@example.org/one.png?size=9",
        "A lamp on a table",
    );
    builder.push("[A lamp on a table]");
    builder.end(BlockKind::Caption);
    for _ in 0..6 {
        paragraph(&mut builder);
    }
    builder.add_picture("file:///home/ann/two.png", "");
    for _ in 0..6 {
        paragraph(&mut builder);
    }
    builder.add_picture("data:image/png;base64,AAAA", "The end");
    Arc::new(builder.finish())
}

/// A picture with a red left half and a blue right half.
fn halves(width: usize, height: usize) -> Picture {
    let pixel = |n: usize| {
        if n % width < width / 2 {
            [255, 0, 0]
        } else {
            [0, 0, 255]
        }
    };
    let pixels: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    Picture::from_pixels(width, height, 3, &pixels).unwrap()
}

fn reader() -> State {
    reader_of(&document(), (80, 24))
}

/// The picture that `effects` ask for.
fn requested(effects: &[Effect]) -> PictureId {
    match effects {
        [Effect::LoadPicture(id)] => id.clone(),
        other => panic!("{other:?}"),
    }
}

/// The index of the open picture.
fn shown(state: &State) -> Option<usize> {
    match state.top_overlay() {
        Some(Overlay::Picture(viewer)) => Some(viewer.index),
        _ => None,
    }
}

fn loaded(state: &mut State, id: PictureId) -> Vec<Effect> {
    update(state, Event::PictureLoaded(id, Ok(halves(300, 200))))
}

fn contents(state: &State) -> String {
    rows(state).join("\n")
}

/// Protects: nothing is loaded until the key is pressed; then the picture near the place on the screen is, the screen says what is
/// fetched from where, and shows it when it is there.
#[test]
fn a_picture_is_loaded_when_it_is_asked_for() {
    let mut state = reader();
    assert!(keys(&mut state, "j k").is_empty());
    let id = requested(&keys(&mut state, "i"));
    assert_eq!(&*id.address, "https://me:secret@example.org/one.png?size=9");
    assert_eq!(id.article, "pictures");
    let screen = contents(&state);
    for words in [
        "A lamp on a table",
        "1 of 3",
        "Fetching the picture (example.org) …",
        "Esc close",
    ] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(!screen.contains("secret"), "{screen}");
    assert_eq!(state.screen_picture(), None);
    assert!(loaded(&mut state, id).is_empty());
    let screen = contents(&state);
    assert!(
        screen.contains("▀") && !screen.contains("Fetching"),
        "{screen}"
    );
    assert!(
        screen.contains("https://example.org/one.png?size=9"),
        "{screen}"
    );
    let on_screen = state.screen_picture().unwrap();
    let buffer = picture(&state);
    let area = on_screen.area;
    assert!(
        buffer
            .cell((area.x, area.y))
            .is_some_and(|cell| cell.symbol() == "▀")
    );
    assert!(
        buffer
            .cell((area.right() - 1, area.bottom() - 1))
            .is_some_and(|cell| cell.symbol() == "▀")
    );
}

/// Protects: a picture that has been loaded is shown again at once, and one that failed is tried again.
#[test]
fn loaded_pictures_are_kept() {
    let mut state = reader();
    let id = requested(&keys(&mut state, "i"));
    loaded(&mut state, id);
    assert!(keys(&mut state, "esc").is_empty());
    assert!(keys(&mut state, "i").is_empty());
    assert!(state.screen_picture().is_some());
    let two = requested(&keys(&mut state, "n"));
    let failure = "cannot show two.png: there is no such file".to_owned();
    assert!(update(&mut state, Event::PictureLoaded(two.clone(), Err(failure))).is_empty());
    assert!(contents(&state).contains("Cannot show two.png: there is no such file"));
    assert!(
        keys(&mut state, "ctrl-l").contains(&Effect::Redraw),
        "nothing is tried by itself"
    );
    assert!(keys(&mut state, "p").is_empty());
    assert_eq!(requested(&keys(&mut state, "n")), two);
}

/// Protects: keys lead to the next picture and the one before, stop at the ends, and cancel what they leave; a count works.
#[test]
fn pictures_are_walked() {
    let mut state = reader();
    for (key, index, notice) in [
        ("i", 0, ""),
        ("p", 0, "This is the first picture"),
        ("n", 1, ""),
        ("right", 2, ""),
        ("n", 2, "This is the last picture"),
        ("left", 1, ""),
        ("down", 2, ""),
        ("up", 1, ""),
        ("5p", 0, ""),
        ("9n", 2, ""),
    ] {
        keys(&mut state, key);
        assert_eq!(shown(&state), Some(index), "{key}");
        assert_eq!(
            state.messages.current_notice().unwrap_or_default(),
            notice,
            "{key}"
        );
    }
    let place = |state: &State| state.reading.visible_range();
    let before = place(&state);
    assert_eq!(keys(&mut state, "esc"), [Effect::CancelPicture]);
    assert_eq!(place(&state), before, "looking at pictures moves nothing");
    keys(&mut state, "i 9n enter");
    assert_eq!(shown(&state), None);
    assert!(place(&state).contains(&(state.reading.document.text().len() - 1)));
    keys(&mut state, "backspace");
    assert_eq!(place(&state), before);
}

/// Protects: every way to close a picture closes it, and cancels what is being loaded.
#[test]
fn closing_cancels() {
    for key in ["esc", "q", "i", "backspace"] {
        let mut state = reader();
        let id = requested(&keys(&mut state, "i"));
        assert_eq!(state.mode(), Mode::Picture);
        assert_eq!(keys(&mut state, key), [Effect::CancelPicture], "{key}");
        assert_eq!(state.mode(), Mode::Text, "{key}");
        // What arrives too late is not kept.
        loaded(&mut state, id.clone());
        assert_eq!(requested(&keys(&mut state, "i")), id);
    }
    let mut state = reader();
    keys(&mut state, "i");
    assert_eq!(press(&mut state, 3, 3), [Effect::CancelPicture]);
    keys(&mut state, "i");
    let other = update(&mut state, Event::Loaded(document()));
    assert!(other.contains(&Effect::CancelPicture), "{other:?}");
}

/// Protects: the picture nearest to what is on the screen opens, the one on the screen first.
#[test]
fn the_nearest_picture_opens() {
    let mut state = reader();
    keys(&mut state, "G i");
    assert_eq!(shown(&state), Some(2));
    keys(&mut state, "esc g i");
    assert_eq!(shown(&state), Some(0));
    let second = state.reading.document.pictures()[1].range.start;
    keys(&mut state, "esc");
    while !state.reading.visible_range().contains(&second) {
        keys(&mut state, "j");
    }
    keys(&mut state, "i");
    assert_eq!(shown(&state), Some(1));
}

/// Protects: a click on a caption opens its picture; one on other text, or a drag, does not.
#[test]
fn a_click_on_the_caption_opens_the_picture() {
    let mut state = reader();
    let column = state.screen.areas.column;
    let y = rows(&state)
        .iter()
        .position(|row| row.contains("[A lamp"))
        .unwrap() as u16;
    let click = |state: &mut State, y: u16, to: u16| {
        press(state, column.x + 3, y);
        let kind = MouseEventKind::Release;
        update(
            state,
            Event::Mouse(MouseEvent {
                x: column.x + to,
                y,
                kind,
            }),
        )
    };
    click(&mut state, 0, 3);
    assert_eq!(shown(&state), None);
    click(&mut state, y, 9);
    assert_eq!(shown(&state), None);
    requested(&click(&mut state, y, 3));
    assert_eq!(shown(&state), Some(0));
}

/// Protects: where no picture can be shown, the key says why and loads nothing.
#[test]
fn where_pictures_cannot_be_shown_the_key_says_so() {
    let notice = |options: ReaderOptions, document: Arc<Document>| {
        let mut state = State::new(document, (80, 24), options);
        assert!(keys(&mut state, "i").is_empty());
        assert_eq!(state.mode(), Mode::Text);
        state
            .messages
            .current_notice()
            .unwrap_or_default()
            .to_owned()
    };
    let ascii = ReaderOptions {
        ascii: true,
        ..ReaderOptions::default()
    };
    assert_eq!(
        notice(ascii, document()),
        "This terminal cannot show pictures"
    );
    let grey = ReaderOptions {
        colour: false,
        ..ReaderOptions::default()
    };
    assert_eq!(
        notice(grey, document()),
        "Pictures need colours, which are switched off"
    );
    let none = crate::common::reader::paragraphs(&["No picture."]);
    assert_eq!(
        notice(ReaderOptions::default(), none),
        "No pictures in this article"
    );
}

/// Protects: a picture fits at every size of the screen, also while the size changes, and nothing covers it but the overlays over it.
#[test]
fn pictures_fit_every_screen() {
    let mut state = reader();
    let id = requested(&keys(&mut state, "i"));
    loaded(&mut state, id);
    for width in (0..130).step_by(7) {
        for height in 0..45 {
            update(&mut state, Event::Resize { width, height });
            if let Some(on_screen) = state.screen_picture() {
                let area = on_screen.area;
                assert!(
                    area.right() <= width && area.bottom() <= height,
                    "{width}×{height}"
                );
            }
            picture(&state);
        }
    }
    update(
        &mut state,
        Event::Resize {
            width: 80,
            height: 24,
        },
    );
    assert!(state.screen_picture().is_some());
    keys(&mut state, "?");
    assert_eq!(state.screen_picture(), None, "the help is over it");
    keys(&mut state, "esc");
    assert!(state.screen_picture().is_some());
}

/// Protects: hostile words of an article reach the screen as harmless ones.
#[test]
fn captions_and_addresses_are_harmless() {
    let mut builder = Builder::new("hostile");
    builder.push("Words.");
    builder.end(BlockKind::Paragraph);
    builder.add_picture(
        "file:///tmp/\u{202e}gnp.\u{200b}txt",
        "a long caption ".repeat(40).trim(),
    );
    let mut state = reader_with(ReaderOptions::default(), (80, 24));
    update(&mut state, Event::Loaded(Arc::new(builder.finish())));
    keys(&mut state, "i");
    let screen = contents(&state);
    assert!(screen.contains("/tmp/\u{fffd}gnp.\u{fffd}txt"), "{screen}");
    assert!(screen.contains("a long caption a long"), "{screen}");
}

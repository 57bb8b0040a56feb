//! Links in the reader: clicks on them, previews of the notes that they lead to, and addresses in the text.

use crate::common::program::byline;
use crate::common::reader::{analysed, keys, reader, reader_of};
use crate::common::screen::{cell_of_words, last_row, picture, rows, screen};
use byline::app::action::Mode;
use byline::app::effect::{Effect, OpenRequest};
use byline::app::overlays::Overlay;
use byline::app::overlays::note_preview::NotePreview;
use byline::app::state::ReaderOptions;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder, Document};
use byline::load;
use byline::palette::built_in_palette;
use ratatui::style::Modifier;
use std::sync::Arc;

/// An article with a link in a sentence, a mark of a note, and the note far below.
fn article_with_note() -> Arc<Document> {
    let mut builder = Builder::new("test");
    builder.push("The lamp is lit at dusk");
    let start = builder.len();
    builder.push("[1]");
    builder.add_link(start, "#note");
    builder.push(" by the keeper, see ");
    let start = builder.len();
    builder.push("the timetable");
    builder.add_link(start, "https://example.org/times");
    builder.push(" of the harbour.");
    builder.end(BlockKind::Paragraph);
    filler(&mut builder);
    builder.add_place("note");
    builder.push("In winter at three, as the pilots asked.");
    builder.end(item("1."));
    builder.push("Since 1912 also on Sundays.");
    builder.end(item("  "));
    builder.push("Another note.");
    builder.end(item("2."));
    filler(&mut builder);
    Arc::new(builder.finish())
}

fn filler(builder: &mut Builder) {
    for n in 0..60 {
        builder.push(&format!("Paragraph {n} has no link."));
        builder.end(BlockKind::Paragraph);
    }
}

fn item(marker: &str) -> BlockKind {
    BlockKind::ListItem {
        marker: marker.to_owned(),
        depth: 0,
    }
}

fn mouse(state: &mut State, kind: MouseEventKind, (x, y): (u16, u16)) -> Vec<Effect> {
    update(state, Event::Mouse(MouseEvent { x, y, kind }))
}

fn click(state: &mut State, at: (u16, u16)) -> Vec<Effect> {
    let mut effects = mouse(state, MouseEventKind::Press, at);
    effects.extend(mouse(state, MouseEventKind::Release, at));
    effects
}

/// The second and third press of a multiple click, and their releases.
fn click_again(state: &mut State, (x, y): (u16, u16)) -> Vec<Effect> {
    let mut effects = Vec::new();
    for clicks in [2, 3] {
        let kind = MouseEventKind::Press;
        let mouse = MouseEvent { x, y, kind };
        effects.extend(update(state, Event::MultiClick { mouse, clicks }));
        effects.extend(self::mouse(state, MouseEventKind::Release, (x, y)));
    }
    effects
}

/// The effect of following a link to `address` in the reader.
fn open(address: &str) -> Effect {
    Effect::Open(OpenRequest::Other(Some(address.to_owned())))
}

fn visible_text(state: &State) -> &str {
    state.reading.document.slice(state.reading.visible_range())
}

fn note_preview(state: &State) -> Option<&NotePreview> {
    state
        .screen
        .overlays
        .iter()
        .find_map(|overlay| match overlay {
            Overlay::NotePreview(preview) => Some(preview),
            _ => None,
        })
}

/// Protects: a click on a link opens its page, once for a double or a triple click; a click beside it opens nothing.
#[test]
fn click_opens_the_page_of_a_link() {
    let mut state = reader_of(&article_with_note(), (80, 24));
    for words in ["the timetable", "timetable"] {
        let at = cell_of_words(&state, words);
        assert!(mouse(&mut state, MouseEventKind::Press, at).is_empty());
        let effects = mouse(&mut state, MouseEventKind::Release, at);
        assert_eq!(effects, [open("https://example.org/times")]);
        assert!(click_again(&mut state, at).is_empty());
        assert_eq!(state.mode(), Mode::Text);
    }
    let beside = cell_of_words(&state, "keeper, see");
    assert!(click(&mut state, beside).is_empty());
    // Elsewhere a double click selects a word as ever.
    assert_eq!(click_again(&mut state, beside).len(), 2);
    assert_eq!(state.mode(), Mode::Selection);
}

/// Protects: a click on the mark of a note goes there, Backspace returns, and further quick clicks hit nothing there.
#[test]
fn click_on_a_mark_jumps_to_the_note() {
    let mut state = reader_of(&article_with_note(), (80, 24));
    let before = state.reading.visible_range();
    let at = cell_of_words(&state, "[1]");
    assert!(click(&mut state, at).is_empty());
    assert!(visible_text(&state).starts_with("In winter at three"));
    let there = state.reading.visible_range();
    assert!(click_again(&mut state, at).is_empty());
    assert_eq!(
        (state.mode(), state.reading.visible_range()),
        (Mode::Text, there)
    );
    keys(&mut state, "backspace");
    assert_eq!(state.reading.visible_range(), before);
}

/// Protects: a drag that begins on a link selects text and follows nothing, even if it ends where it began.
#[test]
fn drag_from_a_link_selects() {
    let mut state = reader_of(&article_with_note(), (80, 24));
    let (from, to) = (
        cell_of_words(&state, "the timetable"),
        cell_of_words(&state, "harbour"),
    );
    for path in [vec![to], vec![to, from]] {
        mouse(&mut state, MouseEventKind::Press, from);
        let mut effects = Vec::new();
        for &at in &path {
            effects.extend(mouse(&mut state, MouseEventKind::Drag, at));
        }
        let end = path[path.len() - 1];
        effects.extend(mouse(&mut state, MouseEventKind::Release, end));
        assert!(
            matches!(&effects[..], [Effect::CopyToClipboard(_)]),
            "{effects:?}"
        );
        assert_eq!(state.mode(), Mode::Selection);
        // The click that ends the selection follows no link either.
        assert!(click(&mut state, from).is_empty());
        assert_eq!(state.mode(), Mode::Text);
    }
    // Terminals may leave out the movement.
    mouse(&mut state, MouseEventKind::Press, from);
    assert!(mouse(&mut state, MouseEventKind::Release, to).is_empty());
}

/// Protects: a click on a mention selects it, even if it stands in a link; the rest of that link can be clicked.
#[test]
fn click_on_a_linked_mention_selects_it() {
    let mut state = reader((100, 24));
    let (mention, rest) = (
        cell_of_words(&state, "Merkel thanked"),
        cell_of_words(&state, "thanked Mr."),
    );
    assert!(click(&mut state, mention).is_empty());
    let selected = state.reading.selected_entity().unwrap();
    assert_eq!(selected.name, "Angela Merkel");
    let effects = click(&mut state, rest);
    assert!(
        matches!(&effects[..], [Effect::Open(OpenRequest::Other(Some(_)))]),
        "{effects:?}"
    );
}

/// Protects: after `F`, the key of the preview shows the note beside its mark, moves nothing, and the next key closes it.
#[test]
fn note_is_previewed_from_its_mark() {
    for size in [(80, 24), (120, 40), (40, 12), (30, 8)] {
        let mut state = reader_of(&article_with_note(), size);
        let before = state.reading.visible_range();
        assert!(keys(&mut state, "F p").is_empty());
        let preview = note_preview(&state).expect("the only note is previewed at once");
        assert_eq!(
            state.reading.document.slice(preview.note.clone()),
            "In winter at three, as the pilots asked.\n\nSince 1912 also on Sundays."
        );
        let layout = preview.layout(&state).unwrap();
        let (x, y) = cell_of_words(&state, "[1]");
        assert!(!layout.outer.contains(x, y), "{size:?}: it covers the mark");
        let screen = rows(&state).join("\n");
        assert!(screen.contains("In winter at three"), "{size:?}\n{screen}");
        assert_eq!(state.reading.visible_range(), before);
        for close in ["q", "esc", "p"] {
            assert!(keys(&mut state, close).is_empty());
            assert!(note_preview(&state).is_none());
            assert_eq!(state.reading.visible_range(), before);
            keys(&mut state, "F p");
        }
        keys(&mut state, "j");
        assert!(note_preview(&state).is_none());
        assert_ne!(state.reading.visible_range(), before, "the key is applied");
        keys(&mut state, "k F p");
        let outside = (state.screen.areas.column.x, 0);
        assert!(click(&mut state, outside).is_empty());
        assert!(note_preview(&state).is_none());
    }
}

/// Protects: of several notes the letters choose the one to preview; links out of the article are not labelled meanwhile,
/// and come back with the same key.
#[test]
fn letters_choose_the_note_to_preview() {
    let mut builder = Builder::new("test");
    for (words, target) in [
        ("one", "#first"),
        ("away", "https://example.org"),
        ("two", "#second"),
    ] {
        let start = builder.begin();
        builder.push(words);
        builder.add_link(start, target);
        builder.end(BlockKind::Paragraph);
    }
    for (place, words, kind) in [
        ("first", "The first note.", BlockKind::Paragraph),
        ("second", "The second part", BlockKind::Heading(2)),
        ("", "It begins like this.", BlockKind::Paragraph),
        ("", "And goes on.", BlockKind::Paragraph),
    ] {
        builder.add_place(place);
        builder.push(words);
        builder.end(kind);
    }
    let mut state = reader_of(&Arc::new(builder.finish()), (80, 24));
    let labelled = |state: &State| match state.screen.overlays.last() {
        Some(Overlay::LinkHints(hints)) => hints
            .candidates()
            .map(|hint| (hint.label.clone(), hint.range.start))
            .collect::<Vec<_>>(),
        _ => panic!("no link hints"),
    };
    keys(&mut state, "F");
    let all = labelled(&state);
    assert_eq!(all.len(), 3);
    keys(&mut state, "p");
    assert_eq!(labelled(&state), [all[0].clone(), all[2].clone()]);
    keys(&mut state, &all[1].0);
    assert_eq!(state.mode(), Mode::LinkHints, "it has no label now");
    keys(&mut state, "p");
    assert_eq!(labelled(&state), all);
    keys(&mut state, &format!("p {}", all[2].0));
    let note = note_preview(&state).unwrap().note.clone();
    assert_eq!(
        state.reading.document.slice(note),
        "The second part\n\nIt begins like this.",
        "a heading with the beginning of its part"
    );
}

/// Protects: the letter of a link stands directly before it and hides nothing, and a blank parts it from the word before.
#[test]
fn labels_stand_apart_from_the_word_before() {
    let mut builder = Builder::new("an article");
    for (before, link) in [
        ("He had flown from ", "Moscow"),
        (" to ", "Nairobi"),
        (" (see ", "the map"),
        (", “", "the table"),
    ] {
        builder.push(before);
        let start = builder.len();
        builder.push(link);
        builder.add_link(start, format!("https://example.org/{}", link.len()));
    }
    builder.push("”).");
    builder.end(BlockKind::Paragraph);
    let mut state = reader_of(&Arc::new(builder.finish()), (100, 24));
    keys(&mut state, "F");
    let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() else {
        panic!("no link hints");
    };
    let [moscow, nairobi, map, table] = hints.links.as_slice() else {
        panic!("four links: {hints:?}");
    };
    let expected = format!(
        "from {}Moscow to {}Nairobi (see {}the map, “{}the table”).",
        moscow.label, nairobi.label, map.label, table.label
    );
    let shown = screen(&state);
    assert!(shown.contains(&expected), "{expected}\n{shown}");
}

/// Protects: where no link leads into the article there is nothing to preview, and the labels stay.
#[test]
fn pages_have_no_preview() {
    let mut state = reader((100, 24));
    assert!(keys(&mut state, "F p").is_empty());
    assert_eq!(state.mode(), Mode::LinkHints);
    assert_eq!(
        state.messages.current_notice(),
        Some("No link to a note or another place of this article on the screen")
    );
}

/// What each link of `document` reads, and where it leads.
fn links_of(document: &Document) -> Vec<[&str; 2]> {
    let links = document.links().iter();
    links
        .map(|link| [document.slice(link.range.clone()), link.target.as_str()])
        .collect()
}

/// Protects: web addresses in plain text, Markdown, letters, pages and feed items are links, each once and with its own
/// target if the text gives one; `F` labels them and a click opens them.
#[test]
fn addresses_in_the_text_are_links() {
    let words = "The lamp is lit at dusk, as it was in the days of sail and of steam. ".repeat(5);
    let plain = "https://example.org/lamp";
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        load::open(&load::parse_source(path), &load::LoadOptions::default()).unwrap()
    };
    let text = read(
        "a.txt",
        format!("{words}\n\nSee {plain}. Or www.example.org/b (new).\n"),
    );
    assert_eq!(
        links_of(&text),
        [
            [plain, plain],
            ["www.example.org/b", "http://www.example.org/b"]
        ]
    );
    let markdown = read(
        "a.md",
        format!(
            "# Lamps\n\n{words}\n\nSee {plain}, <{plain}/2>, [the {plain}/3 page]({plain}/4) and `{plain}/5`.\n"
        ),
    );
    assert_eq!(
        links_of(&markdown),
        [
            [plain, plain],
            ["https://example.org/lamp/2", "https://example.org/lamp/2"],
            [
                "the https://example.org/lamp/3 page",
                "https://example.org/lamp/4"
            ],
            ["https://example.org/lamp/5", "https://example.org/lamp/5"],
        ]
    );
    let letter = read(
        "a.eml",
        format!(
            "From: Ann <ann@example.org>\nSubject: Lamps\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n{words}\n> see {plain}\n"
        ),
    );
    assert_eq!(links_of(&letter), [[plain, plain]]);
    let page = read(
        "a.html",
        format!(
            "<title>Lamps</title><p>{words}<p>See <a href='{plain}/1'>{plain}</a> or {plain}/2."
        ),
    );
    assert_eq!(
        links_of(&page),
        [
            [plain, "https://example.org/lamp/1"],
            ["https://example.org/lamp/2", "https://example.org/lamp/2"]
        ]
    );
    let mut state = reader_of(&Arc::new(text), (80, 24));
    let at = cell_of_words(&state, "www.example");
    assert_eq!(click(&mut state, at), [open("http://www.example.org/b")]);
    keys(&mut state, "F");
    let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() else {
        panic!("no link hints");
    };
    assert_eq!(hints.links.len(), 2);
}

/// Protects: addresses in the items of a feed are links, and in a printed page they can be clicked.
#[test]
fn addresses_in_feeds_and_printed_pages_are_links() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.xml");
    let words = "The lamp is lit at dusk, as it was in the days of sail. ".repeat(20);
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Lamps</title><item><title>One</title>\
         <description>{words} See https://example.org/lamp.</description></item></channel></rss>"
    );
    std::fs::write(&path, feed).unwrap();
    let options = load::LoadOptions::default();
    let source = load::parse_source(path);
    let Ok(load::Content::Feed(feed)) = load::open_content(&source, &options, &|_| true) else {
        panic!("no feed");
    };
    let document = load::open_feed_item(&feed, 0, &options, &|_| true).unwrap();
    let address = "https://example.org/lamp";
    assert_eq!(links_of(&document), [[address, address]]);
    let path = folder.path().join("a.txt");
    std::fs::write(&path, format!("{words}\n\nSee {address}.\n")).unwrap();
    let printed = byline().arg("--html").arg(&path).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let link = format!("href=\"{address}\">{address}</a>");
    assert!(printed.contains(&link), "{printed}");
}

/// The article of [`article_with_note`]'s shape with names: a linked person, a linked country and a linked word.
fn article_with_linked_names(options: ReaderOptions, size: (u16, u16)) -> State {
    let mut builder = Builder::new("test");
    let link = |builder: &mut Builder, words: &str, target: &str| {
        let start = builder.len();
        builder.push(words);
        builder.add_link(start, target);
    };
    builder.push("The talks went on. ");
    link(&mut builder, "Angela Merkel", "https://example.org/merkel");
    builder.push(" flew to ");
    link(&mut builder, "Portugal", "https://example.org/portugal");
    builder.push(" and read ");
    link(&mut builder, "a book", "https://example.org/book");
    builder.push(". Angela Merkel likes Portugal.");
    builder.end(BlockKind::Paragraph);
    let document = Arc::new(builder.finish());
    let entities = Arc::new(byline::entities::read(&document));
    let mut state = State::new(Arc::clone(&document), size, options);
    update(&mut state, analysed(&document, entities));
    state
}

/// Protects: a link looks like one also where it is a name, with colours and without, and still like a name; unless the name
/// is current, which stands out whatever it is.
#[test]
fn linked_names_look_like_links_and_like_names() {
    for colour in [true, false] {
        let options = ReaderOptions {
            colour,
            palette: Arc::new(built_in_palette("terminal").unwrap().clone()),
            ..ReaderOptions::default()
        };
        let mut state = article_with_linked_names(options, (80, 24));
        let style_of = |state: &State, words: &str| {
            let at = cell_of_words(state, words);
            picture(state)[at].style()
        };
        let link = style_of(&state, "a book");
        for (linked, plain) in [
            ("Angela Merkel flew", "Angela Merkel likes"),
            ("Portugal and", "Portugal."),
        ] {
            let (linked, plain) = (style_of(&state, linked), style_of(&state, plain));
            assert_eq!(linked.fg, link.fg, "the colour of links");
            assert!(linked.add_modifier.contains(link.add_modifier));
            assert!(linked.add_modifier.contains(plain.add_modifier));
            assert_ne!(linked, link);
            assert_ne!(linked, plain);
        }
        keys(&mut state, ".");
        let current = style_of(&state, "Angela Merkel flew");
        assert!(current.fg != link.fg || !colour);
        assert!(current.add_modifier.contains(Modifier::BOLD));
    }
}

/// Protects: the letter of a link stands before it and hides none of its letters, whether a blank is before it or not; and the
/// status line says what to do.
#[test]
fn letters_of_links_hide_no_letter() {
    let mut state = article_with_linked_names(ReaderOptions::default(), (80, 24));
    keys(&mut state, "F");
    let text = rows(&state).join("\n");
    for words in ["Angela Merkel flew to", "Portugal and", "a book."] {
        let at = text.find(words).unwrap_or_else(|| panic!("{text}"));
        assert!(text[..at].ends_with(['f', 'j', 'd']), "{text}");
    }
    assert!(
        last_row(&state).contains("3 links: type a letter"),
        "{text}"
    );

    // Without a blank before it, the rest of the line moves to the right.
    let mut state = reader_of(&article_with_note(), (80, 24));
    keys(&mut state, "F");
    let rows_shown = rows(&state);
    let first = rows_shown.iter().find(|row| row.contains("dusk")).unwrap();
    assert!(
        first.contains("dusk") && first.contains("[1] by the keeper"),
        "{first}"
    );
    let next = ["see fthe", "see jthe"];
    assert!(next.iter().any(|next| first.contains(next)), "{first}");
    let at = first.find("[1]").unwrap();
    assert!(
        first[..at].ends_with("duskf") || first[..at].ends_with("duskj"),
        "{first}"
    );

    // At the beginning of a line it stands in the margin, and where there is none the text gives way.
    for width in [80, 12] {
        let mut builder = Builder::new("test");
        for words in ["北京 is a link", "so is this"] {
            let start = builder.begin();
            builder.push(words);
            builder.add_link(start, "https://example.org/");
            builder.end(BlockKind::Paragraph);
        }
        let mut state = reader_of(&Arc::new(builder.finish()), (width, 24));
        keys(&mut state, "F");
        let rows = rows(&state);
        for words in ["北", "so is"] {
            let row = rows.iter().find(|row| row.contains(words));
            let row = row.unwrap_or_else(|| panic!("{rows:?}"));
            let at = row.find(words).unwrap();
            assert!(row[..at].ends_with(['f', 'j']), "{rows:?}");
        }
    }
}

/// Protects: the status line shows where the link of the current mention leads, and that of the word that is being selected.
#[test]
fn status_line_shows_the_address_of_the_link_under_the_cursor() {
    let mut state = article_with_linked_names(ReaderOptions::default(), (120, 24));
    keys(&mut state, ".");
    let row = last_row(&state);
    assert!(
        row.contains("Angela Merkel 1/2 · https://example.org/merkel"),
        "{row}"
    );
    assert!(row.contains("help"), "key hints are kept: {row}");
    keys(&mut state, ". .");
    assert!(!last_row(&state).contains("https://"));
    keys(&mut state, "esc v");
    assert!(!last_row(&state).contains("https://"));
    for _ in 0..4 {
        keys(&mut state, "l");
    }
    assert!(
        last_row(&state).contains("https://example.org/merkel"),
        "{}",
        last_row(&state)
    );
}

//! The reader without a terminal: articles to open in it, and keys written as text.

use byline::app::effect::Effect;
use byline::app::key::Key;
use byline::app::overlays::Overlay;
use byline::app::overlays::preview::Preview;
use byline::app::state::ReaderOptions;
use byline::app::{Event, MouseEvent, MouseEventKind, State, update};
use byline::document::{BlockKind, Builder, Document};
use byline::entities::{self, Entities};
use std::sync::{Arc, LazyLock};

/// An article with a title, headings, a list, quotations, links, and people and countries throughout.
pub(crate) fn article() -> (Arc<Document>, Arc<Entities>) {
    // Analysed once, because that takes long and most tests open it.
    static ARTICLE: LazyLock<(Arc<Document>, Arc<Entities>)> = LazyLock::new(|| {
        let document = talks();
        let entities = Arc::new(entities::read(&document));
        (Arc::new(document), entities)
    });
    ARTICLE.clone()
}

fn talks() -> Document {
    let mut builder = Builder::new("an article");
    builder.meta_mut().title = Some("Talks in Paris".to_owned());
    builder.push("Talks in Paris end without a treaty");
    builder.end(BlockKind::Title);
    builder.add_picture("https://example.org/paris.jpg", "The palace in Paris");
    for n in 0..6 {
        builder.push(&format!("Part {n}"));
        builder.end(BlockKind::Heading(2));
        builder.push(
            "The French foreign minister, Colette Dumont, met President Bashar al-Assad of Syria on Monday. Dumont said that \
             France and Germany would wait. In Berlin the German chancellor, Angela Merkel, spoke to Vladimir Putin of Russia.",
        );
        builder.end(BlockKind::Paragraph);
        let start = builder.begin();
        builder.push("Merkel thanked Mr. Putin, who had flown from Moscow to Kenya.");
        builder.add_link(start, format!("https://example.org/kenya/{n}"));
        builder.end(BlockKind::ListItem {
            marker: "•".to_owned(),
            depth: 0,
        });
        builder.push("“We shall see,” said Barack Obama of the United States, “what Syria does.”");
        builder.set_quote_depth(1);
        builder.end(BlockKind::Paragraph);
        builder.set_quote_depth(0);
    }
    builder.finish()
}

/// A document with these paragraphs.
pub(crate) fn paragraphs(texts: &[impl AsRef<str>]) -> Arc<Document> {
    let mut builder = Builder::new("an article");
    for text in texts {
        builder.push(text.as_ref());
        builder.end(BlockKind::Paragraph);
    }
    Arc::new(builder.finish())
}

/// The event that the analysis of the whole `document` has found `entities`.
pub(crate) fn analysed(document: &Document, entities: Arc<Entities>) -> Event {
    Event::Analysed {
        entities,
        covered: document.text().len(),
        done: true,
    }
}

/// The reader with the article, completely analysed.
pub(crate) fn reader(size: (u16, u16)) -> State {
    reader_with(ReaderOptions::default(), size)
}

/// The same with other options.
pub(crate) fn reader_with(options: ReaderOptions, size: (u16, u16)) -> State {
    let (document, entities) = article();
    let found = analysed(&document, entities);
    let mut state = State::new(document, size, options);
    update(&mut state, found);
    state
}

/// The reader with `document`, completely analysed.
pub(crate) fn reader_of(document: &Arc<Document>, size: (u16, u16)) -> State {
    let mut state = State::new(Arc::clone(document), size, ReaderOptions::default());
    let entities = Arc::new(entities::read(document));
    update(&mut state, analysed(document, entities));
    state
}

/// Presses keys given as text, separated by blanks; digits before a key are its count ("5j").
pub(crate) fn keys(state: &mut State, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for word in text.split_whitespace() {
        let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let (digits, name) = word.split_at(word.len() - name.len());
        for digit in digits.chars() {
            effects.extend(update(state, Event::Key(Key::char(digit))));
        }
        if !name.is_empty() {
            effects.extend(update(state, Event::Key(name.parse().expect("a key"))));
        }
    }
    effects
}

/// Presses the mouse button at column `x` and row `y`.
pub(crate) fn press(state: &mut State, x: u16, y: u16) -> Vec<Effect> {
    let kind = MouseEventKind::Press;
    update(state, Event::Mouse(MouseEvent { x, y, kind }))
}

/// Types `text` character by character, blanks included.
pub(crate) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let press = |c| update(state, Event::Key(Key::char(c)));
    text.chars().flat_map(press).collect()
}

/// Selects the entity `name` with the keys that do not move the text.
pub(crate) fn select(state: &mut State, name: &str) {
    keys(state, "J 99K");
    for _ in 0..50 {
        let selected = state.reading.selected_entity();
        if selected.is_some_and(|entity| entity.name == name) {
            return;
        }
        keys(state, "J");
    }
    panic!("no entity named {name}");
}

/// The open preview.
pub(crate) fn preview(state: &State) -> Option<&Preview> {
    state
        .screen
        .overlays
        .iter()
        .find_map(|overlay| match overlay {
            Overlay::Preview(preview) => Some(preview),
            _ => None,
        })
}

/// The first visible line of the help, if that is open.
pub(crate) fn help_top(state: &State) -> Option<usize> {
    match state.top_overlay() {
        Some(Overlay::Help(help)) => Some(help.top),
        _ => None,
    }
}

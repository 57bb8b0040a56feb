//! Shared by the tests of the reader: an article with people and countries, keys written as text, and the drawn screen.

use byline::app::effect::Effect;
use byline::app::key::Key;
use byline::app::overlays::Overlay;
use byline::app::overlays::preview::Preview;
use byline::app::state::ReaderOptions;
use byline::app::{Event, State, update};
use byline::document::{BlockKind, Builder, Document};
use byline::entities::{self, Entities};
use byline::layout::Size;
use byline::layout::measure;
use byline::views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// An article with a title, two headings, a list, a quotation, and people and countries throughout.
pub(crate) fn article() -> (Arc<Document>, Arc<Entities>) {
    let mut builder = Builder::new("an article");
    builder.meta_mut().title = Some("Talks in Paris".to_owned());
    builder.push("Talks in Paris end without a treaty");
    builder.end(BlockKind::Title);
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
    let document = Arc::new(builder.finish());
    let entities = Arc::new(entities::read(&document));
    (document, entities)
}

/// The state of the reader with that article, completely analysed.
pub(crate) fn reader(size: (u16, u16)) -> State {
    let (document, entities) = article();
    let covered = document.text().len();
    let mut state = State::new(document, size, ReaderOptions::default());
    update(
        &mut state,
        Event::Analysed {
            entities,
            covered,
            done: true,
        },
    );
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

/// Selects the entity `name`, without moving the text.
pub(crate) fn select(state: &mut State, name: &str) {
    for _ in 0..50 {
        keys(state, "J");
        if state
            .reading
            .selected_entity()
            .is_some_and(|e| e.name == name)
        {
            return;
        }
    }
    panic!("no entity named {name}");
}

/// The cell and the index of the `n`th mention on the screen.
pub(crate) fn at(state: &State, n: usize) -> (u16, u16, usize) {
    let index = state
        .reading
        .entities
        .mentions_in(state.reading.visible_range())
        .nth(n)
        .expect("a mention on screen");
    let start = state.reading.entities.mentions()[index].range.start;
    let row = state
        .reading
        .view
        .lines
        .iter()
        .rposition(|line| !line.blank && line.range.start <= start)
        .expect("its line");
    let line = &state.reading.view.lines[row];
    let x = measure::cells(state.reading.document.slice(line.range.start..start));
    (
        state.screen.areas.column.x + line.indent + x as u16,
        state.screen.areas.column.y + row as u16,
        index,
    )
}

/// The drawn screen of `state`.
pub(crate) fn picture(state: &State) -> Buffer {
    let Size {
        columns: width,
        rows: height,
    } = state.screen.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    views::paint(state, &mut buffer);
    buffer
}

/// The rows of the drawn screen as text, without trailing blanks.
pub(crate) fn rows(state: &State) -> Vec<String> {
    let buffer = picture(state);
    let row = |y| {
        let cells = (0..state.screen.size.columns).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..state.screen.size.rows).map(row).collect()
}

/// The drawn screen as text.
pub(crate) fn screen(state: &State) -> String {
    rows(state).join("\n")
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

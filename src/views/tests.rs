//! Pictures of the screen as text. Its styles are in `tests/it/styles.rs`.

use super::paint;
use crate::app::state::ReaderOptions;
use crate::app::{Event, State, update};
use crate::document::{BlockKind, Builder, Document};
use crate::entities::{
    CountryCode, CountryHit, Entities, FoundPerson, MentionType, PersonHit, build_entities,
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;
use std::sync::Arc;

fn document() -> Document {
    let mut builder = Builder::new("harbour.txt");
    builder.meta_mut().title = Some("The harbour light".to_owned());
    builder.push("The harbour light");
    builder.end(BlockKind::Title);
    builder
        .push("Edda Lind, the keeper, came from Norway last year. Lind says the light will stay.");
    builder.end(BlockKind::Paragraph);
    builder.push("Terms");
    builder.end(BlockKind::Heading(2));
    builder.push("a lamp for Oslo");
    builder.end(BlockKind::ListItem {
        marker: "•".to_owned(),
        depth: 0,
    });
    builder.push("a boat for Sami Okoro");
    builder.end(BlockKind::ListItem {
        marker: "•".to_owned(),
        depth: 0,
    });
    builder.set_quote_depth(1);
    builder.push("“It is only a lamp,” said Okoro.");
    builder.end(BlockKind::Paragraph);
    builder.finish()
}

/// The byte ranges of `word` in `text`.
fn ranges_of(text: &str, word: &str) -> Vec<Range<usize>> {
    text.match_indices(word)
        .map(|(at, found)| at..at + found.len())
        .collect()
}

fn found_entities(document: &Document) -> Entities {
    let text = document.text();
    let person = |name: &str, role: &str, forms: &[Range<usize>]| FoundPerson {
        name: name.to_owned(),
        roles: vec![role.to_owned()],
        hits: forms.iter().cloned().map(PersonHit::tagged).collect(),
    };
    let lind = [
        ranges_of(text, "Edda Lind"),
        ranges_of(text, "Lind says")
            .into_iter()
            .map(|r| r.start..r.start + 4)
            .collect(),
    ]
    .concat();
    let okoro = [
        ranges_of(text, "Sami Okoro"),
        ranges_of(text, "Okoro.")
            .into_iter()
            .map(|r| r.start..r.end - 1)
            .collect(),
    ]
    .concat();
    let country = |word: &str, mention_type: MentionType| {
        ranges_of(text, word)
            .into_iter()
            .map(move |range| (range, mention_type))
            .collect::<Vec<_>>()
    };
    let norway = [
        country("Norway", MentionType::Name),
        country("Oslo", MentionType::Capital),
    ]
    .concat();
    let hits = norway.into_iter().filter_map(|(range, mention_type)| {
        Some(CountryHit {
            range,
            code: CountryCode::new("NO")?,
            name: "Norway",
            mention_type,
            weight: 90,
        })
    });
    build_entities(
        text,
        vec![
            person("Edda Lind", "keeper", &lind),
            person("Sami Okoro", "boatman", &okoro),
        ],
        hits.collect(),
    )
}

fn reader(size: (u16, u16), keys: &str) -> State {
    let document = Arc::new(document());
    let entities = Arc::new(found_entities(&document));
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
    for key in keys.split_whitespace() {
        update(&mut state, Event::Key(key.parse().expect("a key")));
    }
    state
}

fn picture(state: &State) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(
        0,
        0,
        state.screen.size.columns,
        state.screen.size.rows,
    ));
    paint(state, &mut buffer);
    buffer
}

fn text(buffer: &Buffer) -> String {
    let row = |y| {
        (0..buffer.area.width)
            .map(|x| buffer[(x, y)].symbol())
            .collect::<String>()
    };
    (0..buffer.area.height)
        .map(|y| row(y).trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn side_by_side() {
    insta::assert_snapshot!(text(&picture(&reader((84, 16), ". ."))));
}

#[test]
fn the_scrollbar_shows_the_selected_entity() {
    insta::assert_snapshot!(text(&picture(&reader((84, 8), ". *"))));
}

#[test]
fn the_panel_over_the_text() {
    insta::assert_snapshot!(text(&picture(&reader((44, 12), "e"))));
}

#[test]
fn the_article_without_a_panel() {
    insta::assert_snapshot!(text(&picture(&reader((30, 6), "j"))));
}

#[test]
fn help() {
    insta::assert_snapshot!(text(&picture(&reader((120, 30), "?"))));
}

/// An article with an author, a table and a word that can be hyphenated.
fn table(size: (u16, u16)) -> Buffer {
    let mut builder = Builder::new("table");
    let meta = builder.meta_mut();
    meta.authors = vec!["Edda Lind".to_owned()];
    meta.date = Some("4 July 2019".to_owned());
    builder.push("Light and dark");
    builder.end(BlockKind::Title);
    for (row, heading) in [
        ("Country\nWhat its keepers say", true),
        ("Norway\nThe lamp is lit", false),
        ("Iceland\nNobody knows why it is dark on some days", false),
    ] {
        builder.push(row);
        builder.end(BlockKind::TableRow {
            columns: 2,
            heading,
            is_first: heading,
        });
    }
    builder.push("Eine lange Reise der Unterseebootsflottille.");
    let word = builder.len() - "Unterseebootsflottille.".len();
    for at in [5, 8, 13] {
        builder.add_soft_hyphen(word + at);
    }
    builder.end(BlockKind::Paragraph);
    picture(&State::new(
        Arc::new(builder.finish()),
        size,
        ReaderOptions::default(),
    ))
}

/// Protects: a table that fits is painted as a grid; a wider one as records, one per row, with the headings at the
/// left.
#[test]
fn tables_are_painted_as_grids_or_records() {
    insta::assert_snapshot!("grid", text(&table((56, 13))));
    insta::assert_snapshot!("records", text(&table((39, 20))));
}

//! The list of people and countries mentioned together.

use crate::app::overlays::card::group_digits;
use crate::app::overlays::mentioned_together::{CooccurrenceLayout, CooccurrenceList};
use crate::app::overlays::popup::Popup;
use crate::entities::EntityKind;
use crate::entities::cooccurrence::Cooccurrence;
use crate::layout::measure;
use crate::views::painting::{
    CURSOR_CELLS, DrawContext, ListRow, Row, Title, clear_popup, clip, draw_title, visible_rows,
};
use ratatui::prelude::Buffer;

/// The widths of a row's columns, in cells.
#[derive(Clone, Copy)]
struct PairColumns {
    /// Both names; the first is 0 if all pairs share the same entity.
    names: [u16; 2],
    /// The bar.
    bar: usize,
    /// Each of the two numbers.
    number: usize,
}

impl PairColumns {
    fn new(width: u16, one_name: bool) -> Self {
        let (bar, number) = match width {
            ..44 => (0, 4),
            44..64 => (6, 5),
            64..90 => (10, 11),
            _ => (20, 11),
        };
        let tail = 2 * number + bar + usize::from(bar > 0);
        let names = width.saturating_sub(CURSOR_CELLS + tail as u16 + 1);
        let first = if one_name { 0 } else { names / 2 };
        let names = [first, names - first];
        Self { names, bar, number }
    }
}

/// Paints the list.
pub(super) fn draw(context: DrawContext, list: &CooccurrenceList, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let layout = CooccurrenceLayout::new(state, list);
    let Popup { outer, framed, .. } = layout.popup;
    clear_popup(outer, framed, theme.focus(), buffer);
    let mut listed = group_digits(list.rows.len());
    if list.rows.len() < list.total {
        listed = format!("first {listed} of {}", group_digits(list.total));
    }
    let title = match list.subject.filter(|_| !list.whole_article) {
        Some(id) => format!("Mentioned with {}", state.reading.entities.entity(id).name),
        None => "Mentioned together".to_owned(),
    };
    let title = Title {
        text: &title,
        detail: &listed,
    };
    draw_title(layout.title, framed, &title, theme, buffer);
    let columns = PairColumns::new(layout.list.width, !list.whole_article);
    let [sentences, paragraphs] = match columns.number {
        ..5 => ["sen", "par"],
        5..11 => ["sent", "par"],
        _ => ["sentences", "paragraphs"],
    };
    let number = columns.number;
    let heading = format!("{sentences:>number$}{paragraphs:>number$}");
    Row::new(layout.column_heading, buffer).put_right(&heading, theme.faint(), 0);
    let sentences = list.rows.iter().map(|pair| pair.sentences);
    let most = sentences.max().unwrap_or(1).max(1);
    for row in visible_rows(&list.rows, list.list, clip(layout.list, buffer), 1) {
        draw_row(context, &row, columns, most, buffer);
    }
}

/// Paints a row; the bar of a pair with `max_sentences` sentences is as long as there is room for.
fn draw_row(
    DrawContext { state, theme }: DrawContext,
    row: &ListRow<Cooccurrence>,
    columns: PairColumns,
    max_sentences: u32,
    buffer: &mut Buffer,
) {
    let pair = row.item;
    let mut line = row.begin(theme, buffer);
    for (id, cells) in [pair.entity, pair.other].into_iter().zip(columns.names) {
        let entity = state.reading.entities.entity(id);
        let room = line.room().min(usize::from(cells));
        let name = measure::truncate(&entity.name, room.saturating_sub(1));
        line.column(
            cells,
            &name,
            row.choose(theme.chosen(), theme.name(entity.kind)),
        );
    }
    if columns.bar > 0 {
        let share = f64::from(pair.sentences) / f64::from(max_sentences);
        let style = theme.sparkline(EntityKind::Person, true);
        line.skip(1).write(bar_text(share, columns.bar), style);
    }
    let number = columns.number;
    let numbers = format!("{:>number$}{:>number$}", pair.sentences, pair.paragraphs);
    Row::new(row.area, buffer).put_right(&numbers, theme.status(), 0);
}

/// A bar of at most `cells` cells, in steps of half a cell, where `share` is 0 to 1; above 0 it is never empty.
///
/// It is half as high as a row, so that bars do not touch.
fn bar_text(share: f64, cells: usize) -> String {
    let halves = (share * cells as f64 * 2.0).round() as usize;
    let halves = if share > 0.0 { halves.max(1) } else { 0 };
    let part = if halves % 2 == 1 { "▖" } else { "" };
    format!("{}{part}", "▄".repeat(halves / 2))
}

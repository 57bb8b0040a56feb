//! The list of people and countries mentioned together.

use super::theme::Theme;
use super::{clip, popup};
use crate::app::State;
use crate::app::overlays::card::group_digits;
use crate::app::overlays::mentioned_together::{CooccurrenceLayout, CooccurrenceList};
use crate::entities::Entity;
use crate::entities::cooccurrence::Cooccurrence;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Width of the cursor left of a row, in cells.
const CURSOR_CELLS: u16 = 2;

/// The widths of a row's columns, in cells.
#[derive(Clone, Copy)]
struct PairColumns {
    /// Both names; the first is 0 if all pairs share the same entity.
    names: [u16; 2],
    /// The bar.
    bar: u16,
    /// Each of the two numbers.
    number: u16,
}

impl PairColumns {
    fn new(width: u16, one_name: bool) -> Self {
        let (bar, number) = match width {
            ..44 => (0, 4),
            44..64 => (6, 5),
            64..90 => (10, 11),
            _ => (20, 11),
        };
        let tail = 2 * number + if bar > 0 { bar + 1 } else { 0 };
        let names = width.saturating_sub(CURSOR_CELLS + tail + 1);
        let names = if one_name {
            [0, names]
        } else {
            [names / 2, names - names / 2]
        };
        Self { names, bar, number }
    }
}

/// Paints the list.
pub(super) fn draw(state: &State, list: &CooccurrenceList, theme: Theme, buffer: &mut Buffer) {
    let layout = CooccurrenceLayout::new(state, list);
    popup::draw_frame(layout.popup.outer, layout.popup.framed, theme, buffer);
    draw_title(state, list, clip(layout.title, buffer), theme, buffer);
    let columns = PairColumns::new(layout.list.width, !list.whole_article);
    draw_column_heading(columns, clip(layout.column_heading, buffer), theme, buffer);
    let max_sentences = list.rows.iter().map(|pair| pair.sentences).max();
    let rows_area = clip(layout.list, buffer);
    let shown = list.rows.iter().enumerate().skip(list.list.top);
    for (y, (nth, pair)) in (rows_area.y..rows_area.bottom()).zip(shown) {
        let row = PairRow {
            pair,
            chosen: nth == list.list.chosen,
            max_sentences: max_sentences.unwrap_or(1).max(1),
            columns,
        };
        let area = Rect {
            y,
            height: 1,
            ..rows_area
        };
        row.draw(state, area, theme, buffer);
    }
}

/// Paints the title: "Mentioned with Vladimir Putin          12".
fn draw_title(
    state: &State,
    list: &CooccurrenceList,
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let subject = list.subject.filter(|_| !list.whole_article);
    let subject = subject.and_then(|subject| state.reading.entities.entities().get(subject));
    let title = match subject {
        Some(entity) => format!("Mentioned with {}", entity.name),
        None => "Mentioned together".to_owned(),
    };
    let listed = list.rows.len();
    let text = if listed < list.total {
        format!(
            "first {} of {}",
            group_digits(listed),
            group_digits(list.total)
        )
    } else {
        group_digits(listed)
    };
    let style = theme.heading(false);
    let title = measure::truncate(&title, width);
    let (x, _) = buffer.set_stringn(area.x, area.y, title, width, style);
    let cells = measure::cells(&text) as u16;
    let at = area.right().saturating_sub(cells);
    if at > x + 1 {
        buffer.set_stringn(at, area.y, text, usize::from(cells), theme.faint());
    }
}

/// Paints the heading of the columns.
fn draw_column_heading(columns: PairColumns, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let words = match columns.number {
        ..5 => ["sen", "par"],
        5..11 => ["sent", "par"],
        _ => ["sentences", "paragraphs"],
    };
    let number = usize::from(columns.number);
    let text = format!("{:>number$}{:>number$}", words[0], words[1]);
    let cells = measure::cells(&text).min(usize::from(area.width));
    let x = area.right() - cells as u16;
    buffer.set_stringn(x, area.y, text, cells, theme.faint());
}

/// A row of the list.
struct PairRow<'a> {
    pair: &'a Cooccurrence,
    chosen: bool,
    /// The most sentences that any pair shares, for the length of bars.
    max_sentences: u32,
    columns: PairColumns,
}

impl PairRow<'_> {
    fn draw(&self, state: &State, area: Rect, theme: Theme, buffer: &mut Buffer) {
        let right = area.right();
        let room = |x: u16| usize::from(right.saturating_sub(x));
        if self.chosen {
            buffer.set_stringn(area.x, area.y, "▶", room(area.x), theme.key());
        }
        let mut x = (area.x + CURSOR_CELLS).min(right);
        let sides = [self.pair.entity, self.pair.other];
        for (side, cells) in sides.into_iter().zip(self.columns.names) {
            if let Some(entity) = state.reading.entities.entities().get(side) {
                let cells = usize::from(cells).min(room(x));
                self.draw_name(entity, (x, area.y), cells, theme, buffer);
            }
            x = (x + cells).min(right);
        }
        if self.columns.bar > 0 {
            let share = f64::from(self.pair.sentences) / f64::from(self.max_sentences);
            let bar_text = bar_text(share, usize::from(self.columns.bar));
            let style = theme.sparkline(crate::entities::EntityKind::Person, true);
            buffer.set_stringn((x + 1).min(right), area.y, bar_text, room(x + 1), style);
        }
        let number = usize::from(self.columns.number);
        let (sentences, paragraphs) = (self.pair.sentences, self.pair.paragraphs);
        let text = format!("{sentences:>number$}{paragraphs:>number$}");
        let cells = measure::cells(&text).min(usize::from(area.width));
        let style = theme.status();
        buffer.set_stringn(right - cells as u16, area.y, text, cells, style);
    }

    fn draw_name(
        &self,
        entity: &Entity,
        (x, y): (u16, u16),
        cells: usize,
        theme: Theme,
        buffer: &mut Buffer,
    ) {
        let style = if self.chosen {
            theme.chosen()
        } else {
            theme.name(entity.kind)
        };
        let name = measure::truncate(&entity.name, cells.saturating_sub(1));
        buffer.set_stringn(x, y, name, cells, style);
    }
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

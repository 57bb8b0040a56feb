//! Who is mentioned with whom.

use super::theme::Theme;
use super::{cut, sheet};
use crate::app::State;
use crate::app::card::of_all;
use crate::app::company::{Company, Places};
use crate::entities::Entity;
use crate::entities::company::Together;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Cells left of a row: the mark of the chosen one.
const MARK_CELLS: u16 = 2;

/// How a row is divided.
#[derive(Clone, Copy)]
struct Columns {
    /// Cells of each name; the first is not there when all are with the same one.
    names: [u16; 2],
    /// Cells of the bar.
    bar: u16,
    /// Cells of each number.
    number: u16,
}

impl Columns {
    fn of(width: u16, one: bool) -> Self {
        let (bar, number) = match width {
            ..44 => (0, 4),
            44..64 => (6, 5),
            64..90 => (10, 11),
            _ => (20, 11),
        };
        let tail = 2 * number + if bar > 0 { bar + 1 } else { 0 };
        let names = width.saturating_sub(MARK_CELLS + tail + 1);
        let names = if one {
            [0, names]
        } else {
            [names / 2, names - names / 2]
        };
        Self { names, bar, number }
    }
}

/// Paint it.
pub(super) fn draw(state: &State, company: &Company, theme: Theme, buffer: &mut Buffer) {
    let places = Places::of(state, company);
    sheet::lay(places.sheet.outer, places.sheet.framed, theme, buffer);
    head(state, company, cut(places.head, buffer), theme, buffer);
    let columns = Columns::of(places.list.width, !company.whole);
    heading(columns, cut(places.heading, buffer), theme, buffer);
    let most = company.rows.iter().map(|pair| pair.sentences).max();
    let list = cut(places.list, buffer);
    let shown = company.rows.iter().enumerate().skip(company.top);
    for (y, (nth, pair)) in (list.y..list.bottom()).zip(shown) {
        let row = Row {
            pair,
            chosen: nth == company.chosen,
            most: most.unwrap_or(1).max(1),
            columns,
        };
        let area = Rect {
            y,
            height: 1,
            ..list
        };
        row.draw(state, area, theme, buffer);
    }
}

/// "Vladimir Putin is mentioned with          12".
fn head(state: &State, company: &Company, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let wide = usize::from(area.width);
    let about = company.about.filter(|_| !company.whole);
    let about = about.and_then(|about| state.entities.entities().get(about));
    let title = match about {
        Some(entity) => format!("{} with", entity.name),
        None => "Who is mentioned with whom".to_owned(),
    };
    let listed = company.rows.len();
    let told = if listed < company.total {
        format!("the first {} of {}", of_all(listed), of_all(company.total))
    } else {
        of_all(listed)
    };
    let style = theme.heading(false);
    let title = measure::truncate(&title, wide);
    let (x, _) = buffer.set_stringn(area.x, area.y, title, wide, style);
    let cells = measure::cells(&told) as u16;
    let at = area.right().saturating_sub(cells);
    if at > x + 1 {
        buffer.set_stringn(at, area.y, told, usize::from(cells), theme.faint());
    }
}

/// What the numbers are.
fn heading(columns: Columns, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let words = match columns.number {
        ..5 => ["sen", "par"],
        5..11 => ["sent", "par"],
        _ => ["sentences", "paragraphs"],
    };
    let number = usize::from(columns.number);
    let told = format!("{:>number$}{:>number$}", words[0], words[1]);
    let cells = measure::cells(&told).min(usize::from(area.width));
    let x = area.right() - cells as u16;
    buffer.set_stringn(x, area.y, told, cells, theme.faint());
}

/// One pair.
struct Row<'a> {
    pair: &'a Together,
    chosen: bool,
    /// The most sentences that any pair shares.
    most: u32,
    columns: Columns,
}

impl Row<'_> {
    fn draw(&self, state: &State, area: Rect, theme: Theme, buffer: &mut Buffer) {
        let right = area.right();
        let room = |x: u16| usize::from(right.saturating_sub(x));
        if self.chosen {
            buffer.set_stringn(area.x, area.y, "▶", room(area.x), theme.key());
        }
        let mut x = (area.x + MARK_CELLS).min(right);
        let sides = [self.pair.one, self.pair.other];
        for (side, cells) in sides.into_iter().zip(self.columns.names) {
            if let Some(entity) = state.entities.entities().get(side) {
                let cells = usize::from(cells).min(room(x));
                self.name(entity, (x, area.y), cells, theme, buffer);
            }
            x = (x + cells).min(right);
        }
        if self.columns.bar > 0 {
            let long = f64::from(self.pair.sentences) / f64::from(self.most);
            let bar = bar(long, usize::from(self.columns.bar));
            let style = theme.spark(crate::entities::Kind::Person, true);
            buffer.set_stringn((x + 1).min(right), area.y, bar, room(x + 1), style);
        }
        let number = usize::from(self.columns.number);
        let (sentences, paragraphs) = (self.pair.sentences, self.pair.paragraphs);
        let told = format!("{sentences:>number$}{paragraphs:>number$}");
        let cells = measure::cells(&told).min(usize::from(area.width));
        let style = theme.status();
        buffer.set_stringn(right - cells as u16, area.y, told, cells, style);
    }

    fn name(
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

/// A bar of at most `cells` cells, in halves; whoever shares anything has a part of one. Half as high as a row, so that
/// bars do not touch.
fn bar(long: f64, cells: usize) -> String {
    let halves = (long * cells as f64 * 2.0).round() as usize;
    let halves = if long > 0.0 { halves.max(1) } else { 0 };
    let part = if halves % 2 == 1 { "▖" } else { "" };
    format!("{}{part}", "▄".repeat(halves / 2))
}

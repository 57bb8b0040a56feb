//! The panel: people and countries, how often and where in the article they stand.

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::layer::Layer;
use crate::app::panel::{Section, spread};
use crate::app::state::{Focus, Progress};
use crate::entities::{Entity, Kind};
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use std::collections::HashSet;

/// Cells of a sparkline: the article in eighths; in sixths where the panel is narrow, so that names have room.
const SPARK_CELLS: usize = 8;
const NARROW_SPARK_CELLS: usize = 6;
const NARROW_PANEL: usize = 34;
/// Not up to the full block, which would touch the row above.
const SPARKS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];

/// Paint both sections.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let area = cut(state.areas.panel, buffer);
    if state.areas.over {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
            // Half of a wide character under the drawer's edge would stick out from under it.
            if let Some(x) = area.x.checked_sub(1)
                && let Some(cell) = buffer.cell_mut((x, y))
                && measure::cells(cell.symbol()) > 1
            {
                cell.reset();
            }
            buffer.set_stringn(area.x, y, "│", 1, theme.faint());
        }
    }
    let inner = Rect {
        x: state.areas.panel.x + 1,
        width: state.areas.panel.width.saturating_sub(1),
        ..state.areas.panel
    };
    let sections = state.panel.sections(inner);
    draw_filter(state, sections.filter, theme, buffer);
    let here: HashSet<usize> = state
        .mentions_in_view()
        .filter_map(|n| {
            state
                .entities
                .mentions()
                .get(n)
                .map(|mention| mention.entity)
        })
        .collect();
    let (counts, set_off) = (count_cells(state), state.set_off());
    for (title, kind, heading, rows, section) in [
        (
            "PEOPLE",
            Kind::Person,
            sections.people_heading,
            sections.people,
            &state.panel.people,
        ),
        (
            "COUNTRIES",
            Kind::Country,
            sections.countries_heading,
            sections.countries,
            &state.panel.countries,
        ),
    ] {
        draw_heading(
            state,
            theme,
            buffer,
            title,
            section,
            cut(heading, buffer),
            rows,
        );
        let rows = cut(rows, buffer);
        if section.rows.is_empty() && rows.height > 0 {
            let word = if state.progress == Progress::Done {
                "none"
            } else {
                "…"
            };
            buffer.set_stringn(
                rows.x + 2.min(rows.width),
                rows.y,
                word,
                usize::from(rows.width.saturating_sub(2)),
                theme.faint(),
            );
        }
        for (y, index) in (rows.y..rows.bottom()).zip(section.rows.iter().skip(section.top)) {
            if let Some(entity) = state.entities.entities().get(*index) {
                let row = Row {
                    entity,
                    selected: set_off == Some(*index),
                    here: here.contains(index),
                    taken: state.taken.contains(index),
                    counts,
                };
                row.draw(
                    state,
                    theme,
                    buffer,
                    kind,
                    ratatui::layout::Rect {
                        y,
                        height: 1,
                        ..rows
                    },
                );
            }
        }
    }
}

/// What is typed to filter, with its cursor while it is.
fn draw_filter(state: &State, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let Some(filter) = &state.panel.filter else {
        return;
    };
    if matches!(state.layers.last(), Some(Layer::Filter)) {
        super::prompt::draw_typed(&filter.typed, area, theme, buffer);
        return;
    }
    let area = cut(area, buffer);
    if !area.is_empty() {
        let wide = usize::from(area.width);
        let said = format!("› {}", filter.typed.text());
        buffer.set_stringn(
            area.x,
            area.y,
            measure::truncate(&said, wide),
            wide,
            theme.notice(),
        );
    }
}

/// Cells of the longest count.
fn count_cells(state: &State) -> usize {
    let most = state
        .entities
        .entities()
        .iter()
        .map(|entity| entity.mentions.len())
        .max()
        .unwrap_or(0);
    most.to_string().len()
}

/// "PEOPLE  9", with what is out of sight and how far the engine has come.
fn draw_heading(
    state: &State,
    theme: Theme,
    buffer: &mut Buffer,
    title: &str,
    section: &Section,
    area: ratatui::layout::Rect,
    rows: Rect,
) {
    if area.is_empty() {
        return;
    }
    let wide = usize::from(area.width);
    let (x, _) = buffer.set_stringn(
        area.x,
        area.y,
        title,
        wide,
        theme.heading(state.focus == Focus::Panel),
    );
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    let (mut x, _) = buffer.set_stringn(
        x,
        area.y,
        format!("  {}", section.rows.len()),
        room(x),
        Style::new(),
    );
    if let Progress::Reading(covered) = state.progress {
        let per_cent = covered * 100 / state.document.text().len().max(1);
        (x, _) = buffer.set_stringn(
            x,
            area.y,
            format!("  reading {per_cent}%"),
            room(x),
            theme.notice(),
        );
    }
    let shown = usize::from(rows.height);
    if section.rows.len() > shown {
        let last = (section.top + shown).min(section.rows.len());
        let range = format!("{}–{last} ", section.top + 1);
        let cells = measure::cells(&range);
        if room(x) > cells {
            let at = area.right().saturating_sub(cells as u16);
            buffer.set_stringn(at, area.y, range, cells, theme.faint());
        }
    }
}

/// One entity's row.
struct Row<'a> {
    entity: &'a Entity,
    selected: bool,
    here: bool,
    taken: bool,
    counts: usize,
}

impl Row<'_> {
    fn draw(
        &self,
        state: &State,
        theme: Theme,
        buffer: &mut Buffer,
        kind: Kind,
        area: ratatui::layout::Rect,
    ) {
        let wide = usize::from(area.width);
        let bars = match wide {
            ..26 => 0,
            26..NARROW_PANEL => NARROW_SPARK_CELLS,
            _ => SPARK_CELLS,
        };
        let spark = bars + usize::from(bars > 0);
        let mut style = if self.here {
            Style::new()
        } else {
            theme.away()
        };
        if self.selected {
            style = theme.selected(kind);
            if state.focus == Focus::Panel {
                style = style.add_modifier(Modifier::BOLD);
            }
            let set_off = wide.saturating_sub(1 + spark);
            buffer.set_stringn(area.x, area.y, " ".repeat(set_off), set_off, style);
        }
        let dot = match (self.taken, self.here) {
            (true, _) => "✓",
            (false, true) => "●",
            (false, false) => " ",
        };
        let dot_style = if self.selected {
            style
        } else {
            theme.mention(kind).remove_modifier(Modifier::UNDERLINED)
        };
        buffer.set_stringn(area.x, area.y, dot, wide, dot_style);
        let mut x = area.x + 2.min(area.width);
        let right = area.right().saturating_sub(1);
        if let Some(code) = self.entity.code {
            let room = usize::from(right.saturating_sub(x));
            (x, _) = buffer.set_stringn(x, area.y, format!("{} ", code.as_str()), room, style);
        }
        let tail = self.counts + 1 + spark;
        let room = usize::from(right.saturating_sub(x)).saturating_sub(tail);
        buffer.set_stringn(
            x,
            area.y,
            measure::truncate(&self.entity.name, room),
            room,
            style,
        );
        let count = format!(
            "{:>width$}",
            self.entity.mentions.len(),
            width = self.counts
        );
        let at = right.saturating_sub((self.counts + spark) as u16).max(x);
        let room = usize::from(right.saturating_sub(at));
        let (at, _) = buffer.set_stringn(at, area.y, count, room, style);
        if spark > 0 {
            let tint = theme.spark(kind, self.here || self.selected);
            buffer.set_stringn(
                at + 1,
                area.y,
                sparkline(state, self.entity, bars),
                bars,
                tint,
            );
        }
    }
}

/// Where in the article the entity stands: `bars` bars, the fullest part highest.
pub(super) fn sparkline(state: &State, entity: &Entity, bars: usize) -> String {
    let bins = spread(&state.entities, entity, state.document.text().len(), bars);
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    let bar = |n: usize| {
        if n == 0 {
            "▁"
        } else {
            SPARKS.get((n * 6).div_ceil(most)).copied().unwrap_or("▇")
        }
    };
    bins.into_iter().map(bar).collect()
}

//! The panel: people and countries, with their number of mentions and where in the article those are.

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::overlays::Overlay;
use crate::app::reading::panel::{PanelSection, mention_histogram};
use crate::app::state::{AnalysisProgress, Focus};
use crate::entities::{Entity, EntityKind};
use crate::layout::{Rect, measure};
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use std::collections::HashSet;

/// Width of a sparkline, in cells, and of a narrower one that leaves room for names in a narrow panel.
const SPARKLINE_CELLS: usize = 8;
const NARROW_SPARKLINE_CELLS: usize = 6;
const WIDE_PANEL_CELLS: usize = 34;
/// The full block is left out: it would touch the row above.
const BAR_SYMBOLS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];

/// Paints both lists.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let area = clip(state.screen.areas.panel, buffer);
    if state.screen.areas.panel_over_text {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
            // Do not leave half of a wide character at the edge.
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
        x: state.screen.areas.panel.x + 1,
        width: state.screen.areas.panel.width.saturating_sub(1),
        ..state.screen.areas.panel
    };
    let layout = state.reading.panel.layout(inner);
    draw_query(state, layout.query, theme, buffer);
    let on_screen: HashSet<usize> = state
        .reading
        .visible_mentions()
        .filter_map(|n| {
            state
                .reading
                .entities
                .mentions()
                .get(n)
                .map(|mention| mention.entity)
        })
        .collect();
    let (count_cells, emphasized) = (max_count_cells(state), state.emphasized_entity());
    for (title, kind, heading, rows, section) in [
        (
            "PEOPLE",
            EntityKind::Person,
            layout.people_heading,
            layout.people,
            &state.reading.panel.people,
        ),
        (
            "COUNTRIES",
            EntityKind::Country,
            layout.countries_heading,
            layout.countries,
            &state.reading.panel.countries,
        ),
    ] {
        draw_heading(
            state,
            theme,
            buffer,
            title,
            section,
            clip(heading, buffer),
            rows,
        );
        let rows = clip(rows, buffer);
        if section.rows.is_empty() && rows.height > 0 {
            let word = if state.reading.analysis == AnalysisProgress::Done {
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
            if let Some(entity) = state.reading.entities.entities().get(*index) {
                let row = PanelRow {
                    entity,
                    selected: emphasized == Some(*index),
                    on_screen: on_screen.contains(index),
                    is_marked: state.reading.marked.contains(index),
                    count_cells,
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

/// Paints the query of the panel's search, with a cursor while it is typed.
fn draw_query(state: &State, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let Some(query) = &state.reading.panel.query else {
        return;
    };
    if matches!(state.screen.overlays.last(), Some(Overlay::PanelSearch(_))) {
        super::prompt::draw_input(&query.input, area, theme, buffer);
        return;
    }
    let area = clip(area, buffer);
    if !area.is_empty() {
        let width = usize::from(area.width);
        let text = format!("› {}", query.input.text());
        buffer.set_stringn(
            area.x,
            area.y,
            measure::truncate(&text, width),
            width,
            theme.message(),
        );
    }
}

/// Width of the largest count, in cells.
fn max_count_cells(state: &State) -> usize {
    let max_count = state
        .reading
        .entities
        .entities()
        .iter()
        .map(|entity| entity.mentions.len())
        .max()
        .unwrap_or(0);
    max_count.to_string().len()
}

/// Paints a heading, as in "PEOPLE  9", with the range of visible rows and the progress of the analysis.
fn draw_heading(
    state: &State,
    theme: Theme,
    buffer: &mut Buffer,
    title: &str,
    section: &PanelSection,
    area: ratatui::layout::Rect,
    rows: Rect,
) {
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let (x, _) = buffer.set_stringn(
        area.x,
        area.y,
        title,
        width,
        theme.heading(state.screen.focus == Focus::Panel),
    );
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    let (mut x, _) = buffer.set_stringn(
        x,
        area.y,
        format!("  {}", section.rows.len()),
        room(x),
        Style::new(),
    );
    if let AnalysisProgress::UpTo(covered) = state.reading.analysis {
        let percent = covered * 100 / state.reading.document.text().len().max(1);
        (x, _) = buffer.set_stringn(
            x,
            area.y,
            format!("  reading {percent}%"),
            room(x),
            theme.message(),
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

/// A row of the panel.
struct PanelRow<'a> {
    entity: &'a Entity,
    selected: bool,
    on_screen: bool,
    is_marked: bool,
    count_cells: usize,
}

impl PanelRow<'_> {
    fn draw(
        &self,
        state: &State,
        theme: Theme,
        buffer: &mut Buffer,
        kind: EntityKind,
        area: ratatui::layout::Rect,
    ) {
        let width = usize::from(area.width);
        let bars = match width {
            ..26 => 0,
            26..WIDE_PANEL_CELLS => NARROW_SPARKLINE_CELLS,
            _ => SPARKLINE_CELLS,
        };
        let sparkline_cells = bars + usize::from(bars > 0);
        let mut style = if self.on_screen {
            Style::new()
        } else {
            theme.off_screen()
        };
        if self.selected {
            style = theme.selected(kind);
            if state.screen.focus == Focus::Panel {
                style = style.add_modifier(Modifier::BOLD);
            }
            let set_off = width.saturating_sub(1 + sparkline_cells);
            buffer.set_stringn(area.x, area.y, " ".repeat(set_off), set_off, style);
        }
        let dot = match (self.is_marked, self.on_screen) {
            (true, _) => "✓",
            (false, true) => "●",
            (false, false) => " ",
        };
        let dot_style = if self.selected {
            style
        } else {
            theme.mention(kind).remove_modifier(Modifier::UNDERLINED)
        };
        buffer.set_stringn(area.x, area.y, dot, width, dot_style);
        let mut x = area.x + 2.min(area.width);
        let right = area.right().saturating_sub(1);
        if let Some(code) = self.entity.code {
            let room = usize::from(right.saturating_sub(x));
            (x, _) = buffer.set_stringn(x, area.y, format!("{} ", code.as_str()), room, style);
        }
        let tail = self.count_cells + 1 + sparkline_cells;
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
            width = self.count_cells
        );
        let at = right
            .saturating_sub((self.count_cells + sparkline_cells) as u16)
            .max(x);
        let room = usize::from(right.saturating_sub(at));
        let (at, _) = buffer.set_stringn(at, area.y, count, room, style);
        if sparkline_cells > 0 {
            let sparkline_style = theme.sparkline(kind, self.on_screen || self.selected);
            buffer.set_stringn(
                at + 1,
                area.y,
                sparkline(state, self.entity, bars),
                bars,
                sparkline_style,
            );
        }
    }
}

/// How an entity's mentions are spread over the article, as a sparkline of `bars` bars.
pub(super) fn sparkline(state: &State, entity: &Entity, bars: usize) -> String {
    let bins = mention_histogram(
        &state.reading.entities,
        entity,
        state.reading.document.text().len(),
        bars,
    );
    let max_count = bins.iter().copied().max().unwrap_or(0).max(1);
    let bar = |n: usize| {
        if n == 0 {
            "▁"
        } else {
            BAR_SYMBOLS
                .get((n * 6).div_ceil(max_count))
                .copied()
                .unwrap_or("▇")
        }
    };
    bins.into_iter().map(bar).collect()
}

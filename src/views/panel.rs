//! The panel: people and countries, with their number of mentions and where in the article those are.

use super::overlays::prompt;
use super::painting::{DrawContext, NO_CHOICE, Row, clear, clip, range_text, visible_rows};
use crate::app::overlays::Overlay;
use crate::app::overlays::list::List;
use crate::app::reading::panel::mention_histogram;
use crate::app::state::{AnalysisProgress, Focus, State};
use crate::entities::{Entity, EntityId, EntityKind};
use crate::layout::measure;
use ratatui::prelude::{Buffer, Modifier, Rect, Style, Widget};
use std::borrow::Cow;
use std::collections::HashSet;

/// Width of a sparkline, in cells, and of a narrower one that leaves room for names in a narrow panel.
const SPARKLINE_CELLS: u16 = 8;
const NARROW_SPARKLINE_CELLS: u16 = 6;
const WIDE_PANEL_CELLS: u16 = 34;
/// In a panel with less room, a name needs the cells of the sparkline.
const MIN_SPARKLINE_PANEL_CELLS: u16 = 29;
/// Width of the mark in front of a name, in cells.
const MARK_CELLS: u16 = 2;
/// The full block is left out: it would touch the row above.
const BAR_SYMBOLS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];

/// The panel, with both lists.
pub(super) struct PanelView<'a>(pub(super) DrawContext<'a>);

impl Widget for PanelView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(DrawContext { state, theme }) = self;
        let (areas, reading) = (&state.screen.areas, &state.reading);
        if areas.panel_over_text {
            clear(areas.panel, buffer);
            let border = match state.screen.focus {
                Focus::Panel => theme.focus(),
                Focus::Text => theme.faint(),
            };
            for row in area.rows() {
                Row::new(row, buffer).write("│", border);
            }
        }
        let mut inner = areas.panel;
        (inner.x, inner.width) = (inner.x + 1, inner.width.saturating_sub(1));
        let layout = reading.panel.layout(inner);
        if let Some(query) = &reading.panel.query {
            let mut row = Row::new(layout.query, buffer);
            if let Some(Overlay::PanelSearch(_)) = state.overlay_under_help() {
                prompt::draw_input(&query.input, row, theme);
            } else {
                row.put(&format!("› {}", query.input.text()), theme.message());
            }
        }
        let heading_style = match state.screen.focus {
            Focus::Panel => theme.heading().add_modifier(Modifier::UNDERLINED),
            Focus::Text => theme.heading(),
        };
        let rows = PanelRows::new(self.0);
        let (people, countries) = (&reading.panel.people, &reading.panel.countries);
        let countries_heading = layout.countries_heading;
        for (title, section, heading, list) in [
            ("PEOPLE", people, layout.people_heading, layout.people),
            ("COUNTRIES", countries, countries_heading, layout.countries),
        ] {
            let len = section.rows.len();
            let mut heading = Row::new(heading, buffer);
            heading.write(title, heading_style);
            heading.write(format!("  {len}"), Style::new());
            if let AnalysisProgress::UpTo(covered) = reading.analysis {
                let percent = reading.percent(covered);
                heading.write(format!("  reading {percent}%"), theme.message());
            }
            if let Some(range) = range_text(section.top, usize::from(list.height), len) {
                heading.put_right(&format!("{range} "), theme.faint(), 1);
            }
            let list = clip(list, buffer);
            if section.rows.is_empty() {
                let is_done = reading.analysis == AnalysisProgress::Done;
                let word = if is_done { "none" } else { "…" };
                let mut row = Row::new(list, buffer);
                row.skip(MARK_CELLS).write(word, theme.faint());
            }
            let (chosen, top) = (NO_CHOICE, section.top);
            for row in visible_rows(&section.rows, List { chosen, top }, list, 1) {
                rows.draw(*row.item, row.area, buffer);
            }
        }
    }
}

/// What the rows of both lists have in common.
struct PanelRows<'a> {
    context: DrawContext<'a>,
    /// The names that are mentioned on the screen.
    on_screen: HashSet<EntityId>,
    /// The name whose row stands out.
    emphasized: Option<EntityId>,
}

impl<'a> PanelRows<'a> {
    fn new(context: DrawContext<'a>) -> Self {
        let reading = &context.state.reading;
        let entities = &reading.entities;
        let visible = reading.visible_mentions();
        Self {
            context,
            on_screen: visible.map(|id| entities.mention(id).entity).collect(),
            emphasized: context.state.emphasized_entity(),
        }
    }

    fn draw(&self, id: EntityId, area: Rect, buffer: &mut Buffer) {
        let DrawContext { state, theme } = self.context;
        let entity = state.reading.entities.entity(id);
        let (selected, on_screen) = (self.emphasized == Some(id), self.on_screen.contains(&id));
        let bars = match area.width {
            ..MIN_SPARKLINE_PANEL_CELLS => 0,
            MIN_SPARKLINE_PANEL_CELLS..WIDE_PANEL_CELLS => NARROW_SPARKLINE_CELLS,
            _ => SPARKLINE_CELLS,
        };
        let sparkline_gap = u16::from(bars > 0);
        let mut style = if on_screen {
            Style::new()
        } else {
            theme.off_screen()
        };
        let mut mark_style = theme.name(entity.kind);
        if selected {
            style = theme.selected(entity.kind);
            if state.screen.focus == Focus::Panel {
                style = style.add_modifier(Modifier::BOLD);
            }
            mark_style = style;
            let width = area.width.saturating_sub(1 + sparkline_gap + bars);
            buffer.set_style(Rect { width, ..area }, style);
        }
        let is_met = entity.kind == EntityKind::Person
            && state.reading.panel.people_met.names.contains(&entity.name);
        let mark = match (on_screen, is_met) {
            _ if state.reading.marked.contains(&id) => "✓",
            (true, true) => "◉",
            (true, false) => "●",
            (false, true) => "○",
            (false, false) => " ",
        };
        let spread = &state.reading.panel.spread;
        let sparkline = match bars {
            0 => String::new(),
            NARROW_SPARKLINE_CELLS => {
                self::bars(&spread.in_parts::<{ NARROW_SPARKLINE_CELLS as usize }>(id))
            }
            _ => self::bars(&spread.in_parts::<{ SPARKLINE_CELLS as usize }>(id)),
        };
        let sparkline_style = theme.sparkline(entity.kind, on_screen || selected);
        let count = entity.mentions.len().to_string();
        let mut row = Row::new(area, buffer);
        row.column(MARK_CELLS, mark, mark_style).skip_right(1);
        row.put_right(&sparkline, sparkline_style, 0)
            .skip_right(sparkline_gap);
        if let Some(code) = entity.code {
            row.write(format!("{} ", code.as_str()), style);
        }
        row.put_right(&count, style, 0).skip_right(1);
        let name = fit_name(entity, row.room());
        match &state.reading.panel.query {
            Some(query) => row.put_matched(&name, &query.matched_chars(&name), style),
            None => drop(row.put(&name, style)),
        }
    }
}

/// The name of an entity for `cells` cells: where that of a person is wider, initials stand for all but the family name.
fn fit_name(entity: &Entity, cells: usize) -> Cow<'_, str> {
    let name = entity.name.as_str();
    if entity.kind != EntityKind::Person || measure::cells(name) <= cells {
        return name.into();
    }
    let words: Vec<&str> = name.split(' ').collect();
    // What belongs to the family name begins with a small letter: "von der Leyen", "al-Assad".
    let is_given = |word: &&str| word.starts_with(char::is_uppercase);
    let given = words.iter().take_while(|word| is_given(word)).count();
    // "King Jr." and "Bush III" are one.
    let is_suffix = |word: &&str| word.ends_with('.') || word.chars().all(|c| "IVX".contains(c));
    let kept = 1 + usize::from(words.last().is_some_and(is_suffix));
    let given = given.min(words.len().saturating_sub(kept));
    let initial = |word: &&str| word.chars().next().map(|letter| format!("{letter}."));
    let shortened = words.iter().take(given).filter_map(initial);
    let family = words.iter().skip(given).map(|word| (*word).to_owned());
    shortened.chain(family).collect::<Vec<_>>().join(" ").into()
}

/// How an entity's mentions are spread over the article, as a sparkline of `bars` bars.
pub(super) fn sparkline(state: &State, entity: &Entity, bars: usize) -> String {
    let (entities, len) = (&state.reading.entities, state.reading.document.text().len());
    self::bars(&mention_histogram(entities, entity, len, bars))
}

/// A bar for each of `counts`, the highest for the largest.
pub(super) fn bars(counts: &[usize]) -> String {
    let max_count = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |n: &usize| BAR_SYMBOLS.get((n * 6).div_ceil(max_count));
    counts.iter().filter_map(bar).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: where there is no room, given names become initials before the family name is cut.
    #[test]
    fn given_names_are_shortened_first() {
        let fitted = |name: &str, kind, cells| {
            let entity = Entity {
                kind,
                name: name.to_owned(),
                code: None,
                roles: Vec::new(),
                mentions: Vec::new(),
            };
            fit_name(&entity, cells).into_owned()
        };
        for (name, shortened) in [
            ("Harold Worthington-Smythe", "H. Worthington-Smythe"),
            ("José Manuel Durão Barroso", "J. M. D. Barroso"),
            ("Ursula von der Leyen", "U. von der Leyen"),
            ("Martin Luther King Jr.", "M. L. King Jr."),
            ("George Herbert Bush III", "G. H. Bush III"),
            ("Worthington-Smythe-Jones", "Worthington-Smythe-Jones"),
        ] {
            assert_eq!(fitted(name, EntityKind::Person, 15), shortened);
            assert_eq!(fitted(name, EntityKind::Person, 30), name);
        }
        let country = "Democratic Republic of Congo";
        assert_eq!(fitted(country, EntityKind::Country, 15), country);
    }
}

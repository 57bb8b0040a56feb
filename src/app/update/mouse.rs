//! The mouse: wheel and click.

use super::{panel, pick, prompt, scroll, stretch, walk};
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::state::{Focus, State, Surface};
use crate::app::{Mouse, MouseKind, help};
use crate::layout::measure;

/// Lines a notch of the wheel moves.
pub(super) const WHEEL_LINES: usize = 3;

/// Apply a mouse event.
pub(super) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    if let Some(top) = state.help {
        let last = help::last_top(
            &state.keymap,
            state.mode_beneath(),
            super::view::help_area(state),
        );
        state.help = match mouse.what {
            MouseKind::WheelDown => Some((top + WHEEL_LINES).min(last)),
            MouseKind::WheelUp => Some(top.saturating_sub(WHEEL_LINES)),
            MouseKind::Press => None,
            MouseKind::Drag | MouseKind::Release => Some(top),
        };
        return Vec::new();
    }
    if state.peek.take().is_some() && mouse.what == MouseKind::Press {
        return Vec::new();
    }
    match (state.surface(), state.layers.last()) {
        (Surface::Article, Some(Layer::Card(_))) => super::card::mouse(state, mouse),
        (Surface::Article, Some(Layer::Company(_))) => super::company::mouse(state, mouse),
        (Surface::Article, Some(Layer::World(_))) => super::world::mouse(state, mouse),
        (Surface::Article, Some(Layer::Pick(_))) => return pick::mouse(state, mouse),
        (Surface::Article, Some(Layer::Prompt(_))) => return prompt::mouse(state, mouse),
        (Surface::Article, Some(Layer::Stretch(_))) => stretch::mouse(state, mouse),
        (Surface::Article, Some(Layer::Finder(_))) => return super::finder::mouse(state, mouse),
        (Surface::Article, Some(Layer::Filter)) => match mouse.what {
            MouseKind::Press => super::filter::click(state, mouse.x, mouse.y),
            MouseKind::WheelDown => turn_panel(state, mouse, true),
            MouseKind::WheelUp => turn_panel(state, mouse, false),
            MouseKind::Drag | MouseKind::Release => {}
        },
        (Surface::Article, Some(Layer::Letter(_) | Layer::Hints(_))) => {
            if mouse.what == MouseKind::Press {
                super::sheet::close(state);
            }
        }
        (Surface::Article, None) => in_article(state, mouse),
        (Surface::List, _) => return super::list::mouse(state, mouse),
        (Surface::Notice, _) => {}
    }
    Vec::new()
}

fn in_article(state: &mut State, mouse: Mouse) {
    let over_panel = state.areas.panel.contains(mouse.x, mouse.y);
    match mouse.what {
        MouseKind::WheelDown if over_panel => turn_panel(state, mouse, true),
        MouseKind::WheelUp if over_panel => turn_panel(state, mouse, false),
        MouseKind::WheelDown => scroll::lines(state, WHEEL_LINES, true),
        MouseKind::WheelUp => scroll::lines(state, WHEEL_LINES, false),
        MouseKind::Press => press(state, mouse, over_panel),
        MouseKind::Drag if state.areas.track.contains(mouse.x, mouse.y) => track(state, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
}

fn press(state: &mut State, mouse: Mouse, over_panel: bool) {
    state.notice = None;
    (state.trouble, state.unkept) = (None, None);
    if over_panel {
        if let Some(entity) = state.panel.row_at(state.areas.panel, mouse.x, mouse.y) {
            walk::leave_trail(state);
            panel::select(state, Some(entity));
            panel::show_selected(state);
        }
    } else if state.areas.track.contains(mouse.x, mouse.y) {
        walk::leave_trail(state);
        track(state, mouse);
    } else if let Some(mention) =
        offset_at(state, mouse.x, mouse.y).and_then(|offset| state.entities.at(offset))
    {
        state.focus = Focus::Text;
        let entity = state
            .entities
            .mentions()
            .get(mention)
            .map(|mention| mention.entity);
        walk::go(state, mention);
        panel::select(state, entity);
    }
}

/// The byte offset of the character at a cell of the text.
pub(super) fn offset_at(state: &State, x: u16, y: u16) -> Option<usize> {
    let column = state.areas.column;
    if !column.contains(x, y) {
        return None;
    }
    let line = state.page.get(usize::from(y - column.y))?;
    let left = column.x + line.indent;
    let mut cell = usize::from(left);
    let mut columns = line
        .columns
        .iter()
        .flat_map(|columns| columns.iter())
        .skip(1);
    measure::graphemes(state.document.slice(line.range.clone())).find_map(|grapheme| {
        if grapheme.text == "\n" {
            cell = columns.next().map_or(cell, |at| usize::from(left + at));
        }
        let from = cell;
        cell += grapheme.cells;
        (from..cell)
            .contains(&usize::from(x))
            .then_some(line.range.start + grapheme.start)
    })
}

/// The wheel over the panel scrolls the section under the mouse.
pub(super) fn turn_panel(state: &mut State, mouse: Mouse, down: bool) {
    let sections = state.panel.sections(state.areas.panel);
    let below = mouse.y >= sections.countries_heading.y;
    let (section, rect) = if below {
        (&mut state.panel.countries, sections.countries)
    } else {
        (&mut state.panel.people, sections.people)
    };
    let last = section.rows.len().saturating_sub(usize::from(rect.height));
    section.top = if down {
        (section.top + WHEEL_LINES).min(last)
    } else {
        section.top.saturating_sub(WHEEL_LINES)
    };
}

/// The scrollbar: go to the place in the article that the cell stands for.
fn track(state: &mut State, mouse: Mouse) {
    let track = state.areas.track;
    let share = f64::from(mouse.y - track.y) / f64::from(track.height.saturating_sub(1).max(1));
    let offset = (state.document.text().len() as f64 * share) as usize;
    scroll::turn_to_offset(state, offset);
}

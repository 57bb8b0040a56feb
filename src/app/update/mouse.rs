//! Mouse events: the wheel and clicks. Dragging is in the module `drag`.

use super::{drag, feed_list, links, navigation, panel, scroll};
use crate::app::drag::Drag;
use crate::app::effect::Effect;
use crate::app::links::LinkTarget;
use crate::app::messages::Level;
use crate::app::overlays::{self, Overlay, card};
use crate::app::state::{Focus, MainView, State};
use crate::app::{MouseEvent, MouseEventKind};
use crate::layout::{measure, words};
use std::ops::Range;

/// Lines that the text scrolls at one notch of the mouse wheel.
pub(crate) const WHEEL_LINES: usize = 3;

/// Handles a mouse event.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    if mouse.kind == MouseEventKind::Press {
        state.screen.followed_link = false;
    }
    if overlays::close_preview(state) && mouse.kind == MouseEventKind::Press {
        return Vec::new();
    }
    if !state.screen.overlays.is_empty() {
        return overlays::handle_mouse(state, mouse);
    }
    match state.main_view() {
        MainView::Article => handle_in_article(state, mouse),
        MainView::FeedList => feed_list::handle_mouse(state, mouse),
        MainView::NoArticle => Vec::new(),
    }
}

/// Handles the second or third press of a multiple click, on the cell of the first.
pub(super) fn handle_multi_click(state: &mut State, mouse: MouseEvent, clicks: u8) -> Vec<Effect> {
    let by_mouse = |overlay: &mut Overlay| matches!(overlay, Overlay::Selection(it) if it.by_mouse);
    if state.screen.followed_link {
        return Vec::new();
    }
    overlays::close_preview(state);
    // The first click has selected a word.
    state.screen.overlays.pop_if(by_mouse);
    if state.main_view() != MainView::Article || !state.screen.overlays.is_empty() {
        // Elsewhere the second click is an ordinary one, and the third is ignored: it would hit what the second has opened.
        return match clicks {
            2 => handle_mouse(state, mouse),
            _ => Vec::new(),
        };
    }
    let areas = state.screen.areas;
    if drag::is_on_panel_border(state, mouse) {
        drag::reset_panel_width(state);
    } else if areas.panel.contains(mouse.x, mouse.y) {
        if let Some(entity) = state.reading.panel.entity_at(areas.panel, mouse.x, mouse.y) {
            state.screen.drag = None;
            panel::select_entity(state, Some(entity));
            card::open(state, entity);
        }
    } else if areas.track.contains(mouse.x, mouse.y) {
        drag::start_on_scrollbar(state, mouse);
    } else if let Some(offset) = offset_at(state, mouse.x, mouse.y) {
        let mention = state.reading.entities.mention_at(offset);
        if let Some(mention) = mention.filter(|_| clicks == 2) {
            state.screen.drag = None;
            card::open(state, state.reading.entities.mention(mention).entity);
        } else if let Some(range) = range_of_clicks(state, offset, clicks) {
            drag::select_range(state, mouse, range);
        } else {
            drag::start_in_text(state, mouse);
        }
    }
    Vec::new()
}

/// The byte range that a multiple click selects: the word for two clicks, the paragraph for three.
fn range_of_clicks(state: &State, offset: usize, clicks: u8) -> Option<Range<usize>> {
    let document = &state.reading.document;
    if clicks == 2 {
        return words::at(document.text(), offset);
    }
    let block = document.blocks().get(document.block_at(offset))?;
    Some(block.range.clone())
}

fn handle_in_article(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    let over_panel = state.screen.areas.panel.contains(mouse.x, mouse.y);
    match mouse.kind {
        MouseEventKind::WheelDown if over_panel => scroll_panel(state, mouse, true),
        MouseEventKind::WheelUp if over_panel => scroll_panel(state, mouse, false),
        MouseEventKind::WheelDown => scroll::scroll_lines(state, WHEEL_LINES, true),
        MouseEventKind::WheelUp => scroll::scroll_lines(state, WHEEL_LINES, false),
        MouseEventKind::Press => handle_press(state, mouse, over_panel),
        MouseEventKind::Drag => drag::continue_drag(state, mouse),
        MouseEventKind::Release => return links::end_press(state, mouse),
    }
    Vec::new()
}

fn handle_press(state: &mut State, mouse: MouseEvent, over_panel: bool) {
    state.messages.dismiss(Level::Error);
    state.screen.drag = None;
    let areas = state.screen.areas;
    if drag::is_on_panel_border(state, mouse) {
        drag::start_on_border(state);
    } else if over_panel {
        if let Some(entity) = state.reading.panel.entity_at(areas.panel, mouse.x, mouse.y) {
            navigation::record_jump(state);
            panel::select_entity(state, Some(entity));
            panel::show_selected(state);
        }
    } else if areas.track.contains(mouse.x, mouse.y) {
        drag::start_on_scrollbar(state, mouse);
    } else {
        drag::start_in_text(state, mouse);
        let offset = offset_at(state, mouse.x, mouse.y);
        let mention = offset.and_then(|offset| state.reading.entities.mention_at(offset));
        if let Some(mention) = mention {
            state.screen.focus = Focus::Text;
            let entity = state.reading.entities.mention(mention).entity;
            navigation::jump_to_mention(state, mention);
            panel::select_entity(state, Some(entity));
        } else if let Some(Drag::Text { link, .. }) = &mut state.screen.drag {
            // A mention that is also a link stays a mention.
            *link = offset.and_then(|offset| LinkTarget::at(&state.reading, offset));
        }
    }
}

/// The byte offset of the character at a cell of the screen; `None` outside the text.
pub(crate) fn offset_at(state: &State, x: u16, y: u16) -> Option<usize> {
    let column = state.screen.areas.column;
    if !column.contains(x, y) {
        return None;
    }
    let line = state.reading.view.lines.get(usize::from(y - column.y))?;
    let text_left = column.x + line.indent;
    let mut cell = usize::from(text_left);
    let mut columns = line
        .columns
        .iter()
        .flat_map(|columns| columns.iter())
        .skip(1);
    measure::graphemes(state.reading.document.slice(line.range.clone())).find_map(|grapheme| {
        if grapheme.text == "\n" {
            cell = columns
                .next()
                .map_or(cell, |at| usize::from(text_left + at));
        }
        let start = cell;
        cell += grapheme.cells;
        (start..cell)
            .contains(&usize::from(x))
            .then_some(line.range.start + grapheme.start)
    })
}

/// Scrolls the section of the panel that is under the mouse.
pub(crate) fn scroll_panel(state: &mut State, mouse: MouseEvent, down: bool) {
    let layout = state.reading.panel.layout(state.screen.areas.panel);
    let in_countries = mouse.y >= layout.countries_heading.y;
    let (section, rect) = if in_countries {
        (&mut state.reading.panel.countries, layout.countries)
    } else {
        (&mut state.reading.panel.people, layout.people)
    };
    let last = section.rows.len().saturating_sub(usize::from(rect.height));
    section.top = if down {
        (section.top + WHEEL_LINES).min(last)
    } else {
        section.top.saturating_sub(WHEEL_LINES)
    };
}

/// Scrolls to the place in the article that a cell of the scrollbar stands for.
pub(super) fn scroll_to_track(state: &mut State, mouse: MouseEvent) {
    let track = state.screen.areas.track;
    let fraction = f64::from(mouse.y - track.y) / f64::from(track.height.saturating_sub(1).max(1));
    let offset = (state.reading.document.text().len() as f64 * fraction) as usize;
    scroll::scroll_to_offset(state, offset);
}

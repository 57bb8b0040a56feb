//! What is visible: the panel, zen mode, the text width, the highlights; and laying out the screen.

use super::{feed_list, filter, loading, scroll, search};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::overlays::help::Help;
use crate::app::overlays::{self, Overlay};
use crate::app::state::{Focus, State};
use crate::document::Document;
use crate::layout::{Areas, Line, SIDE_BY_SIDE_WIDTH};
use crate::options::{Highlights, MAX_TEXT_WIDTH, MIN_TEXT_WIDTH};
use std::sync::Arc;

/// Columns by which a key changes the text width.
const TEXT_WIDTH_STEP: u16 = 4;

/// Lays out the screen after its size or its parts changed. The current mention keeps its row; without one, the same words
/// stay at the top.
pub(crate) fn update_layout(state: &mut State) {
    // The user looks at the current mention, or without one at the top of the screen.
    let reading = &state.reading;
    let looked_at = reading.current_mention().and_then(|mention| {
        let start = mention.range.start;
        let shows =
            |line: &Line| !line.blank && line.range.start <= start && start <= line.range.end;
        let row = reading.view.lines.iter().rposition(shows)?;
        Some((start, row))
    });
    let (size, options) = (state.screen.size, state.screen.layout_options);
    state.screen.areas = Areas::new(size.columns, size.rows, options);
    let column = state.screen.areas.column;
    let view = &mut state.reading.view;
    view.flow.set_width(column.width);
    match looked_at {
        Some((start, row)) => {
            let above = row.min(usize::from(column.height) * 2 / 3) as u16;
            scroll::scroll_below(state, start, above);
            state.reading.current = state.reading.entities.mention_at(start);
        }
        None => {
            view.top = match view.anchor_offset {
                0 => view.flow.first(),
                anchor => view.flow.position_at(anchor),
            };
            view.refresh(column.height);
        }
    }
    let panel = state.screen.areas.panel;
    if panel.is_empty() {
        state.screen.focus = Focus::Text;
        super::panel::clear_query(state);
    }
    state.reading.panel.scroll_to(state.reading.selected, panel);
    feed_list::scroll_to_choice(state);
    overlays::reveal_top(state);
}

/// Replaces the beginning of an article by the whole of it; the same lines stay on the screen.
pub(super) fn extend_document(state: &mut State, document: Arc<Document>) {
    let lengths = (state.reading.document.text().len(), document.text().len());
    if let Some(left) = &mut state.reading.history.left_place {
        left.move_along(lengths, |at| at);
    }
    state
        .reading
        .view
        .set_document(&document, state.screen.areas.column.width);
    state.reading.document = document;
    if let Some(filter) = &state.reading.filter {
        state.reading.view.flow.show_blocks(Some(&filter.blocks));
    }
    update_layout(state);
}

/// Handles an action that means the same wherever keys are read; `None` if `action` is not one of them.
pub(crate) fn common_action(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::ShowHelp => {
            overlays::push(state, Overlay::Help(Help::default()));
            Vec::new()
        }
        Action::ShowLibrary => {
            overlays::library::open(state);
            Vec::new()
        }
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Quit => vec![Effect::Quit(loading::exit_code(state))],
        _ => return None,
    })
}

/// Closes what is on top: the drawer, the search, zen mode, the paragraph filter, and finally deselects all names. Returns
/// whether there was anything to close.
pub(super) fn close_top(state: &mut State) -> bool {
    if close_drawer(state) {
        return true;
    }
    if search::is_active(state) {
        search::end_search(state);
    } else if state.screen.layout_options.zen {
        toggle_zen(state);
    } else if state.reading.filter.is_some() {
        filter::close_filter(state);
    } else {
        let reading = &mut state.reading;
        if let Some(start) = reading.current_start() {
            reading.view.left_mention = Some(start);
        }
        let marked = std::mem::take(&mut reading.marked);
        let (selected, current) = (reading.selected.take(), reading.current.take());
        reading.pair = None;
        return selected.is_some() || current.is_some() || !marked.is_empty();
    }
    true
}

/// Closes the panel if it is a drawer over the text. Returns whether it was.
pub(crate) fn close_drawer(state: &mut State) -> bool {
    let is_drawer = state.screen.areas.panel_over_text;
    if is_drawer {
        state.screen.layout_options.drawer = false;
        update_layout(state);
    }
    is_drawer
}

/// Opens or closes the panel, beside the text or as a drawer over it.
pub(super) fn toggle_panel(state: &mut State) {
    if state.screen.areas.panel.is_empty() {
        open_panel(state);
        return;
    }
    state.screen.focus = Focus::Text;
    if !close_drawer(state) {
        state.screen.layout_options.panel = false;
        update_layout(state);
    }
}

/// Opens the panel beside the text, or as a drawer if the screen is narrow; a notice says if there is no room for it.
pub(super) fn open_panel(state: &mut State) {
    state.screen.layout_options.zen = false;
    if state.screen.size.columns >= SIDE_BY_SIDE_WIDTH {
        state.screen.layout_options.panel = true;
    } else {
        state.screen.layout_options.drawer = true;
    }
    update_layout(state);
    if state.screen.areas.panel.is_empty() {
        state.notice("No room for the panel");
    }
}

/// Switches zen mode, which shows the text alone.
pub(super) fn toggle_zen(state: &mut State) {
    state.screen.layout_options.zen = !state.screen.layout_options.zen;
    update_layout(state);
}

/// Makes the text wider or narrower by `times` steps.
pub(super) fn change_text_width(state: &mut State, times: usize, wider: bool) {
    let by = times.min(100) as u16 * TEXT_WIDTH_STEP;
    // Counts from the width on the screen, so that every key has an effect where there is room.
    let current = state
        .screen
        .layout_options
        .text_width
        .min(state.screen.areas.article.width);
    let width = if wider {
        current + by
    } else {
        current.saturating_sub(by)
    }
    .clamp(MIN_TEXT_WIDTH, MAX_TEXT_WIDTH);
    let previous = state.screen.areas.column.width;
    state.screen.layout_options.text_width =
        width.min(state.screen.areas.article.width.max(MIN_TEXT_WIDTH));
    update_layout(state);
    if wider && state.screen.areas.column.width <= previous {
        state.notice(format!("No room for more than {previous} columns of text"));
        return;
    }
    state.notice(format!(
        "Text width: {} columns; {} to reset",
        state.screen.areas.column.width,
        state.key_hint(Action::ResetTextWidth)
    ));
}

/// Gives the text its default width.
pub(super) fn reset_text_width(state: &mut State) {
    state.screen.layout_options.text_width = state.session.options.reading.text_width;
    update_layout(state);
    state.notice(format!(
        "Text width: {} columns",
        state.screen.areas.column.width
    ));
}

/// Switches to the next choice of highlights: people and countries, people, countries, none.
pub(super) fn cycle_highlights(state: &mut State) {
    let (next, message) = match state.session.highlights {
        Highlights::Both => (Highlights::People, "Highlights: people"),
        Highlights::People => (Highlights::Countries, "Highlights: countries"),
        Highlights::Countries => (Highlights::None, "Highlights: none"),
        Highlights::None => (Highlights::Both, "Highlights: people and countries"),
    };
    state.session.highlights = next;
    state.notice(message.to_owned());
}

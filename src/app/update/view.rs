//! What is visible: the panel, zen mode, the text width, the highlights; and laying out the screen.

use super::{paragraph_filter, scroll, search};
use crate::app::action::Action;
use crate::app::reading_time::estimate_minutes;
use crate::app::state::{Focus, Highlights, MAX_TEXT_WIDTH, MIN_TEXT_WIDTH, State};
use crate::document::Document;
use crate::layout::{Areas, Flow, Rect, SIDE_BY_SIDE_WIDTH};
use std::sync::Arc;

/// Columns by which a key changes the text width.
const TEXT_WIDTH_STEP: u16 = 4;

/// Lays out the screen after its size or its parts changed. The current mention keeps its row; without one, the same words
/// stay at the top.
pub(super) fn update_layout(state: &mut State) {
    // The user looks at the current mention, or without one at the top of the screen.
    let focus_line = state
        .current_mention()
        .map(|mention| mention.range.start)
        .and_then(|start| {
            let shows = |line: &crate::layout::Line| {
                !line.blank && line.range.start <= start && start <= line.range.end
            };
            state
                .visible_lines
                .iter()
                .rposition(shows)
                .map(|line| (start, line))
        });
    state.areas = Areas::new(state.size.0, state.size.1, state.layout_options);
    state.flow.set_width(state.areas.column.width);
    let height = usize::from(state.areas.column.height);
    match focus_line {
        Some((start, line)) => {
            let row = state.flow.position_at(start);
            let above = isize::try_from(line.min(height * 2 / 3)).unwrap_or(0);
            let top = state.flow.step(row, -above);
            scroll::scroll_to_line(state, top);
            state.current = state.entities.mention_at(start);
        }
        None => {
            state.top = if state.anchor_offset == 0 {
                state.flow.first()
            } else {
                state.flow.position_at(state.anchor_offset)
            };
            state.refresh_visible_lines();
        }
    }
    if state.areas.panel.is_empty() {
        state.focus = Focus::Text;
    }
    state
        .panel
        .scroll_to(state.emphasized_entity(), state.areas.panel);
    super::feed_list::scroll_to_choice(state);
    super::overlay::scroll_to_choice(state);
    super::menu::scroll_to_choice(state);
    let (mode, help) = (state.mode_under_help(), help_area(state));
    state.help_top = state
        .help_top
        .map(|top| top.min(crate::app::help::last_top(&state.keymap, mode, help)));
}

/// Replaces the beginning of an article by the whole of it; the same lines stay on the screen.
pub(super) fn extend_document(state: &mut State, document: Arc<Document>) {
    state.reading_minutes = estimate_minutes(document.text());
    state.flow = Flow::new(Arc::clone(&document), state.areas.column.width);
    state.document = document;
    if let Some(filter) = &state.paragraph_filter {
        state.flow.show_blocks(Some(&filter.blocks));
    }
    update_layout(state);
}

/// The rectangle of the help screen: the whole screen but the status line.
pub(crate) fn help_area(state: &State) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width: state.size.0,
        height: state.size.1.saturating_sub(state.areas.status.height),
    }
}

/// Closes what is on top: the drawer, the search, zen mode, the paragraph filter, and finally deselects all names. Returns
/// whether there was anything to close.
pub(super) fn close_top(state: &mut State) -> bool {
    if state.areas.panel_over_text {
        state.layout_options.drawer = false;
        update_layout(state);
    } else if search::is_active(state) {
        search::end_search(state);
    } else if state.layout_options.zen {
        toggle_zen(state);
    } else if state.paragraph_filter.is_some() {
        paragraph_filter::close_filter(state);
    } else {
        let any = state.selected.is_some() || state.current.is_some() || !state.marked.is_empty();
        (state.selected, state.current, state.pair) = (None, None, None);
        state.marked.clear();
        return any;
    }
    true
}

/// Opens or closes the panel, beside the text or as a drawer over it.
pub(super) fn toggle_panel(state: &mut State) {
    let is_closed = state.areas.panel.is_empty();
    if is_closed {
        open_panel(state);
        if state.areas.panel.is_empty() {
            state.message = Some("No room for the panel".to_owned());
        }
        return;
    }
    state.focus = Focus::Text;
    if state.areas.panel_over_text {
        state.layout_options.drawer = false;
    } else {
        state.layout_options.panel = false;
    }
    update_layout(state);
}

/// Opens the panel beside the text, or as a drawer if the screen is narrow.
pub(super) fn open_panel(state: &mut State) {
    state.layout_options.zen = false;
    if state.size.0 >= SIDE_BY_SIDE_WIDTH {
        state.layout_options.panel = true;
    } else {
        state.layout_options.drawer = true;
    }
    update_layout(state);
}

/// Switches zen mode, which shows the text alone.
pub(super) fn toggle_zen(state: &mut State) {
    state.layout_options.zen = !state.layout_options.zen;
    update_layout(state);
}

/// Makes the text wider or narrower by `times` steps.
pub(super) fn change_text_width(state: &mut State, times: usize, wider: bool) {
    let by = times.min(100) as u16 * TEXT_WIDTH_STEP;
    // Counts from the width on the screen, so that every key has an effect where there is room.
    let current = state
        .layout_options
        .text_width
        .min(state.areas.article.width);
    let width = if wider {
        current + by
    } else {
        current.saturating_sub(by)
    }
    .clamp(MIN_TEXT_WIDTH, MAX_TEXT_WIDTH);
    let previous = state.areas.column.width;
    state.layout_options.text_width = width.min(state.areas.article.width.max(MIN_TEXT_WIDTH));
    update_layout(state);
    if wider && state.areas.column.width <= previous {
        state.message = Some(format!("No room for more than {previous} columns of text"));
        return;
    }
    state.message = Some(format!(
        "Text width: {} columns; {} to reset",
        state.areas.column.width,
        state.key_hint(Action::ResetTextWidth)
    ));
}

/// Gives the text its default width.
pub(super) fn reset_text_width(state: &mut State) {
    state.layout_options.text_width = state.options.text_width;
    update_layout(state);
    state.message = Some(format!("Text width: {} columns", state.areas.column.width));
}

/// Switches to the next choice of highlights: people and countries, people, countries, none.
pub(super) fn cycle_highlights(state: &mut State) {
    let (next, message) = match state.highlights {
        Highlights::Both => (Highlights::People, "Highlights: people"),
        Highlights::People => (Highlights::Countries, "Highlights: countries"),
        Highlights::Countries => (Highlights::None, "Highlights: none"),
        Highlights::None => (Highlights::Both, "Highlights: people and countries"),
    };
    state.highlights = next;
    state.message = Some(message.to_owned());
}

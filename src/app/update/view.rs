//! What is visible: the panel, zen mode, the text width, the highlights; and laying out the screen.

use super::{paragraph_filter, scroll, search};
use crate::app::action::Action;
use crate::app::state::{Focus, Highlights, MAX_TEXT_WIDTH, MIN_TEXT_WIDTH, State};
use crate::document::Document;
use crate::layout::{Areas, Rect, SIDE_BY_SIDE_WIDTH};
use std::sync::Arc;

/// Columns by which a key changes the text width.
const TEXT_WIDTH_STEP: u16 = 4;

/// Lays out the screen after its size or its parts changed. The current mention keeps its row; without one, the same words
/// stay at the top.
pub(super) fn update_layout(state: &mut State) {
    // The user looks at the current mention, or without one at the top of the screen.
    let focus_line = state
        .reading
        .current_mention()
        .map(|mention| mention.range.start)
        .and_then(|start| {
            let shows = |line: &crate::layout::Line| {
                !line.blank && line.range.start <= start && start <= line.range.end
            };
            state
                .reading
                .view
                .lines
                .iter()
                .rposition(shows)
                .map(|line| (start, line))
        });
    state.screen.areas = Areas::new(
        state.screen.size.0,
        state.screen.size.1,
        state.screen.layout_options,
    );
    state
        .reading
        .view
        .flow
        .set_width(state.screen.areas.column.width);
    let height = usize::from(state.screen.areas.column.height);
    match focus_line {
        Some((start, line)) => {
            let row = state.reading.view.flow.position_at(start);
            let above = isize::try_from(line.min(height * 2 / 3)).unwrap_or(0);
            let top = state.reading.view.flow.step(row, -above);
            scroll::scroll_to_line(state, top);
            state.reading.current = state.reading.entities.mention_at(start);
        }
        None => {
            state.reading.view.top = if state.reading.view.anchor_offset == 0 {
                state.reading.view.flow.first()
            } else {
                state
                    .reading
                    .view
                    .flow
                    .position_at(state.reading.view.anchor_offset)
            };
            state.refresh_visible_lines();
        }
    }
    if state.screen.areas.panel.is_empty() {
        state.screen.focus = Focus::Text;
    }
    state
        .reading
        .panel
        .scroll_to(state.emphasized_entity(), state.screen.areas.panel);
    super::feed_list::scroll_to_choice(state);
    super::overlay::scroll_to_choice(state);
    super::menu::scroll_to_choice(state);
    let (mode, help) = (state.mode_under_help(), help_area(state));
    state.help_top = state.help_top.map(|top| {
        top.min(crate::app::help::last_top(
            &state.session.keymap,
            mode,
            help,
        ))
    });
}

/// Replaces the beginning of an article by the whole of it; the same lines stay on the screen.
pub(super) fn extend_document(state: &mut State, document: Arc<Document>) {
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

/// The rectangle of the help screen: the whole screen but the status line.
pub(crate) fn help_area(state: &State) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width: state.screen.size.0,
        height: state
            .screen
            .size
            .1
            .saturating_sub(state.screen.areas.status.height),
    }
}

/// Closes what is on top: the drawer, the search, zen mode, the paragraph filter, and finally deselects all names. Returns
/// whether there was anything to close.
pub(super) fn close_top(state: &mut State) -> bool {
    if state.screen.areas.panel_over_text {
        state.screen.layout_options.drawer = false;
        update_layout(state);
    } else if search::is_active(state) {
        search::end_search(state);
    } else if state.screen.layout_options.zen {
        toggle_zen(state);
    } else if state.reading.filter.is_some() {
        paragraph_filter::close_filter(state);
    } else {
        let any = state.reading.selected.is_some()
            || state.reading.current.is_some()
            || !state.reading.marked.is_empty();
        (
            state.reading.selected,
            state.reading.current,
            state.reading.pair,
        ) = (None, None, None);
        state.reading.marked.clear();
        return any;
    }
    true
}

/// Opens or closes the panel, beside the text or as a drawer over it.
pub(super) fn toggle_panel(state: &mut State) {
    let is_closed = state.screen.areas.panel.is_empty();
    if is_closed {
        open_panel(state);
        if state.screen.areas.panel.is_empty() {
            state.message = Some("No room for the panel".to_owned());
        }
        return;
    }
    state.screen.focus = Focus::Text;
    if state.screen.areas.panel_over_text {
        state.screen.layout_options.drawer = false;
    } else {
        state.screen.layout_options.panel = false;
    }
    update_layout(state);
}

/// Opens the panel beside the text, or as a drawer if the screen is narrow.
pub(super) fn open_panel(state: &mut State) {
    state.screen.layout_options.zen = false;
    if state.screen.size.0 >= SIDE_BY_SIDE_WIDTH {
        state.screen.layout_options.panel = true;
    } else {
        state.screen.layout_options.drawer = true;
    }
    update_layout(state);
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
        state.message = Some(format!("No room for more than {previous} columns of text"));
        return;
    }
    state.message = Some(format!(
        "Text width: {} columns; {} to reset",
        state.screen.areas.column.width,
        state.key_hint(Action::ResetTextWidth)
    ));
}

/// Gives the text its default width.
pub(super) fn reset_text_width(state: &mut State) {
    state.screen.layout_options.text_width = state.session.options.text_width;
    update_layout(state);
    state.message = Some(format!(
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
    state.message = Some(message.to_owned());
}

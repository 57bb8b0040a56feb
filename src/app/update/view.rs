//! What shows: panel, zen, measure, marks, and laying everything out anew.

use super::{lens, scroll, search};
use crate::app::action::Action;
use crate::app::minutes::minutes;
use crate::app::state::{Focus, MAX_MEASURE, MIN_MEASURE, Marks, State};
use crate::document::Document;
use crate::layout::{Areas, Flow, Rect, SIDE_BY_SIDE_WIDTH};
use std::sync::Arc;

/// Cells by which a key changes the measure.
const MEASURE_STEP: u16 = 4;

/// After the size or the shape changed: everything anew, with the same words under the eye.
pub(super) fn lay_out(state: &mut State) {
    // The current mention is where the reader looks; without one, the top of the page is.
    let looked_at = state
        .current_mention()
        .map(|mention| mention.range.start)
        .and_then(|start| {
            let shows = |line: &crate::layout::Line| {
                !line.gap && line.range.start <= start && start <= line.range.end
            };
            state.page.iter().rposition(shows).map(|line| (start, line))
        });
    state.areas = Areas::of(state.size.0, state.size.1, state.shape);
    state.flow.set_width(state.areas.column.width);
    let height = usize::from(state.areas.column.height);
    match looked_at {
        Some((start, line)) => {
            let row = state.flow.row_at(start);
            let above = isize::try_from(line.min(height * 2 / 3)).unwrap_or(0);
            let top = state.flow.step(row, -above);
            scroll::turn_to(state, top);
            state.current = state.entities.at(start);
        }
        None => {
            state.top = if state.eye == 0 {
                state.flow.first()
            } else {
                state.flow.row_at(state.eye)
            };
            state.refresh_visible_lines();
        }
    }
    if state.areas.panel.is_empty() {
        state.focus = Focus::Text;
    }
    state.panel.reveal(state.set_off(), state.areas.panel);
    super::list::reveal(state);
    super::sheet::reveal(state);
    super::pick::reveal(state);
    let (mode, help) = (state.mode_beneath(), help_area(state));
    state.help = state
        .help
        .map(|top| top.min(crate::app::help::last_top(&state.keymap, mode, help)));
}

/// The rest of the article is there: the same lines stay on screen, and now there are more below them.
pub(super) fn grow(state: &mut State, document: Arc<Document>) {
    state.minutes = minutes(document.text());
    state.flow = Flow::new(Arc::clone(&document), state.areas.column.width);
    state.document = document;
    if let Some(lens) = &state.lens {
        state.flow.show(Some(&lens.blocks));
    }
    lay_out(state);
}

/// The rectangle of the help screen: all but the status line.
pub(crate) fn help_area(state: &State) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width: state.size.0,
        height: state.size.1.saturating_sub(state.areas.status.height),
    }
}

/// Esc: close what lies uppermost; at last let go of the selection. Whether there was anything.
pub(super) fn close(state: &mut State) -> bool {
    if state.areas.over {
        state.shape.drawer = false;
        lay_out(state);
    } else if search::is_active(state) {
        search::end(state);
    } else if state.shape.zen {
        toggle_zen(state);
    } else if state.lens.is_some() {
        lens::close(state);
    } else {
        let any = state.selected.is_some() || state.current.is_some() || !state.taken.is_empty();
        (state.selected, state.current, state.pair) = (None, None, None);
        state.taken.clear();
        return any;
    }
    true
}

/// e: the panel beside the text, or the drawer over it.
pub(super) fn toggle_panel(state: &mut State) {
    let open = state.areas.panel.is_empty();
    if open {
        open_panel(state);
        if state.areas.panel.is_empty() {
            state.notice = Some("no room for the panel here".to_owned());
        }
        return;
    }
    state.focus = Focus::Text;
    if state.areas.over {
        state.shape.drawer = false;
    } else {
        state.shape.panel = false;
    }
    lay_out(state);
}

/// Show the panel, in whichever way the screen has room for.
pub(super) fn open_panel(state: &mut State) {
    state.shape.zen = false;
    if state.size.0 >= SIDE_BY_SIDE_WIDTH {
        state.shape.panel = true;
    } else {
        state.shape.drawer = true;
    }
    lay_out(state);
}

/// z: the text alone, and back.
pub(super) fn toggle_zen(state: &mut State) {
    state.shape.zen = !state.shape.zen;
    lay_out(state);
}

/// - and +: another measure.
pub(super) fn measure(state: &mut State, times: usize, wider: bool) {
    let by = times.min(100) as u16 * MEASURE_STEP;
    // From what shows, so that a key always has an effect where there is room.
    let now = state.shape.measure.min(state.areas.article.width);
    let measure = if wider {
        now + by
    } else {
        now.saturating_sub(by)
    }
    .clamp(MIN_MEASURE, MAX_MEASURE);
    let before = state.areas.column.width;
    state.shape.measure = measure.min(state.areas.article.width.max(MIN_MEASURE));
    lay_out(state);
    if wider && state.areas.column.width <= before {
        state.notice = Some(format!("no room for lines wider than {before} cells here"));
        return;
    }
    state.notice = Some(format!(
        "lines of {} cells; {} resets",
        state.areas.column.width,
        state.hint(Action::DefaultMeasure)
    ));
}

/// =: the default measure.
pub(super) fn default_measure(state: &mut State) {
    state.shape.measure = state.options.measure;
    lay_out(state);
    state.notice = Some(format!("lines of {} cells", state.areas.column.width));
}

/// H: which marks show.
pub(super) fn cycle_marks(state: &mut State) {
    let (marks, words) = match state.marks {
        Marks::Both => (Marks::People, "marks: people"),
        Marks::People => (Marks::Countries, "marks: countries"),
        Marks::Countries => (Marks::None, "marks: none"),
        Marks::None => (Marks::Both, "marks: people and countries"),
    };
    state.marks = marks;
    state.notice = Some(words.to_owned());
}

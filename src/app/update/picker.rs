//! Pickers, which are lists that typing filters: opening them, their actions and their mouse events.

use super::{navigation, overlay, paragraph_filter, recent_articles, row_delta, scroll};
use crate::app::action::Action;
use crate::app::contents;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::overlay::Overlay;
use crate::app::picker::{Picker, PickerKind, PickerLayout, PickerTarget};
use crate::app::{MouseEvent, MouseEventKind, State};

/// Rows by which one notch of the mouse wheel moves the cursor.
const WHEEL_ROWS: isize = 3;

/// Opens the table of contents, on the section at the top of the screen.
pub(super) fn open_contents(state: &mut State) {
    let entries = contents::contents_entries(state);
    if entries.is_empty() {
        state.message = Some("This article has no contents to list".to_owned());
        return;
    }
    let offset = state.reading.view.flow.line_start(state.reading.view.top);
    let row = contents::entry_at(&entries, offset);
    open(state, Picker::new(PickerKind::Contents, entries, row));
}

/// Opens the jump list.
pub(super) fn open_jump_list(state: &mut State) {
    let (entries, row) = contents::jump_entries(state);
    if entries.is_empty() {
        state.message = Some("No jumps yet".to_owned());
        return;
    }
    open(state, Picker::new(PickerKind::Jumps, entries, row));
}

/// Opens `picker` over the text, scrolled to its chosen row.
pub(super) fn open(state: &mut State, picker: Picker) {
    overlay::push_overlay(state, Overlay::Picker(picker));
    scroll_to_choice(state);
}

/// Handles `action` in the picker on top.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let Some(layout) = layout(state) else {
        return Vec::new();
    };
    let visible_rows = usize::from(layout.list.height).max(1);
    if let Some(by) = row_delta(action, visible_rows, count) {
        move_choice(state, by);
        return Vec::new();
    }
    match action {
        Action::Choose => follow_choice(state),
        _ => super::handle_common_action(state, action).unwrap_or_default(),
    }
}

/// The picker, if one is on top.
pub(super) fn top_picker(state: &mut State) -> Option<&mut Picker> {
    match state.screen.overlays.last_mut() {
        Some(Overlay::Picker(picker)) => Some(picker),
        _ => None,
    }
}

fn layout(state: &State) -> Option<PickerLayout> {
    match state.screen.overlays.last() {
        Some(Overlay::Picker(picker)) => Some(PickerLayout::new(state, picker)),
        _ => None,
    }
}

fn move_choice(state: &mut State, by: isize) {
    if let (Some(layout), Some(picker)) = (layout(state), top_picker(state)) {
        picker.move_choice(by, &layout);
    }
}

/// Scrolls so that the chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    move_choice(state, 0);
}

/// Types an unbound key into the input.
pub(super) fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    if let Some(picker) = top_picker(state) {
        let before = picker.input.text().to_owned();
        picker.input.handle_key(key);
        if picker.input.text() != before {
            picker.refresh_matches();
        }
    }
    Vec::new()
}

/// Goes where the chosen row leads.
fn follow_choice(state: &mut State) -> Vec<Effect> {
    let Some(target) =
        top_picker(state).and_then(|picker| Some(picker.chosen_entry()?.target.clone()))
    else {
        return Vec::new();
    };
    match target {
        PickerTarget::Offset(offset) => {
            overlay::close_all(state);
            navigation::record_jump(state);
            if !state.reading.passes_filter(offset) {
                paragraph_filter::remove_filter(state);
            }
            scroll::scroll_to_offset(state, offset);
        }
        PickerTarget::Jump(steps) => {
            overlay::close_all(state);
            if steps > 0 {
                navigation::go_back(state, steps.unsigned_abs());
            } else {
                navigation::go_forward(state, steps.unsigned_abs());
            }
        }
        PickerTarget::Article(name) => return recent_articles::open_article(state, name),
    }
    Vec::new()
}

/// Handles a mouse event: the wheel moves the choice, a click on a row follows it, a click beside the list closes it.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    match mouse.kind {
        MouseEventKind::WheelDown => move_choice(state, WHEEL_ROWS),
        MouseEventKind::WheelUp => move_choice(state, -WHEEL_ROWS),
        MouseEventKind::Press => {
            let Some(layout) = layout(state) else {
                return Vec::new();
            };
            if !layout.popup.outer.contains(mouse.x, mouse.y) {
                overlay::close_top(state);
            } else if layout.list.contains(mouse.x, mouse.y)
                && let Some(picker) = top_picker(state)
            {
                let row = picker.top + usize::from(mouse.y - layout.list.y);
                if row < picker.matches.len() {
                    picker.chosen = row;
                    return follow_choice(state);
                }
            }
        }
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
    Vec::new()
}

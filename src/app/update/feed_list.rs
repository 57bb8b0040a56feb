//! The list of a feed's articles: choosing one, and returning to the list.

use super::{link_hints, loading, row_delta};
use crate::app::action::Action;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::feed_list::{EntityCounts, FeedListLayout};
use crate::app::loading::PendingLoad;
use crate::app::state::{AnalysisProgress, MainView, State};
use crate::app::{MouseEvent, MouseEventKind};
use crate::entities::EntityKind;

/// Handles `action` in the list.
pub(super) fn handle_action(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Vec<Effect> {
    let visible_items = layout(state).visible_items();
    if let Some(by) = row_delta(action, visible_items, count) {
        move_choice(state, by);
        return Vec::new();
    }
    match action {
        Action::Choose => return open_chosen(state),
        Action::Close => return loading::cancel(state),
        Action::ShowHelp => state.help_top = Some(0),
        Action::Reload => return loading::reload(state),
        Action::OpenInBrowser => return link_hints::open_in_browser(state),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Leave | Action::Quit => return vec![Effect::Quit(0)],
        // Other actions do nothing here.
        _ => {}
    }
    Vec::new()
}

/// The layout of the list on the screen.
fn layout(state: &State) -> FeedListLayout {
    FeedListLayout::new(state.screen.size, state.screen.areas.status.height)
}

fn move_choice(state: &mut State, by: isize) {
    let visible_items = layout(state).visible_items();
    if let Some(list) = &mut state.session.feed_list {
        list.move_choice(by, visible_items);
    }
}

/// Scrolls so that the chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    let visible_items = layout(state).visible_items();
    if let Some(list) = &mut state.session.feed_list {
        list.scroll_to_choice(visible_items);
    }
}

/// Opens the chosen article. The one that is already open is only shown.
fn open_chosen(state: &mut State) -> Vec<Effect> {
    let Some(list) = &mut state.session.feed_list else {
        return Vec::new();
    };
    let chosen = list.chosen;
    if list.open_item == Some(chosen) && state.reading.is_open {
        list.is_visible = false;
        return loading::cancel(state);
    }
    let Some(item) = list.feed.items.get(chosen) else {
        return Vec::new();
    };
    let request = OpenRequest::FeedItem(chosen);
    state.session.loading = Some(PendingLoad {
        name: item.title.clone(),
        request: request.clone(),
        bytes_received: 0,
        is_reload: false,
    });
    vec![Effect::Open(request)]
}

/// Shows the list again, with the open article chosen.
pub(super) fn show_list(state: &mut State) {
    if let Some(list) = &mut state.session.feed_list {
        list.is_visible = true;
        if let Some(open) = list.open_item {
            list.chosen = open;
        }
    }
    scroll_to_choice(state);
}

/// Records how many people and countries the open article has, once its analysis is complete.
pub(super) fn record_counts(state: &mut State) {
    if state.reading.analysis != AnalysisProgress::Done {
        return;
    }
    let count = |kind: EntityKind| {
        let entities = state.reading.entities.entities().iter();
        entities.filter(|entity| entity.kind == kind).count()
    };
    let counts = EntityCounts {
        people: count(EntityKind::Person),
        countries: count(EntityKind::Country),
    };
    if let Some(list) = &mut state.session.feed_list
        && let Some(slot) = list
            .open_item
            .and_then(|index| list.entity_counts.get_mut(index))
    {
        *slot = Some(counts);
    }
}

/// Handles a mouse event: the wheel moves the choice, a click chooses a row, a click on the chosen row opens it.
pub(super) fn handle_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    debug_assert_eq!(state.main_view(), MainView::FeedList);
    match mouse.kind {
        MouseEventKind::WheelDown => move_choice(state, 1),
        MouseEventKind::WheelUp => move_choice(state, -1),
        MouseEventKind::Press => {
            state.message = None;
            state.open_error = None;
            let FeedListLayout {
                items, item_rows, ..
            } = layout(state);
            let Some(list) = &mut state.session.feed_list else {
                return Vec::new();
            };
            if !items.contains(mouse.x, mouse.y) {
                return Vec::new();
            }
            let row = list.top + usize::from((mouse.y - items.y) / item_rows.max(1));
            if row == list.chosen {
                return open_chosen(state);
            }
            if row < list.feed.items.len() {
                list.chosen = row;
            }
        }
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
    Vec::new()
}

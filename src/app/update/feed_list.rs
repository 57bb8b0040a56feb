//! The list of a feed's articles: choosing one, and returning to the list.

use super::{links, loading, view, visited};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::effect::{Effect, OpenRequest};
use crate::app::feed_list::EntityCounts;
use crate::app::messages::Level;
use crate::app::overlays::list::Hit;
use crate::app::overlays::picker;
use crate::app::state::{AnalysisProgress, State};
use crate::app::visited::Direction;
use crate::app::{MouseEvent, MouseEventKind};
use crate::document::Feed;
use crate::entities::EntityKind;
use std::sync::Arc;

/// Handles `command` in the list.
pub(super) fn handle_command(state: &mut State, command: Command) -> Vec<Effect> {
    let list = state.session.feed_list.as_ref();
    let fit = list.map_or(1, |list| list.frame(&state.screen).fit);
    if let Some(rows) = command.rows(fit) {
        move_choice(state, rows);
        return Vec::new();
    }
    match command.action {
        Action::Choose => open_chosen(state),
        Action::Close => loading::cancel(state),
        Action::Search => {
            picker::open_feed_items(state);
            Vec::new()
        }
        Action::Reload => loading::reload(state),
        Action::OpenInBrowser => links::open_in_browser(state),
        Action::GoBack => visited::go_from_list(state, Direction::Back),
        Action::GoForward => visited::go_from_list(state, Direction::Forward),
        Action::Leave if state.came_from_list() => visited::go_from_list(state, Direction::Back),
        Action::Leave => vec![Effect::Quit(0)],
        _ => view::common_action(state, command.action).unwrap_or_default(),
    }
}

fn move_choice(state: &mut State, rows: isize) {
    if let Some(list) = &mut state.session.feed_list {
        let frame = list.frame(&state.screen);
        list.list.step(rows, frame);
    }
}

/// Scrolls so that the chosen row shows.
pub(super) fn scroll_to_choice(state: &mut State) {
    move_choice(state, 0);
}

/// Chooses the article with the index `item`, and opens it.
pub(crate) fn open_item(state: &mut State, item: usize) -> Vec<Effect> {
    if let Some(list) = &mut state.session.feed_list {
        list.list.chosen = item;
    }
    scroll_to_choice(state);
    open_chosen(state)
}

/// Opens the chosen article. The one that is already open is only shown.
fn open_chosen(state: &mut State) -> Vec<Effect> {
    let Some(list) = &mut state.session.feed_list else {
        return Vec::new();
    };
    let chosen = list.list.chosen;
    if list.open_item == Some(chosen) && state.reading.is_open {
        list.is_visible = false;
        return loading::cancel(state);
    }
    let Some(item) = list.feed.items.get(chosen) else {
        return Vec::new();
    };
    let name = item.title.clone();
    if let Some(url) = item.url.clone().filter(|_| item.is_feed) {
        return loading::open(state, name, OpenRequest::Other(Some(url)));
    }
    loading::open(state, name, OpenRequest::FeedItem(chosen))
}

/// What to say when `feed` has been loaded again: in a list of feeds, in how many there is something new.
pub(super) fn reload_notice(feed: &Feed) -> String {
    let all = feed.items.len();
    match feed.items.iter().filter(|item| item.is_new).count() {
        _ if !feed.lists_feeds() => "Reloaded".to_owned(),
        0 => "Nothing new in your feeds".to_owned(),
        new => format!("New articles in {new} of {all} feeds"),
    }
}

/// If the feed at `url` was opened from a list of feeds, its row says from now on that it has been.
pub(super) fn note_opened(state: &mut State, url: &str) {
    let list = state.session.feed_list.as_mut();
    let Some(list) = list.filter(|list| list.is_visible) else {
        return;
    };
    let items = Arc::make_mut(&mut list.feed).items.iter_mut();
    for item in items.filter(|item| item.is_feed && item.url.as_deref() == Some(url)) {
        item.is_new = false;
        "Opened just now".clone_into(&mut item.lead);
    }
}

/// Shows the list again, with the open article chosen.
pub(super) fn show_list(state: &mut State) {
    if let Some(list) = &mut state.session.feed_list {
        list.is_visible = true;
        list.list.chosen = list.open_item.unwrap_or(list.list.chosen);
        state.screen.overlays.clear();
    }
    scroll_to_choice(state);
}

/// Records how many people and countries the open article has, once its analysis is complete.
pub(super) fn record_counts(state: &mut State) {
    if state.reading.analysis != AnalysisProgress::Done {
        return;
    }
    let counts = EntityCounts {
        people: state.reading.entities.count(EntityKind::Person),
        countries: state.reading.entities.count(EntityKind::Country),
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
    match mouse.kind {
        MouseEventKind::WheelDown => move_choice(state, 1),
        MouseEventKind::WheelUp => move_choice(state, -1),
        MouseEventKind::Press => {
            state.messages.dismiss(Level::Error);
            let Some(list) = &mut state.session.feed_list else {
                return Vec::new();
            };
            match list.frame(&state.screen).hit(&list.list, mouse) {
                Hit::Row(row) if row == list.list.chosen => return open_chosen(state),
                Hit::Row(row) => list.list.chosen = row,
                Hit::Nothing | Hit::Beside => {}
            }
        }
        MouseEventKind::Drag | MouseEventKind::Release => {}
    }
    Vec::new()
}

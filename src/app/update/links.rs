//! Following links, by their letters or with a click.

use super::{navigation, scroll};
use crate::app::MouseEvent;
use crate::app::drag::Drag;
use crate::app::effect::Effect;
use crate::app::links::LinkTarget;
use crate::app::state::State;

/// Follows a link: to its place if it points into this article, else to the browser.
pub(crate) fn follow(state: &mut State, target: LinkTarget) -> Vec<Effect> {
    match (target.place_in(&state.reading), target) {
        (Some(start), _) => {
            navigation::record_jump(state);
            scroll::show_offset(state, start);
            Vec::new()
        }
        (None, LinkTarget::Page(page)) => vec![Effect::OpenInBrowser(page)],
        (None, LinkTarget::Place(_)) => Vec::new(),
    }
}

/// Ends a press of the mouse button in the article: if the mouse has not moved and was on a link, follows the link.
pub(super) fn end_press(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    match state.screen.drag.take() {
        Some(Drag::Text {
            cell,
            link: Some(target),
            ..
        }) if cell == mouse.cell() => {
            state.screen.followed_link = true;
            follow(state, target)
        }
        _ => Vec::new(),
    }
}

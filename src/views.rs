//! Paints the screen from the state, without changing it.
//!
//! Parts are painted back to front. Each has a module here and a rectangle in [`Areas`](crate::layout::Areas). The
//! terminal itself is not used here, only ratatui's buffer. What the screen looks like:
//!
//! ```text
//!     Washington and Moscow determined to find a      ┃ PEOPLE  9
//!                                                      ┃ ● Barack Obama      4 ▂▁▅▁▁▂▁▁
//!     Russia and the United States will continue to   │   Bashar al-Assad   3 ▂▁▁▂▂▁▁▁
//!     speak for a compromise in the Syrian issue …    ◆
//!                                                      │ COUNTRIES  8
//!                                                      │ ● RU Russia        20 ▅▂▅▂▂▅▂▂
//!  Vladimir Putin 2/4 · Russian president               34% · 4 min left · ? help
//! ```

mod article;
mod bookmarks;
mod braille_map;
mod card;
mod cooccurrence;
mod feed_list;
mod help;
mod link_hints;
mod menu;
mod message_box;
mod panel;
mod picker;
mod popup;
mod preview;
mod prompt;
mod prompt_bar;
mod quote;
mod scrollbar;
mod status;
mod text_runs;
pub mod theme;
mod world_map;

#[cfg(test)]
mod tests;

use crate::app::State;
use crate::app::overlays::{Extent, Overlay};
use crate::app::state::MainView;
use crate::layout::Rect;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use theme::Theme;

/// Paints `state` on the whole of `frame`.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    paint(state, frame.buffer_mut());
}

/// Paints `state` into `buffer`.
///
/// The buffer can be smaller than the state expects, while the terminal is being resized; what does not fit is clipped.
pub fn paint(state: &State, buffer: &mut Buffer) {
    let theme = Theme::from_options(&state.session.options);
    match state.main_view() {
        MainView::Article => {
            article::draw(state, theme, buffer);
            scrollbar::draw(state, theme, buffer);
            if !state.screen.areas.panel.is_empty() {
                panel::draw(state, theme, buffer);
            }
            // What is beneath an overlay that takes the screen is not painted.
            let overlays = &state.screen.overlays;
            let fills = |overlay: &Overlay| overlay.extent() == Extent::Screen;
            let first = overlays.iter().rposition(fills).unwrap_or(0);
            for overlay in overlays.iter().skip(first) {
                draw_overlay(state, overlay, theme, buffer);
            }
        }
        MainView::FeedList => feed_list::draw(state, theme, buffer),
        MainView::NoArticle => {}
    }
    message_box::draw(state, theme, buffer);
    if let Some(Overlay::Help(help)) = state.top_overlay() {
        help::draw(state, *help, theme, buffer);
    }
    status::draw(state, theme, buffer);
    theme.apply_default_colours(buffer);
}

fn draw_overlay(state: &State, overlay: &Overlay, theme: Theme, buffer: &mut Buffer) {
    match overlay {
        Overlay::Card(card) => card::draw(state, card, theme, buffer),
        Overlay::Cooccurrences(list) => cooccurrence::draw(state, list, theme, buffer),
        Overlay::WorldMap(map) => world_map::draw(state, map, theme, buffer),
        Overlay::Menu(menu) => menu::draw(state, menu, theme, buffer),
        Overlay::Prompt(prompt) => prompt::draw(state, prompt, theme, buffer),
        Overlay::Picker(picker) => picker::draw(state, picker, theme, buffer),
        Overlay::LinkHints(hints) => link_hints::draw(state, hints, theme, buffer),
        Overlay::BookmarkPrompt(prompt) => bookmarks::draw(state, *prompt, theme, buffer),
        Overlay::Preview(preview) => preview::draw(state, preview, theme, buffer),
        // These are painted with the text and with the panel, and the help above all messages.
        Overlay::Selection(_) | Overlay::PanelSearch(_) | Overlay::Help(_) => {}
    }
}

/// Converts `area` to ratatui's type, clipped to `buffer`.
fn clip(area: Rect, buffer: &Buffer) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

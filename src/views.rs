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
mod ascii;
mod braille_map;
mod feed_list;
mod message_box;
mod overlays;
mod painting;
mod panel;
mod scrollbar;
mod status;
mod text_runs;
pub mod theme;

#[cfg(test)]
mod tests;

use crate::app::State;
use crate::app::overlays::{Extent, Overlay};
use crate::app::state::MainView;
use painting::{DrawContext, clip};
use ratatui::prelude::{Buffer, Widget};
use theme::Theme;

/// Paints `state` on the whole of `buffer`.
///
/// The buffer can be smaller than the state expects, while the terminal is being resized; what does not fit is clipped.
pub fn paint(state: &State, buffer: &mut Buffer) {
    let theme = Theme::from_options(&state.session.options);
    let context = DrawContext { state, theme };
    let (screen, areas) = (buffer.area, state.screen.areas);
    match (state.main_view(), &state.session.feed_list) {
        (MainView::Article, _) => {
            article::TextColumn(context).render(clip(areas.column, buffer), buffer);
            scrollbar::Scrollbar(context).render(clip(areas.track, buffer), buffer);
            if !areas.panel.is_empty() {
                panel::PanelView(context).render(clip(areas.panel, buffer), buffer);
            }
        }
        (MainView::FeedList, Some(list)) => {
            feed_list::FeedListView(context, list).render(screen, buffer);
        }
        (MainView::FeedList | MainView::NoArticle, _) => {}
    }
    // What is beneath an overlay that takes the screen is not painted.
    let overlays = &state.screen.overlays;
    let fills = |overlay: &Overlay| overlay.extent() == Extent::Screen;
    let first = overlays.iter().rposition(fills).unwrap_or(0);
    for overlay in overlays.iter().skip(first) {
        overlays::OverlayView(context, overlay).render(screen, buffer);
    }
    overlays::next_keys::draw(context, buffer);
    message_box::MessageBox(context).render(screen, buffer);
    status::StatusLine(context).render(clip(areas.status, buffer), buffer);
    theme.apply_default_colours(buffer);
    if state.session.options.ascii {
        ascii::draw_in_ascii(buffer);
    }
}

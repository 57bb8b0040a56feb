//! The picture: a pure function of the state.
//!
//! Paints back to front; every part has its file and its rectangle (`layout::Areas`). Never changes the state, never
//! names the terminal. What the screen looks like:
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
mod card;
mod company;
mod finder;
mod foot;
mod help;
mod letter;
mod list;
mod map;
mod notice;
mod paint;
mod panel;
mod peek;
mod pick;
mod prompt;
mod quote;
mod sheet;
mod status;
pub mod theme;
mod track;
mod world;

#[cfg(test)]
mod tests;

use crate::app::State;
use crate::app::layer::Layer;
use crate::app::state::Surface;
use crate::layout::Rect;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use theme::Theme;

/// Paint `state` on the whole of `frame`.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    paint(state, frame.buffer_mut());
}

/// Paint `state` into `buffer`, which may be smaller than the state believes (a resize under way): what does not fit is
/// left out.
pub fn paint(state: &State, buffer: &mut Buffer) {
    let theme = Theme::of(&state.options);
    match state.surface() {
        Surface::Article => {
            article::draw(state, theme, buffer);
            track::draw(state, theme, buffer);
            if !state.areas.panel.is_empty() {
                panel::draw(state, theme, buffer);
            }
            // A sheet hides what lies under it.
            let hides = |layer: &Layer| {
                matches!(
                    layer,
                    Layer::Card(_) | Layer::Company(_) | Layer::World(_) | Layer::Finder(_)
                )
            };
            let lowest = state.layers.iter().rposition(hides).unwrap_or(0);
            for layer in state.layers.iter().skip(lowest) {
                match layer {
                    Layer::Card(sheet) => card::draw(state, sheet, theme, buffer),
                    Layer::Company(sheet) => company::draw(state, sheet, theme, buffer),
                    Layer::World(sheet) => world::draw(state, sheet, theme, buffer),
                    Layer::Pick(sheet) => pick::draw(state, sheet, theme, buffer),
                    Layer::Prompt(sheet) => prompt::draw(state, sheet, theme, buffer),
                    Layer::Finder(sheet) => finder::draw(state, sheet, theme, buffer),
                    // Painted with the text or the panel.
                    Layer::Stretch(_) | Layer::Hints(_) | Layer::Filter => {}
                    Layer::Letter(asked) => letter::draw(state, *asked, theme, buffer),
                }
            }
            if let Some(peek) = &state.peek {
                peek::draw(state, peek, theme, buffer);
            }
        }
        Surface::List => list::draw(state, theme, buffer),
        Surface::Notice => {}
    }
    notice::draw(state, theme, buffer);
    if state.help.is_some() {
        help::draw(state, theme, buffer);
    }
    status::draw(state, theme, buffer);
    theme.settle(buffer);
}

/// `area` in ratatui's words, cut to what `buffer` has.
fn cut(area: Rect, buffer: &Buffer) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

//! The overlays: what is open on top of the article. Each has the file of its name here.

mod bookmark;
mod card;
mod help;
mod link_hints;
mod map;
mod mentioned_together;
mod menu;
pub(super) mod next_keys;
mod note_preview;
mod picker;
mod preview;
pub(super) mod prompt;
mod prompt_bar;
mod quote;

use super::painting::DrawContext;
use crate::app::overlays::Overlay;
use ratatui::prelude::{Buffer, Rect, Widget};

/// An overlay; it finds its place on the screen itself.
pub(super) struct OverlayView<'a>(pub(super) DrawContext<'a>, pub(super) &'a Overlay);

impl Widget for OverlayView<'_> {
    fn render(self, _: Rect, buffer: &mut Buffer) {
        let Self(context, overlay) = self;
        match overlay {
            Overlay::Card(card) => card::draw(context, card, buffer),
            Overlay::Cooccurrences(list) => mentioned_together::draw(context, list, buffer),
            Overlay::WorldMap(map) => map::draw(context, map, buffer),
            Overlay::Menu(menu) => menu::draw(context, menu, buffer),
            Overlay::Prompt(prompt) => prompt::draw(context, prompt, buffer),
            Overlay::Picker(picker) => picker::draw(context, picker, buffer),
            Overlay::BookmarkPrompt(prompt) => bookmark::draw(context, *prompt, buffer),
            Overlay::LinkHints(hints) => link_hints::draw(context, hints, buffer),
            Overlay::Preview(preview) => preview::draw(context, preview, buffer),
            Overlay::NotePreview(preview) => note_preview::draw(context, preview, buffer),
            Overlay::Help(help) => help::draw(context, help, buffer),
            // These are painted with the text and with the panel.
            Overlay::Selection(_) | Overlay::PanelSearch(_) => {}
        }
    }
}

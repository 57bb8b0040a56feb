//! The overlays: what is open on top of the article. Each has the file of its name here.

mod bookmark;
mod card;
mod help;
mod library;
mod library_page;
mod link_hints;
mod map;
mod mentioned_together;
mod menu;
pub(super) mod next_keys;
mod note_preview;
mod picker;
mod picture;
mod preview;
pub(super) mod prompt;
mod prompt_bar;
mod quote;

use super::painting::{DrawContext, Row};
use super::status::key_hints;
use crate::app::overlays::Overlay;
use crate::layout::measure;
use ratatui::prelude::{Buffer, Rect, Style, Widget};

/// Paints key hints on the lower edge of `frame`, as many as fit.
fn draw_hints(context: DrawContext, frame: Rect, buffer: &mut Buffer) {
    let theme = context.theme;
    let hints = key_hints(context.state);
    let cells = |(key, word): &(String, &str)| measure::cells(key) + 1 + measure::cells(word);
    // Blanks at both ends, and a dot between blanks before each but the first.
    let total = |n: usize| {
        2 + hints
            .iter()
            .take(n)
            .map(|hint| cells(hint) + 3)
            .sum::<usize>()
            - 3
    };
    let room = usize::from(frame.width.saturating_sub(4));
    let Some(shown) = (1..=hints.len()).rev().find(|n| total(*n) <= room) else {
        return;
    };
    let left = frame.x + frame.width - 2 - total(shown) as u16;
    let y = frame.bottom().saturating_sub(1);
    let mut row = Row::new(Rect::new(left, y, total(shown) as u16, 1), buffer);
    // Nothing of the style of the line remains.
    let style = |style: Style| Style::reset().patch(style);
    let mut separator = " ";
    for (key, word) in hints.iter().take(shown) {
        row.write(separator, style(theme.faint()));
        row.write(key, style(theme.key()));
        row.write(format!(" {word}"), style(theme.status()));
        separator = " · ";
    }
    row.write(" ", theme.faint());
}

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
            Overlay::Picture(viewer) => picture::draw(context, viewer, buffer),
            Overlay::Library(lists) => library::draw(context, lists, buffer),
            Overlay::LibraryPage(page) => library_page::draw(context, page, buffer),
            Overlay::BookmarkPrompt(prompt) => bookmark::draw(context, *prompt, buffer),
            Overlay::LinkHints(hints) => link_hints::draw(context, hints, buffer),
            Overlay::Preview(preview) => preview::draw(context, preview, buffer),
            Overlay::NotePreview(preview) => note_preview::draw(context, preview, buffer),
            Overlay::Help(help) => help::draw(context, help, buffer),
            // These are painted with the text and with the panel.
            Overlay::Selection(_) | Overlay::PanelSearch(_) => {}
        }
        if context.state.top_overlay() == Some(overlay)
            && let Some(frame) = overlay.hint_frame(context.state)
        {
            draw_hints(context, frame.into(), buffer);
        }
    }
}

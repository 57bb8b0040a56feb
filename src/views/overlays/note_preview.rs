//! The preview of a note, beside its mark.

use super::quote;
use crate::app::overlays::note_preview::NotePreview;
use crate::views::painting::{DrawContext, Title, clear_popup, clip, draw_title};
use ratatui::prelude::Buffer;

/// Paints the preview if there is room for it.
pub(super) fn draw(context: DrawContext, preview: &NotePreview, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let Some(layout) = preview.layout(state) else {
        return;
    };
    clear_popup(layout.outer, layout.framed, theme.faint(), buffer);
    let percent = state.reading.percent(preview.note.start);
    let title = Title {
        text: state.reading.document.slice(preview.mark.clone()),
        detail: &format!("at {percent}%"),
    };
    draw_title(layout.title, layout.framed, &title, theme, buffer);
    let rows = clip(layout.inner, buffer).rows();
    for (row, line) in rows.zip(&layout.lines) {
        quote::draw_line(context, line, None, row, buffer);
    }
}

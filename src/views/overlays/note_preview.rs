//! The preview of a note, beside its mark.

use super::quote;
use crate::app::overlays::note_preview::NotePreview;
use crate::views::painting::{DrawContext, Row, clear_popup, clip};
use ratatui::prelude::Buffer;

/// Paints the preview if there is room for it.
pub(super) fn draw(context: DrawContext, preview: &NotePreview, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let Some(layout) = preview.layout(state) else {
        return;
    };
    clear_popup(layout.outer, layout.framed, theme, buffer);
    let mut rows = clip(layout.inner, buffer).rows();
    if let Some(row) = rows.next() {
        let mark = state.reading.document.slice(preview.mark.clone());
        let percent = state.reading.percent(preview.note.start);
        Row::new(row, buffer).put(mark, theme.heading()).put_right(
            &format!("at {percent}%"),
            theme.faint(),
            2,
        );
    }
    for (row, line) in rows.zip(&layout.lines) {
        quote::draw_line(context, line, None, row, buffer);
    }
}

//! The preview of a note: a small box beside its mark, with the text that the mark leads to.

use super::quote_box::{BoxContent, QuoteBox};
use super::{KeyHints, Overlay, OverlayBehaviour};
use crate::app::action::Mode;
use crate::app::passage;
use crate::app::state::State;
use std::ops::Range;

/// Most lines of the note.
const MAX_NOTE_LINES: usize = 8;

/// An open preview of a note, or of another place that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotePreview {
    /// The link, as a byte range.
    pub mark: Range<usize>,
    /// The text of the note, as a byte range.
    pub note: Range<usize>,
}

/// Opens the preview of the place at the byte offset `start`, beside the link `mark` (bytes).
pub(super) fn open(state: &mut State, mark: Range<usize>, start: usize) {
    let note = passage::note_at(&state.reading.document, start);
    super::push(state, Overlay::NotePreview(NotePreview { mark, note }));
}

impl OverlayBehaviour for NotePreview {
    /// Its keys are those of what is beneath.
    fn mode(&self) -> Mode {
        Mode::Text
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        &[]
    }
}

impl NotePreview {
    /// Lays out the box on the current screen; `None` if the mark leaves no room for it.
    pub fn layout(&self, state: &State) -> Option<QuoteBox> {
        let document = &state.reading.document;
        let beginning = self.note.start..self.note.start;
        let content = BoxContent {
            head_rows: 0,
            max_lines: MAX_NOTE_LINES,
            quote: |width, max_lines| {
                passage::quote_lines(document, &self.note, &beginning, width, max_lines)
            },
        };
        QuoteBox::beside(state, Some(&self.mark), &content)
    }
}

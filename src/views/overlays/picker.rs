//! A list with fuzzy search.

use super::prompt;
use crate::app::action::{Action, Mode};
use crate::app::overlays::picker::{Picker, PickerTarget};
use crate::app::overlays::popup::Popup;
use crate::views::painting::{
    DrawContext, Row, Title, clear_popup, clip, draw_title, visible_rows,
};
use ratatui::prelude::{Buffer, Style};

/// Indentation per level of the tree, in cells.
const INDENT_CELLS: u16 = 2;
/// Cells of a label that are kept in favour of the detail.
const MIN_LABEL_CELLS: usize = 14;

/// Paints the list, with rows like "▶   The talks                         34%".
pub(super) fn draw(context: DrawContext, picker: &Picker, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let layout = picker.layout(state);
    let Popup { outer, framed, .. } = layout.popup;
    clear_popup(outer, framed, theme.focus(), buffer);
    let count = format!("{} of {}", picker.matches.len(), picker.entries.len());
    let title = Title {
        text: picker.title(),
        detail: &count,
    };
    draw_title(layout.title, framed, &title, theme, buffer);
    let mut input = Row::new(layout.input, buffer);
    if picker.is_typing {
        prompt::draw_input(&picker.input, input, theme);
    } else {
        let key = state.key_hint_in(Mode::PickerList, Action::Search);
        input.put(&format!("{key} searches"), theme.faint());
    }
    // Matches are in order of rank, which is not a tree.
    let is_tree = picker.input.text().trim().is_empty();
    let list = clip(layout.list, buffer);
    for row in visible_rows(&picker.matches, picker.list, list, 1) {
        let Some(entry) = picker.entries.get(row.item.entry) else {
            continue;
        };
        let depth = if is_tree { entry.depth } else { 0 };
        let mut line = row.begin(theme, buffer);
        line.skip((depth * INDENT_CELLS).min(list.width / 3));
        let (detail, detail_style) = match entry.target {
            PickerTarget::Run(action) => {
                let keys = state.session.keymap.keys_for(Mode::Text, action).iter();
                let keys: Vec<String> = keys.map(|key| key.label()).collect();
                (keys.join(" "), theme.key())
            }
            _ => (entry.detail.clone(), theme.faint()),
        };
        line.put_detail(&detail, detail_style, MIN_LABEL_CELLS);
        let style = row.choose(theme.chosen(), Style::new());
        line.put_matched(&entry.label, &row.item.matched_chars, style);
    }
    if picker.matches.is_empty() {
        Row::new(list, buffer).write("No match", theme.message());
    }
}

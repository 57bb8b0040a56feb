//! The help screen: a column of keys and a column of what they do.

use super::prompt;
use crate::app::overlays::help::{Help, HelpLine, HelpView, INDENT_CELLS, LegendMark};
use crate::app::overlays::popup::Popup;
use crate::entities::EntityKind;
use crate::views::painting::{DrawContext, Row, Title, clear_popup, clip, draw_title, range_text};
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Style};

/// A word that shows how a mention looks.
const SAMPLE: &str = "Name";

/// Paints the help.
pub(super) fn draw(context: DrawContext, help: &Help, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let HelpView {
        layout,
        lines,
        key_cells,
    } = HelpView::new(state, help);
    let Popup { outer, framed, .. } = layout.popup;
    clear_popup(outer, framed, theme.focus(), buffer);
    let range = range_text(help.top, usize::from(layout.list.height), lines.len());
    let range = range.map(|range| format!("{range} of {}", lines.len()));
    let title = Title {
        text: "Keys",
        detail: &range.unwrap_or_default(),
    };
    draw_title(layout.title, framed, &title, theme, buffer);
    let mut input = Row::new(layout.input, buffer);
    if help.input.text().is_empty() {
        input.write("› ", theme.key());
        input.put("type to search", theme.faint());
    } else {
        prompt::draw_input(&help.input, input, theme);
    }
    let list = clip(layout.list, buffer);
    let shown = lines.get(help.top..).unwrap_or_default();
    for (row, line) in list.rows().zip(shown) {
        draw_line(line, key_cells, theme, Row::new(row, buffer));
    }
    if lines.is_empty() {
        Row::new(list, buffer).write("No match", theme.message());
    }
}

fn draw_line(line: &HelpLine, key_cells: u16, theme: Theme, mut row: Row) {
    match line {
        HelpLine::Blank => return,
        HelpLine::Heading(title) => row.put(title, theme.heading()),
        HelpLine::Keys(keys, words) => row
            .skip(INDENT_CELLS)
            .column(key_cells, keys, theme.key())
            .write(words, Style::new()),
        HelpLine::Continuation(words) => row
            .skip(INDENT_CELLS + key_cells)
            .write(words, Style::new()),
        HelpLine::Legend(mark, words) => {
            let (text, style) = sample(*mark, theme);
            row.skip(INDENT_CELLS)
                .column(key_cells, text, style)
                .write(words, Style::new())
        }
    };
}

/// What stands for `mark` in the legend, as it looks on the screen.
fn sample(mark: LegendMark, theme: Theme) -> (&'static str, Style) {
    match mark {
        LegendMark::Person => (SAMPLE, theme.mention(EntityKind::Person)),
        LegendMark::Country => (SAMPLE, theme.mention(EntityKind::Country)),
        LegendMark::Selected => (SAMPLE, theme.selected(EntityKind::Person)),
        LegendMark::Current => (SAMPLE, theme.current()),
        LegendMark::Match => ("word", theme.search_match()),
        LegendMark::Link => ("link", theme.link()),
        LegendMark::Symbol(symbol) => (symbol, theme.name(EntityKind::Person)),
    }
}

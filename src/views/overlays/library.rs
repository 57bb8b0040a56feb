//! The lists of the library.

use super::prompt;
use crate::app::action::{Action, Mode};
use crate::app::overlays::library::lists::{LibraryLayout, LibraryOverlay, LibraryTab};
use crate::app::overlays::library::{KeptArticle, MONTHS, NameRow};
use crate::app::overlays::picker::PickerMatch;
use crate::app::overlays::popup::Popup;
use crate::entities::EntityKind;
use crate::layout::measure;
use crate::views::painting::{
    DrawContext, ListRow, Row, Title, clear_popup, clip, draw_message, draw_title, range_text,
    visible_rows,
};
use crate::views::panel;
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Modifier, Style};

/// Narrowest list with sparklines, in cells.
const SPARKLINE_MIN_CELLS: u16 = 56;
/// The width of the number of articles, and of the day, in cells.
const COUNT_CELLS: usize = 8;
const DAY_CELLS: usize = 11;
/// The same in a narrow list.
const NARROW_COUNT_CELLS: usize = 4;
/// Cells of a title that are kept in favour of the day.
const MIN_TITLE_CELLS: usize = 14;

/// Paints the lists, with rows like "▶ Angela Merkel      12  ▁▁▂▁▁▁▁▁▁▅▁▇  yesterday".
pub(super) fn draw(context: DrawContext, overlay: &LibraryOverlay, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let layout = LibraryLayout::new(state, overlay);
    let Popup { outer, framed, .. } = layout.popup;
    clear_popup(outer, framed, theme.focus(), buffer);
    let (cursor, len) = (overlay.cursor(), overlay.matches.len());
    let range = range_text(cursor.top, usize::from(layout.list.height), len);
    let range = range.map_or_else(String::new, |range| format!("{range} of {len}"));
    let title = Title {
        text: "Library",
        detail: &range,
    };
    draw_title(layout.title, framed, &title, theme, buffer);
    draw_tabs(overlay, Row::new(layout.tabs, buffer), theme);
    let list = clip(layout.list, buffer);
    if let Some(message) = overlay.content.message() {
        draw_message(list, message, theme, buffer);
        return;
    }
    let mut input = Row::new(layout.input, buffer);
    if overlay.is_typing {
        prompt::draw_input(&overlay.input, input, theme);
    } else {
        let key = state.key_hint_in(Mode::Library, Action::Search);
        input.put(&format!("{key} searches"), theme.faint());
    }
    let articles = match (overlay.tab, overlay.content.content()) {
        (LibraryTab::Articles, Some(lists)) => Some(lists.articles.as_slice()),
        _ => None,
    };
    let is_wide = list.width >= SPARKLINE_MIN_CELLS;
    let has_months = is_wide && overlay.shows_months();
    let mut headings = Row::new(layout.headings, buffer);
    if !framed {
        // Without a frame, there is no title with it.
        headings.write(&range, theme.faint());
    }
    headings.put_right(&fit_right("last read", DAY_CELLS), theme.faint(), 0);
    if articles.is_some() && is_wide {
        headings.skip_right(2).put_right("read", theme.faint(), 0);
    }
    if articles.is_none() {
        if has_months {
            let months = format!("{:<1$}", "12 months", MONTHS);
            headings.skip_right(2).put_right(&months, theme.faint(), 0);
        }
        headings.skip_right(if is_wide { 2 } else { 1 });
        headings.put_right("articles", theme.faint(), 0);
    }
    for row in visible_rows(&overlay.matches, cursor, list, 1) {
        let entry = row.item.entry;
        let name = overlay.names().and_then(|names| names.get(entry));
        if let Some(name) = name {
            draw_name(&row, name, has_months, (theme, buffer));
        }
        if let Some(article) = articles.and_then(|articles| articles.get(entry)) {
            draw_article(&row, article, theme, buffer);
        }
    }
    if len == 0 {
        let message = if overlay.is_typing {
            "No match"
        } else {
            "None"
        };
        Row::new(list, buffer).write(message, theme.message());
    }
}

/// Paints the names of the lists with the number of their rows: "People 340   Countries 57   Articles 120". If they do not all fit,
/// only the open one has its number: half a number is a wrong one.
fn draw_tabs(overlay: &LibraryOverlay, mut row: Row, theme: Theme) {
    let gap = if row.room() < usize::from(SPARKLINE_MIN_CELLS) {
        1
    } else {
        3
    };
    let is_known = overlay.content.content().is_some();
    let count = |tab: LibraryTab| format!(" {}", overlay.len(tab));
    let cells = LibraryTab::ALL
        .map(|tab| measure::cells(tab.title()) + measure::cells(&count(tab)) + usize::from(gap));
    let has_room = cells.iter().sum::<usize>() <= row.room() + usize::from(gap);
    for (nth, tab) in LibraryTab::ALL.into_iter().enumerate() {
        row.skip(if nth > 0 { gap } else { 0 });
        let style = if tab == overlay.tab {
            theme.heading().add_modifier(Modifier::UNDERLINED)
        } else {
            theme.status()
        };
        row.write(tab.title(), style);
        if is_known && (has_room || tab == overlay.tab) {
            row.write(count(tab), theme.faint());
        }
    }
}

/// `text` at the right of `cells` cells.
fn fit_right(text: &str, cells: usize) -> String {
    let blanks = cells.saturating_sub(measure::cells(text));
    format!("{}{text}", " ".repeat(blanks))
}

fn draw_name(
    row: &ListRow<PickerMatch>,
    name: &NameRow,
    has_months: bool,
    (theme, buffer): (Theme, &mut Buffer),
) {
    let kind = match name.code {
        Some(_) => EntityKind::Country,
        None => EntityKind::Person,
    };
    let is_wide = row.area.width >= SPARKLINE_MIN_CELLS;
    let mut line = row.begin(theme, buffer);
    line.put_right(&fit_right(&name.last_read, DAY_CELLS), theme.faint(), 0);
    if has_months {
        let months = name.by_month.map(|count| count as usize);
        let sparkline = theme.sparkline(kind, true);
        line.skip_right(2)
            .put_right(&panel::bars(&months), sparkline, 0);
    }
    let count_cells = if is_wide {
        COUNT_CELLS
    } else {
        NARROW_COUNT_CELLS
    };
    let count = fit_right(&name.articles.to_string(), count_cells);
    let style = row.choose(theme.chosen(), theme.name(kind));
    line.skip_right(if is_wide { 2 } else { 1 });
    line.put_right(&count, Style::new(), 0).skip_right(1);
    if let Some(code) = name.code {
        line.write(format!("{} ", code.as_str()), style);
    }
    line.put_matched(&name.name, &row.item.matched_chars, style);
    if !name.mark.is_empty() {
        line.put(&format!("  {}", name.mark), theme.faint());
    }
}

fn draw_article(
    row: &ListRow<PickerMatch>,
    article: &KeptArticle,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let mut line = row.begin(theme, buffer);
    let detail = if row.area.width >= SPARKLINE_MIN_CELLS {
        let day = fit_right(article.day(), DAY_CELLS);
        let percent = match article.percent {
            0 => String::new(),
            percent => format!("{percent}%"),
        };
        format!("{percent:>4}  {day}")
    } else {
        article.day().to_owned()
    };
    line.put_detail(&detail, theme.faint(), MIN_TITLE_CELLS);
    let style = row.choose(theme.chosen(), Style::new());
    line.put_matched(&article.title, &row.item.matched_chars, style);
}

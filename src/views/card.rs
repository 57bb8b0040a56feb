//! The card of an entity.

use super::theme::Theme;
use super::{braille_map, clip, panel, popup, quote};
use crate::app::State;
use crate::app::overlays::card::{
    Card, CardLayout, CardRow, SummaryLine, describe_cooccurrence, describe_mention, pluralize,
};
use crate::entities::cooccurrence::Cooccurrence;
use crate::entities::{Entity, EntityKind, Mention};
use crate::layout::{ContextWidths, context_line, measure};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Width of the cursor left of a row, in cells.
const CURSOR_CELLS: u16 = 2;
/// Width of the percentage left of a mention, and the narrowest list that has one, in cells.
const PERCENT_CELLS: u16 = 5;
const PERCENT_MIN_CELLS: u16 = 50;
/// Narrowest title that has a sparkline, in cells.
const SPARKLINE_MIN_CELLS: u16 = 60;

/// Paints the card.
pub(super) fn draw(state: &State, card: &Card, theme: Theme, buffer: &mut Buffer) {
    let Some(entity) = state.reading.entities.entities().get(card.entity) else {
        return;
    };
    let layout = CardLayout::new(state, card);
    popup::draw_frame(layout.popup.outer, layout.popup.framed, theme, buffer);
    draw_title(state, entity, clip(layout.title, buffer), theme, buffer);
    draw_summary(state, card, &layout, theme, buffer);
    if let Some(code) = entity.code
        && !layout.map.is_empty()
    {
        braille_map::draw_inset(code.as_str(), layout.map, theme, buffer);
    }
    draw_cooccurrences(state, card, &layout, theme, buffer);
    draw_list_heading(card, &layout, theme, buffer);
    let list = clip(layout.list, buffer);
    let shown = entity.mentions.iter().enumerate().skip(card.top);
    for (y, (nth, index)) in (list.y..list.bottom()).zip(shown) {
        if let Some(mention) = state.reading.entities.mentions().get(*index) {
            let chosen = card.chosen == CardRow::Mention(nth);
            let row = Rect {
                y,
                height: 1,
                ..list
            };
            draw_mention(state, entity, (mention, chosen), row, theme, buffer);
        }
    }
    draw_footer(state, card, clip(layout.footer, buffer), theme, buffer);
}

/// Paints the title: "RU Russia          country · 20 mentions ▅▂▅▂▂▅▂▂".
fn draw_title(state: &State, entity: &Entity, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let name = match entity.code {
        Some(code) => format!("{} {}", code.as_str(), entity.name),
        None => entity.name.clone(),
    };
    let kind = match entity.kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
    };
    let mentions = pluralize(entity.mentions.len(), "mention", "mentions");
    let bars = match area.width {
        ..SPARKLINE_MIN_CELLS => 0,
        SPARKLINE_MIN_CELLS..90 => 12,
        _ => 24,
    };
    let sparkline = panel::sparkline(state, entity, bars);
    let kind_and_mentions = format!("{kind} · {mentions}");
    let name_cells = measure::cells(&name) + 2;
    let text = [kind_and_mentions, mentions]
        .into_iter()
        .find(|text| name_cells + measure::cells(text) + bars < width);
    let mut room = width;
    if let Some(text) = text {
        let cells = measure::cells(&text) + if bars > 0 { bars + 1 } else { 0 };
        room = width.saturating_sub(cells + 2);
        let x = area.right().saturating_sub(cells as u16);
        let (x, _) = buffer.set_stringn(x, area.y, text, cells, theme.faint());
        let style = theme.sparkline(entity.kind, true);
        buffer.set_stringn((x + 1).min(area.right()), area.y, sparkline, bars, style);
    }
    let name = measure::truncate(&name, room);
    let style = theme.heading(false).patch(theme.name(entity.kind));
    buffer.set_stringn(area.x, area.y, name, room, style);
}

/// Paints the summary above the list, without the co-occurrences.
fn draw_summary(
    state: &State,
    card: &Card,
    layout: &CardLayout,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let area = clip(layout.summary, buffer);
    let right = if layout.map.is_empty() {
        area.right()
    } else {
        layout.map.x.min(area.right())
    };
    let left = (area.x + layout.label_cells).min(right);
    for (y, line) in (area.y..area.bottom()).zip(&layout.summary_lines) {
        let room = Rect {
            x: left,
            y,
            width: right - left,
            height: 1,
        };
        let label = match line {
            SummaryLine::Text(label, words) => {
                let width = usize::from(room.width);
                buffer.set_stringn(left, y, words, width, Style::new());
                label
            }
            SummaryLine::Quote(label, quoted) => {
                quote::draw(state, (quoted, card.entity), room, theme, buffer);
                label
            }
            SummaryLine::Blank => "",
        };
        draw_label(area.x, y, (layout.label_cells, label), theme, buffer);
    }
}

fn draw_label(x: u16, y: u16, (cells, label): (u16, &str), theme: Theme, buffer: &mut Buffer) {
    if cells > 0 && x < buffer.area.right() && y < buffer.area.bottom() {
        let room = usize::from(cells.min(buffer.area.right() - x));
        buffer.set_stringn(x, y, label, room, theme.faint());
    }
}

/// Paints the people and countries mentioned together with the entity.
fn draw_cooccurrences(
    state: &State,
    card: &Card,
    layout: &CardLayout,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let [people, countries] = layout.cooccurrence_columns;
    if people.height.max(countries.height) == 0 {
        return;
    }
    let label = (layout.label_cells, "with");
    let x = people.x.saturating_sub(layout.label_cells);
    draw_label(x, people.y, label, theme, buffer);
    let chosen = |nth: usize, kind: EntityKind| match (card.chosen, kind) {
        (CardRow::Person(at), EntityKind::Person) | (CardRow::Country(at), EntityKind::Country) => {
            at == nth
        }
        _ => false,
    };
    for (area, pairs, shown, kind) in [
        (
            people,
            &card.people,
            layout.people_shown,
            EntityKind::Person,
        ),
        (
            countries,
            &card.countries,
            layout.countries_shown,
            EntityKind::Country,
        ),
    ] {
        let area = clip(area, buffer);
        let rows = (area.y..area.bottom()).zip(pairs.iter().take(shown));
        for (nth, (y, pair)) in rows.enumerate() {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let first = nth == 0;
            draw_cooccurrence(state, pair, (chosen(nth, kind), first), row, theme, buffer);
        }
    }
}

/// Paints one of them: "Angela Merkel      3 sentences".
fn draw_cooccurrence(
    state: &State,
    pair: &Cooccurrence,
    (chosen, first): (bool, bool),
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let Some(entity) = state.reading.entities.entities().get(pair.other) else {
        return;
    };
    let unit = match (area.width, first, pair.sentences) {
        (..26, ..) => "",
        (_, true, 1) => " sentence ",
        (_, true, _) => " sentences",
        (_, false, _) => "          ",
    };
    let number = format!("{}{unit}", pair.sentences);
    let cells = measure::cells(&number);
    let width = usize::from(area.width);
    let cursor = usize::from(CURSOR_CELLS);
    let code = entity
        .code
        .map_or_else(String::new, |code| format!("{} ", code.as_str()));
    let room = width.saturating_sub(cursor + cells + 1);
    let name = measure::truncate(&format!("{code}{}", entity.name), room);
    draw_cursor(area, chosen, theme, buffer);
    let style = if chosen {
        theme.chosen()
    } else {
        theme.name(entity.kind)
    };
    let x = (area.x + CURSOR_CELLS).min(area.right());
    buffer.set_stringn(x, area.y, name, room, style);
    if width > cursor + cells {
        let x = area.right() - cells as u16;
        buffer.set_stringn(x, area.y, number, cells, theme.faint());
    }
}

fn draw_cursor(area: Rect, chosen: bool, theme: Theme, buffer: &mut Buffer) {
    if chosen && !area.is_empty() {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
    }
}

/// Paints the heading of the list: "MENTIONS            3–20 of 44".
fn draw_list_heading(card: &Card, layout: &CardLayout, theme: Theme, buffer: &mut Buffer) {
    let area = clip(layout.list_heading, buffer);
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let style = theme.heading(false);
    let (x, _) = buffer.set_stringn(area.x, area.y, "MENTIONS", width, style);
    let shown = usize::from(layout.list.height);
    let all = layout.mention_count;
    let text = if all > shown {
        let last = (card.top + shown).min(all);
        format!("{}–{last} of {all}", card.top + 1)
    } else {
        String::new()
    };
    let cells = measure::cells(&text) as u16;
    let at = area.right().saturating_sub(cells);
    if at > x {
        buffer.set_stringn(at, area.y, text, usize::from(cells), theme.faint());
    }
}

/// Paints a mention in its context. The mentions of all rows are aligned in one column.
fn draw_mention(
    state: &State,
    entity: &Entity,
    (mention, chosen): (&Mention, bool),
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    draw_cursor(area, chosen, theme, buffer);
    let start = mention.range.start;
    let mut x = (area.x + CURSOR_CELLS).min(area.right());
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    let (context_style, mention_style) = if chosen {
        (theme.chosen_row(), theme.chosen())
    } else {
        (Style::new(), theme.mention(entity.kind))
    };
    if area.width >= PERCENT_MIN_CELLS {
        let percent = start * 100 / state.reading.document.text().len().max(1);
        let percent = format!("{percent:>3}% ");
        (x, _) = buffer.set_stringn(
            x,
            area.y,
            percent,
            usize::from(PERCENT_CELLS),
            theme.faint(),
        );
    }
    let before = room(x) * 2 / 5;
    let widths = ContextWidths {
        before,
        from_keyword: room(x) - before,
    };
    let document = &state.reading.document;
    let block_range = document
        .block_around(start)
        .map_or(0..0, |block| block.range.clone());
    let context = context_line(document.text(), &block_range, &mention.range, widths);
    let blank = before.saturating_sub(measure::cells(&context.before));
    x += blank as u16;
    for (part, style) in [
        (context.before.as_str(), context_style),
        (&context.keyword, mention_style),
        (&context.after, context_style),
    ] {
        (x, _) = buffer.set_stringn(x, area.y, part, room(x), style);
    }
}

/// Paints details of the chosen row.
fn draw_footer(state: &State, card: &Card, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mention = card
        .chosen_mention(&state.reading.entities)
        .and_then(|index| state.reading.entities.mentions().get(index));
    let text = match (mention, card.chosen_cooccurrence()) {
        (Some(mention), _) => describe_mention(&state.reading, mention),
        (None, Some(pair)) => describe_cooccurrence(&state.reading, &pair),
        (None, None) => return,
    };
    let width = usize::from(area.width);
    let text = measure::truncate(&text, width);
    buffer.set_stringn(area.x, area.y, text, width, theme.message());
}

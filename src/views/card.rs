//! The card of an entity.

use super::theme::Theme;
use super::{cut, map, panel, quote, sheet};
use crate::app::State;
use crate::app::card::{Card, Chosen, Places, Upper, count, mention_words, together_words};
use crate::entities::company::Together;
use crate::entities::{Entity, Kind, Mention};
use crate::layout::{context, measure};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Cells left of a row: the mark of the chosen one.
const MARK_CELLS: u16 = 2;
/// Cells of the per cent left of a mention, and the cells from which there is room for them.
const SHARE_CELLS: u16 = 5;
const SHARED: u16 = 50;
/// Cells of the name from which the sparkline has room beside it.
const SPARKED: u16 = 60;

/// Paint it.
pub(super) fn draw(state: &State, card: &Card, theme: Theme, buffer: &mut Buffer) {
    let Some(entity) = state.entities.entities().get(card.entity) else {
        return;
    };
    let places = Places::of(state, card);
    sheet::lay(places.sheet.outer, places.sheet.framed, theme, buffer);
    head(state, entity, cut(places.head, buffer), theme, buffer);
    upper(state, card, &places, theme, buffer);
    if let Some(code) = entity.code
        && !places.map.is_empty()
    {
        map::small(code.as_str(), places.map, theme, buffer);
    }
    company(state, card, &places, theme, buffer);
    heading(card, &places, theme, buffer);
    let list = cut(places.list, buffer);
    let shown = entity.mentions.iter().enumerate().skip(card.top);
    for (y, (nth, index)) in (list.y..list.bottom()).zip(shown) {
        if let Some(mention) = state.entities.mentions().get(*index) {
            let chosen = card.chosen == Chosen::Mention(nth);
            let row = Rect {
                y,
                height: 1,
                ..list
            };
            line(state, entity, (mention, chosen), row, theme, buffer);
        }
    }
    foot(state, card, cut(places.foot, buffer), theme, buffer);
}

/// "RU Russia          country · 20 mentions ▅▂▅▂▂▅▂▂".
fn head(state: &State, entity: &Entity, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let wide = usize::from(area.width);
    let name = match entity.code {
        Some(code) => format!("{} {}", code.as_str(), entity.name),
        None => entity.name.clone(),
    };
    let kind = match entity.kind {
        Kind::Person => "person",
        Kind::Country => "country",
    };
    let mentions = count(entity.mentions.len(), "mention", "mentions");
    let bars = match area.width {
        ..SPARKED => 0,
        SPARKED..90 => 12,
        _ => 24,
    };
    let spark = panel::sparkline(state, entity, bars);
    let whole = format!("{kind} · {mentions}");
    let least = measure::cells(&name) + 2;
    let told = [whole, mentions]
        .into_iter()
        .find(|told| least + measure::cells(told) + bars < wide);
    let mut room = wide;
    if let Some(told) = told {
        let cells = measure::cells(&told) + if bars > 0 { bars + 1 } else { 0 };
        room = wide.saturating_sub(cells + 2);
        let x = area.right().saturating_sub(cells as u16);
        let (x, _) = buffer.set_stringn(x, area.y, told, cells, theme.faint());
        let tint = theme.spark(entity.kind, true);
        buffer.set_stringn((x + 1).min(area.right()), area.y, spark, bars, tint);
    }
    let name = measure::truncate(&name, room);
    let style = theme.heading(false).patch(theme.name(entity.kind));
    buffer.set_stringn(area.x, area.y, name, room, style);
}

/// What stands above the list, but for the company.
fn upper(state: &State, card: &Card, places: &Places, theme: Theme, buffer: &mut Buffer) {
    let area = cut(places.upper, buffer);
    let right = if places.map.is_empty() {
        area.right()
    } else {
        places.map.x.min(area.right())
    };
    let left = (area.x + places.label).min(right);
    for (y, line) in (area.y..area.bottom()).zip(&places.lines) {
        let room = Rect {
            x: left,
            y,
            width: right - left,
            height: 1,
        };
        let label = match line {
            Upper::Words(label, words) => {
                let wide = usize::from(room.width);
                buffer.set_stringn(left, y, words, wide, Style::new());
                label
            }
            Upper::Quote(label, quoted) => {
                quote::draw(state, (quoted, card.entity), room, theme, buffer);
                label
            }
            Upper::Blank => "",
        };
        put_label(area.x, y, (places.label, label), theme, buffer);
    }
}

fn put_label(x: u16, y: u16, (cells, label): (u16, &str), theme: Theme, buffer: &mut Buffer) {
    if cells > 0 && x < buffer.area.right() && y < buffer.area.bottom() {
        let room = usize::from(cells.min(buffer.area.right() - x));
        buffer.set_stringn(x, y, label, room, theme.faint());
    }
}

/// Whom it stands with.
fn company(state: &State, card: &Card, places: &Places, theme: Theme, buffer: &mut Buffer) {
    let [people, countries] = places.company;
    if people.height.max(countries.height) == 0 {
        return;
    }
    let label = (places.label, "with");
    let x = people.x.saturating_sub(places.label);
    put_label(x, people.y, label, theme, buffer);
    let chosen = |nth: usize, kind: Kind| match (card.chosen, kind) {
        (Chosen::Person(at), Kind::Person) | (Chosen::Country(at), Kind::Country) => at == nth,
        _ => false,
    };
    for (area, pairs, shown, kind) in [
        (people, &card.people, places.people, Kind::Person),
        (countries, &card.countries, places.countries, Kind::Country),
    ] {
        let area = cut(area, buffer);
        let rows = (area.y..area.bottom()).zip(pairs.iter().take(shown));
        for (nth, (y, pair)) in rows.enumerate() {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let first = nth == 0;
            companion(state, pair, (chosen(nth, kind), first), row, theme, buffer);
        }
    }
}

/// "Angela Merkel      3 sentences".
fn companion(
    state: &State,
    pair: &Together,
    (chosen, first): (bool, bool),
    area: Rect,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let Some(entity) = state.entities.entities().get(pair.other) else {
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
    let wide = usize::from(area.width);
    let mark = usize::from(MARK_CELLS);
    let code = entity
        .code
        .map_or_else(String::new, |code| format!("{} ", code.as_str()));
    let room = wide.saturating_sub(mark + cells + 1);
    let name = measure::truncate(&format!("{code}{}", entity.name), room);
    put_mark(area, chosen, theme, buffer);
    let style = if chosen {
        theme.chosen()
    } else {
        theme.name(entity.kind)
    };
    let x = (area.x + MARK_CELLS).min(area.right());
    buffer.set_stringn(x, area.y, name, room, style);
    if wide > mark + cells {
        let x = area.right() - cells as u16;
        buffer.set_stringn(x, area.y, number, cells, theme.faint());
    }
}

fn put_mark(area: Rect, chosen: bool, theme: Theme, buffer: &mut Buffer) {
    if chosen && !area.is_empty() {
        buffer.set_stringn(area.x, area.y, "▶", usize::from(area.width), theme.key());
    }
}

/// "MENTIONS            3–20 of 44".
fn heading(card: &Card, places: &Places, theme: Theme, buffer: &mut Buffer) {
    let area = cut(places.heading, buffer);
    if area.is_empty() {
        return;
    }
    let wide = usize::from(area.width);
    let style = theme.heading(false);
    let (x, _) = buffer.set_stringn(area.x, area.y, "MENTIONS", wide, style);
    let shown = usize::from(places.list.height);
    let all = places.mentions;
    let told = if all > shown {
        let last = (card.top + shown).min(all);
        format!("{}–{last} of {all}", card.top + 1)
    } else {
        String::new()
    };
    let cells = measure::cells(&told) as u16;
    let at = area.right().saturating_sub(cells);
    if at > x {
        buffer.set_stringn(at, area.y, told, usize::from(cells), theme.faint());
    }
}

/// A mention in its line of context, its words at the same cell as in every other line.
fn line(
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
    put_mark(area, chosen, theme, buffer);
    let start = mention.range.start;
    let mut x = (area.x + MARK_CELLS).min(area.right());
    let room = |x: u16| usize::from(area.right().saturating_sub(x));
    let (plain, words) = if chosen {
        (theme.chosen_line(), theme.chosen())
    } else {
        (Style::new(), theme.mention(entity.kind))
    };
    if area.width >= SHARED {
        let share = start * 100 / state.document.text().len().max(1);
        let share = format!("{share:>3}% ");
        (x, _) = buffer.set_stringn(x, area.y, share, usize::from(SHARE_CELLS), theme.faint());
    }
    let left = room(x) * 2 / 5;
    let right = room(x) - left;
    let block = state.document.blocks().get(state.document.block_at(start));
    let within = block.map_or(0..0, |block| block.range.clone());
    let text = state.document.text();
    let made = context(text, &within, &mention.range, (left, right));
    let blank = left.saturating_sub(measure::cells(&made.before));
    x += blank as u16;
    for (part, style) in [
        (made.before.as_str(), plain),
        (&made.words, words),
        (&made.after, plain),
    ] {
        (x, _) = buffer.set_stringn(x, area.y, part, room(x), style);
    }
}

/// What is to be said of the chosen row.
fn foot(state: &State, card: &Card, area: Rect, theme: Theme, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mention = card
        .mention(&state.entities)
        .and_then(|index| state.entities.mentions().get(index));
    let told = match (mention, card.together()) {
        (Some(mention), _) => mention_words(state, mention),
        (None, Some(pair)) => together_words(state, &pair),
        (None, None) => return,
    };
    let wide = usize::from(area.width);
    let told = measure::truncate(&told, wide);
    buffer.set_stringn(area.x, area.y, told, wide, theme.notice());
}

//! The card of an entity.

use super::quote;
use crate::app::overlays::card::{
    Card, CardLayout, CardRow, EarlierSentence, ReadBefore, SummaryLine, describe_cooccurrence,
    describe_mention, pluralize,
};
use crate::app::overlays::list::List;
use crate::app::overlays::popup::Popup;
use crate::entities::cooccurrence::Cooccurrence;
use crate::entities::{Entity, EntityKind, Mention, MentionId};
use crate::layout::{ContextWidths, context_line, measure};
use crate::views::painting::{
    CURSOR_CELLS, DrawContext, ListRow, NO_CHOICE, Row, clear_popup, clip, range_text, visible_rows,
};
use crate::views::{braille_map, panel};
use ratatui::prelude::{Buffer, Rect, Style};

/// Narrowest list of mentions that says where they are, in cells.
const PERCENT_MIN_CELLS: u16 = 50;
/// Narrowest title that has a sparkline, in cells.
const SPARKLINE_MIN_CELLS: usize = 60;

/// Paints the card.
pub(super) fn draw(context: DrawContext, card: &Card, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let reading = &state.reading;
    let entity = reading.entities.entity(card.entity);
    let layout = CardLayout::new(state, card);
    let Popup { outer, framed, .. } = layout.popup;
    clear_popup(outer, framed, theme.focus(), buffer);
    draw_title(context, entity, framed, Row::new(layout.title, buffer));
    draw_summary(context, card, &layout, buffer);
    if let Some(code) = entity.code {
        braille_map::draw_inset(code.as_str(), &entity.name, layout.map, theme, buffer);
    }
    draw_cooccurrences(context, card, &layout, buffer);
    if let Some(before) = &card.before {
        draw_before(context, card, before, &layout, buffer);
    }
    let fit = usize::from(layout.list.height);
    let mut heading = Row::new(layout.list_heading, buffer);
    heading.write("MENTIONS", theme.heading());
    if let Some(range) = range_text(card.top, fit, layout.mention_count) {
        let range = format!("{range} of {}", layout.mention_count);
        heading.put_right(&range, theme.faint(), 1);
    }
    let (chosen, top) = match card.chosen {
        CardRow::Mention(nth) => (nth, card.top),
        CardRow::Person(_) | CardRow::Country(_) | CardRow::Earlier(_) => (NO_CHOICE, card.top),
    };
    for row in visible_rows(
        &entity.mentions,
        List { chosen, top },
        clip(layout.list, buffer),
        1,
    ) {
        draw_mention(context, &row, buffer);
    }
    let mention = card.chosen_mention(&reading.entities);
    let details = match (mention, card.chosen_cooccurrence()) {
        (Some(mention), _) => describe_mention(reading, reading.entities.mention(mention)),
        (None, Some(pair)) => describe_cooccurrence(reading, &pair),
        (None, None) => card
            .chosen_earlier()
            .map_or_else(String::new, EarlierSentence::describe),
    };
    Row::new(layout.footer, buffer).put(&details, theme.message());
}

/// Paints the title: "RU Russia          country · 20 mentions ▅▂▅▂▂▅▂▂".
fn draw_title(
    DrawContext { state, theme }: DrawContext,
    entity: &Entity,
    framed: bool,
    mut row: Row,
) {
    // On a frame, blanks separate it from the line, and nothing of the style of that remains.
    let style = |style: Style| Style::reset().patch(style);
    let pad = if framed { " " } else { "" };
    let name = format!("{pad}{}{pad}", entity_label(entity));
    let kind = match entity.kind {
        EntityKind::Person => "person",
        EntityKind::Country => "country",
    };
    let mentions = pluralize(entity.mentions.len(), "mention", "mentions");
    let bars = match row.room() {
        ..SPARKLINE_MIN_CELLS => 0,
        SPARKLINE_MIN_CELLS..90 => 12,
        _ => 24,
    };
    let room = row.room().saturating_sub(measure::cells(&name) + 2 + bars);
    let texts = [
        format!("{pad}{kind} · {mentions}{pad}"),
        format!("{pad}{mentions}{pad}"),
    ];
    if let Some(text) = texts.iter().find(|text| measure::cells(text) < room) {
        let sparkline = panel::sparkline(state, entity, bars);
        if bars > 0 {
            row.put_right(pad, style(theme.faint()), 0);
            row.put_right(&sparkline, style(theme.sparkline(entity.kind, true)), 0);
            row.skip_right(u16::from(!framed));
        }
        row.put_detail(text, style(theme.faint()), 0);
    }
    row.put(&name, style(theme.heading().patch(theme.name(entity.kind))));
}

/// A country's code and name, or a person's name.
fn entity_label(entity: &Entity) -> String {
    match entity.code {
        Some(code) => format!("{} {}", code.as_str(), entity.name),
        None => entity.name.clone(),
    }
}

/// Paints the summary above the list, without the co-occurrences.
fn draw_summary(context: DrawContext, card: &Card, layout: &CardLayout, buffer: &mut Buffer) {
    let mut area = clip(layout.summary, buffer);
    if !layout.map.is_empty() {
        area.width = area.width.min(layout.map.x.saturating_sub(area.x));
    }
    for (row, line) in area.rows().zip(&layout.summary_lines) {
        let (label, words) = match line {
            SummaryLine::Text(label, words) => (label, words.as_str()),
            SummaryLine::Quote(label, _) => (label, ""),
            SummaryLine::Blank => continue,
        };
        let mut text = Row::new(row, buffer);
        text.column(layout.label_cells, label, context.theme.faint());
        text.write(words, Style::new());
        let free = text.free();
        if let SummaryLine::Quote(_, quoted) = line {
            quote::draw_line(context, quoted, Some(card.entity), free, buffer);
        }
    }
}

/// Paints the people and countries mentioned together with the entity.
fn draw_cooccurrences(context: DrawContext, card: &Card, layout: &CardLayout, buffer: &mut Buffer) {
    let [people, countries] = layout.cooccurrence_columns;
    let (person, country) = match card.chosen {
        CardRow::Person(nth) => (nth, NO_CHOICE),
        CardRow::Country(nth) => (NO_CHOICE, nth),
        CardRow::Earlier(_) | CardRow::Mention(_) => (NO_CHOICE, NO_CHOICE),
    };
    if people.height.max(countries.height) > 0 {
        let x = people.x.saturating_sub(layout.label_cells);
        let label = Rect::new(x, people.y, layout.label_cells, 1);
        Row::new(label, buffer).write("with", context.theme.faint());
    }
    for (area, pairs, shown, chosen) in [
        (people, &card.people, layout.people_shown, person),
        (countries, &card.countries, layout.countries_shown, country),
    ] {
        let area = clip(area, buffer);
        let pairs = pairs.get(..shown).unwrap_or_default();
        for row in visible_rows(pairs, List { chosen, top: 0 }, area, 1) {
            let unit = match (row.area.width, row.index, row.item.sentences) {
                (..26, ..) => "",
                (_, 0, 1) => " sentence ",
                (_, 0, _) => " sentences",
                _ => "          ",
            };
            draw_pair(context, &row, unit, buffer);
        }
    }
}

/// Paints one of them: "Angela Merkel      3 sentences", or "same paragraph" if there is no sentence with both. Beside a long
/// name it says less.
fn draw_pair(context: DrawContext, row: &ListRow<Cooccurrence>, unit: &str, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let entity = state.reading.entities.entity(row.item.other);
    let name = entity_label(entity);
    let mut line = row.begin(theme, buffer);
    let wordings = match row.item.sentences {
        0 if unit.is_empty() => [String::new(), String::new()],
        0 => ["same paragraph".to_owned(), "paragraph".to_owned()],
        sentences => [format!("{sentences}{unit}"), sentences.to_string()],
    };
    let room_beside = |wording: &String| line.room().saturating_sub(measure::cells(wording) + 1);
    let fits = |wording: &&String| measure::cells(&name) <= room_beside(wording);
    let [full, short] = &wordings;
    let number = [full, short].into_iter().find(fits).unwrap_or(short);
    let room = room_beside(number);
    let style = row.choose(theme.chosen(), theme.name(entity.kind));
    line.put_within(room, &name, style);
    line.put_right(number, theme.faint(), 1);
}

/// Paints what was read before in other articles: how much, and the latest sentences.
fn draw_before(
    context: DrawContext,
    card: &Card,
    before: &ReadBefore,
    layout: &CardLayout,
    buffer: &mut Buffer,
) {
    let theme = context.theme;
    let kind = context.state.reading.entities.entity(card.entity).kind;
    let mut heading = Row::new(layout.before.heading, buffer);
    heading.write(before.heading(), theme.heading()).skip(1);
    let room = heading.room();
    let wordings = before.wordings();
    let fits = |wording: &&String| measure::cells(wording) <= room;
    if let Some(wording) = wordings.iter().find(fits).or(wordings.last()) {
        heading.put(wording, theme.faint());
    }
    let chosen = match card.chosen {
        CardRow::Earlier(nth) => nth,
        _ => NO_CHOICE,
    };
    let area = clip(layout.before.sentences, buffer);
    let sentences = before.sentences.get(..layout.before.shown);
    let height = EarlierSentence::ROWS;
    for row in visible_rows(
        sentences.unwrap_or_default(),
        List { chosen, top: 0 },
        area,
        height,
    ) {
        draw_earlier(context, kind, &row, buffer);
    }
}

/// Paints a sentence of another article, as much as fits around the mention, and below it the title of the article.
fn draw_earlier(
    context: DrawContext,
    kind: EntityKind,
    row: &ListRow<EarlierSentence>,
    buffer: &mut Buffer,
) {
    let theme = context.theme;
    let EarlierSentence { text, mention, .. } = row.item;
    let mut line = row.begin(theme, buffer);
    let room = line.room();
    let cells = |part: Option<&str>| measure::cells(part.unwrap_or_default());
    let after = cells(text.get(mention.start..));
    let before = room.saturating_sub(after).max(room * 2 / 5);
    let before = before.min(cells(text.get(..mention.start)));
    let widths = ContextWidths {
        before,
        from_keyword: room - before,
    };
    let part = context_line(text, &(0..text.len()), mention, widths);
    let style = row.choose(theme.chosen_row(), Style::new());
    let keyword_style = row.choose(theme.chosen(), theme.mention(kind));
    line.write(part.before, style)
        .write(part.keyword, keyword_style)
        .write(part.after, style);
    if let Some(below) = row.area.rows().nth(1) {
        let mut line = Row::new(below, buffer);
        line.skip(CURSOR_CELLS)
            .put(&row.item.describe_articles(), theme.faint());
    }
}

/// Paints a mention in its context. The mentions of all rows are aligned in one column.
fn draw_mention(context: DrawContext, row: &ListRow<MentionId>, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let reading = &state.reading;
    let Mention { range, entity, .. } = reading.entities.mention(*row.item);
    let kind = reading.entities.entity(*entity).kind;
    let mut line = row.begin(theme, buffer);
    if row.area.width >= PERCENT_MIN_CELLS {
        let percent = format!("{:>3}% ", reading.percent(range.start));
        line.write(percent, theme.faint());
    }
    let document = &reading.document;
    let block = document.block_around(range.start);
    let block = block.map_or(0..0, |block| block.range.clone());
    let (room, before) = (line.room(), line.room() * 2 / 5);
    let from_keyword = room - before;
    let widths = ContextWidths {
        before,
        from_keyword,
    };
    let context = context_line(document.text(), &block, range, widths);
    let style = row.choose(theme.chosen_row(), Style::new());
    let keyword_style = row.choose(theme.chosen(), theme.mention(kind));
    line.skip(before.saturating_sub(measure::cells(&context.before)) as u16);
    line.write(context.before, style);
    line.write(context.keyword, keyword_style)
        .write(context.after, style);
}

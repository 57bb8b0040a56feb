//! The page of a person or a country in the library.

use crate::app::action::{Action, Mode};
use crate::app::overlays::card::pluralize;
use crate::app::overlays::library::page::{
    LibraryPage, PageContent, PageLayout, PageRow, VisibleItem,
};
use crate::app::overlays::library::{Companion, KeptSentence, NameDecision, Namesake};
use crate::app::overlays::list::List;
use crate::app::overlays::popup::Popup;
use crate::entities::{CountryCode, EntityKind};
use crate::layout::{self, measure};
use crate::views::braille_map;
use crate::views::painting::{
    CURSOR_CELLS, DrawContext, ListRow, NO_CHOICE, Row, Title, clear_popup, clip, draw_message,
    draw_title, visible_rows,
};
use crate::views::theme::Theme;
use ratatui::prelude::{Buffer, Rect, Style};

/// Cells of a title that are kept in favour of the day.
const MIN_TITLE_CELLS: usize = 14;

/// Narrowest title with the number of mentions, in cells.
const DETAIL_MIN_CELLS: u16 = 60;

/// Paints the page.
pub(super) fn draw(context: DrawContext, page: &LibraryPage, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let layout = PageLayout::new(state, page);
    let Popup { outer, framed, .. } = layout.popup;
    clear_popup(outer, framed, theme.focus(), buffer);
    let shown = page.content.content();
    let detail = shown.map(|shown| {
        let summary = &shown.summary;
        let articles = pluralize(summary.articles, "article", "articles");
        let mentions = pluralize(summary.mentions, "mention", "mentions");
        if layout.title.width >= DETAIL_MIN_CELLS {
            format!("{articles} · {mentions}")
        } else {
            articles
        }
    });
    let title = Title {
        text: &label(&page.name, page.code),
        detail: &detail.unwrap_or_default(),
    };
    draw_title(layout.title, framed, &title, theme, buffer);
    let Some(shown) = shown else {
        let message = page.content.message().unwrap_or_default();
        draw_message(clip(layout.list, buffer), message, theme, buffer);
        return;
    };
    draw_summary(context, page, shown, &layout, buffer);
    for item in layout.visible_items(shown, page.top) {
        let chosen = page.chosen == PageRow::Item(item.index);
        draw_item(context, shown, &item, chosen, buffer);
    }
    let details = describe(context, page, shown);
    Row::new(layout.footer, buffer).put(&details, theme.message());
}

/// A country's code and name, or a person's name.
fn label(name: &str, code: Option<CountryCode>) -> String {
    match code {
        Some(code) => format!("{} {name}", code.as_str()),
        None => name.to_owned(),
    }
}

/// Paints what stands above the articles.
fn draw_summary(
    DrawContext { theme, .. }: DrawContext,
    page: &LibraryPage,
    content: &PageContent,
    layout: &PageLayout,
    buffer: &mut Buffer,
) {
    let summary = &content.summary;
    for (row, (label, text)) in clip(layout.summary, buffer).rows().zip(&layout.lines) {
        let mut row = Row::new(row, buffer);
        row.column(layout.label_cells, label, theme.faint());
        row.put(text, Style::new());
    }
    let [namesakes, decisions, people, countries] = layout.columns;
    let countries_label = match summary.kind {
        // On one row with the people, they need no label.
        _ if countries.x != people.x && !people.is_empty() => "",
        EntityKind::Person => "in",
        EntityKind::Country => "and",
    };
    for (area, label) in [
        (namesakes, "perhaps"),
        (decisions, "decided"),
        (people, "with"),
        (countries, countries_label),
    ] {
        let x = area.x.saturating_sub(layout.label_cells);
        let cells = layout.label_cells.min(area.height * layout.label_cells);
        Row::new(Rect::new(x, area.y, cells, 1), buffer).write(label, theme.faint());
    }
    let list = |chosen| List { chosen, top: 0 };
    let chosen = match page.chosen {
        PageRow::Namesake(nth) => [nth, NO_CHOICE, NO_CHOICE, NO_CHOICE],
        PageRow::Decision(nth) => [NO_CHOICE, nth, NO_CHOICE, NO_CHOICE],
        PageRow::Person(nth) => [NO_CHOICE, NO_CHOICE, nth, NO_CHOICE],
        PageRow::Country(nth) => [NO_CHOICE, NO_CHOICE, NO_CHOICE, nth],
        PageRow::Item(_) => [NO_CHOICE; 4],
    };
    let [namesake, decision, person, country] = chosen.map(list);
    let namesake = List {
        top: page.namesakes_top,
        ..namesake
    };
    let number = |index: usize, all: usize, area: layout::Rect| {
        (all > usize::from(area.height)).then(|| format!("{} of {all}", index + 1))
    };
    for row in visible_rows(&summary.namesakes, namesake, clip(namesakes, buffer), 1) {
        let number = number(row.index, summary.namesakes.len(), namesakes);
        draw_namesake(&row, number, layout.label_cells > 0, (theme, buffer));
    }
    let decision = List {
        top: page.decisions_top,
        ..decision
    };
    for row in visible_rows(&summary.decisions, decision, clip(decisions, buffer), 1) {
        let number = number(row.index, summary.decisions.len(), decisions);
        draw_decision(&row, number, theme, buffer);
    }
    for row in visible_rows(&summary.people, person, clip(people, buffer), 1) {
        draw_companion(&row, theme, buffer);
    }
    for row in visible_rows(&summary.countries, country, clip(countries, buffer), 1) {
        draw_companion(&row, theme, buffer);
    }
    match summary.code {
        Some(code) => {
            let name = &page.name;
            braille_map::draw_inset(code.as_str(), name, layout.map, theme, buffer);
        }
        None => {
            let codes = summary.countries.iter().filter_map(|other| other.code);
            let codes: Vec<_> = codes.collect();
            braille_map::draw_world(&codes, layout.map, theme, buffer);
        }
    }
}

/// Paints someone of the same name: "Angela Merkel (senator), in 2 articles, 4 May 2025"; without a label it begins with "perhaps".
/// With its number, as in "2 of 7", if not all are seen.
fn draw_namesake(
    row: &ListRow<Namesake>,
    number: Option<String>,
    has_label: bool,
    (theme, buffer): (Theme, &mut Buffer),
) {
    let Namesake {
        name,
        articles,
        read,
        mark,
        ..
    } = row.item;
    let articles = pluralize(*articles, "article", "articles");
    let mut line = row.begin(theme, buffer);
    if let Some(number) = number {
        line.put_detail(&number, theme.faint(), MIN_TITLE_CELLS);
    }
    if !has_label {
        line.write("perhaps ", theme.faint());
    }
    let marked = if mark.is_empty() {
        name.clone()
    } else {
        format!("{name} ({mark})")
    };
    // The mark says more than the number of articles.
    let shortest = if mark.is_empty() {
        format!("{name}, in {articles}")
    } else {
        marked.clone()
    };
    let wordings = [
        format!("{marked}, in {articles}, {read}"),
        format!("{marked}, in {articles}"),
    ];
    let fits = |wording: &&String| measure::cells(wording) <= line.room();
    let wording = wordings.iter().find(fits).unwrap_or(&shortest);
    line.put(
        wording,
        row.choose(theme.chosen(), theme.name(EntityKind::Person)),
    );
}

/// A decision as a whole: "joined with Angela Merkel, in 2 articles".
fn in_full(NameDecision { words, about, .. }: &NameDecision) -> String {
    if about.is_empty() {
        words.clone()
    } else {
        format!("{words}, {about}")
    }
}

/// Paints a decision of the user, of which the footer has all; its number, and how many there are, if not all are seen.
fn draw_decision(
    row: &ListRow<NameDecision>,
    number: Option<String>,
    theme: Theme,
    buffer: &mut Buffer,
) {
    let mut line = row.begin(theme, buffer);
    if let Some(number) = number {
        line.put_detail(&number, theme.faint(), MIN_TITLE_CELLS);
    }
    let full = in_full(row.item);
    let text = if measure::cells(&full) <= line.room() {
        &full
    } else {
        &row.item.words
    };
    line.put(text, row.choose(theme.chosen(), Style::new()));
}

/// Paints one of the company: "Vladimir Putin          12".
fn draw_companion(row: &ListRow<Companion>, theme: Theme, buffer: &mut Buffer) {
    let other = row.item;
    let kind = match other.code {
        Some(_) => EntityKind::Country,
        None => EntityKind::Person,
    };
    let unit = match (row.area.width, row.index, other.articles) {
        (..30, ..) => "",
        (_, 0, 1) => " article ",
        (_, 0, _) => " articles",
        _ => "         ",
    };
    let mut line = row.begin(theme, buffer);
    line.put_detail(&format!("{}{unit}", other.articles), theme.faint(), 0);
    let name = label(&other.name, other.code);
    line.put(&name, row.choose(theme.chosen(), theme.name(kind)));
}

/// Paints the row of an article, or the lines of a sentence with the name marked.
fn draw_item(
    DrawContext { theme, .. }: DrawContext,
    content: &PageContent,
    item: &VisibleItem,
    chosen: bool,
    buffer: &mut Buffer,
) {
    let Some((article, sentence)) = content.item(item.index) else {
        return;
    };
    let is_article = item.lines.is_empty();
    let area = clip(item.area, buffer);
    let mut first = Row::new(area, buffer);
    let (mark, mark_style) = match (chosen, is_article) {
        (true, _) => ("▶", theme.key()),
        (false, true) => ("", theme.faint()),
        // Where a sentence begins.
        (false, false) => ("·", theme.faint()),
    };
    first.column(CURSOR_CELLS, mark, mark_style);
    if is_article {
        let mut detail = article.day().to_owned();
        if sentence.is_none() {
            detail = format!("text not kept · {detail}");
        }
        first.put_detail(&detail, theme.faint(), MIN_TITLE_CELLS);
        let style = if chosen {
            theme.chosen()
        } else {
            theme.heading()
        };
        first.put(&article.title, style);
        return;
    }
    let Some(sentence) = sentence else {
        return;
    };
    let style = if chosen {
        theme.chosen_row()
    } else {
        Style::new()
    };
    let kind = content.summary.kind;
    let keyword_style = if chosen {
        theme.chosen()
    } else {
        theme.mention(kind)
    };
    for (row, line) in area.rows().zip(&item.lines) {
        let mut row = Row::new(row, buffer);
        row.skip(CURSOR_CELLS);
        if line.truncated_before {
            row.write("… ", theme.faint());
        }
        draw_marked(
            sentence,
            line.range.clone(),
            [style, keyword_style],
            &mut row,
        );
        if line.truncated_after {
            row.put_last("…", theme.faint());
        }
    }
}

/// Writes these bytes of `sentence` in the first of the styles, the mentions in the second.
fn draw_marked(
    sentence: &KeptSentence,
    range: std::ops::Range<usize>,
    [style, keyword_style]: [Style; 2],
    row: &mut Row,
) {
    let text = |from: usize, to: usize| sentence.text.get(from..to).unwrap_or_default();
    let mut at = range.start;
    for mention in &sentence.mentions {
        let (from, to) = (mention.start.max(at), mention.end.min(range.end));
        if from < to {
            row.write(text(at, from), style);
            row.write(text(from, to), keyword_style);
            at = to;
        }
    }
    row.write(text(at, range.end), style);
}

/// What the footer says of the chosen row.
fn describe(
    DrawContext { state, .. }: DrawContext,
    page: &LibraryPage,
    content: &PageContent,
) -> String {
    let summary = &content.summary;
    let companion = match page.chosen {
        PageRow::Namesake(_) => {
            let key = |action| state.key_hint_in(Mode::LibraryPage, action);
            let (join, part) = (key(Action::Merge), key(Action::Split));
            return format!(
                "{join} joins the two, {part} keeps them apart: perhaps the same person"
            );
        }
        PageRow::Decision(nth) => {
            let undo = state.key_hint_in(Mode::LibraryPage, Action::Undo);
            let decision = summary.decisions.get(nth);
            return decision.map_or_else(String::new, |decision| {
                format!("{undo} takes it back: {}", in_full(decision))
            });
        }
        PageRow::Person(nth) => summary.people.get(nth),
        PageRow::Country(nth) => summary.countries.get(nth),
        PageRow::Item(nth) => {
            let Some((article, _)) = content.item(nth) else {
                return String::new();
            };
            let read = match (&article.last_read, article.percent) {
                (None, _) => "not opened yet".to_owned(),
                (Some(day), 0) => format!("read {day}"),
                (Some(day), percent) => format!("read {day}, to {percent}%"),
            };
            return match &article.address {
                Some(address) => format!("{read} · {address}"),
                None => read,
            };
        }
    };
    companion.map_or_else(String::new, |other| {
        let articles = pluralize(other.articles, "article", "articles");
        format!("{} is in {articles} with {}", other.name, page.name)
    })
}

//! The status line: the current mention or a message at the left; the position and key hints at the right.

mod hints;
mod overlaid;

use super::clip;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::Mode;
use crate::app::overlays::Overlay;
use crate::app::reading::pair::EntityPair;
use crate::app::reading::search::Search;
use crate::app::state::{AnalysisProgress, MainView};
use crate::entities::EntityKind;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Cells of a title or an address that are kept in favour of key hints.
const MIN_TITLE_CELLS: usize = 16;
/// The same for a country on the map: its name and its number of mentions.
const MIN_COUNTRY_CELLS: usize = 34;

/// Paints the status line.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let area = clip(state.screen.areas.status, buffer);
    if area.is_empty() {
        return overlaid::draw(state, theme, buffer);
    }
    let width = usize::from(area.width).saturating_sub(2);
    let position = position(state);
    let hints = hints::key_hints(state);
    let left_side = left_side(state);
    let left_cells = left_side
        .iter()
        .map(|(text, _)| measure::cells(text))
        .sum::<usize>();
    let min_left_cells = min_left_cells(state, left_cells);
    let hints_cells = |n: usize| hints.iter().take(n).map(hint_cells).sum::<usize>();
    let fits = |position: &str, cells: usize| cells + 2 + measure::cells(position) <= width;
    let position = match state.messages.current_notice() {
        // A message is only there until the next key: show it in full.
        Some(_) if !fits(&position, left_cells) => String::new(),
        // On the map, the key to close it matters more than the number of countries.
        _ if is_on_map(state) && !fits(&position, min_left_cells + hints_cells(3)) => String::new(),
        _ => position,
    };
    // If both do not fit, one key hint matters more than the minutes left.
    let position = match position.split_once(" · ") {
        Some((share, _)) if !fits(&position, min_left_cells + hints_cells(1)) => share.to_owned(),
        _ => position,
    };
    let position_cells = measure::cells(&position);
    // Drop key hints first, then truncate the left side.
    let mut shown = hints.len();
    while shown > 0 && min_left_cells + 2 + position_cells + hints_cells(shown) > width {
        shown -= 1;
    }
    let right_cells = position_cells + hints_cells(shown);
    let mut x = area.x + 1.min(area.width);
    let stop = area.right().saturating_sub(1);
    let limit = stop.saturating_sub(right_cells as u16 + 2).max(x);
    for (text, tone) in left_side {
        let room = usize::from(limit.saturating_sub(x));
        let style = tone.style(theme);
        (x, _) = buffer.set_stringn(x, area.y, measure::truncate(&text, room), room, style);
    }
    let mut x = stop.saturating_sub(right_cells as u16).max(area.x);
    let room = |x: u16| usize::from(stop.saturating_sub(x));
    (x, _) = buffer.set_stringn(x, area.y, position, room(x), theme.status());
    for (n, (key, word)) in hints.iter().take(shown).enumerate() {
        let separator = if n == 0 && position_cells == 0 {
            "   "
        } else {
            " · "
        };
        (x, _) = buffer.set_stringn(x, area.y, separator, room(x), theme.faint());
        (x, _) = buffer.set_stringn(x, area.y, key, room(x), theme.key());
        (x, _) = buffer.set_stringn(x, area.y, format!(" {word}"), room(x), theme.status());
    }
}

/// Width of a key hint with its separator, in cells.
fn hint_cells((key, word): &(String, &str)) -> usize {
    measure::cells(key) + measure::cells(word) + 4
}

/// The smallest width of the left side, in cells, if `left_side` cells are its full width; the rest is free for key hints.
fn min_left_cells(state: &State, left_side: usize) -> usize {
    match (
        state.main_view(),
        state.messages.current_notice(),
        &state.session.loading,
    ) {
        // Key hints matter more than the URL in a list or the title of an article.
        (MainView::FeedList, None, None) => left_side.min(MIN_TITLE_CELLS),
        (MainView::Article, None, None) if is_idle(state) => left_side.min(MIN_TITLE_CELLS),
        // The card of a country repeats what the status line says on the map.
        (MainView::Article, None, None) if is_on_map(state) => left_side.min(MIN_COUNTRY_CELLS),
        _ => left_side,
    }
}

/// Whether nothing is selected, current or open, so that the left side only shows the title.
fn is_idle(state: &State) -> bool {
    state.reading.current.is_none()
        && state.reading.selected.is_none()
        && state.reading.pair.is_none()
        && state.reading.search.active.is_none()
        && state.screen.overlays.is_empty()
        && state.reading.document.meta().is_english()
}

/// Whether the world map is the topmost overlay.
fn is_on_map(state: &State) -> bool {
    matches!(state.screen.overlays.last(), Some(Overlay::WorldMap(_)))
}

/// How a part of the left side is styled.
#[derive(Clone, Copy)]
enum Tone {
    Strong,
    Plain,
    Faint,
    Message,
}

impl Tone {
    fn style(self, theme: Theme) -> Style {
        match self {
            Self::Strong => theme.heading(false),
            Self::Plain => theme.status(),
            Self::Faint => theme.faint(),
            Self::Message => theme.message(),
        }
    }
}

/// The left side: a message, else the search, pair, link or country, else the current mention, else the selected
/// entity, else the article.
fn left_side(state: &State) -> Vec<(String, Tone)> {
    if let Some(count) = state.pending_count() {
        return vec![(format!("{count} …"), Tone::Message)];
    }
    if let Some(message) = state.messages.current_notice() {
        return vec![(message.to_owned(), Tone::Message)];
    }
    let search = state.reading.search.active.as_ref();
    if is_prompting(state) {
        let warning = search.and_then(Search::warning);
        return warning
            .map(|text| (text, Tone::Message))
            .into_iter()
            .collect();
    }
    match (
        state.main_view(),
        &state.session.loading,
        &state.session.feed_list,
    ) {
        (MainView::NoArticle, ..) => return Vec::new(),
        (_, Some(loading), _) => return vec![(loading.status_text(), Tone::Message)],
        (MainView::FeedList, None, Some(list)) => {
            let item = list.feed.items.get(list.list.chosen);
            let url = item.and_then(|item| item.url.as_ref());
            let target = url.unwrap_or(&list.feed.source);
            return vec![(target.clone(), Tone::Faint)];
        }
        _ => {}
    }
    // These popups have a title of their own.
    if let Some(Overlay::Card(_) | Overlay::Cooccurrences(_)) = state.screen.overlays.last() {
        return Vec::new();
    }
    if let Some(search) = search
        && (search.current.is_some() || state.reading.current.is_none())
        && state.screen.overlays.is_empty()
    {
        let words = format!("“{}”", search.pattern.as_str());
        return vec![
            (words, Tone::Strong),
            (format!(" {}", search.count_text()), Tone::Plain),
        ];
    }
    if let Some(pair) = &state.reading.pair {
        return pair_parts(state, pair);
    }
    if let Some(Overlay::LinkHints(hints)) = state.screen.overlays.last() {
        return vec![(hints.status_text(), Tone::Plain)];
    }
    if let Some(Overlay::WorldMap(world)) = state.screen.overlays.last() {
        let status = world.status(&state.reading);
        return vec![(status.name, Tone::Strong), (status.details, Tone::Plain)];
    }
    let entities = state.reading.entities.entities();
    if let Some((index, mention)) = state.reading.current.zip(state.reading.current_mention())
        && let Some(entity) = entities.get(mention.entity)
    {
        let nth = entity.mentions.partition_point(|&n| n < index) + 1;
        let mut parts = vec![
            (entity.name.clone(), Tone::Strong),
            (format!(" {nth}/{}", entity.mentions.len()), Tone::Plain),
        ];
        let detail = mention
            .mention_type
            .map(|mention_type| mention_type.as_str().to_owned())
            .or_else(|| entity.roles.first().cloned());
        parts.extend(detail.map(|detail| (format!(" · {detail}"), Tone::Faint)));
        return parts;
    }
    if let Some(entity) = state.reading.selected_entity() {
        let count = entity.mentions.len();
        let mut parts = vec![
            (entity.name.clone(), Tone::Strong),
            (
                format!(" · {count} mention{}", if count == 1 { "" } else { "s" }),
                Tone::Plain,
            ),
        ];
        parts.extend(
            entity
                .roles
                .first()
                .map(|role| (format!(" · {role}"), Tone::Faint)),
        );
        return parts;
    }
    let meta = state.reading.document.meta();
    let source = meta.title.clone().unwrap_or_else(|| meta.source.clone());
    let mut parts = vec![(source, Tone::Faint)];
    if let Some(language) = meta.language.filter(|_| !meta.is_english()) {
        let text = format!("{}: people are found less reliably · ", language.name);
        parts.insert(0, (text, Tone::Plain));
    }
    if state.screen.areas.panel.is_empty() && state.reading.analysis != AnalysisProgress::Done {
        parts.insert(0, ("reading… ".to_owned(), Tone::Message));
    }
    parts
}

/// A pair being visited: "Vladimir Putin with Angela Merkel · 2/5 sentences".
fn pair_parts(state: &State, pair: &EntityPair) -> Vec<(String, Tone)> {
    let name = |entity: usize| {
        let entity = state.reading.entities.entities().get(entity);
        entity.map_or_else(String::new, |entity| entity.name.clone())
    };
    let count = pair.passages.len();
    let position = match pair.current_passage(&state.reading) {
        Some(at) => format!(" · {}/{count}", at + 1),
        None => format!(" · {count}"),
    };
    let detail = match (pair.are_sentences, count) {
        (true, 1) => " sentence",
        (true, _) => " sentences",
        (false, 1) => " paragraph",
        (false, _) => " paragraphs",
    };
    vec![
        (name(pair.one), Tone::Strong),
        (" with ".to_owned(), Tone::Plain),
        (name(pair.other), Tone::Strong),
        (position, Tone::Plain),
        (detail.to_owned(), Tone::Faint),
    ]
}

/// Whether the user is being asked something: key hints for the answer then matter more than the position.
fn is_prompting(state: &State) -> bool {
    matches!(
        state.mode(),
        Mode::Question
            | Mode::Menu
            | Mode::Prompt
            | Mode::Selection
            | Mode::Picker
            | Mode::PanelSearch
            | Mode::Bookmark
    )
}

/// The position: "34% · 4 min left" or, in a list, "3 of 40".
fn position(state: &State) -> String {
    if is_prompting(state) {
        return String::new();
    }
    match (state.main_view(), &state.session.feed_list) {
        (MainView::NoArticle, _) => return String::new(),
        (MainView::FeedList, Some(list)) => {
            let all = list.feed.items.len();
            return format!("{} of {all}", (list.list.chosen + 1).min(all));
        }
        _ => {}
    }
    if is_on_map(state) && !state.screen.areas.panel.is_empty() {
        // The panel next to the map shows their number.
        return String::new();
    }
    if is_on_map(state) {
        return match state.reading.entities.count(EntityKind::Country) {
            0 => String::new(),
            1 => "1 country".to_owned(),
            count => format!("{count} countries"),
        };
    }
    if let Some(filter) = &state.reading.filter {
        let all = state.reading.document.blocks().len();
        let percent = (state.reading.view.scroll_fraction * 100.0).round() as u32;
        return format!("filter: {} of {all} · {percent}%", filter.blocks.len());
    }
    let percent = (state.reading.view.scroll_fraction * 100.0).round() as u32;
    let minutes = state.reading.view.reading_minutes * (1.0 - state.reading.view.scroll_fraction);
    if state.reading.view.scroll_fraction >= 1.0 {
        return "100%".to_owned();
    }
    if minutes < 1.0 {
        return format!("{percent}% · under a minute left");
    }
    if minutes >= 90.0 {
        return format!("{percent}% · {:.0} h left", minutes / 60.0);
    }
    format!("{percent}% · {minutes:.0} min left")
}

//! The status line: the current mention or a message at the left; the position and key hints at the right.

mod hints;
mod overlaid;

pub(super) use hints::key_hints;

use super::painting::{DrawContext, Row};
use crate::app::action::Mode;
use crate::app::links::address_under_cursor;
use crate::app::overlays::Overlay;
use crate::app::overlays::prompt::{Prompt, PromptKind};
use crate::app::reading::corrections::pluralize_mentions;
use crate::app::reading::pair::EntityPair;
use crate::app::reading::search::Search;
use crate::app::state::{AnalysisProgress, MainView, State};
use crate::entities::{EntityId, EntityKind, MentionType};
use crate::layout::measure;
use ratatui::prelude::{Buffer, Rect, Span, Widget};

/// Cells of a title that are kept in favour of key hints.
const MIN_TITLE_CELLS: usize = 16;
/// The same of an address.
const MIN_ADDRESS_CELLS: usize = 32;
/// The same for a country on the map: its name and its number of mentions.
const MIN_COUNTRY_CELLS: usize = 34;

/// The status line; on a screen without one, only a message.
pub(super) struct StatusLine<'a>(pub(super) DrawContext<'a>);

impl Widget for StatusLine<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let Self(context @ DrawContext { state, theme }) = self;
        if area.is_empty() {
            return overlaid::draw(context, buffer);
        }
        let width = usize::from(area.width).saturating_sub(2);
        let label = mode_label(state).map(|label| format!(" {label} "));
        let label_cells = label.as_ref().map_or(0, |label| measure::cells(label) + 1);
        // Three cells separate it from what is at the right.
        let mut left_side = left_side(context, width.saturating_sub(label_cells + 2));
        if let Some(label) = label {
            let label = Span::styled(label, theme.chosen());
            left_side.splice(0..0, [label, Span::raw(" ")]);
        }
        let cells = |part: &Span| measure::cells(&part.content);
        let left_cells = left_side.iter().map(cells).sum();
        let min_left_cells = min_left_cells(state, left_cells);
        // Those of an overlay with a frame stand on it.
        let top = state.top_overlay();
        let is_on_frame = top.is_some_and(|overlay| overlay.hint_frame(state).is_some());
        let hints = if is_on_frame {
            Vec::new()
        } else {
            key_hints(state)
        };
        let hints_cells = |n: usize| {
            let hints = hints.iter().take(n);
            let cells = hints.map(|(key, word)| measure::cells(key) + measure::cells(word) + 4);
            cells.sum::<usize>()
        };
        let fits = |position: &str, cells: usize| cells + 2 + measure::cells(position) <= width;
        let mut position = position(state);
        // A message is only there until the next key: show it in full. On the map, the key to close it matters more than
        // the number of countries.
        let has_notice = state.messages.current_notice().is_some();
        if has_notice && !fits(&position, left_cells)
            || is_on_map(state) && !fits(&position, min_left_cells + hints_cells(3))
        {
            position.clear();
        }
        // If both do not fit, one key hint matters more than the minutes left.
        if !fits(&position, min_left_cells + hints_cells(1))
            && let Some(end) = position.find(" · ")
        {
            position.truncate(end);
        }
        // Drop key hints first, then truncate the left side.
        let fits_with = |n: &usize| fits(&position, min_left_cells + hints_cells(*n));
        let shown = (0..=hints.len()).rev().find(fits_with).unwrap_or(0);
        let right_cells = (measure::cells(&position) + hints_cells(shown)) as u16;
        let mut left = Row::new(area, buffer);
        left.skip(1).skip_right(right_cells + 3);
        for part in &left_side {
            left.put(&part.content, part.style);
        }
        let mut right = Row::new(area, buffer);
        let left_of_it = (area.width - 1).saturating_sub(right_cells);
        right.skip(left_of_it).skip_right(1);
        right.write(&position, theme.status());
        let mut separator = if position.is_empty() { "   " } else { " · " };
        for (key, word) in hints.iter().take(shown) {
            right.write(separator, theme.faint());
            right.write(key, theme.key());
            right.write(format!(" {word}"), theme.status());
            separator = " · ";
        }
    }
}

/// The name of what the keys do now, if that is not just reading: text is being selected, a search is active, or paragraphs
/// are filtered.
fn mode_label(state: &State) -> Option<&'static str> {
    let reading = &state.reading;
    let overlay = state.overlay_under_help();
    let is_search = |prompt: &Prompt| matches!(prompt.kind, PromptKind::Search);
    match overlay {
        _ if state.main_view() != MainView::Article => None,
        Some(Overlay::Selection(_)) => Some("SELECT"),
        Some(Overlay::Prompt(prompt)) if is_search(prompt) => Some("SEARCH"),
        None if reading.search.active.is_some() => Some("SEARCH"),
        None if reading.filter.is_some() => Some("FILTER"),
        Some(_) | None => None,
    }
}

/// The smallest width of the left side, in cells, if `left_side` cells are its full width; the rest is free for key hints.
fn min_left_cells(state: &State, left_side: usize) -> usize {
    let has_notice = state.messages.current_notice().is_some();
    let address = address_under_cursor(state).map(|address| measure::cells(&address));
    match (state.main_view(), address) {
        _ if has_notice || is_waiting(state) => left_side,
        (MainView::Article, Some(address)) => {
            left_side.saturating_sub(address) + address.min(MIN_ADDRESS_CELLS)
        }
        // Key hints matter more than the URL in a list or the title of an article.
        (MainView::FeedList, _) => left_side.min(MIN_TITLE_CELLS),
        (MainView::Article, _) if is_idle(state) => left_side.min(MIN_TITLE_CELLS),
        // The card of a country repeats what the status line says on the map.
        (MainView::Article, _) if is_on_map(state) => left_side.min(MIN_COUNTRY_CELLS),
        (MainView::Article | MainView::NoArticle, _) => left_side,
    }
}

/// Whether something is being loaded that is not on the screen yet.
pub(super) fn is_waiting(state: &State) -> bool {
    let loading = state.session.loading.as_ref();
    loading.is_some_and(|loading| !loading.is_shown)
}

/// Whether nothing is selected, current or open, so that the left side only shows the title.
fn is_idle(state: &State) -> bool {
    let reading = &state.reading;
    let has_name = reading.current.is_some() || reading.selected.is_some();
    let is_open = reading.search.active.is_some()
        || state.session.loading.is_some()
        || state.overlay_under_help().is_some();
    !has_name && reading.pair.is_none() && !is_open && reading.document.meta().is_english()
}

/// Whether the world map is the topmost overlay.
fn is_on_map(state: &State) -> bool {
    matches!(state.overlay_under_help(), Some(Overlay::WorldMap(_)))
}

/// The left side, a message in no more than `cells` cells: a message, else the search, pair, link or country, else the current mention, else the selected
/// entity, else the article.
fn left_side(context: DrawContext<'_>, cells: usize) -> Vec<Span<'_>> {
    let DrawContext { state, theme } = context;
    let (reading, overlay) = (&state.reading, state.overlay_under_help());
    let (strong, plain) = (theme.heading(), theme.status());
    let (faint, message) = (theme.faint(), theme.message());
    if let Some(pending) = state.pending_keys() {
        return vec![Span::styled(format!("{pending} …"), message)];
    }
    if let Some(notice) = state.messages.notice_within(cells) {
        return vec![Span::styled(notice, message)];
    }
    let search = reading.search.active.as_ref();
    if is_prompting(state) {
        let warning = search.and_then(Search::warning);
        let warning = warning.map(|text| Span::styled(text, message));
        let address = address_under_cursor(state).map(|address| Span::styled(address, faint));
        return Vec::from_iter(warning.or(address));
    }
    let session = &state.session;
    match (state.main_view(), &session.loading, &session.feed_list) {
        (MainView::NoArticle, ..) => return Vec::new(),
        (_, Some(loading), _) if !loading.is_shown => {
            return vec![Span::styled(loading.status_text(), message)];
        }
        (MainView::FeedList, _, Some(list)) => {
            let item = list.feed.items.get(list.list.chosen);
            let url = item.and_then(|item| item.url.as_ref());
            return vec![Span::styled(url.unwrap_or(&list.feed.source), faint)];
        }
        _ => {}
    }
    // These popups have a title of their own.
    if overlay.is_some_and(has_title) {
        return Vec::new();
    }
    if let Some(search) = search
        && (search.current.is_some() || reading.current.is_none())
        && overlay.is_none()
    {
        return vec![
            Span::styled(format!("“{}”", search.pattern.as_str()), strong),
            Span::styled(format!(" {}", search.count_text()), plain),
        ];
    }
    if let Some(pair) = &reading.pair {
        return pair_parts(context, pair);
    }
    match overlay {
        Some(Overlay::LinkHints(hints)) => {
            return vec![Span::styled(hints.status_text(state), plain)];
        }
        Some(Overlay::WorldMap(world)) => {
            let status = world.status(&state.reading);
            let details = Span::styled(status.details, plain);
            return vec![Span::styled(status.name, strong), details];
        }
        _ => {}
    }
    let current = reading.current.zip(reading.current_mention());
    let named = match (current, reading.selected_entity()) {
        (Some((id, mention)), _) => {
            let entity = reading.entities.entity(mention.entity);
            let nth = entity.mentions.partition_point(|&other| other < id) + 1;
            let place = format!(" {nth}/{}", entity.mentions.len());
            Some((entity, place, mention.mention_type))
        }
        (None, Some(entity)) => {
            let count = pluralize_mentions(entity.mentions.len());
            Some((entity, format!(" · {count}"), None))
        }
        (None, None) => None,
    };
    if let Some((entity, count, mention_type)) = named {
        let role = entity.roles.first().map(String::as_str);
        let detail = mention_type.map(MentionType::description).or(role);
        let address = address_under_cursor(state);
        let detail = address.or_else(|| detail.map(str::to_owned));
        let mut parts = vec![
            Span::styled(&entity.name, strong),
            Span::styled(count, plain),
        ];
        parts.extend(detail.map(|detail| Span::styled(format!(" · {detail}"), faint)));
        return parts;
    }
    if let Some(loading) = &session.loading {
        return vec![Span::styled(loading.status_text(), message)];
    }
    let meta = reading.document.meta();
    let mut parts = Vec::new();
    if state.screen.areas.panel.is_empty() && reading.analysis != AnalysisProgress::Done {
        parts.push(Span::styled("reading… ", message));
    }
    if let Some(language) = meta.language.filter(|_| !meta.is_english()) {
        let text = format!("{}: people are found less reliably · ", language.name);
        parts.push(Span::styled(text, plain));
    }
    let title = meta.title.as_ref().unwrap_or(&meta.source);
    parts.push(Span::styled(title, faint));
    parts
}

/// Whether an overlay has a title that says what the status line would.
fn has_title(overlay: &Overlay) -> bool {
    matches!(
        overlay,
        Overlay::Card(_)
            | Overlay::Cooccurrences(_)
            | Overlay::Library(_)
            | Overlay::LibraryPage(_)
    )
}

/// A pair being visited: "Vladimir Putin with Angela Merkel · 2/5 sentences".
fn pair_parts<'a>(context: DrawContext<'a>, pair: &EntityPair) -> Vec<Span<'a>> {
    let DrawContext { state, theme } = context;
    let entities = &state.reading.entities;
    let name = |id: EntityId| Span::styled(&entities.entity(id).name, theme.heading());
    let count = pair.passages.len();
    let position = match pair.current_passage(&state.reading) {
        Some(at) => format!(" · {}/{count}", at + 1),
        None => format!(" · {count}"),
    };
    let unit = match (pair.are_sentences, count) {
        (true, 1) => " sentence",
        (true, _) => " sentences",
        (false, 1) => " paragraph",
        (false, _) => " paragraphs",
    };
    vec![
        name(pair.one),
        Span::styled(" with ", theme.status()),
        name(pair.other),
        Span::styled(position, theme.status()),
        Span::styled(unit, theme.faint()),
    ]
}

/// Whether the user is being asked something: key hints for the answer then matter more than the position.
fn is_prompting(state: &State) -> bool {
    match state.mode() {
        Mode::Question | Mode::Menu | Mode::Prompt | Mode::Bookmark => true,
        mode => matches!(
            mode,
            Mode::Selection
                | Mode::PickerList
                | Mode::Picker
                | Mode::PanelSearch
                | Mode::Help
                | Mode::Library
                | Mode::LibrarySearch
                | Mode::LibraryPage
        ),
    }
}

/// The position: "34% · 4 min left" or, in a list, "3 of 40".
fn position(state: &State) -> String {
    let (view, filter) = (&state.reading.view, &state.reading.filter);
    let percent = (view.scroll_fraction * 100.0).round() as u32;
    let minutes = view.reading_minutes * (1.0 - view.scroll_fraction);
    match (state.main_view(), &state.session.feed_list, filter) {
        (MainView::NoArticle, ..) => String::new(),
        _ if is_prompting(state) => String::new(),
        (MainView::FeedList, Some(list), _) => {
            let all = list.feed.items.len();
            format!("{} of {all}", (list.list.chosen + 1).min(all))
        }
        // The panel next to the map shows their number.
        _ if is_on_map(state) && !state.screen.areas.panel.is_empty() => String::new(),
        _ if is_on_map(state) => match state.reading.entities.count(EntityKind::Country) {
            0 => String::new(),
            1 => "1 country".to_owned(),
            count => format!("{count} countries"),
        },
        (_, _, Some(filter)) => {
            let all = state.reading.document.blocks().len();
            format!("filter: {} of {all} · {percent}%", filter.blocks.len())
        }
        _ if view.scroll_fraction >= 1.0 => "100%".to_owned(),
        _ if minutes < 1.0 => format!("{percent}% · under a minute left"),
        _ if minutes >= 90.0 => format!("{percent}% · {:.0} h left", minutes / 60.0),
        _ => format!("{percent}% · {minutes:.0} min left"),
    }
}

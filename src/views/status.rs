//! The status line: whom the reader is at, how far, and the keys that matter now.

mod alone;
mod hints;

use super::cut;
use super::theme::Theme;
use crate::app::State;
use crate::app::action::Mode;
use crate::app::layer::Layer;
use crate::app::pair::Pair;
use crate::app::searching::Search;
use crate::app::state::{Progress, Surface};
use crate::entities::Kind;
use crate::layout::measure;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Cells of an address that are worth showing.
const LEAST_CELLS: usize = 16;
/// Cells of somebody: the name and how often it is mentioned.
const LEAST_OF_NAME: usize = 34;

/// Paint the status line.
pub(super) fn draw(state: &State, theme: Theme, buffer: &mut Buffer) {
    let area = cut(state.areas.status, buffer);
    if area.is_empty() {
        return alone::draw(state, theme, buffer);
    }
    let wide = usize::from(area.width).saturating_sub(2);
    let place = place(state);
    let hints = hints::hints(state);
    let left = left(state);
    let left_cells = left
        .iter()
        .map(|(text, _)| measure::cells(text))
        .sum::<usize>();
    let least = least(state, left_cells);
    let cells_of = |n: usize| hints.iter().take(n).map(cells_of_hint).sum::<usize>();
    let fits = |place: &str, cells: usize| cells + 2 + measure::cells(place) <= wide;
    let place = match state.notice {
        // A word to the reader is there for a moment, and must be understood.
        Some(_) if !fits(&place, left_cells) => String::new(),
        // On the map the way out matters more than how many countries there are.
        _ if is_on_map(state) && !fits(&place, least + cells_of(3)) => String::new(),
        _ => place,
    };
    // Where there is no room for both, one key matters more than the minutes.
    let place = match place.split_once(" · ") {
        Some((share, _)) if !fits(&place, least + cells_of(1)) => share.to_owned(),
        _ => place,
    };
    let place_cells = measure::cells(&place);
    // The keys give way first, then the tail of what stands at the left.
    let mut shown = hints.len();
    while shown > 0 && least + 2 + place_cells + cells_of(shown) > wide {
        shown -= 1;
    }
    let right_cells = place_cells + cells_of(shown);
    let mut x = area.x + 1.min(area.width);
    let stop = area.right().saturating_sub(1);
    let limit = stop.saturating_sub(right_cells as u16 + 2).max(x);
    for (text, tone) in left {
        let room = usize::from(limit.saturating_sub(x));
        let style = tone.style(theme);
        (x, _) = buffer.set_stringn(x, area.y, measure::truncate(&text, room), room, style);
    }
    let mut x = stop.saturating_sub(right_cells as u16).max(area.x);
    let room = |x: u16| usize::from(stop.saturating_sub(x));
    (x, _) = buffer.set_stringn(x, area.y, place, room(x), theme.status());
    for (n, (key, word)) in hints.iter().take(shown).enumerate() {
        let apart = if n == 0 && place_cells == 0 {
            "   "
        } else {
            " · "
        };
        (x, _) = buffer.set_stringn(x, area.y, apart, room(x), theme.faint());
        (x, _) = buffer.set_stringn(x, area.y, key, room(x), theme.key());
        (x, _) = buffer.set_stringn(x, area.y, format!(" {word}"), room(x), theme.status());
    }
}

/// Cells of a key, its word and what parts it from the one before.
fn cells_of_hint((key, word): &(String, &str)) -> usize {
    measure::cells(key) + measure::cells(word) + 4
}

/// Cells of the left side that the keys leave to it, of the `left` that it has.
fn least(state: &State, left: usize) -> usize {
    match (state.surface(), &state.notice, &state.loading) {
        // In a list the keys matter more than the address that stands there; in an article, than its title.
        (Surface::List, None, None) => left.min(LEAST_CELLS),
        (Surface::Article, None, None) if is_at_rest(state) => left.min(LEAST_CELLS),
        // What the map says of a country its card says, too.
        (Surface::Article, None, None) if is_on_map(state) => left.min(LEAST_OF_NAME),
        _ => left,
    }
}

/// Whether nobody is current or selected and nothing is open, so that only the title stands at the left.
fn is_at_rest(state: &State) -> bool {
    state.current.is_none()
        && state.selected.is_none()
        && state.pair.is_none()
        && state.searching.active.is_none()
        && state.layers.is_empty()
        && state.document.meta().is_english()
}

/// Whether the map lies uppermost.
fn is_on_map(state: &State) -> bool {
    matches!(state.layers.last(), Some(Layer::World(_)))
}

/// How a part of the left side is set.
#[derive(Clone, Copy)]
enum Tone {
    Strong,
    Plain,
    Faint,
    Notice,
}

impl Tone {
    fn style(self, theme: Theme) -> Style {
        match self {
            Self::Strong => theme.heading(false),
            Self::Plain => theme.status(),
            Self::Faint => theme.faint(),
            Self::Notice => theme.notice(),
        }
    }
}

/// What stands at the left: a notice, else the current mention, else the selected entity, else the article.
fn left(state: &State) -> Vec<(String, Tone)> {
    if let Some(count) = state.pending_count() {
        return vec![(format!("{count} …"), Tone::Notice)];
    }
    if let Some(notice) = &state.notice {
        return vec![(notice.clone(), Tone::Notice)];
    }
    let search = state.searching.active.as_ref();
    if is_asking(state) {
        let warning = search.and_then(Search::warning);
        return warning
            .map(|said| (said, Tone::Notice))
            .into_iter()
            .collect();
    }
    match (state.surface(), &state.loading, &state.listing) {
        (Surface::Notice, ..) => return Vec::new(),
        (_, Some(loading), _) => return vec![(loading.sentence(), Tone::Notice)],
        (Surface::List, None, Some(listing)) => {
            let item = listing.feed.items.get(listing.chosen);
            let address = item.and_then(|item| item.address.as_ref());
            let leads_to = address.unwrap_or(&listing.feed.source);
            return vec![(leads_to.clone(), Tone::Faint)];
        }
        _ => {}
    }
    // A sheet says itself what it is about.
    if let Some(Layer::Card(_) | Layer::Company(_)) = state.layers.last() {
        return Vec::new();
    }
    if let Some(search) = search
        && (search.current.is_some() || state.current.is_none())
        && state.layers.is_empty()
    {
        let words = format!("“{}”", search.pattern.typed());
        return vec![
            (words, Tone::Strong),
            (format!(" {}", search.count()), Tone::Plain),
        ];
    }
    if let Some(pair) = &state.pair {
        return together(state, pair);
    }
    if let Some(Layer::Hints(hints)) = state.layers.last() {
        return vec![(hints.sentence(), Tone::Plain)];
    }
    if let Some(Layer::World(world)) = state.layers.last() {
        let (name, rest) = world.sentence(state);
        return vec![(name, Tone::Strong), (rest, Tone::Plain)];
    }
    let entities = state.entities.entities();
    if let Some((index, mention)) = state.current.zip(state.current_mention())
        && let Some(entity) = entities.get(mention.entity)
    {
        let nth = entity.mentions.partition_point(|&n| n < index) + 1;
        let mut parts = vec![
            (entity.name.clone(), Tone::Strong),
            (format!(" {nth}/{}", entity.mentions.len()), Tone::Plain),
        ];
        let what = mention
            .mention_type
            .map(|how| how.word().to_owned())
            .or_else(|| entity.roles.first().cloned());
        parts.extend(what.map(|what| (format!(" · {what}"), Tone::Faint)));
        return parts;
    }
    if let Some(entity) = state.selected_entity() {
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
    let meta = state.document.meta();
    let source = meta.title.clone().unwrap_or_else(|| meta.source.clone());
    let mut parts = vec![(source, Tone::Faint)];
    if let Some(language) = meta.language.filter(|_| !meta.is_english()) {
        let said = format!("{}; people are a guess · ", language.name);
        parts.insert(0, (said, Tone::Plain));
    }
    if state.areas.panel.is_empty() && state.progress != Progress::Done {
        parts.insert(0, ("reading… ".to_owned(), Tone::Notice));
    }
    parts
}

/// "Vladimir Putin with Angela Merkel · 2/5".
fn together(state: &State, pair: &Pair) -> Vec<(String, Tone)> {
    let name = |entity: usize| {
        let entity = state.entities.entities().get(entity);
        entity.map_or_else(String::new, |entity| entity.name.clone())
    };
    let count = pair.passages.len();
    let place = match pair.place(state) {
        Some(at) => format!(" · {}/{count}", at + 1),
        None => format!(" · {count}"),
    };
    let what = match (pair.sentences, count) {
        (true, 1) => " sentence",
        (true, _) => " sentences",
        (false, 1) => " paragraph",
        (false, _) => " paragraphs",
    };
    vec![
        (name(pair.one), Tone::Strong),
        (" with ".to_owned(), Tone::Plain),
        (name(pair.other), Tone::Strong),
        (place, Tone::Plain),
        (what.to_owned(), Tone::Faint),
    ]
}

/// Whether the reader is asked something: then the keys that answer matter more than the place.
fn is_asking(state: &State) -> bool {
    matches!(
        state.mode(),
        Mode::Ask
            | Mode::Pick
            | Mode::Prompt
            | Mode::Stretch
            | Mode::Finder
            | Mode::Filter
            | Mode::Letter
    )
}

/// "34% · 4 min left"; in a list, "3 of 40".
fn place(state: &State) -> String {
    if is_asking(state) {
        return String::new();
    }
    match (state.surface(), &state.listing) {
        (Surface::Notice, _) => return String::new(),
        (Surface::List, Some(listing)) => {
            let all = listing.feed.items.len();
            return format!("{} of {all}", (listing.chosen + 1).min(all));
        }
        _ => {}
    }
    if is_on_map(state) && !state.areas.panel.is_empty() {
        // The panel beside it counts them.
        return String::new();
    }
    if is_on_map(state) {
        return match state.entities.count(Kind::Country) {
            0 => String::new(),
            1 => "1 country".to_owned(),
            count => format!("{count} countries"),
        };
    }
    if let Some(lens) = &state.lens {
        let all = state.document.blocks().len();
        let per_cent = (state.fraction * 100.0).round() as u32;
        return format!("lens {} of {all} · {per_cent}%", lens.blocks.len());
    }
    let per_cent = (state.fraction * 100.0).round() as u32;
    let minutes = state.minutes * (1.0 - state.fraction);
    if state.fraction >= 1.0 {
        return "100%".to_owned();
    }
    if minutes < 1.0 {
        return format!("{per_cent}% · under a minute left");
    }
    if minutes >= 90.0 {
        return format!("{per_cent}% · {:.0} h left", minutes / 60.0);
    }
    format!("{per_cent}% · {minutes:.0} min left")
}

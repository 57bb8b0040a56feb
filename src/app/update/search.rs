//! Searching the text: what each letter that is typed brings on screen, and the walk from hit to hit.
//!
//! A short text is searched at once. Of a long one only what is near is: enough for what shows, and little enough to be done
//! between two keys whatever the pattern; the rest is done in the background, and an event brings it.

use super::{scroll, sheet, walk};
use crate::app::State;
use crate::app::effect::Effect;
use crate::app::foot::Foot;
use crate::app::layer::Layer;
use crate::app::prompt::{Prompt, Purpose, is_search};
use crate::app::searching::{Order, Search, Searching, Typing};
use crate::app::typed::Typed;
use crate::search::{Found, Pattern, all, near};
use std::sync::Arc;

/// Bytes of the text that are searched between two keys, at most.
const AT_ONCE_BYTES: usize = 64 << 10;

/// Searches that are remembered.
const REMEMBERED: usize = 100;

/// /: a line to type into.
pub(super) fn open(state: &mut State) {
    let back = walk::here(state);
    let from = place(state);
    let before = state.searching.active.take();
    let nth = state.searching.history.len();
    state.searching.typing = Some(Typing {
        back,
        top: state.top,
        eye: state.eye,
        from,
        before,
        nth,
        draft: String::new(),
    });
    let prompt = Prompt {
        purpose: Purpose::Search,
        typed: Typed::default(),
    };
    sheet::open(state, Layer::Prompt(prompt));
}

/// Whether a search is being typed.
pub(super) fn is_typed(state: &State) -> bool {
    is_search(state.layers.last())
}

/// Whether hits are lit, and not while they are typed.
pub(super) fn is_active(state: &State) -> bool {
    state.searching.active.is_some()
}

/// A letter was typed, or taken back: light what is there now, and show the first of it.
pub(super) fn typed(state: &mut State) -> Vec<Effect> {
    let words = match state.layers.last() {
        Some(Layer::Prompt(prompt)) if prompt.purpose == Purpose::Search => {
            prompt.typed.text().to_owned()
        }
        _ => return Vec::new(),
    };
    let active = state.searching.active.as_ref();
    if active.map_or("", |search| search.pattern.typed()) == words {
        return Vec::new();
    }
    let Some(from) = state.searching.typing.as_ref().map(|typing| typing.from) else {
        return Vec::new();
    };
    return_to_place(state);
    if words.is_empty() {
        state.searching.active = None;
        return Vec::new();
    }
    begin(state, Pattern::new(&words), from)
}

/// Search for `pattern` from `from` (bytes) on, and show the first hit.
fn begin(state: &mut State, pattern: Pattern, from: usize) -> Vec<Effect> {
    let effects = light(state, pattern, from);
    seek(state);
    effects
}

/// Search for `pattern` from `from` (bytes) on.
fn light(state: &mut State, pattern: Pattern, from: usize) -> Vec<Effect> {
    state.searching.begun += 1;
    let number = state.searching.begun;
    let document = Arc::clone(&state.document);
    let mut search = Search {
        hits: Vec::new(),
        more: false,
        whole: false,
        current: None,
        number,
        all: Vec::new(),
        sought: Some(from),
        pattern,
    };
    let mut effects = Vec::new();
    if document.text().len() <= AT_ONCE_BYTES {
        search.fill(all(&document, &search.pattern, from, &|| true).unwrap_or_default());
    } else {
        search.all = near(&document, &search.pattern, from, AT_ONCE_BYTES);
        effects.push(Effect::Search(Order {
            number,
            document,
            pattern: search.pattern.clone(),
            from,
        }));
    }
    state.searching.active = Some(search);
    through_lens(state);
    effects
}

/// The whole text has been searched.
pub(super) fn found(state: &mut State, number: u64, found: Found) {
    let searching = &mut state.searching;
    let typing = searching.typing.as_mut();
    let before = typing.and_then(|typing| typing.before.as_mut());
    let mut searches = searching.active.as_mut().into_iter().chain(before);
    if let Some(search) = searches.find(|search| search.number == number) {
        search.fill(found);
        through_lens(state);
        seek(state);
    }
}

/// Show the first hit from where the search began, as soon as it is known.
fn seek(state: &mut State) {
    let Some(search) = &state.searching.active else {
        return;
    };
    let Some(from) = search.sought else {
        return;
    };
    let next = search.hits.partition_point(|hit| hit.start < from);
    let around = next == search.hits.len();
    if around && !search.whole || search.hits.is_empty() {
        return;
    }
    let to = if around { 0 } else { next };
    show(state, to);
    if around && !is_typed(state) {
        tell_around(state, true);
    }
}

/// Enter: the hits stay lit.
pub(super) fn keep(state: &mut State, words: &str) -> Vec<Effect> {
    let Some(typing) = state.searching.typing.take() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if words.is_empty() {
        // As everywhere: nothing typed means the same once more.
        let last = state.searching.history.last();
        if let Some(pattern) = last.map(|last| Pattern::new(last)) {
            effects = begin(state, pattern, typing.from);
        }
    } else {
        let history = &mut state.searching.history;
        history.retain(|old| old != words);
        history.push(words.to_owned());
        let late = history.len().saturating_sub(REMEMBERED);
        history.drain(..late);
    }
    sheet::close(state);
    let Some(search) = &state.searching.active else {
        return effects;
    };
    if search.whole && search.hits.is_empty() {
        let words = search.pattern.typed().to_owned();
        state.notice = Some(format!("“{words}” not found"));
        state.searching.active = None;
    } else if search.current.is_some() {
        let around = search
            .current_hit()
            .is_some_and(|hit| hit.start < typing.from);
        walk::leave_trail_at(state, typing.back);
        if around {
            tell_around(state, true);
        }
    }
    effects
}

/// Esc while it is typed: everything as it was.
pub(super) fn never_mind(state: &mut State) -> Vec<Effect> {
    return_to_place(state);
    let before = state.searching.typing.take();
    state.searching.active = before.and_then(|typing| typing.before);
    sheet::close(state);
    through_lens(state);
    match &state.searching.active {
        // What was still being done for it has been called off.
        Some(search) if !search.whole => renew(state),
        _ => Vec::new(),
    }
}

/// To where the reader was when the search was begun.
fn return_to_place(state: &mut State) {
    if let Some(typing) = &state.searching.typing {
        let (back, top, eye) = (typing.back, typing.top, typing.eye);
        walk::restore(state, back);
        // If the lines are those that they were, the very row.
        if state.flow.offset(top) == back.top {
            let current = state.current;
            scroll::turn_to(state, top);
            state.current = current;
        }
        state.eye = eye;
    }
}

/// Up and Down: what was searched for before, and after that.
pub(super) fn remember(state: &mut State, earlier: bool) -> Vec<Effect> {
    let Searching {
        history, typing, ..
    } = &mut state.searching;
    let (Some(typing), Some(Layer::Prompt(prompt))) = (typing, state.layers.last_mut()) else {
        return Vec::new();
    };
    if typing.nth >= history.len() {
        prompt.typed.text().clone_into(&mut typing.draft);
    }
    typing.nth = if earlier {
        typing.nth.saturating_sub(1)
    } else {
        (typing.nth + 1).min(history.len())
    };
    prompt.typed = Typed::new(history.get(typing.nth).unwrap_or(&typing.draft));
    typed(state)
}

/// n and N: from hit to hit while a search is active, else from mention to mention.
pub(super) fn or_selected(state: &mut State, times: usize, forward: bool) {
    let here = place(state);
    let Some(search) = &mut state.searching.active else {
        walk::of_selected(state, times, forward);
        return;
    };
    search.sought = None;
    let (hits, on) = (&search.hits, search.current.is_some());
    let count = hits.len();
    let (to, around) = if forward {
        let next = hits.partition_point(|hit| hit.start < here || on && hit.start == here);
        let to = next.saturating_add(times).saturating_sub(1);
        (to % count.max(1), to >= count)
    } else {
        let before = hits.partition_point(|hit| hit.start < here);
        let to = before.cast_signed().saturating_sub(times.cast_signed());
        (to.rem_euclid(count.max(1).cast_signed()) as usize, to < 0)
    };
    if count == 0 || around && !search.whole {
        state.notice = Some(match (search.whole, state.lens.is_some()) {
            (false, _) => "still searching".to_owned(),
            (true, true) => format!("“{}”: not in the lens", search.pattern.typed()),
            (true, false) => format!("“{}” not found", search.pattern.typed()),
        });
        return;
    }
    walk::leave_trail(state);
    show(state, to);
    if around {
        tell_around(state, forward);
    }
}

fn tell_around(state: &mut State, forward: bool) {
    if let Some(search) = &state.searching.active {
        let end = if forward { "beginning" } else { "end" };
        let words = search.pattern.typed();
        state.notice = Some(match search.hits.len() {
            1 => format!("“{words}”: the only hit"),
            _ => format!("“{words}” {}: on from the {end}", search.count()),
        });
    }
}

/// Make the hit `nth` the current one and bring it on screen: without moving the text if it shows already.
fn show(state: &mut State, nth: usize) {
    let Some(search) = &mut state.searching.active else {
        return;
    };
    (search.current, search.sought) = (Some(nth), None);
    let Some(hit) = search.current_hit() else {
        return;
    };
    let rows = rows(state);
    let lines = state.page.iter().take(rows);
    let shown = lines
        .clone()
        .next()
        .zip(lines.clone().next_back())
        .is_some_and(|(first, last)| first.range.start <= hit.start && hit.end <= last.range.end);
    if !shown {
        let row = state.flow.row_at(hit.start);
        let above = usize::from(state.areas.column.height / 3).min(rows.saturating_sub(1) / 2);
        let top = state.flow.step(row, -isize::try_from(above).unwrap_or(0));
        scroll::turn_to(state, top);
        if let Some(search) = &mut state.searching.active {
            search.current = Some(nth);
        }
    }
    state.current = state.entities.at(hit.start);
}

/// The rows of the text that show above what is being typed.
fn rows(state: &State) -> usize {
    let column = state.areas.column;
    let bottom = if is_typed(state) {
        Foot::of(state, Prompt::wants()).all.y
    } else {
        column.y + column.height
    };
    let rows = bottom.min(column.y + column.height);
    usize::from(rows.saturating_sub(column.y)).max(1)
}

/// Where the reader is, as a byte of the text: at a hit, else at a mention, else at the top of the screen.
pub(super) fn place(state: &State) -> usize {
    let hit = state
        .searching
        .active
        .as_ref()
        .and_then(Search::current_hit);
    let mention = || state.current_mention().map(|mention| mention.range.start);
    hit.map(|hit| hit.start)
        .or_else(mention)
        .unwrap_or_else(|| state.visible().start)
}

/// The reader is at a mention now, not at a hit.
pub(super) fn leave_hit(state: &mut State) {
    if let Some(search) = &mut state.searching.active {
        (search.current, search.sought) = (None, None);
    }
}

/// The text has moved: a hit that is not on screen is no longer the current one.
pub(super) fn leave_unseen(state: &mut State) {
    let visible = state.visible();
    if let Some(search) = &mut state.searching.active
        && let Some(hit) = search.current_hit()
        && (hit.end <= visible.start || hit.start >= visible.end)
    {
        search.current = None;
    }
}

/// What the lens shows has changed, or what was found: the hits are those that show.
pub(super) fn through_lens(state: &mut State) {
    let mut searching = std::mem::take(&mut state.searching);
    if let Some(search) = &mut searching.active {
        search.show(|hit| state.in_lens(hit));
    }
    state.searching = searching;
}

/// Nothing is lit any more.
pub(super) fn end(state: &mut State) {
    state.searching.active = None;
}

/// The text is another: what is being typed is let go of, and its line with it.
pub(super) fn break_off(state: &mut State) {
    if let Some(typing) = state.searching.typing.take() {
        state.searching.active = typing.before;
        state.layers.retain(|layer| !is_search(Some(layer)));
    }
}

/// What is taken along to another article: what was searched for, but not where.
pub(super) fn carried(state: &mut State) -> Searching {
    Searching {
        history: std::mem::take(&mut state.searching.history),
        begun: state.searching.begun,
        ..Searching::default()
    }
}

/// The text is another, or there is more of it: search it anew, and stay.
pub(super) fn renew(state: &mut State) -> Vec<Effect> {
    let here = place(state);
    let Some(old) = state.searching.active.take() else {
        return Vec::new();
    };
    let current = old.current_hit();
    let (sought, pattern) = (old.sought, old.pattern);
    let effects = light(state, pattern, here);
    if let Some(search) = &mut state.searching.active {
        search.sought = sought;
        search.current = current.and_then(|hit| search.at(hit.start));
    }
    seek(state);
    effects
}

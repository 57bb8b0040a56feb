//! Searching the text: the incremental search while the pattern is typed, and going from match to match.
//!
//! A short text is searched at once. Of a long text only the part near the current position is searched at once, which is
//! enough for the screen and short enough to finish between two keys whatever the pattern. The whole text is then searched
//! in the background, and the results arrive as an event.

use super::navigation::RingStep;
use super::{navigation, scroll};
use crate::app::State;
use crate::app::effect::Effect;
use crate::app::overlays::prompt::{Prompt, PromptKind};
use crate::app::overlays::prompt_bar::PromptBar;
use crate::app::overlays::{self, Overlay};
use crate::app::reading::search::{Search, SearchPrompt, SearchRequest};
use crate::search::{Pattern, SearchResults, find_all, find_near};
use std::sync::Arc;

/// The largest part of the text, in bytes, that is searched at once after a key.
const SYNC_SEARCH_BYTES: usize = 64 << 10;

/// The number of searches that are remembered.
const MAX_HISTORY: usize = 100;

/// Opens the search prompt.
pub(crate) fn open_prompt(state: &mut State) {
    let return_place = navigation::current_position(state);
    let start = current_offset(state);
    let previous = state.reading.search.active.take();
    state.reading.search.prompt = Some(SearchPrompt {
        return_place,
        top: state.reading.view.top,
        anchor_offset: state.reading.view.anchor_offset,
        start,
        previous,
    });
    overlays::push(state, Overlay::Prompt(Prompt::new(PromptKind::Search, "")));
}

/// Whether the search prompt is open.
pub(super) fn is_typing(state: &State) -> bool {
    state.reading.search.prompt.is_some()
}

/// Whether there is an active search, whose matches are highlighted.
pub(super) fn is_active(state: &State) -> bool {
    state.reading.search.active.is_some()
}

/// Searches for the pattern in `prompt` after it changed, and shows the first match.
pub(crate) fn update_matches(state: &mut State, prompt: &Prompt) -> Vec<Effect> {
    let (typed, search) = (prompt.input.text(), &state.reading.search);
    let active = search.active.as_ref();
    let is_same = active.map_or("", |search| search.pattern.as_str()) == typed;
    let Some(start) = search
        .prompt
        .as_ref()
        .map(|origin| origin.start)
        .filter(|_| !is_same)
    else {
        return Vec::new();
    };
    return_to_start(state);
    if typed.is_empty() {
        state.reading.search.active = None;
        return Vec::new();
    }
    start_search(state, Pattern::new(typed), start)
}

/// Searches for `pattern` from byte `start` on, and shows the first match.
fn start_search(state: &mut State, pattern: Pattern, start: usize) -> Vec<Effect> {
    let effects = find_matches(state, pattern, start);
    jump_to_pending(state);
    effects
}

/// Searches for `pattern` from byte `start` on, without moving the text.
fn find_matches(state: &mut State, pattern: Pattern, start: usize) -> Vec<Effect> {
    state.session.last_search_id += 1;
    let id = state.session.last_search_id;
    let document = Arc::clone(&state.reading.document);
    let mut search = Search {
        matches: Vec::new(),
        is_truncated: false,
        is_complete: false,
        current: None,
        id,
        all_matches: Vec::new(),
        pending_jump: Some(start),
        pattern,
    };
    let mut effects = Vec::new();
    if document.text().len() <= SYNC_SEARCH_BYTES {
        search
            .set_results(find_all(&document, &search.pattern, start, &|| true).unwrap_or_default());
    } else {
        search.all_matches = find_near(&document, &search.pattern, start, SYNC_SEARCH_BYTES);
        effects.push(Effect::Search(SearchRequest {
            id,
            document,
            pattern: search.pattern.clone(),
            start,
        }));
    }
    state.reading.search.active = Some(search);
    filter_matches(state);
    effects
}

/// Takes over the results of the background search `id`, if that is still wanted.
pub(super) fn set_results(state: &mut State, id: u64, results: SearchResults) {
    let search_state = &mut state.reading.search;
    let prompt = search_state.prompt.as_mut();
    let previous = prompt.and_then(|prompt| prompt.previous.as_mut());
    let mut searches = search_state.active.as_mut().into_iter().chain(previous);
    if let Some(search) = searches.find(|search| search.id == id) {
        search.set_results(results);
        filter_matches(state);
        jump_to_pending(state);
    }
}

/// Shows the first match from where the search began on, as soon as it is known.
fn jump_to_pending(state: &mut State) {
    let Some(search) = &state.reading.search.active else {
        return;
    };
    let Some(start) = search.pending_jump else {
        return;
    };
    let next = search.matches.partition_point(|found| found.start < start);
    let wraps = next == search.matches.len();
    if wraps && !search.is_complete || search.matches.is_empty() {
        return;
    }
    let target = if wraps { 0 } else { next };
    show_match(state, target);
    if wraps && !is_typing(state) {
        report_wrap(state, true);
    }
}

/// Closes the prompt and keeps the search. An empty pattern repeats the last search.
pub(crate) fn accept(state: &mut State, typed: &str) -> Vec<Effect> {
    let Some(prompt) = state.reading.search.prompt.take() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if typed.is_empty() {
        // As in other pagers and editors, an empty pattern is the last one.
        let last = state.session.searches.last();
        if let Some(pattern) = last.map(|last| Pattern::new(last)) {
            effects = start_search(state, pattern, prompt.start);
        }
    } else {
        let history = &mut state.session.searches;
        history.retain(|old| old != typed);
        history.push(typed.to_owned());
        let excess = history.len().saturating_sub(MAX_HISTORY);
        history.drain(..excess);
    }
    let Some(search) = &state.reading.search.active else {
        return effects;
    };
    if search.is_complete && search.matches.is_empty() {
        let typed = search.pattern.as_str().to_owned();
        state.notice(format!("Not found: “{typed}”"));
        state.reading.search.active = None;
    } else if search.current.is_some() {
        let wrapped = search
            .current_match()
            .is_some_and(|found| found.start < prompt.start);
        navigation::record_jump_from(state, prompt.return_place);
        if wrapped {
            report_wrap(state, true);
        }
    }
    effects
}

/// Closes the prompt, and restores the place and the search that was active before.
pub(crate) fn cancel(state: &mut State) -> Vec<Effect> {
    return_to_start(state);
    let prompt = state.reading.search.prompt.take();
    state.reading.search.active = prompt.and_then(|prompt| prompt.previous);
    filter_matches(state);
    match &state.reading.search.active {
        // Its background search was cancelled when the new one began.
        Some(search) if !search.is_complete => restart_search(state),
        _ => Vec::new(),
    }
}

/// Scrolls back to where the prompt was opened.
fn return_to_start(state: &mut State) {
    if let Some(prompt) = &state.reading.search.prompt {
        let (position, top, anchor) = (prompt.return_place, prompt.top, prompt.anchor_offset);
        navigation::restore_position(state, position);
        // If the lines still begin at the same offsets, the row itself can be restored.
        if state.reading.view.flow.line_start(top) == position.top_offset {
            let current = state.reading.current;
            scroll::scroll_to_line(state, top);
            state.reading.current = current;
        }
        state.reading.view.anchor_offset = anchor;
    }
}

/// Goes to the next or previous match while a search is active, else to the next or previous mention.
pub(super) fn go_to_match_or_mention(state: &mut State, times: usize, forward: bool) {
    let offset = current_offset(state);
    let Some(search) = &mut state.reading.search.active else {
        navigation::go_to_selected(state, times, forward);
        return;
    };
    search.pending_jump = None;
    let (matches, is_at_match) = (&search.matches, search.current.is_some());
    let count = matches.len();
    let step = if forward {
        let is_behind = |start: usize| start < offset || is_at_match && start == offset;
        let next = matches.partition_point(|found| is_behind(found.start));
        RingStep::forward(next, times, count)
    } else {
        let previous = matches.partition_point(|found| found.start < offset);
        RingStep::back(previous, times, count)
    };
    if count == 0 || step.wrapped && !search.is_complete {
        let pattern = search.pattern.as_str();
        let notice = match (search.is_complete, &state.reading.filter) {
            (false, _) => "Still searching".to_owned(),
            (true, Some(_)) => format!("Not found in these paragraphs: “{pattern}”"),
            (true, None) => format!("Not found: “{pattern}”"),
        };
        state.notice(notice);
        return;
    }
    navigation::record_jump(state);
    show_match(state, step.target);
    if step.wrapped {
        report_wrap(state, forward);
    }
}

fn report_wrap(state: &mut State, forward: bool) {
    if let Some(search) = &state.reading.search.active {
        let which = if forward { "first" } else { "last" };
        let pattern = search.pattern.as_str();
        state.notice(match search.matches.len() {
            1 => format!("“{pattern}”: the only match"),
            _ => format!(
                "“{pattern}” {}: wrapped to the {which} match",
                search.count_text()
            ),
        });
    }
}

/// Makes the match `index` current, and scrolls to it unless it shows already.
fn show_match(state: &mut State, index: usize) {
    let Some(search) = &mut state.reading.search.active else {
        return;
    };
    (search.current, search.pending_jump) = (Some(index), None);
    let Some(found) = search.current_match() else {
        return;
    };
    let rows = visible_rows(state);
    scroll::reveal(state, &found, rows);
    // Scrolling may have ended it.
    if let Some(search) = &mut state.reading.search.active {
        search.current = Some(index);
    }
    scroll::pan_to(state, &found);
    state.reading.current = state.reading.entities.mention_at(found.start);
}

/// The number of text rows above the search prompt, or of all rows without it.
fn visible_rows(state: &State) -> usize {
    let column = state.screen.areas.column;
    let mut bottom = column.bottom();
    if is_typing(state) {
        let spec = Prompt::new(PromptKind::Search, "").bar_spec();
        bottom = bottom.min(PromptBar::new(state, spec).area.y);
    }
    usize::from(bottom.saturating_sub(column.y)).max(1)
}

/// The byte offset of the current match, else of the current mention, else of the top of the screen.
pub(super) fn current_offset(state: &State) -> usize {
    let found = state
        .reading
        .search
        .active
        .as_ref()
        .and_then(Search::current_match);
    let mention = || state.reading.current_start();
    found
        .map(|found| found.start)
        .or_else(mention)
        .unwrap_or_else(|| state.reading.visible_range().start)
}

/// Makes no match current, since a mention is going to be.
pub(super) fn clear_current_match(state: &mut State) {
    if let Some(search) = &mut state.reading.search.active {
        (search.current, search.pending_jump) = (None, None);
    }
}

/// Keeps only the matches in paragraphs that show, after the paragraph filter or the results changed.
pub(super) fn filter_matches(state: &mut State) {
    let reading = &mut state.reading;
    if let Some(mut search) = reading.search.active.take() {
        search.filter_matches(|offset| reading.passes_filter(offset));
        reading.search.active = Some(search);
    }
}

/// Ends the search; its matches are no longer highlighted.
pub(super) fn end_search(state: &mut State) {
    state.reading.search.active = None;
}

/// Ends the typing of a search because the text is replaced, and keeps the search that was active before.
pub(super) fn abort_prompt(state: &mut State) {
    if let Some(prompt) = state.reading.search.prompt.take() {
        state.reading.search.active = prompt.previous;
    }
}

/// Repeats the active search after the text was replaced or has grown, without moving the text.
pub(super) fn restart_search(state: &mut State) -> Vec<Effect> {
    let offset = current_offset(state);
    let Some(old) = state.reading.search.active.take() else {
        return Vec::new();
    };
    let current = old.current_match();
    let (pending_jump, pattern) = (old.pending_jump, old.pattern);
    let effects = find_matches(state, pattern, offset);
    if let Some(search) = &mut state.reading.search.active {
        search.pending_jump = pending_jump;
        search.current = current.and_then(|found| search.match_at(found.start));
    }
    jump_to_pending(state);
    effects
}

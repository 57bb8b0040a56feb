//! Applies events to the state of the reader.
//!
//! [`update`] is the only function that changes the [`State`]. It does no input or output and reads no clock: what has to
//! happen outside is returned as a list of [`Effect`]s. Each file in `update/` holds the actions of one part of the
//! screen; an action that its `handle_action` does not recognise does nothing there.

mod bookmarks;
mod card;
mod confidence;
mod cooccurrence;
mod copy;
mod corrections;
mod drag;
mod feed_list;
mod history;
mod link_hints;
mod loading;
mod manual;
mod menu;
mod mouse;
mod navigation;
mod offset_map;
mod overlay;
mod pair;
mod panel;
mod panel_search;
mod paragraph_filter;
mod picker;
mod pipe;
mod preview;
mod prompt;
mod recent_articles;
mod refresh;
mod scroll;
mod search;
mod selection;
mod view;
mod world_map;

pub(super) use copy::MAX_COPY_BYTES;
pub(super) use manual::Beneath;

use super::action::{Action, Mode};
use super::bookmarks::BookmarkPrompt;
use super::effect::Effect;
use super::key::Key;
use super::state::{AnalysisProgress, Focus, MainView, State};
use super::{Event, help};
use crate::entities::Entities;
use std::sync::Arc;

/// Applies `event` to `state`, and returns the effects to carry out, in order.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    history::note_input(state, &event);
    match event {
        Event::Key(key) => {
            (state.message, state.store_error) = (None, None);
            if state.main_view() != MainView::NoArticle {
                state.open_error = None;
            }
            let mode = state.mode();
            let had_preview = state.preview.take().is_some();
            return match state.session.keymap.press(mode, key) {
                // Any key closes the preview; these two do nothing else if there was one.
                Some((Action::Close | Action::Preview, _)) if had_preview => Vec::new(),
                Some((action, count)) => handle_action(state, action, count),
                None => {
                    explain_text_only_key(state, mode, key);
                    prompt::handle_key(state, key)
                }
            };
        }
        Event::Mouse(mouse) => return mouse::handle_mouse(state, mouse),
        Event::MultiClick { mouse, clicks } => {
            return mouse::handle_multi_click(state, mouse, clicks);
        }
        Event::Paste(text) => return handle_paste(state, &text),
        Event::Resize { width, height } => {
            state.screen.size = (width, height);
            view::update_layout(state);
        }
        Event::LoadProgress(bytes) => {
            if let Some(loading) = &mut state.session.loading {
                loading.bytes_received = bytes;
            }
        }
        Event::Loaded(document) => {
            loading::show_article(state, document);
            return search::restart_search(state);
        }
        Event::FeedLoaded(feed) => loading::show_feed(state, feed),
        Event::LoadFailed(text) => loading::report_failure(state, text),
        Event::LoadedRest(document) => {
            view::extend_document(state, document);
            return search::restart_search(state);
        }
        Event::Searched(number, results) => search::set_results(state, number, results),
        Event::Analysed {
            entities,
            covered,
            done,
        } => {
            let progress = if done {
                AnalysisProgress::Done
            } else {
                AnalysisProgress::UpTo(covered)
            };
            set_analysis(state, entities, progress);
        }
        Event::HistoryLoaded(_)
        | Event::SearchHistoryLoaded(_)
        | Event::RecentArticlesLoaded(_)
        | Event::HistoryFailed(_) => {
            history::handle_event(state, event);
        }
        Event::CorrectionsLoaded(stored) => return corrections::set_stored(state, stored),
        Event::StoreFailed(messages) => state.store_error = Some(messages),
        Event::Failed(text) | Event::Finished(text) => state.message = Some(capitalised(&text)),
        Event::Resumed => return vec![Effect::Redraw],
        Event::TerminationSignal(signal) => {
            return vec![Effect::Quit(
                128_u8.saturating_add(signal.clamp(0, 127) as u8),
            )];
        }
    }
    Vec::new()
}

/// `text` with a capital letter, as messages begin, unless its first word is something like a file name.
fn capitalised(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first_word.chars().all(|c| c.is_ascii_lowercase()) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Shows how to return to the text, if `key` does nothing in `mode` but has an action there.
fn explain_text_only_key(state: &mut State, mode: Mode, key: Key) {
    if state.session.keymap.action_for(Mode::Text, key).is_none() {
        return;
    }
    let hint = |action| state.key_hint_in(mode, action);
    state.message = match mode {
        Mode::FeedList => {
            let enter = hint(Action::Choose);
            Some(format!("Open an article first ({enter})"))
        }
        Mode::Selection => {
            let close = hint(Action::Close);
            Some(format!("Finish selecting first ({close})"))
        }
        Mode::Card | Mode::MentionedTogether | Mode::Map | Mode::Question => {
            let close = hint(Action::Close);
            Some(format!("Return to the text first ({close})"))
        }
        _ => None,
    };
}

/// Inserts pasted text into the text input that is open; without one, only shows a message.
fn handle_paste(state: &mut State, text: &str) -> Vec<Effect> {
    if state.help_top.is_none()
        && let Some(effects) = prompt::handle_paste(state, text)
    {
        return effects;
    }
    let help = state.key_hint(Action::ShowHelp);
    state.message = Some(format!(
        "Pasted text is not run as keys: press {help} for help"
    ));
    Vec::new()
}

/// Handles `action`; `count` is the number typed before the key, if any.
fn handle_action(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    if let Some(effects) = handle_overlay_mode(state, action, count) {
        return effects;
    }
    if state.screen.focus == Focus::Panel && panel::handle_action(state, action, count) {
        return Vec::new();
    }
    let times = count.unwrap_or(1);
    match action {
        Action::LineDown
        | Action::LineUp
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::PageDown
        | Action::PageUp
        | Action::GoToStart
        | Action::GoToEnd
        | Action::NextParagraph
        | Action::PreviousParagraph
        | Action::NextHeading
        | Action::PreviousHeading => scroll::handle_action(state, action, count),
        Action::NextMention => navigation::go_to_any(state, times, true),
        Action::PreviousMention => navigation::go_to_any(state, times, false),
        Action::NextMatch => search::go_to_match_or_mention(state, times, true),
        Action::PreviousMatch => search::go_to_match_or_mention(state, times, false),
        Action::Search => search::open_prompt(state),
        Action::SearchPanel
        | Action::ShowContents
        | Action::ShowJumpList
        | Action::SetBookmark
        | Action::GoToBookmark
        | Action::ShowRecent
        | Action::OpenInBrowser
        | Action::OpenLink
        | Action::Pipe => return open_chooser(state, action),
        Action::FollowNext => navigation::follow_name(state, times, true),
        Action::FollowPrevious => navigation::follow_name(state, times, false),
        Action::NextName => panel::move_selection(state, times, true),
        Action::PreviousName => panel::move_selection(state, times, false),
        Action::GoBack => {
            if state.reading.jumps.back.is_empty() && state.is_manual_over_article() {
                return manual::close(state).unwrap_or_default();
            }
            if state.reading.jumps.back.is_empty() && state.session.feed_list.is_some() {
                feed_list::show_list(state);
            } else {
                navigation::go_back(state, times);
            }
        }
        Action::GoForward => navigation::go_forward(state, times),
        Action::Choose => card::open_for_current(state),
        Action::Preview => preview::open_preview(state),
        Action::ShowMentionedTogether => cooccurrence::open_for_current(state),
        Action::Copy => return copy::copy_current_sentence(state),
        Action::CopyCard => return copy::copy_current_card(state),
        Action::SwitchFocus => panel::focus_panel(state),
        Action::Close => return loading::close(state),
        Action::TogglePanel => view::toggle_panel(state),
        Action::CycleOrder => panel::cycle_order(state),
        Action::CycleHighlights => view::cycle_highlights(state),
        Action::ToggleZen => view::toggle_zen(state),
        Action::NarrowText => view::change_text_width(state, times, false),
        Action::WidenText => view::change_text_width(state, times, true),
        Action::ResetTextWidth => view::reset_text_width(state),
        Action::ShowMap => world_map::open(state, None),
        Action::FilterParagraphs => paragraph_filter::cycle(state),
        Action::RaiseConfidence => confidence::change_threshold(state, times, true),
        Action::LowerConfidence => confidence::change_threshold(state, times, false),
        Action::ZoomIn
        | Action::ZoomOut
        | Action::PreviousInput
        | Action::NextInput
        | Action::ToggleMark
        | Action::MoveLeft
        | Action::MoveRight
        | Action::ApplyEverywhere
        | Action::SwitchKind
        | Action::CharacterLeft
        | Action::CharacterRight
        | Action::SwapEnds
        | Action::AddName => {}
        Action::Reject | Action::Merge | Action::Split | Action::Rename => {
            corrections::open_for_current(state, action);
        }
        Action::Undo => return corrections::undo_last(state),
        Action::SelectText => selection::start_selection(state),
        Action::ShowHelp => state.help_top = Some(0),
        Action::ShowManual => return manual::request(state),
        Action::Reload => return loading::reload(state),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Leave => return loading::leave(state),
        Action::Quit => return vec![Effect::Quit(0)],
    }
    Vec::new()
}

/// Handles `action` in the overlay, help screen or list that has the keys; `None` if the text or the panel has them.
fn handle_overlay_mode(
    state: &mut State,
    action: Action,
    count: Option<usize>,
) -> Option<Vec<Effect>> {
    Some(match state.mode() {
        Mode::Panel if world_map::is_topmost(state) => {
            world_map::handle_panel_action(state, action, count)
        }
        Mode::Help => handle_help_action(state, action, count),
        Mode::FeedList => feed_list::handle_action(state, action, count),
        Mode::NoArticle => loading::handle_action(state, action),
        Mode::Card => card::handle_action(state, action, count),
        Mode::MentionedTogether => cooccurrence::handle_action(state, action, count),
        Mode::Map => world_map::handle_action(state, action, count),
        Mode::Question | Mode::Menu => menu::handle_action(state, action, count),
        Mode::Prompt => prompt::handle_action(state, action, count),
        Mode::Selection => selection::handle_action(state, action, count),
        Mode::Picker => picker::handle_action(state, action, count),
        Mode::PanelSearch => panel_search::handle_action(state, action, count),
        Mode::Bookmark => bookmarks::handle_action(state, action),
        Mode::LinkHints => link_hints::handle_action(state, action),
        Mode::Panel | Mode::Text => return None,
    })
}

/// Handles an action that opens a list, a prompt, link hints or the browser.
fn open_chooser(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::SearchPanel => panel_search::open(state),
        Action::ShowContents => picker::open_contents(state),
        Action::ShowJumpList => picker::open_jump_list(state),
        Action::SetBookmark => bookmarks::open(state, BookmarkPrompt::Set),
        Action::GoToBookmark => bookmarks::open(state, BookmarkPrompt::GoTo),
        Action::ShowRecent => return recent_articles::request_list(),
        Action::OpenInBrowser => return link_hints::open_in_browser(state),
        Action::OpenLink => link_hints::open(state),
        Action::Pipe => pipe::open_prompt(state),
        _ => {}
    }
    Vec::new()
}

/// The number of rows that `action` moves down (up if negative) in a list with `visible_rows`; `None` if it is not a
/// movement.
fn row_delta(action: Action, visible_rows: usize, count: Option<usize>) -> Option<isize> {
    let steps = |rows: usize| {
        let rows = rows.saturating_mul(count.unwrap_or(1));
        isize::try_from(rows).unwrap_or(isize::MAX)
    };
    Some(match action {
        Action::LineDown => steps(1),
        Action::LineUp => -steps(1),
        Action::HalfPageDown => steps((visible_rows / 2).max(1)),
        Action::HalfPageUp => -steps((visible_rows / 2).max(1)),
        Action::PageDown => steps(visible_rows),
        Action::PageUp => -steps(visible_rows),
        Action::GoToStart => -isize::MAX,
        Action::GoToEnd => isize::MAX,
        _ => return None,
    })
}

/// Handles an action that means the same in every overlay; `None` if `action` is not one of them.
pub(super) fn handle_common_action(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Close => overlay::close_top(state),
        Action::ShowHelp => state.help_top = Some(0),
        Action::Redraw => return Some(vec![Effect::Redraw]),
        Action::Suspend => return Some(vec![Effect::Suspend]),
        Action::Quit => return Some(vec![Effect::Quit(0)]),
        _ => return None,
    }
    Some(Vec::new())
}

/// Handles `action` on the help screen.
fn handle_help_action(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let area = view::help_area(state);
    let mode = state.mode_under_help();
    let page = help::rows(area) * help::columns(area);
    let top = state.help_top.unwrap_or(0);
    let times = count.unwrap_or(1);
    let to = match action {
        Action::LineDown => top + times,
        Action::LineUp => top.saturating_sub(times),
        Action::HalfPageDown => top + page / 2,
        Action::HalfPageUp => top.saturating_sub(page / 2),
        Action::PageDown => top + page,
        Action::PageUp => top.saturating_sub(page),
        Action::GoToStart => 0,
        Action::GoToEnd => usize::MAX,
        Action::ShowHelp | Action::Close => {
            state.help_top = None;
            return Vec::new();
        }
        Action::ShowManual => return manual::request(state),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit(loading::exit_code(state))],
        // Other actions do nothing here.
        _ => top,
    };
    state.help_top = Some(to.min(help::last_top(&state.session.keymap, mode, area)));
    Vec::new()
}

/// Stores what the analysis has found so far and how far it is, and shows the new entities.
fn set_analysis(state: &mut State, entities: Arc<Entities>, progress: AnalysisProgress) {
    (state.reading.corrections.detected, state.reading.analysis) = (entities, progress);
    corrections::reapply(state);
}

/// Replaces the entities, because the analysis has progressed, a correction was made or the threshold changed. The current
/// mention and the selected entity are found again by their byte offsets.
fn replace_entities(state: &mut State, entities: Arc<Entities>) {
    let start_of = |index: Option<usize>| {
        state
            .reading
            .entities
            .mentions()
            .get(index?)
            .map(|mention| mention.range.start)
    };
    let current = start_of(state.reading.current);
    let selected = start_of(
        state
            .reading
            .selected_entity()
            .and_then(|entity| entity.mentions.first().copied()),
    );
    state.reading.current = current.and_then(|start| {
        entities
            .mention_at(start)
            .or_else(|| nearest_visible_mention(state, &entities, start))
    });
    state.reading.selected = selected
        .and_then(|start| entities.mention_at(start))
        .and_then(|index| entities.mentions().get(index))
        .map(|mention| mention.entity);
    let old = std::mem::replace(&mut state.reading.entities, entities);
    panel_search::rebuild_query(state);
    paragraph_filter::remap_entities(state, &old);
    loading::restore_selection(state);
    feed_list::record_counts(state);
    state
        .reading
        .panel
        .scroll_to(state.reading.selected, state.screen.areas.panel);
    refresh::refresh_overlays(state, &old);
}

/// The mention that becomes current when the current one, which began at byte `start`, is gone: the next one on screen, else
/// the previous one on screen.
fn nearest_visible_mention(state: &State, entities: &Entities, start: usize) -> Option<usize> {
    let visible = entities.mentions_in(state.reading.visible_range());
    let next = entities
        .mentions()
        .partition_point(|mention| mention.range.start < start);
    if visible.contains(&next) {
        return Some(next);
    }
    next.checked_sub(1)
        .filter(|previous| visible.contains(previous))
}

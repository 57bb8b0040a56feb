//! Applies events to the state of the reader.
//!
//! [`update`] is the only function that changes the [`State`]. It does no input or output and reads no clock: what has to
//! happen outside is returned as a list of [`Effect`]s. Each file in `update/` holds the actions of one part of the
//! screen; an action that its `handle_action` does not recognise does nothing there.

pub(super) mod confidence;
pub(super) mod copy;
pub(super) mod corrections;
pub(super) mod drag;
pub(super) mod feed_list;
pub(super) mod filter;
mod history;
pub(super) mod links;
pub(super) mod loading;
pub(super) mod manual;
pub(super) mod mouse;
pub(super) mod navigation;
mod offset_map;
pub(super) mod pair;
pub(super) mod panel;
pub(super) mod pipe;
mod remap;
pub(super) mod scroll;
pub(super) mod search;
pub(super) mod view;
mod visited;
pub(super) mod whole_page;

pub(super) use copy::MAX_COPY_BYTES;
pub(super) use remap::remap_entity;

use super::Event;
use super::action::{Action, Mode};
use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::messages::Level;
use super::overlays;
use super::pictures;
use super::screen::Focus;
use super::state::{AnalysisProgress, MainView, State};
use crate::palette::palette_for_background;
use std::sync::Arc;

/// Applies `event` to `state`, and returns the effects to carry out, in order.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    history::note_input(state, &event);
    let before = history::ShownBefore::new(state, &event);
    if !matches!(event, Event::NextStep) {
        scroll::finish_scrolling(state);
    }
    let mut effects = apply(state, event);
    if let Some(before) = before {
        before.follow(state);
    }
    effects.extend(loading::follow_change(state));
    effects.extend(overlays::library::ask(state));
    effects.extend(pictures::load_wanted(state));
    effects
}

fn apply(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => {
            let effects = handle_key(state, key);
            state.screen.shows_next_keys &= state.pending_keys().is_some();
            return effects;
        }
        Event::KeyPause => state.screen.shows_next_keys = state.awaits_key(),
        Event::Mouse(mouse) => return mouse::handle_mouse(state, mouse),
        Event::MultiClick { mouse, clicks } => {
            return mouse::handle_multi_click(state, mouse, clicks);
        }
        Event::Paste(text) => return handle_paste(state, &text),
        Event::Resize { width, height } => {
            state.screen.size = (width, height).into();
            view::update_layout(state);
        }
        Event::LoadProgress(bytes) => {
            if let Some(loading) = &mut state.session.loading {
                loading.bytes_received = bytes;
            }
        }
        Event::Loaded(document) => {
            let mut effects = loading::show_article(state, document);
            effects.extend(search::restart_search(state));
            return effects;
        }
        Event::LoadedPart(document) => {
            loading::show_part(state, document);
            return search::restart_search(state);
        }
        Event::FeedLoaded(feed) => return loading::show_feed(state, feed),
        Event::LoadFailed(text) => loading::report_failure(state, text),
        Event::LoadedRest(document) => {
            loading::show_rest(state, document);
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
            (state.reading.corrections.detected, state.reading.analysis) = (entities, progress);
            corrections::reapply(state);
        }
        Event::HistoryLoaded(_)
        | Event::SearchHistoryLoaded(_)
        | Event::RecentArticlesLoaded(_)
        | Event::HistoryFailed(_) => {
            history::handle_event(state, event);
        }
        Event::LibraryAnswered(question, answer) => {
            return overlays::library::show_answer(state, question, answer);
        }
        Event::PictureLoaded(id, result) => state
            .session
            .pictures
            .note_result(id, result.map_err(|text| capitalised(&text))),
        Event::CorrectionsLoaded(stored) => return corrections::set_stored(state, stored),
        Event::StoreFailed(text) => {
            state
                .messages
                .show(Level::Warning, "Your corrections", text);
        }
        Event::Failed(text) | Event::Finished(text) => state.notice(capitalised(&text)),
        Event::SourceChanged => state.session.has_source_changed = true,
        Event::NextStep => scroll::scroll_further(state),
        Event::Background(colour) => {
            let options = &mut state.session.options;
            if options.fits_background {
                options.palette = Arc::new(palette_for_background(colour).clone());
            }
        }
        Event::TerminalAnswered => {}
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
pub(super) fn capitalised(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first_word.chars().all(|c| c.is_ascii_lowercase()) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Handles a key: what it is bound to, or else types it into what is on top. It also closes the preview.
fn handle_key(state: &mut State, key: Key) -> Vec<Effect> {
    let level = match state.main_view() {
        MainView::NoArticle => Level::Warning,
        MainView::Article | MainView::FeedList => Level::Error,
    };
    let had_box = state.messages.current_box().is_some();
    state.messages.dismiss(level);
    // Where nothing is open, the message is all there is.
    let closed_box = had_box
        && state.messages.current_box().is_none()
        && state.main_view() != MainView::NoArticle;
    let mode = state.mode();
    let first_letter = state.session.keymap.pending_letter();
    let had_preview = overlays::close_preview(state);
    match state.session.keymap.press(mode, key) {
        // These do nothing else if they have closed a message or a preview.
        Some(Command {
            action: Action::Close | Action::Leave,
            ..
        }) if closed_box || had_preview => Vec::new(),
        Some(Command {
            action: Action::Preview,
            ..
        }) if had_preview => Vec::new(),
        Some(command) => handle_command(state, command),
        None if state.session.keymap.is_pending() => Vec::new(),
        None => {
            if !explain_text_only_key(state, mode, key) && !had_preview {
                report_unbound_key(state, mode, key, first_letter);
            }
            overlays::handle_key(state, key)
        }
    }
}

/// Says that `key`, or `key` after `first_letter`, does nothing in `mode`, unless it is typed there, or the user wants it so.
fn report_unbound_key(state: &mut State, mode: Mode, key: Key, first_letter: Option<char>) {
    if mode.is_text_input() || state.session.keymap.is_silenced(mode, key) {
        return;
    }
    let first = first_letter.map(String::from).unwrap_or_default();
    let label = format!("{first}{}", key.label());
    // A key that is not bound in the panel has its action in the text.
    let help_mode = if mode == Mode::Panel {
        Mode::Text
    } else {
        mode
    };
    let help = state.key_hint_in(help_mode, Action::ShowHelp);
    state.notice(match help.as_str() {
        "" => format!("{label} does nothing here"),
        help => format!("{label} does nothing here: {help} shows the keys"),
    });
}

/// Shows how to return to the text, if `key` does nothing in `mode` but has an action there. Returns whether it has.
fn explain_text_only_key(state: &mut State, mode: Mode, key: Key) -> bool {
    if state.session.keymap.action_for(Mode::Text, key).is_none() {
        return false;
    }
    let hint = |action| state.key_hint_in(mode, action);
    let notice = match mode {
        Mode::FeedList => format!("Open an article first ({})", hint(Action::Choose)),
        Mode::Selection => format!("Finish selecting first ({})", hint(Action::Close)),
        Mode::Card
        | Mode::MentionedTogether
        | Mode::Map
        | Mode::Picture
        | Mode::Question
        | Mode::PickerList
        | Mode::Library
        | Mode::LibraryPage => {
            format!("Return to the text first ({})", hint(Action::Close))
        }
        _ => return false,
    };
    state.notice(notice);
    true
}

/// Inserts pasted text into the text input that is open; without one, only shows a message.
fn handle_paste(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(effects) = overlays::handle_paste(state, text) {
        return effects;
    }
    let help = state.key_hint(Action::ShowHelp);
    state.notice(format!(
        "Pasted text is not run as keys: press {help} for help"
    ));
    Vec::new()
}

/// Does what the user has asked for.
pub(super) fn handle_command(state: &mut State, command: Command) -> Vec<Effect> {
    let Command { action, .. } = command;
    match state.main_view() {
        _ if !state.screen.overlays.is_empty() => return overlays::handle_command(state, command),
        MainView::FeedList => return feed_list::handle_command(state, command),
        MainView::NoArticle => return loading::handle_action(state, action),
        MainView::Article => {}
    }
    if state.screen.focus == Focus::Panel && panel::handle_command(state, command) {
        return Vec::new();
    }
    if let Some(effects) = view::common_action(state, action) {
        return effects;
    }
    if overlays::open(state, action) {
        return Vec::new();
    }
    let times = command.times();
    match action {
        Action::NextMention => navigation::go_to_any(state, times, true),
        Action::PreviousMention => navigation::go_to_any(state, times, false),
        Action::NextMatch => search::go_to_match_or_mention(state, times, true),
        Action::PreviousMatch => search::go_to_match_or_mention(state, times, false),
        Action::FollowNext => navigation::follow_name(state, times, true),
        Action::FollowPrevious => navigation::follow_name(state, times, false),
        Action::NextName => panel::move_selection(state, times, true),
        Action::PreviousName => panel::move_selection(state, times, false),
        Action::GoBack => return visited::go_back(state, times),
        Action::GoForward => return visited::go_forward(state, times),
        Action::ShowRecent => return vec![Effect::LoadRecentArticles],
        Action::OpenFeed => return links::open_feed(state),
        Action::OpenInBrowser => return links::open_in_browser(state),
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
        Action::FilterParagraphs => filter::cycle(state),
        Action::RaiseConfidence => confidence::change_threshold(state, times, true),
        Action::LowerConfidence => confidence::change_threshold(state, times, false),
        Action::Undo => return corrections::undo_last(state),
        Action::ShowManual => return manual::request(state),
        Action::Reload => return loading::reload(state),
        Action::ToggleWholePage => return whole_page::toggle(state),
        Action::Leave => return loading::leave(state),
        _ => scroll::handle_command(state, command),
    }
    Vec::new()
}

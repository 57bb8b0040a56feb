//! The only way that anything changes: an event in, effects out.
//!
//! No I/O, no clock, no terminal. One function per action, in the files of `update/`.

mod card;
mod company;
mod copy;
mod correct;
mod doubt;
mod drag;
mod filter;
mod finder;
mod hints;
mod lens;
mod letter;
mod list;
mod mouse;
mod open;
mod pair;
mod panel;
mod peek;
mod pick;
mod pipe;
mod place;
mod prompt;
mod recent;
mod remember;
mod renew;
mod scroll;
mod search;
mod sheet;
mod stretch;
mod view;
mod walk;
mod world;

pub(super) use copy::MOST_COPIED;

use super::action::{Action, Mode};
use super::effect::Effect;
use super::key::Key;
use super::letter::Letter;
use super::state::{Focus, Progress, State, Surface};
use super::{Event, help};
use crate::entities::Entities;
use std::sync::Arc;

/// Apply `event` to `state`; returns what the outside must do.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    remember::begin(state, &event);
    match event {
        Event::Key(key) => {
            (state.notice, state.unkept) = (None, None);
            if state.surface() != Surface::Notice {
                state.trouble = None;
            }
            let mode = state.mode();
            let peeked = state.peek.take().is_some();
            return match state.keymap.press(mode, key) {
                // A peek goes with any key; these two have nothing else to do then.
                Some((Action::Close | Action::Peek, _)) if peeked => Vec::new(),
                Some((action, count)) => act(state, action, count),
                None => {
                    elsewhere_only(state, mode, key);
                    prompt::press(state, key)
                }
            };
        }
        Event::Mouse(mouse) => return mouse::mouse(state, mouse),
        Event::Again { mouse, times } => return mouse::again(state, mouse, times),
        Event::Paste(words) => return paste(state, &words),
        Event::Resize { width, height } => {
            state.size = (width, height);
            view::lay_out(state);
        }
        Event::Coming(bytes) => {
            if let Some(loading) = &mut state.loading {
                loading.bytes = bytes;
            }
        }
        Event::Opened(document) => {
            open::opened(state, document);
            return search::renew(state);
        }
        Event::Listed(feed) => open::listed(state, feed),
        Event::NotOpened(sentence) => open::not_opened(state, sentence),
        Event::Grown(document) => {
            view::grow(state, document);
            return search::renew(state);
        }
        Event::Searched(number, found) => search::found(state, number, found),
        Event::Analysed {
            entities,
            covered,
            done,
        } => {
            let progress = if done {
                Progress::Done
            } else {
                Progress::Reading(covered)
            };
            analysed(state, entities, progress);
        }
        Event::Remembered(_) | Event::Searches(_) | Event::Recent(_) | Event::Unremembered(_) => {
            remember::learn(state, event);
        }
        Event::Corrected(kept) => return correct::loaded(state, kept),
        Event::Unkept(sentences) => state.unkept = Some(sentences),
        Event::Failed(sentence) | Event::Done(sentence) => state.notice = Some(sentence),
        Event::Resumed => return vec![Effect::Repaint],
        Event::Terminate(signal) => {
            return vec![Effect::Quit(
                128_u8.saturating_add(signal.clamp(0, 127) as u8),
            )];
        }
    }
    Vec::new()
}

/// A key that no command has here: if it is one of the text's, the way there.
fn elsewhere_only(state: &mut State, mode: Mode, key: Key) {
    if state.keymap.action(Mode::Text, key).is_none() {
        return;
    }
    let hint = |action| state.hint_in(mode, action);
    state.notice = match mode {
        Mode::List => {
            let enter = hint(Action::Choose);
            Some(format!("that is for an article: {enter} opens one"))
        }
        Mode::Card | Mode::Company | Mode::World | Mode::Ask | Mode::Stretch => {
            let close = hint(Action::Close);
            Some(format!("that is for the text: {close} goes back to it"))
        }
        _ => None,
    };
}

/// Text was pasted: into a line that is typed, or nowhere.
fn paste(state: &mut State, words: &str) -> Vec<Effect> {
    if state.help.is_none()
        && let Some(effects) = prompt::paste(state, words)
    {
        return effects;
    }
    let help = state.hint(Action::Help);
    state.notice = Some(format!("pasted text is not read as keys; {help} helps"));
    Vec::new()
}

/// Do `action`, `count` times where that means anything.
fn act(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    if let Some(effects) = elsewhere(state, action, count) {
        return effects;
    }
    if state.focus == Focus::Panel && panel::act(state, action, count) {
        return Vec::new();
    }
    let times = count.unwrap_or(1);
    match action {
        Action::LineDown
        | Action::LineUp
        | Action::HalfDown
        | Action::HalfUp
        | Action::PageDown
        | Action::PageUp
        | Action::Top
        | Action::Bottom
        | Action::ParagraphNext
        | Action::ParagraphPrevious
        | Action::HeadingNext
        | Action::HeadingPrevious => scroll::act(state, action, count),
        Action::MentionNext => walk::any(state, times, true),
        Action::MentionPrevious => walk::any(state, times, false),
        Action::OfEntityNext => search::or_selected(state, times, true),
        Action::OfEntityPrevious => search::or_selected(state, times, false),
        Action::Search => search::open(state),
        Action::Filter
        | Action::Contents
        | Action::Trail
        | Action::SetMark
        | Action::ToMark
        | Action::Recent
        | Action::Browse
        | Action::LinkHints
        | Action::Pipe => return reach(state, action),
        Action::SameNext => walk::same(state, times, true),
        Action::SamePrevious => walk::same(state, times, false),
        Action::EntityNext => panel::step(state, times, true),
        Action::EntityPrevious => panel::step(state, times, false),
        Action::Back => {
            if state.trail.is_empty() && state.listing.is_some() {
                list::back(state);
            } else {
                walk::back(state, times);
            }
        }
        Action::Forward => walk::forward(state, times),
        Action::Choose => card::open_current(state),
        Action::Peek => peek::open(state),
        Action::Company => company::open_current(state),
        Action::Copy => return copy::current(state),
        Action::CopyCard => return copy::current_card(state),
        Action::Focus => panel::focus(state),
        Action::Close => return open::close(state),
        Action::Panel => view::toggle_panel(state),
        Action::Order => panel::order(state),
        Action::Marks => view::cycle_marks(state),
        Action::Zen => view::toggle_zen(state),
        Action::Narrower => view::measure(state, times, false),
        Action::Wider => view::measure(state, times, true),
        Action::DefaultMeasure => view::default_measure(state),
        Action::World => world::open(state, None),
        Action::Lens => lens::next(state),
        Action::Surer => doubt::threshold(state, times, true),
        Action::Looser => doubt::threshold(state, times, false),
        Action::Closer
        | Action::Farther
        | Action::Earlier
        | Action::Later
        | Action::Take
        | Action::Left
        | Action::Right
        | Action::Always
        | Action::OtherKind
        | Action::LetterLeft
        | Action::LetterRight
        | Action::OtherEnd
        | Action::Add => {}
        Action::NotEntity | Action::Merge | Action::Split | Action::Rename => {
            correct::ask(state, action);
        }
        Action::Undo => return correct::undo(state),
        Action::Stretch => stretch::open(state),
        Action::Help => state.help = Some(0),
        Action::Reload => return open::reload(state),
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Leave => return open::leave(state),
        Action::Quit => return vec![Effect::Quit(0)],
    }
    Vec::new()
}

/// Do `action` where something other than the text has the keys; `None` if nothing has.
fn elsewhere(state: &mut State, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    Some(match state.mode() {
        Mode::Panel if world::lies_uppermost(state) => world::in_panel(state, action, count),
        Mode::Help => in_help(state, action, count),
        Mode::List => list::act(state, action, count),
        Mode::Notice => open::in_notice(state, action),
        Mode::Card => card::act(state, action, count),
        Mode::Company => company::act(state, action, count),
        Mode::World => world::act(state, action, count),
        Mode::Ask | Mode::Pick => pick::act(state, action, count),
        Mode::Prompt => prompt::act(state, action, count),
        Mode::Stretch => stretch::act(state, action, count),
        Mode::Finder => finder::act(state, action, count),
        Mode::Filter => filter::act(state, action, count),
        Mode::Letter => letter::act(state, action),
        Mode::Hints => hints::act(state, action),
        Mode::Panel | Mode::Text => return None,
    })
}

/// Places, and ways out: what opens something to choose from, or to type in.
fn reach(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Filter => filter::open(state),
        Action::Contents => finder::contents(state),
        Action::Trail => finder::trail(state),
        Action::SetMark => letter::open(state, Letter::Set),
        Action::ToMark => letter::open(state, Letter::Go),
        Action::Recent => return recent::open(),
        Action::Browse => return hints::browse(state),
        Action::LinkHints => hints::open(state),
        Action::Pipe => pipe::open(state),
        _ => {}
    }
    Vec::new()
}

/// By how many rows `action` moves in a list of which `fit` show, down if above zero; `None` if it is no movement.
fn rows(action: Action, fit: usize, count: Option<usize>) -> Option<isize> {
    let steps = |rows: usize| {
        let rows = rows.saturating_mul(count.unwrap_or(1));
        isize::try_from(rows).unwrap_or(isize::MAX)
    };
    Some(match action {
        Action::LineDown => steps(1),
        Action::LineUp => -steps(1),
        Action::HalfDown => steps((fit / 2).max(1)),
        Action::HalfUp => -steps((fit / 2).max(1)),
        Action::PageDown => steps(fit),
        Action::PageUp => -steps(fit),
        Action::Top => -isize::MAX,
        Action::Bottom => isize::MAX,
        _ => return None,
    })
}

/// Keys that mean the same on every sheet over the article; `None` if `action` is none of them.
pub(super) fn on_sheet(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Close => sheet::close(state),
        Action::Help => state.help = Some(0),
        Action::Repaint => return Some(vec![Effect::Repaint]),
        Action::Suspend => return Some(vec![Effect::Suspend]),
        Action::Quit => return Some(vec![Effect::Quit(0)]),
        _ => return None,
    }
    Some(Vec::new())
}

/// Keys on the help screen.
fn in_help(state: &mut State, action: Action, count: Option<usize>) -> Vec<Effect> {
    let area = view::help_area(state);
    let mode = state.mode_beneath();
    let page = help::rows(area) * help::columns(area);
    let top = state.help.unwrap_or(0);
    let times = count.unwrap_or(1);
    let to = match action {
        Action::LineDown => top + times,
        Action::LineUp => top.saturating_sub(times),
        Action::HalfDown => top + page / 2,
        Action::HalfUp => top.saturating_sub(page / 2),
        Action::PageDown => top + page,
        Action::PageUp => top.saturating_sub(page),
        Action::Top => 0,
        Action::Bottom => usize::MAX,
        Action::Help | Action::Close => {
            state.help = None;
            return Vec::new();
        }
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit(open::exit_code(state))],
        // No other key means anything here.
        _ => top,
    };
    state.help = Some(to.min(help::last_top(&state.keymap, mode, area)));
    Vec::new()
}

/// The engine knows more.
fn analysed(state: &mut State, found: Arc<Entities>, progress: Progress) {
    (state.corrected.found, state.progress) = (found, progress);
    correct::renew(state);
}

/// Other people and countries in the same text: what was selected stays selected, by its place.
fn show_entities(state: &mut State, entities: Arc<Entities>) {
    let start_of = |index: Option<usize>| {
        state
            .entities
            .mentions()
            .get(index?)
            .map(|mention| mention.range.start)
    };
    let current = start_of(state.current);
    let selected = start_of(
        state
            .selected_entity()
            .and_then(|entity| entity.mentions.first().copied()),
    );
    state.current = current.and_then(|start| {
        entities
            .at(start)
            .or_else(|| neighbour(state, &entities, start))
    });
    state.selected = selected
        .and_then(|start| entities.at(start))
        .and_then(|n| entities.mentions().get(n))
        .map(|m| m.entity);
    let old = std::mem::replace(&mut state.entities, entities);
    filter::renew(state);
    lens::renew(state, &old);
    open::resume(state);
    list::note(state);
    state.panel.reveal(state.selected, state.areas.panel);
    renew::all(state, &old);
}

/// Where the reader is when the current mention is none any more: at the next one on screen, else at the one before, as in a
/// list of which a row was deleted.
fn neighbour(state: &State, entities: &Entities, start: usize) -> Option<usize> {
    let here = entities.within(state.visible());
    let next = entities
        .mentions()
        .partition_point(|mention| mention.range.start < start);
    if here.contains(&next) {
        return Some(next);
    }
    next.checked_sub(1).filter(|before| here.contains(before))
}

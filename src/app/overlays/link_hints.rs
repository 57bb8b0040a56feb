//! Letter labels on the visible links; typing a label opens its link, or previews the note that it leads to.
//!
//! Labels use the keys of the home row. No label is a prefix of another, and labels are as short as the number of links
//! allows.

use super::{KeyHints, Outcome, Overlay, OverlayBehaviour, note_preview};
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::key::{Key, KeyCode};
use crate::app::links::LinkTarget;
use crate::app::state::State;
use crate::app::update::links;
use crate::layout::{Line, measure};
use crate::options::LinkOpening;
use std::ops::Range;

/// The letters of labels, those of the strongest fingers first.
const LABEL_ALPHABET: [char; 9] = ['f', 'j', 'd', 'k', 's', 'l', 'a', 'h', 'g'];

/// Whether `c` can be typed as a letter of a label.
pub(in crate::app) fn is_label_letter(c: char) -> bool {
    LABEL_ALPHABET.contains(&c.to_ascii_lowercase())
}

/// The labelled links, and what has been typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkHints {
    /// The visible links, in reading order.
    pub links: Vec<LinkHint>,
    /// The letters typed so far.
    pub typed: String,
    /// Whether a label previews the note that its link leads to; links out of the article then have none.
    pub previews: bool,
    /// Whether a label opens its link where links do not open otherwise: in the browser or, if the options say that links
    /// open there, in the reader.
    pub elsewhere: bool,
}

/// A link and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkHint {
    /// The letters that open it.
    pub label: String,
    /// Its text, as a byte range.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: LinkTarget,
    /// The place in this article that it leads to, as a byte offset, if it does.
    pub place: Option<usize>,
}

impl LinkHints {
    /// The links that can be chosen, and whose label begins with what has been typed.
    pub fn candidates(&self) -> impl Iterator<Item = &LinkHint> {
        let (typed, previews) = (&self.typed, self.previews);
        self.links.iter().filter(move |hint| {
            hint.label.starts_with(typed.as_str()) && (!previews || hint.place.is_some())
        })
    }

    /// Whether a link leads to a place in this article.
    fn has_places(&self) -> bool {
        self.links.iter().any(|hint| hint.place.is_some())
    }

    /// Labels only the links to places, to preview one; or all links again. A single one is previewed at once.
    fn toggle_previews(&mut self, state: &mut State) -> Outcome {
        if !self.has_places() {
            state.notice("No link to a note or another place of this article on the screen");
            return Outcome::stay();
        }
        self.previews = !self.previews;
        self.typed.clear();
        let mut candidates = self.candidates();
        match (candidates.next(), candidates.next()) {
            (Some(hint), None) if self.previews => self.choose(state, hint),
            _ => Outcome::stay(),
        }
    }

    /// Opens the link of `hint`, or previews the place that it leads to.
    fn choose(&self, state: &mut State, hint: &LinkHint) -> Outcome {
        match hint.place.filter(|_| self.previews) {
            Some(start) => {
                note_preview::open(state, hint.range.clone(), start);
                Outcome::close()
            }
            None => {
                let target = hint.target.clone();
                Outcome::close().with(links::follow(state, target, self.opening(state)))
            }
        }
    }

    /// Where the links open.
    fn opening(&self, state: &State) -> LinkOpening {
        match state.session.options.reading.links {
            usual if self.elsewhere => usual.other(),
            usual => usual,
        }
    }

    /// The text of the status line: the link's target once a single link is left, else how many are left.
    pub fn status_text(&self, state: &State) -> String {
        let mut candidates = self.candidates();
        let place = match (self.elsewhere, self.opening(state)) {
            (false, _) => "",
            (true, LinkOpening::Browser) => " for the browser",
            (true, LinkOpening::Reader) => " to open here",
        };
        match (candidates.next(), candidates.count()) {
            (Some(hint), 0) if self.links.len() == 1 => {
                format!("Type {}{place}: {}", hint.label, hint.target.display_text())
            }
            (Some(hint), 0) => hint.target.display_text(),
            (Some(_), more) if self.previews => {
                format!("Preview which of {} places?", more + 1)
            }
            (Some(_), more) if self.typed.is_empty() => {
                format!("{} links: type a letter{place}", more + 1)
            }
            (Some(_), more) => {
                format!("{}… {} links: type the next letter", self.typed, more + 1)
            }
            (None, _) => String::new(),
        }
    }
}

/// Shows a label of one or more letters on each link on the screen.
pub(crate) fn open(state: &mut State) {
    let hints = collect(state);
    if !hints.links.is_empty() {
        super::push(state, Overlay::LinkHints(hints));
    } else if state.reading.document.links().is_empty() {
        state.notice("No links in this article");
    } else {
        state.notice("No links on the screen");
    }
}

impl OverlayBehaviour for LinkHints {
    fn mode(&self) -> Mode {
        Mode::LinkHints
    }

    fn key_hints(&self, state: &State) -> KeyHints {
        const CANCEL: (Action, &str) = (Action::Close, "cancel");
        let in_browser = self.opening(state) == LinkOpening::Browser;
        match (self.previews, self.has_places(), in_browser) {
            (true, ..) => &[CANCEL, (Action::Preview, "all links")],
            (false, true, false) => &[
                CANCEL,
                (Action::OpenInBrowser, "browser"),
                (Action::Preview, "preview"),
            ],
            (false, true, true) => &[
                CANCEL,
                (Action::OpenInBrowser, "open here"),
                (Action::Preview, "preview"),
            ],
            (false, false, false) => &[CANCEL, (Action::OpenInBrowser, "browser")],
            (false, false, true) => &[CANCEL, (Action::OpenInBrowser, "open here")],
        }
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        match command.action {
            Action::Preview => Some(self.toggle_previews(state)),
            Action::OpenInBrowser => {
                (self.elsewhere, self.previews) = (!self.elsewhere, false);
                self.typed.clear();
                Some(Outcome::stay())
            }
            _ => None,
        }
    }

    /// Opens the link if only one is left.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let mut candidates = self.candidates();
        match (candidates.next(), candidates.next()) {
            (Some(hint), None) => self.choose(state, hint),
            _ => {
                state.notice("Type the letters of one of the links");
                Outcome::stay()
            }
        }
    }

    /// Takes a letter of a label, or Backspace. A complete label opens its link.
    fn on_key(&mut self, state: &mut State, key: Key) -> Outcome {
        let action_in_text = state.session.keymap.action_for(Mode::Text, key);
        match (key.code, key.ctrl || key.alt) {
            // The key that opened the hints closes them if it is a capital; a lower-case letter is part of a label.
            (KeyCode::Char(letter), _)
                if action_in_text == Some(Action::OpenLink) && letter.is_uppercase() =>
            {
                return Outcome::close();
            }
            (KeyCode::Backspace, _) => drop(self.typed.pop()),
            (KeyCode::Char(letter), false) => {
                let previous_length = self.typed.len();
                // The lower-case form may be two characters, as for İ.
                self.typed.extend(letter.to_lowercase());
                if self.candidates().next().is_none() {
                    self.typed.truncate(previous_length);
                    state.notice(format!("No link is labelled {letter} here"));
                }
            }
            _ => {}
        }
        match self.candidates().find(|hint| hint.label == self.typed) {
            Some(hint) => self.choose(state, hint),
            None => Outcome::stay(),
        }
    }
}

/// Labels the visible links.
fn collect(state: &State) -> LinkHints {
    let visible = state.reading.visible_range();
    let links = state.reading.document.links();
    let from = links.partition_point(|link| link.range.end <= visible.start);
    let mut shown: Vec<(Range<usize>, LinkTarget)> = Vec::new();
    for link in links.iter().skip(from) {
        if link.range.start >= visible.end {
            break;
        }
        let Some(target) = LinkTarget::of_link(&state.reading, &link.target)
            .filter(|_| cell_of(state, &link.range).is_some())
        else {
            continue;
        };
        match shown.last_mut() {
            // A change of style within a link splits it in two.
            Some((range, previous)) if *previous == target && range.end == link.range.start => {
                range.end = link.range.end;
            }
            _ => shown.push((link.range.clone(), target)),
        }
    }
    let labels = make_labels(shown.len());
    let links = shown.into_iter().zip(labels);
    LinkHints {
        links: links
            .map(|((range, target), label)| LinkHint {
                label,
                range,
                place: target.place_in(&state.reading),
                target,
            })
            .collect(),
        ..LinkHints::default()
    }
}

/// The cell where the visible part of `range` (bytes) begins; `None` if it is out of view or behind the panel.
pub fn cell_of(state: &State, range: &Range<usize>) -> Option<(u16, u16)> {
    let column = state.screen.areas.column;
    let shows =
        |line: &&Line| !line.blank && line.range.start < range.end && range.start < line.range.end;
    let (row, line) = state
        .reading
        .view
        .lines
        .iter()
        .enumerate()
        .find(|(_, line)| shows(line))?;
    let y = column.y + u16::try_from(row).ok()?;
    let before = line.range.start..range.start.max(line.range.start);
    let mut cell = 0;
    let mut columns = line
        .columns
        .iter()
        .flat_map(|columns| columns.iter())
        .skip(1);
    for (n, part) in state.reading.document.slice(before).split('\n').enumerate() {
        if n > 0 {
            cell = columns.next().map_or(cell, |&at| usize::from(at));
        }
        cell += measure::cells(part);
    }
    let x = column.x.checked_add(line.indent)?;
    let x = x.checked_add(u16::try_from(cell).ok()?)?;
    let hidden = state.screen.areas.panel_over_text && state.screen.areas.panel.contains(x, y);
    (column.contains(x, y) && !hidden).then_some((x, y))
}

/// Makes `count` labels. A shorter label is only extended to longer ones when there are too few.
fn make_labels(count: usize) -> Vec<String> {
    let mut labels = vec![String::new()];
    let mut extended = 0;
    while labels.len() - extended < count || labels.len() == 1 {
        let Some(label) = labels.get(extended).cloned() else {
            break;
        };
        extended += 1;
        labels.extend(
            LABEL_ALPHABET
                .iter()
                .map(|letter| format!("{letter}{label}")),
        );
    }
    labels.drain(..extended);
    labels.truncate(count);
    labels.sort_unstable();
    // Reverse the labels, so that neighbouring links differ in their first letter.
    labels
        .iter()
        .map(|label| label.chars().rev().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: no label is a prefix of another, and labels are as short as possible.
    #[test]
    fn labels_are_short_and_no_prefix_of_another() {
        for count in 0..300 {
            let labels = make_labels(count);
            assert_eq!(labels.len(), count);
            for (n, one) in labels.iter().enumerate() {
                for other in labels.iter().skip(n + 1) {
                    assert!(!one.starts_with(other.as_str()) && !other.starts_with(one.as_str()));
                }
            }
            let longest = labels.iter().map(String::len).max().unwrap_or(0);
            let max_len = match count {
                0 => 0,
                1..=9 => 1,
                10..=81 => 2,
                _ => 3,
            };
            assert_eq!(longest, max_len, "{count}");
        }
    }
}

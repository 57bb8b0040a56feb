//! A list with fuzzy search: the table of contents, the jump list, recently read articles, the articles of a feed, all commands.
//!
//! While nothing is typed, the rows keep their order and show as a tree; after that the best match comes first. The commands
//! and the articles of a feed are searched from the start, the others once the user asks for it.

mod entries;

use super::list::{Hit, List, ListFrame};
use super::sheet::SheetLayout;
use super::{Extent, KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::MouseEvent;
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::{self, feed_list, links, navigation, scroll};
use crate::search::fuzzy;

/// What a picker lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// The headings of the article.
    Contents,
    /// The places the user jumped from.
    Jumps,
    /// Recently read articles.
    RecentArticles,
    /// The articles of the feed whose list is on the screen.
    FeedItems,
    /// The commands that work in the text.
    Commands,
}

impl PickerKind {
    /// Whether it is there only to be searched.
    fn is_search(self) -> bool {
        matches!(self, Self::Commands | Self::FeedItems)
    }
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerTarget {
    /// To a place in the text, in bytes.
    Offset(usize),
    /// That many jumps back, or forward if negative.
    Jump(isize),
    /// To another article, named as on the command line; `None` is the sample article.
    Article(Option<String>),
    /// To the article of the feed with this index.
    FeedItem(usize),
    /// To the place that far into the text, in percent.
    Percent(usize),
    /// Runs a command.
    Run(Action),
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerEntry {
    /// The text that is shown and searched.
    pub label: String,
    /// The text at the right: how far into the article, or the day it was read.
    pub detail: String,
    /// The depth in the tree, from 0.
    pub depth: u16,
    /// Where it leads.
    pub target: PickerTarget,
}

/// A row that matches the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerMatch {
    /// The index of the row among all entries.
    pub entry: usize,
    /// The positions of the matched characters in its label, counted in characters from 0, ascending.
    pub matched_chars: Vec<u32>,
}

/// An open picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What it lists.
    pub kind: PickerKind,
    /// All rows, matching or not.
    pub entries: Vec<PickerEntry>,
    /// How many of them do not depend on the query.
    listed: usize,
    /// Whether keys are typed into the query.
    pub is_typing: bool,
    /// The query.
    pub input: TextInput,
    /// The rows that match the query.
    pub matches: Vec<PickerMatch>,
    /// The cursor in the matching rows.
    pub list: List,
}

/// Opens the table of contents, on the section at the top of the screen.
pub(crate) fn open_contents(state: &mut State) {
    let entries = entries::contents(&state.reading);
    let row = entries::entry_at(&entries, state.reading.view.top_offset());
    let none = "This article has no contents to list";
    open(state, Picker::new(PickerKind::Contents, entries, row), none);
}

/// Opens the jump list.
pub(crate) fn open_jump_list(state: &mut State) {
    let (entries, row) = entries::jumps(&state.reading);
    open(
        state,
        Picker::new(PickerKind::Jumps, entries, row),
        "No jumps yet",
    );
}

/// Opens the search of a feed's list.
pub(crate) fn open_feed_items(state: &mut State) {
    let list = state.session.feed_list.as_ref();
    let entries = list.map_or_else(Vec::new, |list| entries::feed_items(&list.feed));
    let picker = Picker::new(PickerKind::FeedItems, entries, 0);
    open(state, picker, "No articles to search");
}

/// Opens the list of commands, with what can be typed in it explained while nothing is.
pub(crate) fn open_commands(state: &mut State) {
    let entries = entries::commands();
    super::push(
        state,
        Overlay::Picker(Picker::new(PickerKind::Commands, entries, 0)),
    );
}

/// Shows the list of recent articles that has arrived, unless the user has opened something else meanwhile.
pub(crate) fn show_recent(state: &mut State, mut entries: Vec<PickerEntry>) {
    if !matches!(state.mode(), Mode::Text | Mode::Panel) {
        return;
    }
    let is_other_article =
        |entry: &PickerEntry| matches!(entry.target, PickerTarget::Article(Some(_)));
    if entries.iter().any(is_other_article) {
        // The notice is about the article, and the keys it names are letters to type here.
        state.messages.clear_notice();
    } else {
        entries.clear();
    }
    let picker = Picker::new(PickerKind::RecentArticles, entries, 0);
    open(state, picker, "No other article in the history");
}

/// Opens `picker` over the text; if it has no entries, shows the notice `none` instead.
fn open(state: &mut State, picker: Picker, none: &str) {
    if picker.entries.is_empty() {
        state.notice(none);
    } else {
        super::push(state, Overlay::Picker(picker));
    }
}

impl Picker {
    /// Lists all of `entries`, with the cursor on the one at index `chosen`.
    pub fn new(kind: PickerKind, entries: Vec<PickerEntry>, chosen: usize) -> Self {
        let mut picker = Self {
            kind,
            listed: entries.len(),
            entries,
            is_typing: kind.is_search(),
            input: TextInput::default(),
            matches: Vec::new(),
            list: List::default(),
        };
        picker.refresh_matches();
        picker.list.chosen = chosen;
        picker
    }

    /// The title of the list.
    pub fn title(&self) -> &'static str {
        match self.kind {
            PickerKind::Contents => "Contents",
            PickerKind::Jumps => "Jump list, latest first",
            PickerKind::RecentArticles => "Recently read articles",
            PickerKind::FeedItems => "Search this feed",
            PickerKind::Commands => "Commands",
        }
    }

    /// Its place on the screen, with room for all entries.
    pub fn layout(&self, state: &State) -> SheetLayout {
        SheetLayout::new(state, self.entries.len())
    }

    /// The row the cursor is on, or `None` if nothing matches.
    fn chosen_entry(&self) -> Option<&PickerEntry> {
        self.entries.get(self.matches.get(self.list.chosen)?.entry)
    }

    /// Searches for the query, and moves the cursor to the best match.
    fn refresh_matches(&mut self) {
        let labels = self.entries.iter().map(|entry| entry.label.as_str());
        let ranked = fuzzy::rank(self.input.text(), labels).into_iter();
        let found = ranked.map(|label| PickerMatch {
            entry: label.index,
            matched_chars: label.matched_chars,
        });
        self.matches = found.collect();
        self.list = List::default();
    }

    /// Adds the commands whose name in the configuration matches the query, after those whose description does; and first
    /// of all what the query means by itself, like a paragraph's number.
    fn refresh_commands(&mut self, state: &State) {
        self.entries.truncate(self.listed);
        let direct = entries::direct_target(&state.reading, self.input.text());
        self.refresh_matches();
        let others = self.entries.iter().enumerate().filter(|(n, _)| {
            let is_match = |found: &PickerMatch| found.entry == *n;
            !self.matches.iter().any(is_match)
        });
        let name = |entry: &PickerEntry| match entry.target {
            PickerTarget::Run(action) => action.name(),
            _ => "",
        };
        let ranked = fuzzy::rank_items(self.input.text(), others, |(_, entry)| name(entry));
        let found: Vec<PickerMatch> = ranked
            .map(|(entry, _)| PickerMatch {
                entry,
                matched_chars: Vec::new(),
            })
            .collect();
        self.matches.extend(found);
        if let Some(direct) = direct {
            // A command that is meant by itself is not listed a second time.
            let entries = &self.entries;
            self.matches.retain(|found| {
                let entry = entries.get(found.entry);
                entry.is_none_or(|entry| entry.target != direct.target)
            });
            self.matches.insert(
                0,
                PickerMatch {
                    entry: self.entries.len(),
                    matched_chars: Vec::new(),
                },
            );
            self.entries.push(direct);
        }
    }

    /// Ends the search, and shows all rows again.
    fn end_search(&mut self) {
        let chosen = self.matches.get(self.list.chosen).map(|found| found.entry);
        self.is_typing = false;
        self.input = TextInput::default();
        self.refresh_matches();
        self.list.chosen = chosen.unwrap_or_default();
    }
}

impl OverlayBehaviour for Picker {
    fn mode(&self) -> Mode {
        if self.is_typing {
            Mode::Picker
        } else {
            Mode::PickerList
        }
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        match (self.kind, self.is_typing) {
            (PickerKind::Commands, _) => &[
                (Action::Choose, "run"),
                (Action::LineDown, "next"),
                (Action::Close, "close"),
            ],
            (PickerKind::FeedItems, _) => &[
                (Action::Choose, "open"),
                (Action::LineDown, "next"),
                (Action::Close, "close"),
            ],
            (PickerKind::RecentArticles, false) => &[
                (Action::Choose, "open"),
                (Action::Search, "search"),
                (Action::Close, "close"),
                (Action::LineDown, "next"),
            ],
            (PickerKind::RecentArticles, true) => &[
                (Action::Choose, "open"),
                (Action::Close, "show all"),
                (Action::LineDown, "next"),
            ],
            (PickerKind::Contents | PickerKind::Jumps, false) => &[
                (Action::Choose, "go there"),
                (Action::Search, "search"),
                (Action::Close, "close"),
                (Action::LineDown, "next"),
            ],
            (PickerKind::Contents | PickerKind::Jumps, true) => &[
                (Action::Choose, "go there"),
                (Action::Close, "show all"),
                (Action::LineDown, "next"),
            ],
        }
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, _: &mut State, command: Command) -> Option<Outcome> {
        self.is_typing |= command.action == Action::Search;
        (command.action == Action::Search).then(Outcome::stay)
    }

    /// Ends the search, or closes the list.
    fn on_close(&mut self, _: &mut State) -> Outcome {
        if self.is_typing && !self.kind.is_search() {
            self.end_search();
            return Outcome::stay();
        }
        Outcome::close()
    }

    /// Goes where the chosen row leads.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let Some(entry) = self.chosen_entry() else {
            return Outcome::stay();
        };
        if let PickerTarget::Run(action) = entry.target {
            let (action, count) = (action, None);
            let effects = update::handle_command(state, Command { action, count });
            return Outcome::close().with(effects);
        }
        super::close_all(state);
        match &entry.target {
            PickerTarget::Offset(offset) => {
                navigation::record_jump(state);
                scroll::show_offset(state, *offset);
            }
            PickerTarget::Jump(steps) if *steps > 0 => {
                navigation::go_back(state, steps.unsigned_abs());
            }
            PickerTarget::Jump(steps) => navigation::go_forward(state, steps.unsigned_abs()),
            PickerTarget::Article(name) => {
                let effects = links::open_other(state, name.clone(), entry.label.clone());
                return Outcome::close().with(effects);
            }
            PickerTarget::FeedItem(item) => {
                return Outcome::close().with(feed_list::open_item(state, *item));
            }
            PickerTarget::Percent(percent) => {
                navigation::record_jump(state);
                scroll::show_percent(state, *percent);
            }
            PickerTarget::Run(_) => {}
        }
        Outcome::close()
    }

    fn list(&mut self, state: &State) -> Option<(&mut List, ListFrame)> {
        let layout = self.layout(state);
        let frame = ListFrame::new(layout.popup.outer, layout.list, self.matches.len());
        Some((&mut self.list, frame))
    }

    fn input(&mut self) -> Option<&mut TextInput> {
        self.is_typing.then_some(&mut self.input)
    }

    fn on_input(&mut self, state: &mut State) -> Outcome {
        if self.kind == PickerKind::Commands {
            self.refresh_commands(state);
        } else {
            self.refresh_matches();
        }
        Outcome::stay()
    }

    /// A click follows a row at once: nothing is changed by it that cannot be undone.
    fn on_press(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let Some((list, frame)) = self.list(state) else {
            return Outcome::stay();
        };
        match frame.hit(list, mouse) {
            Hit::Beside => Outcome::close(),
            Hit::Nothing => Outcome::stay(),
            Hit::Row(row) => {
                list.chosen = row;
                self.on_choose(state)
            }
        }
    }
}

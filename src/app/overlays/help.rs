//! The help screen: the keys of the current mode, the keys that are enough for reading, what the marks mean, and then all
//! keys by what one wants to do. Letters search it.
//!
//! Its lines are made from the table of commands and the keymap, so that they show the keys as they are bound.

use super::sheet::SheetLayout;
use super::{Extent, KeyHints, Outcome, OverlayBehaviour};
use crate::app::action::{Action, COMMANDS, CommandGroup, KeyRow, Mode, READING_KEYS};
use crate::app::command::Command;
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Keymap;
use crate::app::state::State;
use crate::app::text_input::TextInput;
use crate::app::update::manual;
use crate::app::{MouseEvent, MouseEventKind};
use crate::layout::{WrapMode, measure, wrap};

/// Width of the help below which the keys take fewer cells.
const WIDE_CELLS: u16 = 56;
/// The width of the keys in it, in cells.
pub const KEY_COLUMN_CELLS: u16 = 20;
/// The width of the keys in a narrow one, in cells.
const NARROW_KEY_COLUMN_CELLS: u16 = 10;
/// The indent before the keys, in cells.
pub const INDENT_CELLS: u16 = 2;

/// Lines by which one notch of the mouse wheel scrolls.
const WHEEL_LINES: usize = 3;

/// The help screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Help {
    /// The letters that are searched for.
    pub input: TextInput,
    /// The first visible line.
    pub top: usize,
}

/// Something on the screen whose meaning the help explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegendMark {
    /// How a person looks in the text.
    Person,
    /// How a country looks in the text.
    Country,
    /// How a mention of the selected name looks.
    Selected,
    /// How the current mention looks.
    Current,
    /// How a search match looks.
    Match,
    /// How a link looks in the text.
    Link,
    /// A mark or a bar, as it is drawn.
    Symbol(&'static str),
}

/// The heading of the keys of reading.
const READING_TITLE: &str = "To read, these are enough";
/// The heading of the marks.
const LEGEND_TITLE: &str = "What the marks mean";

/// What the marks on the screen mean.
const LEGEND: [(LegendMark, &str); 15] = [
    (LegendMark::Person, "a person"),
    (LegendMark::Country, "a country"),
    (LegendMark::Selected, "a mention of the selected name"),
    (LegendMark::Current, "the mention you are at"),
    (LegendMark::Match, "a search match"),
    (LegendMark::Link, "a link"),
    (
        LegendMark::Symbol("›"),
        "a line of code that goes on: → pans it",
    ),
    (
        LegendMark::Symbol("●"),
        "a dot in the panel: mentioned on this screen",
    ),
    (
        LegendMark::Symbol("○"),
        "a ring: a person also in other articles",
    ),
    (
        LegendMark::Symbol("◉"),
        "a dot in a ring: on this screen and in others",
    ),
    (
        LegendMark::Symbol("✓"),
        "in the panel: marked for the filter",
    ),
    (
        LegendMark::Symbol("▂▅▁▇"),
        "bars in the panel: where in the text it stands",
    ),
    (LegendMark::Symbol("┃"), "on the scrollbar: this screen"),
    (
        LegendMark::Symbol("◆"),
        "on the scrollbar: a mention or match on this screen",
    ),
    (LegendMark::Symbol("◇"), "on the scrollbar: one elsewhere"),
];

/// The part of the help that is painted: its lines, and how wide its keys are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpView {
    /// Its place on the screen.
    pub layout: SheetLayout,
    /// All its lines.
    pub lines: Vec<HelpLine>,
    /// The width of the keys, in cells.
    pub key_cells: u16,
}

impl HelpView {
    /// The help on the current screen.
    pub fn new(state: &State, help: &Help) -> Self {
        let whole = Help::layout(state);
        let (keymap, mode) = (&state.session.keymap, state.mode_under_help());
        let width = whole.list.width;
        Self {
            layout: whole,
            lines: help_lines(keymap, mode, width, help.input.text()),
            key_cells: key_column_cells(width),
        }
    }

    /// The number of rows for lines, at least one.
    fn rows(&self) -> usize {
        usize::from(self.layout.list.height).max(1)
    }
}

impl OverlayBehaviour for Help {
    fn mode(&self) -> Mode {
        Mode::Help
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        match self.input.text() {
            "" => &[
                (Action::Close, "close"),
                (Action::PageDown, "page"),
                (Action::ShowManual, "manual"),
            ],
            _ => &[
                (Action::Close, "show all"),
                (Action::PageDown, "page"),
                (Action::ShowManual, "manual"),
            ],
        }
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        match command.action {
            Action::ShowHelp => return Some(Outcome::close()),
            Action::ShowManual => return Some(Outcome::close().with(manual::request(state))),
            // Letters search without it: it only begins again.
            Action::Search => {
                *self = Self::default();
                return Some(Outcome::stay());
            }
            _ => {}
        }
        self.scroll(state, command.rows(HelpView::new(state, self).rows())?);
        Some(Outcome::stay())
    }

    /// Shows everything again, or closes the help.
    fn on_close(&mut self, _: &mut State) -> Outcome {
        if self.input.text().is_empty() {
            return Outcome::close();
        }
        *self = Self::default();
        Outcome::stay()
    }

    fn input(&mut self) -> Option<&mut TextInput> {
        Some(&mut self.input)
    }

    fn on_input(&mut self, _: &mut State) -> Outcome {
        self.top = 0;
        Outcome::stay()
    }

    /// Types a key. A blank before any letter would search for nothing: it turns the page.
    fn on_key(&mut self, state: &mut State, key: Key) -> Outcome {
        if key == Key::char(' ') && self.input.text().is_empty() {
            let page = HelpView::new(state, self).rows();
            self.scroll(state, page.cast_signed());
            return Outcome::stay();
        }
        // The keys that close the help and begin a search are not typed, even if the user has unbound it.
        if matches!(key.code, KeyCode::Char(c) if !Mode::Help.types(c)) {
            return Outcome::stay();
        }
        let typed = self.edit(state, &|input| {
            input.handle_key(key);
        });
        typed.unwrap_or_default()
    }

    fn on_mouse(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        match mouse.kind {
            MouseEventKind::WheelDown => self.scroll(state, WHEEL_LINES.cast_signed()),
            MouseEventKind::WheelUp => self.scroll(state, -WHEEL_LINES.cast_signed()),
            MouseEventKind::Press => return Outcome::close(),
            MouseEventKind::Drag | MouseEventKind::Release => {}
        }
        Outcome::stay()
    }

    fn reveal(&mut self, state: &mut State) -> bool {
        self.scroll(state, 0);
        true
    }
}

impl Help {
    /// Its place on the screen: as much as there is.
    pub fn layout(state: &State) -> SheetLayout {
        SheetLayout::new(state, usize::from(u16::MAX))
    }

    /// Scrolls down by `lines`, or up if negative, and no farther than needed to show the last line.
    fn scroll(&mut self, state: &State, lines: isize) {
        let view = HelpView::new(state, self);
        let lowest = view.lines.len().saturating_sub(view.rows());
        self.top = self.top.saturating_add_signed(lines).min(lowest);
    }
}

/// A line of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The heading of a group.
    Heading(&'static str),
    /// The keys of a command, and what it does.
    Keys(String, &'static str),
    /// The rest of a description that does not fit on one line.
    Continuation(&'static str),
    /// A mark, and what it means.
    Legend(LegendMark, &'static str),
    /// An empty line between groups.
    Blank,
}

/// What stands at the left of an entry.
enum EntryHead {
    Keys(String),
    Mark(LegendMark),
}

/// Some keys or a mark, with the words beside it.
struct Entry {
    head: EntryHead,
    /// The words of the line.
    words: &'static str,
    /// The heading that it is found by, too; empty if it is one of many below theirs.
    topic: &'static str,
    /// All keys of the line, to search for.
    searched: String,
}

/// All lines of help in `width` cells that match `query`, wrapped; the keys of `mode` come first. They match if each word of the
/// query stands in the description, or is a key; the keys of reading and the marks also if it stands in their heading.
pub fn help_lines(keymap: &Keymap, mode: Mode, width: u16, query: &str) -> Vec<HelpLine> {
    let key_cells = key_column_cells(width);
    let mut sections: Vec<(&'static str, Vec<Entry>)> = Vec::new();
    let entry = |keys: &[Key], description| key_entry(keys, description, key_cells);
    if let Some(title) = mode.title() {
        let here = COMMANDS
            .iter()
            .map(|c| (keymap.keys_for(mode, c.action), c.description_in(mode)));
        let here = here.filter(|(keys, _)| !keys.is_empty());
        sections.push((
            title,
            here.map(|(keys, words)| entry(keys, words)).collect(),
        ));
    }
    let row_keys = |row: &KeyRow| -> Vec<Key> {
        let keys = row.0.iter();
        keys.filter_map(|&action| keymap.keys_for(Mode::Text, action).first().copied())
            .collect()
    };
    let rows = READING_KEYS.iter().map(|row| (row_keys(row), row.1));
    let rows = rows.filter(|(keys, _)| !keys.is_empty());
    let entries = rows.map(|(keys, words)| Entry {
        topic: READING_TITLE,
        ..entry(&keys, words)
    });
    sections.push((READING_TITLE, entries.collect()));
    let legend = LEGEND.iter().map(|&(mark, words)| Entry {
        head: EntryHead::Mark(mark),
        words,
        topic: LEGEND_TITLE,
        searched: String::new(),
    });
    sections.push((LEGEND_TITLE, legend.collect()));
    for group in CommandGroup::ALL {
        let of_group = COMMANDS.iter().filter(|c| c.group == group);
        let keys = of_group.map(|c| (keymap.keys_for_help(c), c.description));
        // A command whose keys were all unbound cannot be used, so help leaves it out.
        let keys = keys.filter(|(keys, _)| !keys.is_empty());
        let entries = keys.map(|(keys, words)| entry(keys, words)).collect();
        sections.push((group.title(), entries));
    }
    let room = width.saturating_sub(INDENT_CELLS + key_cells).max(1);
    let mut lines = Vec::new();
    for (title, entries) in sections {
        let matching = entries.into_iter().filter(|entry| entry.matches(query));
        push_section(&mut lines, title, matching, room);
    }
    lines
}

/// The entry for some keys: as many as fit are shown, and all can be searched.
fn key_entry(keys: &[Key], words: &'static str, key_cells: u16) -> Entry {
    let labels: Vec<String> = keys.iter().map(|key| key.label()).collect();
    Entry {
        head: EntryHead::Keys(fit_keys(keys, key_cells)),
        words,
        topic: "",
        searched: labels.join(" "),
    }
}

impl Entry {
    /// Whether each word of `query` stands in its words or its topic, or is one of its keys.
    fn matches(&self, query: &str) -> bool {
        let words = format!("{}\n{}", self.words, self.topic).to_lowercase();
        query.split_whitespace().all(|word| {
            words.contains(&word.to_lowercase()) || self.searched.split(' ').any(|key| key == word)
        })
    }
}

/// Adds a heading and the lines of its entries, with an empty line before; nothing if there are none.
fn push_section(
    lines: &mut Vec<HelpLine>,
    title: &'static str,
    entries: impl Iterator<Item = Entry>,
    room: u16,
) {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return;
    }
    if !lines.is_empty() {
        lines.push(HelpLine::Blank);
    }
    lines.push(HelpLine::Heading(title));
    for entry in entries {
        let wrapped = wrap(entry.words, usize::from(room), WrapMode::PLAIN).into_iter();
        let mut wrapped = wrapped.filter_map(|line| entry.words.get(line.range));
        let first = wrapped.next().unwrap_or_default();
        lines.push(match entry.head {
            EntryHead::Mark(mark) => HelpLine::Legend(mark, first),
            EntryHead::Keys(keys) => HelpLine::Keys(keys, first),
        });
        lines.extend(wrapped.map(HelpLine::Continuation));
    }
}

/// The width of the keys in help that is `width` cells wide.
pub fn key_column_cells(width: u16) -> u16 {
    if width < WIDE_CELLS {
        NARROW_KEY_COLUMN_CELLS
    } else {
        KEY_COLUMN_CELLS
    }
}

/// As many of `keys` as fit in `cells`, but at least the first.
fn fit_keys(keys: &[Key], cells: u16) -> String {
    let mut fitting = String::new();
    for key in keys.iter().map(|key| key.label()) {
        if fitting.is_empty() {
            fitting = key;
        } else if measure::cells(&fitting) + 1 + measure::cells(&key) < usize::from(cells) {
            fitting = format!("{fitting} {key}");
        } else {
            break;
        }
    }
    fitting
}

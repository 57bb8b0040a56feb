//! The table of commands. It is plain data.

use super::{Action, CommandGroup, CommandSpec, Mode, ModeKeys};

/// Lists in which Enter chooses a row.
const LISTS: &[Mode] = &[
    Mode::Panel,
    Mode::FeedList,
    Mode::Card,
    Mode::MentionedTogether,
    Mode::Question,
    Mode::Menu,
];
/// Lists, and the help screen, which only scrolls.
const SCROLLING: &[Mode] = &[
    Mode::Panel,
    Mode::FeedList,
    Mode::Card,
    Mode::MentionedTogether,
    Mode::Question,
    Mode::Help,
];
/// Scrolling modes in which Space pages down. In the panel it marks a row instead.
const PAGED: &[Mode] = &[
    Mode::FeedList,
    Mode::Card,
    Mode::MentionedTogether,
    Mode::Question,
    Mode::Help,
];
/// Popups over the article that close with Esc or q.
const POPUPS: &[Mode] = &[
    Mode::Card,
    Mode::MentionedTogether,
    Mode::Map,
    Mode::Question,
];
/// Modes in which ? opens help.
const WITH_HELP: &[Mode] = &[
    Mode::Help,
    Mode::FeedList,
    Mode::NoArticle,
    Mode::Card,
    Mode::MentionedTogether,
    Mode::Map,
    Mode::Question,
    Mode::Selection,
];
/// All modes except the text and the panel; an unbound key in the panel does what it does in the text.
const ELSEWHERE: &[Mode] = &[
    Mode::Help,
    Mode::FeedList,
    Mode::NoArticle,
    Mode::Card,
    Mode::MentionedTogether,
    Mode::Map,
    Mode::Question,
    Mode::Menu,
    Mode::Prompt,
    Mode::Selection,
    Mode::Picker,
    Mode::PanelSearch,
    Mode::Bookmark,
    Mode::LinkHints,
];
/// Lists that are searched by typing, so that letters cannot move in them.
const TYPING: &[Mode] = &[Mode::Menu, Mode::Picker, Mode::PanelSearch];

/// A row of [`COMMANDS`], with the fields in the order in which they are easiest to read there.
const fn row(
    action: Action,
    group: CommandGroup,
    text_keys: &'static [&'static str],
    description: &'static str,
    mode_keys: &'static [ModeKeys],
) -> CommandSpec {
    CommandSpec {
        action,
        text_keys,
        mode_keys,
        description,
        group,
    }
}

/// Every command, group by group in the order of the help screen.
#[rustfmt::skip]
pub const COMMANDS: &[CommandSpec] = &[
    row(Action::NextMention, CommandGroup::Mentions, &[".", "]"], "next mention", &[]),
    row(Action::PreviousMention, CommandGroup::Mentions, &[",", "["], "previous mention", &[]),
    row(Action::NextMatch, CommandGroup::Mentions, &["n"], "next match or mention of this name", &[(&[Mode::Card], &["n"])]),
    row(Action::PreviousMatch, CommandGroup::Mentions, &["N"], "previous match or mention of this name", &[(&[Mode::Card], &["N"])]),
    row(Action::FollowNext, CommandGroup::Mentions, &["*"], "follow this name: next mention", &[]),
    row(Action::FollowPrevious, CommandGroup::Mentions, &["#"], "follow this name: previous mention", &[]),
    row(Action::NextName, CommandGroup::Mentions, &["J"], "select the next name in the panel", &[]),
    row(Action::PreviousName, CommandGroup::Mentions, &["K"], "select the previous name in the panel", &[]),
    row(Action::Choose, CommandGroup::Explore, &["enter"], "open the card; in a list: go there", &[(LISTS, &["enter"]), (&[Mode::Map], &["enter"]), (&[Mode::Prompt, Mode::Picker, Mode::PanelSearch], &["enter"])]),
    row(Action::Preview, CommandGroup::Explore, &["p"], "preview: where the name is introduced", &[]),
    row(Action::FilterParagraphs, CommandGroup::Explore, &["&"], "show only paragraphs with this name", &[]),
    row(Action::ShowMentionedTogether, CommandGroup::Explore, &["c"], "who is mentioned together", &[(&[Mode::Card], &["c"]), (&[Mode::MentionedTogether], &["c"])]),
    row(Action::ShowMap, CommandGroup::Explore, &["w"], "world map", &[(&[Mode::Card], &["w"]), (&[Mode::Map], &["w"])]),
    row(Action::ZoomIn, CommandGroup::Explore, &[], "on the map: zoom in", &[(&[Mode::Map], &["+"])]),
    row(Action::ZoomOut, CommandGroup::Explore, &[], "on the map: zoom out", &[(&[Mode::Map], &["-"])]),
    row(Action::RaiseConfidence, CommandGroup::Explore, &[">"], "show only surer mentions", &[]),
    row(Action::LowerConfidence, CommandGroup::Explore, &["<"], "show less certain mentions too", &[]),
    row(Action::LineDown, CommandGroup::Movement, &["j", "down"], "one line down", &[(SCROLLING, &["j", "down"]), (TYPING, &["down", "ctrl-n"]), (&[Mode::Map, Mode::Selection], &["j", "down"])]),
    row(Action::LineUp, CommandGroup::Movement, &["k", "up"], "one line up", &[(SCROLLING, &["k", "up"]), (TYPING, &["up", "ctrl-p"]), (&[Mode::Map, Mode::Selection], &["k", "up"])]),
    row(Action::MoveLeft, CommandGroup::Movement, &[], "map: west; selection: back a word", &[(&[Mode::Map], &["h", "left"]), (&[Mode::Selection], &["h", "left", "b"])]),
    row(Action::MoveRight, CommandGroup::Movement, &[], "map: east; selection: forward a word", &[(&[Mode::Map], &["l", "right"]), (&[Mode::Selection], &["l", "right", "w", "e"])]),
    row(Action::HalfPageDown, CommandGroup::Movement, &["d", "ctrl-d"], "half a page down", &[(SCROLLING, &["d", "ctrl-d"])]),
    row(Action::HalfPageUp, CommandGroup::Movement, &["u", "ctrl-u"], "half a page up", &[(SCROLLING, &["u", "ctrl-u"])]),
    row(Action::PageDown, CommandGroup::Movement, &["space", "f", "pgdn", "ctrl-f"], "one page down", &[(&[Mode::Panel], &["pgdn", "ctrl-f"]), (PAGED, &["space", "f", "pgdn", "ctrl-f"]), (&[Mode::Menu, Mode::Selection, Mode::Picker, Mode::PanelSearch], &["pgdn"])]),
    row(Action::PageUp, CommandGroup::Movement, &["b", "pgup", "ctrl-b"], "one page up", &[(&[Mode::Panel], &["pgup", "ctrl-b"]), (PAGED, &["b", "pgup", "ctrl-b"]), (&[Mode::Menu, Mode::Selection, Mode::Picker, Mode::PanelSearch], &["pgup"])]),
    row(Action::GoToStart, CommandGroup::Movement, &["g", "home"], "go to the start", &[(SCROLLING, &["g", "home"]), (&[Mode::Menu], &["home"])]),
    row(Action::GoToEnd, CommandGroup::Movement, &["G", "end"], "go to the end", &[(SCROLLING, &["G", "end"]), (&[Mode::Menu], &["end"])]),
    row(Action::NextParagraph, CommandGroup::Movement, &["}"], "next paragraph", &[]),
    row(Action::PreviousParagraph, CommandGroup::Movement, &["{"], "previous paragraph", &[]),
    row(Action::NextHeading, CommandGroup::Movement, &[")"], "next heading", &[]),
    row(Action::PreviousHeading, CommandGroup::Movement, &["("], "previous heading", &[]),
    row(Action::Search, CommandGroup::Movement, &["/"], "search the text; Esc ends the search", &[]),
    row(Action::PreviousInput, CommandGroup::Movement, &[], "at a prompt: previous input", &[(&[Mode::Prompt], &["up"])]),
    row(Action::NextInput, CommandGroup::Movement, &[], "at a prompt: next input", &[(&[Mode::Prompt], &["down"])]),
    row(Action::ShowContents, CommandGroup::Movement, &["t"], "contents: go to a heading", &[]),
    row(Action::SetBookmark, CommandGroup::Movement, &["m"], "set a bookmark: then a letter or digit", &[]),
    row(Action::GoToBookmark, CommandGroup::Movement, &["'"], "go to a bookmark; '' jumps back", &[]),
    row(Action::ShowJumpList, CommandGroup::Movement, &["T"], "jump list: go back to a place", &[]),
    row(Action::ShowRecent, CommandGroup::Movement, &["h"], "open a recent article", &[]),
    row(Action::GoBack, CommandGroup::Movement, &["backspace", "ctrl-o", "alt-left"], "jump back", &[]),
    row(Action::GoForward, CommandGroup::Movement, &["\\", "alt-right"], "jump forward", &[]),
    row(Action::SwitchFocus, CommandGroup::Panel, &["tab", "shift-tab"], "switch between text and panel", &[(&[Mode::Panel, Mode::MentionedTogether, Mode::Map], &["tab", "shift-tab"])]),
    row(Action::ToggleMark, CommandGroup::Panel, &[], "in the panel: mark for the filter", &[(&[Mode::Panel], &["space"])]),
    row(Action::TogglePanel, CommandGroup::Panel, &["e"], "show or hide the panel", &[]),
    row(Action::SearchPanel, CommandGroup::Panel, &[], "in the panel: search the names", &[(&[Mode::Panel], &["/"])]),
    row(Action::CycleOrder, CommandGroup::Panel, &["s"], "order by mentions, appearance or name", &[]),
    row(Action::Reject, CommandGroup::Corrections, &["x"], "reject: not a person or country", &[(&[Mode::Card], &["x"])]),
    row(Action::Merge, CommandGroup::Corrections, &["M"], "merge with another name", &[(&[Mode::Card], &["M"])]),
    row(Action::Split, CommandGroup::Corrections, &["S"], "split off a form of this name", &[(&[Mode::Card], &["S"])]),
    row(Action::Rename, CommandGroup::Corrections, &["R"], "rename, or change person to country", &[(&[Mode::Card], &["R"])]),
    row(Action::Undo, CommandGroup::Corrections, &["U"], "undo the last correction", &[(&[Mode::Card], &["U"])]),
    row(Action::ApplyEverywhere, CommandGroup::Corrections, &[], "apply a correction to every article", &[(&[Mode::Question], &["tab", "a"]), (&[Mode::Menu, Mode::Prompt], &["tab"])]),
    row(Action::SwitchKind, CommandGroup::Corrections, &[], "for a new name: person or country", &[(&[Mode::Prompt], &["ctrl-t"])]),
    row(Action::SelectText, CommandGroup::Corrections, &["v"], "select text", &[(&[Mode::Selection], &["v"])]),
    row(Action::CharacterLeft, CommandGroup::Corrections, &[], "selection: back a character", &[(&[Mode::Selection], &["H"])]),
    row(Action::CharacterRight, CommandGroup::Corrections, &[], "selection: forward a character", &[(&[Mode::Selection], &["L"])]),
    row(Action::SwapEnds, CommandGroup::Corrections, &[], "selection: go to the other end", &[(&[Mode::Selection], &["o"])]),
    row(Action::AddName, CommandGroup::Corrections, &[], "selection: add it as a name", &[(&[Mode::Selection], &["+"])]),
    row(Action::CycleHighlights, CommandGroup::View, &["H"], "change which names are highlighted", &[]),
    row(Action::ToggleZen, CommandGroup::View, &["z"], "show only the text", &[]),
    row(Action::NarrowText, CommandGroup::View, &["-"], "narrower text", &[]),
    row(Action::WidenText, CommandGroup::View, &["+"], "wider text", &[]),
    row(Action::ResetTextWidth, CommandGroup::View, &["="], "default text width", &[]),
    row(Action::Copy, CommandGroup::Program, &["y"], "copy the sentence or the selection", &[(&[Mode::Card], &["y"]), (&[Mode::MentionedTogether], &["y"]), (&[Mode::Selection], &["y"])]),
    row(Action::CopyCard, CommandGroup::Program, &["Y"], "copy the card as Markdown", &[(&[Mode::Card], &["Y"])]),
    row(Action::OpenInBrowser, CommandGroup::Program, &["o"], "open the article in the browser", &[(&[Mode::FeedList], &["o"])]),
    row(Action::OpenLink, CommandGroup::Program, &["F"], "open a link by its letters", &[]),
    row(Action::Pipe, CommandGroup::Program, &["|"], "pipe text to a command", &[(&[Mode::Selection], &["|"])]),
    row(Action::ShowHelp, CommandGroup::Program, &["?", "f1"], "show the help", &[(WITH_HELP, &["?", "f1"]), (&[Mode::Menu, Mode::Prompt, Mode::Picker, Mode::PanelSearch, Mode::LinkHints], &["f1"])]),
    row(Action::ShowManual, CommandGroup::Program, &[], "in the help: open the manual", &[(&[Mode::Help], &["m"])]),
    row(Action::Close, CommandGroup::Program, &["esc"], "close, cancel or deselect", &[(&[Mode::Panel], &["esc"]), (&[Mode::Help], &["esc", "q"]), (POPUPS, &["esc", "q"]), (&[Mode::FeedList, Mode::NoArticle, Mode::Menu, Mode::Prompt, Mode::Selection, Mode::Picker, Mode::PanelSearch, Mode::Bookmark, Mode::LinkHints], &["esc"])]),
    row(Action::Reload, CommandGroup::Program, &["r"], "reload, keeping your place", &[(&[Mode::FeedList, Mode::NoArticle], &["r"])]),
    row(Action::Redraw, CommandGroup::Program, &["ctrl-l"], "redraw the screen", &[(ELSEWHERE, &["ctrl-l"])]),
    row(Action::Suspend, CommandGroup::Program, &["ctrl-z"], "suspend (fg to resume)", &[(ELSEWHERE, &["ctrl-z"])]),
    row(Action::Leave, CommandGroup::Program, &["q"], "quit, or go back to the feed", &[(&[Mode::FeedList, Mode::NoArticle], &["q"])]),
    row(Action::Quit, CommandGroup::Program, &["ctrl-c"], "quit", &[(ELSEWHERE, &["ctrl-c"])]),
];

//! The table of commands: every action with its group, its default keys and what it does. It is plain data.
//!
//! A row is an action, its keys in the text, and what it does. In braces follow its keys in other modes, with what it does
//! there if that differs.

use super::{CommandSpec, Mode, ModeKeys};
use crate::app::kebab_case::kebab_case;
use Mode::{
    Bookmark, Card, FeedList, Help, LinkHints, Map, MentionedTogether, Menu, NoArticle, Panel,
    PanelSearch, Picker, Prompt, Question, Selection,
};
use std::sync::LazyLock;

/// Lists, and the help screen, which only scrolls.
const SCROLLING: &[Mode] = &[Panel, FeedList, Card, MentionedTogether, Question, Help];
/// Scrolling modes in which Space pages down. In the panel it marks a row instead.
const PAGED: &[Mode] = &[FeedList, Card, MentionedTogether, Question, Help];
/// All modes except the text and the panel, which are the first; an unbound key in the panel does what it does in the text.
const ELSEWHERE: &[Mode] = Mode::ALL.split_at(2).1;

/// Makes [`Action`], [`CommandGroup`] and [`COMMANDS`] from the rows of the table.
macro_rules! commands {
    ($(
        #[doc = $group_doc:literal]
        $group:ident, $title:literal {$(
            $action:ident, [$($text_key:literal),*], $description:literal
            $({ $($modes:tt: [$($key:literal),*] $($there:literal)?),* $(,)? })?;
        )*}
    )*) => {
        /// What the user can do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the table of commands describes each")]
        pub enum Action {
            $($($action,)*)*
        }

        impl Action {
            /// Its name in the configuration.
            pub fn name(self) -> &'static str {
                match self {$($(
                    Self::$action => {
                        static NAME: LazyLock<String> = LazyLock::new(|| kebab_case(stringify!($action)));
                        &NAME
                    }
                )*)*}
            }
        }

        /// A group of commands on the help screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum CommandGroup {
            $(#[doc = $group_doc] $group,)*
        }

        impl CommandGroup {
            /// All groups, in the order of the help screen.
            pub const ALL: [Self; [$(Self::$group),*].len()] = [$(Self::$group),*];

            /// Its heading.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$group => $title,)*
                }
            }
        }

        /// Every command, group by group in the order of the help screen.
        pub const COMMANDS: &[CommandSpec] = &[$($(
            CommandSpec {
                action: Action::$action,
                group: CommandGroup::$group,
                text_keys: &[$($text_key),*],
                mode_keys: &[$($(ModeKeys {
                    modes: &$modes,
                    keys: &[$($key),*],
                    description: {
                        let [first, ..] = [$($there,)? $description];
                        first
                    },
                }),*)?],
                description: $description,
            },
        )*)*];
    };
}

#[rustfmt::skip]
commands! {
    /// Going from mention to mention.
    Mentions, "People and countries" {
        NextMention,           [".", "]"],    "next mention";
        PreviousMention,       [",", "["],    "previous mention";
        NextMatch,             ["n"],         "next match or mention of this name" {
            [Card]: ["n"] "next mention in the list",
        };
        PreviousMatch,         ["N"],         "previous match or mention of this name" {
            [Card]: ["N"] "previous mention in the list",
        };
        FollowNext,            ["*"],         "follow this name: next mention";
        FollowPrevious,        ["#"],         "follow this name: previous mention";
        NextName,              ["J"],         "select the next name in the panel";
        PreviousName,          ["K"],         "select the previous name in the panel";
    }
    /// Details about people and countries.
    Explore, "Details" {
        Choose,                ["enter"],     "open the card; in a list: go there" {
            [Panel]: ["enter"] "open the card",
            [FeedList]: ["enter"] "open the article",
            [Card]: ["enter"] "go to the mention, or open that name",
            [MentionedTogether]: ["enter"] "go through the sentences with both",
            [Question]: ["enter"] "apply to this article",
            [Menu]: ["enter"] "choose this one",
            [Map]: ["enter"] "go to the country's first mention",
            [Prompt]: ["enter"] "accept",
            [Picker]: ["enter"] "go there",
            [PanelSearch]: ["enter"] "keep the names found, and go there",
        };
        Preview,               ["p"],         "preview: where the name is introduced";
        FilterParagraphs,      ["&"],         "show only paragraphs with this name";
        ShowMentionedTogether, ["c"],         "who is mentioned together" {
            [Card]: ["c"] "who is mentioned with this name",
            [MentionedTogether]: ["c"] "this name, or the whole article",
        };
        ShowMap,               ["w"],         "world map" {
            [Card]: ["w"] "show it on the map",
            [Map]: ["w"] "close the map",
        };
        ZoomIn,                [],            "on the map: zoom in" { [Map]: ["+"] "zoom in" };
        ZoomOut,               [],            "on the map: zoom out" { [Map]: ["-"] "zoom out" };
        RaiseConfidence,       [">"],         "show only surer mentions";
        LowerConfidence,       ["<"],         "show less certain mentions too";
    }
    /// Movement in the text.
    Movement, "Movement" {
        LineDown,              ["j", "down"], "one line down" {
            [Panel]: ["j", "down"] "next name; the text follows",
            [FeedList]: ["j", "down"] "next article",
            [Card, MentionedTogether]: ["j", "down"] "next row",
            [Question]: ["j", "down"] "next answer",
            [Help, Selection]: ["j", "down"],
            [Menu, Picker, PanelSearch]: ["down", "ctrl-n"] "next row; type to search",
            [Map]: ["j", "down"] "next country to the south",
        };
        LineUp,                ["k", "up"],   "one line up" {
            [Panel]: ["k", "up"] "previous name; the text follows",
            [FeedList]: ["k", "up"] "previous article",
            [Card, MentionedTogether]: ["k", "up"] "previous row",
            [Question]: ["k", "up"] "previous answer",
            [Help, Selection]: ["k", "up"],
            [Menu, Picker, PanelSearch]: ["up", "ctrl-p"] "previous row",
            [Map]: ["k", "up"] "next country to the north",
        };
        MoveLeft,              [],            "map: west; selection: back a word" {
            [Map]: ["h", "left"] "next country to the west",
            [Selection]: ["h", "left", "b"] "back a word",
        };
        MoveRight,             [],            "map: east; selection: forward a word" {
            [Map]: ["l", "right"] "next country to the east",
            [Selection]: ["l", "right", "w", "e"] "forward a word",
        };
        HalfPageDown,          ["d", "ctrl-d"], "half a page down" { SCROLLING: ["d", "ctrl-d"] };
        HalfPageUp,            ["u", "ctrl-u"], "half a page up" { SCROLLING: ["u", "ctrl-u"] };
        PageDown,              ["space", "f", "pgdn", "ctrl-f"], "one page down" {
            [Panel]: ["pgdn", "ctrl-f"],
            PAGED: ["space", "f", "pgdn", "ctrl-f"],
            [Menu, Selection, Picker, PanelSearch]: ["pgdn"],
        };
        PageUp,                ["b", "pgup", "ctrl-b"], "one page up" {
            [Panel]: ["pgup", "ctrl-b"],
            PAGED: ["b", "pgup", "ctrl-b"],
            [Menu, Selection, Picker, PanelSearch]: ["pgup"],
        };
        GoToStart,             ["g", "home"], "go to the start" {
            SCROLLING: ["g", "home"],
            [Menu]: ["home"],
        };
        GoToEnd,               ["G", "end"],  "go to the end" {
            SCROLLING: ["G", "end"],
            [Menu]: ["end"],
        };
        NextParagraph,         ["}"],         "next paragraph";
        PreviousParagraph,     ["{"],         "previous paragraph";
        NextHeading,           [")"],         "next heading";
        PreviousHeading,       ["("],         "previous heading";
        Search,                ["/"],         "search the text; Esc ends the search";
        PreviousInput,         [],            "at a prompt: previous input" { [Prompt]: ["up"] "previous input" };
        NextInput,             [],            "at a prompt: next input" { [Prompt]: ["down"] "next input" };
        ShowContents,          ["t"],         "contents: go to a heading";
        SetBookmark,           ["m"],         "set a bookmark: then a letter or digit";
        GoToBookmark,          ["'"],         "go to a bookmark; '' jumps back";
        ShowJumpList,          ["T"],         "jump list: go back to a place";
        ShowRecent,            ["h"],         "open a recent article";
        GoBack,                ["backspace", "ctrl-o", "alt-left"], "jump back";
        GoForward,             ["\\", "alt-right"], "jump forward";
    }
    /// The panel.
    Panel, "Panel" {
        SwitchFocus,           ["tab", "shift-tab"], "switch between text and panel" {
            [Panel]: ["tab", "shift-tab"] "back to the text",
            [MentionedTogether]: ["tab", "shift-tab"] "this name, or the whole article",
            [Map]: ["tab", "shift-tab"],
        };
        ToggleMark,            [],            "in the panel: mark for the filter" {
            [Panel]: ["space"] "mark or unmark for the filter",
        };
        TogglePanel,           ["e"],         "show or hide the panel";
        SearchPanel,           [],            "in the panel: search the names" { [Panel]: ["/"] "search the names" };
        CycleOrder,            ["s"],         "order by mentions, appearance or name";
    }
    /// Correcting what the engine found.
    Corrections, "Corrections" {
        Reject,                ["x"],         "reject: not a person or country" { [Card]: ["x"] };
        Merge,                 ["M"],         "merge with another name" { [Card]: ["M"] };
        Split,                 ["S"],         "split off a form of this name" { [Card]: ["S"] };
        Rename,                ["R"],         "rename, or change person to country" { [Card]: ["R"] };
        Undo,                  ["U"],         "undo the last correction" { [Card]: ["U"] };
        ApplyEverywhere,       [],            "apply a correction to every article" {
            [Question]: ["tab", "a"] "apply to every article",
            [Menu]: ["tab"] "choose it for every article",
            [Prompt]: ["tab"] "for a new name: in every article",
        };
        SwitchKind,            [],            "for a new name: person or country" { [Prompt]: ["ctrl-t"] };
        SelectText,            ["v"],         "select text" { [Selection]: ["v"] "start the selection here" };
        CharacterLeft,         [],            "selection: back a character" { [Selection]: ["H"] "back a character" };
        CharacterRight,        [],            "selection: forward a character" { [Selection]: ["L"] "forward a character" };
        SwapEnds,              [],            "selection: go to the other end" { [Selection]: ["o"] "go to the other end" };
        AddName,               [],            "selection: add it as a name" { [Selection]: ["+"] "add it as a name" };
    }
    /// What is shown.
    View, "View" {
        CycleHighlights,       ["H"],         "change which names are highlighted";
        ToggleZen,             ["z"],         "show only the text";
        NarrowText,            ["-"],         "narrower text";
        WidenText,             ["+"],         "wider text";
        ResetTextWidth,        ["="],         "default text width";
    }
    /// The program itself: copy, open, help, quit.
    Program, "Program" {
        Copy,                  ["y"],         "copy the sentence or the selection" {
            [Card]: ["y"] "copy the mention's sentence",
            [MentionedTogether]: ["y"] "copy the sentences with both",
            [Selection]: ["y"] "copy the selection",
        };
        CopyCard,              ["Y"],         "copy the card as Markdown" { [Card]: ["Y"] };
        OpenInBrowser,         ["o"],         "open the article in the browser" { [FeedList]: ["o"] };
        OpenLink,              ["F"],         "open a link by its letters";
        Pipe,                  ["|"],         "pipe text to a command" { [Selection]: ["|"] "pipe the selection to a command" };
        ShowHelp,              ["?", "f1"],   "show the help" {
            [Help, FeedList, NoArticle, Card, MentionedTogether, Map, Question, Selection]: ["?", "f1"],
            [Menu, Prompt, Picker, PanelSearch, LinkHints]: ["f1"],
        };
        ShowManual,            [],            "in the help: open the manual" { [Help]: ["m"] "open the manual" };
        Close,                 ["esc"],       "close, cancel or deselect" {
            [Panel]: ["esc"] "back to the text",
            [Help]: ["esc", "q"] "close the help",
            [Card]: ["esc", "q"] "close, or return to the previous card",
            [MentionedTogether]: ["esc", "q"] "close",
            [Map]: ["esc", "q"] "close the map",
            [Question]: ["esc", "q"] "cancel",
            [FeedList]: ["esc"] "cancel opening an article",
            [NoArticle, Menu, Prompt, Bookmark, LinkHints]: ["esc"] "cancel",
            [Selection]: ["esc"] "cancel the selection",
            [Picker]: ["esc"] "close",
            [PanelSearch]: ["esc"] "show all names",
        };
        Reload,                ["r"],         "reload, keeping your place" {
            [FeedList]: ["r"] "reload the feed",
            [NoArticle]: ["r"] "try again",
        };
        Redraw,                ["ctrl-l"],    "redraw the screen" { ELSEWHERE: ["ctrl-l"] };
        Suspend,               ["ctrl-z"],    "suspend (fg to resume)" { ELSEWHERE: ["ctrl-z"] };
        Leave,                 ["q"],         "quit, or go back to the feed" {
            [FeedList]: ["q"] "quit",
            [NoArticle]: ["q"],
        };
        Quit,                  ["ctrl-c"],    "quit" { ELSEWHERE: ["ctrl-c"] };
    }
}

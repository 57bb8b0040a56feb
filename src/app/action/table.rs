//! The tables of modes and of commands. They are plain data.
//!
//! A row of the table of modes is a mode, the heading of its keys on the help screen (none for the text, whose keys are listed
//! anyway), where its keys work, whether letters are typed in it, and the actions that lead to it.
//!
//! A row of the table of commands is an action, its keys in the text, and what it does. In braces follow its keys in other modes, with what it does
//! there if that differs.

use super::rows::{commands, modes};
use super::{CommandSpec, KeyRow, ModeKeys};
use crate::kebab_case::kebab_case;
use Mode::{
    Bookmark, Card, FeedList, Help, Library, LibraryPage, LibrarySearch, LinkHints, Map,
    MentionedTogether, Menu, NoArticle, Panel, PanelSearch, Picker, PickerList, Picture, Prompt,
    Question, Selection,
};
use std::sync::LazyLock;

/// Lists.
const SCROLLING: &[Mode] = &[
    Panel,
    FeedList,
    Card,
    MentionedTogether,
    Question,
    PickerList,
    Library,
    LibraryPage,
];
/// Lists in which Space pages down. In the panel it marks a row instead.
const PAGED: &[Mode] = &[
    FeedList,
    Card,
    MentionedTogether,
    Question,
    PickerList,
    Library,
    LibraryPage,
];
/// Lists that are searched as letters are typed.
const TYPED: &[Mode] = &[Help, Menu, Picker, PanelSearch, LibrarySearch];
/// All modes except the text and the panel, which are the first; an unbound key in the panel does what it does in the text.
const ELSEWHERE: &[Mode] = Mode::ALL.split_at(2).1;

#[rustfmt::skip]
modes! {
    /// The article.
    Text,              None,                                 "in the text",                                false, [];
    /// The panel beside the text. A key that is not bound here has its action in the text.
    Panel,             Some("In the panel"),                 "in the panel",                               false, [SwitchFocus];
    /// The help screen. A key that is not bound here is typed to search it.
    Help,              None,                                 "on the help screen",                         true,  [ShowHelp];
    /// The list of a feed's articles.
    FeedList,          Some("In the feed"),                  "in the list of a feed's articles",           false, [];
    /// Nothing has been opened yet, or it could not be opened: the screen shows only a message.
    NoArticle,         Some("While no article is open"),     "while no article is open",                   false, [];
    /// The card of a name.
    Card,              Some("On the card"),                  "on a card",                                  false, [NextMention, Choose];
    /// The list of names that are mentioned together.
    MentionedTogether, Some("In “mentioned together”"),      "in the list of names mentioned together",    false, [ShowMentionedTogether];
    /// The world map.
    Map,               Some("On the map"),                   "on the map",                                 false, [ShowMap];
    /// A picture of the article.
    Picture,           Some("While a picture is open"),      "while a picture is open",                    false, [ShowPicture];
    /// A question with a few answers.
    Question,          Some("In this question"),             "in a question before a correction",          false, [NextMention, Reject];
    /// A menu: of names to merge with, or of forms to split off. A key that is not bound here is typed to search it.
    Menu,              Some("In this menu"),                 "in a menu",                                  true,  [NextMention, Merge];
    /// A prompt. A key that is not bound here is typed.
    Prompt,            Some("At this prompt"),               "at a prompt",                                true,  [Search];
    /// Text is being selected.
    Selection,         Some("While selecting text"),         "while selecting text",                       false, [SelectText];
    /// A list to choose from: contents, jumps, recent articles.
    PickerList,        Some("In this list"),                 "in the contents, the jump list or the history", false, [ShowContents];
    /// Such a list is being searched, or the list of commands. A key that is not bound here is typed.
    Picker,            Some("While searching this list"),    "while searching a list",                     true,  [ShowContents, Search];
    /// The lists of the library: people, countries, articles.
    Library,           Some("In the library"),               "in the lists of the library",                false, [ShowLibrary];
    /// A list of the library is being searched. A key that is not bound here is typed.
    LibrarySearch,     Some("While searching the library"),  "while searching the library",                true,  [ShowLibrary, Search];
    /// The page of a person or a country in the library.
    LibraryPage,       Some("On this page"),                 "on a page of the library",                   false, [];
    /// The panel is being searched. A key that is not bound here is typed.
    PanelSearch,       Some("While searching the panel"),    "while searching the panel",                  true,  [SwitchFocus, SearchPanel];
    /// The letter of a bookmark is awaited. A key that is not bound here is taken as that letter.
    Bookmark,          Some("While choosing a bookmark"),    "while choosing the letter of a bookmark",    true,  [SetBookmark];
    /// Links are labelled with letters. A key that is not bound here is typed to choose one.
    LinkHints,         Some("While choosing a link"),        "while choosing a link by its letters",       true,  [OpenLink];
}

#[rustfmt::skip]
commands! {
    /// Going from mention to mention.
    Mentions, "Go from name to name" {
        NextMention,           [".", "]"],    "next mention of any name";
        PreviousMention,       [",", "["],    "previous mention of any name";
        NextMatch,             ["n"],         "next: match, selected name, or any" {
            [Card]: ["n"] "next mention in the list",
        };
        PreviousMatch,         ["N"],         "previous: match, selected name, or any" {
            [Card]: ["N"] "previous mention in the list",
        };
        FollowNext,            ["*"],         "follow this name: next mention";
        FollowPrevious,        ["#"],         "follow this name: previous mention";
        NextName,              ["J"],         "select the next name in the panel";
        PreviousName,          ["K"],         "select the previous name in the panel";
    }
    /// Details about people and countries.
    Explore, "Find out who and where" {
        Choose,                ["enter"],     "open the card; in a list: go there" {
            [Panel]: ["enter"] "open the card",
            [FeedList]: ["enter"] "open the article",
            [Card]: ["enter"] "go to the mention, or open that name",
            [MentionedTogether]: ["enter"] "go through the sentences with both",
            [Question]: ["enter"] "apply to this article",
            [Menu]: ["enter"] "choose this one",
            [Map]: ["enter"] "go to the country's first mention",
            [Picture]: ["enter"] "go to its place in the text",
            [Prompt]: ["enter"] "accept",
            [PickerList]: ["enter"] "go there",
            [Library, LibrarySearch]: ["enter"] "open the page or the article",
            [LibraryPage]: ["enter"] "open the article, or that name's page",
            [Picker]: ["enter"] "go there, or run the command",
            [PanelSearch]: ["enter"] "keep the names found, and go there",
            [LinkHints]: ["enter"] "open the link, if only one is left",
            [Selection]: ["enter"] "follow the link at the selection's end",
        };
        Preview,               ["p"],         "preview: where the name is introduced" {
            [LinkHints]: ["p"] "preview a note; then its letters",
        };
        FilterParagraphs,      ["&"],         "show only paragraphs with this name";
        ShowMentionedTogether, ["c"],         "who is mentioned together" {
            [Card]: ["c"] "who is mentioned with this name",
            [MentionedTogether]: ["c"] "this name, or the whole article",
        };
        ShowMap,               ["w"],         "world map of the countries" {
            [Card]: ["w"] "show it on the map",
            [Map]: ["w"] "close the map",
        };
        ShowLibrary,           ["L"],         "library: page of this name, or all" {
            [Panel]: ["L"] "library: page of this name",
            [FeedList]: ["L"] "library: what you have read",
            [Card]: ["L"] "all sentences with this name",
            [LibraryPage]: ["L"] "all people, countries and articles",
            [Library]: ["L"] "close the library",
        };
        ZoomIn,                [],            "on the map: zoom in" { [Map]: ["+"] "zoom in" };
        ZoomOut,               [],            "on the map: zoom out" { [Map]: ["-"] "zoom out" };
        ShowPicture,           ["i"],         "picture of the article nearest to here" { [Picture]: ["i"] "close the picture" };
        NextPicture,           [],            "in a picture: the next one" { [Picture]: ["n", "right", "down", "j", "space"] "next picture" };
        PreviousPicture,       [],            "in a picture: the one before" { [Picture]: ["p", "N", "left", "up", "k", "b"] "previous picture" };
        RaiseConfidence,       [">"],         "show only surer mentions";
        LowerConfidence,       ["<"],         "show less certain mentions too";
    }
    /// Movement in the text.
    Movement, "Move in the text" {
        LineDown,              ["j", "down"], "one line down" {
            [Panel]: ["j", "down"] "next name; the text follows",
            [FeedList]: ["j", "down"] "next article",
            [Card, MentionedTogether]: ["j", "down"] "next row",
            [Question]: ["j", "down"] "next answer",
            [PickerList, Library, LibraryPage]: ["j", "down"] "next row",
            [Selection]: ["j", "down"],
            TYPED: ["down", "ctrl-n"] "next row; type to search",
            [Map]: ["j", "down"] "next country to the south",
        };
        LineUp,                ["k", "up"],   "one line up" {
            [Panel]: ["k", "up"] "previous name; the text follows",
            [FeedList]: ["k", "up"] "previous article",
            [Card, MentionedTogether]: ["k", "up"] "previous row",
            [Question]: ["k", "up"] "previous answer",
            [PickerList, Library, LibraryPage]: ["k", "up"] "previous row",
            [Selection]: ["k", "up"],
            TYPED: ["up", "ctrl-p"] "previous row",
            [Map]: ["k", "up"] "next country to the north",
        };
        MoveLeft,              ["left"],      "pan long lines of code back" {
            [Map]: ["h", "left"] "next country to the west",
            [Library]: ["shift-tab", "left", "h"] "the list before",
            [LibrarySearch]: ["shift-tab"] "the list before",
            [Selection]: ["h", "left", "b"] "back a word",
        };
        MoveRight,             ["right"],     "pan long lines of code to the right" {
            [Map]: ["l", "right"] "next country to the east",
            [Library]: ["tab", "right", "l"] "the next list",
            [LibrarySearch]: ["tab"] "the next list",
            [Selection]: ["l", "right", "w", "e"] "forward a word",
        };
        HalfPageDown,          ["d", "ctrl-d"], "half a page down" { SCROLLING: ["d", "ctrl-d"] };
        HalfPageUp,            ["u", "ctrl-u"], "half a page up" { SCROLLING: ["u", "ctrl-u"] };
        PageDown,              ["space", "f", "pgdn", "ctrl-f"], "one page down" {
            [Panel]: ["pgdn", "ctrl-f"],
            PAGED: ["space", "f", "pgdn", "ctrl-f"],
            TYPED: ["pgdn"],
            [Selection]: ["pgdn"],
        };
        PageUp,                ["b", "pgup", "ctrl-b"], "one page up" {
            [Panel]: ["pgup", "ctrl-b"],
            PAGED: ["b", "pgup", "ctrl-b"],
            TYPED: ["pgup"],
            [Selection]: ["pgup"],
        };
        GoToStart,             ["g", "home"], "go to the start" {
            SCROLLING: ["g", "home"],
            [Help, Menu]: ["home"],
        };
        GoToEnd,               ["G", "end"],  "go to the end" {
            SCROLLING: ["G", "end"],
            [Help, Menu]: ["end"],
        };
        NextParagraph,         ["}"],         "next paragraph";
        PreviousParagraph,     ["{"],         "previous paragraph";
        NextHeading,           [")"],         "next heading" { [LibraryPage]: [")", "n"] "next article" };
        PreviousHeading,       ["("],         "previous heading" { [LibraryPage]: ["(", "N"] "previous article" };
    }
    /// Going to a place, and back.
    Places, "Find a place, and go back" {
        Search,                ["/"],         "search the text; Esc ends the search" {
            [PickerList, FeedList, Library]: ["/"] "search this list",
            [Help]: ["/"] "begin another search",
        };
        PreviousInput,         [],            "at a prompt: previous input" { [Prompt]: ["up"] "previous input" };
        NextInput,             [],            "at a prompt: next input" { [Prompt]: ["down"] "next input" };
        ShowContents,          ["t"],         "contents: go to a heading";
        SetBookmark,           ["m"],         "set a bookmark: then a letter or digit";
        GoToBookmark,          ["'"],         "go to a bookmark; '' jumps back";
        ShowJumpList,          ["T"],         "jump list: go back to a place";
        ShowRecent,            ["h"],         "open a recent article";
        GoBack,                ["backspace", "ctrl-o", "alt-left"], "jump back, or to the article before" {
            [FeedList]: ["backspace", "ctrl-o", "alt-left"] "back to the article before",
            [Library]: ["backspace", "ctrl-o", "alt-left"] "close the library",
            [LibraryPage]: ["backspace", "ctrl-o", "alt-left"] "close this page",
        };
        GoForward,             ["\\", "alt-right"], "jump forward, or to the next article" {
            [FeedList]: ["\\", "alt-right"] "forward to the next article",
        };
    }
    /// The panel.
    Panel, "Use the panel" {
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
    Corrections, "Correct what was found" {
        Reject,                ["x"],         "reject: not a person or country" { [Card]: ["x"] };
        Merge,                 ["M"],         "merge with another name" {
            [Card]: ["M"],
            [LibraryPage]: ["M"] "both are the same person",
        };
        Split,                 ["S"],         "split off a form of this name" {
            [Card]: ["S"],
            [LibraryPage]: ["S"] "this is someone else of that name",
        };
        Rename,                ["R"],         "rename, or change person to country" { [Card]: ["R"] };
        Undo,                  ["U"],         "undo the last correction" {
            [Card]: ["U"],
            [Library]: ["U"] "undo the last decision about people",
            [LibraryPage]: ["U"] "undo this decision, or the last one",
        };
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
    View, "Change what is shown" {
        CycleHighlights,       ["H"],         "change which names are highlighted";
        ToggleZen,             ["z"],         "show only the text";
        NarrowText,            ["-"],         "narrower text";
        WidenText,             ["+"],         "wider text";
        ResetTextWidth,        ["="],         "default text width";
    }
    /// Taking text elsewhere: copy, open, pipe.
    Sharing, "Copy, open and pipe" {
        Copy,                  ["y"],         "copy the sentence or the selection" {
            [Card]: ["y"] "copy the mention's sentence",
            [MentionedTogether]: ["y"] "copy the sentences with both",
            [Selection]: ["y"] "copy the selection",
            [LibraryPage]: ["y"] "copy the sentence",
        };
        CopyCard,              ["Y"],         "copy the card as Markdown" { [Card]: ["Y"] };
        OpenInBrowser,         ["o"],         "open the article in the browser" {
            [FeedList]: ["o"],
            [Picture]: ["o"] "open the picture in the browser",
            [LinkHints]: ["o"] "browser instead; then its letters",
        };
        OpenFeed,              ["O"],         "open the feed that the page announces";
        OpenLink,              ["F"],         "open a link by its letters";
        Pipe,                  ["|"],         "pipe text to a command" { [Selection]: ["|"] "pipe the selection to a command" };
    }
    /// The program itself: help, commands, quit.
    Program, "Get help, reload, quit" {
        ShowHelp,              ["?", "f1"],   "show the help" {
            [Help]: ["?", "f1"] "close the help",
            [FeedList, NoArticle, Card, MentionedTogether, Map, Picture, Question, Selection, PickerList, Library, LibraryPage]: ["?", "f1"],
            [Menu, Prompt, Picker, PanelSearch, LinkHints, LibrarySearch]: ["f1"],
        };
        ShowCommands,          [":"],         "commands by name; :50% goes there";
        ShowManual,            [],            "in the help: open the manual" { [Help]: ["tab"] "open the manual" };
        Close,                 ["esc"],       "close, cancel or deselect" {
            [Panel]: ["esc", "q"] "back to the text",
            [Help]: ["esc"] "show all keys, or close the help",
            [Card]: ["esc", "q"] "close, or return to the previous card",
            [MentionedTogether]: ["esc", "q"] "close",
            [Map]: ["esc", "q"] "close the map",
            [Picture]: ["esc", "q", "backspace"] "close the picture",
            [Question]: ["esc", "q"] "cancel",
            [FeedList]: ["esc"] "cancel opening an article",
            [NoArticle, Menu, Prompt, Bookmark, LinkHints]: ["esc"] "cancel",
            [Selection]: ["esc", "q"] "cancel the selection",
            [PickerList, Library]: ["esc", "q"] "close",
            [LibraryPage]: ["esc", "q"] "close this page",
            [Picker, LibrarySearch]: ["esc"] "end the search",
            [PanelSearch]: ["esc"] "show all names",
        };
        Reload,                ["r"],         "reload, keeping your place" {
            [FeedList]: ["r"] "reload the feed",
            [NoArticle]: ["r"] "try again",
        };
        ToggleWholePage,       ["W"],         "all of a web page, or its article";
        Redraw,                ["ctrl-l"],    "redraw the screen" { ELSEWHERE: ["ctrl-l"] };
        Suspend,               ["ctrl-z"],    "suspend (fg to resume)" { ELSEWHERE: ["ctrl-z"] };
        Leave,                 ["q"],         "quit; in a feed's article: to the list" {
            [FeedList, NoArticle]: ["q"] "quit",
        };
        Quit,                  ["ctrl-c", "ZZ"], "quit" { ELSEWHERE: ["ctrl-c"] };
    }
}

/// The keys that are enough for reading, for the top of the help.
pub const READING_KEYS: [KeyRow; 11] = [
    KeyRow(
        &[Action::PageDown, Action::PageUp],
        "one page down, one page up",
    ),
    KeyRow(
        &[Action::NextMention, Action::PreviousMention],
        "next, previous mention of anyone",
    ),
    KeyRow(
        &[Action::NextMatch, Action::PreviousMatch],
        "the same of a search or selected name",
    ),
    KeyRow(
        &[Action::FollowNext],
        "follow this name to its next mention",
    ),
    KeyRow(&[Action::Choose], "who is this: the card of the name"),
    KeyRow(
        &[Action::SwitchFocus],
        "to the panel of all names, and back",
    ),
    KeyRow(&[Action::Search], "search the text"),
    KeyRow(
        &[Action::ShowLibrary],
        "library: who was in what you have read",
    ),
    KeyRow(&[Action::GoBack], "back to where a jump or a link began"),
    KeyRow(&[Action::ShowCommands], "all commands by name"),
    KeyRow(&[Action::Leave], "quit"),
];

/// The keys that a number repeats, for the list that opens after a number.
pub const COUNTED_KEYS: [KeyRow; 10] = [
    KeyRow(&[Action::LineDown, Action::LineUp], "lines down, up"),
    KeyRow(
        &[Action::HalfPageDown, Action::HalfPageUp],
        "half pages down, up",
    ),
    KeyRow(&[Action::PageDown, Action::PageUp], "pages down, up"),
    KeyRow(
        &[Action::NextParagraph, Action::PreviousParagraph],
        "paragraphs down, up",
    ),
    KeyRow(
        &[Action::NextHeading, Action::PreviousHeading],
        "headings down, up",
    ),
    KeyRow(
        &[Action::NextMention, Action::PreviousMention],
        "mentions forward, back",
    ),
    KeyRow(
        &[Action::NextMatch, Action::PreviousMatch],
        "the same of a search or selected name",
    ),
    KeyRow(
        &[Action::NextName, Action::PreviousName],
        "names down, up in the panel",
    ),
    KeyRow(&[Action::GoBack, Action::GoForward], "jumps back, forward"),
    KeyRow(&[Action::GoToEnd], "go to the paragraph of this number"),
];

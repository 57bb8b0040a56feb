//! The table of modes, which is plain data, and what can be typed in each.

use crate::app::kebab_case::kebab_case;
use std::sync::LazyLock;

/// Makes [`Mode`] from the rows of the table: a mode, the heading of its keys on the help screen, and where they work.
macro_rules! modes {
    ($(#[doc = $doc:literal] $mode:ident, $title:expr, $location:literal;)*) => {
        /// What has the keyboard. Each mode has key bindings of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Mode {
            $(#[doc = $doc] $mode,)*
        }

        impl Mode {
            /// All modes.
            pub const ALL: [Self; [$(Self::$mode),*].len()] = [$(Self::$mode),*];

            /// Its name in the configuration.
            pub fn name(self) -> &'static str {
                match self {$(
                    Self::$mode => {
                        static NAME: LazyLock<String> = LazyLock::new(|| kebab_case(stringify!($mode)));
                        &NAME
                    }
                )*}
            }

            /// The heading of its keys on the help screen; `None` for the text, whose keys are listed anyway.
            pub fn title(self) -> Option<&'static str> {
                match self {
                    $(Self::$mode => $title,)*
                }
            }

            /// Where its keys work, to end a sentence with: "in the text".
            pub fn location(self) -> &'static str {
                match self {
                    $(Self::$mode => $location,)*
                }
            }
        }
    };
}

#[rustfmt::skip]
modes! {
    /// The article.
    Text,              None,                                 "in the text";
    /// The panel beside the text. A key that is not bound here has its action in the text.
    Panel,             Some("In the panel"),                 "in the panel";
    /// The help screen.
    Help,              None,                                 "on the help screen";
    /// The list of a feed's articles.
    FeedList,          Some("In the feed"),                  "in the list of a feed's articles";
    /// Nothing has been opened yet, or it could not be opened: the screen shows only a message.
    NoArticle,         Some("While no article is open"),     "while no article is open";
    /// The card of a name.
    Card,              Some("On the card"),                  "on a card";
    /// The list of names that are mentioned together.
    MentionedTogether, Some("In “mentioned together”"),      "in the list of names mentioned together";
    /// The world map.
    Map,               Some("On the map"),                   "on the map";
    /// A question with a few answers.
    Question,          Some("In this question"),             "in a question before a correction";
    /// A menu: of names to merge with, or of forms to split off. A key that is not bound here is typed to search it.
    Menu,              Some("In this menu"),                 "in a menu";
    /// A prompt. A key that is not bound here is typed.
    Prompt,            Some("At this prompt"),               "at a prompt";
    /// Text is being selected.
    Selection,         Some("While selecting text"),         "while selecting text";
    /// A list that is searched by typing: contents, jumps, recent articles. A key that is not bound here is typed.
    Picker,            Some("In this list"),                 "in a list with a search field";
    /// The panel is being searched. A key that is not bound here is typed.
    PanelSearch,       Some("While searching the panel"),    "while searching the panel";
    /// The letter of a bookmark is awaited. A key that is not bound here is taken as that letter.
    Bookmark,          Some("While choosing a bookmark"),    "while choosing the letter of a bookmark";
    /// Links are labelled with letters. A key that is not bound here is typed to choose one.
    LinkHints,         Some("While choosing a link"),        "while choosing a link by its letters";
}

impl Mode {
    /// Whether letters are typed as text in this mode, so that none of them can be bound to a command.
    pub fn is_text_input(self) -> bool {
        matches!(
            self,
            Self::Menu
                | Self::Prompt
                | Self::Picker
                | Self::PanelSearch
                | Self::Bookmark
                | Self::LinkHints
        )
    }

    /// Whether digits are a count in this mode, so that 1 to 9 cannot be bound to a command.
    pub fn accepts_count(self) -> bool {
        !self.is_text_input() && self != Self::Help
    }
}

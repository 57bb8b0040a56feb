//! The roles that a palette has styles for, and their names in a theme of the configuration.

use crate::kebab_case::kebab_case;
use std::sync::LazyLock;

/// Makes [`Role`] from the rows of the table: a role and its description.
macro_rules! roles {
    ($($role:ident, $description:literal;)*) => {
        /// What a style is applied to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the table of roles describes each")]
        pub enum Role {
            $($role,)*
        }

        impl Role {
            /// All roles.
            pub const ALL: [Self; [$(Self::$role),*].len()] = [$(Self::$role),*];

            /// Its name in a theme of the configuration.
            pub fn name(self) -> &'static str {
                match self {$(
                    Self::$role => {
                        static NAME: LazyLock<String> = LazyLock::new(|| kebab_case(stringify!($role)));
                        &NAME
                    }
                )*}
            }

            /// A short description.
            pub fn description(self) -> &'static str {
                match self {
                    $(Self::$role => $description,)*
                }
            }
        }
    };
}

#[rustfmt::skip]
roles! {
    Text,             "running text; its background is that of the whole screen";
    Title,            "the article's title";
    Heading,          "a heading in the article";
    Caption,          "a picture's caption";
    Code,             "code";
    Link,             "a link";
    Person,           "a person";
    Country,          "a country";
    UncertainPerson,  "an uncertain mention of a person";
    UncertainCountry, "an uncertain mention of a country";
    SelectedPerson,   "the selected person";
    SelectedCountry,  "the selected country";
    Paired,           "the other name, when two are followed";
    Current,          "the current mention or match";
    SearchMatch,      "a match of the search";
    ScrollbarMatch,   "matches on the scrollbar";
    Selection,        "the text being selected";
    Label,            "a heading in the panel, a popup or the help";
    Key,              "a key in a hint";
    Status,           "the status line";
    Message,          "a message";
    Faint,            "lines, hints and other secondary text";
    Focus,            "the border of what has the keys";
    OffScreen,        "panel rows of names that are not on screen";
    Chosen,           "the text of the chosen row in a list";
    ChosenRow,        "the rest of the chosen row, beside its text";
    Cursor,           "the cursor of a prompt";
    Coast,            "coasts and borders on a map";
    Land,             "the area of the countries mentioned";
    Marker,           "a marker on a map, and its name";
    ChosenMarker,     "the chosen country on a map";
}

/// Names that roles had in earlier versions. The configuration still accepts them, but nothing prints them.
const ALIASES: [(&str, Role); 11] = [
    ("doubtful-person", Role::UncertainPerson),
    ("doubtful-country", Role::UncertainCountry),
    ("companion", Role::Paired),
    ("hit", Role::SearchMatch),
    ("tick", Role::ScrollbarMatch),
    ("taken", Role::Selection),
    ("notice", Role::Message),
    ("away", Role::OffScreen),
    ("chosen-line", Role::ChosenRow),
    ("place", Role::Marker),
    ("place-chosen", Role::ChosenMarker),
];

impl Role {
    /// The role called `name`, or called so in an earlier version.
    pub fn from_name(name: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|role| role.name() == name);
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == name);
        named.or_else(|| Some(alias()?.1))
    }
}

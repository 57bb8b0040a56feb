//! The roles that a palette has styles for, and their names in a theme of the configuration.

/// What a style is applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has a description below")]
pub enum Role {
    Text,
    Title,
    Heading,
    Caption,
    Code,
    Link,
    Person,
    Country,
    UncertainPerson,
    UncertainCountry,
    SelectedPerson,
    SelectedCountry,
    Paired,
    Current,
    SearchMatch,
    ScrollbarMatch,
    Selection,
    Label,
    Key,
    Status,
    Message,
    Faint,
    OffScreen,
    Chosen,
    ChosenRow,
    Cursor,
    Coast,
    Land,
    Marker,
    ChosenMarker,
}

/// Every role, its name and its description, in the order of the enum.
#[rustfmt::skip]
const ROLES: [(Role, &str, &str); Role::COUNT] = [
    (Role::Text, "text", "running text; its background is that of the whole screen"),
    (Role::Title, "title", "the article's title"),
    (Role::Heading, "heading", "a heading in the article"),
    (Role::Caption, "caption", "a picture's caption"),
    (Role::Code, "code", "code"),
    (Role::Link, "link", "a link"),
    (Role::Person, "person", "a person"),
    (Role::Country, "country", "a country"),
    (Role::UncertainPerson, "uncertain-person", "an uncertain mention of a person"),
    (Role::UncertainCountry, "uncertain-country", "an uncertain mention of a country"),
    (Role::SelectedPerson, "selected-person", "the selected person"),
    (Role::SelectedCountry, "selected-country", "the selected country"),
    (Role::Paired, "paired", "the other name, when two are followed"),
    (Role::Current, "current", "the current mention or match"),
    (Role::SearchMatch, "search-match", "a match of the search"),
    (Role::ScrollbarMatch, "scrollbar-match", "matches on the scrollbar"),
    (Role::Selection, "selection", "the text being selected"),
    (Role::Label, "label", "a heading in the panel, a popup or the help"),
    (Role::Key, "key", "a key in a hint"),
    (Role::Status, "status", "the status line"),
    (Role::Message, "message", "a message"),
    (Role::Faint, "faint", "lines, hints and other secondary text"),
    (Role::OffScreen, "off-screen", "panel rows of names that are not on screen"),
    (Role::Chosen, "chosen", "the text of the chosen row in a list"),
    (Role::ChosenRow, "chosen-row", "the rest of the chosen row, beside its text"),
    (Role::Cursor, "cursor", "the cursor of a prompt"),
    (Role::Coast, "coast", "coasts and borders on a map"),
    (Role::Land, "land", "the area of the countries mentioned"),
    (Role::Marker, "marker", "a marker on a map, and its name"),
    (Role::ChosenMarker, "chosen-marker", "the chosen country on a map"),
];

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
    /// The number of roles.
    pub(super) const COUNT: usize = 30;

    /// All roles.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.into_iter().map(|row| row.0)
    }

    /// Its name in a theme of the configuration.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// A short description.
    pub fn description(self) -> &'static str {
        self.row().2
    }

    /// The role called `name`, or called so in an earlier version.
    pub fn from_name(name: &str) -> Option<Self> {
        let row = ROLES.iter().find(|row| row.1 == name);
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == name);
        row.map(|row| row.0).or_else(|| Some(alias()?.1))
    }

    fn row(self) -> (Self, &'static str, &'static str) {
        let row = ROLES.get(self as usize).copied();
        row.unwrap_or((self, "", ""))
    }
}

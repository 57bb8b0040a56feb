//! What styles are for.
//!
//! Owns the roles and what a theme in the configuration calls them.

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has its sentence below")]
pub enum Role {
    Text,
    Title,
    Heading,
    Caption,
    Code,
    Link,
    Person,
    Country,
    DoubtfulPerson,
    DoubtfulCountry,
    SelectedPerson,
    SelectedCountry,
    Companion,
    Current,
    Hit,
    Tick,
    Taken,
    Label,
    Key,
    Status,
    Notice,
    Faint,
    Away,
    Chosen,
    ChosenLine,
    Cursor,
    Coast,
    Land,
    Place,
    PlaceChosen,
}

/// Every role, its name, and what it is for.
#[rustfmt::skip]
const ROLES: [(Role, &str, &str); Role::COUNT] = [
    (Role::Text, "text", "running text; its ground is that of the whole screen"),
    (Role::Title, "title", "the article's title"),
    (Role::Heading, "heading", "a heading in the article"),
    (Role::Caption, "caption", "a picture's caption"),
    (Role::Code, "code", "code"),
    (Role::Link, "link", "a link"),
    (Role::Person, "person", "a person"),
    (Role::Country, "country", "a country"),
    (Role::DoubtfulPerson, "doubtful-person", "what may be a person"),
    (Role::DoubtfulCountry, "doubtful-country", "what may be a country"),
    (Role::SelectedPerson, "selected-person", "the person that is selected"),
    (Role::SelectedCountry, "selected-country", "the country that is selected"),
    (Role::Companion, "companion", "whom the selected one is walked with"),
    (Role::Current, "current", "where the reader is"),
    (Role::Hit, "hit", "what was searched for"),
    (Role::Tick, "tick", "hits on the scrollbar"),
    (Role::Taken, "taken", "a stretch of the text being taken"),
    (Role::Label, "label", "a heading of the panel, of a sheet or of the help"),
    (Role::Key, "key", "a key in a hint"),
    (Role::Status, "status", "the status line"),
    (Role::Notice, "notice", "a word to the reader"),
    (Role::Faint, "faint", "lines, hints, what stays in the background"),
    (Role::Away, "away", "rows of those who are not on the screen"),
    (Role::Chosen, "chosen", "the chosen row of a list"),
    (Role::ChosenLine, "chosen-line", "what stands around the words in it"),
    (Role::Cursor, "cursor", "the cursor of a line being typed"),
    (Role::Coast, "coast", "coasts and borders on a map"),
    (Role::Land, "land", "the land of the article's countries"),
    (Role::Place, "place", "a mark on a map, and its name"),
    (Role::PlaceChosen, "place-chosen", "the country that is meant on a map"),
];

impl Role {
    /// How many there are.
    pub(super) const COUNT: usize = 30;

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.into_iter().map(|row| row.0)
    }

    /// What a theme in the configuration calls it.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// What it is for, in a few words.
    pub fn sentence(self) -> &'static str {
        self.row().2
    }

    /// The one of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        let row = ROLES.iter().find(|row| row.1 == name);
        row.map(|row| row.0)
    }

    fn row(self) -> (Self, &'static str, &'static str) {
        let row = ROLES.get(self as usize).copied();
        row.unwrap_or((self, "", ""))
    }
}

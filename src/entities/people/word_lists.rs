//! Small lists of words around names.

use super::super::word_list::WordList;

/// Words before a name that make it the name of a storm, a ship or an operation.
pub(super) const THING_WORDS: WordList = WordList::new(
    "Cyclone Cyclones HMS HMAS MV MS SS Hurricane Hurricanes Operation Storm Typhoon USS Mount Mt Lake Camp Fort Port \
     Planet Asteroid Comet",
);

/// Prepositions that stand before places and hardly ever before people.
pub(super) const PLACE_PREPOSITIONS: WordList =
    WordList::new("across around at in In into near Near outside throughout");

/// Words that, after the first word of a name, make it the name of a company.
pub(super) const COMPANY_WORDS: WordList = WordList::new(
    "AG Airlines Airways Bank Banking Co Company Corp Corporation Enterprises Entertainment GmbH Group \
     Holdings Inc Industries Limited Ltd Motor Motors Pharmaceuticals Records",
);

/// Verbs of saying and thinking, which have people as their subjects, and "who".
pub(super) const PERSON_VERBS: WordList = WordList::new(
    "said says told tells added wrote writes tweeted explained recalled recalls argued argues admitted asked asks \
     replied insisted believes thinks thought knew knows wants wanted laughed smiled nodded shrugged remembers \
     remembered grew married who whose",
);

/// What stands after a family's name.
pub(super) const FAMILY_WORDS: WordList = WordList::new(
    "family families clan dynasty brothers sisters siblings twins fortune household estate",
);

/// Words before which a person is named: "the Obama administration".
pub(super) const GOVERNMENT_WORDS: WordList =
    WordList::new("administration government regime era presidency camp campaign");

/// What two people have together, after their names: "the Trump-Kim summit".
pub(super) const MEETINGS: WordList = WordList::new(
    "summit call meeting talks debate deal duel era rivalry alliance ticket final feud phone letters match fight",
);

/// What a hyphen joins to the names of people: "Hirokazu-sensei", "the Trump-led wing".
pub(super) const PERSON_SUFFIXES: WordList = WordList::new(
    "san sensei sama kun chan senpai nim ssi ji bhai bai da di saheb sahib hanim bey agha ustad \
         led backed appointed nominated endorsed chaired",
);

/// What a company has and a person has not: "Langer's Managing Director".
pub(super) const COMPANY_ROLES: WordList = WordList::new(
    "chief Chief CEO CFO COO CTO Managing managing chairman Chairman chairwoman spokesman spokeswoman spokesperson \
     shareholders Shareholders shares Shares employees workers customers headquarters board Board director Director \
     subsidiary factory factories stores products profits revenue sales vice general",
);

/// Words that only stand before the name of a ship or a storm.
pub(super) const VESSEL_WORDS: WordList =
    WordList::new("USS HMS HMAS HMCS INS MV USNS RMS Cyclone Hurricane Typhoon Operation");

//! Roles: how the article describes a person.
//!
//! A role is a title before the name ("British Prime Minister David Cameron"), a description before it and a comma ("the
//! Kremlin spokesman, Dmitri Peskov"), or one after it and a comma ("Angela Merkel, the German chancellor,"). Descriptions
//! of more than [`MAX_WORDS`] words are ignored.

use super::super::tagger::NameClass;
use super::super::token_view::TokenView;
use super::super::tokens::{TokenId, TokenRange, TokenShape};
use super::super::word_list::WordList;
use super::lists::lists;
use super::person_name::is_hyphen;

/// The most words in a role.
const MAX_WORDS: usize = 8;
/// Words that may modify a role even in lower case.
const MODIFIERS: WordList = WordList::new(
    "acting chief current defence defense deputy ex executive finance foreign former interim interior \
     late lead longtime outgoing press prime senior state then vice managing",
);

/// Words, or the end of one, from which on a description of a person goes.
const DETERMINERS: WordList = WordList::new("the a an its his her their s");
/// The most words in lower case that belong to a role as "union" does in "union leader".
const MAX_NOUNS: usize = 3;
/// Words before a role that are no part of it.
const OTHER_WORDS: WordList = WordList::new(
    "a about after against all also am an and another any are as asked asks at be became become becomes been before began \
     being between both but by called calls came can did do does each either every few for from gave get gets got had has have \
     held her here his hit how if in including into is it its join joins kept know knew left let like made make makes many me \
     meet meets met might more most much my named names near no nor not of off old on one or other our out over own per put \
     quit ran said saw say says see sees sent several she since so some spoke such take takes tell tells than that the their \
     them there these they this those though thought through to told took under until up upon was we well went were what when \
     where whether which while who whom whose why will with within without won would wrote year years yet you your",
);
/// Nouns in the plural that stand before roles: "human rights activist".
const PLURAL_NOUNS: WordList = WordList::new(
    "affairs arts communications markets news operations relations rights sales services sports",
);

/// The roles in the text around one mention: before it, before a comma, and after a comma. Each is a phrase as written.
pub(super) fn roles_around(
    view: &TokenView<'_>,
    name: TokenRange,
) -> impl Iterator<Item = String> + use<> {
    [
        view.title_before(name.start),
        view.description_before(name.start),
        view.description_after(name.end),
    ]
    .into_iter()
    .flatten()
}

impl TokenView<'_> {
    /// Whether the word at `at` is the head noun of a role. A courtesy title such as "Mr." is not.
    fn is_role_head(&self, at: TokenId) -> bool {
        let folded = self.folded(at);
        lists()
            .title(&folded)
            .map_or_else(|| lists().is_role(&folded), |title| !title.courtesy)
    }

    /// The title directly before `start`: "British Prime Minister", "trade union leader".
    fn title_before(&self, start: TokenId) -> Option<String> {
        let head = start
            .checked_sub(1)
            .filter(|&head| self.is_role_head(head))?;
        let (mut first, mut nouns) = (head, 0);
        while let Some(at) = first.checked_sub(1).filter(|&at| start - at <= MAX_WORDS) {
            let word = self.word(at);
            let is_modifier = MODIFIERS.contains(&self.folded(at));
            let is_name = self.is_capitalised(at)
                && self.class(at) != NameClass::Person
                && !is_function_word(word);
            let is_joining_hyphen = is_hyphen(word) && !self.has_space_before(at);
            let is_noun = nouns < MAX_NOUNS
                && self.shape(head) == TokenShape::Lower
                && self.is_noun_of_role(at);
            nouns += usize::from(is_noun);
            if self.block(at) != self.block(head)
                || !(is_modifier
                    || is_name
                    || is_joining_hyphen
                    || is_noun
                    || self.is_role_head(at) && self.shape(at) == TokenShape::Lower)
            {
                break;
            }
            first = at;
        }
        if is_hyphen(self.word(first)) {
            first += 1;
        }
        self.phrase(first.until(start))
    }

    /// Whether the word at `at`, before a role, is a noun or an adjective in lower case that belongs to it. One that looks like
    /// a verb is taken for an adjective only after a determiner: "the disgraced leader".
    fn is_noun_of_role(&self, at: TokenId) -> bool {
        let word = self.word(at);
        if self.shape(at) != TokenShape::Lower || OTHER_WORDS.contains(word) {
            return false;
        }
        let is_plural = word.ends_with('s') && !word.ends_with("ss");
        let may_be_verb = word.ends_with("ed") || is_plural && !PLURAL_NOUNS.contains(word);
        let before = at.checked_sub(1).map(|before| self.folded(before));
        let follows_determiner = before.is_some_and(|before| DETERMINERS.contains(&before));
        !may_be_verb || follows_determiner
    }

    /// The description before `start` and a comma, from its determiner on: "the Kremlin spokesman,".
    pub(super) fn description_before(&self, start: TokenId) -> Option<String> {
        let comma = start.checked_sub(1).filter(|&at| self.word(at) == ",")?;
        let before = comma.saturating_sub(MAX_WORDS + 1).until(comma).into_iter();
        for at in before.rev() {
            if matches!(self.word(at), "," | "." | ";" | ":" | "”" | "\"")
                || self.class(at) == NameClass::Person
            {
                return None;
            }
            let is_determiner = DETERMINERS.contains(&self.folded(at));
            let description = (at + 1).until(comma);
            if is_determiner && self.is_description(description) {
                return self.phrase(description);
            }
        }
        None
    }

    /// The description after `end` and a comma, without its determiner: ", the German chancellor,".
    pub(super) fn description_after(&self, end: TokenId) -> Option<String> {
        let mut first = end + 1;
        if self.word(end) != "," {
            return None;
        }
        if self.shape(first) == TokenShape::Number && self.word(first + 1) == "," {
            first += 2;
        }
        if matches!(
            self.folded(first).as_ref(),
            "the" | "a" | "an" | "its" | "his" | "her" | "their"
        ) {
            first += 1;
        }
        let mut following = first.until(first + MAX_WORDS + 1).into_iter();
        let stop = following.find(|&at| {
            matches!(
                self.word(at),
                "," | "." | ";" | ")" | "who" | "which" | "said" | "and" | "told" | "—" | ""
            )
        })?;
        let description = first.until(stop);
        self.is_description(description)
            .then(|| self.phrase(description))
            .flatten()
    }

    /// Whether the words describe a person: they have a head noun before any preposition, no verb, and no person's name.
    fn is_description(&self, range: TokenRange) -> bool {
        let head = range
            .into_iter()
            .take_while(|&at| {
                !matches!(
                    self.word(at),
                    "of" | "for" | "to" | "at" | "in" | "on" | "with" | "from" | "by"
                )
            })
            .find(|&at| self.is_role_head(at));
        let ends_description = |after: TokenId| {
            matches!(
                self.word(after),
                "of" | "for"
                    | "to"
                    | "at"
                    | "in"
                    | "on"
                    | "with"
                    | "from"
                    | ","
                    | "."
                    | ";"
                    | ")"
                    | "who"
                    | "and"
                    | "-"
                    | "’s"
            ) || after == range.end
                || self.is_role_head(after)
        };
        let is_verb = |at| {
            matches!(
                self.word(at),
                "is" | "was" | "has" | "had" | "are" | "were" | "said" | "says"
            )
        };
        let mut words = range.into_iter();
        head.is_some_and(|head| ends_description(head + 1))
            && !words.any(|at| is_verb(at) || self.class(at) == NameClass::Person)
    }

    /// The words in `range` as written, on one line; `None` if there are none or more than [`MAX_WORDS`].
    fn phrase(&self, range: TokenRange) -> Option<String> {
        let words = range.into_iter();
        let count = words
            .filter(|&at| self.shape(at) != TokenShape::Symbol)
            .count();
        let written = self.text_of(range).split_whitespace();
        (0 < count && count <= MAX_WORDS).then(|| written.collect::<Vec<_>>().join(" "))
    }
}

/// Whether `word` is usually capitalised only because it starts a sentence, or is a day or a month.
pub(super) fn is_function_word(word: &str) -> bool {
    const WORDS: WordList = WordList::new(
        "A After Also Although An And April As At August Because Before But By December For Friday From \
         However If In January July June March May Meanwhile Monday November October On Saturday \
         September Since So Sunday That The Then This Thursday Today Tuesday Wednesday When While With",
    );
    WORDS.contains(word)
}

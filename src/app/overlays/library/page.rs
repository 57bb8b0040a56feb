//! The page of a person or a country: the company it keeps, and every sentence about it, article by article.
//!
//! The first articles come with the page, the others are asked for when those have arrived, so that a page with thousands of
//! sentences opens at once. `layout` divides the popup among its parts.

mod cursor;
mod decisions;
mod layout;
mod sought;

pub use layout::{PageLayout, VisibleItem};
use sought::SoughtRow;

use super::lists;
use super::{KeptArticle, KeptName, KeptSentence, LibraryAnswer, NameSummary, PageArticles, Shown};
use crate::app::MouseEvent;
use crate::app::action::{Action, Mode};
use crate::app::command::Command;
use crate::app::effect::LibraryQuery;
use crate::app::overlays::{self, Extent, KeyHints, Outcome, Overlay, OverlayBehaviour};
use crate::app::state::State;
use crate::app::update::{capitalised, copy, links, remap_entity};
use crate::document::TextAnchor;
use crate::entities::{CountryCode, Entities, Entity, EntityId};

/// A row of the page that the cursor can be on, with its index among the rows of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageRow {
    /// Someone who is perhaps the same person.
    Namesake(usize),
    /// What the user has decided about the person.
    Decision(usize),
    /// A person mentioned in the same articles.
    Person(usize),
    /// A country mentioned in the same articles.
    Country(usize),
    /// An article or a sentence.
    Item(usize),
}

impl PageRow {
    /// The types of rows above the articles, from top to bottom.
    const ABOVE: [fn(usize) -> Self; 4] =
        [Self::Namesake, Self::Decision, Self::Person, Self::Country];
}

/// A row of the list of sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageItem {
    /// The number of the article on the page.
    pub article: usize,
    /// The number of the sentence in it; `None` for the row of the article itself.
    pub sentence: Option<usize>,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageContent {
    /// What stands above the articles.
    pub summary: NameSummary,
    /// The articles that have arrived, latest read first.
    pub articles: Vec<(KeptArticle, Vec<KeptSentence>)>,
    /// The rows of the articles and their sentences.
    pub items: Vec<PageItem>,
}

/// An open page.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryPage {
    /// Whose page it is.
    pub id: KeptName,
    /// The name of the open article whose page is looked for; `None` once `id` is known.
    pub(super) looked_up: Option<EntityId>,
    /// The name.
    pub name: String,
    /// The code of a country.
    pub code: Option<CountryCode>,
    /// What it shows.
    pub content: Shown<PageContent>,
    /// The number of the last question about it, once the library was asked.
    pub(crate) question: Option<u64>,
    /// Whether that was asked together with a decision of the user.
    pub(super) is_deciding: bool,
    /// The row the cursor is on.
    pub chosen: PageRow,
    /// The first visible row of the list.
    pub top: usize,
    /// The row to go to once its article has arrived.
    sought: Option<SoughtRow>,
    /// The first visible namesake.
    pub namesakes_top: usize,
    /// The first visible decision.
    pub decisions_top: usize,
}

/// Opens the page of the name `id`, which is shown as `name`, with its code if it is a country.
pub(crate) fn open(state: &mut State, id: KeptName, name: &str, code: Option<CountryCode>) {
    open_page(state, id, None, (name, code));
}

/// Opens the page of `entity`, a name of the open article, or of someone else of that name; if there is none, the lists.
pub(crate) fn open_of(state: &mut State, entity: EntityId) {
    let Entity { name, code, .. } = state.reading.entities.entity(entity).clone();
    open_page(state, KeptName::default(), Some(entity), (&name, code));
}

fn open_page(
    state: &mut State,
    id: KeptName,
    looked_up: Option<EntityId>,
    (name, code): (&str, Option<CountryCode>),
) {
    let page = LibraryPage {
        id,
        looked_up,
        name: name.to_owned(),
        code,
        content: Shown::Loading,
        question: None,
        is_deciding: false,
        chosen: PageRow::Item(0),
        top: 0,
        sought: None,
        namesakes_top: 0,
        decisions_top: 0,
    };
    overlays::push(state, Overlay::LibraryPage(page));
}

impl PageContent {
    fn new(summary: NameSummary, articles: PageArticles) -> Self {
        let mut content = Self {
            summary,
            articles: Vec::new(),
            items: Vec::new(),
        };
        content.extend(articles);
        content
    }

    /// Adds the next articles.
    fn extend(&mut self, next: PageArticles) {
        if next.first != self.articles.len() {
            return;
        }
        for (article, (_, sentences)) in (next.first..).zip(&next.articles) {
            let sentences = (0..sentences.len()).map(Some);
            let rows = std::iter::once(None).chain(sentences);
            self.items
                .extend(rows.map(|sentence| PageItem { article, sentence }));
        }
        self.articles.extend(next.articles);
    }

    /// The article and the sentence of a row; for the row of an article, its first sentence.
    pub fn item(&self, nth: usize) -> Option<(&KeptArticle, Option<&KeptSentence>)> {
        let item = self.items.get(nth)?;
        let (article, sentences) = self.articles.get(item.article)?;
        Some((article, sentences.get(item.sentence.unwrap_or(0))))
    }
}

impl LibraryPage {
    /// Shows an answer. The cursor stays where it is, as far as that is possible. Returns what to ask for next, if more articles
    /// are missing.
    pub(super) fn show(&mut self, answer: LibraryAnswer) -> Option<LibraryQuery> {
        match answer {
            LibraryAnswer::Page(Some(page)) => {
                // Who was joined with another one is on the page of that one.
                let summary = &page.summary;
                self.sought = self.sought.take().or_else(|| self.chosen_row());
                (self.id, self.name) = (summary.id, summary.name.clone());
                self.looked_up = None;
                self.content = Shown::Content(PageContent::new(page.summary, page.articles));
                self.find_row(false);
            }
            LibraryAnswer::Page(None) => {
                let message = "No article in the library mentions this name any more";
                self.content = Shown::Message(message.to_owned());
            }
            LibraryAnswer::PageArticles(next) => {
                // Some may have been removed since the page was read.
                let is_last = next.articles.is_empty();
                if let Shown::Content(content) = &mut self.content {
                    content.extend(next);
                }
                self.find_row(is_last);
                if is_last {
                    return None;
                }
            }
            LibraryAnswer::Failed(sentence) => {
                self.content = Shown::Message(capitalised(&sentence));
            }
            _ => {}
        }
        let content = self.content.content()?;
        let first = content.articles.len();
        (first < content.summary.articles && first > 0)
            .then_some(LibraryQuery::PageArticles(self.id, first))
    }
}

impl OverlayBehaviour for LibraryPage {
    fn mode(&self) -> Mode {
        Mode::LibraryPage
    }

    fn key_hints(&self, _: &State) -> KeyHints {
        match (self.content.content(), self.chosen) {
            (None, _) => &[(Action::ShowHelp, "help"), (Action::Close, "close")],
            (_, PageRow::Namesake(_)) => &[
                (Action::Merge, "the same person"),
                (Action::Split, "someone else"),
                (Action::Choose, "page"),
                (Action::Close, "close"),
            ],
            (_, PageRow::Decision(_)) => &[
                (Action::Undo, "take back"),
                (Action::Close, "close"),
                (Action::ShowLibrary, "lists"),
                (Action::Choose, "page"),
                (Action::ShowHelp, "help"),
            ],
            (_, PageRow::Person(_) | PageRow::Country(_)) => &[
                (Action::Choose, "page"),
                (Action::Close, "close"),
                (Action::ShowLibrary, "lists"),
                (Action::ShowHelp, "help"),
                (Action::NextHeading, "next article"),
            ],
            (_, PageRow::Item(_)) if self.code.is_some() => &[
                (Action::Choose, "open"),
                (Action::Close, "close"),
                (Action::ShowLibrary, "lists"),
                (Action::ShowHelp, "help"),
                (Action::NextHeading, "next article"),
                (Action::Copy, "copy"),
            ],
            (_, PageRow::Item(_)) => &[
                (Action::Choose, "open"),
                (Action::Close, "close"),
                (Action::ShowLibrary, "lists"),
                (Action::ShowHelp, "help"),
                (Action::Split, "someone else"),
                (Action::NextHeading, "next article"),
            ],
        }
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn on_command(&mut self, state: &mut State, command: Command) -> Option<Outcome> {
        match command.action {
            Action::NextHeading => {
                self.choose_article(command.times(), true);
                // The article at the top, so that its sentences are seen.
                if let PageRow::Item(nth) = self.chosen {
                    self.top = nth;
                }
            }
            Action::PreviousHeading => self.choose_article(command.times(), false),
            Action::GoBack => return Some(Outcome::close()),
            Action::ShowLibrary => return Some(lists::go_to(state)),
            Action::Merge | Action::Split | Action::Undo => {
                return Some(self.decide(state, command.action));
            }
            Action::Copy => {
                let PageRow::Item(nth) = self.chosen else {
                    return None;
                };
                let (_, sentence) = self.content.content()?.item(nth)?;
                let effects = copy::copy_earlier_sentence(state, &sentence?.text);
                return Some(Outcome::stay().with(effects));
            }
            _ => return None,
        }
        self.move_choice(state, 0);
        Some(Outcome::stay())
    }

    /// Opens the page of the chosen name, or the chosen article at its sentence.
    fn on_choose(&mut self, state: &mut State) -> Outcome {
        let Some(content) = self.content.content() else {
            return Outcome::stay();
        };
        let summary = &content.summary;
        let companion = match self.chosen {
            PageRow::Namesake(nth) => {
                if let Some(other) = summary.namesakes.get(nth) {
                    open(state, other.id, &other.name, None);
                }
                return Outcome::stay();
            }
            PageRow::Decision(nth) => {
                let decision = summary.decisions.get(nth);
                match decision.map(|decision| &decision.other) {
                    Some(Some((other, name))) => open(state, *other, name, None),
                    Some(None) => state.notice("Both are on this page"),
                    None => {}
                }
                return Outcome::stay();
            }
            PageRow::Person(nth) => summary.people.get(nth),
            PageRow::Country(nth) => summary.countries.get(nth),
            PageRow::Item(nth) => {
                let Some((article, sentence)) = content.item(nth) else {
                    return Outcome::stay();
                };
                let place = sentence.map(place_of);
                let address = article.address.as_deref();
                let effects = links::open_kept(state, address, &article.title, place);
                return Outcome::stay().with(effects);
            }
        };
        if let Some(other) = companion {
            open(state, other.id, &other.name, other.code);
        }
        Outcome::stay()
    }

    fn on_press(&mut self, state: &mut State, mouse: MouseEvent) -> Outcome {
        let layout = PageLayout::new(state, self);
        if !layout.popup.outer.contains(mouse.x, mouse.y) {
            return Outcome::close();
        }
        match layout.row_at(self, mouse.x, mouse.y) {
            Some(row) if row == self.chosen => return self.on_choose(state),
            Some(row) => (self.chosen, self.sought) = (row, None),
            None => {}
        }
        self.move_choice(state, 0);
        Outcome::stay()
    }

    /// Without the name that is looked for there is no page to wait for.
    fn remap(&mut self, state: &State, old: &Entities) -> bool {
        let Some(entity) = self.looked_up else {
            return true;
        };
        self.looked_up = remap_entity(old, &state.reading.entities, entity);
        self.looked_up.is_some()
    }

    fn move_choice(&mut self, state: &State, rows: isize) {
        self.move_cursor(state, rows);
    }

    fn visible_rows(&mut self, state: &State) -> usize {
        let layout = PageLayout::new(state, self);
        let content = self.content.content();
        let items = content.map_or(0, |content| layout.visible_items(content, self.top).len());
        items.max(1)
    }
}

/// Where `sentence` is in its article.
fn place_of(sentence: &KeptSentence) -> TextAnchor {
    let mention = sentence.mentions.first().map_or(0, |range| range.start);
    let (before, after) = sentence
        .text
        .split_at_checked(mention)
        .unwrap_or(("", &sentence.text));
    TextAnchor {
        offset: sentence.offset,
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

//! What the user decides on a page: who is the same person and who is not, and what of it does not hold any more.

use super::{LibraryPage, PageContent, PageRow};
use crate::app::action::{Action, Mode};
use crate::app::effect::{LibraryDecision, LibraryQuery};
use crate::app::overlays::Outcome;
use crate::app::overlays::library::questions::decide;
use crate::app::state::State;

/// A decision, and what to say of it; or why there is none.
type Decided = Result<(LibraryDecision, Option<String>), &'static str>;

impl LibraryPage {
    /// Decides whether someone is the same person: the chosen namesake, or for `Split` the person of the chosen article; or takes the
    /// chosen decision back, or else the latest. Where there is no one to decide about, a notice says so.
    pub(super) fn decide(&mut self, state: &mut State, action: Action) -> Outcome {
        let Some(content) = self.content.content() else {
            return Outcome::stay();
        };
        let decided = match action {
            Action::Undo => Ok((self.chosen_decision(content), None)),
            Action::Merge => self.join(content),
            _ => self.split(content),
        };
        let (decision, notice) = match decided {
            Ok(decided) => decided,
            Err(refusal) => {
                state.notice(refusal);
                return Outcome::stay();
            }
        };
        if let Some(notice) = notice {
            state.notice_of_change(&notice, Mode::LibraryPage);
        }
        let (question, effect) = decide(state, decision, LibraryQuery::Page(self.id));
        (self.question, self.is_deciding) = (Some(question), true);
        Outcome::stay().with(vec![effect])
    }

    /// To take the decision back that the cursor is on; elsewhere, the latest.
    fn chosen_decision(&self, content: &PageContent) -> LibraryDecision {
        LibraryDecision::TakeBack(match self.chosen {
            PageRow::Decision(nth) => content.summary.decisions.get(nth).map(|it| it.id),
            _ => None,
        })
    }

    /// To make one of the person and the chosen namesake, and what to say of it; or why not.
    fn join(&self, content: &PageContent) -> Decided {
        let namesakes = &content.summary.namesakes;
        let other = match (self.chosen, namesakes.as_slice()) {
            (PageRow::Namesake(nth), _) => namesakes.get(nth),
            // There is only one who can be meant.
            (_, [only]) => Some(only),
            _ => None,
        };
        match other {
            Some(other) => Ok((
                LibraryDecision::Join(self.id, other.id),
                Some(format!("Both are one {} from now on", self.name)),
            )),
            None if namesakes.is_empty() => Err("There is no one else of this name"),
            None => Err("Go to the row of the one who is the same person"),
        }
    }

    /// The same, to keep the chosen namesake apart, or the person of the chosen article.
    fn split(&self, content: &PageContent) -> Decided {
        let name = &self.name;
        let article = match self.chosen {
            PageRow::Namesake(nth) => {
                let other = content.summary.namesakes.get(nth);
                let other = other.ok_or("There is no one else of this name")?;
                return Ok((
                    LibraryDecision::KeepApart(self.id, other.id),
                    Some(format!("Two people called {name} from now on")),
                ));
            }
            PageRow::Item(nth) if self.code.is_none() => content.item(nth),
            _ => None,
        };
        let (article, _) = article.ok_or("Go to the article that is about someone else")?;
        if content.summary.articles < 2 {
            return Err("This is the only article with this person");
        }
        Ok((
            LibraryDecision::Part(self.id, article.identity.clone()),
            Some(format!(
                "“{}” is about another {name} from now on",
                article.title
            )),
        ))
    }
}

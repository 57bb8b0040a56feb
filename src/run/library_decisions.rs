//! Says in words what the user has decided about people of one name, and what was taken back.

use crate::app::Event;
use crate::app::effect::{LibraryQuery, LibraryQuestion};
use crate::app::overlays::card::pluralize;
use crate::app::overlays::library::{KeptDecision, KeptName, LibraryAnswer, NameDecision};
use crate::library::{Decision, DecisionKind, NameId};

/// How the page of the person `page` shows `decision`.
pub(super) fn in_words_on(page: NameId, decision: &Decision) -> NameDecision {
    let articles = || match decision.articles {
        0 => String::new(),
        articles => format!("in {}", pluralize(articles, "article", "articles")),
    };
    // On the page of the other one, the first is the other.
    let (other, name) = if decision.other == page {
        (decision.one, &decision.name)
    } else {
        (decision.other, &decision.other_name)
    };
    let (what, about) = match (decision.kind, &decision.title) {
        (DecisionKind::Joined, _) => ("joined with", articles()),
        (DecisionKind::Parted, Some(title)) => ("kept apart from", format!("“{title}”")),
        (DecisionKind::Parted | DecisionKind::KeptApart, _) => ("kept apart from", String::new()),
    };
    let is_elsewhere = decision.kind != DecisionKind::Joined;
    NameDecision {
        id: KeptDecision(decision.id.number()),
        words: format!("{what} {name}"),
        about,
        other: is_elsewhere.then(|| (KeptName(other.number()), name.clone())),
    }
}

/// The event that reports what was taken back, if anything was, to what asked the question `id`.
pub(super) fn taken_back_event(id: u64, decision: Option<&Decision>) -> Event {
    let sentence = match decision {
        None => "No decision to undo".to_owned(),
        Some(decision) => format!("Decision undone: {}", describe(decision)),
    };
    Event::LibraryAnswered(id, LibraryAnswer::TakenBack(sentence))
}

/// A decision as a clause.
fn describe(decision: &Decision) -> String {
    let Decision {
        name, other_name, ..
    } = decision;
    let is_one_name = name == other_name;
    match decision.kind {
        DecisionKind::Joined if is_one_name => format!("that both are one {name}"),
        DecisionKind::Joined => format!("that {name} and {other_name} are one person"),
        DecisionKind::KeptApart if is_one_name => {
            format!("that there are two people called {name}")
        }
        DecisionKind::KeptApart => format!("that {name} and {other_name} are two people"),
        DecisionKind::Parted => match &decision.title {
            Some(title) => format!("that “{title}” is about another {name}"),
            None => format!("that an article is about another {name}"),
        },
    }
}

/// The question to answer now that `taken_back` does not hold any more: the page of someone who was parted from another one is that
/// of the other one again.
pub(super) fn question_after(
    question: LibraryQuestion,
    taken_back: Option<&Decision>,
) -> LibraryQuestion {
    let parted = taken_back.filter(|decision| decision.kind == DecisionKind::Parted);
    match (parted, &question.query) {
        (Some(decision), LibraryQuery::Page(name)) if name.0 == decision.other.number() => {
            LibraryQuestion {
                query: LibraryQuery::Page(KeptName(decision.one.number())),
                ..question
            }
        }
        _ => question,
    }
}

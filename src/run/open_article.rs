//! The article on the screen with its jobs, and one that waits to be shown again, as under the manual: the results of its
//! jobs wait with it.

use super::follow::FileWatch;
use super::{CancelToken, Message};
use crate::app::Event;

/// What is on the screen, and the jobs that work on it.
#[derive(Default)]
pub(super) struct OpenArticle {
    /// Where it came from, once all of it is loaded; `None` for the manual and for a feed.
    pub(super) origin: Option<Origin>,
    /// Its analysis.
    pub(super) analysis: Option<CancelToken>,
    /// The search of its text.
    pub(super) search: Option<CancelToken>,
    /// The watch over its file, if that is followed.
    pub(super) watch: Option<FileWatch>,
}

/// Where an article came from.
#[derive(Clone)]
pub(super) struct Origin {
    /// The path or URL from which it can be opened again, if it has one.
    pub(super) location: Option<String>,
}

impl OpenArticle {
    /// The jobs that work on it.
    fn jobs(&self) -> impl Iterator<Item = &CancelToken> {
        let watch = self.watch.as_ref().map(|watch| &watch.token);
        let jobs = [self.analysis.as_ref(), self.search.as_ref(), watch];
        jobs.into_iter().flatten()
    }

    /// Cancels its jobs.
    pub(super) fn cancel(&self) {
        self.jobs().for_each(CancelToken::cancel);
    }
}

/// An article that waits, under the manual or because another page was opened.
pub(super) struct WaitingArticle {
    pub(super) article: OpenArticle,
    /// What its jobs have found meanwhile, in order.
    held: Vec<Message>,
}

impl WaitingArticle {
    /// Nothing has been found yet.
    pub(super) fn new(article: OpenArticle) -> Self {
        let held = Vec::new();
        Self { article, held }
    }

    /// Keeps an event of one of its jobs, which must not reach what is open; returns every other.
    pub(super) fn hold_back(&mut self, token: &CancelToken, event: Event) -> Option<Event> {
        if self.article.jobs().any(|job| job.is_same(token)) {
            self.held.push(Message::Job(token.clone(), event));
            return None;
        }
        Some(event)
    }

    /// What was kept, in order.
    pub(super) fn take_held(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: results for the article do not reach the manual, are not lost, and keep their order.
    #[test]
    fn results_for_the_article_wait_in_order() {
        let (analysis, manual) = (CancelToken::default(), CancelToken::default());
        let mut under = WaitingArticle::new(OpenArticle {
            analysis: Some(analysis.clone()),
            ..OpenArticle::default()
        });
        let progress = |bytes| Event::LoadProgress(bytes);
        assert!(under.hold_back(&analysis, progress(1)).is_none());
        assert!(under.hold_back(&manual, progress(2)).is_some());
        assert!(under.hold_back(&analysis, progress(3)).is_none());
        let held: Vec<u64> = under
            .take_held()
            .into_iter()
            .map(|message| match message {
                Message::Job(_, Event::LoadProgress(bytes)) => bytes,
                _ => panic!("nothing else was held"),
            })
            .collect();
        assert_eq!(held, [1, 3]);
        assert!(under.take_held().is_empty());
        under.article.cancel();
        assert!(analysis.is_cancelled());
    }
}

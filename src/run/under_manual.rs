//! What is open under the manual: it waits, and so do the results of its jobs, until the manual is closed.

use super::jobs::OpenArticle;
use super::{CancelToken, Message};
use crate::app::Event;

/// An article, or none, with the jobs that work on it.
pub(super) struct UnderManual {
    pub(super) article: Option<OpenArticle>,
    pub(super) analysis: Option<CancelToken>,
    pub(super) search: Option<CancelToken>,
    /// What these jobs have found meanwhile, in order.
    held: Vec<Message>,
}

impl UnderManual {
    /// Nothing has been found yet.
    pub(super) fn new(
        article: Option<OpenArticle>,
        analysis: Option<CancelToken>,
        search: Option<CancelToken>,
    ) -> Self {
        Self {
            article,
            analysis,
            search,
            held: Vec::new(),
        }
    }

    /// Keeps an event of one of its jobs, which must not reach the manual; returns every other.
    pub(super) fn hold_back(&mut self, token: CancelToken, event: Event) -> Option<Event> {
        let mut jobs = [&self.analysis, &self.search].into_iter().flatten();
        if jobs.any(|job| job.is_same(&token)) {
            self.held.push(Message::Job(token, event));
            return None;
        }
        Some(event)
    }

    /// What was kept, in order.
    pub(super) fn take_held(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.held)
    }

    /// Cancels its jobs.
    pub(super) fn cancel(&self) {
        for token in [&self.analysis, &self.search].into_iter().flatten() {
            token.cancel();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: results for the article do not reach the manual, are not lost, and keep their order.
    #[test]
    fn results_for_the_article_wait_in_order() {
        let (analysis, manual) = (CancelToken::default(), CancelToken::default());
        let mut under = UnderManual::new(None, Some(analysis.clone()), None);
        let progress = |bytes| Event::LoadProgress(bytes);
        assert!(under.hold_back(analysis.clone(), progress(1)).is_none());
        assert!(under.hold_back(manual, progress(2)).is_some());
        assert!(under.hold_back(analysis.clone(), progress(3)).is_none());
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
        under.cancel();
        assert!(analysis.is_cancelled());
    }
}

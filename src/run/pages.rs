//! The pages that were left for another one. Their jobs go on, and what they find waits until the page is shown again.

use super::CancelToken;
use super::load_job::LoadTarget;
use super::open_article::{OpenArticle, WaitingArticle};
use crate::app::Event;
use crate::app::visited::PageId;
use crate::document::Feed;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page that was left.
pub(super) struct LeftPage {
    pub(super) article: WaitingArticle,
    /// What it was opened as.
    pub(super) target: LoadTarget,
    /// The feed from which its articles are opened.
    pub(super) feed: Option<Arc<Feed>>,
    /// What the manual is open over, if this is the manual.
    pub(super) under_manual: Option<WaitingArticle>,
}

impl LeftPage {
    /// Keeps an event of one of its jobs; returns every other.
    fn hold_back(&mut self, token: &CancelToken, event: Event) -> Option<Event> {
        let event = self.article.hold_back(token, event)?;
        match &mut self.under_manual {
            Some(under) => under.hold_back(token, event),
            None => Some(event),
        }
    }

    fn cancel(&self) {
        self.article.article.cancel();
        if let Some(under) = &self.under_manual {
            under.article.cancel();
        }
    }
}

/// All pages that were left.
#[derive(Default)]
pub(super) struct LeftPages {
    kept: BTreeMap<PageId, LeftPage>,
    /// The page that was just replaced, until it is known whether it is kept.
    replaced: Option<LeftPage>,
}

impl LeftPages {
    /// Notes that `page` was replaced by another one.
    pub(super) fn replace(&mut self, page: LeftPage) {
        self.drop_replaced();
        self.replaced = Some(page);
    }

    /// Keeps the page that was just replaced under the number `id`.
    pub(super) fn keep_replaced(&mut self, id: PageId) {
        if let Some(page) = self.replaced.take() {
            self.kept.insert(id, page);
        }
    }

    /// Cancels the jobs of the page that was just replaced, if it is not kept.
    pub(super) fn drop_replaced(&mut self) {
        if let Some(page) = self.replaced.take() {
            page.cancel();
        }
    }

    /// What the page with this number was opened as.
    pub(super) fn target(&self, id: PageId) -> Option<&LoadTarget> {
        self.kept.get(&id).map(|page| &page.target)
    }

    /// Takes out the page with this number, to show it again.
    pub(super) fn take(&mut self, id: PageId) -> Option<LeftPage> {
        self.kept.remove(&id)
    }

    /// Keeps nothing of a page but what it was opened as.
    pub(super) fn unload(&mut self, id: PageId) {
        if let Some(page) = self.kept.get_mut(&id) {
            page.cancel();
            page.article = WaitingArticle::new(OpenArticle::default());
        }
    }

    /// Forgets a page.
    pub(super) fn forget(&mut self, id: PageId) {
        if let Some(page) = self.kept.remove(&id) {
            page.cancel();
        }
    }

    /// Holds back an event of a job of one of the pages; returns every other.
    pub(super) fn hold_back(&mut self, token: &CancelToken, event: Event) -> Option<Event> {
        let mut pages = self.kept.values_mut();
        pages.try_fold(event, |event, page| page.hold_back(token, event))
    }

    /// Cancels all jobs.
    pub(super) fn cancel(&mut self) {
        self.drop_replaced();
        self.kept.values().for_each(LeftPage::cancel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{LoadOptions, Source};

    fn page(token: &CancelToken) -> LeftPage {
        LeftPage {
            article: WaitingArticle::new(OpenArticle {
                analysis: Some(token.clone()),
                ..OpenArticle::default()
            }),
            target: LoadTarget {
                source: Source::Sample,
                options: LoadOptions::default(),
                piped: None,
            },
            feed: None,
            under_manual: None,
        }
    }

    /// Protects: what the jobs of a page that was left find waits for it and reaches no other page; a page that is not kept,
    /// or whose text is no longer in memory, has no jobs.
    #[test]
    fn results_wait_for_the_page_that_they_belong_to() {
        let tokens = [(); 4].map(|()| CancelToken::default());
        let [first, second, dropped, open] = &tokens;
        let ids = [PageId::default(), PageId::default().next()];
        let mut pages = LeftPages::default();
        pages.replace(page(first));
        pages.keep_replaced(ids[0]);
        pages.replace(page(second));
        pages.keep_replaced(ids[1]);
        pages.replace(page(dropped));
        pages.drop_replaced();
        let progress = |bytes| Event::LoadProgress(bytes);
        assert!(pages.hold_back(first, progress(1)).is_none());
        assert!(pages.hold_back(second, progress(2)).is_none());
        assert!(pages.hold_back(open, progress(3)).is_some());
        assert!(dropped.is_cancelled() && !first.is_cancelled());
        let mut shown = pages.take(ids[0]).unwrap();
        assert_eq!(shown.article.take_held().len(), 1);
        pages.unload(ids[1]);
        assert!(second.is_cancelled() && !first.is_cancelled());
        assert!(pages.target(ids[1]).is_some());
        assert!(pages.take(ids[1]).unwrap().article.take_held().is_empty());
    }
}

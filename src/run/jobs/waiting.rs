//! What is not on the screen but will be again: the pages that were left, and the article under the manual. What their jobs find
//! waits with them.

use super::Jobs;
use crate::app::Event;
use crate::app::visited::PageId;
use crate::run::open_article::WaitingArticle;
use crate::run::pages::{LeftPage, LeftPages};
use crate::run::{CancelToken, Message};

impl Jobs {
    /// Holds back an event of a job for a page that was left or is under the manual; returns every other.
    pub(in crate::run) fn hold_back(&mut self, token: &CancelToken, event: Event) -> Option<Event> {
        let event = self.pages.hold_back(token, event)?;
        match &mut self.under_manual {
            Some(under) => under.hold_back(token, event),
            None => Some(event),
        }
    }

    /// The manual was closed: what was under it is open again, and gets what was held back for it.
    pub(in crate::run) fn close_manual(&mut self) {
        let Some(mut under) = self.under_manual.take() else {
            return;
        };
        self.released.extend(under.take_held());
        std::mem::replace(&mut self.open, under.article).cancel();
    }

    /// Puts aside what is open, with its jobs.
    pub(super) fn leave_page(&mut self) {
        let article = std::mem::take(&mut self.open);
        self.pages.replace(LeftPage {
            article: WaitingArticle::new(article),
            target: self.target.clone(),
            feed: self.feed.take(),
            under_manual: self.under_manual.take(),
        });
    }

    /// The page that was put aside under this number is open again, and gets what was held back for it.
    pub(in crate::run) fn show_page(&mut self, id: PageId) {
        let Some(mut page) = self.pages.take(id) else {
            return;
        };
        self.leave_page();
        self.released.extend(page.article.take_held());
        self.open = page.article.article;
        self.target = page.target;
        (self.feed, self.under_manual) = (page.feed, page.under_manual);
    }

    /// The pages that were left.
    pub(in crate::run) fn pages(&mut self) -> &mut LeftPages {
        &mut self.pages
    }

    /// Messages that were held back and are to be handled before any other.
    pub(in crate::run) fn take_released(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.released)
    }

    /// Whether there are such messages.
    pub(in crate::run) fn has_released(&self) -> bool {
        !self.released.is_empty()
    }
}

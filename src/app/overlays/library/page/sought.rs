//! Keeps the cursor on its article and its sentence when a page is read again: the one that was read last comes first then.

use super::super::Shown;
use super::{LibraryPage, PageItem, PageRow};

/// A row of an article or a sentence on a page that is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoughtRow {
    /// The identity of the article.
    identity: String,
    /// The number of the sentence in it.
    sentence: Option<usize>,
    /// How many rows of the list are visible above it.
    above: usize,
}

impl LibraryPage {
    /// The row of the article or the sentence that the cursor is on.
    pub(super) fn chosen_row(&self) -> Option<SoughtRow> {
        let (content, PageRow::Item(nth)) = (self.content.content()?, self.chosen) else {
            return None;
        };
        Some(SoughtRow {
            identity: content.item(nth)?.0.identity.clone(),
            sentence: content.items.get(nth)?.sentence,
            above: nth.saturating_sub(self.top),
        })
    }

    /// The page without what it shows, which is to be asked for again; `None` if it shows nothing.
    pub(in crate::app::overlays::library) fn unloaded(&self) -> Option<Self> {
        self.content.content()?;
        Some(Self {
            id: self.id,
            looked_up: None,
            name: self.name.clone(),
            code: self.code,
            content: Shown::Loading,
            question: None,
            is_deciding: false,
            chosen: self.chosen,
            top: self.top,
            sought: self.sought.clone().or_else(|| self.chosen_row()),
            namesakes_top: self.namesakes_top,
            decisions_top: self.decisions_top,
        })
    }

    /// Goes to the row that is sought, if it is there: articles are in another order once one of them was read again. Once all have
    /// arrived, as many as the page says or no more of them if `is_last`, the row of its article will do for a sentence that is gone.
    pub(super) fn find_row(&mut self, is_last: bool) {
        let (Some(sought), Some(content)) = (&self.sought, self.content.content()) else {
            return;
        };
        let has_all = is_last || content.articles.len() >= content.summary.articles;
        let row_of = |sentence: Option<usize>| {
            let is_sought = |(nth, item): &(usize, &PageItem)| {
                let article = content.item(*nth).map(|(article, _)| &article.identity);
                item.sentence == sentence && article == Some(&sought.identity)
            };
            let mut rows = content.items.iter().enumerate();
            rows.find(is_sought).map(|(nth, _)| nth)
        };
        let article = || row_of(None).filter(|_| has_all);
        if let Some(nth) = row_of(sought.sentence).or_else(article) {
            self.chosen = PageRow::Item(nth);
            self.top = nth.saturating_sub(sought.above);
            self.sought = None;
        }
    }
}

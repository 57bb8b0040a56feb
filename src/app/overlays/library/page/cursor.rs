//! The cursor of a page, and what moves it.

use super::{LibraryPage, PageLayout, PageRow};
use crate::app::overlays::list::scroll_to_show;
use crate::app::state::State;

impl LibraryPage {
    /// Moves to the row of the next or previous article.
    pub(super) fn choose_article(&mut self, times: usize, forward: bool) {
        let Some(content) = self.content.content() else {
            return;
        };
        let at = match self.chosen {
            PageRow::Item(nth) => Some(nth),
            _ => None,
        };
        let mut rows: Vec<usize> = (0..content.items.len())
            .filter(|nth| {
                let is_article = content
                    .items
                    .get(*nth)
                    .is_some_and(|it| it.sentence.is_none());
                is_article
                    && match at {
                        Some(at) if forward => *nth > at,
                        Some(at) => *nth < at,
                        None => forward,
                    }
            })
            .collect();
        if !forward {
            rows.reverse();
        }
        self.sought = None;
        let found = rows.get(times.saturating_sub(1)).or(rows.last());
        if let Some(nth) = found {
            self.chosen = PageRow::Item(*nth);
        }
    }

    /// Moves the cursor by `rows`, and scrolls so that it shows. The order of rows is namesakes, decisions, people, countries, articles
    /// with their sentences. Namesakes, decisions and articles scroll.
    pub(super) fn move_cursor(&mut self, state: &State, rows: isize) {
        if rows != 0 {
            self.sought = None;
        }
        let layout = PageLayout::new(state, self);
        let Some(content) = self.content.content() else {
            return;
        };
        let rows_above = layout.rows_above(content);
        let above: usize = rows_above.iter().sum();
        let all = above + content.items.len();
        let before = |part: usize| rows_above.iter().take(part).sum::<usize>();
        let in_part = |part: usize, nth: usize| {
            let rows = rows_above.get(part).copied().unwrap_or_default();
            before(part) + nth.min(rows.saturating_sub(1))
        };
        let at = match self.chosen {
            PageRow::Namesake(nth) => in_part(0, nth),
            PageRow::Decision(nth) => in_part(1, nth),
            PageRow::Person(nth) => in_part(2, nth),
            PageRow::Country(nth) => in_part(3, nth),
            PageRow::Item(nth) => above + nth,
        };
        let to = at.saturating_add_signed(rows).min(all.saturating_sub(1));
        let part = (0..PageRow::ABOVE.len()).find(|part| to < before(part + 1));
        let row = part.and_then(|part| Some((PageRow::ABOVE.get(part)?, to - before(part))));
        self.chosen = match row {
            Some((row, nth)) => row(nth),
            None => PageRow::Item(to - above.min(to)),
        };
        let [namesakes, decisions, ..] = layout.shown;
        let (namesake, decision) = match self.chosen {
            PageRow::Namesake(nth) => (nth, self.decisions_top),
            PageRow::Decision(nth) => (self.namesakes_top, nth),
            _ => (self.namesakes_top, self.decisions_top),
        };
        let summary = &content.summary;
        let all = summary.namesakes.len();
        self.namesakes_top = scroll_to_show(self.namesakes_top, namesake, namesakes, all);
        let all = summary.decisions.len();
        self.decisions_top = scroll_to_show(self.decisions_top, decision, decisions, all);
        let shown = match self.chosen {
            PageRow::Item(nth) => nth,
            _ => 0,
        };
        self.top = layout.scroll_to_show(content, self.top, shown);
    }
}

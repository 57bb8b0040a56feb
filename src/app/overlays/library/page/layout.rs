//! Where the parts of a page go, and how its sentences are wrapped.
//!
//! What stands above the articles gets at most two fifths of the popup. Only the rows on the screen are wrapped. `update` (clicks,
//! scrolling) and the view (painting) both use this layout, so they cannot disagree.

use super::{LibraryPage, PageContent, PageRow};
use crate::app::overlays::popup::Popup;
use crate::app::passage::QuotedLine;
use crate::app::state::State;
use crate::layout::{Rect, WrapMode, measure, wrap};

/// Width of the labels at the left, in cells.
const LABEL_CELLS: u16 = 8;
/// Narrowest popup that has labels, in cells.
const LABEL_MIN_CELLS: u16 = 46;
/// Narrowest area in which people and countries are listed side by side, in cells.
const TWO_COLUMN_MIN_CELLS: u16 = 56;
/// Width and height of the map, in cells, and the narrowest popup that has one.
const MAP_SIZE: (u16, u16) = (28, 7);
const MAP_MIN_CELLS: u16 = 68;
/// The same for a larger map.
const LARGE_MAP_SIZE: (u16, u16) = (40, 10);
const LARGE_MAP_MIN_CELLS: u16 = 90;
/// Height of the popup from which it has a footer.
const FOOTER_MIN_ROWS: u16 = 10;
/// Height of the popup from which the roles may take two lines.
const ROOMY_MIN_ROWS: u16 = 28;
/// The most people, and the most countries, that are listed.
const MAX_COMPANY: usize = 8;
/// The most namesakes, and the most decisions about the person, that are seen at once: their rows scroll.
const MAX_NAMESAKES: usize = 3;
const MAX_DECISIONS: usize = 3;
/// The indent of a sentence, in cells: the cursor.
const INDENT_CELLS: u16 = 2;

/// The rectangles of a page's parts. A part that is not shown has an empty rectangle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLayout {
    /// The popup as a whole.
    pub popup: Popup,
    /// The name.
    pub title: Rect,
    /// Lines about the name, each with its label.
    pub lines: Vec<(&'static str, String)>,
    /// Where these lines are.
    pub summary: Rect,
    /// Width of the labels, in cells; 0 if there are none.
    pub label_cells: u16,
    /// The map.
    pub map: Rect,
    /// The rows of namesakes, of decisions, of people and of countries.
    pub columns: [Rect; 4],
    /// How many of each are shown.
    pub shown: [usize; 4],
    /// The articles with their sentences.
    pub list: Rect,
    /// Details of the chosen row.
    pub footer: Rect,
}

/// A row of the list on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisibleItem {
    /// Its number among all rows.
    pub index: usize,
    /// Where it is.
    pub area: Rect,
    /// The lines of a sentence.
    pub lines: Vec<QuotedLine>,
}

impl PageLayout {
    /// Lays out `page` on the current screen.
    pub fn new(state: &State, page: &LibraryPage) -> Self {
        let popup = Popup::for_screen(state);
        let inner = popup.inner;
        let mut layout = Self {
            popup,
            title: popup.title(),
            ..Self::default()
        };
        let body = inner.rows(u16::from(!popup.framed), inner.height);
        let spacing = u16::from(popup.framed);
        let footer_rows = u16::from(inner.height >= FOOTER_MIN_ROWS);
        let body = if footer_rows == 1 {
            layout.footer = body.rows(body.height.saturating_sub(1), 1);
            body.rows(0, body.height.saturating_sub(1 + spacing))
        } else {
            body
        };
        let Some(content) = page.content.content() else {
            layout.list = body;
            return layout;
        };
        let used = layout.place_summary(content, body);
        let spacing = spacing.min(used);
        layout.list = body.rows(used + spacing, body.height);
        layout
    }

    /// Places what stands above the articles at the top of `body`; returns the number of its rows.
    fn place_summary(&mut self, content: &PageContent, body: Rect) -> u16 {
        let summary = &content.summary;
        let budget = body.height * 2 / 5;
        self.label_cells = if body.width >= LABEL_MIN_CELLS {
            LABEL_CELLS
        } else {
            0
        };
        let has_map = summary.code.is_some() || !summary.countries.is_empty();
        let sizes = [
            (LARGE_MAP_SIZE, LARGE_MAP_MIN_CELLS),
            (MAP_SIZE, MAP_MIN_CELLS),
        ];
        let fits = |((_, height), min_cells): &((u16, u16), u16)| {
            has_map && body.width >= *min_cells && budget >= *height
        };
        let (map_width, map_height) = sizes
            .into_iter()
            .find(fits)
            .map_or((0, 0), |(size, _)| size);
        let left = Rect {
            width: body.width - map_width - if map_width > 0 { 2 } else { 0 },
            height: budget,
            ..body
        };
        self.map = Rect {
            x: body.right() - map_width,
            width: map_width,
            height: map_height,
            ..body
        };
        let namesakes = summary.namesakes.len().min(MAX_NAMESAKES);
        let namesakes = namesakes.min(usize::from(budget / 2));
        let decisions = summary.decisions.len().min(MAX_DECISIONS);
        let decisions = decisions.min((usize::from(budget) - namesakes) / 2);
        let width = usize::from(left.width.saturating_sub(self.label_cells)).max(1);
        let is_roomy = body.height >= ROOMY_MIN_ROWS;
        self.lines = summary_lines(content, width, if is_roomy { 2 } else { 1 });
        let most = usize::from(budget).saturating_sub(namesakes + decisions);
        // On a small screen the names in the company say more than the roles.
        self.lines
            .truncate(if most < 4 { most.min(1) } else { most });
        let rest = most - self.lines.len();
        self.summary = left.rows(0, self.lines.len() as u16);
        let below = left.rows(self.summary.height, left.height);
        let below = Rect {
            x: below.x + self.label_cells,
            width: below.width.saturating_sub(self.label_cells),
            ..below
        };
        let (people, countries) = (
            summary.people.len().min(MAX_COMPANY),
            summary.countries.len().min(MAX_COMPANY),
        );
        let namesake_rows = below.rows(0, namesakes as u16);
        let below = below.rows(namesakes as u16, below.height);
        let decision_rows = below.rows(0, decisions as u16);
        let below = below.rows(decisions as u16, below.height);
        let is_side_by_side = below.width >= TWO_COLUMN_MIN_CELLS && people > 0 && countries > 0;
        let (shown, company) = if is_side_by_side {
            let half = below.width / 2;
            let (people, countries) = (people.min(rest), countries.min(rest));
            let left = Rect {
                width: half - 2,
                ..below.rows(0, people as u16)
            };
            let right = Rect {
                x: below.x + half,
                width: below.width - half,
                ..below.rows(0, countries as u16)
            };
            ([people, countries], [left, right])
        } else {
            let few = countries.min(rest.saturating_sub(people.min(rest.div_ceil(2))));
            let (people, countries) = (people.min(rest - few), few);
            let above = below.rows(0, people as u16);
            (
                [people, countries],
                [above, below.rows(people as u16, countries as u16)],
            )
        };
        self.shown = [namesakes, decisions, shown[0], shown[1]];
        self.columns = [namesake_rows, decision_rows, company[0], company[1]];
        let bottom = |rect: &Rect| {
            if rect.is_empty() {
                body.y
            } else {
                rect.bottom()
            }
        };
        let parts = [self.summary, self.map];
        let lowest = parts.iter().chain(&self.columns).map(bottom).max();
        lowest.unwrap_or(body.y) - body.y
    }

    /// The most lines that a sentence takes.
    fn max_lines(&self) -> usize {
        usize::from(self.list.height.saturating_sub(1)).max(1)
    }

    /// The lines of a row; none for the row of an article.
    fn lines_of(&self, content: &PageContent, index: usize) -> Vec<QuotedLine> {
        let item = content.items.get(index);
        let sentence = item.filter(|item| item.sentence.is_some());
        let Some((_, Some(sentence))) = sentence.and_then(|_| content.item(index)) else {
            return Vec::new();
        };
        let width = usize::from(self.list.width.saturating_sub(INDENT_CELLS)).max(1);
        let mention = sentence.mentions.first().map_or(0, |range| range.start);
        sentence_lines(&sentence.text, mention, width, self.max_lines())
    }

    /// How many rows of the screen a row takes, with the blank one above an article.
    fn height_of(&self, content: &PageContent, index: usize) -> u16 {
        match content.items.get(index).map(|item| item.sentence) {
            Some(None) => 1 + u16::from(index > 0),
            Some(Some(_)) => (self.lines_of(content, index).len() as u16).max(1),
            None => 0,
        }
    }

    /// The rows on the screen, if `top` is the first.
    pub fn visible_items(&self, content: &PageContent, top: usize) -> Vec<VisibleItem> {
        let mut items = Vec::new();
        let mut used = 0;
        for (index, item) in content.items.iter().enumerate().skip(top) {
            if item.sentence.is_none() && index > top {
                used += 1;
            }
            let lines = self.lines_of(content, index);
            let rows = (lines.len() as u16).max(1);
            if used >= self.list.height {
                break;
            }
            let area = self.list.rows(used, rows);
            used += rows;
            items.push(VisibleItem { index, area, lines });
        }
        items
    }

    /// The first visible row, scrolled from `top` no farther than needed to show the row `chosen` as a whole.
    pub(super) fn scroll_to_show(&self, content: &PageContent, top: usize, chosen: usize) -> usize {
        let highest = |last: usize| {
            let mut first = last;
            let mut used = self.height_of(content, last);
            while let Some(before) = first.checked_sub(1) {
                used += self.height_of(content, before);
                if used > self.list.height {
                    break;
                }
                first = before;
            }
            first
        };
        let last = content.items.len().saturating_sub(1);
        let chosen = chosen.min(last);
        // The row of an article shows above its first sentence.
        let is_first = content
            .items
            .get(chosen)
            .is_some_and(|item| item.sentence == Some(0));
        let lowest = highest(chosen);
        let above = chosen.saturating_sub(usize::from(is_first)).max(lowest);
        top.clamp(lowest.min(above), above)
            .min(highest(last).max(lowest))
    }

    /// How many rows each part above the articles has; the namesakes and the decisions scroll.
    pub(super) fn rows_above(&self, content: &PageContent) -> [usize; 4] {
        let [namesakes, decisions, people, countries] = self.shown;
        let all = |shown: usize, all: usize| if shown == 0 { 0 } else { all };
        let summary = &content.summary;
        [
            all(namesakes, summary.namesakes.len()),
            all(decisions, summary.decisions.len()),
            people,
            countries,
        ]
    }

    /// The row of the page at a cell of the screen.
    pub(super) fn row_at(&self, page: &LibraryPage, x: u16, y: u16) -> Option<PageRow> {
        let column = PageRow::ABOVE.into_iter().zip(&self.columns);
        let mut column = column.filter(|(_, area)| area.contains(x, y));
        if let Some((kind, area)) = column.next() {
            return Some(match kind(usize::from(y - area.y)) {
                PageRow::Namesake(nth) => PageRow::Namesake(page.namesakes_top + nth),
                PageRow::Decision(nth) => PageRow::Decision(page.decisions_top + nth),
                row => row,
            });
        }
        let items = self.visible_items(page.content.content()?, page.top);
        let item = items.into_iter().find(|item| item.area.contains(x, y))?;
        Some(PageRow::Item(item.index))
    }
}

/// What is said about the name, with roles in at most `role_lines` lines of `width` cells.
fn summary_lines(
    content: &PageContent,
    width: usize,
    role_lines: usize,
) -> Vec<(&'static str, String)> {
    let summary = &content.summary;
    let mut lines = vec![("read", measure::truncate(&summary.read, width))];
    let roles = summary.roles.join(" · ");
    let wrapped = wrap(&roles, width, WrapMode::PLAIN);
    for (nth, line) in wrapped.iter().take(role_lines).enumerate() {
        let is_last = nth + 1 == role_lines;
        let end = if is_last { roles.len() } else { line.range.end };
        let text = roles.get(line.range.start..end).unwrap_or_default();
        let text = text.trim_end_matches(" ·");
        if !text.is_empty() {
            let label = if nth == 0 { "roles" } else { "" };
            lines.push((label, measure::truncate(text, width)));
        }
    }
    lines
}

/// Wraps `text` to lines of at most `width` cells and returns at most `max_lines` of them, with the one in which the byte `mention`
/// is.
fn sentence_lines(text: &str, mention: usize, width: usize, max_lines: usize) -> Vec<QuotedLine> {
    let wrapped = wrap(text, width, WrapMode::PLAIN);
    let with_mention = wrapped.iter().rposition(|line| line.range.start <= mention);
    let first = (with_mention.unwrap_or(0) + 1).saturating_sub(max_lines);
    let end = wrapped.len().min(first + max_lines);
    let lines = wrapped.iter().enumerate().take(end).skip(first);
    lines
        .map(|(nth, line)| QuotedLine {
            range: line.range.clone(),
            truncated_before: nth == first && first > 0,
            truncated_after: nth + 1 == end && end < wrapped.len(),
        })
        .collect()
}

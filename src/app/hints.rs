//! Letters on the links that are on the screen, one of which is to be opened.
//!
//! Owns which link bears which letters, those typed so far, and where on the screen they stand. The letters are those under
//! the fingers; none is the beginning of another, and as few are typed as so many links allow.

use super::State;
use crate::document::Page;
use crate::layout::{Line, measure};
use std::ops::Range;

/// The letters, those of the strongest fingers first.
const LETTERS: [char; 9] = ['f', 'j', 'd', 'k', 's', 'l', 'a', 'h', 'g'];

/// The links, and what has been typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Each link on the screen, in reading order.
    pub links: Vec<Hint>,
    /// The letters typed so far.
    pub typed: String,
}

/// A link and its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What is typed to open it.
    pub letters: String,
    /// Where its words stand, bytes.
    pub range: Range<usize>,
    /// Where it leads.
    pub page: Page,
}

impl Hints {
    /// The links that what has been typed may still mean.
    pub fn left(&self) -> impl Iterator<Item = &Hint> {
        let typed = &self.typed;
        self.links
            .iter()
            .filter(move |hint| hint.letters.starts_with(typed.as_str()))
    }

    /// What the status line says: where the link leads, once it is clear which is meant.
    pub fn sentence(&self) -> String {
        let mut left = self.left();
        match (left.next(), left.count()) {
            (Some(hint), 0) => hint.page.shown(),
            (Some(_), more) if self.typed.is_empty() => format!("{} links", more + 1),
            (Some(_), more) => format!("{}… {} links", self.typed, more + 1),
            (None, _) => String::new(),
        }
    }
}

/// The links on the screen, with letters.
pub(super) fn of(state: &State) -> Hints {
    let visible = state.visible();
    let links = state.document.links();
    let from = links.partition_point(|link| link.range.end <= visible.start);
    let mut shown: Vec<(Range<usize>, Page)> = Vec::new();
    for link in links.iter().skip(from) {
        if link.range.start >= visible.end {
            break;
        }
        let Some(page) = Page::at(&link.target).filter(|_| place(state, &link.range).is_some())
        else {
            continue;
        };
        match shown.last_mut() {
            // A change of style inside a link parts it in two.
            Some((range, before)) if *before == page && range.end == link.range.start => {
                range.end = link.range.end;
            }
            _ => shown.push((link.range.clone(), page)),
        }
    }
    let letters = letters(shown.len());
    let links = shown.into_iter().zip(letters);
    Hints {
        links: links
            .map(|((range, page), letters)| Hint {
                letters,
                range,
                page,
            })
            .collect(),
        typed: String::new(),
    }
}

/// The cell where the first words of `range` (bytes) that are on the screen begin, if no drawer lies over it.
pub fn place(state: &State, range: &Range<usize>) -> Option<(u16, u16)> {
    let column = state.areas.column;
    let shows =
        |line: &&Line| !line.gap && line.range.start < range.end && range.start < line.range.end;
    let (row, line) = state
        .page
        .iter()
        .enumerate()
        .find(|(_, line)| shows(line))?;
    let y = column.y + u16::try_from(row).ok()?;
    let before = line.range.start..range.start.max(line.range.start);
    let mut cell = 0;
    let mut columns = line
        .columns
        .iter()
        .flat_map(|columns| columns.iter())
        .skip(1);
    for (n, part) in state.document.slice(before).split('\n').enumerate() {
        if n > 0 {
            cell = columns.next().map_or(cell, |&at| usize::from(at));
        }
        cell += measure::cells(part);
    }
    let x = column.x.checked_add(line.indent)?;
    let x = x.checked_add(u16::try_from(cell).ok()?)?;
    let hidden = state.areas.over && state.areas.panel.contains(x, y);
    (column.contains(x, y) && !hidden).then_some((x, y))
}

/// Letters for so many links: every word of one letter is opened up into longer ones only as far as it must be.
fn letters(count: usize) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut opened = 0;
    while words.len() - opened < count || words.len() == 1 {
        let Some(word) = words.get(opened).cloned() else {
            break;
        };
        opened += 1;
        words.extend(LETTERS.iter().map(|letter| format!("{letter}{word}")));
    }
    words.drain(..opened);
    words.truncate(count);
    words.sort_unstable();
    // The other way round, so that links which stand together differ in the first letter.
    words
        .iter()
        .map(|word| word.chars().rev().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: no link's letters are the beginning of another's, and they are as short as they can be.
    #[test]
    fn letters_are_short_and_none_begins_another() {
        for count in 0..300 {
            let letters = letters(count);
            assert_eq!(letters.len(), count);
            for (n, one) in letters.iter().enumerate() {
                for other in letters.iter().skip(n + 1) {
                    assert!(!one.starts_with(other.as_str()) && !other.starts_with(one.as_str()));
                }
            }
            let longest = letters.iter().map(String::len).max().unwrap_or(0);
            let most = match count {
                0 => 0,
                1..=9 => 1,
                10..=81 => 2,
                _ => 3,
            };
            assert_eq!(longest, most, "{count}");
        }
    }
}

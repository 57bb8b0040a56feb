//! Links that the terminal itself opens (OSC 8).
//!
//! ratatui knows nothing of them, so they are added after each frame: the cells of links are written a second time, between
//! the sequences that begin and end a link. Only cells are written whose link or content has changed since the last frame; a
//! cell that is no longer part of a link is written once more without one.

use super::cells::CellWriter;
use crate::app::links::ScreenLink;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use std::collections::BTreeMap;

/// The sequence that ends a link.
const END: &str = "\x1b]8;;\x1b\\";

/// The cells of links on the screen, by row and column.
type LinkCells = BTreeMap<(u16, u16), LinkCell>;

/// A cell of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LinkCell {
    cell: Cell,
    begin: String,
}

/// The links that the terminal shows.
#[derive(Debug, Default)]
pub(super) struct Hyperlinks {
    area: Rect,
    shown: LinkCells,
}

/// Cells to write one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LinkRun {
    /// The sequence that begins their link; `None` if they are no longer part of one.
    pub(super) begin: Option<String>,
    /// The cells and where they are.
    pub(super) cells: Vec<(u16, u16, Cell)>,
}

impl LinkRun {
    /// Appends the cells to `bytes`, between the sequences that begin and end their link.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        if let Some(begin) = &self.begin {
            bytes.extend_from_slice(begin.as_bytes());
        }
        let mut writer = CellWriter::new(bytes);
        for (x, y, cell) in &self.cells {
            writer.write(*x, *y, cell);
        }
        writer.finish();
        if self.begin.is_some() {
            bytes.extend_from_slice(END.as_bytes());
        }
    }
}

impl Hyperlinks {
    /// Forgets all links, because the whole screen is written again.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// The cells to write after the frame in `buffer`, on which are `links`.
    pub(super) fn update(&mut self, buffer: &Buffer, links: &[ScreenLink]) -> Vec<LinkRun> {
        if self.area != buffer.area {
            // The frame has been written again.
            self.area = buffer.area;
            self.forget();
        }
        let now = link_cells(buffer, links);
        let mut changed: BTreeMap<(u16, u16), (Option<&str>, &Cell)> = BTreeMap::new();
        for &(y, x) in self.shown.keys().filter(|at| !now.contains_key(at)) {
            if let Some(cell) = buffer.cell(Position::new(x, y))
                && !is_second_half(buffer, x, y)
            {
                changed.insert((y, x), (None, cell));
            }
        }
        for (&at, link) in &now {
            if self.shown.get(&at) != Some(link) {
                changed.insert(at, (Some(&link.begin), &link.cell));
            }
        }
        let mut runs: Vec<LinkRun> = Vec::new();
        for ((y, x), (begin, cell)) in changed {
            let cell = (x, y, cell.clone());
            match runs.last_mut() {
                Some(run) if run.begin.as_deref() == begin => run.cells.push(cell),
                _ => runs.push(LinkRun {
                    begin: begin.map(str::to_owned),
                    cells: vec![cell],
                }),
            }
        }
        self.shown = now;
        runs
    }
}

/// The cells of `links` that show in `buffer` what they should: nothing else has been painted over them.
fn link_cells(buffer: &Buffer, links: &[ScreenLink]) -> LinkCells {
    let mut found = LinkCells::new();
    for link in links {
        // Parts of a link in several lines have one id, so that the terminal takes them for one link.
        let begin = format!("\x1b]8;id=byline-{};{}\x1b\\", link.id, link.url);
        for wanted in &link.cells {
            let cell = buffer.cell(Position::new(wanted.at.x, wanted.at.y));
            if let Some(cell) = cell.filter(|cell| cell.symbol() == wanted.symbol) {
                let (cell, begin) = (cell.clone(), begin.clone());
                found.insert((wanted.at.y, wanted.at.x), LinkCell { cell, begin });
            }
        }
    }
    found
}

/// Whether the cell at `x` and `y` is the second half of a wide character.
fn is_second_half(buffer: &Buffer, x: u16, y: u16) -> bool {
    let before = x.checked_sub(1);
    let before = before.and_then(|x| buffer.cell(Position::new(x, y)));
    before.is_some_and(|cell| crate::layout::measure::cells(cell.symbol()) > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::links::ScreenLinkCell;

    fn link(id: usize, x: u16, text: &str) -> ScreenLink {
        let cells = text.chars().zip(x..).map(|(c, x)| ScreenLinkCell {
            at: (x, 0).into(),
            symbol: c.to_string(),
        });
        ScreenLink {
            id,
            url: format!("https://example.org/{id}"),
            cells: cells.collect(),
        }
    }

    /// What is written for the frame `text` with `links`: the cells of each run, and the id of its link.
    fn written(shown: &mut Hyperlinks, text: &str, links: &[ScreenLink]) -> Vec<String> {
        let buffer = Buffer::with_lines([text]);
        let runs = shown.update(&buffer, links).into_iter();
        runs.map(|run| {
            let cells = run.cells.iter().map(|(_, _, cell)| cell.symbol());
            let begin = run.begin.unwrap_or_default();
            let id = begin.strip_prefix("\x1b]8;id=byline-").unwrap_or_default();
            format!(
                "{}{}",
                cells.collect::<String>(),
                id.get(..1).unwrap_or("-")
            )
        })
        .collect()
    }

    /// Protects: a link is written once while it stays, again when it or its words change, and its cells without it when it is
    /// gone; what has been painted over it is no link.
    #[test]
    fn only_changes_are_written() {
        let mut shown = Hyperlinks::default();
        let links = [link(1, 0, "ab"), link(2, 3, "cd")];
        assert_eq!(written(&mut shown, "ab cd", &links), ["ab1", "cd2"]);
        assert_eq!(written(&mut shown, "ab cd", &links), [""; 0]);
        assert_eq!(
            written(&mut shown, "ab cd", &[link(1, 0, "ab"), link(3, 3, "cd")]),
            ["cd3"]
        );
        assert_eq!(
            written(&mut shown, "xb cd", &[link(1, 0, "xb")]),
            ["x1", "cd-"]
        );
        assert_eq!(written(&mut shown, "x| cd", &[link(1, 0, "xb")]), ["|-"]);
        shown.forget();
        assert_eq!(written(&mut shown, "xb cd", &[link(1, 0, "xb")]), ["xb1"]);
        // A screen of another size is written again.
        assert_eq!(written(&mut shown, "xb cd ", &[link(1, 0, "xb")]), ["xb1"]);
        // Half of a wide character is never written.
        assert_eq!(written(&mut shown, "北cd  ", &[]), ["北-"]);
    }
}

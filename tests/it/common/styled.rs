//! The drawn screen with its styles, for snapshots.

use super::screen::picture;
use byline::app::State;
use ratatui::buffer::Cell;
use ratatui::style::Color;
use std::ops::Range;

/// Rows of drawn screens, below each a row of letters, one for each style, and at the end what the letters stand for. What
/// has no style has no letter; blank rows are left out.
#[derive(Default)]
pub(crate) struct StyledRows {
    lines: Vec<String>,
    styles: Vec<String>,
}

impl StyledRows {
    /// Adds these rows of the screen of `state`.
    pub(crate) fn add(&mut self, state: &State, rows: Range<u16>) {
        let buffer = picture(state);
        for y in rows {
            let (mut text, mut letters) = (String::new(), String::new());
            for cell in (0..buffer.area.width).map(|x| &buffer[(x, y)]) {
                text.push_str(cell.symbol());
                letters.push(self.letter(cell));
            }
            for row in [text, letters] {
                if !row.trim_end().is_empty() {
                    self.lines.push(row.trim_end().to_owned());
                }
            }
        }
    }

    /// Adds a line that says what the next rows are.
    pub(crate) fn add_title(&mut self, title: &str) {
        self.lines.push(format!("--- {title}"));
    }

    fn letter(&mut self, cell: &Cell) -> char {
        let style = style(cell);
        if style.is_empty() {
            return ' ';
        }
        let known = self.styles.iter().position(|known| *known == style);
        let nth = known.unwrap_or(self.styles.len());
        if known.is_none() {
            self.styles.push(style);
        }
        ('a'..='z').nth(nth).expect("at most 26 styles")
    }

    pub(crate) fn finish(self) -> String {
        let legend = ('a'..='z').zip(self.styles);
        let legend = legend.map(|(letter, style)| format!("{letter}: {style}"));
        let lines: Vec<String> = self
            .lines
            .into_iter()
            .chain([String::new()])
            .chain(legend)
            .collect();
        lines.join("\n")
    }
}

/// The style of a cell in words; empty if it is plain.
fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    let modifiers = cell.modifier.iter_names();
    words.extend(modifiers.map(|(name, _)| name.to_owned()));
    words.join(" ").to_lowercase()
}

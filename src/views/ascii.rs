//! ASCII in place of lines, blocks, dots, marks and typographic punctuation, for terminals that cannot show them.
//!
//! The screen is painted as everywhere, and then changed cell by cell, so no part of it can be forgotten. Letters stay, also
//! those of the article that are not ASCII: there is no ASCII for them.

use ratatui::buffer::{Buffer, Cell};

/// What stands for dots of a map or a bar, from few to many.
const SHADES: [&str; 5] = [" ", ".", ":", "+", "#"];

/// The number of dots in a cell of braille.
const BRAILLE_DOTS: usize = 8;

/// Replaces what is not ASCII in `buffer`, except letters.
pub(super) fn draw_in_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(symbol) = ascii_symbol(cell) {
            cell.set_symbol(symbol);
        }
    }
}

/// What to show in `cell` instead of its symbol; `None` if that stays.
fn ascii_symbol(cell: &Cell) -> Option<&'static str> {
    let mut chars = cell.symbol().chars();
    let (c, rest) = (chars.next()?, chars.next());
    if c.is_ascii() || rest.is_some() {
        return None;
    }
    Some(match c {
        // Braille: the low byte has a bit for each dot.
        '\u{2800}'..='\u{28ff}' => {
            let dots = (u32::from(c) & 0xff).count_ones() as usize;
            shade(dots, BRAILLE_DOTS)
        }
        // Lower blocks, from one eighth to the whole.
        '▁'..='█' => shade((u32::from(c) - u32::from('▀')) as usize, 8),
        // The part of the track that is on screen.
        '┃' | '║' => "#",
        '▉'..='▏' | '▐' | '▕' | '│' | '╎' | '╏' | '┆' | '┇' | '┊' | '┋' => {
            "|"
        }
        '\u{2010}'..='\u{2015}'
        | '−'
        | '·'
        | '・'
        | '─'
        | '━'
        | '╌'
        | '╍'
        | '┄'
        | '┅'
        | '┈'
        | '┉'
        | '═'
        | '╴'..='╿'
        | '▔' => "-",
        '\u{2500}'..='\u{257f}' => "+",
        '\u{2580}'..='\u{259f}' => "#",
        '●' | '•' | '◆' | '■' | '▪' | '✓' | '✔' | '★' => "*",
        '◉' => "@",
        '◇' | '○' | '□' | '◦' => "o",
        '…' | '⋯' => ".",
        '▶' | '▸' | '›' | '»' | '→' | '⇒' => ">",
        '◀' | '◂' | '‹' | '«' | '←' | '⇐' => "<",
        '↑' => "^",
        '↓' => "v",
        '“' | '”' | '„' | '″' => "\"",
        '‘' | '’' | '‚' | '′' => "'",
        '×' => "x",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => " ",
        _ => return None,
    })
}

/// The symbol for `part` of `whole`; only nothing is shown as nothing.
fn shade(part: usize, whole: usize) -> &'static str {
    let steps = SHADES.len() - 1;
    let step = (part * steps).div_ceil(whole).min(steps);
    SHADES.get(step).copied().unwrap_or(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(symbol: &str) -> String {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        ascii_symbol(&cell).unwrap_or(symbol).to_owned()
    }

    /// Protects: every character that draws has one of ASCII; bars and maps keep their shades, and letters stay.
    #[test]
    fn what_draws_is_ascii() {
        for c in ('\u{2500}'..='\u{259f}').chain('\u{2800}'..='\u{28ff}') {
            assert!(drawn(&c.to_string()).is_ascii(), "{c}");
        }
        let bars: String = "▁▂▃▄▅▆▇█".chars().map(|c| drawn(&c.to_string())).collect();
        assert_eq!(bars, "..::++##");
        assert_eq!(["⠀", "⠁", "⠿", "⣿"].map(drawn), [" ", ".", "+", "#"]);
        assert_eq!(
            ["┃", "─", "●", "◇", "…"].map(drawn),
            ["#", "-", "*", "o", "."]
        );
        for letter in ["a", "é", "北", "e\u{301}", "👩\u{200d}👧", " "] {
            assert_eq!(drawn(letter), letter);
        }
    }
}

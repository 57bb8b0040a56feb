//! What has to be written so that the screen shows the next frame.

use super::cells::{CellWriter, is_narrow};
use crate::layout::measure;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};

/// Asks for the coloured form of the character before it, which some terminals show in one cell and others in two.
const EMOJI_SELECTOR: char = '\u{fe0f}';

/// Writes the cells of `next` that differ from `shown`, which is on the screen and has the same area.
pub(super) fn write_changes(shown: &Buffer, next: &Buffer, writer: &mut CellWriter<'_>) {
    let width = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(width).zip(next.content.chunks(width));
    // The numbers stand second, as in a window of 65,535 rows there is none after the last.
    for ((shown, next), y) in rows.zip(0..) {
        if let Some(wide) = write_narrow_cells(y, shown, next, writer) {
            write_wide_cells((wide, y), shown, next, writer);
        }
    }
}

/// Writes what differs in row `y`, up to the first cell that may be wide. Returns the column of that cell.
fn write_narrow_cells(
    y: u16,
    shown: &[Cell],
    next: &[Cell],
    writer: &mut CellWriter<'_>,
) -> Option<u16> {
    // The cells between the last one that was written and the current one.
    let mut unchanged = 0;
    for ((old, new), x) in shown.iter().zip(next).zip(0..) {
        let (old_symbol, symbol) = (old.symbol(), new.symbol());
        // Most are single letters.
        let same_symbol = match (old_symbol.as_bytes(), symbol.as_bytes()) {
            ([old], [new]) => old == new,
            _ => {
                let same = old_symbol == symbol;
                if !(is_narrow(symbol) && (same || is_narrow(old_symbol))) {
                    return Some(x);
                }
                same
            }
        };
        let is_changed = match new.diff_option {
            CellDiffOption::None => {
                !same_symbol
                    || old.fg != new.fg
                    || old.bg != new.bg
                    || old.modifier != new.modifier
                    || old.diff_option != CellDiffOption::None
            }
            CellDiffOption::AlwaysUpdate => true,
            _ => return Some(x),
        };
        if is_changed {
            let at = usize::from(x);
            if (1..at).contains(&unchanged)
                && let Some(between) = next.get(at - unchanged..at)
            {
                writer.write_over(between);
            }
            writer.write(x, y, new);
            unchanged = 0;
        } else {
            unchanged += 1;
        }
    }
    None
}

/// Writes what differs in row `y` from column `x` on. The second half of a wide character is not written, and what is left of one that
/// is replaced is written over: on the terminal it may still have its background.
fn write_wide_cells(
    (x, y): (u16, u16),
    shown: &[Cell],
    next: &[Cell],
    writer: &mut CellWriter<'_>,
) {
    let cells_of = |cell: &Cell| measure::cells(cell.symbol()).max(1);
    // Up to here, the terminal may show halves of what was there.
    let mut stale_until = 0;
    let mut at = usize::from(x);
    while let (Some(old), Some(new)) = (shown.get(at), next.get(at)) {
        let cells = cells_of(new);
        let is_changed = match new.diff_option {
            CellDiffOption::Skip => false,
            CellDiffOption::AlwaysUpdate => true,
            _ => old != new || at < stale_until,
        };
        if is_changed {
            let replaced = shown.iter().enumerate().skip(at).take(cells);
            let ends = replaced.map(|(at, old)| at + cells_of(old));
            stale_until = ends.max().unwrap_or(0).max(stale_until);
            if cells > 1 && new.symbol().contains(EMOJI_SELECTOR) {
                // A terminal for which it is narrow leaves what was in its second cell.
                let mut blank = new.clone();
                blank.set_symbol(" ");
                (at..at + cells).for_each(|at| writer.write(at as u16, y, &blank));
            }
            writer.write(at as u16, y, new);
        }
        at += cells;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Modifier, Style};
    use std::fmt::Write as _;

    const AREA: Rect = Rect::new(0, 0, 12, 3);

    /// A frame with cells that depend on `seed`.
    fn frame(seed: u64) -> Buffer {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut random = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        let mut buffer = Buffer::empty(AREA);
        for y in 0..AREA.height {
            let symbols: &[&str] = match random(3) {
                0 => &["a", "b", " ", "é", "│", "e\u{301}"],
                1 => &["a", " ", "漢", "字"],
                _ => &["a", " "],
            };
            let styles = [
                Style::new(),
                Style::new(),
                Style::new().red().add_modifier(Modifier::BOLD),
                Style::new().reversed().italic(),
            ];
            let mut x = 0;
            while x < AREA.width {
                let symbol = symbols[random(symbols.len() as u64) as usize];
                let style = styles[random(4) as usize];
                x = buffer.set_stringn(x, y, symbol, 2, style).0.max(x + 1);
            }
        }
        buffer
    }

    fn changes(shown: &Buffer, next: &Buffer) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = CellWriter::new(&mut bytes);
        write_changes(shown, next, &mut writer);
        writer.finish();
        bytes
    }

    /// What a terminal shows, with the styles of all cells.
    fn screen(terminal: &vt100::Parser) -> String {
        let mut shown = String::new();
        for y in 0..AREA.height {
            for x in 0..AREA.width {
                let cell = terminal.screen().cell(y, x).unwrap();
                let symbol = match cell.contents() {
                    "" => " ",
                    symbol => symbol,
                };
                let style = (cell.fgcolor(), cell.bold(), cell.inverse(), cell.italic());
                write!(shown, "{symbol}{style:?}").unwrap();
            }
        }
        shown
    }

    /// Protects: whatever was on the screen, the changes make it show the next frame, as if that had been written on an empty one.
    #[test]
    fn the_screen_shows_the_next_frame() {
        let blank = Buffer::empty(AREA);
        let new = || vt100::Parser::new(AREA.height, AREA.width, 0);
        let mut terminal = new();
        let mut shown = blank.clone();
        for seed in 1..2_000 {
            // Every second time only some cells differ.
            let mut next = frame(seed / 2);
            if seed % 2 == 1 {
                next.set_stringn(3, 1, "new", 3, Style::new().underlined());
            }
            terminal.process(&changes(&shown, &next));
            let mut fresh = new();
            fresh.process(&changes(&blank, &next));
            assert_eq!(screen(&terminal), screen(&fresh), "{seed}");
            assert!(changes(&next, &next).is_empty());
            shown = next;
        }
    }

    /// Protects: the cells of a picture are left alone, and those that must be written always are.
    #[test]
    fn directives_are_obeyed() {
        let text = |symbol: &str, option| {
            let mut buffer = Buffer::filled(AREA, Cell::EMPTY);
            for cell in buffer.content.iter_mut().take(2) {
                cell.set_symbol(symbol).set_diff_option(option);
            }
            buffer
        };
        let shown = text("x", CellDiffOption::None);
        let written =
            |symbol, option| String::from_utf8(changes(&shown, &text(symbol, option))).unwrap();
        assert_eq!(written("y", CellDiffOption::Skip), "");
        assert_eq!(written("x", CellDiffOption::AlwaysUpdate), "\x1b[1;1Hxx");
        assert_eq!(written("y", CellDiffOption::None), "\x1b[1;1Hyy");
        let alone = text("x", CellDiffOption::Skip);
        assert_eq!(changes(&alone, &shown), b"\x1b[1;1Hxx");
    }

    /// Protects: on a terminal for which an emoji is narrow, nothing is left of what was in its second cell.
    #[test]
    fn both_cells_of_an_emoji_are_written() {
        let line = |text: &str| Buffer::with_lines([text]);
        let written = String::from_utf8(changes(&line("abc"), &line("❤️c"))).unwrap();
        assert_eq!(written, "\x1b[1;1H  \x1b[1;1H❤️");
    }

    /// Protects: a few letters between two changes are written again, which takes fewer bytes than to move the cursor; more are not.
    #[test]
    fn small_gaps_are_written() {
        let line = |text: &str| Buffer::with_lines([text]);
        let written = |old, new| String::from_utf8(changes(&line(old), &line(new))).unwrap();
        assert_eq!(written("a bcd e", "x bcd y"), "\x1b[1;1Hx bcd y");
        assert_eq!(written("a bcdefg h", "x bcdefg y"), "\x1b[1;1Hx\x1b[1;10Hy");
        assert_eq!(written("aébc", "xéyc"), "\x1b[1;1Hx\x1b[1;3Hy");
    }
}

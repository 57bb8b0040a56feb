//! The size of the terminal's window.
//!
//! A window of 20,000 columns and as many rows, which a program can claim, would need more memory than there is, and
//! failing to get it ends the program at once. What is beyond the limit stays empty.

use crate::layout::Size;
use std::os::fd::AsFd;

/// The most columns that are used.
const MAX_COLUMNS: u16 = 2_000;

/// The most cells that are used: four times those of a screen with 3,840 × 2,160 pixels in the smallest readable font.
const MAX_CELLS: u32 = 600_000;

/// The size of the terminal, or of the part of it that is used; 80 × 24 if it cannot be determined.
pub(crate) fn size() -> Size {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    limit_size(columns, rows)
}

/// The size of the terminal `tty`, as [`size`] returns it. Quicker, because the terminal is open already.
pub(super) fn size_of(tty: impl AsFd) -> Size {
    match rustix::termios::tcgetwinsize(tty) {
        Ok(window) => limit_size(window.ws_col, window.ws_row),
        Err(_) => size(),
    }
}

/// The part of a window with `columns` and `rows` that is used.
fn limit_size(columns: u16, rows: u16) -> Size {
    let columns = columns.min(MAX_COLUMNS);
    let max_rows = MAX_CELLS / u32::from(columns).max(1);
    let rows = rows.min(u16::try_from(max_rows).unwrap_or(u16::MAX));
    (columns, rows).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: real windows are used whole, and those that no screen could show only as far as memory allows.
    #[test]
    fn absurd_windows_are_limited() {
        for (columns, rows) in [(80, 24), (0, 0), (1, u16::MAX), (640, 360), (960, 540)] {
            assert_eq!(limit_size(columns, rows), (columns, rows).into());
        }
        assert_eq!(limit_size(20_000, 20_000), (2_000, 300).into());
        assert_eq!(limit_size(65_535, 1), (2_000, 1).into());
        assert_eq!(limit_size(100, 65_535), (100, 6_000).into());
    }
}

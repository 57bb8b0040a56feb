//! ratatui's crossterm backend for a screen of limited size.
//!
//! A window of 20,000 columns and as many rows, which a program can claim, would need more memory than there is, and
//! failing to get it ends the program at once. What is beyond the limit stays empty.

use super::hyperlinks::{self, LinkRun};
use super::screen::FrameWriter;
use crate::layout;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{self, Write};

/// The most columns that are used.
const MAX_COLUMNS: u16 = 2_000;

/// The most cells that are used: four times those of a screen with 3,840 × 2,160 pixels in the smallest readable font.
const MAX_CELLS: u32 = 600_000;

/// The part of a window with `columns` and `rows` that is used.
pub(super) fn limit_size(columns: u16, rows: u16) -> layout::Size {
    let columns = columns.min(MAX_COLUMNS);
    let max_rows = MAX_CELLS / u32::from(columns).max(1);
    let rows = rows.min(u16::try_from(max_rows).unwrap_or(u16::MAX));
    (columns, rows).into()
}

/// The terminal as ratatui writes to it.
#[derive(Debug)]
pub(super) struct LimitedBackend(CrosstermBackend<FrameWriter>);

impl LimitedBackend {
    pub(super) fn new(writer: FrameWriter) -> Self {
        Self(CrosstermBackend::new(writer))
    }

    /// Writes cells between the sequences that begin and end their link.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn draw_links(&mut self, runs: &[LinkRun]) -> io::Result<()> {
        for run in runs {
            if let Some(begin) = &run.begin {
                self.0.write_all(begin.as_bytes())?;
            }
            self.0
                .draw(run.cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            if run.begin.is_some() {
                self.0.write_all(hyperlinks::END.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Writes `bytes` after the cells.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn write_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    /// Writes the frame collected so far.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub(super) fn flush_frame(&mut self) -> io::Result<()> {
        Write::flush(&mut self.0)
    }
}

impl Backend for LimitedBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.0.draw(content)
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.0.append_lines(count)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        Backend::clear(&mut self.0)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        let size = self.0.size()?;
        let limited = limit_size(size.width, size.height);
        Ok(Size::new(limited.columns, limited.rows))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let mut window = self.0.window_size()?;
        window.columns_rows = self.size()?;
        Ok(window)
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
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

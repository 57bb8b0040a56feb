//! Pictures on terminals that show pixels: by kitty's protocol, iTerm2's, or as Sixel.
//!
//! The program paints a picture in half blocks. If the terminal can do better, the cells of the picture are left empty instead, and
//! the picture is written over them after the frame, once: ratatui does not touch them until it changes. The terminal is asked
//! what it can when the first picture is shown; until it has answered, and if it does not, the half blocks stay. Whatever is
//! written is our own base64, numbers or Sixel characters, so nothing in a picture can act on the terminal.

mod png;
mod protocols;
mod sixel;

pub(super) use protocols::delete_sequence;

use super::query::{CellSize, GraphicsAnswers};
use crate::app::pictures::ScreenPicture;
use crate::document::Picture;
use crate::layout;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use std::fmt::Write as _;

/// The size of a cell that is assumed where it is not known.
const USUAL_CELL: CellSize = CellSize {
    width: 10,
    height: 20,
};

/// How pictures may be shown.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct GraphicsOptions {
    /// Whether the terminal may be asked.
    pub(crate) asks: bool,
    /// Whether it is known to show them as iTerm2 does.
    pub(crate) iterm2: bool,
}

/// A way to show pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Kitty,
    Iterm2,
    /// With the size of a cell, without which a picture would have any size on the screen.
    Sixel(CellSize),
}

/// The picture that the terminal shows.
#[derive(Debug)]
pub(super) struct Graphics {
    options: GraphicsOptions,
    shown: Option<Shown>,
    /// The screen when the last frame was drawn.
    screen: Rect,
}

#[derive(Debug, PartialEq, Eq)]
struct Shown {
    area: Rect,
    picture: Picture,
    protocol: Protocol,
}

impl Graphics {
    pub(super) fn new(options: GraphicsOptions) -> Self {
        Self {
            options,
            shown: None,
            screen: Rect::ZERO,
        }
    }

    /// Whether the terminal is to be asked before a picture is shown.
    pub(super) fn asks(&self) -> bool {
        self.options.asks && !self.options.iterm2
    }

    /// Forgets what is shown, because the whole screen is written again.
    pub(super) fn forget(&mut self) {
        self.screen = Rect::ZERO;
    }

    /// Whether the terminal keeps the picture in its memory until it is deleted.
    pub(super) fn is_in_memory(&self) -> bool {
        let protocol = self.shown.as_ref().map(|shown| shown.protocol);
        protocol == Some(Protocol::Kitty)
    }

    fn protocol(&self, answers: GraphicsAnswers) -> Option<Protocol> {
        if self.options.iterm2 {
            Some(Protocol::Iterm2)
        } else if !self.options.asks {
            None
        } else if answers.kitty {
            Some(Protocol::Kitty)
        } else if answers.sixel {
            window_cell().or(answers.cell).map(Protocol::Sixel)
        } else {
            None
        }
    }

    /// Prepares `buffer`, a frame on which is `picture`, for a terminal with these `answers`: empties the cells of the picture if
    /// the terminal shows it. Returns what to write after the frame.
    pub(super) fn update(
        &mut self,
        buffer: &mut Buffer,
        picture: Option<ScreenPicture>,
        answers: GraphicsAnswers,
    ) -> Vec<u8> {
        let is_cleared = self.screen != buffer.area;
        self.screen = buffer.area;
        let protocol = self.protocol(answers);
        let wanted = picture.zip(protocol);
        let wanted = wanted.and_then(|(ScreenPicture { area, picture }, protocol)| {
            let area = to_ratatui(area).intersection(buffer.area);
            (!area.is_empty()).then_some(Shown {
                area,
                picture,
                protocol,
            })
        });
        let is_new = is_cleared || wanted != self.shown;
        let mut change = String::new();
        if is_new && let Some(before) = self.shown.take() {
            // What was there is written again, whatever the cells were in the last frame.
            for cell in cells(buffer, before.area) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
            if before.protocol == Protocol::Kitty {
                change.push_str(&delete_sequence());
            }
        }
        if let Some(shown) = &wanted {
            empty_cells(buffer, shown.area, is_new);
            if is_new {
                let cell = window_cell().or(answers.cell);
                write_picture(shown, cell.unwrap_or(USUAL_CELL), &mut change);
            }
        }
        self.shown = wanted;
        change.into_bytes()
    }
}

/// The size of a cell, as the system knows it.
fn window_cell() -> Option<CellSize> {
    let window = crossterm::terminal::window_size().ok()?;
    let (columns, rows) = (window.columns.max(1), window.rows.max(1));
    CellSize::new(
        u32::from(window.width / columns),
        u32::from(window.height / rows),
    )
}

fn to_ratatui(area: layout::Rect) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// The cells of `buffer` in `area`.
fn cells(buffer: &mut Buffer, area: Rect) -> impl Iterator<Item = &mut ratatui::buffer::Cell> {
    let width = usize::from(buffer.area.width.max(1));
    let rows = buffer.content.chunks_mut(width);
    let rows = rows
        .skip(usize::from(area.y))
        .take(usize::from(area.height));
    rows.flat_map(move |row| {
        let row = row.iter_mut().skip(usize::from(area.x));
        row.take(usize::from(area.width))
    })
}

/// Empties the cells in `area`, and has them written if `writes` is set, else left alone.
fn empty_cells(buffer: &mut Buffer, area: Rect, writes: bool) {
    // What is left of the picture has the background of what is around it.
    let beside = area.x.checked_sub(1);
    let beside = beside.and_then(|x| buffer.cell((x, area.y)));
    let background = beside.map(|cell| cell.bg).unwrap_or_default();
    for cell in cells(buffer, area) {
        cell.reset();
        cell.bg = background;
        cell.set_diff_option(if writes {
            CellDiffOption::AlwaysUpdate
        } else {
            CellDiffOption::Skip
        });
    }
}

/// Writes a picture into its cells, as large as fits in its own shape.
fn write_picture(shown: &Shown, cell: CellSize, out: &mut String) {
    let Shown {
        area,
        picture,
        protocol,
    } = shown;
    let (cell_width, cell_height) = (usize::from(cell.width), usize::from(cell.height));
    let room = (
        usize::from(area.width) * cell_width,
        usize::from(area.height) * cell_height,
    );
    let (width, height) = (picture.width().max(1), picture.height().max(1));
    let by_width = room.0 * height <= room.1 * width;
    let size = if by_width {
        (room.0, (height * room.0 / width).max(1))
    } else {
        ((width * room.1 / height).max(1), room.1)
    };
    // Writing to a `String` cannot fail.
    let _ = write!(out, "\x1b[{};{}H", area.y + 1, area.x + 1);
    match protocol {
        Protocol::Sixel(_) => sixel::write(&picture.scaled_to(size.0, size.1), out),
        Protocol::Kitty | Protocol::Iterm2 => {
            // The terminal makes it larger, but need not be sent more than it shows.
            let is_larger = width > size.0;
            let sent = if is_larger {
                picture.scaled_to(size.0, size.1)
            } else {
                picture.clone()
            };
            let file = png::encode(&sent);
            match protocol {
                Protocol::Iterm2 => protocols::write_iterm2(&file, *area, out),
                _ => protocols::write_kitty(&file, *area, by_width, out),
            }
        }
    }
}

#[cfg(test)]
mod tests;

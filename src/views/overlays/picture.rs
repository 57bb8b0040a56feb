//! A picture, in half blocks: each cell shows two pixels, one above the other.
//!
//! A terminal that can show pixels gets the picture itself in these cells; that is not decided here.

use crate::app::overlays::picture::{PictureLayout, PictureViewer};
use crate::app::pictures::PictureState;
use crate::document::Picture;
use crate::layout::measure;
use crate::palette::{Colour, ColourDepth};
use crate::views::painting::{
    DrawContext, Row, Title, clear_popup, clip, draw_message, draw_title,
};
use crate::views::theme::to_ratatui_color;
use ratatui::prelude::{Buffer, Rect};

/// Paints the overlay.
pub(super) fn draw(context: DrawContext, viewer: &PictureViewer, buffer: &mut Buffer) {
    let DrawContext { state, theme } = context;
    let Some(layout) = viewer.layout(state) else {
        return;
    };
    let PictureLayout {
        popup,
        title,
        picture: area,
        footer,
        caption,
        count,
        address,
        content,
    } = layout;
    clear_popup(popup.outer, popup.framed, theme.focus(), buffer);
    // A long caption leaves room for the number.
    let room = usize::from(title.width).saturating_sub(measure::cells(&count) + 4);
    let words = Title {
        text: &measure::truncate(&caption, room),
        detail: &count,
    };
    draw_title(title, popup.framed, &words, theme, buffer);
    match content {
        PictureState::Loading(sentence) | PictureState::Failed(sentence) => {
            draw_message(clip(area, buffer), &sentence, theme, buffer);
        }
        PictureState::Loaded(picture) => {
            draw_picture(&picture, area.into(), state.session.options.colours, buffer);
        }
    }
    Row::new(footer, buffer).put(&address, theme.faint());
}

/// Paints `picture` into `area`, scaled to its cells, in the colours that the terminal has.
fn draw_picture(picture: &Picture, area: Rect, colours: ColourDepth, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let columns = usize::from(area.width);
    // The last row is only half full if the picture ends there.
    let height = (picture.height() * columns).div_ceil(picture.width().max(1));
    let half_rows = usize::from(area.height) * 2;
    let half_rows = half_rows.min(height.max(half_rows.saturating_sub(1)));
    let pixels = picture.scaled_to(columns, half_rows);
    for (y, row) in area.rows().enumerate() {
        for (x, at) in row.columns().enumerate() {
            let Some(cell) = buffer.cell_mut((at.x, at.y)) else {
                continue;
            };
            let colour = |y: usize| colour(pixels.pixel(x, y), colours);
            cell.set_symbol("▀");
            cell.fg = colour(2 * y);
            if 2 * y + 1 < half_rows {
                cell.bg = colour(2 * y + 1);
            }
        }
    }
}

/// The nearest colour that the terminal has.
fn colour([red, green, blue]: [u8; 3], colours: ColourDepth) -> ratatui::style::Color {
    let colour = Colour::True(red, green, blue);
    to_ratatui_color(match colours {
        ColourDepth::True => colour,
        ColourDepth::Indexed => colour.to_256_colours(),
        ColourDepth::Eight | ColourDepth::Monochrome => colour.to_8_colours(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    /// A picture of 2 × 3 pixels: red and green, blue and white, black and grey.
    fn picture() -> Picture {
        let pixels = [
            255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 128, 128, 128,
        ];
        Picture::from_pixels(2, 3, 3, &pixels).unwrap()
    }

    fn drawn(colours: ColourDepth) -> Vec<(String, Color, Color)> {
        let area = Rect::new(0, 0, 2, 2);
        let mut buffer = Buffer::empty(area);
        draw_picture(&picture(), area, colours, &mut buffer);
        let cells = buffer.content.iter();
        cells
            .map(|cell| (cell.symbol().to_owned(), cell.fg, cell.bg))
            .collect()
    }

    /// Protects: each cell shows the two pixels that are there, and nothing below the last one, in colours that the terminal has.
    #[test]
    fn a_cell_shows_two_pixels() {
        let rgb = Color::Rgb;
        let symbol = "▀".to_owned();
        assert_eq!(
            drawn(ColourDepth::True),
            [
                (symbol.clone(), rgb(255, 0, 0), rgb(0, 0, 255)),
                (symbol.clone(), rgb(0, 255, 0), rgb(255, 255, 255)),
                (symbol.clone(), rgb(0, 0, 0), Color::Reset),
                (symbol.clone(), rgb(128, 128, 128), Color::Reset),
            ]
        );
        let indexed = drawn(ColourDepth::Indexed);
        assert_eq!(indexed[0].1, Color::Indexed(196));
        assert_eq!(indexed[1].2, Color::Indexed(231));
        assert_eq!(drawn(ColourDepth::Eight)[0].2, Color::Blue);
    }

    /// Protects: what does not fit into the screen is left out.
    #[test]
    fn a_picture_beyond_the_screen_is_clipped() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 2));
        draw_picture(
            &picture(),
            Rect::new(1, 1, 20, 20),
            ColourDepth::True,
            &mut buffer,
        );
        assert_eq!(buffer.cell((0, 0)).unwrap().symbol(), " ");
        assert_eq!(buffer.cell((1, 1)).unwrap().symbol(), "▀");
        draw_picture(
            &picture(),
            Rect::new(0, 0, 0, 0),
            ColourDepth::True,
            &mut buffer,
        );
    }
}
